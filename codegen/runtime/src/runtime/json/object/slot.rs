//! [`Slot`]: the destination that the value of one property is read into.

use super::super::{Decode, DecodeError, Maybe, Reader};

/// The destination that the value of a property is read into.
pub(crate) trait Slot {
    /// Reads the value.
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError>;

    /// Whether the slot has a value.
    fn is_filled(&self) -> bool;

    /// Whether `null` is a value of the type.
    fn accepts_null(&self) -> bool;

    /// Removes the value.
    fn clear(&mut self);
}

impl<T: Decode> Slot for Option<T> {
    #[inline]
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        *self = Some(T::decode(reader)?);
        Ok(())
    }

    #[inline]
    fn is_filled(&self) -> bool {
        self.is_some()
    }

    #[inline]
    fn accepts_null(&self) -> bool {
        T::ACCEPTS_NULL
    }

    #[inline]
    fn clear(&mut self) {
        *self = None;
    }
}

impl<T: Decode> Slot for Maybe<T> {
    #[inline]
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        *self = match reader.take_null()? {
            true => Self::Null,
            false => Self::Value(T::decode(reader)?),
        };
        Ok(())
    }

    #[inline]
    fn is_filled(&self) -> bool {
        !self.is_absent()
    }

    #[inline]
    fn accepts_null(&self) -> bool {
        true
    }

    #[inline]
    fn clear(&mut self) {
        *self = Self::Absent;
    }
}
