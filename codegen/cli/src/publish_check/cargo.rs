//! Runs the user's cargo on the crate.

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

use super::PublishError;

/// The user's cargo.
pub(super) struct Cargo {
    program: OsString,
}

/// A finished run.
pub(super) struct FinishedRun {
    pub(super) succeeded: bool,
    /// The output, stdout first.
    pub(super) output: String,
}

impl Cargo {
    /// Returns the cargo that runs this program, or the one in `PATH`.
    pub(super) fn of_user() -> Self {
        Self { program: std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()) }
    }

    /// Packages the crate and compiles the package; returns a human-readable line, with the
    /// warnings of cargo.
    pub(super) fn package(&self, manifest: &Path, offline: bool) -> Result<String, PublishError> {
        let words: &[&str] =
            if offline { &["package", "--offline"] } else { &["publish", "--dry-run"] };
        let mut command = self.command(words);
        command.arg("--allow-dirty").arg("--manifest-path").arg(manifest);
        let name = format!("cargo {}", words.join(" "));
        let ran = run(command, &name)?;
        if !ran.succeeded {
            let help = match offline {
                false => "fix the error; if the registry is unreachable, add `--offline`",
                true => "fix the error; if a dependency is not downloaded yet, remove `--offline`",
            };
            return Err(PublishError::error(format!("`{name}` failed\n{}", ran.output), help));
        }
        let warnings = ran.output.lines().filter(|line| {
            // The last warning says that nothing was uploaded.
            line.starts_with("warning: ") && !line.ends_with("due to dry run")
        });
        let warnings: String = warnings.map(|line| format!("{line}\n")).collect();
        Ok(format!("{warnings}`{name}`: the crate can be published\n"))
    }

    /// Returns the output of a subcommand, or `None` if it is not installed.
    pub(super) fn subcommand(
        &self,
        name: &str,
        words: &[&str],
    ) -> Result<Option<FinishedRun>, PublishError> {
        let version = run(self.command(&[name, "--version"]), &format!("cargo {name} --version"))?;
        if !version.succeeded {
            return Ok(None);
        }
        let words: Vec<&str> = std::iter::once(name).chain(words.iter().copied()).collect();
        run(self.command(&words), &format!("cargo {name}")).map(Some)
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        command.args(words);
        command
    }
}

/// Whether the environment disables cargo's network access.
pub(super) fn is_offline() -> bool {
    std::env::var_os("CARGO_NET_OFFLINE").is_some_and(|value| value == "true")
}

fn run(mut command: Command, name: &str) -> Result<FinishedRun, PublishError> {
    let output = command.output().map_err(|error| {
        PublishError::error(format!("can't run `{name}`: {error}"), "install Rust with Cargo")
    })?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let output_text = text(&output.stdout) + &text(&output.stderr);
    Ok(FinishedRun { succeeded: output.status.success(), output: output_text })
}
