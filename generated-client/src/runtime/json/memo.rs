//! [`Memo`]: the decisions about unions inside of a value that several members are tried for.
//!
//! Each member that is tried reads what is inside of the value. Unions in there would be tried once
//! for each member around them, and so two to the power of their depth times. Since the same type
//! reads the same text alike, one time is enough.

use std::any::TypeId;
use std::collections::HashMap;

use super::DecodeError;
use super::loss::Loss;

/// The outcome of the search for the member that a value belongs to.
#[derive(Clone)]
pub(super) enum Decision {
    /// The row of this name, with what it loses, and where its value ends.
    Row(&'static str, Loss, usize),
    /// None of those that ask for something.
    Rest,
    /// The value says that it is of a member, and is not.
    Failed(DecodeError),
}

/// The decisions inside of the values that are tried.
#[derive(Default)]
pub(super) struct Memo {
    /// How many values are being tried, each inside of the one before.
    trials: u32,
    /// By the position of the value and the type of the union.
    known: HashMap<(usize, TypeId), Decision>,
}

impl Memo {
    /// Whether a value around this one is being tried.
    pub(super) fn is_inside(&self) -> bool {
        self.trials > 0
    }

    /// How the value at this position was decided as this union before.
    pub(super) fn find<T: 'static>(&self, at: usize) -> Option<Decision> {
        if self.known.is_empty() {
            return None;
        }
        self.known.get(&(at, TypeId::of::<T>())).cloned()
    }

    /// Members are tried for a value.
    pub(super) fn begin(&mut self) {
        self.trials += 1;
    }

    /// The value at this position is decided as this union.
    pub(super) fn keep<T: 'static>(&mut self, at: usize, decision: Decision) {
        self.known.insert((at, TypeId::of::<T>()), decision);
    }

    /// The value is read.
    pub(super) fn end(&mut self) {
        self.trials = self.trials.saturating_sub(1);
        if self.trials == 0 && !self.known.is_empty() {
            // Nothing of it is read again.
            self.known = HashMap::new();
        }
    }
}
