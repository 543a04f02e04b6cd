//! A sample run of `generate` for the tests of its reports.

use clap::Parser;
use codegen::internals::Counts;
use codegen::internals::document::Document;
use codegen::internals::document::diagnostic::{Code, Diagnostic, Diagnostics};
use codegen::internals::document::pointer::JsonPointer;
use serde_json::Value;

use crate::arguments::Request;
use crate::outcome::{Generated, Outcome, Run};
use crate::timings::Timings;

#[derive(Parser)]
struct Line {
    #[command(flatten)]
    request: Request,
}

/// Creates a run with one warning and the time of one stage.
pub(crate) fn run(outcome: Outcome) -> Run {
    let mut diagnostics = Diagnostics::default();
    diagnostics.push(Diagnostic::warning(Code::NameClash, &JsonPointer::root(), "a warning"));
    let mut timings = Timings::default();
    timings.begin("load");
    timings.end();
    let document = Document { value: Value::Null, sources: Vec::new(), origins: Vec::new() };
    Run { outcome, document, diagnostics, timings }
}

/// Parses the options of a command line.
pub(crate) fn request(line: &str) -> Request {
    let words = std::iter::once("program").chain(line.split_whitespace());
    Line::parse_from(words).request
}

/// Creates a generated crate with this number of files.
pub(crate) fn generated(files: usize) -> Generated {
    let counts = Counts { types: 14, operations: 1 };
    let repair = "cargo xtask codegen".to_owned();
    Generated { counts, folder: "client".into(), files, runtime: None, repair }
}
