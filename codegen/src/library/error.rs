//! [`Error`]: diagnostics as an error type.

use std::fmt;

use serde_json::Value;

use crate::document::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::document::render::{self, Style};
use crate::document::{Document, Source};
use crate::pipeline::Failure;

/// The errors in the document, the configuration or the output folder, because of which nothing was
/// generated.
///
/// `Display` prints each error as rustc does: the message, the file, line and column, the source
/// line, the JSON Pointer, and a help message. `Debug` prints the same, so that the output of
/// `fn main() -> Result<(), codegen::Error>` is readable.
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
pub struct Error(Box<Problems>);

/// The errors, and the source texts that they refer to; line numbers are computed for printing
/// only.
#[derive(Clone)]
struct Problems {
    document: Document,
    errors: Vec<Diagnostic>,
    codes: Vec<&'static str>,
}

impl Error {
    /// Returns the code of each error, which its message contains in brackets, in the order of the
    /// messages.
    #[must_use]
    pub fn codes(&self) -> &[&'static str] {
        &self.0.codes
    }

    /// Creates an error from diagnostics about a document and other source texts.
    pub(super) fn new(failure: Failure, mut others: Vec<Source>) -> Self {
        let Failure { mut document, diagnostics } = failure;
        // Only the source texts are printed, and the tree can be large.
        document.value = Value::Null;
        document.sources.append(&mut others);
        let errors = diagnostics.as_slice().iter().filter(|it| it.severity == Severity::Error);
        let errors: Vec<_> = errors.cloned().collect();
        let codes = errors.iter().map(|it| it.code.as_str()).collect();
        Self(Box::new(Problems { document, errors, codes }))
    }

    /// Creates an error from diagnostics about source texts other than a document.
    pub(super) fn about(sources: Vec<Source>, diagnostics: Diagnostics) -> Self {
        let document = Document { value: Value::Null, sources: Vec::new(), origins: Vec::new() };
        Self::new(Failure { document, diagnostics }, sources)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Problems { document, errors, .. } = &*self.0;
        f.write_str(render::text(document, errors, Style::Plain).trim_end())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Error {}
