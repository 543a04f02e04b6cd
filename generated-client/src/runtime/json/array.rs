//! [`ArrayReader`]: the items of an array, one after the other.

use super::{DecodeError, Reader};

/// The items of an array that is being read.
#[derive(Default)]
pub(crate) struct ArrayReader {
    next: usize,
}

impl ArrayReader {
    /// Moves to the next item, or out of the array after the last.
    pub(crate) fn advance(&mut self, reader: &mut Reader<'_>) -> Result<bool, DecodeError> {
        let more = reader.next_item(self.next)?;
        self.next += usize::from(more);
        Ok(more)
    }

    /// The position of the item that the reader stands at.
    pub(crate) fn index(&self) -> usize {
        self.next.saturating_sub(1)
    }
}
