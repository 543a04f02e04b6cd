//! [`ArrayReader`]: a cursor over the items of an array.

use super::{DecodeError, Reader};

/// A cursor over the items of an array that is being read.
#[derive(Default)]
pub(crate) struct ArrayReader {
    next: usize,
    ended: bool,
}

impl ArrayReader {
    /// Moves to the next item, or past the end of the array after the last one.
    pub(crate) fn advance(&mut self, reader: &mut Reader<'_>) -> Result<bool, DecodeError> {
        if self.ended {
            return Ok(false);
        }
        let more = reader.next_item(self.next)?;
        self.next += usize::from(more);
        self.ended = !more;
        Ok(more)
    }

    /// The index of the item at the position of the reader.
    pub(crate) fn index(&self) -> usize {
        self.next.saturating_sub(1)
    }
}
