//! `cargo xtask fetch`: tests the generated client on `wasm32-unknown-unknown` in a real browser.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use clap::Args;
use openapi_crate::playground::{TARGET, has_target};

use crate::browser::PLAYWRIGHT;
use crate::chromium::chromium;
use crate::outside::{self, Package, RunError};

const EXIT_CODES: &str = "\
Exit codes:
  0  all tests passed
  1  a test failed, or something could not be compiled
  2  the command line is invalid
  3  the target `wasm32-unknown-unknown`, Chromium, Node or npm is missing";

/// The program that generates a JavaScript module for a compiled crate.
const BINDGEN: &str = "wasm-bindgen";

/// Compiles calls of the generated client for browsers, and runs them in Chromium against servers
/// of another origin.
///
/// Needs the target wasm32-unknown-unknown, Chromium, and Node 20 or newer with npm. Installs
/// wasm-bindgen-cli, in the version of `Cargo.lock`, into the folder `fetch` of the target folder.
#[derive(Args, Debug)]
#[command(after_long_help = EXIT_CODES, after_help = EXIT_CODES)]
pub(crate) struct Arguments {
    /// The browser [default: `chromium` or `google-chrome` in the PATH]
    #[arg(long, value_name = "FILE")]
    chromium: Option<PathBuf>,
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    outside::exit_code(fetch(arguments))
}

fn fetch(arguments: &Arguments) -> Result<(), RunError> {
    if !has_target() {
        return Err(RunError::Missing(format!(
            "the target {TARGET} is not installed\nhelp: run `rustup target add {TARGET}`, or skip \
             `cargo xtask fetch`"
        )));
    }
    let chromium = chromium(arguments.chromium.as_deref(), "fetch")?;
    let source = outside::root().join("tests/browser");
    let folder = outside::target()?.join("fetch");
    fs::create_dir_all(&folder)?;
    Package { command: "fetch", ..PLAYWRIGHT }.install(&source, &folder)?;
    let bindgen = bindgen(&folder)?;
    let module = module(&outside::target()?)?;
    let mut command = Command::new(bindgen);
    command.args(["--target", "web", "--no-typescript", "--out-name", "calls", "--out-dir"]);
    finish(command.arg(folder.join("module")).arg(module))?;
    // The tests are copied next to the package that they import.
    for test in ["fetch.test.mjs", "site.mjs"] {
        fs::copy(source.join(test), folder.join(test))?;
    }
    let mut node = Command::new("node");
    node.args(["--test", "--test-reporter=spec", "fetch.test.mjs"]);
    finish(node.current_dir(&folder).env("REPORT_CHROMIUM", chromium))
}

/// Compiles the calls, and returns the path of the module.
fn module(target: &Path) -> Result<PathBuf, RunError> {
    let mut cargo = Command::new("cargo");
    cargo.args(["build", "--package", "fetch", "--target", TARGET, "--target-dir"]);
    finish(cargo.arg(target).current_dir(outside::root()))?;
    Ok(target.join(TARGET).join("debug/fetch.wasm"))
}

/// Installs wasm-bindgen-cli in the version of the library, which must be the same, and returns its
/// path.
fn bindgen(folder: &Path) -> Result<PathBuf, RunError> {
    let version = version(&fs::read_to_string(outside::root().join("Cargo.lock"))?)?;
    let root = folder.join(format!("{BINDGEN}-{version}"));
    let program = root.join("bin").join(BINDGEN).with_extension(std::env::consts::EXE_EXTENSION);
    if !program.is_file() {
        let mut cargo = Command::new("cargo");
        cargo.args(["install", "wasm-bindgen-cli", "--debug", "--version", &version, "--root"]);
        // Compiled for the host, even if `RUSTC` compiles the calls.
        finish(cargo.arg(&root).env_remove("RUSTC"))?;
    }
    Ok(program)
}

/// Returns the version of wasm-bindgen in a lock file.
fn version(lock: &str) -> Result<String, RunError> {
    let start = format!("name = \"{BINDGEN}\"\nversion = \"");
    let rest = lock.replace("\r\n", "\n");
    let version = rest.split_once(&start).and_then(|(_, rest)| rest.split_once('"'));
    let missing = || RunError::Failed(format!("{BINDGEN} is not in Cargo.lock"));
    version.map(|(version, _)| version.to_owned()).ok_or_else(missing)
}

fn finish(command: &mut Command) -> Result<(), RunError> {
    let program = command.get_program().to_string_lossy().into_owned();
    let failed = |why: String| RunError::Failed(format!("{program} {why}"));
    let status = command.status().map_err(|error| failed(format!("can't be started: {error}")))?;
    if status.success() { Ok(()) } else { Err(failed(format!("failed ({status})"))) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_that_of_the_lock_file() {
        let lock = "[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.1\"\n\n[[package]]\nname = \
                    \"wasm-bindgen-macro\"\nversion = \"0.2.2\"\n";
        assert_eq!(version(lock).expect("a version"), "0.2.1");
        assert!(matches!(version("[[package]]\n"), Err(RunError::Failed(_))));
    }
}
