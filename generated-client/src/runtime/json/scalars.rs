//! `Decode` and `Encode` for booleans, numbers and strings.

use std::fmt;

use super::number::{NotInteger, integer};
use super::{Decode, DecodeError, DecodeErrorKind, Encode, Kind, Reader, Writer};

impl Decode for bool {
    #[inline]
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        reader.boolean()
    }
}

impl Encode for bool {
    #[inline]
    fn encode(&self, writer: &mut Writer) {
        writer.boolean(*self);
    }
}

impl Decode for String {
    #[inline]
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let text = reader.string("a string")?;
        Ok(if reader.is_scoring() { Self::new() } else { text.into_owned() })
    }
}

impl Encode for String {
    #[inline]
    fn encode(&self, writer: &mut Writer) {
        writer.string(self);
    }
}

impl Encode for str {
    #[inline]
    fn encode(&self, writer: &mut Writer) {
        writer.string(self);
    }
}

macro_rules! integers {
    ($($type:ty, $write:ident, $expected:literal;)*) => {$(
        impl Decode for $type {
            #[inline]
            fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
                let wide = read_integer(reader, $expected)?;
                let narrow = Self::try_from(wide.value);
                narrow.map_err(|_| wide.out_of_range($expected))
            }
        }

        impl Encode for $type {
            #[inline]
            fn encode(&self, writer: &mut Writer) {
                writer.$write((*self).into());
            }
        }
    )*};
}

integers! {
    i8, signed, "an 8-bit integer";
    i16, signed, "a 16-bit integer";
    i32, signed, "a 32-bit integer";
    i64, signed, "a 64-bit integer";
    i128, wide, "a 128-bit integer";
    u8, unsigned, "an unsigned 8-bit integer";
    u16, unsigned, "an unsigned 16-bit integer";
    u32, unsigned, "an unsigned 32-bit integer";
    u64, unsigned, "an unsigned 64-bit integer";
}

/// Whether a number is written without fraction and exponent.
#[inline]
fn is_plain_integer(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
}

/// The number of digits that every float preserves.
const EXACT_DIGITS: usize = 15;

/// Whether an integer differs from the shortest decimal text of the float that it was parsed as:
/// another variant of a union may preserve it.
#[cold]
fn is_rounded<T: fmt::Display>(text: &str, value: T) -> bool {
    let written = integer(&value.to_string());
    integer(text).is_ok_and(|exact| !written.is_ok_and(|it| it == exact))
}

macro_rules! floats {
    ($($type:ty, $write:ident, $expected:literal;)*) => {$(
        impl Decode for $type {
            #[inline]
            fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
                let text = reader.number("a number")?;
                match text.parse::<Self>() {
                    Ok(value) if value.is_finite() => {
                        // An integer variant of the union would preserve the spelling.
                        if is_plain_integer(text) {
                            reader.record_reformatted();
                        }
                        if text.len() > EXACT_DIGITS && is_rounded(text, value) {
                            reader.record_dropped();
                        }
                        Ok(value)
                    }
                    _ => Err(out_of_range(reader.offset() - text.len(), $expected)),
                }
            }
        }

        impl Encode for $type {
            /// Writes `null` for NaN and infinities, which JSON can't represent.
            #[inline]
            fn encode(&self, writer: &mut Writer) {
                writer.$write(*self);
            }
        }
    )*};
}

floats! {
    f32, float, "a 32-bit float";
    f64, double, "a 64-bit float";
}

/// An integer in the text, and its offset.
struct WideInteger {
    value: i128,
    offset: usize,
}

impl WideInteger {
    #[cold]
    fn out_of_range(&self, expected: &'static str) -> DecodeError {
        out_of_range(self.offset, expected)
    }
}

fn read_integer(
    reader: &mut Reader<'_>,
    expected: &'static str,
) -> Result<WideInteger, DecodeError> {
    let text = reader.number("an integer")?;
    let offset = reader.offset() - text.len();
    match integer(text) {
        Ok(value) => {
            // A float variant of the union would preserve the spelling.
            if !is_plain_integer(text) {
                reader.record_reformatted();
            }
            Ok(WideInteger { value, offset })
        }
        Err(NotInteger::OutOfRange) => Err(out_of_range(offset, expected)),
        Err(NotInteger::Fraction) => {
            let kind = DecodeErrorKind::Format { expected: "an integer", found: Kind::Number };
            Err(DecodeError::new(kind, offset))
        }
    }
}

#[cold]
fn out_of_range(offset: usize, expected: &'static str) -> DecodeError {
    DecodeError::new(DecodeErrorKind::OutOfRange { expected }, offset)
}
