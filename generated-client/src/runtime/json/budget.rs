//! [`Budget`]: the limit on the work and the time that a [`Reader`](super::Reader) may spend.
//!
//! Reading JSON text once takes time in proportion to its length. It can take longer only if parts
//! of the text are read again: as another variant of a union, or ahead of time to find the tag of a
//! union. Nested unions multiply that work, so that without a limit short text could take hours.

use super::{DecodeError, DecodeErrorKind};
use crate::runtime::clock::Clock;

/// The number of bytes that may be read again, however short the text is.
const MIN_REREAD_BYTES: usize = 8 * 1024 * 1024;

/// The number of times that the entire text may be read again, unless [`MIN_REREAD_BYTES`] allows
/// more.
const REREADS: usize = 24;

/// The number of times that the entire text may be read again for each variant of the largest union
/// that is tried, unless [`REREADS`] allows more: once to try the variant, and once more for unions
/// nested in it.
const REREADS_PER_VARIANT: usize = 4;

/// The number of steps (values read, or portions of bytes read again) between two checks of the
/// time.
const CHECK_INTERVAL: u32 = 1024;

/// The number of bytes read again that count as one step.
const BYTES_PER_STEP: usize = 64;

/// The remaining budget of a reader.
#[derive(Clone, Copy)]
pub(super) struct Budget<'c> {
    /// The number of steps until the budget and the time are checked.
    steps: u32,
    /// The number of bytes that may still be read again; `None` once the budget is exhausted.
    remaining: Option<usize>,
    /// The length of the text, in bytes.
    length: usize,
    /// The number of times that the entire text may be read again.
    rereads: usize,
    clock: Option<&'c Clock>,
}

impl<'c> Budget<'c> {
    /// Creates the budget for text of this length, in bytes, with the time limit of this clock.
    pub(super) fn new(length: usize, clock: Option<&'c Clock>) -> Self {
        let remaining = length.saturating_mul(REREADS).max(MIN_REREAD_BYTES);
        Self { steps: CHECK_INTERVAL, remaining: Some(remaining), length, rereads: REREADS, clock }
    }

    /// Counts one value that is read, starting at `offset`.
    ///
    /// # Errors
    /// The budget or the time limit is exhausted. Every further call fails as well.
    #[inline]
    pub(super) fn step(&mut self, offset: usize) -> Result<(), DecodeError> {
        match self.steps.checked_sub(1) {
            Some(steps) => {
                self.steps = steps;
                Ok(())
            }
            None => self.check_limits(offset),
        }
    }

    /// Counts bytes that are read again or were read ahead. The next step fails if that exceeds the
    /// budget.
    #[inline]
    pub(super) fn spend(&mut self, bytes: usize) {
        self.remaining = self.remaining.and_then(|remaining| remaining.checked_sub(bytes));
        self.steps = match self.remaining {
            Some(_) => {
                self.steps.saturating_sub(u32::try_from(bytes / BYTES_PER_STEP).unwrap_or(u32::MAX))
            }
            None => 0,
        };
    }

    /// Extends the budget for a union with this many possible variants.
    pub(super) fn allow(&mut self, variants: usize) {
        let rereads = variants.saturating_mul(REREADS_PER_VARIANT);
        if rereads > self.rereads {
            let more = self.length.saturating_mul(rereads - self.rereads);
            self.rereads = rereads;
            self.refund(more);
        }
    }

    /// Returns bytes to the budget that will be counted as read again, although they are not.
    pub(super) fn refund(&mut self, bytes: usize) {
        self.remaining = self.remaining.map(|remaining| remaining.saturating_add(bytes));
    }

    #[cold]
    fn check_limits(&mut self, offset: usize) -> Result<(), DecodeError> {
        if self.remaining.is_none() {
            return Err(DecodeError::new(DecodeErrorKind::TooAmbiguous, offset));
        }
        if self.clock.is_some_and(Clock::is_expired) {
            return Err(DecodeError::new(DecodeErrorKind::TimedOut, offset));
        }
        self.steps = CHECK_INTERVAL;
        Ok(())
    }
}
