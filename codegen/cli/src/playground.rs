//! `playground`: writes an HTML page that contains the generator.

mod module;

use std::fs;
use std::path::PathBuf;

use clap::Args;

use crate::outcome::{Exit, Report};

pub use self::module::{TARGET, has_target};

const EXIT_CODES: &str = "\
Exit codes:
  0  the page was written
  1  the module can't be compiled or read, or the page can't be written
  2  the command line is invalid";

/// Writes an HTML page that contains the generator: for each OpenAPI document that is pasted or
/// dropped into it, it shows the diagnostics, the types, the operations and the generated files.
///
/// The page is a single file that can be opened from disk. It makes no network requests, so documents
/// are not uploaded. The generator is a WebAssembly module, which cargo compiles from the sources that
/// this command was installed from. This requires the target `wasm32-unknown-unknown`, and takes
/// several minutes the first time.
#[derive(Args, Debug, Default)]
#[command(after_long_help = EXIT_CODES, after_help = EXIT_CODES)]
pub struct Arguments {
    /// A compiled module, such as that of a release, instead of compiling it
    #[arg(long, value_name = "FILE")]
    pub wasm: Option<PathBuf>,

    /// The file to write the page to
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
}

/// An error with its help, as printed.
struct PlaygroundError(String);

impl PlaygroundError {
    fn error(message: impl AsRef<str>, help: impl AsRef<str>) -> Self {
        let (message, help) = (message.as_ref().trim_end(), help.as_ref());
        Self(format!("error: {message}\n  = help: {help}\n"))
    }
}

/// Runs the command and returns its report.
#[must_use]
pub fn run(arguments: &Arguments) -> Report {
    match write(arguments) {
        Ok(results) => {
            let (messages, failure) = (String::new(), String::new());
            Report { messages, results, failure, exit: Exit::Fine }
        }
        Err(PlaygroundError(messages)) => {
            let failure = "can't write the page\n".to_owned();
            Report { messages, results: String::new(), failure, exit: Exit::Failed }
        }
    }
}

/// Writes the page, and returns a message with its size.
fn write(arguments: &Arguments) -> Result<String, PlaygroundError> {
    let module = match &arguments.wasm {
        Some(file) => module::read(file)?,
        None => module::compiled()?,
    };
    let out = arguments.out.display();
    let written = openapi_page::playground(&module).and_then(|page| {
        fs::write(&arguments.out, &page)?;
        Ok(page.len())
    });
    let size = written.map_err(|error| {
        PlaygroundError::error(
            format!("can't write `{out}`: {error}"),
            "choose a file in an existing folder",
        )
    })?;
    let kilobytes = |bytes: usize| bytes.div_ceil(1000);
    Ok(format!(
        "{out}: {} kB, including a module of {} kB\n",
        kilobytes(size),
        kilobytes(module.len())
    ))
}
