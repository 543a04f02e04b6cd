//! [`Memo`]: the memoized decisions about the unions nested in a value whose variants are tried.
//!
//! Each variant that is tried reads the entire value again. Without the memo, the unions nested in
//! the value would be decided again each time, and the time would grow exponentially with the depth
//! of the nesting. Since reading the same text as the same type always has the same result, each is
//! decided once.

use std::any::TypeId;
use std::collections::HashMap;

use super::DecodeError;
use super::loss::Loss;

/// The outcome of the selection of a variant.
#[derive(Clone)]
pub(super) enum Decision {
    /// The name of the selected row, the loss of its variant, and the end offset of the value.
    Row(&'static str, Loss, usize),
    /// No row with tests was selected.
    Rest,
    /// The value's tag names a variant, but the value can't be read as it.
    Failed(DecodeError),
}

/// The decisions within the values that are being tried.
#[derive(Default)]
pub(super) struct Memo {
    /// The number of nested values that are being tried.
    trials: u32,
    /// The decisions, by the offset of the value and the type of the union.
    decisions: HashMap<(usize, TypeId), Decision>,
}

impl Memo {
    /// Whether an enclosing value is being tried.
    pub(super) fn is_nested(&self) -> bool {
        self.trials > 0
    }

    /// The decision that was made before for the value at this offset and this type of union.
    pub(super) fn find<T: 'static>(&self, at: usize) -> Option<Decision> {
        if self.decisions.is_empty() {
            return None;
        }
        self.decisions.get(&(at, TypeId::of::<T>())).cloned()
    }

    /// Begins to try the variants of a value.
    pub(super) fn begin(&mut self) {
        self.trials += 1;
    }

    /// Stores the decision for the value at this offset and this type of union.
    pub(super) fn store<T: 'static>(&mut self, at: usize, decision: Decision) {
        self.decisions.insert((at, TypeId::of::<T>()), decision);
    }

    /// Ends trying the variants of a value.
    pub(super) fn end(&mut self) {
        self.trials = self.trials.saturating_sub(1);
        if self.trials == 0 && !self.decisions.is_empty() {
            // The text of that value isn't read again.
            self.decisions = HashMap::new();
        }
    }
}
