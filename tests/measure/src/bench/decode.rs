//! The decoding speed of the generated types: a customer, which is a union of two members, and a
//! page of a hundred customers. The baseline is handwritten structs with serde, without a union.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use serde_json::Value;

use super::generator::Generator;
use super::{Bench, compare, compiling};
use crate::compile;
use crate::table::Table;
use crate::workspace;

const DOCUMENT: &str = "polar";
const SOURCE: &str = include_str!("../../templates/decode/decode.rs");
/// The benchmark groups in the source, with their titles in the section.
const GROUPS: &[(&str, &str)] = &[("union", "a union"), ("page", "a page of 100 customers")];
const BY_HAND: &str = "by-hand";

/// Returns the section.
pub(super) fn run(bench: &Bench) -> io::Result<String> {
    let mut clients = Vec::new();
    for generator in bench.generators() {
        // oas3-gen fails on this document.
        if generator == Generator::Oas3Gen {
            continue;
        }
        if let Ok(client) = compiling::client(bench, DOCUMENT, generator)? {
            clients.push((generator, client));
        }
    }
    let folder = bench.work.join("decode");
    write(&folder, &clients)?;
    let target = bench.work.join("build/decode");
    let results = folder.join("results");
    if results.exists() {
        fs::remove_dir_all(&results)?;
    }
    let mut cargo = compile::cargo(&folder, &target);
    cargo.args(["bench", "--quiet", "--bench", "decode", "--", "--quiet"]);
    // The output goes to stderr, since stdout is for the report.
    cargo.env("CRITERION_HOME", &results).stdout(io::stderr());
    workspace::print_progress("  compiling and running the benchmark");
    if !cargo.status()?.success() {
        return Err(io::Error::other("the benchmark of decoding does not compile or run"));
    }
    let mut table = header(&clients);
    for (group, title) in GROUPS {
        table.row(row(title, &clients, &times(&results.join(group))?));
    }
    Ok(format!("Medians of criterion, in microseconds.\n\n{}", table.markdown()))
}

fn header(clients: &[(Generator, std::path::PathBuf)]) -> Table {
    let labels: Vec<String> = clients.iter().map(|(generator, _)| generator.label()).collect();
    let mut header = vec!["decoding"];
    header.extend(labels.iter().map(String::as_str));
    header.extend(["serde by hand", "ours / best other", "ours / by hand"]);
    Table::new(&header)
}

fn row(
    title: &str,
    clients: &[(Generator, std::path::PathBuf)],
    times: &BTreeMap<String, f64>,
) -> Vec<String> {
    let time = |generator: Generator| times.get(name(generator)).copied();
    let others = clients.iter().filter(|(it, _)| *it != Generator::Ours);
    let show = |time: Option<f64>| time.map_or("-".to_owned(), |it| format!("{:.2}", it / 1e3));
    let ours = time(Generator::Ours);
    let by_hand = times.get(BY_HAND).copied();
    let mut cells = vec![title.to_owned()];
    cells.extend(clients.iter().map(|(generator, _)| show(time(*generator))));
    cells.push(show(by_hand));
    cells.push(compare::share(ours, others.filter_map(|(it, _)| time(*it))));
    cells.push(compare::share(ours, by_hand.into_iter()));
    cells
}

/// Returns the name in the benchmark; with `-` replaced by `_`, it is the name of the feature and
/// the dependency.
fn name(generator: Generator) -> &'static str {
    match generator {
        Generator::Ours => "ours",
        Generator::Ploidy => "ploidy",
        Generator::OpenapiToRust => "openapi-to-rust",
        Generator::Oas3Gen => "oas3-gen",
    }
}

/// Writes the benchmark crate, with a feature for each of the other clients that was generated.
fn write(folder: &Path, clients: &[(Generator, std::path::PathBuf)]) -> io::Result<()> {
    let mut manifest = "\
[package]
name = \"decode\"
edition = \"2024\"

[workspace]

[[bench]]
name = \"decode\"
harness = false

[dependencies]
criterion = { version = \"0.8\", default-features = false, features = [\"cargo_bench_support\"] }
jiff = { version = \"0.2\", features = [\"serde\"] }
serde = { version = \"1\", features = [\"derive\"] }
serde_json = \"1\"
uuid = { version = \"1\", features = [\"serde\"] }
"
    .to_owned();
    let mut features = Vec::new();
    for (generator, client) in clients {
        let name = name(*generator).replace('-', "_");
        let package = generator.client(DOCUMENT);
        let path = client.display();
        let optional = *generator != Generator::Ours;
        let _ = writeln!(
            manifest,
            "{name} = {{ package = \"{package}\", path = '{path}', optional = {optional} }}"
        );
        if optional {
            features.push(name);
        }
    }
    let _ = writeln!(manifest, "\n[features]\ndefault = {features:?}");
    for feature in features {
        let _ = writeln!(manifest, "{feature} = [\"dep:{feature}\"]");
    }
    fs::create_dir_all(folder.join("src"))?;
    fs::create_dir_all(folder.join("benches"))?;
    fs::write(folder.join("Cargo.toml"), manifest)?;
    fs::write(folder.join("src/lib.rs"), "")?;
    fs::write(folder.join("benches/decode.rs"), SOURCE)
}

/// Returns the median of each benchmark of a group, in nanoseconds.
fn times(group: &Path) -> io::Result<BTreeMap<String, f64>> {
    let mut times = BTreeMap::new();
    for entry in fs::read_dir(group)? {
        let entry = entry?;
        let estimates = entry.path().join("new/estimates.json");
        if estimates.is_file() {
            let estimates: Value = serde_json::from_str(&fs::read_to_string(estimates)?)?;
            if let Some(median) = estimates["median"]["point_estimate"].as_f64() {
                times.insert(entry.file_name().to_string_lossy().into_owned(), median);
            }
        }
    }
    Ok(times)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ours_is_compared_with_the_best_other_and_with_serde() {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, nanoseconds) in [("ours", 1000.0), ("ploidy", 5000.0), ("by-hand", 2000.0)] {
            let new = folder.path().join(name).join("new");
            fs::create_dir_all(&new).expect("created");
            let estimates = format!("{{\"median\":{{\"point_estimate\":{nanoseconds}}}}}");
            fs::write(new.join("estimates.json"), estimates).expect("written");
        }
        let times = times(folder.path()).expect("times");
        let clients =
            [Generator::Ours, Generator::Ploidy].map(|it| (it, std::path::PathBuf::new()));
        let row = row("a union", &clients, &times);
        assert_eq!(row, ["a union", "1.00", "5.00", "2.00", "0.20", "0.50"]);
    }
}
