//! External requirements of some commands: Node, and its packages, which are installed below the
//! target folder according to a `package-lock.json`.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Output};

#[cfg(windows)]
const NPM: &str = "npm.cmd";
#[cfg(not(windows))]
const NPM: &str = "npm";

/// The lock file of the installed packages; written last.
const INSTALLED: &str = "installed.json";

/// The reason why a run stops.
#[derive(Debug)]
pub(crate) enum RunError {
    /// A program is not installed.
    Missing(String),
    /// Something failed.
    Failed(String),
}

impl From<std::io::Error> for RunError {
    fn from(error: std::io::Error) -> Self {
        Self::Failed(error.to_string())
    }
}

/// Prints the reason why a run stopped, and returns its exit code: 1 for a failure, 3 for a missing
/// program.
pub(crate) fn exit_code(run: Result<(), RunError>) -> ExitCode {
    let (message, code) = match run {
        Ok(()) => return ExitCode::SUCCESS,
        Err(RunError::Failed(message)) => (message, 1),
        Err(RunError::Missing(message)) => (message, 3),
    };
    eprintln!("error: {message}");
    ExitCode::from(code)
}

/// Returns the root of the workspace.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Returns the target folder that this program was compiled into.
pub(crate) fn target() -> Result<PathBuf, RunError> {
    let program = std::env::current_exe()?;
    let target = program.ancestors().find(|folder| folder.join("CACHEDIR.TAG").exists());
    let missing = || RunError::Failed("can't find the target folder of this program".to_owned());
    target.map(Path::to_owned).ok_or_else(missing)
}

/// A Node package and its purpose.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Package<'a> {
    /// The name of the package in messages.
    pub(crate) name: &'a str,
    /// The command that needs it.
    pub(crate) command: &'a str,
    /// The oldest supported version of Node, and its major version.
    pub(crate) node: (&'a str, u32),
}

impl Package<'_> {
    /// Installs the package into `folder`, according to the lock file in the folder `from`, unless
    /// it is installed already.
    ///
    /// # Errors
    ///
    /// [`RunError::Missing`] if Node is missing or too old, or if npm is missing.
    pub(crate) fn install(&self, from: &Path, folder: &Path) -> Result<(), RunError> {
        let version = self.output(Command::new("node").arg("--version"), "Node")?;
        self.check_version(&String::from_utf8_lossy(&version.stdout))?;
        let lock = fs::read(from.join("package-lock.json"))?;
        if fs::read(folder.join(INSTALLED)).is_ok_and(|installed| installed == lock) {
            return Ok(());
        }
        for file in ["package.json", "package-lock.json"] {
            fs::copy(from.join(file), folder.join(file))?;
        }
        eprintln!("installing {} into {} ...", self.name, folder.display());
        let mut npm = Command::new(NPM);
        // Install scripts of packages are disabled.
        npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(folder);
        let done = self.output(&mut npm, "npm")?;
        if !done.status.success() {
            let log = String::from_utf8_lossy(&done.stderr).into_owned();
            return Err(RunError::Failed(format!("npm could not install {}:\n{log}", self.name)));
        }
        Ok(fs::write(folder.join(INSTALLED), lock)?)
    }

    fn output(&self, command: &mut Command, program: &str) -> Result<Output, RunError> {
        let Self { name, command: ours, node: (node, _) } = self;
        command.output().map_err(|error| match error.kind() {
            ErrorKind::NotFound => RunError::Missing(format!(
                "{program} is not installed; {name} requires Node {node} or newer, and npm\nhelp: \
                 install Node, or skip `cargo xtask {ours}`"
            )),
            _ => RunError::Failed(format!("{program} can't be started: {error}")),
        })
    }

    /// Checks that the version of Node is supported.
    fn check_version(&self, version: &str) -> Result<(), RunError> {
        let Self { name, node: (node, oldest), .. } = self;
        let major = version.trim().trim_start_matches('v').split('.').next().unwrap_or_default();
        match major.parse::<u32>() {
            Ok(major) if major >= *oldest => Ok(()),
            _ => Err(RunError::Missing(format!(
                "{name} requires Node {node} or newer, not {}",
                version.trim()
            ))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PACKAGE: Package<'_> = Package { name: "Prism", command: "e2e", node: ("18.20", 18) };

    #[test]
    fn a_missing_program_is_reported() {
        let Err(RunError::Missing(message)) =
            PACKAGE.output(&mut Command::new("no-such-program"), "Node")
        else {
            panic!("it is there")
        };
        assert!(
            message.starts_with("Node is not installed; Prism requires Node 18.20"),
            "{message}"
        );
        for (version, fits) in [("v18.20.1\n", true), ("v24.0.0", true), ("v16.1.0", false)] {
            assert_eq!(PACKAGE.check_version(version).is_ok(), fits, "{version}");
        }
    }

    #[test]
    fn the_locks_name_no_registry() {
        for folder in ["tests/e2e", "tests/browser"] {
            let file = root().join(folder).join("package-lock.json");
            let lock = fs::read_to_string(file).expect("a lock file");
            assert!(!lock.contains("\"resolved\"") && lock.contains("\"integrity\""), "{folder}");
        }
    }
}
