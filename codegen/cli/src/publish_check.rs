//! `publish-check`: checks whether the crate in the output folder can be published.

mod cargo;
mod licenses;
mod opinion;

use std::path::{Path, PathBuf};

use clap::Args;
use codegen::internals::config::Config;
use codegen::internals::review::diff::{Difference, Verdict};

use self::cargo::Cargo;
use self::opinion::Opinion;
use crate::arguments::Request;
use crate::configuration;
use crate::diff::{self, VerdictName};
use crate::generate::{self, Mode};
use crate::invocation::Invocation;
use crate::outcome::{Exit, Report};

const EXIT_CODES: &str = "\
Exit codes:
  0  the crate can be published
  1  the configuration, the crate or cargo has errors
  2  the command line is invalid
  3  files are stale, the version is too low, or `diff` and cargo-semver-checks disagree";

/// Checks whether the generated crate can be published as it is.
///
/// The crate must be up to date, with a license and its full text. `cargo publish --dry-run`
/// packages it and compiles the package; nothing is uploaded. With `--git`, its version must be
/// high enough for the changes since that revision, and if cargo-semver-checks is installed, its
/// verdict is compared as well. Uncommitted changes are included.
#[derive(Args, Debug)]
#[command(after_long_help = EXIT_CODES, after_help = EXIT_CODES)]
pub struct Arguments {
    /// The configuration file [default: `codegen.toml` or `spec/codegen.toml` in the current
    /// folder, or in its nearest parent that has one]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,

    /// Compare with the crate at this Git revision, such as the tag of the last release
    #[arg(long, value_name = "REV")]
    git: Option<String>,

    /// The verdict to use if `diff` and cargo-semver-checks disagree
    #[arg(long, value_name = "VERDICT", value_enum, requires = "git")]
    verdict: Option<VerdictName>,

    /// Run `cargo package` instead of `cargo publish --dry-run`, which needs the index of the
    /// registry; the environment variable `CARGO_NET_OFFLINE=true` has the same effect
    #[arg(long)]
    offline: bool,
}

/// The reason why the crate can't be published.
struct PublishError {
    /// The human-readable message, with help.
    text: String,
    exit: Exit,
}

impl PublishError {
    /// Creates an error with help.
    fn error(message: impl AsRef<str>, help: impl AsRef<str>) -> Self {
        let (message, help) = (message.as_ref().trim_end(), help.as_ref());
        Self { text: format!("error: {message}\n  = help: {help}\n"), exit: Exit::Failed }
    }

    /// Creates the error for a crate, or a file about it, that is not up to date.
    fn stale(message: impl AsRef<str>, help: impl AsRef<str>) -> Self {
        Self { exit: Exit::Stale, ..Self::error(message, help) }
    }
}

impl From<String> for PublishError {
    /// Wraps errors that are already rendered.
    fn from(text: String) -> Self {
        Self { text, exit: Exit::Failed }
    }
}

/// Runs the command and returns its report.
#[must_use]
pub fn run(arguments: &Arguments, invocation: &Invocation) -> Report {
    let request = Request::of_configuration(arguments.config.clone());
    let generated = generate::perform(&request, Mode::Check, invocation);
    if generated.outcome.exit() != Exit::Fine {
        return generate::report(&generated, &request, invocation);
    }
    let mut results = String::new();
    match check(arguments, invocation, &mut results) {
        Ok(()) => {
            Report { messages: String::new(), results, failure: String::new(), exit: Exit::Fine }
        }
        Err(PublishError { text: failure, exit }) => {
            Report { messages: String::new(), results, failure, exit }
        }
    }
}

/// Runs the checks in turn, up to the first that fails; adds a line to `results` for each that
/// passes.
fn check(
    arguments: &Arguments,
    invocation: &Invocation,
    results: &mut String,
) -> Result<(), PublishError> {
    let cargo = Cargo::of_user();
    let named = arguments.config.as_deref();
    let config = configuration::of_command(named, invocation)?;
    licenses::check(&config)?;
    if let Some(revision) = &arguments.git {
        let difference = diff::since(revision, named, invocation)?;
        let theirs = opinion::of_semver_checks(&cargo, &config.output, revision)?;
        compare_verdicts(&difference, theirs, arguments.verdict, &config, results)?;
    }
    let offline = arguments.offline || cargo::is_offline();
    results.push_str(&cargo.package(&config.output.join("Cargo.toml"), offline)?);
    Ok(())
}

/// Compares the verdicts with each other and with the version; adds them to `results`.
fn compare_verdicts(
    difference: &Difference,
    theirs: Opinion,
    decided: Option<VerdictName>,
    config: &Config,
    results: &mut String,
) -> Result<(), PublishError> {
    let ours = difference.verdict();
    // cargo-semver-checks compares the crates with all features.
    let is_refuted = [ours, difference.verdict_with_all_features()];
    let is_refuted = is_refuted.iter().all(|it| theirs.contradicts(*it));
    let both = format!("diff: {}\ncargo semver-checks: {theirs}\n", name(ours));
    let verdict = match decided {
        Some(decided) => Some(decided.into()),
        None if is_refuted => {
            let message = format!("`diff` and cargo-semver-checks disagree\n{both}");
            let help =
                "review the changes behind the more severe verdict, and decide with `--verdict`";
            return Err(PublishError::stale(message, help));
        }
        None => ours,
    };
    results.push_str(&both);
    let needed = difference.release_after(verdict);
    let version = config.package.version.as_deref().unwrap_or(codegen::internals::config::VERSION);
    if !codegen::internals::review::diff::reaches(version, &needed) {
        let message = format!(
            "the version {version} is too low: the change since {} is {}",
            difference.version,
            name(verdict)
        );
        let help = format!("set `version = \"{needed}\"` in `[package]` of the configuration");
        return Err(PublishError::stale(message, help));
    }
    Ok(())
}

/// Returns the name of a verdict.
fn name(verdict: Option<Verdict>) -> &'static str {
    verdict.map_or("nothing", Verdict::name)
}

/// Returns a path for messages: `.` for a crate in the current folder.
fn display_path(path: &Path) -> String {
    if path.as_os_str().is_empty() { ".".to_owned() } else { path.display().to_string() }
}
