//! `cargo xtask conformance`: parses the arguments, runs [`conformance::run`], and prints a table
//! and a report.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{CommandFactory as _, FromArgMatches as _, Parser};
use codegen::internals::document::diagnostic::Code;
use conformance::{Options, Report, run};

/// Measures whether generated types encode again everything that they decode.
///
/// Exit codes: 0 no value is rejected, lost, or decoded as the wrong member of a union; 1 some
/// value is; 2 nothing could be measured.
#[derive(Debug, Parser)]
#[command(bin_name = "cargo xtask conformance")]
struct Arguments {
    /// The OpenAPI document, YAML or JSON
    #[arg(long, value_name = "FILE", required_unless_present = "config")]
    spec: Option<PathBuf>,

    /// An OpenAPI Overlay for the document; several are applied in this order
    #[arg(long, value_name = "FILE")]
    overlay: Vec<PathBuf>,

    /// A `codegen.toml`; `--spec` and `--overlay` override its settings. Without it and `--spec`,
    /// `openapi-crate conformance` uses the nearest one
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,

    /// The code of a diagnostic to accept, such as `dangling-ref`; repeatable. A name clash is
    /// always accepted
    #[arg(long, value_name = "CODE", value_parser = code)]
    accept: Vec<Code>,

    /// Read the values from this file, with `{"schema": "Name", "instance": ...}` on each line
    #[arg(long, value_name = "FILE")]
    samples: Option<PathBuf>,

    /// The number of valid values per schema
    #[arg(long, value_name = "N", default_value_t = 50)]
    per_schema: usize,

    /// The random seed
    #[arg(long, value_name = "N", default_value_t = 0)]
    seed: u64,

    /// Write the report to this file as JSON
    #[arg(long, value_name = "REPORT")]
    json: Option<PathBuf>,
}

/// Parses the command line, under the name that the user has typed.
fn arguments() -> Arguments {
    let mut command = Arguments::command();
    // Set by `openapi-crate conformance`.
    if let Ok(name) = std::env::var("OPENAPI_CRATE_INVOKED_AS") {
        command = command.bin_name(name);
    }
    let matches = command.get_matches();
    Arguments::from_arg_matches(&matches).unwrap_or_else(|error| error.exit())
}

fn main() -> ExitCode {
    let arguments = arguments();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap_or(Path::new("."));
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or(root.join("target"), PathBuf::from);
    let options = Options {
        spec: arguments.spec,
        overlays: arguments.overlay,
        config: arguments.config,
        accept: arguments.accept,
        samples: arguments.samples,
        per_schema: arguments.per_schema,
        seed: arguments.seed,
        target,
        lock: Some(root.join("Cargo.lock")),
    };
    let report = match run(&options, &mut |stage| eprintln!("{stage}")) {
        Ok(report) => report,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::from(2);
        }
    };
    print!("{}", report.table());
    if let Some(path) = arguments.json
        && let Err(error) = write(&report, &path)
    {
        eprintln!("{}: {error}", path.display());
        return ExitCode::from(2);
    }
    ExitCode::from(u8::from(!report.is_clean()))
}

/// Parses the name of a code.
fn code(name: &str) -> Result<Code, String> {
    let code = Code::ALL.iter().find(|code| code.as_str() == name);
    code.copied().ok_or_else(|| format!("there is no code `{name}`"))
}

fn write(report: &Report, path: &Path) -> std::io::Result<()> {
    std::fs::write(path, serde_json::to_string_pretty(report)? + "\n")
}
