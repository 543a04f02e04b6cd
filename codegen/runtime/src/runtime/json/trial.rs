//! How `union!` chooses the member that a value belongs to.

use super::decisions::Decision;
use super::guard::{Row, Shape};
use super::reader::Checkpoint;
use super::{Decode, DecodeError, RawJson, Reader};

/// The search for the member that a value belongs to.
pub(crate) struct Trial<T> {
    start: Checkpoint,
    /// Where the value begins, if rows compete for it.
    competition: Option<usize>,
    /// The only row to read, or the one to read after those that compete.
    decisive: Option<Decisive>,
    /// The rows that compete, the next one last.
    competing: Vec<&'static str>,
    best: Option<Attempt<T>>,
    /// The row that was read last.
    read: &'static str,
    error: Option<DecodeError>,
    /// Whether each row that was read asks for another constant.
    is_stranger: bool,
}

/// A row that does not compete.
#[derive(Clone, Copy)]
enum Decisive {
    /// It was found by a property: it is read unless a row that competes knows all of the value.
    ByProperty(&'static str),
    /// It is read when all that compete fail.
    LastResort(&'static str),
}

struct Attempt<T> {
    row: &'static str,
    value: T,
    unknown: u32,
    end: Checkpoint,
}

impl<T: 'static> Trial<T> {
    /// Finds the rows that admit the value ahead.
    pub(crate) fn new(reader: &mut Reader<'_>, rows: &[Row]) -> Result<Self, DecodeError> {
        let at = reader.value_offset();
        let (decisive, competing) = match reader.decisions.find::<T>(at) {
            Some(Decision::Row(name)) => (Some(Decisive::LastResort(name)), Vec::new()),
            Some(Decision::Failed(error)) => return Err(error),
            None => admitted(reader, rows)?,
        };
        let start = reader.checkpoint();
        let competition = (!competing.is_empty()).then_some(at);
        if competition.is_some() {
            reader.decisions.begin();
        }
        let (best, error) = (None, None);
        let trial = Self {
            start,
            competition,
            decisive,
            competing,
            best,
            read: "",
            error,
            is_stranger: true,
        };
        Ok(trial)
    }

    /// The name of the variant to read next; empty when no row admits the value.
    pub(crate) fn row(&self) -> &'static str {
        let decisive = match self.decisive {
            Some(Decisive::ByProperty(name) | Decisive::LastResort(name)) => name,
            None => "",
        };
        self.competing.last().copied().unwrap_or(decisive)
    }

    /// Takes what reading as that variant gave; gives the outcome when the search is over.
    pub(crate) fn judge(
        &mut self,
        result: Result<T, DecodeError>,
        reader: &mut Reader<'_>,
    ) -> Option<Result<T, DecodeError>> {
        self.read = self.row();
        let outcome = self.outcome(result, reader)?;
        if let Some(at) = self.competition {
            let (end, decision) = match &outcome {
                Ok(_) => (reader.offset(), Decision::Row(self.read)),
                Err(error) => (error.offset(), Decision::Failed(error.clone())),
            };
            reader.decisions.end::<T>(at, end, decision);
        }
        Some(outcome)
    }

    fn outcome(
        &mut self,
        result: Result<T, DecodeError>,
        reader: &mut Reader<'_>,
    ) -> Option<Result<T, DecodeError>> {
        // No other row could be read to its end either.
        if result.as_ref().is_err_and(DecodeError::is_of_budget) {
            return Some(result);
        }
        if self.competing.pop().is_none() {
            return Some(self.decide(result, reader));
        }
        match result {
            Ok(value) => {
                let unknown = reader.unknown_since(&self.start);
                if unknown == 0 {
                    return Some(Ok(value));
                }
                if self.best.as_ref().is_none_or(|best| unknown < best.unknown) {
                    let (row, end) = (self.read, reader.checkpoint());
                    self.best = Some(Attempt { row, value, unknown, end });
                }
            }
            Err(error) => {
                self.is_stranger &= error.is_of_stranger();
                if self.error.as_ref().is_none_or(|best| error.offset() > best.offset()) {
                    self.error = Some(error);
                }
            }
        }
        if self.competing.is_empty() && !matches!(self.decisive, Some(Decisive::ByProperty(_))) {
            if let Some(best) = self.best.take() {
                return Some(Ok(self.take(best, reader)));
            }
            // Where every row asks for another constant, a new member may have this one.
            if self.decisive.is_none() && !self.is_stranger {
                return self.error.take().map(Err);
            }
        }
        reader.go_to(&self.start);
        None
    }

    /// The decisive row, unless one that competed knows more of the value: a member that drops
    /// what it does not list would lose what the decisive one was found by.
    fn decide(
        &mut self,
        decisive: Result<T, DecodeError>,
        reader: &mut Reader<'_>,
    ) -> Result<T, DecodeError> {
        let unknown = reader.unknown_since(&self.start);
        match self.best.take() {
            Some(best) if decisive.is_err() || best.unknown < unknown => {
                Ok(self.take(best, reader))
            }
            _ => decisive,
        }
    }

    /// The value of an attempt, behind which the reader goes.
    fn take(&mut self, attempt: Attempt<T>, reader: &mut Reader<'_>) -> T {
        reader.go_to(&attempt.end);
        self.read = attempt.row;
        attempt.value
    }
}

/// The decisive row and those that compete, the first one last.
fn admitted(
    reader: &mut Reader<'_>,
    rows: &[Row],
) -> Result<(Option<Decisive>, Vec<&'static str>), DecodeError> {
    let shape = Shape::of(reader, rows)?;
    let mut competing = Vec::new();
    let mut decisive = None;
    for (index, row) in rows.iter().enumerate() {
        let Some(guard) = &row.guard else { continue };
        if !guard.admits(&shape, rows) {
            continue;
        }
        let competes = rows.get(index + 1).is_some_and(|next| next.guard.is_none());
        if competes {
            competing.push(row.name);
        } else {
            let row = if guard.needs_properties() {
                Decisive::ByProperty(row.name)
            } else {
                Decisive::LastResort(row.name)
            };
            decisive = decisive.or(Some(row));
            if competing.is_empty() {
                break;
            }
        }
    }
    if let ([only], None) = (competing.as_slice(), decisive) {
        return Ok((Some(Decisive::LastResort(only)), Vec::new()));
    }
    competing.reverse();
    Ok((decisive, competing))
}

impl Reader<'_> {
    /// Keeps a value that no variant of a union admits.
    pub(crate) fn unknown_variant(&mut self) -> Result<RawJson, DecodeError> {
        self.note_unknown();
        <RawJson as super::Decode>::decode(self)
    }
}

/// The value ahead, if it is one of this type; otherwise the reader stays where it is.
pub(crate) fn try_decode<T: Decode>(reader: &mut Reader<'_>) -> Option<T> {
    let start = reader.checkpoint();
    let value = T::decode(reader).ok();
    if value.is_none() {
        reader.go_to(&start);
    }
    value
}
