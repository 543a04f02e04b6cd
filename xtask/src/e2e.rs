//! `cargo xtask e2e`: tests the client against Prism, which validates requests and generates
//! responses by the bundled document, and its token requests against oauth2-mock-server; with
//! `--spec` or `--config`, sends requests of any document to express-openapi-validator.

mod server;

use std::ffi::OsString;
use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use clap::Args;
use codegen::internals::config::{self, Config};
use codegen::internals::document::diagnostic::{Code, Diagnostics};
use serde_json::{Value, json};

use self::server::Server;
use crate::forward;
use crate::outside::{self, Package, RunError};

const EXIT_CODES: &str = "\
Exit codes:
  0  all tests passed
  1  a test failed, or the server could not be started
  2  the command line is invalid
  3  Node or npm is missing";

const SERVERS: Package<'_> =
    Package { name: "the servers of the tests", command: "e2e", node: ("20.19", 20) };

/// The environment variable with the URL of Prism, for the tests.
const URL: &str = "POLAR_E2E_URL";

/// The environment variable with the URL of the authorization server, for the tests.
const TOKENS_URL: &str = "OAUTH_E2E_URL";

/// Tests the client against third-party servers: Prism serves the document and validates each
/// request and response by it; oauth2-mock-server issues tokens.
///
/// With `--spec` or `--config`, sends valid requests of every operation of any document to
/// express-openapi-validator, which parses them by the document, and compares the parsed values
/// with the original ones.
///
/// Needs Node 20.19 or newer with npm. The servers are installed once, below the target folder.
#[derive(Args, Debug)]
#[command(after_long_help = EXIT_CODES, after_help = EXIT_CODES)]
pub(crate) struct Arguments {
    /// Run only the tests whose names contain this text
    #[arg(value_name = "FILTER", default_value = "")]
    filter: String,

    /// Send requests of this document to express-openapi-validator instead
    #[arg(long, value_name = "FILE", conflicts_with = "filter", group = "document")]
    spec: Option<PathBuf>,

    /// Send requests of the document of this `codegen.toml`, with its overlays
    #[arg(long, value_name = "FILE", conflicts_with_all = ["filter", "spec"], group = "document")]
    config: Option<PathBuf>,

    /// The seed of the random requests
    #[arg(long, value_name = "N", default_value_t = 0, requires = "document")]
    seed: u64,
}

/// The description of the command if it is run by `openapi-crate e2e`, which always sets a document.
const INSTALLED: &str = "\
Sends valid requests of every operation to express-openapi-validator, a third-party server that
parses them by the document, and compares the parsed values with the original ones.

Without `--spec` and `--config`, the document is that of the nearest `codegen.toml`: in the current
folder, also as `spec/codegen.toml`, or in the nearest folder above it.

Needs Node 20.19 or newer with npm. The server is installed once, below the target folder.";

/// Returns the command as `openapi-crate e2e` shows it: without the tests of this repository.
pub(crate) fn installed(command: clap::Command) -> clap::Command {
    let command = command.long_about(INSTALLED).mut_arg("filter", |it| it.hide(true));
    let command = command.mut_arg("spec", |it| it.help("Send requests of this document"));
    command.mut_arg("config", |it| {
        it.help("The configuration file, whose document is used with its overlays")
    })
}

/// Runs the command.
pub(crate) fn run(arguments: &Arguments) -> ExitCode {
    outside::exit_code(e2e(arguments))
}

