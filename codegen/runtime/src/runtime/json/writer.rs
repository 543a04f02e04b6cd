//! [`Writer`]: a buffer of JSON text, based on serde_json's string and number writers.

use std::fmt;

use super::{Encode, Tag};
use crate::runtime::File;

/// A buffer that JSON text is written to.
pub struct Writer {
    buffer: Vec<u8>,
    /// The files that are kept apart, each with the position of the empty string in its place.
    files: Option<Vec<(usize, File)>>,
    has_omitted_file: bool,
    /// The tag of the object that begins at this position.
    tag: Option<(usize, Tag)>,
}

impl Writer {
    pub(crate) fn new() -> Self {
        Self { buffer: Vec::with_capacity(128), files: None, has_omitted_file: false, tag: None }
    }

    /// Creates a writer that keeps files apart from the text.
    pub(crate) fn with_separate_files() -> Self {
        Self { files: Some(Vec::new()), ..Self::new() }
    }

    /// The text, and the files with their positions in it.
    pub(crate) fn into_parts(self) -> (Vec<u8>, Vec<(usize, File)>) {
        (self.buffer, self.files.unwrap_or_default())
    }

    pub(crate) fn file(&mut self, file: &File) {
        match (&mut self.files, file.as_bytes()) {
            (Some(files), _) => {
                files.push((self.buffer.len(), file.clone()));
                self.raw("\"\"");
            }
            (None, Some(bytes)) => bytes.encode(self),
            (None, None) => {
                self.has_omitted_file = true;
                self.null();
            }
        }
    }

    /// Whether `null` was written in place of a file that is streamed.
    pub(crate) fn has_omitted_file(&self) -> bool {
        self.has_omitted_file
    }

    pub(crate) fn into_bytes(self) -> Vec<u8> {
        self.buffer
    }

    /// Writes JSON text unchanged.
    pub(crate) fn raw(&mut self, json: &str) {
        self.buffer.extend_from_slice(json.as_bytes());
    }

    pub(crate) fn null(&mut self) {
        self.raw("null");
    }

    pub(crate) fn boolean(&mut self, value: bool) {
        self.raw(if value { "true" } else { "false" });
    }

    pub(crate) fn signed(&mut self, value: i64) {
        infallible(serde_json::to_writer(&mut self.buffer, &value));
    }

    pub(crate) fn unsigned(&mut self, value: u64) {
        infallible(serde_json::to_writer(&mut self.buffer, &value));
    }

    pub(crate) fn wide(&mut self, value: i128) {
        infallible(serde_json::to_writer(&mut self.buffer, &value));
    }

    /// Writes a number; `null` for NaN and infinities, which JSON can't represent.
    pub(crate) fn double(&mut self, value: f64) {
        infallible(serde_json::to_writer(&mut self.buffer, &value));
    }

    /// Writes a number; `null` for NaN and infinities, which JSON can't represent.
    pub(crate) fn float(&mut self, value: f32) {
        infallible(serde_json::to_writer(&mut self.buffer, &value));
    }

    pub(crate) fn string(&mut self, value: &str) {
        infallible(serde_json::to_writer(&mut self.buffer, value));
    }

    pub(crate) fn value(&mut self, value: &serde_json::Value) {
        infallible(serde_json::to_writer(&mut self.buffer, value));
    }

    /// Sets the tag of the object that is written next.
    #[inline]
    pub(crate) fn tag(&mut self, tag: Option<Tag>) {
        self.tag = tag.map(|tag| (self.buffer.len(), tag));
    }

    /// Takes the tag of the object that begins at the current position.
    #[inline]
    pub(super) fn take_tag(&mut self) -> Option<Tag> {
        let (at, tag) = self.tag.take()?;
        (at == self.buffer.len()).then_some(tag)
    }

    pub(crate) fn begin_object(&mut self) {
        self.buffer.push(b'{');
    }

    /// Writes the name of the next property, after a comma unless it is the first.
    pub(crate) fn name(&mut self, name: &str) {
        // No value ends with an opening brace, so this one opens the object.
        if self.buffer.last() != Some(&b'{') {
            self.buffer.push(b',');
        }
        self.string(name);
        self.buffer.push(b':');
    }

    pub(crate) fn end_object(&mut self) {
        self.buffer.push(b'}');
    }

    pub(crate) fn begin_array(&mut self) {
        self.buffer.push(b'[');
    }

    /// Writes the separator before an item: a comma unless the item is the first. Returns the
    /// position before the comma.
    pub(crate) fn item(&mut self) -> usize {
        let start = self.buffer.len();
        if self.buffer.last() != Some(&b'[') {
            self.buffer.push(b',');
        }
        start
    }

    /// Removes everything written since that position.
    pub(crate) fn truncate(&mut self, position: usize) {
        self.buffer.truncate(position);
        self.files.iter_mut().for_each(|files| files.retain(|(at, _)| *at < position));
    }

    pub(crate) fn end_array(&mut self) {
        self.buffer.push(b']');
    }
}

impl fmt::Debug for Writer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Writer").field("length", &self.buffer.len()).finish_non_exhaustive()
    }
}

/// Writing to a `Vec` can't fail, and strings and numbers always have a JSON form.
fn infallible(result: serde_json::Result<()>) {
    debug_assert!(result.is_ok(), "writing to memory failed");
}
