//! Additional properties of an object: a map of values of one type, or skipped.

use std::collections::{BTreeMap, btree_map};
use std::fmt;
use std::ops::{Deref, DerefMut};

use super::{Decode, DecodeError, Encode, Extra, Reader, Rest, Writer};

/// The additional properties of an object (`additionalProperties` with a schema, JSON Schema
/// 2020-12 Core, 10.3.2.3): a map from names to values.
#[derive(Clone, PartialEq)]
pub struct Additional<T> {
    map: BTreeMap<String, T>,
    nulls: Nulls,
}

impl<T> Default for Additional<T> {
    fn default() -> Self {
        BTreeMap::new().into()
    }
}

impl<T> Deref for Additional<T> {
    type Target = BTreeMap<String, T>;

    fn deref(&self) -> &BTreeMap<String, T> {
        &self.map
    }
}

impl<T> DerefMut for Additional<T> {
    fn deref_mut(&mut self) -> &mut BTreeMap<String, T> {
        &mut self.map
    }
}

impl<T> From<BTreeMap<String, T>> for Additional<T> {
    fn from(map: BTreeMap<String, T>) -> Self {
        Self { map, nulls: Nulls::default() }
    }
}

impl<T, K: Into<String>> FromIterator<(K, T)> for Additional<T> {
    fn from_iter<I: IntoIterator<Item = (K, T)>>(entries: I) -> Self {
        entries
            .into_iter()
            .map(|(name, value)| (name.into(), value))
            .collect::<BTreeMap<_, _>>()
            .into()
    }
}

impl<T> IntoIterator for Additional<T> {
    type Item = (String, T);
    type IntoIter = btree_map::IntoIter<String, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.map.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a Additional<T> {
    type Item = (&'a String, &'a T);
    type IntoIter = btree_map::Iter<'a, String, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.map.iter()
    }
}

impl<T: fmt::Debug> fmt::Debug for Additional<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.map.fmt(f)
    }
}

impl<T: Decode + Encode> Rest for Additional<T> {
    #[inline]
    fn read(&mut self, name: &str, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        let value = T::decode(reader)?;
        if !reader.is_scoring() {
            self.map.insert(name.to_owned(), value);
        }
        Ok(())
    }

    fn keep_null(&mut self, name: &str) {
        self.nulls.keep_null(name);
    }

    fn retained(&self, name: &str) -> Option<&dyn Encode> {
        match self.map.get(name) {
            Some(value) => Some(value),
            None => self.nulls.retained(name),
        }
    }

    fn finish(&mut self) {
        self.nulls.finish();
    }

    #[inline]
    fn write(&self, declares: &dyn Fn(&str) -> bool, writer: &mut Writer) {
        for (name, value) in self.map.iter().filter(|(name, _)| !declares(name)) {
            writer.name(name);
            value.encode(writer);
        }
    }

    #[inline]
    fn debug(&self, printed: &mut fmt::DebugStruct<'_, '_>) {
        printed.field("additional", self);
    }
}

/// The explicit `null`s of fields that can't hold `null`; all other unknown properties are skipped.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Nulls(Extra);

impl Rest for Nulls {
    fn read(&mut self, _name: &str, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        reader.record_dropped();
        reader.skip()
    }

    fn keep_null(&mut self, name: &str) {
        self.0.keep_null(name);
    }

    fn retained(&self, name: &str) -> Option<&dyn Encode> {
        self.0.retained(name)
    }

    fn finish(&mut self) {
        self.0.finish();
    }

    fn write(&self, _declares: &dyn Fn(&str) -> bool, _writer: &mut Writer) {}

    fn debug(&self, _printed: &mut fmt::DebugStruct<'_, '_>) {}
}
