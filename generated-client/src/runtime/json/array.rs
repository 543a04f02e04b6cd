//! [`ArrayReader`]: the items of an array, one after the other.

use super::{DecodeError, Reader};

/// The items of an array that is being read.
#[derive(Default)]
pub(crate) struct ArrayReader {
    next: usize,
    ended: bool,
}

impl ArrayReader {
    /// Moves to the next item, or out of the array after the last.
    pub(crate) fn advance(&mut self, reader: &mut Reader<'_>) -> Result<bool, DecodeError> {
        if self.ended {
            return Ok(false);
        }
        let more = reader.next_item(self.next)?;
        self.next += usize::from(more);
        self.ended = !more;
        Ok(more)
    }

    /// The position of the item that the reader stands at.
    pub(crate) fn index(&self) -> usize {
        self.next.saturating_sub(1)
    }
}
