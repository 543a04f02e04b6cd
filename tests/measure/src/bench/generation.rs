//! The time and memory of the generators, and the size of their output.

use std::fs;
use std::io;
use std::path::Path;

use super::Bench;
use super::compare::{self, Kind, Measurement};
use super::generator::Generator;
use crate::meter::{self, Finished};
use crate::{lines, workspace};

/// The documents to compare.
const DOCUMENTS: &[&str] =
    &["polar", "stripe", "openai", "github", "cloudflare", "nexus", "meilisearch", "mistral"];

/// Returns the section.
pub(super) fn run(bench: &Bench) -> io::Result<String> {
    let mut measurements = Vec::new();
    for document in bench.arguments.documents(DOCUMENTS) {
        for generator in bench.generators() {
            workspace::print_progress(&format!("  {document}: {}", generator.label()));
            measurements.push(measure(bench, &document, generator)?);
        }
    }
    let runs = bench.arguments.runs;
    let tables = compare::tables(&measurements, Kind::Lines);
    Ok(format!("The median of {runs} runs into an empty folder, in release mode.\n\n{tables}"))
}

fn measure(bench: &Bench, document: &str, generator: Generator) -> io::Result<Measurement> {
    let mut runs = Vec::new();
    let folder = bench.work.join("crates").join(generator.client(document));
    let mut outcome = Err(String::new());
    for _ in 0..bench.arguments.runs.max(1) {
        let finished = generate(bench, document, generator, &folder)?;
        if !finished.status.success() {
            outcome = Err(reason(&finished));
            break;
        }
        runs.push(finished.cost);
    }
    let lines = if let Some(median) = meter::median(runs) {
        outcome = Ok(median);
        Some(lines::count(&folder)? as u64)
    } else {
        None
    };
    Ok(Measurement { document: document.to_owned(), generator, outcome, amount: lines })
}

/// Generates into a new folder. The folder of an earlier run is moved aside, not deleted: ext4
/// creates files slowly for minutes after many have been deleted.
pub(super) fn generate(
    bench: &Bench,
    document: &str,
    generator: Generator,
    folder: &Path,
) -> io::Result<Finished> {
    if folder.exists() {
        let aside = bench.backup_folder();
        fs::create_dir_all(&aside)?;
        let number = fs::read_dir(&aside)?.count();
        fs::rename(folder, aside.join(number.to_string()))?;
    }
    fs::create_dir_all(folder)?;
    let file = bench.document(document)?;
    meter::run(&mut generator.command(&bench.work, &bench.ours, &file, folder))
}

/// Returns a short reason why a generator failed.
pub(super) fn reason(finished: &Finished) -> String {
    if finished.stderr.contains("overflowed its stack") {
        return "stack overflow".to_owned();
    }
    match finished.status.code() {
        Some(code) => format!("refuses (exit code {code})"),
        None => "killed by a signal".to_owned(),
    }
}
