//! Builds the targets with the coverage counters that libFuzzer reads.

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;
use std::process::Command;

use fuzz::Target;
use measure::compile;
use measure::workspace::Workspace;

/// The flags of rustc: a counter for each edge between basic blocks, a table of the edges, and a
/// callback for each comparison. They enable a pass of LLVM, and so don't need a nightly toolchain.
const FLAGS: &[&str] = &[
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
    "--cfg=fuzzing",
];

/// The profile of the targets in the workspace's manifest.
const PROFILE: &str = "fuzz";

/// Builds the targets, and returns the path of each program by name.
///
/// # Errors
/// The targets do not compile, or rustc can't be started.
pub(crate) fn build(
    workspace: &Workspace,
    targets: &[&Target],
) -> io::Result<BTreeMap<&'static str, PathBuf>> {
    let triple = host()?;
    let mut cargo = compile::cargo(&workspace.root, &workspace.target);
    cargo
        .args(["build", "--package", env!("CARGO_PKG_NAME"), "--profile", PROFILE])
        .args(["--no-default-features", "--features", "libfuzzer"])
        // With an explicit target, the flags don't apply to build scripts and procedural macros.
        .args(["--target", &triple])
        .env("CARGO_ENCODED_RUSTFLAGS", FLAGS.join("\u{1f}"));
    for target in targets {
        cargo.args(["--bin", target.name]);
    }
    if !cargo.status()?.success() {
        let message = "the fuzz targets do not compile\nhelp: install a C++ compiler, such as g++";
        return Err(io::Error::other(message));
    }
    let folder = workspace.target.join(triple).join(PROFILE);
    let program = |target: &&Target| {
        let file = format!("{}{}", target.name, std::env::consts::EXE_SUFFIX);
        (target.name, folder.join(file))
    };
    Ok(targets.iter().map(program).collect())
}

/// Returns the target triple of the host, from rustc.
fn host() -> io::Result<String> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(rustc).arg("-vV").output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    let host = text.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).ok_or_else(|| io::Error::other("rustc does not say its host"))
}
