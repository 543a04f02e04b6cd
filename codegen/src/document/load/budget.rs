//! The limits of documents. Large real documents (13 MB, 258,000 nodes, 28 levels) are far below
//! them; documents that are designed to exhaust memory or the stack are rejected early.

use serde_json::Value;

/// The maximum length of a source text, in bytes.
pub const MAX_TEXT_BYTES: usize = 64 << 20;

/// The maximum number of values in one source text, or in one bundle of files.
pub(super) const MAX_NODES: usize = 1_000_000;

/// The maximum nesting depth. It is less than the parsers' own limit of 128, and low enough that
/// recursion over the tree can't overflow the stack in later stages.
pub(super) const MAX_DEPTH: usize = 100;

/// The maximum number of operations in a document, after a selection.
pub(crate) const MAX_OPERATIONS: usize = 20_000;

/// The maximum number of parameters in a path template. A path is part of a URL, for which servers
/// should support at least 8,000 bytes (RFC 9110, 4.1).
pub(crate) const MAX_PATH_PARAMETERS: usize = 1_000;

/// The maximum number of files that a document may refer to, directly or indirectly.
pub(super) const MAX_FILES: usize = 10_000;

/// The maximum number of copies of file contents in a document.
pub(super) const MAX_COPIES: usize = 20_000;

/// The maximum number of values and string bytes that YAML aliases may add to a source text.
const ALIAS_NODES: usize = 100_000;
const ALIAS_BYTES: usize = 8 << 20;

/// The remaining budget while a source text is read.
pub(super) struct Budget {
    nodes: usize,
    string_bytes: usize,
}

impl Budget {
    /// Returns the budget for a source text of `length` bytes: without aliases, a source text can't
    /// have more values or string bytes than bytes, so only alias expansion can exceed it.
    pub(super) fn for_text(length: usize) -> Self {
        Self { nodes: (length + ALIAS_NODES).min(MAX_NODES), string_bytes: length + ALIAS_BYTES }
    }

    /// Deducts one value from the budget, or returns `false` if it is used up.
    pub(super) fn count_node(&mut self) -> bool {
        withdraw(&mut self.nodes, 1)
    }

    /// Deducts the bytes of a string from the budget, or returns `false` if it doesn't have enough
    /// left.
    pub(super) fn count_string(&mut self, length: usize) -> bool {
        withdraw(&mut self.string_bytes, length)
    }
}

fn withdraw(remaining: &mut usize, amount: usize) -> bool {
    match remaining.checked_sub(amount) {
        Some(rest) => {
            *remaining = rest;
            true
        }
        None => false,
    }
}

/// Counts the values of a tree that has been read. It may recurse, since the depth is limited.
pub(super) fn nodes(value: &Value) -> usize {
    match value {
        Value::Array(elements) => 1 + elements.iter().map(nodes).sum::<usize>(),
        Value::Object(object) => 1 + object.values().map(nodes).sum::<usize>(),
        _ => 1,
    }
}
