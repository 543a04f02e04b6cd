//! The compile times of the generated crates, without their dependencies, which are compiled
//! before.

use std::io;
use std::path::{Path, PathBuf};

use super::Bench;
use super::compare::{self, Kind, Measurement};
use super::generation;
use super::generator::Generator;
use crate::compile::{self, Compilation, Compiled, Depth};
use crate::{lines, workspace};

/// The documents to compare.
const DOCUMENTS: &[&str] = &["polar", "stripe", "openai", "github", "cloudflare"];

/// Returns the section.
pub(super) fn run(bench: &Bench, depth: Depth) -> io::Result<String> {
    let mut measurements = Vec::new();
    for document in bench.arguments.documents(DOCUMENTS) {
        for generator in bench.generators() {
            workspace::print_progress(&format!("  {document}: {}", generator.label()));
            measurements.push(measure(bench, &document, generator, depth)?);
        }
    }
    let tables = compare::tables(&measurements, Kind::Lines);
    Ok(format!("One build of the crate alone, without incremental compilation.\n\n{tables}"))
}

fn measure(
    bench: &Bench,
    document: &str,
    generator: Generator,
    depth: Depth,
) -> io::Result<Measurement> {
    let mut measurement = Measurement {
        document: document.to_owned(),
        generator,
        outcome: Err(String::new()),
        amount: None,
    };
    match client(bench, document, generator)? {
        Err(reason) => measurement.outcome = Err(reason),
        Ok(folder) => {
            measurement.amount = Some(lines::count(&folder)? as u64);
            let target = target(bench, generator);
            compile_dependencies(&folder, &target, depth)?;
            let compiled =
                Compilation { folder: &folder, target: &target, depth, features: &[] }.run()?;
            let name = generator.client(document).replace('-', "_");
            measurement.outcome = match compiled.costs.get(&name) {
                Some(cost) if compiled.succeeded => Ok(*cost),
                _ => {
                    workspace::print_progress(compiled.log.trim_end());
                    Err(failure(&compiled))
                }
            };
        }
    }
    Ok(measurement)
}

/// Returns the target folder of a generator's crates.
pub(super) fn target(bench: &Bench, generator: Generator) -> PathBuf {
    bench.work.join("build").join(generator.client("all"))
}

/// Generates a new crate for `document`; returns the reason if that fails.
pub(super) fn client(
    bench: &Bench,
    document: &str,
    generator: Generator,
) -> io::Result<Result<PathBuf, String>> {
    let folder = bench.work.join("crates").join(generator.client(document));
    let finished = generation::generate(bench, document, generator, &folder)?;
    if !finished.status.success() {
        return Ok(Err(generation::reason(&finished)));
    }
    generator.complete(&folder)?;
    Ok(Ok(folder))
}

/// Compiles the dependencies of the crate at `folder`, with the same depth as the crate.
pub(super) fn compile_dependencies(folder: &Path, target: &Path, depth: Depth) -> io::Result<()> {
    let cargo_wrapper = target.join("dependencies");
    compile::cargo_wrapper(folder, &cargo_wrapper)?;
    rename(folder, &cargo_wrapper.join("Cargo.toml"))?;
    let compiled = Compilation { folder: &cargo_wrapper, target, depth, features: &[] }.run()?;
    // The crate uses the same resolved versions.
    std::fs::copy(cargo_wrapper.join("Cargo.lock"), folder.join("Cargo.lock"))?;
    if compiled.succeeded {
        return Ok(());
    }
    workspace::print_progress(&compiled.log);
    Err(io::Error::other(format!("the dependencies of `{}` do not compile", folder.display())))
}

/// Renames the stand-in of the crate at `folder`: cargo treats two crates with the same name, each
/// the root of a workspace, as the same crate, and reuses the artifacts of one for the other.
fn rename(folder: &Path, manifest: &Path) -> io::Result<()> {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let text = std::fs::read_to_string(manifest)?;
    let (before, after) = (format!("name = \"{name}\""), "name = \"dependencies\"");
    std::fs::write(manifest, text.replacen(&before, after, 1))
}

/// Returns the first compiler errors, for a program of ours that should compile.
pub(super) fn messages(compiled: &Compiled) -> String {
    let errors = compiled.messages.iter().filter(|message| message.level == "error").take(5);
    errors.map(|message| format!("{}: {}\n", message.target, message.text)).collect()
}

/// Returns a short reason why a crate did not compile.
pub(super) fn failure(compiled: &Compiled) -> String {
    match compiled.messages.iter().filter(|message| message.level == "error").count() {
        0 => "does not compile".to_owned(),
        errors => format!("{errors} compile errors"),
    }
}