fn e2e(arguments: &Arguments) -> Result<(), RunError> {
    let (root, target) = (outside::root(), outside::target()?);
    let folder = target.join("e2e");
    fs::create_dir_all(&folder)?;
    SERVERS.install(&root.join("tests/e2e"), &folder)?;
    if let Some(source) = Source::of(arguments) {
        return check_with_validator(&root, &folder, source, arguments.seed);
    }
    let document = folder.join("document.json");
    fs::write(&document, repaired(&root)?)?;
    let prism = Server::start("Prism", folder.join("prism.log"), |address| {
        prism(&folder, &document, address)
    })?;
    let tokens = authorization_server(&root, &folder)?;
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let filters = ["client::prism::", "client::oauth::"];
    let status = Command::new(cargo)
        .args(["test", "--quiet", "--package", "tests", "--test", "suite", "--"])
        .args(filters.map(|it| format!("{it}{}", arguments.filter)))
        .current_dir(&root)
        .env("CARGO_TARGET_DIR", &target)
        .env(URL, prism.url())
        .env(TOKENS_URL, tokens.url())
        .status()?;
    let logs = [prism.stop()?, tokens.stop()?];
    if !status.success() {
        let logs = logs.join("\n");
        return Err(RunError::Failed(format!("a test failed; output of the servers:\n{logs}")));
    }
    // A filter that matches no test is an error.
    let mut called =
        logs.iter().zip(["Request received", "token: "]).map(|(it, sign)| it.contains(sign));
    let is_called =
        if arguments.filter.is_empty() { called.all(|it| it) } else { called.any(|it| it) };
    if !is_called {
        return Err(RunError::Failed("no test called the server".to_owned()));
    }
    Ok(())
}

/// Starts oauth2-mock-server.
fn authorization_server(root: &Path, folder: &Path) -> Result<Server, RunError> {
    // Node resolves packages relative to the script.
    let script = folder.join("oauth.mjs");
    fs::copy(root.join("tests/e2e/oauth.mjs"), &script)?;
    Server::start("oauth2-mock-server", folder.join("oauth.log"), |address| {
        vec![script.into(), address.port().to_string().into()]
    })
}

/// Returns the arguments of Prism, which also validates its own responses.
fn prism(folder: &Path, document: &Path, address: SocketAddr) -> Vec<OsString> {
    let program = folder.join("node_modules/@stoplight/prism-cli/dist/index.js").into_os_string();
    let (host, port) = (address.ip().to_string(), address.port().to_string());
    let mut arguments = vec![program];
    arguments.extend(["mock", "--errors", "--host", &host, "--port", &port].map(OsString::from));
    arguments.push(document.into());
    arguments
}

