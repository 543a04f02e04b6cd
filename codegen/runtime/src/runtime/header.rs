//! [`Header`]: a typed header field of a response.

use std::fmt;
use std::marker::PhantomData;

use http::HeaderMap;

use super::json::{self, Decode, DecodeError};
use super::media_type::decode_latin1;

/// A header field that the API documents: `response.header(headers::X_RATE_LIMIT)`.
pub struct Header<T> {
    name: &'static str,
    format: Format,
    value: PhantomData<fn() -> T>,
}

/// The representation of a value in a header field (OpenAPI 3.1, Header Object).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    /// A string.
    Text,
    /// JSON: a number or a boolean in the style `simple`, or any value in a `content`.
    Json,
    /// A comma-separated list of strings.
    TextList,
    /// A comma-separated list of numbers or booleans.
    JsonList,
}

impl<T> Header<T> {
    /// Creates a field with this name whose value is a string.
    pub const fn text(name: &'static str) -> Self {
        Self { name, format: Format::Text, value: PhantomData }
    }

    /// Creates a field with this name whose value is a number, a boolean or JSON.
    pub const fn json(name: &'static str) -> Self {
        Self { name, format: Format::Json, value: PhantomData }
    }

    /// Creates a field with this name whose value is a list of strings.
    pub const fn text_list(name: &'static str) -> Self {
        Self { name, format: Format::TextList, value: PhantomData }
    }

    /// Creates a field with this name whose value is a list of numbers or booleans.
    pub const fn json_list(name: &'static str) -> Self {
        Self { name, format: Format::JsonList, value: PhantomData }
    }

    /// Returns the name of the field.
    pub fn name(&self) -> &'static str {
        self.name
    }
}

impl<T: Decode> Header<T> {
    /// Reads the field, or returns `None` if it is absent. Several fields with the same name are
    /// parts of one list (RFC 9110, 5.3); if the value isn't a list, the first field is used.
    ///
    /// # Errors
    /// The field isn't of this type.
    pub fn read(&self, headers: &HeaderMap) -> Result<Option<T>, DecodeError> {
        let mut texts = headers.get_all(self.name).iter().map(|it| latin_or_utf8(it.as_bytes()));
        let Some(first) = texts.next() else { return Ok(None) };
        let item = |text: &str| match self.format {
            Format::TextList => json::to_string(text),
            _ => text.to_owned(),
        };
        let text = match self.format {
            Format::Text => json::to_string(first.trim()),
            Format::Json => first,
            Format::TextList | Format::JsonList => {
                let rest: String = texts.map(|text| format!(",{text}")).collect();
                let joined = first + &rest;
                let items = joined.split(',').map(str::trim).filter(|it| !it.is_empty());
                format!("[{}]", items.map(item).collect::<Vec<_>>().join(","))
            }
        };
        json::from_str(&text).map(Some)
    }
}

fn latin_or_utf8(bytes: &[u8]) -> String {
    std::str::from_utf8(bytes).map_or_else(|_| decode_latin1(bytes), str::to_owned)
}

impl<T> Clone for Header<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Header<T> {}

impl<T> fmt::Debug for Header<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Header({:?})", self.name)
    }
}
