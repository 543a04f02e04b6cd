//! [`Texts`]: the values of an open string enum, by their strings.

use super::{DecodeError, Reader};

/// The values of an open string enum.
pub(crate) struct Texts<T: 'static> {
    /// The strings of `values`, sorted.
    texts: &'static [&'static str],
    values: &'static [T],
    unknown: fn(String) -> T,
}

impl<T: Clone> Texts<T> {
    /// Creates the table. Doesn't compile if the strings aren't sorted, or not one per value.
    pub(crate) const fn new(
        texts: &'static [&'static str],
        values: &'static [T],
        unknown: fn(String) -> T,
    ) -> Self {
        assert!(is_sorted(texts), "rows are not sorted");
        assert!(texts.len() == values.len(), "not every value has a string");
        Self { texts, values, unknown }
    }

    /// The value with this string; an unknown value keeps the string.
    pub(crate) fn value(&self, text: impl AsRef<str> + Into<String>) -> T {
        self.known(text.as_ref()).unwrap_or_else(|| (self.unknown)(text.into()))
    }

    /// Reads a value. Counts an unknown one as invalid.
    ///
    /// # Errors
    /// The next value isn't a string.
    pub(crate) fn read(&self, reader: &mut Reader<'_>) -> Result<T, DecodeError> {
        let text = reader.string("a string")?;
        Ok(self.known(&text).unwrap_or_else(|| {
            reader.record_invalid();
            (self.unknown)(text.into_owned())
        }))
    }

    fn known(&self, text: &str) -> Option<T> {
        let index = self.texts.binary_search(&text).ok()?;
        self.values.get(index).cloned()
    }
}

/// Whether the wire values of an enum are sorted, as binary search requires.
const fn is_sorted(values: &[&str]) -> bool {
    let mut index = 1;
    while index < values.len() {
        if !is_less(values[index - 1].as_bytes(), values[index].as_bytes()) {
            return false;
        }
        index += 1;
    }
    true
}

const fn is_less(a: &[u8], b: &[u8]) -> bool {
    let mut index = 0;
    while index < a.len() && index < b.len() {
        if a[index] != b[index] {
            return a[index] < b[index];
        }
        index += 1;
    }
    a.len() < b.len()
}