/// The document whose requests are sent.
#[derive(Clone, Copy)]
enum Source<'a> {
    Spec(&'a Path),
    Config(&'a Path),
}

impl<'a> Source<'a> {
    fn of(arguments: &'a Arguments) -> Option<Self> {
        let config = arguments.config.as_deref().map(Self::Config);
        arguments.spec.as_deref().map(Self::Spec).or(config)
    }

    /// Returns the arguments of the program that sends the requests.
    fn arguments(self) -> Result<[OsString; 2], RunError> {
        let (option, file) = match self {
            Self::Spec(file) => ("--spec", file),
            Self::Config(file) => ("--config", file),
        };
        Ok([option.into(), file.canonicalize()?.into()])
    }

    fn config(self) -> Result<Config, RunError> {
        let mut config = match self {
            Self::Spec(spec) => {
                Config::for_document(spec.to_owned(), Vec::new(), PathBuf::new(), None)
            }
            Self::Config(file) => configuration(file)?,
        };
        config.accept.push(Code::DanglingRef);
        Ok(config)
    }
}

/// Sends requests of a document to express-openapi-validator, and compares the values that it has
/// parsed.
fn check_with_validator(
    root: &Path,
    folder: &Path,
    source: Source<'_>,
    seed: u64,
) -> Result<(), RunError> {
    let document = folder.join("read.json");
    fs::write(&document, at_the_root(&source.config()?)?)?;
    // Node resolves packages relative to the script.
    let script = folder.join("reads.cjs");
    fs::copy(root.join("tests/e2e/reads.cjs"), &script)?;
    let read = folder.join("read.jsonl");
    fs::write(&read, "")?;
    let server = Server::start("express-openapi-validator", folder.join("reads.log"), |address| {
        let port = address.port().to_string().into();
        vec![script.into(), document.into(), port, read.clone().into()]
    })?;
    let mut arguments: Vec<OsString> = source.arguments()?.into();
    arguments.extend(["--url".into(), server.url().into()]);
    arguments.extend(["--log".into(), read.into(), "--seed".into(), seed.to_string().into()]);
    let code = forward::run("wire", forward::Profile::Dev, &arguments);
    let log = server.stop()?;
    if code == ExitCode::SUCCESS {
        return Ok(());
    }
    Err(RunError::Failed(format!("the server did not parse the requests as intended\n{log}")))
}

/// Returns the document as JSON, served at the root and in a version that the server supports: it
/// ignores additions of OpenAPI 3.2 as unknown keys.
fn at_the_root(config: &Config) -> Result<String, RunError> {
    let read = codegen::internals::read(config);
    let mut value =
        read.map_err(|failure| refusal("can't read the document", &failure.diagnostics))?.value;
    if let Some(document) = value.as_object_mut() {
        document.insert("servers".to_owned(), json!([{ "url": "/" }]));
        if document
            .get("openapi")
            .and_then(|it| it.as_str())
            .is_some_and(|it| it.starts_with("3.2"))
        {
            document.insert("openapi".to_owned(), "3.1.1".into());
        }
    }
    normalize_for_validator(&mut value);
    Ok(value.to_string())
}

/// Rewrites the document for the server: the defaults of `style` and `explode` for all locations
/// are explicit (OpenAPI 3.1, Parameter Object); `nullable` without `type`, which has no effect
/// (OpenAPI 3.0.3, Schema Object), is removed.
fn normalize_for_validator(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(normalize_for_validator),
        Value::Object(all) => {
            let style = match all.get("in").and_then(Value::as_str) {
                Some("query" | "cookie") => Some("form"),
                Some("path" | "header") => Some("simple"),
                _ => None,
            };
            if let Some(style) = style.filter(|_| all.contains_key("schema")) {
                let style = all.entry("style").or_insert_with(|| style.into()) == "form";
                all.entry("explode").or_insert_with(|| style.into());
            }
            if all.get("nullable").is_some_and(Value::is_boolean) && !all.contains_key("type") {
                all.remove("nullable");
            }
            all.values_mut().for_each(normalize_for_validator);
        }
        _ => {}
    }
}

/// Returns the bundled document with its overlays and Prism's overlay, as JSON.
fn repaired(root: &Path) -> Result<String, RunError> {
    let mut config = configuration(&root.join("spec/codegen.toml"))?;
    config.overlays.push(root.join("tests/e2e/prism.overlay.yaml"));
    let document = codegen::internals::read(&config)
        .map_err(|failure| refusal("can't repair the document", &failure.diagnostics))?;
    Ok(document.value.to_string())
}

/// Reads a configuration file.
fn configuration(file: &Path) -> Result<Config, RunError> {
    let mut diagnostics = Diagnostics::default();
    let text = fs::read_to_string(file)
        .map_err(|error| RunError::Failed(format!("`{}`: {error}", file.display())))?;
    let read = config::read(&file.display().to_string(), &text, &mut diagnostics);
    let config = read.map(|(config, _)| config);
    config.ok_or_else(|| refusal("can't read the configuration", &diagnostics))
}

/// Returns the failure with the messages of the diagnostics.
fn refusal(reason: &str, diagnostics: &Diagnostics) -> RunError {
    let messages = diagnostics.as_slice().iter().map(|it| format!("\n  {}", it.message));
    RunError::Failed(format!("{reason}:{}", messages.collect::<String>()))
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

    #[test]
    fn the_document_of_a_configuration_has_its_overlays() {
        let file = outside::root().join("spec/codegen.toml");
        let config = Source::Config(&file).config().unwrap_or_else(|error| panic!("{error:?}"));
        let Ok(text) = at_the_root(&config) else { panic!("it is not read") };
        // Added by an overlay.
        assert!(text.contains("\"TaxIDFormat\":{"));
        assert!(text.contains(r#""servers":[{"url":"/"}]"#));
        let missing = Source::Config(Path::new("no-such.toml")).config();
        let Err(RunError::Failed(message)) = missing else { panic!("it does not exist") };
        assert!(message.starts_with("`no-such.toml`: "), "{message}");
    }
}
