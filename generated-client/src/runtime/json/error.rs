//! [`DecodeError`]: the kind and the position of an error in a JSON text, without the values in it.

use std::fmt;

use jiter::{JiterError, JiterErrorType, JsonErrorType};

use super::Kind;
use crate::runtime::sanitize::quoted;

/// The error for a JSON text that isn't of the expected type.
///
/// Contains names and positions, but no value of the text: a value may be a secret.
///
/// ```
/// use polar_client::json;
///
/// let error = json::from_str::<Vec<bool>>("[true, 1]").unwrap_err();
/// assert_eq!(error.to_string(), "at /1: expected a boolean, found an integer");
/// assert_eq!(error.pointer(), "/1");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct DecodeError(Box<Failure>);

/// The kind and the location of an error. Segments of the path are pushed from the inside out,
/// while the error is returned.
#[derive(Clone, PartialEq, Eq)]
struct Failure {
    segments: Vec<Segment>,
    offset: usize,
    kind: DecodeErrorKind,
}

#[derive(Clone, PartialEq, Eq)]
enum Segment {
    Property(Box<str>),
    Item(usize),
}

/// The kind of a [`DecodeError`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum DecodeErrorKind {
    /// The body isn't of the expected kind; bodies other than JSON have this kind too.
    Body(&'static str),
    /// The text isn't valid JSON (RFC 8259).
    Syntax(&'static str),
    /// The value has another JSON type.
    Type {
        /// The expected type, such as `a string`.
        expected: &'static str,
        /// The JSON type of the value.
        found: Kind,
    },
    /// The value has the right JSON type, but not the expected format.
    Format {
        /// The expected format, such as `a date-time`.
        expected: &'static str,
        /// The JSON type of the value.
        found: Kind,
    },
    /// A number is out of the range of its type.
    OutOfRange {
        /// The type, such as `a 32-bit integer`.
        expected: &'static str,
    },
    /// A required property is missing.
    Missing {
        /// The name of the property.
        property: &'static str,
    },
    /// A property with a constant value has another value.
    Constant {
        /// The constant, as JSON.
        expected: String,
    },
    /// An array has too few or too many items.
    Length {
        /// The expected number of items.
        expected: usize,
    },
    /// There is more text after the value.
    TrailingData,
    /// Arrays and objects are nested too deeply.
    TooDeep,
    /// Too much of the text was read again to select the variants of its unions. The limit is 24
    /// times the length of the text, or four times for each variant that is tried if that is more,
    /// and at least 8 MiB.
    TooAmbiguous,
    /// The call timed out while the text was read. The response has been received in full.
    TimedOut,
}

impl DecodeError {
    #[cold]
    pub(crate) fn new(kind: DecodeErrorKind, offset: usize) -> Self {
        Self(Box::new(Failure { segments: Vec::new(), offset, kind }))
    }

    /// Converts an error of a jiter that started to read at the offset `start`.
    #[cold]
    pub(crate) fn from_jiter(error: &JiterError, start: usize) -> Self {
        let kind = match &error.error_type {
            JiterErrorType::JsonError(JsonErrorType::RecursionLimitExceeded) => {
                DecodeErrorKind::TooDeep
            }
            JiterErrorType::JsonError(JsonErrorType::TrailingCharacters) => {
                DecodeErrorKind::TrailingData
            }
            JiterErrorType::JsonError(error) => DecodeErrorKind::Syntax(syntax(error)),
            JiterErrorType::WrongType { .. } => DecodeErrorKind::Syntax("expected a value"),
        };
        Self::new(kind, start + error.index)
    }

    /// Adds the name of the property that contains the failed value.
    #[cold]
    pub(crate) fn in_property(mut self, name: &str) -> Self {
        self.0.segments.push(Segment::Property(name.into()));
        self
    }

    /// Adds the index of the item that contains the failed value.
    #[cold]
    pub(crate) fn in_item(mut self, index: usize) -> Self {
        self.0.segments.push(Segment::Item(index));
        self
    }

    /// Whether reading the text as any other type would fail too: it isn't valid JSON, or the
    /// budget is exhausted.
    pub(super) fn is_final(&self) -> bool {
        matches!(
            self.0.kind,
            DecodeErrorKind::Syntax(_)
                | DecodeErrorKind::TooDeep
                | DecodeErrorKind::TooAmbiguous
                | DecodeErrorKind::TimedOut
        )
    }

    /// Returns the kind of the error.
    pub fn kind(&self) -> &DecodeErrorKind {
        &self.0.kind
    }

    /// Returns the position in the text, in bytes from its start.
    pub fn offset(&self) -> usize {
        self.0.offset
    }

    /// Returns the JSON Pointer (RFC 6901) of the value that failed; empty for the value at the top
    /// level.
    pub fn pointer(&self) -> String {
        let mut pointer = String::new();
        for segment in self.0.segments.iter().rev() {
            pointer.push('/');
            match segment {
                Segment::Property(name) => {
                    pointer.push_str(&name.replace('~', "~0").replace('/', "~1"));
                }
                Segment::Item(index) => pointer.push_str(&index.to_string()),
            }
        }
        pointer
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.segments.is_empty() {
            write!(f, "at the top level: {}", self.0.kind)
        } else {
            // The names of properties come from the server.
            write!(f, "at {}: {}", quoted(&self.pointer()), self.0.kind)
        }
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DecodeError")
            .field("pointer", &quoted(&self.pointer()))
            .field("offset", &self.0.offset)
            .field("kind", &self.0.kind)
            .finish()
    }
}

impl std::error::Error for DecodeError {}

impl fmt::Display for DecodeErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Body(reason) => f.write_str(reason),
            Self::Syntax(reason) => write!(f, "invalid JSON: {reason}"),
            Self::Type { expected, found } => write!(f, "expected {expected}, found {found}"),
            Self::Format { expected, found } => {
                write!(f, "expected {expected}, found {found} that is not {expected}")
            }
            Self::OutOfRange { expected } => {
                write!(f, "expected {expected}, found a number beyond its range")
            }
            Self::Missing { property } => {
                write!(f, "the required property `{}` is missing", quoted(property))
            }
            Self::Constant { expected } => write!(f, "expected the constant {}", quoted(expected)),
            Self::Length { expected } => write!(f, "expected an array of {expected} items"),
            Self::TrailingData => {
                f.write_str("expected the end of the JSON text, found trailing characters")
            }
            Self::TooDeep => f.write_str("arrays and objects are nested too deeply"),
            Self::TooAmbiguous => f.write_str(
                "ambiguous unions are nested too deeply: the limit for rereading parts of the \
                 value was reached",
            ),
            Self::TimedOut => f.write_str(
                "the call timed out before it was read; `.timeout(..)` sets a longer timeout",
            ),
        }
    }
}

fn syntax(error: &JsonErrorType) -> &'static str {
    use JsonErrorType as E;
    match error {
        E::EofWhileParsingList
        | E::EofWhileParsingObject
        | E::EofWhileParsingString
        | E::EofWhileParsingValue => "unexpected end of the text",
        E::ExpectedColon => "expected `:`",
        E::ExpectedListCommaOrEnd => "expected `,` or `]`",
        E::ExpectedObjectCommaOrEnd => "expected `,` or `}`",
        E::ExpectedSomeIdent | E::ExpectedSomeValue => "expected a value",
        E::InvalidEscape
        | E::LoneLeadingSurrogateInHexEscape
        | E::UnexpectedEndOfHexEscape
        | E::InvalidUnicodeCodePoint => "invalid escape in a string",
        E::InvalidNumber | E::FloatExpectingInt => "invalid number",
        E::NumberOutOfRange => "a number with too many digits",
        E::ControlCharacterWhileParsingString => "unescaped control character in a string",
        E::KeyMustBeAString => "expected a property name",
        E::TrailingComma => "trailing comma",
        _ => "unreadable text",
    }
}
