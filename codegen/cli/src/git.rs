//! Commands of Git.

use std::io::ErrorKind;
use std::path::Path;
use std::process::Command;

/// Why a command of Git printed nothing.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Git is not installed.
    Missing,
    /// The message of Git, or the reason why it can't be started.
    Failed(String),
}

impl Failure {
    /// Whether the folder does not belong to a repository, as far as this machine can tell.
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
            Failure::Missing => "git can't be started: it is not installed\n".to_owned(),
            Failure::Failed(message) => message,
        }
    }
}

/// Runs a command of Git in `folder`, and returns what it printed.
///
/// # Errors
///
/// That it can't be started, or what it printed as its error.
pub(crate) fn git(folder: &Path, arguments: &[&str]) -> Result<Vec<u8>, Failure> {
    run(command(folder).args(arguments))
}

/// Runs a command of Git that writes files into the folder `tree`, and what it knows of them into the
/// file `index`: of the repository itself nothing is touched, and none of its hooks is run.
///
/// # Errors
///
/// That it can't be started, or what it printed as its error.
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
    // The messages are compared, and nothing is written, not even the index.
    command.env("LC_ALL", "C").env("GIT_OPTIONAL_LOCKS", "0").arg("-C").arg(folder);
    command
}

fn run(command: &mut Command) -> Result<Vec<u8>, Failure> {
    let output = command.output().map_err(|error| match error.kind() {
        ErrorKind::NotFound => Failure::Missing,
        _ => Failure::Failed(format!("git can't be started: {error}\n")),
    })?;
    match output.status.success() {
        true => Ok(output.stdout),
        false => Err(Failure::Failed(String::from_utf8_lossy(&output.stderr).into_owned())),
    }
}
