//! The codec of options, boxes, arrays, maps and tuples.

use std::collections::BTreeMap;

use super::array::ArrayReader;
use super::{Decode, DecodeError, DecodeErrorKind, Encode, Reader, Writer};

impl<T: Decode> Decode for Option<T> {
    const ACCEPTS_NULL: bool = true;

    #[inline]
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        if reader.take_null()? { Ok(None) } else { T::decode(reader).map(Some) }
    }
}

impl<T: Encode> Encode for Option<T> {
    #[inline]
    fn encode(&self, writer: &mut Writer) {
        match self {
            Some(value) => value.encode(writer),
            None => writer.null(),
        }
    }

    #[inline]
    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T: Decode> Decode for Box<T> {
    const ACCEPTS_NULL: bool = T::ACCEPTS_NULL;

    #[inline]
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        T::decode(reader).map(Self::new)
    }
}

impl<T: Encode + ?Sized> Encode for Box<T> {
    #[inline]
    fn encode(&self, writer: &mut Writer) {
        (**self).encode(writer);
    }
}

impl<T: Decode> Decode for Vec<T> {
    #[inline]
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let mut array = reader.enter_array()?;
        let mut items = Self::new();
        while array.advance(reader)? {
            match T::decode(reader) {
                Ok(item) => items.push(item),
                Err(error) => return Err(error.in_item(array.index())),
            }
        }
        Ok(items)
    }
}

impl<T: Encode> Encode for Vec<T> {
    #[inline]
    fn encode(&self, writer: &mut Writer) {
        self.as_slice().encode(writer);
    }
}

impl<T: Encode> Encode for [T] {
    #[inline]
    fn encode(&self, writer: &mut Writer) {
        writer.begin_array();
        for item in self {
            writer.item();
            item.encode(writer);
        }
        writer.end_array();
    }
}

impl<T: Decode> Decode for BTreeMap<String, T> {
    #[inline]
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let mut map = Self::new();
        let mut entry = reader.enter_object()?;
        while let Some(name) = entry {
            match T::decode(reader) {
                Ok(value) => map.insert(name.into_owned(), value),
                Err(error) => return Err(error.in_property(&name)),
            };
            entry = reader.next_name()?;
        }
        Ok(map)
    }
}

impl<T: Encode> Encode for BTreeMap<String, T> {
    #[inline]
    fn encode(&self, writer: &mut Writer) {
        writer.begin_object();
        for (name, value) in self {
            writer.name(name);
            value.encode(writer);
        }
        writer.end_object();
    }
}

/// Reads one item of a tuple.
#[inline]
fn item<T: Decode>(
    reader: &mut Reader<'_>,
    array: &mut ArrayReader,
    shape: Shape,
) -> Result<T, DecodeError> {
    if !array.advance(reader)? {
        return Err(shape.mismatch());
    }
    T::decode(reader).map_err(|error| error.in_item(array.index()))
}

/// Where a tuple starts and how long it is.
#[derive(Clone, Copy)]
struct Shape {
    start: usize,
    length: usize,
}

impl Shape {
    #[cold]
    fn mismatch(self) -> DecodeError {
        DecodeError::new(DecodeErrorKind::Length { expected: self.length }, self.start)
    }
}

macro_rules! tuples {
    ($($length:literal: $($type:ident $position:tt),*;)*) => {$(
        impl<$($type: Decode),*> Decode for ($($type,)*) {
            #[inline]
            fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
                let mut array = reader.enter_array()?;
                let shape = Shape { start: reader.offset(), length: $length };
                let tuple = ($(item::<$type>(reader, &mut array, shape)?,)*);
                if array.advance(reader)? { Err(shape.mismatch()) } else { Ok(tuple) }
            }
        }

        impl<$($type: Encode),*> Encode for ($($type,)*) {
            #[inline]
            fn encode(&self, writer: &mut Writer) {
                writer.begin_array();
                $(writer.item(); self.$position.encode(writer);)*
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
