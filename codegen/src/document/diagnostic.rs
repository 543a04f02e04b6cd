//! Diagnostics: the errors and warnings of all stages about the author's document. `render` prints
//! them.

mod code;

use crate::document::pointer::JsonPointer;
use crate::document::text::{truncated, visible, visible_line};

pub use code::Code;

/// The Markdown page that explains each code.
pub const PAGE: &str = include_str!(env!("DIAGNOSTICS"));

/// The maximum number of characters of a message, and of a line of help.
const MAX_MESSAGE_LEN: usize = 1_000;

/// The severity of a [`Diagnostic`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The crate is still generated.
    Warning,
    /// No crate is generated.
    Error,
}

/// A problem in the author's input: the problem, its location, and how to fix it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The severity.
    pub severity: Severity,
    /// The kind of the problem.
    pub code: Code,
    /// The location in the author's document.
    pub at: JsonPointer,
    /// The problem, in one sentence without a full stop, on one line. Invisible and control
    /// characters of the document are escaped.
    pub message: String,
    /// How to fix the problem, such as an overlay or a line of configuration.
    pub help: Option<String>,
    /// The byte range of the problem, if it is in text that no JSON Pointer can refer to: a syntax
    /// error, a duplicate key, a line of the configuration.
    pub span: Option<Span>,
}

/// A byte range of a source text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The file, as the user named it.
    pub file: String,
    /// The byte range in the file.
    pub bytes: std::ops::Range<usize>,
}

impl Diagnostic {
    /// Creates an error at `at`.
    pub fn error(code: Code, at: &JsonPointer, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, at, message.into())
    }

    /// Creates a warning at `at`.
    pub fn warning(code: Code, at: &JsonPointer, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, at, message.into())
    }

    fn new(severity: Severity, code: Code, at: &JsonPointer, message: String) -> Self {
        let message = truncated(&visible_line(&message), MAX_MESSAGE_LEN).into_owned();
        Self { severity, code, at: at.clone(), message, help: None, span: None }
    }

    /// Adds a help message of one or more lines. Invisible characters are escaped.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        let help = visible(help.into());
        let lines: Vec<_> = help.lines().map(|line| truncated(line, MAX_MESSAGE_LEN)).collect();
        self.help = Some(lines.join("\n"));
        self
    }

    /// Adds the byte range that the diagnostic is about.
    #[must_use]
    pub fn span(mut self, file: impl Into<String>, bytes: std::ops::Range<usize>) -> Self {
        self.span = Some(Span { file: file.into(), bytes });
        self
    }
}

/// The collected diagnostics of the stages.
#[derive(Debug, Default)]
pub struct Diagnostics(Vec<Diagnostic>);

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(all: I) -> Self {
        Self(all.into_iter().collect())
    }
}

impl Diagnostics {
    /// Adds a diagnostic.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Appends other diagnostics.
    pub fn append(&mut self, mut others: Self) {
        self.0.append(&mut others.0);
    }

    /// Whether there is at least one error.
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// Returns all diagnostics, in the order in which they were added.
    pub fn as_slice(&self) -> &[Diagnostic] {
        &self.0
    }

    /// Removes and returns the diagnostics for which `unwanted` returns `true`.
    pub fn remove(&mut self, unwanted: impl Fn(&Diagnostic) -> bool) -> Vec<Diagnostic> {
        let (removed, kept) = std::mem::take(&mut self.0).into_iter().partition(unwanted);
        self.0 = kept;
        removed
    }
}
