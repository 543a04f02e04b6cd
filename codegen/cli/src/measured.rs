//! `conformance` and `e2e`: separate programs in the repository of this command, which they are
//! compiled from. They are not part of the command because of their dependencies.

use std::ffi::{OsStr, OsString};

use clap::Args;

use crate::configuration;
use crate::invocation::Invocation;
use crate::outcome::{Exit, Report};
use crate::sources;

/// The arguments of the program.
#[derive(Args, Debug, Default)]
#[command(disable_help_flag = true)]
pub struct Arguments {
    /// The arguments of the program; `--help` explains them
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    pub arguments: Vec<OsString>,
}

/// A program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Program {
    /// Encodes and decodes values of every schema.
    Conformance,
    /// Sends requests of every operation to a third-party server.
    E2e,
}

impl Program {
    const fn name(self) -> &'static str {
        match self {
            Self::Conformance => "conformance",
            Self::E2e => "e2e",
        }
    }

    /// Returns the arguments of `cargo run` that select the program.
    const fn package(self) -> &'static [&'static str] {
        match self {
            Self::Conformance => &["--release", "--package", "conformance", "--"],
            Self::E2e => &["--package", "xtask", "--", "e2e"],
        }
    }
}

/// The environment variable with the command line that `--help` of the program shows.
pub const INVOKED_AS: &str = "OPENAPI_CRATE_INVOKED_AS";

/// Runs the program with its own output and exit code.
pub(crate) fn run(program: Program, arguments: &Arguments, invocation: &Invocation) -> Report {
    let report = |failure: String, exit| Report {
        messages: String::new(),
        results: String::new(),
        failure,
        exit,
    };
    let name = program.name();
    let Some(sources) = sources::with("tests/conformance") else {
        let failure = format!(
            "error: `{name}` is compiled from the sources of this command, which no longer exist\n  \
             = help: install the command from a clone or with `--git`\n"
        );
        return report(failure, Exit::Failed);
    };
    let document = match document(arguments, invocation) {
        Ok(document) => document,
        Err(failure) => return report(failure, Exit::Failed),
    };
    let mut cargo = sources::cargo();
    cargo.args(["run", "--quiet", "--locked", "--manifest-path"]).arg(sources.join("Cargo.toml"));
    cargo.args(program.package()).args(document).args(&arguments.arguments);
    cargo.env("CARGO_TARGET_DIR", sources::target(&sources));
    cargo.env(INVOKED_AS, format!("{} {name}", invocation.program));
    match cargo.status() {
        Ok(status) => {
            let code = status.code().and_then(|code| u8::try_from(code).ok());
            report(String::new(), code.map_or(Exit::Failed, Exit::Of))
        }
        Err(error) => {
            let failure = format!("error: can't run Cargo: {error}\n  = help: install Rust\n");
            report(failure, Exit::Failed)
        }
    }
}

/// The options that set the document, or that need none.
const SETTLED: [&str; 4] = ["--spec", "--config", "--help", "-h"];

/// Returns additional arguments that set the nearest configuration, whose document is measured,
/// unless the user's arguments name a document.
///
/// # Errors
///
/// The human-readable error message about a missing configuration.
fn document(arguments: &Arguments, invocation: &Invocation) -> Result<Vec<OsString>, String> {
    let name = |it: &OsString| it.to_string_lossy().split('=').next().unwrap_or("").to_owned();
    if arguments.arguments.iter().map(name).any(|it| SETTLED.contains(&it.as_str())) {
        return Ok(Vec::new());
    }
    let file = configuration::file_or_nearest(None, invocation).map_err(|problem| {
        let help = "pass a document with `--spec`, or a configuration with `--config`";
        format!("error: {}\n  = help: {help}\n", problem.message)
    })?;
    // Cargo runs the program in this folder as well, but not every program that it starts.
    let file = std::path::absolute(&file).unwrap_or(file);
    Ok(vec![OsStr::new("--config").to_owned(), file.into_os_string()])
}
