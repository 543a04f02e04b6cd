//! [`Decisions`]: which members the unions inside of a trial were read as.
//!
//! Each member that competes for a value reads what is inside of it. Unions in there would be
//! decided once for each member around them, and so two to the power of their depth times. Since
//! the same type reads the same text alike, one time is enough.

use std::any::TypeId;
use std::collections::BTreeMap;

use super::DecodeError;

/// How long a value is, in bytes, of which the decision is kept. To read less again costs little.
const LEAST: usize = 64;

/// What came of the search for the member that a value belongs to.
#[derive(Clone)]
pub(super) enum Decision {
    /// The row of this name; no row where it is empty.
    Row(&'static str),
    /// No row could be read.
    Failed(DecodeError),
}

/// The decisions inside of the trials that are under way.
#[derive(Default)]
pub(super) struct Decisions {
    /// How many trials are under way, each inside of the one before.
    trials: u32,
    /// By the position of the value and the type of the union.
    known: BTreeMap<(usize, TypeId), Decision>,
}

impl Decisions {
    /// How the value at this position was decided as this union before, in the trials under way.
    pub(super) fn find<T: 'static>(&self, at: usize) -> Option<Decision> {
        self.known.get(&(at, TypeId::of::<T>())).cloned()
    }

    /// Members begin to compete for a value.
    pub(super) fn begin(&mut self) {
        self.trials += 1;
    }

    /// The value from this position to that one is decided as this union.
    pub(super) fn end<T: 'static>(&mut self, at: usize, end: usize, decision: Decision) {
        self.trials = self.trials.saturating_sub(1);
        if self.trials == 0 {
            // Nothing of it is read again.
            self.known = BTreeMap::new();
        } else if end.saturating_sub(at) >= LEAST {
            self.known.insert((at, TypeId::of::<T>()), decision);
        }
    }
}
