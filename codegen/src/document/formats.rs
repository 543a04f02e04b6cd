//! The formats that the generator knows: one table (OpenAPI Format Registry; JSON Schema 2020-12
//! Validation, 7.3).
//!
//! A format that is not in it is a plain string or number, and a gap in `fidelity.txt`.

use std::ops::RangeInclusive;

/// A format.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// Its name in documents.
    pub name: &'static str,
    /// The JSON type of a schema that has the format and no `type`.
    pub kind: Kind,
    /// The Rust type of its values, where the configuration says nothing else.
    pub rust: FormatType,
    /// Which values of its JSON type that Rust type accepts.
    pub accuracy: Accuracy,
    /// A value for examples, where the name of a property says less.
    pub example: Option<&'static str>,
    /// The form of its strings, where no string of another form has it too.
    pub form: Option<Form>,
}

/// The lexical form of a string. No string has two of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "each is the format of that name")]
pub enum Form {
    Uuid,
    DateTime,
    Date,
    Time,
    Duration,
    Ipv4,
    Ipv6,
}

/// The Rust types that a `format` can become.
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
    /// Bytes, base64 on the wire.
    Base64,
    /// Bytes, base64 in the alphabet for URLs on the wire.
    Base64Url,
    /// Bytes as they are.
    Binary,
    /// `jiff::Timestamp`, a number of seconds on the wire.
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

/// The JSON type that a [`Format`] is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Strings.
    String,
    /// Whole numbers.
    Integer,
    /// Numbers.
    Number,
}

/// Where a Rust type differs from every schema that it is chosen for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// The values that it accepts beside those of its own format.
    pub wider: Option<&'static str>,
    /// The values of the JSON type, or of its own format, that it refuses or changes.
    pub narrower: Option<&'static str>,
}

/// Which values the Rust type of a [`Format`] accepts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Accuracy {
    /// Those that have the format.
    Exact,
    /// More than those that have the format.
    Wider,
    /// The format is an annotation: every value of the JSON type has it, and so has every Rust type.
    Annotation,
}

impl Kind {
    /// The `type` of JSON Schema.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Integer => "integer",
            Self::Number => "number",
        }
    }
}

/// The limits of `serde_json::Value`, for schemas that allow any value.
pub const ANY: Limits = Limits {
    wider: None,
    narrower: Some(
        "digits of a number beyond a `u64`, `i64` or `f64` are rounded, and a larger number is \
         refused",
    ),
};

impl FormatType {
    /// Every type that a format can become.
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

    /// Where the type differs from the values of its format, or of its JSON type.
    pub fn limits(self) -> Limits {
        let (wider, narrower) = match self {
            Self::Uuid => (Some("a UUID of any version, and one without hyphens"), None),
            Self::Timestamp => (
                Some("an instant in a spelling of ISO 8601 beside that of RFC 3339"),
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

    /// The whole numbers that the type holds; `None` of a type that is not of whole numbers.
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

/// The largest whole number up to which an `f64` has every one.
const DOUBLE_INT: i128 = (1 << f64::MANTISSA_DIGITS) - 1;

impl Format {
    /// The whole numbers that have the format (OpenAPI Format Registry); `None` where it is not a
    /// format of whole numbers.
    pub fn range(&self) -> Option<RangeInclusive<i128>> {
        match self.name {
            "int8" => Some(i8::MIN.into()..=i8::MAX.into()),
            "int16" => Some(i16::MIN.into()..=i16::MAX.into()),
            "uint8" => Some(0..=u8::MAX.into()),
            "uint16" => Some(0..=u16::MAX.into()),
            "double-int" => Some(-DOUBLE_INT..=DOUBLE_INT),
            _ => self.rust.range(),
        }
    }
}

use Accuracy::{Annotation, Exact, Wider};
use FormatType as Rust;
use Kind::{Integer, Number, String};

const fn format(name: &'static str, kind: Kind, rust: FormatType, accuracy: Accuracy) -> Format {
    Format { name, kind, rust, accuracy, example: None, form: None }
}

const fn text(name: &'static str, example: Option<&'static str>) -> Format {
    Format { name, kind: String, rust: Rust::String, accuracy: Wider, example, form: None }
}

const fn uuid(name: &'static str) -> Format {
    formed(Form::Uuid, format(name, String, Rust::Uuid, Exact))
}

const fn formed(form: Form, format: Format) -> Format {
    Format { form: Some(form), ..format }
}

/// Every format that the generator knows.
pub const FORMATS: &[Format] = &[
    uuid("uuid"),
    uuid("uuid1"),
    uuid("uuid3"),
    // Pydantic's name; a `Uuid` of another version is accepted, as by Pydantic's own clients.
    uuid("uuid4"),
    uuid("uuid5"),
    uuid("uuid6"),
    uuid("uuid7"),
    uuid("uuid8"),
    formed(Form::DateTime, format("date-time", String, Rust::Timestamp, Exact)),
    formed(Form::Date, format("date", String, Rust::Date, Exact)),
    format("byte", String, Rust::Base64, Exact),
    format("base64", String, Rust::Base64, Exact),
    format("base64url", String, Rust::Base64Url, Exact),
    format("binary", String, Rust::Binary, Annotation),
    format("password", String, Rust::String, Annotation),
    formed(Form::Time, text("time", None)),
    formed(Form::Duration, text("duration", None)),
    text("email", Some("ada@example.com")),
    text("idn-email", Some("ada@example.com")),
    text("hostname", Some("example.com")),
    text("idn-hostname", Some("example.com")),
    formed(Form::Ipv4, text("ipv4", Some("192.0.2.1"))),
    formed(Form::Ipv6, text("ipv6", Some("2001:db8::1"))),
    text("uri", Some("https://example.com")),
    text("url", Some("https://example.com")),
    text("iri", Some("https://example.com")),
    text("uri-reference", None),
    text("iri-reference", None),
    text("uri-template", None),
    text("json-pointer", None),
    text("relative-json-pointer", None),
    text("regex", None),
    format("int8", Integer, Rust::I64, Wider),
    format("int16", Integer, Rust::I64, Wider),
    format("int32", Integer, Rust::I32, Exact),
    format("int64", Integer, Rust::I64, Exact),
    format("int128", Integer, Rust::I128, Exact),
    format("double-int", Integer, Rust::I64, Wider),
    format("uint8", Integer, Rust::U32, Wider),
    format("uint16", Integer, Rust::U32, Wider),
    format("uint32", Integer, Rust::U32, Exact),
    format("uint64", Integer, Rust::U64, Exact),
    format("uint", Integer, Rust::U64, Exact),
    format("unixtime", Integer, Rust::UnixTime, Exact),
    // Decimal text on the wire has more digits than an `f32` keeps: both are an `f64`.
    format("float", Number, Rust::F64, Exact),
    format("double", Number, Rust::F64, Exact),
];

/// The format of this name.
pub fn find(name: &str) -> Option<&'static Format> {
    FORMATS.iter().find(|it| it.name == name)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn each_format_is_listed_once() {
        let names: BTreeSet<&str> = FORMATS.iter().map(|it| it.name).collect();
        assert_eq!(names.len(), FORMATS.len());
    }
}
