//! A suite of small documents: each is generated, and all are compiled as dependencies of one
//! crate, in one run of cargo.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::documents::Document;
use super::generate::{self, Output};
use super::row::{Row, Step};
use super::{Run, Skip, check, model};
use crate::compile::{Compilation, Depth};

/// Returns the row of the suite `name`.
pub(super) fn run(run: &Run, name: &str, documents: &[Document]) -> io::Result<Row> {
    let mut row = Row::new(name);
    let mut outputs = Vec::new();
    for document in documents {
        if let Some(output) = generate::run(run, document, &mut row)? {
            model::run(document, &mut row);
            outputs.push(output);
        }
    }
    if run.does(Skip::Check) && !outputs.is_empty() {
        let all = Document { name: name.to_owned(), file: PathBuf::new() };
        let folder = run.work.join("suites").join(all.package());
        write(&folder, &all.package(), &outputs)?;
        fs::copy(run.workspace.root.join("Cargo.lock"), folder.join("Cargo.lock"))?;
        let target = run.work.join("build");
        let compilation =
            Compilation { folder: &folder, target: &target, depth: Depth::Check, features: &[] };
        let compiled = compilation.run()?;
        outputs.iter().for_each(|output| check::record(output, &compiled, Step::Check, &mut row));
    }
    for document in documents {
        run.change(document, &mut row)?;
    }
    let fails = |it: &&Document| row.failures.iter().any(|failure| failure.document == it.name);
    let failing = documents.iter().filter(fails).count();
    row.passed = Some((documents.len() - failing, documents.len()));
    Ok(row)
}

/// Writes a crate that depends on all `outputs`.
fn write(folder: &Path, package: &str, outputs: &[Output]) -> io::Result<()> {
    let mut manifest = format!(
        "[package]\nname = \"{package}\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n"
    );
    for Output { package, folder, .. } in outputs {
        // A literal string in TOML; paths of target folders contain no apostrophe.
        let _ = writeln!(manifest, "{package} = {{ path = '{}' }}", folder.display());
    }
    fs::create_dir_all(folder.join("src"))?;
    fs::write(folder.join("src/lib.rs"), "")?;
    fs::write(folder.join("Cargo.toml"), manifest)
}
