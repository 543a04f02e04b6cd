//! [`Tag`]: the discriminator property of an object whose payload type doesn't contain it (OpenAPI
//! 3.1, Discriminator Object).

use super::{DecodeError, Pattern, Reader, Writer};

/// A property of an object and the values of it that select a variant.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tag {
    pub(crate) property: &'static str,
    /// The value that is written if the payload has none of `values`.
    pub(crate) first: Pattern,
    /// The values that select the variant: strings and scalars.
    pub(crate) values: &'static [Pattern],
}

impl Tag {
    /// Creates the tag with these values; `None` if there are none.
    pub(crate) fn of(property: &'static str, values: &'static [Pattern]) -> Option<Self> {
        Some(Self { property, first: *values.first()?, values })
    }

    /// Writes the property: with the payload's own value if that selects the variant, or else the
    /// first.
    pub(super) fn write(&self, own: Option<Vec<u8>>, writer: &mut Writer) {
        let text = |value: &Pattern| {
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

    /// Moves past the next value if it is the one that is written by default.
    pub(super) fn skip_if_matching(&self, reader: &mut Reader<'_>) -> Result<bool, DecodeError> {
        skip_if_matching(&self.first, reader)
    }
}

/// Moves past the next value if it matches.
pub(super) fn skip_if_matching(
    pattern: &Pattern,
    reader: &mut Reader<'_>,
) -> Result<bool, DecodeError> {
    let start = reader.checkpoint();
    let matches = pattern.is_next(reader)?;
    if !matches {
        reader.restore(&start);
    }
    Ok(matches)
}
