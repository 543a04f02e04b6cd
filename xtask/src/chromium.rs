//! Chromium, the browser that some commands need.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use crate::outside::RunError;

/// The names of the program on different systems.
const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

/// Returns the named browser, or the first one in the folders of `PATH`.
///
/// # Errors
/// [`RunError::Missing`] if there is none, with the name of the `command` that needs it.
pub(crate) fn chromium(named: Option<&Path>, command: &str) -> Result<PathBuf, RunError> {
    let found = || find(&env::var_os("PATH").unwrap_or_default());
    named.map(Path::to_owned).or_else(found).ok_or_else(|| missing(command))
}

/// Finds the first browser in the folders of a `PATH`.
fn find(path: &OsStr) -> Option<PathBuf> {
    let folders: Vec<PathBuf> = env::split_paths(path).collect();
    let places = NAMES.iter().flat_map(|name| folders.iter().map(move |it| it.join(name)));
    places.map(|place| place.with_extension(env::consts::EXE_EXTENSION)).find(|it| it.is_file())
}

fn missing(command: &str) -> RunError {
    RunError::Missing(format!(
        "Chromium is not installed\nhelp: install it (`apt-get install chromium` on Debian), pass \
         its path with `--chromium`, or skip `cargo xtask {command}`"
    ))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn the_browser_is_found_by_any_of_its_names() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = env::join_paths([Path::new("/nowhere"), folder.path()]).expect("a path");
        assert_eq!(find(&path), None);
        let place = folder.path().join(NAMES[1]).with_extension(env::consts::EXE_EXTENSION);
        fs::write(&place, "").expect("written");
        assert_eq!(find(&path), Some(place));
    }
}
