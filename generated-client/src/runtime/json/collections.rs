//! `Decode` and `Encode` for options, boxes, arrays and maps.

use std::collections::BTreeMap;

use super::{Decode, DecodeError, Encode, Reader, Writer, to_vec};

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
                Ok(_) if reader.is_scoring() => {}
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
                Ok(_) if reader.is_scoring() => {}
                Ok(value) => {
                    map.insert(name.into_owned(), value);
                }
                Err(error) => return Err(error.in_property(&name)),
            }
            entry = reader.next_name()?;
        }
        Ok(map)
    }
}

impl<T: Encode> Encode for BTreeMap<String, T> {
    #[inline]
    fn encode(&self, writer: &mut Writer) {
        write_entries(self.iter(), writer);
    }
}

/// Writes an object, with the tag that the enclosing union adds.
pub(super) fn write_entries<'a, T: Encode + 'a>(
    entries: impl Iterator<Item = (&'a String, &'a T)> + Clone,
    writer: &mut Writer,
) {
    let tag = writer.take_tag();
    let is_tag = |name: &str| tag.is_some_and(|tag| tag.property == name);
    writer.begin_object();
    if let Some(tag) = tag {
        let own = entries.clone().find(|(name, _)| is_tag(name));
        tag.write(own.map(|(_, value)| to_vec(value)), writer);
    }
    for (name, value) in entries.filter(|(name, _)| !is_tag(name)) {
        writer.name(name);
        value.encode(writer);
    }
    writer.end_object();
}
