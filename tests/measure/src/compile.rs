//! Compiles one crate with cargo: returns the compiler's messages and the cost of the crate itself.
//! Cargo calls this program instead of `rustc` ([`mod@meter`]), so that cargo's own work and the
//! dependencies are excluded.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::meter::{self, Cost};

/// The environment variable with the path of the cost file; if it is set, this program is the
/// meter.
pub const COSTS: &str = "MEASURE_COSTS";

/// The options of a compilation.
#[derive(Debug)]
pub struct Compilation<'a> {
    /// The folder of the crate.
    pub folder: &'a Path,
    /// The target folder, shared by crates with the same dependencies.
    pub target: &'a Path,
    /// The depth of the compilation.
    pub depth: Depth,
    /// The features, instead of the default ones; empty for the defaults.
    pub features: &'a [String],
}

/// The depth of a compilation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// `cargo check`
    Check,
    /// `cargo clippy --all-features`
    Clippy,
    /// `cargo build --release`
    Release,
}

/// The result of a compilation.
#[derive(Debug)]
pub struct Compiled {
    /// Whether cargo succeeded.
    pub succeeded: bool,
    /// The cost of each compiled crate, by its Rust name.
    pub costs: BTreeMap<String, Cost>,
    /// Errors and warnings of the crate and its path dependencies.
    pub messages: Vec<Message>,
    /// The rest of cargo's output, in case it failed before it called the compiler.
    pub log: String,
}

/// An error or warning of the compiler.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The Rust name of the target, such as `polar_client`.
    pub target: String,
    /// `error` or `warning`.
    pub level: String,
    /// The message, with its location.
    pub text: String,
}

impl Compilation<'_> {
    /// Compiles the crate.
    ///
    /// # Errors
    ///
    /// Cargo can't be started, or its target folder isn't writable.
    pub fn run(&self) -> io::Result<Compiled> {
        fs::create_dir_all(self.target)?;
        let costs = tempfile::NamedTempFile::new_in(self.target)?;
        let mut cargo = cargo(self.folder, self.target);
        match self.depth {
            Depth::Check => cargo.arg("check"),
            Depth::Clippy => cargo.args(["clippy", "--all-features"]),
            Depth::Release => cargo.args(["build", "--release"]),
        };
        if !self.features.is_empty() {
            cargo.args(["--no-default-features", "--features", &self.features.join(",")]);
        }
        cargo.args(["--keep-going", "--message-format", "json"]);
        cargo.env("RUSTC_WRAPPER", std::env::current_exe()?).env(COSTS, costs.path());
        let finished = meter::run(&mut cargo)?;
        Ok(Compiled {
            succeeded: finished.status.success(),
            costs: sum(&fs::read_to_string(costs.path())?),
            messages: messages(&finished.stdout),
            log: finished.stderr,
        })
    }
}

/// Returns a cargo command in `folder`, without incremental compilation and without the environment
/// of the outer cargo.
#[must_use]
pub fn cargo(folder: &Path, target: &Path) -> Command {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut cargo = Command::new(program);
    cargo.current_dir(folder).env("CARGO_TARGET_DIR", target).env("CARGO_INCREMENTAL", "0");
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("CARGO_PKG_") || name == "RUSTFLAGS" {
            cargo.env_remove(name);
        }
    }
    cargo
}

/// Writes a crate without code and with the dependencies of the manifest at `folder` into
/// `cargo_wrapper`, so that compiling it compiles those dependencies.
///
/// # Errors
///
/// A file can't be read or written.
pub fn cargo_wrapper(folder: &Path, cargo_wrapper: &Path) -> io::Result<()> {
    fs::create_dir_all(cargo_wrapper.join("src"))?;
    for name in ["Cargo.toml", "Cargo.lock"] {
        if folder.join(name).exists() {
            fs::copy(folder.join(name), cargo_wrapper.join(name))?;
        }
    }
    fs::write(cargo_wrapper.join("src/lib.rs"), "//! Nothing.\n")?;
    fs::write(cargo_wrapper.join("README.md"), "")
}

#[derive(Serialize, Deserialize)]
struct Line {
    name: String,
    cost: Cost,
}

