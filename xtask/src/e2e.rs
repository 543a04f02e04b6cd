//! `cargo xtask e2e`: the tests of the client against Prism, which serves the bundled document,
//! refuses requests that it does not allow, and answers by it.

mod prism;

use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};

use clap::Args;
use codegen::Failure;
use codegen::config;
use codegen::document::diagnostic::Diagnostics;

use self::prism::Prism;
use crate::outside::{self, Package, Stop};

const EXIT_CODES: &str = "\
Exit codes:
  0  all tests passed
  1  a test failed, or the server could not be started
  2  the command line is wrong
  3  Node or npm is missing";

const PRISM: Package<'_> = Package { name: "Prism", command: "e2e", node: ("18.20", 18) };

/// Tells the tests where the server is.
const URL: &str = "POLAR_E2E_URL";

/// Calls a server that nobody here wrote: Prism serves the document, and checks each request and
/// each answer by it.
///
/// Needs Node 18.20 or newer with npm. Prism is installed below the target folder, once.
#[derive(Args, Debug)]
#[command(after_long_help = EXIT_CODES, after_help = EXIT_CODES)]
pub(crate) struct Arguments {
    /// Only the tests with this in their names
    #[arg(value_name = "FILTER", default_value = "")]
    filter: String,
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    outside::ended(e2e(arguments))
}

fn e2e(arguments: &Arguments) -> Result<(), Stop> {
    let (root, target) = (outside::root(), outside::target()?);
    let folder = target.join("e2e");
    fs::create_dir_all(&folder)?;
    PRISM.install(&root.join("tests/e2e"), &folder)?;
    let document = folder.join("document.json");
    fs::write(&document, repaired(&root)?)?;
    let server = Prism::start(&folder, &document)?;
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let filter = format!("client::prism::{}", arguments.filter);
    let status = Command::new(cargo)
        .args(["test", "--quiet", "--package", "tests", "--test", "suite", &filter])
        .current_dir(&root)
        .env("CARGO_TARGET_DIR", &target)
        .env(URL, server.url())
        .status()?;
    let log = server.stop()?;
    if !status.success() {
        return Err(Stop::Failed(format!("a test failed; the server wrote:\n{log}")));
    }
    // A filter that fits no test is no success.
    if !log.contains("Request received") {
        return Err(Stop::Failed("no test called the server".to_owned()));
    }
    Ok(())
}

/// The bundled document with its overlays and the server's, as JSON.
fn repaired(root: &Path) -> Result<String, Stop> {
    let file = root.join("spec/codegen.toml");
    let refuse = |diagnostics: &Diagnostics| {
        let message = diagnostics.as_slice().iter().map(|it| format!("\n  {}", it.message));
        Stop::Failed(format!("the document can't be repaired:{}", message.collect::<String>()))
    };
    let mut diagnostics = Diagnostics::default();
    let text = fs::read_to_string(&file)?;
    let read = config::read(&file.display().to_string(), &text, &mut diagnostics);
    let Some((mut config, _)) = read else { return Err(refuse(&diagnostics)) };
    config.overlays.push(root.join("tests/e2e/prism.overlay.yaml"));
    let document = codegen::read(&config).map_err(|failure| {
        let Failure { diagnostics, .. } = *failure;
        refuse(&diagnostics)
    })?;
    Ok(document.value.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_document_has_what_the_server_needs() {
        let Ok(text) = repaired(&outside::root()) else { panic!("it is not repaired") };
        let tuples = text.matches("\"prefixItems\"").count();
        assert!(tuples > 0 && text.matches("\"items\":{}").count() >= tuples, "{text}");
        assert!(text.contains("\"TaxIDFormat\":{"));
    }
}
