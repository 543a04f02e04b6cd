//! [`Tag`]: the property that says of which variant of a union an object is, where the payload
//! does not say so itself (OpenAPI 3.1.1, section 4.8.25).

use super::{DecodeError, Reader, Sort, Writer};

/// A property of an object with the values that select a variant.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tag {
    pub(crate) property: &'static str,
    /// The value that is written where the payload has none of `values`.
    pub(crate) first: Sort,
    /// Strings and scalars.
    pub(crate) values: &'static [Sort],
}

impl Tag {
    /// The tag of these values; none where there are none.
    pub(crate) fn of(property: &'static str, values: &'static [Sort]) -> Option<Self> {
        Some(Self { property, first: *values.first()?, values })
    }

    /// Writes the property, with the value that the payload has where that selects the variant.
    pub(super) fn write(&self, own: Option<Vec<u8>>, writer: &mut Writer) {
        let text = |value: &Sort| {
            let mut text = Writer::new();
            value.write(&mut text);
            text.into_bytes()
        };
        writer.name(self.property);
        match own.filter(|own| self.values.iter().any(|value| text(value) == *own)) {
            Some(own) => writer.raw(&String::from_utf8_lossy(&own)),
            None => self.first.write(writer),
        }
    }

    /// Moves past the value ahead if it is the one that is written anyway.
    pub(super) fn take(&self, reader: &mut Reader<'_>) -> Result<bool, DecodeError> {
        take(&self.first, reader)
    }
}

/// Moves past the value ahead if it is of this sort.
pub(super) fn take(sort: &Sort, reader: &mut Reader<'_>) -> Result<bool, DecodeError> {
    let start = reader.checkpoint();
    let is_same = sort.is_ahead(reader)?;
    if !is_same {
        reader.go_to(&start);
    }
    Ok(is_same)
}
