//! The arguments of `cargo xtask bench`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::generator::Generator;

const EXIT_CODES: &str = "\
Exit codes:
  0  the tables are printed
  1  something of ours fails, or the other generators can't be installed
  2  the command line is wrong
  3  the folder of the documents is not there";

/// Compares with other generators: what they cost, what their crates cost to compile, and how fast
/// their types are; and calls with what reqwest and serde_json take.
///
/// The others are installed into the target folder, in fixed versions.
#[derive(Args, Debug)]
#[command(after_long_help = EXIT_CODES, after_help = EXIT_CODES)]
pub struct Arguments {
    /// What to measure [default: everything]
    #[arg(value_name = "PART", value_enum)]
    parts: Vec<Part>,

    /// The folder of the documents [default: ../shared/corpus beside the workspace]
    #[arg(long, value_name = "DIR")]
    pub(super) corpus: Option<PathBuf>,

    /// Only these documents [default: all that the part is about]
    #[arg(long, value_name = "NAME", num_args = 1..)]
    only: Vec<String>,

    /// Compare with these generators only [default: all]
    #[arg(long, value_name = "NAME", value_enum, num_args = 1..)]
    with: Vec<Generator>,

    /// How often each generator is run, and how many turns of calls are made
    #[arg(long, value_name = "N", default_value_t = 5)]
    pub(super) runs: usize,

    /// Put the tables into docs/benchmarks.md as well
    #[arg(long, requires = "date")]
    pub(super) write: bool,

    /// The date to put there
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(super) date: Option<String>,
}

/// What can be measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Part {
    /// The generators themselves.
    Generation,
    /// `cargo check` of what they write.
    Check,
    /// `cargo build --release` of what they write.
    Release,
    /// A program that calls three operations, in release.
    Program,
    /// How fast a union and a page of customers are decoded.
    Decode,
    /// What a call of the bundled document's client costs; needs no documents.
    Calls,
    /// The time from a clone to the first response; needs no documents.
    Start,
}

impl Part {
    /// The title of its section.
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
    /// What to measure, in order.
    pub(super) fn parts(&self) -> Vec<Part> {
        let wanted = |part: &Part| self.parts.is_empty() || self.parts.contains(part);
        Part::value_variants().iter().copied().filter(wanted).collect()
    }

    /// Whether a part asks for the folder of documents and the other generators.
    pub(super) fn needs_documents(&self) -> bool {
        self.parts().iter().any(|part| !matches!(part, Part::Calls | Part::Start))
    }

    /// Those of `all` that the user asks for, or all.
    pub(super) fn documents(&self, all: &[&str]) -> Vec<String> {
        if self.only.is_empty() {
            all.iter().map(|&name| name.to_owned()).collect()
        } else {
            self.only.clone()
        }
    }

    /// Whether `generator` is one of the others to compare with.
    pub(super) fn compares(&self, generator: Generator) -> bool {
        self.with.is_empty() || self.with.contains(&generator)
    }
}
