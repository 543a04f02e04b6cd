//! [`Budget`]: how much a [`Reader`](super::Reader) may read again, and until when it may read.
//!
//! To read a text once takes time in proportion to its length. What may take more is to read parts
//! of it again: as another member of a union, or ahead, for the tag of one. Unions inside of unions
//! multiply that, so that a short text could cost hours.

use super::{DecodeError, DecodeErrorKind};
use crate::runtime::clock::Clock;

/// How many bytes of any text may be read again.
const LEAST: usize = 8 * 1024 * 1024;

/// How often all of a text may be read again, where that is more.
const TIMES: usize = 24;

/// How often all of a text may be read again for each variant of the largest union that is tried,
/// where that is more: once to try it, and once more for what nests in it.
const TIMES_A_VARIANT: usize = 4;

/// How many values are read, or portions of bytes read again, before the time is looked at.
const STEPS: u32 = 1024;

/// How many bytes that are read again count as much as a value.
const PORTION: usize = 64;

/// What reading a text may cost.
#[derive(Clone, Copy)]
pub(super) struct Budget<'c> {
    /// The steps until the budget and the time are looked at.
    steps: u32,
    /// How many bytes may still be read again; none where it is used up.
    left: Option<usize>,
    /// The length of the text, in bytes.
    length: usize,
    /// How often all of the text may be read again.
    times: usize,
    clock: Option<&'c Clock>,
}

impl<'c> Budget<'c> {
    /// The budget of a text of this length, in bytes, within the time of this clock.
    pub(super) fn new(length: usize, clock: Option<&'c Clock>) -> Self {
        let left = length.saturating_mul(TIMES).max(LEAST);
        Self { steps: STEPS, left: Some(left), length, times: TIMES, clock }
    }

    /// Counts one value that is read from here on.
    ///
    /// # Errors
    /// The budget is used up, or the time is over. Every further call fails as well.
    #[inline]
    pub(super) fn step(&mut self, offset: usize) -> Result<(), DecodeError> {
        match self.steps.checked_sub(1) {
            Some(steps) => {
                self.steps = steps;
                Ok(())
            }
            None => self.look(offset),
        }
    }

    /// Counts bytes that are read again, or were read ahead. The next step fails if they are more
    /// than are left.
    #[inline]
    pub(super) fn spend(&mut self, bytes: usize) {
        self.left = self.left.and_then(|left| left.checked_sub(bytes));
        self.steps = match self.left {
            Some(_) => {
                self.steps.saturating_sub(u32::try_from(bytes / PORTION).unwrap_or(u32::MAX))
            }
            None => 0,
        };
    }

    /// Allows for a union of which this many variants are possible.
    pub(super) fn allow(&mut self, variants: usize) {
        let times = variants.saturating_mul(TIMES_A_VARIANT);
        if times > self.times {
            let more = self.length.saturating_mul(times - self.times);
            self.times = times;
            self.refund(more);
        }
    }

    /// Gives bytes back that are not read again, although they will be counted as such.
    pub(super) fn refund(&mut self, bytes: usize) {
        self.left = self.left.map(|left| left.saturating_add(bytes));
    }

    #[cold]
    fn look(&mut self, offset: usize) -> Result<(), DecodeError> {
        if self.left.is_none() {
            return Err(DecodeError::new(DecodeErrorKind::TooAmbiguous, offset));
        }
        if self.clock.is_some_and(Clock::is_over) {
            return Err(DecodeError::new(DecodeErrorKind::TimeIsUp, offset));
        }
        self.steps = STEPS;
        Ok(())
    }
}
