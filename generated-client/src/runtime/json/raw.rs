//! [`RawJson`]: a JSON value that no type describes, kept as text.

use std::fmt;
use std::hash::{Hash, Hasher};

use serde_json::Value;

use super::value::read_saturating;
use super::{Decode, DecodeError, Encode, Reader, Writer, to_string};

/// A JSON value that is kept as its original text and written back unchanged.
///
/// Only decoding creates one, so it can't be used to build values that the types forbid. `Debug`
/// shows its JSON type and length, but no content.
#[derive(Clone)]
pub struct RawJson(Box<str>);

impl RawJson {
    pub(crate) fn from_value(value: &Value) -> Self {
        Self(value.to_string().into())
    }

    pub(crate) fn from_encoded(value: &(impl Encode + ?Sized)) -> Self {
        Self(to_string(value).into())
    }

    /// Empty text, in place of a value that isn't kept.
    pub(super) fn placeholder() -> Self {
        Self(Box::default())
    }

    /// Returns the JSON text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Parses the value into a tree. A number outside the range of `f64` becomes the nearest one.
    pub fn to_value(&self) -> Value {
        read_saturating(&mut Reader::from_trusted(&self.0)).unwrap_or_default()
    }

    /// Decodes the value as a type.
    ///
    /// # Errors
    /// The value isn't of this type.
    pub fn decode<T: Decode>(&self) -> Result<T, DecodeError> {
        T::decode(&mut Reader::from_trusted(&self.0))
    }
}

impl Decode for RawJson {
    const ACCEPTS_NULL: bool = true;

    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let text = reader.raw()?;
        Ok(if reader.is_scoring() { Self::placeholder() } else { Self(text.into()) })
    }
}

impl Encode for RawJson {
    #[inline]
    fn encode(&self, writer: &mut Writer) {
        writer.raw(&self.0);
    }
}

impl PartialEq for RawJson {
    /// Compares the values, not their text.
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0 || self.to_value() == other.to_value()
    }
}

impl Eq for RawJson {}

impl Hash for RawJson {
    /// Hashes the value, not its text.
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.to_value().hash(state);
    }
}

impl fmt::Debug for RawJson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match Reader::from_trusted(&self.0).kind() {
            Ok(kind) => write!(f, "RawJson({kind}, {} bytes)", self.0.len()),
            Err(_) => write!(f, "RawJson({} bytes)", self.0.len()),
        }
    }
}
