//! Git commands.

use std::io::ErrorKind;
use std::path::Path;
use std::process::Command;

/// The failure of a Git command.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Git is not installed.
    Missing,
    /// The error output of Git, or the reason why it can't be started.
    Failed(String),
}

impl Failure {
    /// Reports whether the folder is outside any repository, or Git is not installed.
    pub(crate) fn is_no_repository(&self) -> bool {
        match self {
            Self::Missing => true,
            Self::Failed(message) => message.contains("not a git repository"),
        }
    }
}

impl From<Failure> for String {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Missing => "can't run `git`: it is not installed\n".to_owned(),
            Failure::Failed(message) => message,
        }
    }
}

/// Runs a Git command in `folder` and returns its output.
///
/// # Errors
///
/// Git can't be started, or the command failed, with its error output.
pub(crate) fn git(folder: &Path, arguments: &[&str]) -> Result<Vec<u8>, Failure> {
    run(command(folder).args(arguments))
}

/// Runs a Git command that writes files into the folder `tree` and its index into the file `index`:
/// the repository itself is not changed, and none of its hooks is run.
///
/// # Errors
///
/// Git can't be started, or the command failed, with its error output.
pub(crate) fn git_into(
    folder: &Path,
    tree: &Path,
    index: &Path,
    arguments: &[&str],
) -> Result<Vec<u8>, Failure> {
    let mut command = command(folder);
    command.env("GIT_INDEX_FILE", index).arg("--work-tree").arg(tree);
    command.args(["-c", "core.hooksPath=/dev/null", "-c", "core.sparseCheckout=false"]);
    run(command.arg("--literal-pathspecs").args(arguments))
}

fn command(folder: &Path) -> Command {
    let mut command = Command::new("git");
    // English messages, because they are compared; and no writes, not even to the index.
    command.env("LC_ALL", "C").env("GIT_OPTIONAL_LOCKS", "0").arg("-C").arg(folder);
    command
}

fn run(command: &mut Command) -> Result<Vec<u8>, Failure> {
    let output = command.output().map_err(|error| match error.kind() {
        ErrorKind::NotFound => Failure::Missing,
        _ => Failure::Failed(format!("can't run `git`: {error}\n")),
    })?;
    match output.status.success() {
        true => Ok(output.stdout),
        false => Err(Failure::Failed(String::from_utf8_lossy(&output.stderr).into_owned())),
    }
}