/// Runs the compiler command in `arguments`, and appends its cost to `costs`.
pub fn meter(costs: &Path, mut arguments: impl Iterator<Item = OsString>) -> ExitCode {
    let Some(compiler) = arguments.next() else { return ExitCode::from(2) };
    let arguments: Vec<OsString> = arguments.collect();
    let mut command = Command::new(compiler);
    command.args(&arguments).env_remove(COSTS);
    match meter::measure(&mut command).and_then(|(status, cost)| {
        append(costs, &arguments, cost)?;
        Ok(status)
    }) {
        Ok(status) => ExitCode::from(status.code().map_or(1, |code| code.clamp(0, 255) as u8)),
        Err(error) => {
            let _ = writeln!(io::stderr(), "error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn append(costs: &Path, arguments: &[OsString], cost: Cost) -> io::Result<()> {
    let mut names = arguments.iter().skip_while(|argument| *argument != "--crate-name").skip(1);
    // Cargo also queries the compiler for its version and the properties of the target.
    let Some(name) = names.next().filter(|name| *name != "___") else { return Ok(()) };
    let line = Line { name: name.to_string_lossy().into_owned(), cost };
    let mut line = serde_json::to_string(&line)?;
    line.push('\n');
    // A single write, since several compilers append concurrently.
    File::options().append(true).open(costs)?.write_all(line.as_bytes())
}

fn sum(lines: &str) -> BTreeMap<String, Cost> {
    let mut costs = BTreeMap::new();
    for Line { name, cost } in lines.lines().filter_map(|line| serde_json::from_str(line).ok()) {
        let total: &mut Cost = costs.entry(name).or_default();
        *total = *total + cost;
    }
    costs
}

fn messages(stdout: &str) -> Vec<Message> {
    let lines = stdout.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    lines
        .filter(|line| line["reason"] == "compiler-message")
        .filter_map(|it| message(&it))
        .collect()
}

/// Parses a message; `None` for notes and for messages without a location, such as `3 warnings
/// emitted`.
fn message(line: &Value) -> Option<Message> {
    let message = &line["message"];
    let level = message["level"].as_str()?;
    let spans = message["spans"].as_array()?;
    if !level.starts_with("error") && level != "warning" || spans.is_empty() {
        return None;
    }
    let primary = spans.iter().find(|span| span["is_primary"] == true)?;
    let place = PathBuf::from(primary["file_name"].as_str().unwrap_or_default());
    let mut text = message["message"].as_str()?.to_owned();
    text.push_str(&format!(" ({}:{})", place.display(), primary["line_start"]));
    let target = line["target"]["name"].as_str()?.replace('-', "_");
    Some(Message { target, level: level.to_owned(), text })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_costs_of_a_crate_are_added_up() {
        let line = |name: &str, wall: f64| {
            let cost = Cost { wall, user: 1.0, peak: 2 };
            serde_json::to_string(&Line { name: name.to_owned(), cost }).expect("JSON")
        };
        let lines = [line("a", 1.0), line("b", 2.0), line("a", 3.0)].join("\n");
        let costs = sum(&lines);
        assert_eq!(costs["a"], Cost { wall: 4.0, user: 2.0, peak: 2 });
        assert_eq!(costs["b"].wall, 2.0);
    }

    #[test]
    fn errors_and_warnings_are_kept_with_their_place() {
        let message = |level: &str, spans: Value| {
            json!({
                "reason": "compiler-message",
                "target": { "name": "a-client" },
                "message": { "level": level, "message": "what", "spans": spans },
            })
            .to_string()
        };
        let span = json!([{ "is_primary": true, "file_name": "src/a.rs", "line_start": 3 }]);
        let lines = [
            message("warning", span.clone()),
            message("note", span),
            message("error", json!([])),
            json!({ "reason": "build-finished" }).to_string(),
        ];
        let expected = Message {
            target: "a_client".to_owned(),
            level: "warning".to_owned(),
            text: "what (src/a.rs:3)".to_owned(),
        };
        assert_eq!(messages(&lines.join("\n")), [expected]);
    }
}
