//! How much a document may ask for. Large real documents (13 MB, 258,000 nodes, 28 levels) pass
//! with room to spare; texts that are made to exhaust memory or the stack stop early.

use serde_json::Value;

/// The longest text that is read, in bytes.
pub const MAX_TEXT_BYTES: usize = 64 << 20;

/// The most values that one text, or one bundle of files, may hold.
pub(super) const MAX_NODES: usize = 1_000_000;

/// The deepest nesting. It lies below the 128 at which the parsers give up with errors of their
/// own, and keeps every later stage that recurses over the tree off the end of the stack.
pub(super) const MAX_DEPTH: usize = 100;

/// The most operations of one document, after a selection.
pub(crate) const MAX_OPERATIONS: usize = 20_000;

/// The most parameters in the path of one operation. A path is part of a URL, which servers take up
/// to about 8,000 bytes of (RFC 9110, section 4.1).
pub(crate) const MAX_PATH_PARAMETERS: usize = 1_000;

/// The most files that one document may refer to, directly or not.
pub(super) const MAX_FILES: usize = 10_000;

/// How often the content of a file may be put into the document.
pub(super) const MAX_COPIES: usize = 20_000;

/// What aliases may add to the values and to the string bytes that a text spells out itself.
const ALIAS_NODES: usize = 100_000;
const ALIAS_BYTES: usize = 8 << 20;

/// What is left of the budget while one text is read.
pub(super) struct Budget {
    nodes: usize,
    string_bytes: usize,
}

impl Budget {
    /// The budget of a text of `length` bytes: a text without aliases has no more values and no
    /// longer strings than bytes, so only expansion can exceed it.
    pub(super) fn for_text(length: usize) -> Self {
        Self { nodes: (length + ALIAS_NODES).min(MAX_NODES), string_bytes: length + ALIAS_BYTES }
    }

    /// Takes one value; `false` when there is none left.
    pub(super) fn take_node(&mut self) -> bool {
        take(&mut self.nodes, 1)
    }

    /// Takes the bytes of one string; `false` when there are not enough left.
    pub(super) fn take_string(&mut self, length: usize) -> bool {
        take(&mut self.string_bytes, length)
    }
}

fn take(left: &mut usize, amount: usize) -> bool {
    match left.checked_sub(amount) {
        Some(rest) => {
            *left = rest;
            true
        }
        None => false,
    }
}

/// How many values there are in a tree that has been read, so that its depth is bounded.
pub(super) fn nodes(value: &Value) -> usize {
    match value {
        Value::Array(elements) => 1 + elements.iter().map(nodes).sum::<usize>(),
        Value::Object(object) => 1 + object.values().map(nodes).sum::<usize>(),
        _ => 1,
    }
}
