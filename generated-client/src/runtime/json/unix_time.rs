//! [`UnixTime`]: instants that are Unix timestamps in JSON.

use jiff::Timestamp;

use super::number::decimal;
use super::{Decode, DecodeError, DecodeErrorKind, Encode, Kind, Reader, Writer};

/// The number of digits of the fraction of a second.
const DIGITS: usize = 9;

/// A second in nanoseconds.
const SECOND: i128 = 1_000_000_000;

/// An instant that is a Unix timestamp in JSON: the number of seconds since 1970-01-01T00:00:00Z,
/// kept to the nanosecond.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UnixTime(pub Timestamp);

impl From<Timestamp> for UnixTime {
    fn from(timestamp: Timestamp) -> Self {
        Self(timestamp)
    }
}

impl From<UnixTime> for Timestamp {
    fn from(time: UnixTime) -> Self {
        time.0
    }
}

impl Decode for UnixTime {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let expected = "a number of seconds";
        reader.kind()?;
        let start = reader.offset();
        let text = decimal(reader.number(expected)?);
        let instant = nanoseconds(&text).and_then(|it| Timestamp::from_nanosecond(it).ok());
        // Another variant of a union may preserve the number.
        if has_more_digits(&text) {
            reader.record_dropped();
        }
        instant.map(Self).ok_or_else(|| {
            DecodeError::new(DecodeErrorKind::Format { expected, found: Kind::Number }, start)
        })
    }
}

/// Converts a number of seconds without an exponent to nanoseconds; further digits are cut off.
fn nanoseconds(text: &str) -> Option<i128> {
    let (sign, magnitude) = match text.strip_prefix('-') {
        Some(magnitude) => (-1, magnitude),
        None => (1, text),
    };
    let (integer_part, fraction) = magnitude.split_once('.').unwrap_or((magnitude, ""));
    let fraction: String = fraction.chars().chain("000000000".chars()).take(DIGITS).collect();
    let integer_part = integer_part.parse::<i128>().ok()?.checked_mul(SECOND)?;
    Some(sign * integer_part.checked_add(fraction.parse().ok()?)?)
}

/// Whether a number of seconds has digits after those of nanoseconds.
fn has_more_digits(text: &str) -> bool {
    let more = text.split_once('.').and_then(|(_, fraction)| fraction.get(DIGITS..));
    more.is_some_and(|it| it.contains(|digit| digit != '0'))
}

impl Encode for UnixTime {
    fn encode(&self, writer: &mut Writer) {
        let nanoseconds = self.0.as_nanosecond();
        let (integer_part, fraction) =
            (nanoseconds / SECOND, (nanoseconds % SECOND).unsigned_abs());
        if fraction == 0 {
            return writer.wide(integer_part);
        }
        let sign = if nanoseconds < 0 { "-" } else { "" };
        let text = format!("{sign}{}.{fraction:09}", integer_part.unsigned_abs());
        writer.raw(text.trim_end_matches('0'));
    }
}
