//! Tries a sample of changes of a document, and prints what is wrong as JSON, one object a line.

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use codegen::internals::config::Config;
use codegen::internals::document::diagnostic::{Code, Diagnostics};
use codegen::internals::document::load::{ReferenceRoot, load};
use mutations::odd_texts::{Bench, places, sample, texts};
use mutations::{Fault, renames};
use serde_json::json;

/// Changes a document.
#[derive(Parser, Debug)]
struct Arguments {
    #[command(subcommand)]
    changes: Changes,
}

#[derive(Subcommand, Debug)]
enum Changes {
    /// Puts odd texts into places: the generator must not panic, and what it writes must parse
    OddTexts(Sample),
    /// Adds and reorders schemas, properties, members and operations: nothing else may get another
    /// name
    Renames(Sample),
}

#[derive(Args, Debug)]
struct Sample {
    /// The document
    spec: PathBuf,

    /// How many changes
    #[arg(long, value_name = "N", default_value_t = 100)]
    count: usize,

    /// Which changes, in which places
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,

    /// An overlay; repeatable
    #[arg(long, value_name = "FILE")]
    overlay: Vec<PathBuf>,

    /// A code of diagnostics to accept; repeatable
    #[arg(long, value_name = "CODE")]
    accept: Vec<String>,
}

fn main() -> ExitCode {
    let faults = match Arguments::parse().changes {
        Changes::OddTexts(of) => odd_texts(&of),
        Changes::Renames(of) => renames::faults(&of.config(), of.seed, of.count),
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
    // What panics is reported below, with its place.
    std::panic::set_hook(Box::new(|_| ()));
    Bench::new(document, &of.config())?.faults(&sample(&places, &texts, of.seed, of.count))
}
