//! Generates a crate from any bytes as a document: all files parse, or the errors can be printed.

use std::path::PathBuf;

use codegen::internals::config::Config;
use codegen::internals::document::diagnostic::Code;
use codegen::internals::output::Output;

use super::{loader, scratch};
use crate::seeds::Seeds;
use crate::target::Outcome;

/// The folder that is copied into every crate unchanged.
const RUNTIME: &str = "src/runtime/";

/// Generates a crate in memory.
///
/// # Panics
/// If a stage panics, if a file does not parse as Rust, or if a failure has no error or can't be
/// printed.
pub fn run(input: &[u8]) -> Outcome {
    // Without an extension, the first character decides between JSON and YAML.
    let path = scratch::file("openapi", input);
    let package = Some("fuzzed".to_owned());
    let mut config = Config::for_document(path, Vec::new(), PathBuf::new(), package);
    // Accepts these errors, so that more documents reach the last stage.
    config.accept = vec![Code::DanglingRef, Code::NameClash];
    match codegen::internals::generate(&config, &mut |_| ()) {
        Ok(generation) => {
            loader::check_printable(&generation.document, &generation.diagnostics);
            check_rust(&generation.output);
        }
        Err(failure) => {
            assert!(failure.diagnostics.has_errors(), "the failure has no error");
            loader::check_printable(&failure.document, &failure.diagnostics);
        }
    }
    Outcome::Checked
}

/// The documents as JSON.
pub fn seeds(seeds: &Seeds) -> Vec<Vec<u8>> {
    seeds.trees.iter().map(|tree| tree.to_string().into_bytes()).collect()
}

fn check_rust(output: &Output) {
    for (path, text) in output {
        let is_generated = path.ends_with(".rs") && !path.starts_with(RUNTIME);
        if is_generated && let Err(error) = syn::parse_file(text) {
            panic!("{path} is not Rust: {error}\n{text}");
        }
    }
}
