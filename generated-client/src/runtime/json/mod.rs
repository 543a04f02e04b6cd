//! JSON encoding and decoding of the generated types, over one concrete [`Reader`] and [`Writer`].
//!
//! ```
//! use polar_client::json;
//!
//! let flags: Vec<bool> = json::from_str("[true, false]")?;
//! assert_eq!(json::to_string(&flags), "[true,false]");
//! # Ok::<(), json::DecodeError>(())
//! ```

mod additional;
mod arguments;
mod array;
mod base64;
mod budget;
mod choice;
mod collections;
mod error;
mod extra;
mod formats;
mod kind;
mod loss;
mod macros;
mod maybe;
mod memo;
mod number;
mod object;
mod plain;
mod raw;
mod reader;
mod scalars;
mod selection;
#[cfg(feature = "serde")]
mod serde;
mod string_format;
mod tag;
mod texts;
#[cfg(feature = "serde")]
mod transcode;
mod tuples;
mod unix_time;
mod value;
mod writer;

use std::fmt;

#[cfg(feature = "serde")]
pub use self::serde::Serde;
pub use additional::Additional;
pub use arguments::{IntoCollection, IntoOptional, IntoOptionalCollection};
pub use base64::{Base64, Base64Url};
pub use error::{DecodeError, DecodeErrorKind};
pub use extra::Extra;
pub use kind::Kind;
pub use maybe::Maybe;
#[doc(hidden)]
pub use object::Properties;
pub use raw::RawJson;
pub use reader::Reader;
pub use tuples::RestItems;
pub use unix_time::UnixTime;
pub use writer::Writer;

use super::clock::Clock;

pub(crate) use additional::Nulls;
pub(crate) use choice::{Choice, try_decode};
pub(crate) use extra::{Dropped, Rest};
pub(crate) use macros::{
    accessors, argument, codec_serde, conversions, convert, error_enum, integer_enum, is_same,
    mixed_enum, object, setter, string_enum, tagged_union, transparent, union,
};
pub(crate) use number::decimal;
pub(crate) use object::{Table, debug, read_object, visit};
pub(crate) use selection::{Pattern, Row, Selection, Test};
pub(crate) use tag::Tag;
pub(crate) use texts::Texts;
#[cfg(feature = "serde")]
pub(crate) use transcode::{deserialize, serialize};

/// A type that can be decoded from JSON.
pub trait Decode: Sized {
    /// Whether `null` is a value of the type rather than the absence of one.
    #[doc(hidden)]
    const ACCEPTS_NULL: bool = false;

    /// Reads the next value, and moves the reader past it.
    ///
    /// # Errors
    /// The text isn't valid JSON, or its value isn't of this type.
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError>;
}

/// A type that can be encoded as JSON.
pub trait Encode: fmt::Debug {
    /// Writes the value.
    fn encode(&self, writer: &mut Writer) {
        self.properties(&mut |properties| properties.encode(writer));
    }

    /// Calls `visit` with the properties if this is a struct. Types that aren't structs implement
    /// [`encode`](Encode::encode).
    #[doc(hidden)]
    fn properties(&self, _visit: &mut dyn FnMut(Properties<'_>)) {}

    /// Whether this is the value of an absent property.
    #[doc(hidden)]
    fn is_absent(&self) -> bool {
        false
    }
}

impl<T: Encode + ?Sized> Encode for &T {
    #[inline]
    fn encode(&self, writer: &mut Writer) {
        (**self).encode(writer);
    }

    #[inline]
    fn properties(&self, visit: &mut dyn FnMut(Properties<'_>)) {
        (**self).properties(visit);
    }

    #[inline]
    fn is_absent(&self) -> bool {
        (**self).is_absent()
    }
}

/// Reads a value from JSON text in UTF-8. Of duplicate names in an object, the last one is used.
///
/// # Errors
/// The text isn't valid JSON, its value isn't of this type, or there is more text after the value.
pub fn from_slice<T: Decode>(json: &[u8]) -> Result<T, DecodeError> {
    from_slice_within(json, None)
}

/// Does the same as [`from_slice`], but fails once this clock has expired.
pub(crate) fn from_slice_within<T: Decode>(
    json: &[u8],
    clock: Option<&Clock>,
) -> Result<T, DecodeError> {
    let mut reader = Reader::from_slice(json, clock)?;
    let value = T::decode(&mut reader)?;
    reader.finish()?;
    Ok(value)
}

/// Reads a value from JSON text. Of duplicate names in an object, the last one is used.
///
/// # Errors
/// The text isn't valid JSON, its value isn't of this type, or there is more text after the value.
pub fn from_str<T: Decode>(json: &str) -> Result<T, DecodeError> {
    let mut reader = Reader::new(json);
    let value = T::decode(&mut reader)?;
    reader.finish()?;
    Ok(value)
}

/// Writes a value as JSON text in UTF-8, without whitespace.
pub fn to_vec<T: Encode + ?Sized>(value: &T) -> Vec<u8> {
    let mut writer = Writer::new();
    value.encode(&mut writer);
    writer.into_bytes()
}

/// Writes a value as JSON text, without whitespace.
pub fn to_string<T: Encode + ?Sized>(value: &T) -> String {
    String::from_utf8_lossy(&to_vec(value)).into_owned()
}
