//! How `object!` reads and writes the properties of a struct.
//!
//! Each of the modules [`mod@read`] and [`mod@write`] has one function per presence: `required`,
//! `optional` and `maybe`.

use std::borrow::Cow;

use super::{DecodeError, DecodeErrorKind, Encode, Reader, Writer};

/// The properties of an object that is being read.
pub(crate) struct ObjectReader {
    start: usize,
    entered: bool,
    constants: &'static [&'static str],
    /// One bit per constant that has been read; those beyond the 64th are not required.
    seen: u64,
}

impl ObjectReader {
    pub(crate) fn new(
        reader: &mut Reader<'_>,
        constants: &'static [&'static str],
    ) -> Result<Self, DecodeError> {
        reader.kind()?;
        Ok(Self { start: reader.offset(), entered: false, constants, seen: 0 })
    }

    /// The next name, after which the reader stands at its value; `None` after the last.
    pub(crate) fn next_name<'j>(
        &mut self,
        reader: &mut Reader<'j>,
    ) -> Result<Option<Cow<'j, str>>, DecodeError> {
        if self.entered {
            return reader.next_name();
        }
        self.entered = true;
        reader.enter_object()
    }

    /// Reads a property that always has this value.
    pub(crate) fn constant(
        &mut self,
        name: &str,
        value: impl Constant,
        reader: &mut Reader<'_>,
    ) -> Result<(), DecodeError> {
        reader.kind()?;
        let offset = reader.offset();
        let matches = value.is_ahead(reader)?;
        if !matches {
            let mut expected = Writer::new();
            value.encode(&mut expected);
            let expected = String::from_utf8_lossy(&expected.into_bytes()).into_owned();
            return Err(DecodeError::new(DecodeErrorKind::Constant { expected }, offset));
        }
        if let Some(position) = self.constants.iter().position(|constant| *constant == name) {
            self.seen |= bit(position);
        }
        Ok(())
    }

    /// Fails when a constant was not there.
    pub(crate) fn check_constants(&self) -> Result<(), DecodeError> {
        for (position, constant) in self.constants.iter().enumerate() {
            if self.seen & bit(position) != bit(position) {
                return Err(self.missing(constant));
            }
        }
        Ok(())
    }

    /// The error for a required property that was not there.
    #[cold]
    pub(crate) fn missing(&self, property: &'static str) -> DecodeError {
        DecodeError::new(DecodeErrorKind::Missing { property }, self.start)
    }
}

fn bit(position: usize) -> u64 {
    u32::try_from(position).ok().and_then(|position| 1_u64.checked_shl(position)).unwrap_or(0)
}

/// The literal of a property that always has the same value.
pub(crate) trait Constant: Encode {
    /// Whether the value ahead is this one; moves past it.
    fn is_ahead(&self, reader: &mut Reader<'_>) -> Result<bool, DecodeError>;
}

impl Constant for &str {
    fn is_ahead(&self, reader: &mut Reader<'_>) -> Result<bool, DecodeError> {
        Ok(reader.string("a string")? == *self)
    }
}

macro_rules! constants {
    ($($type:ty),*) => {$(
        impl Constant for $type {
            #[inline]
            fn is_ahead(&self, reader: &mut Reader<'_>) -> Result<bool, DecodeError> {
                Ok(<$type as super::Decode>::decode(reader)? == *self)
            }
        }
    )*};
}

constants!(bool, i32, i64, u64, f64);

/// Reads the value of a field.
pub(crate) mod read {
    use super::super::{Decode, DecodeError, Maybe, Reader, Rest};

    #[inline]
    pub(crate) fn required<T: Decode>(
        slot: &mut Option<T>,
        _name: &str,
        _rest: &mut dyn Rest,
        reader: &mut Reader<'_>,
    ) -> Result<(), DecodeError> {
        *slot = Some(T::decode(reader)?);
        Ok(())
    }

    /// An explicit `null` that the type has no word for is kept aside.
    #[inline]
    pub(crate) fn optional<T: Decode>(
        slot: &mut Option<T>,
        name: &str,
        rest: &mut dyn Rest,
        reader: &mut Reader<'_>,
    ) -> Result<(), DecodeError> {
        if !T::ACCEPTS_NULL && reader.take_null()? {
            *slot = None;
            rest.keep_null(name);
        } else {
            *slot = Some(T::decode(reader)?);
        }
        Ok(())
    }

    #[inline]
    pub(crate) fn maybe<T: Decode>(
        slot: &mut Maybe<T>,
        _name: &str,
        _rest: &mut dyn Rest,
        reader: &mut Reader<'_>,
    ) -> Result<(), DecodeError> {
        *slot = match reader.take_null()? {
            true => Maybe::Null,
            false => Maybe::Value(T::decode(reader)?),
        };
        Ok(())
    }
}

/// Writes a field.
pub(crate) mod write {
    use super::super::{Encode, Maybe, Rest, Writer};

    #[inline]
    pub(crate) fn required<T: Encode>(
        name: &str,
        value: &T,
        _rest: &dyn Rest,
        writer: &mut Writer,
    ) {
        writer.name(name);
        value.encode(writer);
    }

    #[inline]
    pub(crate) fn optional<T: Encode>(
        name: &str,
        value: &Option<T>,
        rest: &dyn Rest,
        writer: &mut Writer,
    ) {
        match value {
            Some(value) => required(name, value, rest, writer),
            None => rest.write_kept(name, writer),
        }
    }

    #[inline]
    pub(crate) fn maybe<T: Encode>(
        name: &str,
        value: &Maybe<T>,
        rest: &dyn Rest,
        writer: &mut Writer,
    ) {
        match value {
            Maybe::Absent => {}
            Maybe::Null => {
                writer.name(name);
                writer.null();
            }
            Maybe::Value(value) => required(name, value, rest, writer),
        }
    }
}
