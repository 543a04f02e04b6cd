//! How `union!` chooses the member that a value belongs to.

use super::guard::{Row, Shape};
use super::reader::Checkpoint;
use super::{DecodeError, RawJson, Reader};

/// The search for the member that a value belongs to.
pub(crate) struct Trial<'j, T> {
    start: Checkpoint<'j>,
    /// The only row to read, or the one to read when all that compete fail.
    decisive: Option<&'static str>,
    /// The rows that compete, the next one last.
    competing: Vec<&'static str>,
    best: Option<Attempt<'j, T>>,
    error: Option<DecodeError>,
}

struct Attempt<'j, T> {
    value: T,
    unknown: u32,
    end: Checkpoint<'j>,
}

impl<'j, T> Trial<'j, T> {
    /// Finds the rows that admit the value ahead.
    pub(crate) fn new(reader: &mut Reader<'j>, rows: &[Row]) -> Result<Self, DecodeError> {
        let (decisive, competing) = admitted(reader, rows)?;
        let start = reader.checkpoint();
        Ok(Self { start, decisive, competing, best: None, error: None })
    }

    /// The name of the variant to read next; empty when no row admits the value.
    pub(crate) fn row(&self) -> &'static str {
        self.competing.last().copied().or(self.decisive).unwrap_or_default()
    }

    /// Takes what reading as that variant gave; gives the outcome when the search is over.
    pub(crate) fn judge(
        &mut self,
        result: Result<T, DecodeError>,
        reader: &mut Reader<'j>,
    ) -> Option<Result<T, DecodeError>> {
        if self.competing.pop().is_none() {
            return Some(result);
        }
        match result {
            Ok(value) => {
                let unknown = reader.unknown_since(&self.start);
                if unknown == 0 {
                    return Some(Ok(value));
                }
                if self.best.as_ref().is_none_or(|best| unknown < best.unknown) {
                    self.best = Some(Attempt { value, unknown, end: reader.checkpoint() });
                }
            }
            Err(error) => {
                if self.error.as_ref().is_none_or(|best| error.offset() > best.offset()) {
                    self.error = Some(error);
                }
            }
        }
        if self.competing.is_empty() {
            if let Some(best) = self.best.take() {
                reader.go_to(&best.end);
                return Some(Ok(best.value));
            }
            if self.decisive.is_none() {
                return self.error.take().map(Err);
            }
        }
        reader.go_to(&self.start);
        None
    }
}

/// The decisive row and those that compete, the first one last.
fn admitted(
    reader: &mut Reader<'_>,
    rows: &[Row],
) -> Result<(Option<&'static str>, Vec<&'static str>), DecodeError> {
    let shape = Shape::of(reader, rows)?;
    let mut competing = Vec::new();
    let mut decisive = None;
    for (index, row) in rows.iter().enumerate() {
        let Some(guard) = &row.guard else { continue };
        if !guard.admits(&shape, rows) {
            continue;
        }
        let competes = rows.get(index + 1).is_some_and(|next| next.guard.is_none());
        if competes && reader.may_try() {
            competing.push(row.name);
        } else {
            decisive = decisive.or(Some(row.name));
            if competing.is_empty() {
                break;
            }
        }
    }
    if let ([only], None) = (competing.as_slice(), decisive) {
        return Ok((Some(only), Vec::new()));
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
