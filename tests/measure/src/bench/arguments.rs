//! The arguments of `cargo xtask bench`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::generator::Generator;

const EXIT_CODES: &str = "\
Exit codes:
  0  the tables were printed
  1  this generator or its client fails, or the other generators can't be installed
  2  the command line is invalid
  3  the folder of the documents does not exist";

/// Compares with other generators: their time and memory, the compile times of their crates, and
/// the decoding speed of their types; and compares calls with plain reqwest and serde_json.
///
/// The other generators are installed into the target folder, in fixed versions.
#[derive(Args, Debug)]
#[command(after_long_help = EXIT_CODES, after_help = EXIT_CODES)]
pub struct Arguments {
    /// The parts to measure [default: all]
    #[arg(value_name = "PART", value_enum)]
    parts: Vec<Part>,

    /// The folder of the documents [default: ../shared/corpus next to the workspace]
    #[arg(long, value_name = "DIR")]
    pub(super) corpus: Option<PathBuf>,

    /// Only these documents [default: all documents of the part]
    #[arg(long, value_name = "NAME", num_args = 1..)]
    only: Vec<String>,

    /// Only these generators for comparison [default: all]
    #[arg(long, value_name = "NAME", value_enum, num_args = 1..)]
    with: Vec<Generator>,

    /// The number of runs of each generator, and of turns of calls
    #[arg(long, value_name = "N", default_value_t = 5)]
    pub(super) runs: usize,

    /// Update the tables in docs/benchmarks.md as well
    #[arg(long, requires = "date")]
    pub(super) write: bool,

    /// The date in docs/benchmarks.md
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(super) date: Option<String>,
}

/// A part of the benchmarks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Part {
    /// The time and memory of the generators.
    Generation,
    /// `cargo check` of the generated crates.
    Check,
    /// `cargo build --release` of the generated crates.
    Release,
    /// A release build of a program that calls three operations.
    Program,
    /// The decoding speed of a union and of a page of customers.
    Decode,
    /// The cost of a call of the bundled document's client; needs no documents.
    Calls,
    /// The time from a clone to the first response; needs no documents.
    Start,
}

impl Part {
    /// Returns the title of the part's section.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Generation => "Generation",
            Self::Check => "Own `cargo check`",
            Self::Release => "Own `cargo build --release`",
            Self::Program => "A program that calls three operations",
            Self::Decode => "Decoding",
            Self::Calls => "Calls",
            Self::Start => "First call",
        }
    }
}

impl Arguments {
    /// Returns the parts to measure, in order.
    pub(super) fn parts(&self) -> Vec<Part> {
        let wanted = |part: &Part| self.parts.is_empty() || self.parts.contains(part);
        Part::value_variants().iter().copied().filter(wanted).collect()
    }

    /// Whether a part needs the folder of documents and the other generators.
    pub(super) fn needs_documents(&self) -> bool {
        self.parts().iter().any(|part| !matches!(part, Part::Calls | Part::Start))
    }

    /// Returns the documents of `all` that the user has selected, or all.
    pub(super) fn documents(&self, all: &[&str]) -> Vec<String> {
        if self.only.is_empty() {
            all.iter().map(|&name| name.to_owned()).collect()
        } else {
            self.only.clone()
        }
    }

    /// Whether `generator` is one of the other generators to compare with.
    pub(super) fn compares(&self, generator: Generator) -> bool {
        self.with.is_empty() || self.with.contains(&generator)
    }
}
