//! The Rust types of formats, and their properties.

use std::ops::RangeInclusive;

use super::Kind;

/// The Rust type of a `format`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FormatType {
    /// `String`
    String,
    /// `uuid::Uuid`
    Uuid,
    /// `jiff::Timestamp`
    Timestamp,
    /// `jiff::civil::Date`
    Date,
    /// Bytes, sent as base64.
    Base64,
    /// Bytes, sent as base64 with the URL-safe alphabet.
    Base64Url,
    /// Raw bytes.
    Binary,
    /// `jiff::Timestamp`, sent as a number of seconds.
    UnixTime,
    /// `i32`
    I32,
    /// `i64`
    I64,
    /// `u32`
    U32,
    /// `u64`
    U64,
    /// `i128`
    I128,
    /// `f32`
    F32,
    /// `f64`
    F64,
}

/// The differences between a Rust type and every schema that it is chosen for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// The values that the type accepts although they don't have the format.
    pub wider: Option<&'static str>,
    /// The values of the JSON type, or of the format, that the type rejects or changes.
    pub narrower: Option<&'static str>,
}

/// The limits of `serde_json::Value`, for schemas that allow any value.
pub(crate) const ANY: Limits = Limits {
    wider: None,
    narrower: Some(
        "digits of a number beyond a `u64`, `i64` or `f64` are rounded, and a larger number is \
         refused",
    ),
};

impl FormatType {
    /// All types that a format can have.
    pub const ALL: [Self; 15] = [
        Self::String,
        Self::Uuid,
        Self::Timestamp,
        Self::Date,
        Self::Base64,
        Self::Base64Url,
        Self::Binary,
        Self::UnixTime,
        Self::I32,
        Self::I64,
        Self::U32,
        Self::U64,
        Self::I128,
        Self::F32,
        Self::F64,
    ];

    /// Returns the name in `[formats]` of `codegen.toml`.
    pub fn name(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Uuid => "uuid",
            Self::Timestamp => "timestamp",
            Self::Date => "date",
            Self::Base64 => "base64",
            Self::Base64Url => "base64url",
            Self::Binary => "binary",
            Self::UnixTime => "unix-time",
            Self::I32 => "i32",
            Self::I64 => "i64",
            Self::U32 => "u32",
            Self::U64 => "u64",
            Self::I128 => "i128",
            Self::F32 => "f32",
            Self::F64 => "f64",
        }
    }

    /// Returns the JSON type of the values, or `None` for raw bytes, which JSON has no type for.
    pub fn kind(self) -> Option<Kind> {
        match self {
            Self::String
            | Self::Uuid
            | Self::Timestamp
            | Self::Date
            | Self::Base64
            | Self::Base64Url => Some(Kind::String),
            Self::UnixTime | Self::I32 | Self::I64 | Self::U32 | Self::U64 | Self::I128 => {
                Some(Kind::Integer)
            }
            Self::F32 | Self::F64 => Some(Kind::Number),
            Self::Binary => None,
        }
    }

    /// Returns the variant name for a value of this type in a union, or `None` if the name of its
    /// JSON type is clear enough.
    pub fn noun(self) -> Option<&'static str> {
        match self {
            Self::Uuid => Some("Uuid"),
            Self::Timestamp | Self::UnixTime => Some("Timestamp"),
            Self::Date => Some("Date"),
            Self::Base64 | Self::Base64Url | Self::Binary => Some("Bytes"),
            _ => None,
        }
    }

    /// Returns a string that parses as a value, for examples, or `None` if values aren't parsed.
    pub fn example(self) -> Option<&'static str> {
        match self {
            Self::Uuid => Some("992fae2a-2a17-4b7a-8d9e-e287cf90131b"),
            Self::Timestamp => Some("2026-01-31T09:30:00Z"),
            Self::Date => Some("2026-01-31"),
            _ => None,
        }
    }

    /// Returns the differences between the type and the values of its format or JSON type.
    pub fn limits(self) -> Limits {
        let (wider, narrower) = match self {
            Self::Uuid => (Some("a UUID of any version, and one without hyphens"), None),
            Self::Timestamp => (
                Some("an instant in an ISO 8601 format other than RFC 3339"),
                Some(
                    "a leap second becomes the second before it, digits beyond nanoseconds are cut \
                     off, and the last 26 hours of the year 9999 are refused",
                ),
            ),
            Self::Base64 | Self::Base64Url => (Some("text that is not base64"), None),
            Self::UnixTime => (
                Some("a number with a fraction"),
                Some("digits beyond nanoseconds are cut off, and years beyond 9999 are refused"),
            ),
            Self::I32 => (None, Some("a whole number beyond an `i32` is refused")),
            Self::I64 => (None, Some("a whole number beyond an `i64` is refused")),
            Self::U32 => (None, Some("a whole number beyond a `u32` is refused")),
            Self::U64 => (None, Some("a whole number beyond a `u64` is refused")),
            Self::I128 => (None, Some("a whole number beyond an `i128` is refused")),
            Self::F32 => {
                (None, Some("digits beyond an `f32` are rounded, and a larger number is refused"))
            }
            Self::F64 => {
                (None, Some("digits beyond an `f64` are rounded, and a larger number is refused"))
            }
            Self::String | Self::Date | Self::Binary => (None, None),
        };
        Limits { wider, narrower }
    }

    /// Returns the integers that the type can represent, or `None` if it isn't an integer type.
    pub fn range(self) -> Option<RangeInclusive<i128>> {
        Some(match self {
            Self::I32 => i32::MIN.into()..=i32::MAX.into(),
            Self::I64 => i64::MIN.into()..=i64::MAX.into(),
            Self::U32 => 0..=u32::MAX.into(),
            Self::U64 => 0..=u64::MAX.into(),
            Self::I128 => i128::MIN..=i128::MAX,
            _ => return None,
        })
    }
}
