//! The cost of a call, compared with the same call with reqwest and serde_json: 10,000 calls, 256
//! at a time, to a local server, in alternating turns.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use crate::compile;
use crate::table::{Table, bytes, count};
use crate::workspace::{self, Workspace};

const CALLS: f64 = 10_000.0;
/// The number of turns in which allocations are counted, which differ little.
const COUNTED: usize = 5;

/// The files of the program.
const SOURCES: &[(&str, &str)] = &[
    ("main.rs", include_str!("../../templates/calls/main.rs")),
    ("allocations.rs", include_str!("../../templates/calls/allocations.rs")),
    ("plain.rs", include_str!("../../templates/calls/plain.rs")),
    ("server.rs", include_str!("../../templates/calls/server.rs")),
];

/// Returns the section, after this number of turns of each client.
pub(super) fn run(workspace: &Workspace, work: &Path, turns: usize) -> io::Result<String> {
    let folder = work.join("calls");
    write(&folder, workspace)?;
    let target = work.join("build/calls");
    workspace::print_progress("  compiling and calling");
    let timed = turns_of(&folder, &target, "time", turns.max(1))?;
    let counted = turns_of(&folder, &target, "count", COUNTED)?;
    Ok(section(&timed, &counted))
}

/// Runs the program in this mode.
fn turns_of(folder: &Path, target: &Path, mode: &str, turns: usize) -> io::Result<Vec<Turn>> {
    let mut cargo = compile::cargo(folder, target);
    cargo.args(["run", "--quiet", "--release", "--", mode, &turns.to_string()]);
    let output = cargo.stderr(std::process::Stdio::inherit()).output()?;
    let lines = String::from_utf8_lossy(&output.stdout);
    let turns: Option<Vec<Turn>> = lines.lines().map(Turn::read).collect();
    turns
        .filter(|turns| output.status.success() && !turns.is_empty())
        .ok_or_else(|| io::Error::other("the program of the calls does not compile or run"))
}

fn write(folder: &Path, workspace: &Workspace) -> io::Result<()> {
    let client = workspace.root.join("generated-client");
    let manifest = format!(
        "\
[package]
name = \"calls\"
edition = \"2024\"

[workspace]

[dependencies]
jiff = {{ version = \"0.2\", features = [\"serde\"] }}
ours = {{ package = \"polar-client\", path = '{}' }}
reqwest = {{ version = \"0.13\", default-features = false, features = [\"json\"] }}
serde = {{ version = \"1\", features = [\"derive\"] }}
serde_json = \"1\"
tokio = {{ version = \"1\", features = [\"io-util\", \"net\", \"rt-multi-thread\"] }}
uuid = {{ version = \"1\", features = [\"serde\"] }}
",
        client.display()
    );
    fs::create_dir_all(folder.join("src"))?;
    fs::write(folder.join("Cargo.toml"), manifest)?;
    // The versions with which the client is tested.
    fs::copy(workspace.root.join("Cargo.lock"), folder.join("Cargo.lock"))?;
    for (name, source) in SOURCES {
        fs::write(folder.join("src").join(name), source)?;
    }
    Ok(())
}

/// The measurements of one turn of a client.
#[derive(Clone, Debug)]
struct Turn {
    name: String,
    /// The numbers in the order of the program's output.
    numbers: [f64; 6],
}

impl Turn {
    fn read(line: &str) -> Option<Self> {
        let (name, numbers) = line.split_once(' ')?;
        let numbers: Option<Vec<f64>> = numbers.split(' ').map(|it| it.parse().ok()).collect();
        Some(Self { name: name.to_owned(), numbers: numbers?.try_into().ok()? })
    }
}

/// Returns the table: times from the timed turns, amounts from the counting turns.
fn section(timed: &[Turn], counted: &[Turn]) -> String {
    let of = |turns: &[Turn], name: &str, number: usize| -> Vec<f64> {
        let turns = turns.iter().filter(|turn| turn.name == name);
        turns.map(|turn| turn.numbers[number]).collect()
    };
    let mut table = Table::new(&["10,000 calls, 256 at a time", "ours", "plain", "ours / plain"]);
    let mut row =
        |title: &str, turns: &[Turn], number: usize, show: &dyn Fn(f64) -> String, rate: Rate| {
            let [ours, plain] = ["ours", "plain"].map(|name| of(turns, name, number));
            // Adjacent turns are compared.
            let ratios = ours.iter().zip(&plain).map(|(ours, plain)| match rate {
                Rate::PerSecond => plain / ours,
                Rate::Amount => ours / plain,
            });
            let ratio = format!("{:.2}", median(ratios.collect()));
            table.row(vec![title.to_owned(), show(median(ours)), show(median(plain)), ratio]);
        };
    let per_second = |seconds: f64| count((CALLS / seconds).round() as usize);
    let micros = |seconds: f64| format!("{:.1} µs", seconds / CALLS * 1e6);
    let per_call = |amount: f64| format!("{:.1}", amount / CALLS);
    row("calls per second", timed, 0, &per_second, Rate::PerSecond);
    row("processor time of a call", timed, 1, &micros, Rate::Amount);
    row("allocations of a call", counted, 2, &per_call, Rate::Amount);
    row("bytes allocated for a call", counted, 3, &per_call, Rate::Amount);
    row("most bytes held", counted, 4, &|it| bytes(it as u64), Rate::Amount);
    let mut section = format!(
        "The medians of {} rounds each, in release mode, with a server in a separate process on \
         the same machine, and of {} more rounds in which allocations are counted. \"plain\" is \
         reqwest and serde_json with hand-written structs and a timeout.\n\n{}",
        timed.len() / 2,
        counted.len() / 2,
        table.markdown()
    );
    let held = of(counted, "ours", 5);
    // In the first turn, one of the two clients has no connections yet.
    if let (Some(second), Some(last)) = (held.get(1), held.last()) {
        let [second, last] = [second, last].map(|it| bytes(*it as u64));
        let _ = writeln!(
            section,
            "\nMemory after the second round: {second}; after the last round: \
                               {last}."
        );
    }
    section
}

/// The way in which two numbers are compared.
#[derive(Clone, Copy)]
enum Rate {
    /// A rate: higher is better.
    PerSecond,
    /// An amount: lower is better.
    Amount,
}

fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turns_are_compared_in_pairs() {
        let lines = "ours 2 1 20000 30000 5000000 1\nplain 1 2 10000 30000 5000000 1";
        let turns: Vec<Turn> = lines.lines().filter_map(Turn::read).collect();
        let section = section(&turns, &turns);
        let rows: Vec<String> = section.lines().map(|it| it.replace(' ', "")).collect();
        assert!(rows.contains(&"|callspersecond|5,000|10,000|0.50|".to_owned()), "{section}");
        assert!(rows.contains(&"|allocationsofacall|2.0|1.0|2.00|".to_owned()), "{section}");
    }
}
