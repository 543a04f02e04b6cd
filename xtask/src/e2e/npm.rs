//! Installs what `package-lock.json` says below the target folder, unless it is there.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::process::{Command, Output};

use super::Stop;

#[cfg(windows)]
const NPM: &str = "npm.cmd";
#[cfg(not(windows))]
const NPM: &str = "npm";

/// The lock file of what is installed; written last.
const INSTALLED: &str = "installed.json";

/// Installs the packages of the folder `from` into `folder`.
pub(super) fn install(from: &Path, folder: &Path) -> Result<(), Stop> {
    let version = output(Command::new("node").arg("--version"), "Node")?;
    check_version(&String::from_utf8_lossy(&version.stdout))?;
    let lock = fs::read(from.join("package-lock.json"))?;
    if fs::read(folder.join(INSTALLED)).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    for file in ["package.json", "package-lock.json"] {
        fs::copy(from.join(file), folder.join(file))?;
    }
    eprintln!("installing Prism into {} ...", folder.display());
    let mut npm = Command::new(NPM);
    // Nothing that a package brings is run.
    npm.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).current_dir(folder);
    let done = output(&mut npm, "npm")?;
    if !done.status.success() {
        let log = String::from_utf8_lossy(&done.stderr).into_owned();
        return Err(Stop::Failed(format!("npm could not install Prism:\n{log}")));
    }
    Ok(fs::write(folder.join(INSTALLED), lock)?)
}

fn output(command: &mut Command, name: &str) -> Result<Output, Stop> {
    command.output().map_err(|error| match error.kind() {
        ErrorKind::NotFound => Stop::Missing(format!(
            "{name} is not installed; the server of these tests needs Node 18.20 or newer, and \
             npm\nhelp: install Node, or leave out `cargo xtask e2e`"
        )),
        _ => Stop::Failed(format!("{name} can't be started: {error}")),
    })
}

/// Refuses a Node that Prism does not run on.
fn check_version(version: &str) -> Result<(), Stop> {
    let major = version.trim().trim_start_matches('v').split('.').next().unwrap_or_default();
    match major.parse::<u32>() {
        Ok(18..) => Ok(()),
        _ => Err(Stop::Missing(format!(
            "the server of these tests needs Node 18.20 or newer, not {}",
            version.trim()
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_said() {
        let Err(Stop::Missing(message)) = output(&mut Command::new("no-such-program"), "Node")
        else {
            panic!("it is there")
        };
        assert!(message.starts_with("Node is not installed"), "{message}");
        for (version, fits) in [("v18.20.1\n", true), ("v24.0.0", true), ("v16.1.0", false)] {
            assert_eq!(check_version(version).is_ok(), fits, "{version}");
        }
    }

    #[test]
    fn the_lock_names_no_registry() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/e2e");
        let lock = fs::read_to_string(folder.join("package-lock.json")).expect("a lock file");
        assert!(!lock.contains("\"resolved\"") && lock.contains("\"integrity\""));
    }
}
