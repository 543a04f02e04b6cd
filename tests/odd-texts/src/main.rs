//! Tries a sample of odd texts in a document, and prints what is wrong as JSON, one object a line.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use codegen::config::Config;
use codegen::document::diagnostic::{Code, Diagnostics};
use odd_texts::{Bench, Fault, places, sample, texts};
use serde_json::json;

/// Puts odd texts into a document.
#[derive(Parser, Debug)]
struct Arguments {
    /// The document
    spec: PathBuf,

    /// How many texts to put into places
    #[arg(long, value_name = "N", default_value_t = 100)]
    count: usize,

    /// Which texts and places
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
    match faults(&Arguments::parse()) {
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

fn faults(arguments: &Arguments) -> std::io::Result<Vec<Fault>> {
    let mut diagnostics = Diagnostics::default();
    let document = codegen::document::load::load(&arguments.spec, &mut diagnostics).value;
    let overlays = arguments.overlay.clone();
    let package = Some("odd".to_owned());
    let mut config =
        Config::for_document(arguments.spec.clone(), overlays, PathBuf::new(), package);
    let accepted = |code: &&Code| arguments.accept.iter().any(|it| it == code.as_str());
    config.accept = Code::ALL.iter().filter(accepted).copied().collect();
    let (places, texts) = (places(&document), texts());
    // What panics is reported below, with its place.
    std::panic::set_hook(Box::new(|_| ()));
    Bench::new(document, &config)?.faults(&sample(&places, &texts, arguments.seed, arguments.count))
}
