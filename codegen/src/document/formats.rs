//! The values of `format` that the generator supports, in one table (OpenAPI Format Registry; JSON
//! Schema 2020-12 Validation, 7.3).
//!
//! A value with another format is a plain string or number, and a gap in `fidelity.txt`.

mod types;

use std::ops::RangeInclusive;

pub use self::types::FormatType;
pub(crate) use self::types::{ANY, Limits};

/// A value of the `format` keyword.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// The name of the format in documents.
    pub name: &'static str,
    /// The JSON type of a schema that has the format and no `type`.
    pub kind: Kind,
    /// The Rust type of its values, unless the configuration chooses another one.
    pub rust: FormatType,
    /// How precisely the Rust type checks the format.
    pub accuracy: Accuracy,
    /// An example value, for properties whose name suggests none.
    pub example: Option<&'static str>,
    /// The lexical form of its strings, if no other format has the same form.
    pub form: Option<Form>,
}

/// The lexical form of a string. The forms are disjoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    Uuid,
    DateTime,
    Date,
    Time,
    Duration,
    Ipv4,
    Ipv6,
}

/// The JSON type that a [`Format`] is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Strings.
    String,
    /// Integers.
    Integer,
    /// Numbers.
    Number,
}

/// How precisely the Rust type of a [`Format`] checks the format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Accuracy {
    /// It accepts exactly the values that have the format.
    Exact,
    /// It accepts more values than those that have the format.
    Wider,
    /// The format is only an annotation: every value of the JSON type has it.
    Annotation,
}

impl Kind {
    /// Returns the `type` of JSON Schema.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Integer => "integer",
            Self::Number => "number",
        }
    }
}

/// The largest integer up to which an `f64` represents every integer.
const DOUBLE_INT: i128 = (1 << f64::MANTISSA_DIGITS) - 1;

impl Format {
    /// Returns the integers that have the format (OpenAPI Format Registry), or `None` if it isn't
    /// an integer format.
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

/// All formats that the generator supports.
pub const FORMATS: &[Format] = &[
    uuid("uuid"),
    uuid("uuid1"),
    uuid("uuid3"),
    // The format name that Pydantic uses; a `Uuid` of another version is accepted, as by Pydantic's
    // own clients.
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
    // A decimal number in JSON can have more digits than an `f32` keeps, so both are an `f64`.
    format("float", Number, Rust::F64, Exact),
    format("double", Number, Rust::F64, Exact),
];

/// Returns the format with this name.
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
