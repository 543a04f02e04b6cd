//! [`Choice`]: the algorithm of `union!` that selects the variant of a value.
//!
//! The selection table determines the variants that are possible. If only one is possible, the
//! value is read as that one. If several are, the value is read as the first. Only if that variant
//! doesn't describe the entire value is the value also read as each of the others, without keeping
//! the results, and then once more as the best one. While a value is tried, nothing inside it is
//! kept until the decision. The work is therefore linear in the length of the text.

use super::loss::Loss;
use super::memo::Decision;
use super::reader::Checkpoint;
use super::selection::{Row, Selection};
use super::{Decode, DecodeError, RawJson, Reader};

/// The state of the selection of a variant for one value.
pub(crate) struct Choice<T> {
    selection: &'static Selection,
    start: Checkpoint,
    /// The offset at which the value begins.
    at: usize,
    step: Step,
    /// The variants that haven't been tried yet, the next one last.
    untried: Vec<&'static Row>,
    best: Option<Best<T>>,
    error: Option<DecodeError>,
    /// Whether every variant that failed is one that the value names in its tag.
    is_named: bool,
    /// Whether values are only scored and not kept, because an enclosing value is being tried.
    is_scored: bool,
    /// Whether several variants are being tried.
    is_trial: bool,
}

/// The purpose of reading the next value.
#[derive(Clone, Copy)]
enum Step {
    /// Read as this variant, the only one that is possible.
    Only(&'static Row),
    /// Read as this variant, which was decided before.
    Decided(&'static str),
    /// No variant is possible.
    Unknown,
    /// Already read up to the end offset: nothing is read, and a placeholder is returned.
    Skipped,
    /// Try this variant, and keep the value if the variant describes all of it.
    First(&'static Row),
    /// Try this variant for its score only.
    Score(&'static Row),
}

struct Best<T> {
    row: &'static Row,
    loss: Loss,
    end: Checkpoint,
    /// The value, if it was kept.
    value: Option<T>,
}

impl<T: 'static> Choice<T> {
    /// Finds the variants that are possible for the next value.
    pub(crate) fn begin(
        reader: &mut Reader<'_>,
        selection: &'static Selection,
    ) -> Result<Self, DecodeError> {
        let at = reader.value_offset();
        let start = reader.checkpoint();
        let mut choice = Self {
            selection,
            start,
            at,
            step: Step::Unknown,
            untried: Vec::new(),
            best: None,
            error: None,
            is_named: true,
            is_scored: reader.is_scoring(),
            is_trial: false,
        };
        choice.step = match reader.memo.find::<T>(at) {
            Some(Decision::Failed(error)) => return Err(error),
            Some(Decision::Rest) => choice.fallback_step(),
            Some(Decision::Row(_, loss, end)) if choice.is_scored => {
                reader.skip_to(end, loss);
                Step::Skipped
            }
            Some(Decision::Row(name, ..)) => Step::Decided(name),
            None => choice.first_step(reader)?,
        };
        Ok(choice)
    }

    fn first_step(&mut self, reader: &mut Reader<'_>) -> Result<Step, DecodeError> {
        let Some((first, others)) = self.selection.possible(reader)? else {
            return Ok(self.fallback_step());
        };
        self.untried = others;
        if self.untried.is_empty() {
            return Ok(Step::Only(first));
        }
        self.untried.reverse();
        reader.allow_variants(self.untried.len() + 1);
        let is_kept = !self.is_scored && !reader.memo.is_nested();
        self.is_trial = true;
        reader.memo.begin();
        if is_kept {
            return Ok(Step::First(first));
        }
        reader.set_scoring(true);
        Ok(Step::Score(first))
    }

    /// The name of the variant to read next; empty if [`Choice::unknown`] is to be called.
    pub(crate) fn row(&self) -> &'static str {
        match self.step {
            Step::Only(row) | Step::First(row) | Step::Score(row) => row.name,
            Step::Decided(name) => name,
            Step::Unknown | Step::Skipped => "",
        }
    }

    /// Reads the value that no variant accepts.
    pub(crate) fn unknown(&self, reader: &mut Reader<'_>) -> Result<RawJson, DecodeError> {
        match self.step {
            Step::Skipped => Ok(RawJson::placeholder()),
            _ => reader.unknown_variant(),
        }
    }

    /// Evaluates the result of reading the value as the current variant. Returns the outcome once
    /// the search is over.
    pub(crate) fn evaluate(
        &mut self,
        result: Result<T, DecodeError>,
        reader: &mut Reader<'_>,
    ) -> Option<Result<T, DecodeError>> {
        let outcome = match self.step {
            Step::Unknown | Step::Skipped | Step::Decided(_) => Some(result),
            Step::Only(row) => self.evaluate_only(row, result, reader),
            Step::First(row) | Step::Score(row) => self.evaluate_one(row, result, reader),
        };
        if outcome.is_some() && self.is_trial {
            reader.set_scoring(self.is_scored);
            reader.memo.end();
        }
        outcome
    }

    /// Decides about a value with a single possible variant. If the value's tag names that variant,
    /// a failure is an error; otherwise a value that doesn't fit is unknown.
    fn evaluate_only(
        &mut self,
        row: &'static Row,
        result: Result<T, DecodeError>,
        reader: &mut Reader<'_>,
    ) -> Option<Result<T, DecodeError>> {
        let is_fit = match &result {
            Ok(_) => self.fits(reader.loss_since(&self.start)),
            Err(error) => error.is_final(),
        };
        if is_fit || row.is_tagged(self.selection) {
            return Some(result);
        }
        reader.restore(&self.start);
        self.step = self.fallback_step();
        None
    }

    /// Whether a variant with this loss may be selected for a value that no tag names: it keeps the
    /// entire value, and the value is valid, unless there is no fallback for which it would be valid.
    fn fits(&self, loss: Loss) -> bool {
        let has_fallback = || self.selection.rows.iter().any(Row::is_fallback);
        loss.dropped == 0 && (loss.invalid == 0 || !has_fallback())
    }

    /// The step for a value that doesn't pass the tests of any variant.
    fn fallback_step(&self) -> Step {
        let last = self.selection.rows.iter().find(|row| row.is_fallback());
        last.map_or(Step::Unknown, |row| Step::Decided(row.name))
    }

    fn evaluate_one(
        &mut self,
        row: &'static Row,
        result: Result<T, DecodeError>,
        reader: &mut Reader<'_>,
    ) -> Option<Result<T, DecodeError>> {
        let loss = reader.loss_since(&self.start);
        match result {
            // No variant can fit better, and of equal ones the first wins.
            Ok(value) if loss == Loss::NONE && matches!(self.step, Step::First(_)) => {
                return Some(Ok(value));
            }
            Ok(value) => {
                if self.best.as_ref().is_none_or(|best| loss < best.loss) {
                    let value = Some(value).filter(|_| matches!(self.step, Step::First(_)));
                    self.best = Some(Best { row, loss, end: reader.checkpoint(), value });
                }
            }
            // No other variant could be read to its end either.
            Err(error) if error.is_final() => return Some(Err(error)),
            Err(error) => {
                self.is_named &= row.is_tagged(self.selection);
                if self.error.as_ref().is_none_or(|known| error.offset() > known.offset()) {
                    self.error = Some(error);
                }
            }
        }
        reader.restore(&self.start);
        let is_perfect = self.best.as_ref().is_some_and(|best| best.loss == Loss::NONE);
        match self.untried.pop().filter(|_| !is_perfect) {
            Some(next) => {
                reader.set_scoring(true);
                self.step = Step::Score(next);
                None
            }
            None => self.decide(reader),
        }
    }

    /// Selects the best variant. A variant that would drop a part of the value is selected only if
    /// the value's tag names it.
    fn decide(&mut self, reader: &mut Reader<'_>) -> Option<Result<T, DecodeError>> {
        reader.set_scoring(self.is_scored);
        let best = self
            .best
            .take()
            .filter(|best| self.fits(best.loss) || best.row.is_tagged(self.selection));
        let decision = match (&best, self.error.take()) {
            (Some(best), _) => Decision::Row(best.row.name, best.loss, best.end.offset()),
            (None, Some(error)) if self.is_named => Decision::Failed(error),
            (None, _) => Decision::Rest,
        };
        reader.memo.store::<T>(self.at, decision.clone());
        match (best, decision) {
            (Some(Best { value: Some(value), end, .. }), _) => {
                reader.restore(&end);
                return Some(Ok(value));
            }
            (None, Decision::Failed(error)) => return Some(Err(error)),
            (Some(best), _) if self.is_scored => {
                reader.skip_to(best.end.offset(), best.loss);
                self.step = Step::Skipped;
            }
            (Some(best), _) => self.step = Step::Decided(best.row.name),
            (None, _) => self.step = self.fallback_step(),
        }
        None
    }
}

impl Reader<'_> {
    /// Keeps a value that no variant of a union accepts.
    pub(crate) fn unknown_variant(&mut self) -> Result<RawJson, DecodeError> {
        self.record_invalid();
        <RawJson as Decode>::decode(self)
    }
}

/// Reads the next value as this type. If that fails, the reader doesn't move.
pub(crate) fn try_decode<T: Decode>(reader: &mut Reader<'_>) -> Option<T> {
    let start = reader.checkpoint();
    let value = T::decode(reader).ok();
    if value.is_none() {
        reader.restore(&start);
    }
    value
}
