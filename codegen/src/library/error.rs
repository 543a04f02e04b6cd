//! [`Error`]: diagnostics as an error of a program.

use std::fmt;

use serde_json::Value;

use crate::document::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::document::render::{self, Style};
use crate::document::{Document, Source};
use crate::pipeline::Failure;

/// Why nothing was generated: the errors of the document, the configuration or the output folder.
///
/// `Display` prints each as the compiler prints its own: what is wrong, the file, line and column, the
/// line itself, the JSON Pointer, and what to do about it. `Debug` prints the same, so that
/// `fn main() -> Result<(), codegen::Error>` can be read.
///
/// ```
/// # let folder = tempfile::tempdir()?;
/// # std::env::set_current_dir(&folder)?;
/// std::fs::write("openapi.yaml", "openapi: 3.1.0\ninfo: {title: Zoo}\npaths: {}\n")?;
/// let generator = codegen::Generator::new().document("openapi.yaml").output("client");
///
/// let error = generator.generate().unwrap_err();
/// assert_eq!(error.codes(), ["missing-keyword"]);
/// assert!(error.to_string().contains(" --> openapi.yaml:2:1\n"));
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Clone)]
pub struct Error(Box<Mistakes>);

/// The errors, and the texts that they are about: places are looked for when they are printed.
#[derive(Clone)]
struct Mistakes {
    document: Document,
    errors: Vec<Diagnostic>,
    codes: Vec<&'static str>,
}

impl Error {
    /// The kind of each error, by the name that the message has in brackets, in the order of the
    /// messages.
    #[must_use]
    pub fn codes(&self) -> &[&'static str] {
        &self.0.codes
    }

    /// The errors among diagnostics about a document and other texts.
    pub(super) fn new(failure: Failure, mut others: Vec<Source>) -> Self {
        let Failure { mut document, diagnostics } = failure;
        // Only the texts are printed, and the tree can be large.
        document.value = Value::Null;
        document.sources.append(&mut others);
        let errors = diagnostics.as_slice().iter().filter(|it| it.severity == Severity::Error);
        let errors: Vec<_> = errors.cloned().collect();
        let codes = errors.iter().map(|it| it.code.as_str()).collect();
        Self(Box::new(Mistakes { document, errors, codes }))
    }

    /// The errors among diagnostics about texts that are no document.
    pub(super) fn about(sources: Vec<Source>, diagnostics: Diagnostics) -> Self {
        let document = Document { value: Value::Null, sources: Vec::new(), origins: Vec::new() };
        Self::new(Failure { document, diagnostics }, sources)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Mistakes { document, errors, .. } = &*self.0;
        f.write_str(render::text(document, errors, Style::Plain).trim_end())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Error {}
