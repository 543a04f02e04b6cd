//! [`Extra`]: the unknown properties of an object.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::Value;

use super::{Decode, DecodeError, Encode, RawJson, Reader, Writer};

/// The properties of an object that its type doesn't know, in the order of the text.
///
/// They are written back with the object, so that properties added in a newer version of the API
/// aren't lost. `Debug` shows only the names.
#[derive(Clone, Default)]
pub struct Extra(Option<Box<Entries>>);

#[derive(Clone, Default)]
struct Entries {
    list: Vec<(Box<str>, RawJson)>,
}

impl Extra {
    /// Returns the value of the property with this name.
    pub fn get(&self, name: &str) -> Option<&RawJson> {
        self.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// Returns an iterator over the names and values.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &RawJson)> {
        let list = self.0.as_deref().map_or(&[][..], |entries| &entries.list);
        list.iter().map(|(name, value)| (&**name, value))
    }

    /// Returns the number of properties.
    pub fn len(&self) -> usize {
        self.0.as_deref().map_or(0, |entries| entries.list.len())
    }

    /// Returns `true` if there are no properties.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Adds a property, or replaces its value.
    ///
    /// A property with the name of one of the type's fields is written only while that field isn't
    /// set.
    pub fn insert(&mut self, name: impl Into<String>, value: Value) {
        let name: Box<str> = name.into().into();
        let value = RawJson::from_value(&value);
        let entries = self.0.get_or_insert_default();
        match entries.list.iter_mut().find(|(known, _)| *known == name) {
            Some(entry) => entry.1 = value,
            None => entries.list.push((name, value)),
        }
    }

    /// Removes a property and returns its value.
    pub fn remove(&mut self, name: &str) -> Option<RawJson> {
        let entries = self.0.as_mut()?;
        let position = entries.list.iter().position(|(known, _)| **known == *name)?;
        let (_, value) = entries.list.remove(position);
        if entries.list.is_empty() {
            self.0 = None;
        }
        Some(value)
    }

    fn push(&mut self, name: &str, value: RawJson) {
        self.0.get_or_insert_default().list.push((name.into(), value));
    }
}

impl fmt::Debug for Extra {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter().map(|(name, _)| name)).finish()
    }
}

impl PartialEq for Extra {
    /// Compares names and values, independent of their order.
    fn eq(&self, other: &Self) -> bool {
        self.iter().collect::<BTreeMap<_, _>>() == other.iter().collect::<BTreeMap<_, _>>()
    }
}

/// The destination of properties that the type has no field for.
pub(crate) trait Rest {
    /// Reads the value of a property that the type doesn't know.
    fn read(&mut self, name: &str, reader: &mut Reader<'_>) -> Result<(), DecodeError>;

    /// Keeps the explicit `null` of a field that can't hold `null`.
    fn keep_null(&mut self, _name: &str) {}

    /// The value with this name that is kept in addition to the values of the fields.
    fn retained(&self, _name: &str) -> Option<&dyn Encode> {
        None
    }

    /// Cleans up after the object has been read.
    fn finish(&mut self) {}

    /// Writes the properties except those that the type knows.
    fn write(&self, declares: &dyn Fn(&str) -> bool, writer: &mut Writer);

    /// Adds the field of the rest to the `Debug` output of the type.
    fn debug(&self, printed: &mut fmt::DebugStruct<'_, '_>);
}

impl Rest for Extra {
    fn read(&mut self, name: &str, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        reader.record_extra();
        let value = <RawJson as Decode>::decode(reader)?;
        if !reader.is_scoring() {
            self.push(name, value);
        }
        Ok(())
    }

    fn keep_null(&mut self, name: &str) {
        self.push(name, RawJson::from_value(&Value::Null));
    }

    fn retained(&self, name: &str) -> Option<&dyn Encode> {
        Some(self.get(name)?)
    }

    /// Removes duplicate names; the last value is kept.
    fn finish(&mut self) {
        let Some(entries) = self.0.as_mut().filter(|entries| entries.list.len() > 1) else {
            return;
        };
        let list = std::mem::take(&mut entries.list);
        let mut last = BTreeMap::new();
        for (index, (name, _)) in list.iter().enumerate() {
            last.insert(name.clone(), index);
        }
        let kept = list.into_iter().enumerate().filter(|(at, (name, _))| last[name] == *at);
        entries.list = kept.map(|(_, entry)| entry).collect();
    }

    fn write(&self, declares: &dyn Fn(&str) -> bool, writer: &mut Writer) {
        for (name, value) in self.iter().filter(|(name, _)| !declares(name)) {
            writer.name(name);
            value.encode(writer);
        }
    }

    fn debug(&self, printed: &mut fmt::DebugStruct<'_, '_>) {
        if !self.is_empty() {
            printed.field("extra", self);
        }
    }
}

/// The destination of a type that doesn't allow unknown properties: they are skipped.
#[derive(Default)]
pub(crate) struct Dropped;

impl Rest for Dropped {
    fn read(&mut self, _name: &str, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        reader.record_dropped();
        reader.skip()
    }

    fn write(&self, _declares: &dyn Fn(&str) -> bool, _writer: &mut Writer) {}

    fn debug(&self, _printed: &mut fmt::DebugStruct<'_, '_>) {}
}
