//! [`Kind`]: the JSON type of a value.

use std::fmt;

/// The JSON type of a value; a number without a fraction or exponent is [`Kind::Integer`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are the JSON types")]
pub enum Kind {
    Null,
    Boolean,
    Integer,
    Number,
    String,
    Array,
    Object,
}

impl Kind {
    /// The kind of the number at the start of the text.
    pub(crate) fn of_number(text: &[u8]) -> Self {
        for byte in text {
            match byte {
                b'0'..=b'9' | b'-' => {}
                b'.' | b'e' | b'E' => return Self::Number,
                _ => break,
            }
        }
        Self::Integer
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Null => "null",
            Self::Boolean => "a boolean",
            Self::Integer => "an integer",
            Self::Number => "a number",
            Self::String => "a string",
            Self::Array => "an array",
            Self::Object => "an object",
        })
    }
}
