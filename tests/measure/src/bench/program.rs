//! A program that calls three of Polar's operations, in release mode: its compile time without the
//! dependencies, and its size.

use std::fs;
use std::io;
use std::path::Path;

use super::Bench;
use super::compare::{self, Kind, Measurement};
use super::compiling;
use super::generator::Generator;
use crate::compile::{self, Compilation, Compiled, Depth};
use crate::meter::Cost;
use crate::workspace;

const DOCUMENT: &str = "polar";

/// The features of our client that the program needs.
const PART: &[&str] = &["reqwest", "ring", "serde", "customers", "customer-sessions"];

/// Returns the section.
pub(super) fn run(bench: &Bench) -> io::Result<String> {
    let mut measurements = Vec::new();
    for generator in bench.generators() {
        let Some(source) = source(generator) else { continue };
        workspace::print_progress(&format!("  {}", generator.label()));
        measurements.push(measure(bench, generator, source, &[])?);
    }
    let whole = compare::tables(&measurements, Kind::Size);
    let mut parts = String::new();
    for measurement in &mut measurements {
        let generator = measurement.generator;
        if let (Generator::Ours, Some(source)) = (generator, source(generator)) {
            workspace::print_progress(&format!(
                "  {}, with {} alone",
                generator.label(),
                PART.join(", ")
            ));
            *measurement = measure(bench, generator, source, PART)?;
            parts = format!("`{}`", PART.join("`, `"));
        }
    }
    if !parts.is_empty() {
        let tables = compare::tables(&measurements, Kind::Size);
        parts = format!("\nThe same, but ours with only the features {parts}:\n\n{tables}");
    }
    Ok(format!(
        "The client and the program, in release mode; the dependencies are already \
         compiled.\n\n{whole}{parts}"
    ))
}

/// Returns the source of the program; `None` for generators that can't generate the client.
fn source(generator: Generator) -> Option<&'static str> {
    match generator {
        Generator::Ours => Some(include_str!("../../templates/program/ours.rs")),
        Generator::Ploidy => Some(include_str!("../../templates/program/ploidy.rs")),
        Generator::OpenapiToRust => {
            Some(include_str!("../../templates/program/openapi-to-rust.rs"))
        }
        // oas3-gen fails on this document.
        Generator::Oas3Gen => None,
    }
}

/// Measures the program with the client of a generator, with only the given features of the client,
/// if there are any.
fn measure(
    bench: &Bench,
    generator: Generator,
    source: &str,
    features: &[&str],
) -> io::Result<Measurement> {
    let mut measurement = Measurement {
        document: DOCUMENT.to_owned(),
        generator,
        outcome: Err(String::new()),
        amount: None,
    };
    let client = match compiling::client(bench, DOCUMENT, generator)? {
        Ok(client) => client,
        Err(reason) => {
            measurement.outcome = Err(reason);
            return Ok(measurement);
        }
    };
    let package = generator.client("program");
    let folder = bench.work.join("programs").join(&package);
    let target = compiling::target(bench, generator);
    let compiled = {
        let cargo_wrapper = target.join("client-without-code").join(generator.client(DOCUMENT));
        compile::cargo_wrapper(&client, &cargo_wrapper)?;
        // First with a client without code, so that only the dependencies are compiled.
        let program = Program { folder: &folder, package: &package, generator, features };
        program.write(&cargo_wrapper, "fn main() {}\n")?;
        let compilation =
            Compilation { folder: &folder, target: &target, depth: Depth::Release, features: &[] };
        require(&compilation.run()?)?;
        program.write(&client, source)?;
        compilation.run()?
    };
    let names = [generator.client(DOCUMENT), package.clone()].map(|it| it.replace('-', "_"));
    let costs: Vec<Cost> = names.iter().filter_map(|it| compiled.costs.get(it)).copied().collect();
    if compiled.succeeded && costs.len() == names.len() {
        measurement.outcome = Ok(costs.into_iter().fold(Cost::default(), |a, b| a + b));
        let program = format!("{package}{}", std::env::consts::EXE_SUFFIX);
        measurement.amount = Some(fs::metadata(target.join("release").join(program))?.len());
    } else {
        workspace::print_progress(&compiling::messages(&compiled));
        measurement.outcome = Err(compiling::failure(&compiled));
    }
    Ok(measurement)
}

fn require(compiled: &Compiled) -> io::Result<()> {
    if compiled.succeeded {
        return Ok(());
    }
    workspace::print_progress(&compiled.log);
    Err(io::Error::other("the dependencies of a program do not compile"))
}

/// The package of a program.
struct Program<'a> {
    folder: &'a Path,
    package: &'a str,
    generator: Generator,
    features: &'a [&'a str],
}

impl Program<'_> {
    /// Writes the program for the client in this folder.
    fn write(&self, client: &Path, source: &str) -> io::Result<()> {
        let features = match self.features {
            [] => String::new(),
            some => format!(", default-features = false, features = {some:?}"),
        };
        let manifest = format!(
            "[package]\nname = \"{}\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n\
             client = {{ package = \"{}\", path = '{}'{features} }}\n\
             tokio = {{ version = \"1.54\", features = [\"macros\", \"rt\"] }}\n",
            self.package,
            self.generator.client(DOCUMENT),
            client.display()
        );
        fs::create_dir_all(self.folder.join("src"))?;
        fs::write(self.folder.join("Cargo.toml"), manifest)?;
        fs::write(self.folder.join("src/main.rs"), source)
    }
}
