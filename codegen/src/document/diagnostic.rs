//! Diagnostics: what every stage says about the author's document. `render` prints them.

mod code;

use crate::document::pointer::JsonPointer;
use crate::document::text::{shortened, visible, visible_line};

pub use code::Code;

/// The page that explains each code, in Markdown.
pub const PAGE: &str = include_str!(env!("DIAGNOSTICS"));

/// The most characters of a message, and of a line of help.
const LONGEST: usize = 1_000;

/// The severity of a [`Diagnostic`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The crate is written nevertheless.
    Warning,
    /// Nothing is written.
    Error,
}

/// A problem of the author's input: what is wrong, where, and how to fix it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The severity.
    pub severity: Severity,
    /// The kind of the problem.
    pub code: Code,
    /// The place in the author's document.
    pub at: JsonPointer,
    /// What is wrong, in one sentence without a full stop: one line, in which every character of
    /// the document that does not show what it does is an escape.
    pub message: String,
    /// What to do about it: the overlay or configuration line that fixes it.
    pub help: Option<String>,
    /// The place itself, where the diagnostic is about a text that no pointer reaches: a syntax
    /// error, a duplicate key, a line of the configuration.
    pub span: Option<Span>,
}

/// A stretch of one source text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The file, as the user named it.
    pub file: String,
    /// The byte range in the file's text.
    pub bytes: std::ops::Range<usize>,
}

impl Diagnostic {
    /// An error at `at`.
    pub fn error(code: Code, at: &JsonPointer, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, at, message.into())
    }

    /// A warning at `at`.
    pub fn warning(code: Code, at: &JsonPointer, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, at, message.into())
    }

    fn new(severity: Severity, code: Code, at: &JsonPointer, message: String) -> Self {
        let message = shortened(&visible_line(&message), LONGEST).into_owned();
        Self { severity, code, at: at.clone(), message, help: None, span: None }
    }

    /// Adds what to do about it, on one line or several; hidden characters become escapes.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        let help = visible(help.into());
        let lines: Vec<_> = help.lines().map(|line| shortened(line, LONGEST)).collect();
        self.help = Some(lines.join("\n"));
        self
    }

    /// Adds the stretch of text it is about.
    #[must_use]
    pub fn span(mut self, file: impl Into<String>, bytes: std::ops::Range<usize>) -> Self {
        self.span = Some(Span { file: file.into(), bytes });
        self
    }
}

/// Where stages leave their diagnostics.
#[derive(Debug, Default)]
pub struct Diagnostics(Vec<Diagnostic>);

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(all: I) -> Self {
        Self(all.into_iter().collect())
    }
}

impl Diagnostics {
    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Adds those that were found elsewhere.
    pub fn append(&mut self, mut others: Self) {
        self.0.append(&mut others.0);
    }

    /// Whether one of them is an error.
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// All of them, in the order in which they were found.
    pub fn as_slice(&self) -> &[Diagnostic] {
        &self.0
    }

    /// Takes out those that `unwanted` picks.
    pub fn remove(&mut self, unwanted: impl Fn(&Diagnostic) -> bool) -> Vec<Diagnostic> {
        let (removed, kept) = std::mem::take(&mut self.0).into_iter().partition(unwanted);
        self.0 = kept;
        removed
    }
}
