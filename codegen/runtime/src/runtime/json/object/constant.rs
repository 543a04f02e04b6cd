//! [`Constant`]: the value of a property with a constant value.

use super::super::{Decode, DecodeError, DecodeErrorKind, Encode, Reader, Writer};

/// The literal of a property with a constant value.
pub(crate) trait Constant: Encode {
    /// Whether the next value is this constant; moves past it.
    fn is_next(&self, reader: &mut Reader<'_>) -> Result<bool, DecodeError>;
}

impl Constant for &str {
    fn is_next(&self, reader: &mut Reader<'_>) -> Result<bool, DecodeError> {
        Ok(reader.string("a string")? == *self)
    }
}

macro_rules! constants {
    ($($type:ty),*) => {$(
        impl Constant for $type {
            #[inline]
            fn is_next(&self, reader: &mut Reader<'_>) -> Result<bool, DecodeError> {
                Ok(<$type as Decode>::decode(reader)? == *self)
            }
        }
    )*};
}

constants!(bool, i32, i64, u64, f64);
