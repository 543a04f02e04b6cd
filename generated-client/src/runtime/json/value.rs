//! `Decode` and `Encode` for free-form values: [`serde_json::Value`] and [`serde_json::Map`].

use serde_json::{Map, Number, Value};

use super::collections::write_entries;
use super::number::integer;
use super::{Decode, DecodeError, DecodeErrorKind, Encode, Kind, Reader, Writer};

impl Decode for Value {
    const ACCEPTS_NULL: bool = true;

    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        read(reader, out_of_range)
    }
}

impl Encode for Value {
    #[inline]
    fn encode(&self, writer: &mut Writer) {
        writer.value(self);
    }
}

impl Decode for Map<String, Value> {
    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        read_map(reader, out_of_range)
    }
}

impl Encode for Map<String, Value> {
    fn encode(&self, writer: &mut Writer) {
        write_entries(self.iter(), writer);
    }
}

/// Reads a value; a number outside the range of `f64` becomes the nearest one.
pub(crate) fn read_saturating(reader: &mut Reader<'_>) -> Result<Value, DecodeError> {
    read(reader, saturate)
}

/// The handling of a number at this offset that exceeds the range of `f64` and would be infinite.
type Overflow = fn(f64, usize) -> Result<f64, DecodeError>;

fn out_of_range(_: f64, offset: usize) -> Result<f64, DecodeError> {
    let kind = DecodeErrorKind::OutOfRange { expected: "a 64-bit float" };
    Err(DecodeError::new(kind, offset))
}

#[expect(clippy::unnecessary_wraps, reason = "an `Overflow`")]
fn saturate(number: f64, _: usize) -> Result<f64, DecodeError> {
    Ok(number.clamp(f64::MIN, f64::MAX))
}

fn read(reader: &mut Reader<'_>, overflow: Overflow) -> Result<Value, DecodeError> {
    Ok(match reader.kind()? {
        Kind::Null => {
            reader.take_null()?;
            Value::Null
        }
        Kind::Boolean => Value::Bool(reader.boolean()?),
        Kind::Integer => {
            let text = reader.number("a number")?;
            match integer(text) {
                Ok(value) => match (i64::try_from(value), u64::try_from(value)) {
                    (Ok(value), _) => Value::from(value),
                    (_, Ok(value)) => Value::from(value),
                    _ => float(text, reader.offset(), overflow)?,
                },
                Err(_) => float(text, reader.offset(), overflow)?,
            }
        }
        Kind::Number => {
            let text = reader.number("a number")?;
            float(text, reader.offset(), overflow)?
        }
        Kind::String => Value::String(reader.string("a string")?.into_owned()),
        Kind::Array => {
            let mut array = reader.enter_array()?;
            let mut items = Vec::new();
            while array.advance(reader)? {
                let item = read(reader, overflow).map_err(|error| error.in_item(array.index()))?;
                items.push(item);
            }
            Value::Array(items)
        }
        Kind::Object => Value::Object(read_map(reader, overflow)?),
    })
}

fn read_map(
    reader: &mut Reader<'_>,
    overflow: Overflow,
) -> Result<Map<String, Value>, DecodeError> {
    let mut map = Map::new();
    let mut entry = reader.enter_object()?;
    while let Some(name) = entry {
        let value = read(reader, overflow).map_err(|error| error.in_property(&name))?;
        map.insert(name.into_owned(), value);
        entry = reader.next_name()?;
    }
    Ok(map)
}

/// Parses a number with a fraction, or outside the range of 64-bit integers; `end` is its end
/// offset.
fn float(text: &str, end: usize, overflow: Overflow) -> Result<Value, DecodeError> {
    let mut number = text.parse::<f64>().unwrap_or(f64::INFINITY);
    if number.is_infinite() {
        number = overflow(number, end - text.len())?;
    }
    Ok(Number::from_f64(number).map_or(Value::Null, Value::Number))
}
