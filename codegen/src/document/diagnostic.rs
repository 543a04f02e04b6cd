//! Diagnostics: what every stage says about the author's document. `render` prints them.

use crate::document::pointer::JsonPointer;
use crate::document::text::{shortened, visible, visible_line};

/// The most characters of a message, and of a line of help.
const LONGEST: usize = 1_000;

/// How much a [`Diagnostic`] weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; the crate is written all the same.
    Warning,
    /// Nothing is written.
    Error,
}

/// One thing that is wrong with the author's input, where it stands and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How much it weighs.
    pub severity: Severity,
    /// What kind of mistake it is.
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

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal,)+) => {
        /// The kinds of mistake, each with a stable name that configuration and tests use.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl Code {
            /// Every code, in the order of the pipeline's stages.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable name, such as `dangling-ref`.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }
        }
    };
}

codes! {
    /// A file is missing or can't be read.
    Unreadable = "unreadable",
    /// A text is neither YAML nor JSON.
    Syntax = "syntax",
    /// YAML that has no place in an OpenAPI document: `<<`, tags, NaN, keys that are no strings.
    UnsupportedYaml = "unsupported-yaml",
    /// An object has the same key twice.
    DuplicateKey = "duplicate-key",
    /// More nodes, deeper nesting or more alias expansion than the budget allows.
    TooLarge = "too-large",
    /// A relative `$ref` leaves the document's own folder, or a `$ref` asks for the network.
    OutsideFolder = "outside-folder",
    /// Not an OpenAPI document of version 3.0, 3.1 or 3.2.
    NotOpenapi = "not-openapi",
    /// An entry of the configuration that is unknown, mistyped or matches nothing.
    Configuration = "configuration",
    /// Not a valid OpenAPI Overlay document.
    InvalidOverlay = "invalid-overlay",
    /// An overlay action that matches nothing.
    OverlayUnmatched = "overlay-unmatched",
    /// A keyword that OpenAPI does not define.
    UnknownKeyword = "unknown-keyword",
    /// A value of the wrong JSON type, or outside what the keyword allows.
    WrongType = "wrong-type",
    /// A keyword that OpenAPI requires is missing.
    MissingKeyword = "missing-keyword",
    /// A `$ref` to something that does not exist.
    DanglingRef = "dangling-ref",
    /// A `$ref` to nothing that the configuration accepts: what stands in its place.
    RepairedRef = "repaired-ref",
    /// `$ref`s that only lead to each other.
    RefCycle = "ref-cycle",
    /// openapiv3 can't hold what `desugar` made of the document.
    Model = "model",
    /// A discriminator whose mapping names nothing, or whose property is missing.
    DiscriminatorMapping = "discriminator-mapping",
    /// Members of an `allOf` that contradict each other.
    AllOfConflict = "all-of-conflict",
    /// An operation that needs several credentials in a place that holds one of them.
    CredentialClash = "credential-clash",
    /// A union whose members can only be told apart by trying each.
    BestFitUnion = "best-fit-union",
    /// Something OpenAPI allows and this version can't generate; it is left out.
    Unsupported = "unsupported",
    /// Two operations with the same `operationId`.
    DuplicateOperationId = "duplicate-operation-id",
    /// Two things whose Rust names collide.
    NameClash = "name-clash",
    /// A name that is too long for an identifier, which has its start and a hash.
    LongName = "long-name",
    /// The output folder can't be written, or holds somebody else's files.
    Output = "output",
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
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
