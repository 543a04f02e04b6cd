//! `cargo xtask browser`: tests the pages of `cargo xtask report` and `openapi-crate playground` in a
//! real browser, and takes screenshots of them.

mod sized;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use clap::Args;
use openapi_crate::playground::{self, TARGET, has_target};
use openapi_crate::{Exit, report};

use crate::chromium::chromium;
use crate::outside::{self, Package, RunError};

const EXIT_CODES: &str = "\
Exit codes:
  0  all tests passed; the playground is tested only if the target
     `wasm32-unknown-unknown` is installed
  1  a test failed, or a page could not be written
  2  the command line is invalid
  3  Chromium, Node or npm is missing";

pub(crate) const PLAYWRIGHT: Package<'_> =
    Package { name: "Playwright", command: "browser", node: ("20", 20) };

/// The document of the largest page.
const LARGE: &str = "tests/documents/payments.yaml";

/// The numbers of types in the documents that are made for screenshots of the type graph.
const SIZES: [usize; 4] = [3, 15, 200, 1000];

/// The workflow templates of `openapi-crate init`.
const WORKFLOWS: &str = "codegen/cli/src/init/template/workflows";

/// Opens the pages of `cargo xtask report` in Chromium: they load in time, make no requests, can be
/// searched and clicked, by keyboard and on a phone, and escape a hostile document. Checks the
/// workflows of `openapi-crate init` with actionlint. If the target wasm32-unknown-unknown is
/// installed, opens the page of `openapi-crate playground` as well.
///
/// Needs Chromium, and Node 20 or newer with npm. The pages and their screenshots are left in the
/// folder `browser` of the target folder.
#[derive(Args, Debug)]
#[command(after_long_help = EXIT_CODES, after_help = EXIT_CODES)]
pub(crate) struct Arguments {
    /// The browser [default: `chromium` or `google-chrome` in the PATH]
    #[arg(long, value_name = "FILE")]
    chromium: Option<PathBuf>,
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    outside::exit_code(browser(arguments))
}

fn browser(arguments: &Arguments) -> Result<(), RunError> {
    let chromium = chromium(arguments.chromium.as_deref(), "browser")?;
    let source = outside::root().join("tests/browser");
    let folder = outside::target()?.join("browser");
    fs::create_dir_all(&folder)?;
    PLAYWRIGHT.install(&source, &folder)?;
    pages(&source, &folder)?;
    let mut tests = vec!["page.test.mjs", "workflows.test.mjs"];
    if has_target() {
        playground(&folder)?;
        tests.push("playground.test.mjs");
    }
    // The tests are copied next to the package that they import.
    for test in tests.iter().chain(&["site.mjs"]) {
        fs::copy(source.join(test), folder.join(test))?;
    }
    let status = Command::new("node")
        .args(["--test", "--test-reporter=spec"])
        .args(&tests)
        .current_dir(&folder)
        .env("REPORT_CHROMIUM", chromium)
        .env("REPORT_LARGE", "large")
        .env("REPORT_SIZES", SIZES.map(|it| it.to_string()).join(","))
        .env("WORKFLOWS", outside::root().join(WORKFLOWS))
        .status()?;
    if !status.success() {
        return Err(RunError::Failed("a test failed".to_owned()));
    }
    if !has_target() {
        eprintln!(
            "\nNOT CHECKED: the playground in a browser, because its target is not installed; run: \
             rustup target add {TARGET}"
        );
    }
    Ok(())
}

/// Writes the page of the playground, documents for it, and the output of this program for the
/// largest one.
fn playground(folder: &Path) -> Result<(), RunError> {
    let arguments = playground::Arguments { out: folder.join("playground.html"), wasm: None };
    let report = playground::run(&arguments);
    report.print();
    if report.exit != Exit::Fine {
        return Err(RunError::Failed("the playground could not be written".to_owned()));
    }
    let document = fs::read(outside::root().join(LARGE))?;
    fs::write(folder.join("large.yaml"), &document)?;
    fs::copy(outside::root().join("tests/browser/hostile.yaml"), folder.join("hostile.yaml"))?;
    Ok(fs::write(folder.join("large.json"), openapi_page::process("large.yaml", document))?)
}

/// Writes the pages.
fn pages(source: &Path, folder: &Path) -> Result<(), RunError> {
    let invocation = crate::invocation();
    let write = |name: &str, spec: Option<PathBuf>, against: Option<PathBuf>| {
        let out = folder.join(name).with_extension("html");
        let arguments = report::Arguments { spec, against, out, ..report::Arguments::default() };
        report::write(&arguments, &invocation)
            .map(|said| eprint!("{said}"))
            .map_err(RunError::Failed)
    };
    write("bundled", None, None)?;
    let [old, new] = ["old.yaml", "new.yaml"].map(|file| Some(source.join(file)));
    write("change", new, old)?;
    write("hostile", Some(source.join("hostile.yaml")), None)?;
    for types in SIZES {
        let name = format!("sized-{types}");
        let document = folder.join(&name).with_extension("json");
        fs::write(&document, sized::document(types))?;
        write(&name, Some(document), None)?;
    }
    write("large", Some(outside::root().join(LARGE)), None)
}
