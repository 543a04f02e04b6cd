//! `Decode` and `Encode` for strings with a `format`: UUIDs, dates and date-times.

use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

use super::{Decode, DecodeError, DecodeErrorKind, Encode, Kind, Reader, Writer};

/// Reads a string and parses it.
fn formatted<T>(
    reader: &mut Reader<'_>,
    expected: &'static str,
    parse: fn(&str) -> Option<T>,
) -> Result<T, DecodeError> {
    reader.kind()?;
    let start = reader.offset();
    let text = reader.string(expected)?;
    parse(&text).ok_or_else(|| {
        DecodeError::new(DecodeErrorKind::Format { expected, found: Kind::String }, start)
    })
}

impl Decode for Uuid {
    /// Accepts UUIDs with and without hyphens; they are written with hyphens.
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        formatted(reader, "a UUID", |text| match text.len() {
            32 | 36 => Self::try_parse(text).ok(),
            _ => None,
        })
    }
}

impl Encode for Uuid {
    fn encode(&self, writer: &mut Writer) {
        writer.string(self.hyphenated().encode_lower(&mut Self::encode_buffer()));
    }
}

impl Decode for Timestamp {
    /// Parses a date-time (RFC 3339, 5.6), also with a space instead of the `T` and in lower case.
    /// The instant is kept to the nanosecond, the offset is not. A leap second becomes the last
    /// nanosecond before it. A time without an offset isn't an instant and is rejected.
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let parsed = formatted(reader, "a date-time", |text| match text.parse() {
            Ok(timestamp) => Some((timestamp, is_leap_second(text))),
            Err(_) => Some((to_nanoseconds(text)?, true)),
        });
        let (timestamp, is_changed) = parsed?;
        // Another variant of a union may preserve the text.
        if is_changed {
            reader.record_dropped();
        }
        Ok(timestamp)
    }
}

/// Whether the seconds of a date-time with a year of four digits are 60 (RFC 3339, 5.6).
fn is_leap_second(text: &str) -> bool {
    text.as_bytes().get(17..19) == Some(b"60")
}

/// Parses a date-time whose fraction has more digits than nanoseconds, and cuts those off.
#[cold]
fn to_nanoseconds(text: &str) -> Option<Timestamp> {
    const DIGITS: usize = 9;
    let (before, after) = text.split_once('.')?;
    let end = after.find(|symbol: char| !symbol.is_ascii_digit())?;
    let (fraction, offset) = after.split_at(end);
    format!("{before}.{}{offset}", fraction.get(..DIGITS)?).parse().ok()
}

impl Encode for Timestamp {
    fn encode(&self, writer: &mut Writer) {
        writer.string(&self.to_string());
    }
}

impl Decode for Date {
    /// Parses a full-date (RFC 3339, 5.6).
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        // jiff accepts more than a full-date, such as a date-time.
        formatted(reader, "a date", |text| {
            text.parse().ok().filter(|date: &Self| date.to_string() == text)
        })
    }
}

impl Encode for Date {
    fn encode(&self, writer: &mut Writer) {
        writer.string(&self.to_string());
    }
}
