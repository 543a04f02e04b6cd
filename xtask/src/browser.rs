//! `cargo xtask browser`: the pages of `cargo xtask report` in a real browser, and pictures of them.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use clap::Args;

use crate::outside::{self, Package, Stop};
use crate::report;

const EXIT_CODES: &str = "\
Exit codes:
  0  all tests passed
  1  a test failed, or a page could not be written
  2  the command line is wrong
  3  Chromium, Node or npm is missing";

const PLAYWRIGHT: Package<'_> =
    Package { name: "Playwright", command: "browser", node: ("20", 20) };

/// What Chromium may be called.
const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

/// The document of the largest page.
const LARGE: &str = "tests/documents/payments.yaml";

/// Opens the pages of `cargo xtask report` in Chromium: they load in time, ask for nothing, can be
/// searched and clicked, with a keyboard and on a phone, and hold what a hostile document says.
///
/// Needs Chromium, and Node 20 or newer with npm. The pages and pictures of them are left in the
/// folder `browser` of the target folder.
#[derive(Args, Debug)]
#[command(after_long_help = EXIT_CODES, after_help = EXIT_CODES)]
pub(crate) struct Arguments {
    /// The browser [default: `chromium` or `google-chrome` of the PATH]
    #[arg(long, value_name = "FILE")]
    chromium: Option<PathBuf>,
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    outside::ended(browser(arguments))
}

fn browser(arguments: &Arguments) -> Result<(), Stop> {
    let chromium = match &arguments.chromium {
        Some(chromium) => chromium.clone(),
        None => find(&env::var_os("PATH").unwrap_or_default()).ok_or_else(missing)?,
    };
    let source = outside::root().join("tests/browser");
    let folder = outside::target()?.join("browser");
    fs::create_dir_all(&folder)?;
    PLAYWRIGHT.install(&source, &folder)?;
    pages(&source, &folder)?;
    // The tests stand beside the package that they import.
    for test in ["page.test.mjs", "site.mjs"] {
        fs::copy(source.join(test), folder.join(test))?;
    }
    let status = Command::new("node")
        .args(["--test", "--test-reporter=spec", "page.test.mjs"])
        .current_dir(&folder)
        .env("REPORT_CHROMIUM", chromium)
        .env("REPORT_LARGE", "large")
        .status()?;
    match status.success() {
        true => Ok(()),
        false => Err(Stop::Failed("a test failed".to_owned())),
    }
}

/// Writes the pages.
fn pages(source: &Path, folder: &Path) -> Result<(), Stop> {
    let write = |name: &str, spec: Option<PathBuf>, against: Option<PathBuf>| {
        let out = folder.join(name).with_extension("html");
        let arguments = report::Arguments { spec, against, out, ..report::Arguments::default() };
        report::write(&arguments).map(|said| eprint!("{said}")).map_err(Stop::Failed)
    };
    write("bundled", None, None)?;
    let [old, new] = ["old.yaml", "new.yaml"].map(|file| Some(source.join(file)));
    write("change", new, old)?;
    write("hostile", Some(source.join("hostile.yaml")), None)?;
    write("large", Some(outside::root().join(LARGE)), None)
}

/// The first browser in the folders of a `PATH`.
fn find(path: &std::ffi::OsStr) -> Option<PathBuf> {
    let folders: Vec<PathBuf> = env::split_paths(path).collect();
    let places = NAMES.iter().flat_map(|name| folders.iter().map(move |it| it.join(name)));
    places.map(|place| place.with_extension(env::consts::EXE_EXTENSION)).find(|it| it.is_file())
}

fn missing() -> Stop {
    Stop::Missing(
        "Chromium is not installed\n\
         help: install it (`apt-get install chromium` on Debian), name it with `--chromium`, or \
         leave out `cargo xtask browser`"
            .to_owned(),
    )
}

#[cfg(test)]
mod tests {
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
