//! [`Fieldless`]: the properties without a field, while an object is read.

use super::super::tag;
use super::super::{DecodeError, DecodeErrorKind, Pattern, Reader, Rest, Tag, Writer};
use super::{Constant, Table};

/// The constants and tags of a table, and which of them have been read.
pub(super) struct Fieldless {
    table: &'static Table,
    /// The tag that the enclosing union reads and writes.
    tag: Option<Tag>,
    constants: Seen,
    tags: Seen,
}

impl Fieldless {
    pub(super) fn new(table: &'static Table, tag: Option<Tag>) -> Self {
        Self { table, tag, constants: Seen::default(), tags: Seen::default() }
    }

    /// Reads the value of a property: a constant, a tag, or one for the rest.
    pub(super) fn read(
        &mut self,
        name: &str,
        rest: &mut dyn Rest,
        reader: &mut Reader<'_>,
    ) -> Result<(), DecodeError> {
        let Table { constants, tags, .. } = self.table;
        if let Some(at) = constants.iter().position(|(known, _)| *known == name) {
            self.constants.insert(at);
            return read_constant(constants[at].1, reader);
        }
        let is_taken = if let Some(at) = tags.iter().position(|(known, _)| *known == name) {
            self.tags.insert(at);
            tag::skip_if_matching(&Pattern::Text(tags[at].1), reader)?
        } else if let Some(tag) = self.tag.filter(|tag| tag.property == name) {
            tag.skip_if_matching(reader)?
        } else {
            false
        };
        if is_taken { Ok(()) } else { rest.read(name, reader) }
    }

    /// The name of a required property that is missing.
    pub(super) fn missing(&self) -> Option<&'static str> {
        let Table { constants, tags, .. } = self.table;
        let constants = constants.iter().enumerate().map(|(at, (name, _))| (at, name));
        let tags = tags.iter().enumerate().map(|(at, (name, _))| (at, name));
        let mut missing = constants
            .filter(|(at, _)| !self.constants.contains(*at))
            .chain(tags.filter(|(at, _)| !self.tags.contains(*at)));
        missing.next().map(|(_, name)| *name)
    }
}

fn read_constant(value: &dyn Constant, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
    reader.kind()?;
    let offset = reader.offset();
    if value.is_next(reader)? {
        return Ok(());
    }
    let mut expected = Writer::new();
    value.encode(&mut expected);
    let expected = String::from_utf8_lossy(&expected.into_bytes()).into_owned();
    Err(DecodeError::new(DecodeErrorKind::Constant { expected }, offset))
}

/// The set of entries of a list that have been read; entries beyond the 64th are not required.
#[derive(Default)]
struct Seen(u64);

impl Seen {
    fn insert(&mut self, position: usize) {
        self.0 |= bit(position);
    }

    fn contains(&self, position: usize) -> bool {
        self.0 & bit(position) == bit(position)
    }
}

fn bit(position: usize) -> u64 {
    u32::try_from(position).ok().and_then(|position| 1_u64.checked_shl(position)).unwrap_or(0)
}
