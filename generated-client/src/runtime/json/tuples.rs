//! `Decode` and `Encode` for tuples: arrays whose first items have individual types (`prefixItems`,
//! JSON Schema 2020-12 Core, 10.3.1.1).
//!
//! A plain item is always present. A [`Maybe`] may be missing, and then all items after it are
//! missing too. [`RestItems`], as the last element, holds the items that follow.

use std::fmt;
use std::ops::{Deref, DerefMut};

use super::array::ArrayReader;
use super::{Decode, DecodeError, DecodeErrorKind, Encode, Maybe, Reader, Writer};

/// The items of an array after the ones with individual types.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RestItems<T>(pub Vec<T>);

impl<T> Deref for RestItems<T> {
    type Target = Vec<T>;

    fn deref(&self) -> &Vec<T> {
        &self.0
    }
}

impl<T> DerefMut for RestItems<T> {
    fn deref_mut(&mut self) -> &mut Vec<T> {
        &mut self.0
    }
}

impl<T> From<Vec<T>> for RestItems<T> {
    fn from(items: Vec<T>) -> Self {
        Self(items)
    }
}

/// An element of a tuple.
pub(crate) trait Item: Sized + fmt::Debug {
    /// Reads the next item of the array; `None` if the array has ended too early.
    fn read(reader: &mut Reader<'_>, array: &mut ArrayReader) -> Result<Option<Self>, DecodeError>;

    /// Writes the item.
    fn write(&self, writer: &mut Writer);

    /// Whether the item is missing: nothing can follow it.
    fn is_missing(&self) -> bool {
        false
    }
}

impl<T: Decode + Encode> Item for T {
    #[inline]
    fn read(reader: &mut Reader<'_>, array: &mut ArrayReader) -> Result<Option<Self>, DecodeError> {
        if !array.advance(reader)? {
            return Ok(None);
        }
        T::decode(reader).map(Some).map_err(|error| error.in_item(array.index()))
    }

    #[inline]
    fn write(&self, writer: &mut Writer) {
        writer.item();
        self.encode(writer);
    }
}

impl<T: Decode + Encode> Item for Maybe<T> {
    #[inline]
    fn read(reader: &mut Reader<'_>, array: &mut ArrayReader) -> Result<Option<Self>, DecodeError> {
        if !array.advance(reader)? {
            return Ok(Some(Self::Absent));
        }
        if reader.take_null()? {
            return Ok(Some(Self::Null));
        }
        T::decode(reader).map(|it| Some(Self::Value(it))).map_err(|it| it.in_item(array.index()))
    }

    #[inline]
    fn is_missing(&self) -> bool {
        self.is_absent()
    }

    #[inline]
    fn write(&self, writer: &mut Writer) {
        match self {
            Self::Absent => {}
            Self::Null => {
                writer.item();
                writer.null();
            }
            Self::Value(value) => value.write(writer),
        }
    }
}

impl<T: Decode + Encode> Item for RestItems<T> {
    #[inline]
    fn read(reader: &mut Reader<'_>, array: &mut ArrayReader) -> Result<Option<Self>, DecodeError> {
        let mut items = Vec::new();
        while let Some(item) = T::read(reader, array)? {
            items.push(item);
        }
        Ok(Some(Self(items)))
    }

    #[inline]
    fn write(&self, writer: &mut Writer) {
        for item in &self.0 {
            item.write(writer);
        }
    }
}

/// The error for an array that is shorter or longer than its tuple.
#[cold]
fn mismatch(expected: usize, start: usize) -> DecodeError {
    DecodeError::new(DecodeErrorKind::Length { expected }, start)
}

macro_rules! tuples {
    ($($length:literal: $($type:ident $position:tt),*;)*) => {$(
        impl<$($type: Item),*> Decode for ($($type,)*) {
            #[inline]
            fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
                let mut array = reader.enter_array()?;
                let start = reader.offset();
                let tuple = ($(
                    match $type::read(reader, &mut array)? {
                        Some(item) => item,
                        None => return Err(mismatch($length, start)),
                    },
                )*);
                if array.advance(reader)? { Err(mismatch($length, start)) } else { Ok(tuple) }
            }
        }

        impl<$($type: Item),*> Encode for ($($type,)*) {
            #[inline]
            fn encode(&self, writer: &mut Writer) {
                writer.begin_array();
                let mut ended = false;
                $(
                    ended |= self.$position.is_missing();
                    if !ended {
                        self.$position.write(writer);
                    }
                )*
                writer.end_array();
            }
        }
    )*};
}

tuples! {
    1: A 0;
    2: A 0, B 1;
    3: A 0, B 1, C 2;
    4: A 0, B 1, C 2, D 3;
    5: A 0, B 1, C 2, D 3, E 4;
    6: A 0, B 1, C 2, D 3, E 4, F 5;
    7: A 0, B 1, C 2, D 3, E 4, F 5, G 6;
    8: A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7;
}
