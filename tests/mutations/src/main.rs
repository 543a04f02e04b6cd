//! Tries a sample of mutations of a document, and prints faults as JSON, one object per line.

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use codegen::internals::config::Config;
use codegen::internals::document::diagnostic::{Code, Diagnostics};
use codegen::internals::document::load::{ReferenceRoot, load};
use mutations::odd_texts::{Bench, places, sample, texts};
use mutations::{Fault, renames, spellings};
use serde_json::json;

/// The arguments: a kind of mutation.
#[derive(Parser, Debug)]
struct Arguments {
    #[command(subcommand)]
    changes: Changes,
}

#[derive(Subcommand, Debug)]
enum Changes {
    /// Inserts odd strings into the document: no panic is allowed, and the output must parse
    OddTexts(Sample),
    /// Adds and reorders schemas, properties, members and operations: nothing else may be renamed
    Renames(Sample),
    /// Writes schemas in other ways that mean the same: the API must be the same
    Spellings(Sample),
}

#[derive(Args, Debug)]
struct Sample {
    /// The document
    spec: PathBuf,

    /// The number of changes
    #[arg(long, value_name = "N", default_value_t = 100)]
    count: usize,

    /// The seed that selects the changes and their locations
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,

    /// An OpenAPI Overlay; repeatable
    #[arg(long, value_name = "FILE")]
    overlay: Vec<PathBuf>,

    /// The code of a diagnostic to accept; repeatable
    #[arg(long, value_name = "CODE")]
    accept: Vec<String>,
}

fn main() -> ExitCode {
    let faults = match Arguments::parse().changes {
        Changes::OddTexts(of) => odd_texts(&of),
        Changes::Renames(of) => renames::faults(&of.config(), of.seed, of.count),
        Changes::Spellings(of) => spellings::faults(&of.config(), of.seed, of.count),
    };
    match faults {
        Ok(faults) => {
            for Fault { pointer, message } in &faults {
                println!("{}", json!({ "pointer": pointer, "message": message }));
            }
            ExitCode::from(u8::from(!faults.is_empty()))
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

impl Sample {
    fn config(&self) -> Config {
        let package = Some("mutations".to_owned());
        let overlays = self.overlay.clone();
        let mut config = Config::for_document(self.spec.clone(), overlays, PathBuf::new(), package);
        let accepted = |code: &&Code| self.accept.iter().any(|it| it == code.as_str());
        config.accept = Code::ALL.iter().filter(accepted).copied().collect();
        config
    }
}

fn odd_texts(of: &Sample) -> io::Result<Vec<Fault>> {
    let mut diagnostics = Diagnostics::default();
    let document = load(&of.spec, &ReferenceRoot::Document, &mut diagnostics).value;
    let (places, texts) = (places(&document), texts());
    // Panics are reported below, with their location in the document.
    std::panic::set_hook(Box::new(|_| ()));
    Bench::new(document, &of.config())?.faults(&sample(&places, &texts, of.seed, of.count))
}
