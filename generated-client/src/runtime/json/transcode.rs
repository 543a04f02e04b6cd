//! The bridge between the codec and serde, through JSON text.

use std::cell::RefCell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde::ser::{Error as _, Serialize, SerializeMap as _, SerializeSeq as _, Serializer};

use super::{Decode, DecodeError, Encode, Kind, Reader, Writer};

/// Serializes a value with a serde serializer.
pub(crate) fn serialize<S: Serializer>(
    value: &impl Encode,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let json = super::to_string(value);
    ReaderValue(RefCell::new(&mut Reader::from_trusted(&json))).serialize(serializer)
}

/// Deserializes a value from a serde deserializer of any self-describing format.
pub(crate) fn deserialize<'de, T: Decode, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    let mut writer = Writer::new();
    WriterSeed(&mut writer).deserialize(deserializer)?;
    super::from_slice(&writer.into_bytes()).map_err(D::Error::custom)
}

/// The next value of a reader; can be serialized once.
struct ReaderValue<'a, 'j>(RefCell<&'a mut Reader<'j>>);

impl Serialize for ReaderValue<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut reader = self.0.borrow_mut();
        match reader.kind().map_err(S::Error::custom)? {
            Kind::Null => {
                reader.skip().map_err(S::Error::custom)?;
                serializer.serialize_unit()
            }
            Kind::Boolean => serializer.serialize_bool(reader.boolean().map_err(S::Error::custom)?),
            Kind::Integer | Kind::Number => {
                let text = reader.number("a number").map_err(S::Error::custom)?;
                if let Ok(value) = text.parse::<i64>() {
                    serializer.serialize_i64(value)
                } else if let Ok(value) = text.parse::<u64>() {
                    serializer.serialize_u64(value)
                } else {
                    match text.parse::<f64>() {
                        Ok(value) if value.is_finite() => serializer.serialize_f64(value),
                        _ => Err(S::Error::custom("a number is larger than serde's formats allow")),
                    }
                }
            }
            Kind::String => {
                serializer.serialize_str(&reader.string("a string").map_err(S::Error::custom)?)
            }
            Kind::Array => serialize_array(&mut reader, serializer),
            Kind::Object => serialize_object(&mut reader, serializer),
        }
    }
}

fn serialize_array<S: Serializer>(
    reader: &mut Reader<'_>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut array = reader.enter_array().map_err(S::Error::custom)?;
    let mut sequence = serializer.serialize_seq(None)?;
    while array.advance(reader).map_err(S::Error::custom)? {
        sequence.serialize_element(&ReaderValue(RefCell::new(reader)))?;
    }
    sequence.end()
}

fn serialize_object<S: Serializer>(
    reader: &mut Reader<'_>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut entry = reader.enter_object().map_err(S::Error::custom)?;
    let mut map = serializer.serialize_map(None)?;
    while let Some(name) = entry {
        map.serialize_entry(&*name, &ReaderValue(RefCell::new(reader)))?;
        entry = reader.next_name().map_err(S::Error::custom)?;
    }
    map.end()
}

/// Writes the value of a deserializer as JSON.
struct WriterSeed<'w>(&'w mut Writer);

impl<'de> DeserializeSeed<'de> for WriterSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for WriterSeed<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value that JSON can represent")
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.0.null();
        Ok(())
    }

    fn visit_none<E>(self) -> Result<(), E> {
        self.0.null();
        Ok(())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E>(self, value: bool) -> Result<(), E> {
        self.0.boolean(value);
        Ok(())
    }

    fn visit_i64<E>(self, value: i64) -> Result<(), E> {
        self.0.signed(value);
        Ok(())
    }

    fn visit_u64<E>(self, value: u64) -> Result<(), E> {
        self.0.unsigned(value);
        Ok(())
    }

    fn visit_f64<E>(self, value: f64) -> Result<(), E> {
        self.0.double(value);
        Ok(())
    }

    fn visit_str<E>(self, value: &str) -> Result<(), E> {
        self.0.string(value);
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        self.0.begin_array();
        loop {
            let comma = self.0.item();
            if items.next_element_seed(WriterSeed(self.0))?.is_none() {
                self.0.truncate(comma);
                break;
            }
        }
        self.0.end_array();
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        self.0.begin_object();
        while let Some(name) = entries.next_key::<String>()? {
            self.0.name(&name);
            entries.next_value_seed(WriterSeed(self.0))?;
        }
        self.0.end_object();
        Ok(())
    }
}
