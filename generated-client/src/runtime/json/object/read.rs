//! Reads an object into the fields of a struct.

use super::super::{DecodeError, DecodeErrorKind, Reader, Rest};
use super::fieldless::Fieldless;
use super::fields::{Groups, Nullable, Optional, Required};
use super::slot::Slot;
use super::slots::{AnySlots, Slots};
use super::{Presence, Table};

/// Reads an object: the fields of the table's lists, and into `rest` the properties that the table
/// doesn't know.
///
/// Of duplicate names, the last one is used.
pub(crate) fn read_object<R, O, N>(
    reader: &mut Reader<'_>,
    table: &'static Table,
    rest: &mut dyn Rest,
) -> Result<(R, O, N), DecodeError>
where
    R: Groups<Required>,
    O: Groups<Optional>,
    N: Groups<Nullable>,
{
    let mut slots = Slots::<R, O, N>::empty();
    read_properties(reader, table, &mut slots, rest)?;
    slots.finish().ok_or_else(|| empty_slot_error(reader))
}

/// Reads an object. If it returns `Ok`, every required slot is filled.
fn read_properties(
    reader: &mut Reader<'_>,
    table: &'static Table,
    slots: &mut dyn AnySlots,
    rest: &mut dyn Rest,
) -> Result<(), DecodeError> {
    reader.kind()?;
    let start = reader.offset();
    let mut fieldless = Fieldless::new(table, reader.take_tag());
    let mut next = FieldCursor::default();
    let mut name = reader.enter_object()?;
    while let Some(known) = name {
        let place = next.find(table, &known);
        let slot = place.and_then(|(presence, index)| slots.slot(presence, index));
        let result = match (place, slot) {
            (Some((Presence::Optional, _)), Some(slot)) => {
                read_optional(slot, &known, rest, reader)
            }
            (_, Some(slot)) => slot.read(reader),
            (_, None) => fieldless.read(&known, rest, reader),
        };
        if let Err(error) = result {
            return Err(error.in_property(&known));
        }
        name = reader.next_name()?;
    }
    rest.finish();
    match fieldless.missing().or_else(|| missing_field(table, slots)) {
        None => Ok(()),
        Some(property) => Err(DecodeError::new(DecodeErrorKind::Missing { property }, start)),
    }
}

fn missing_field(table: &'static Table, slots: &mut dyn AnySlots) -> Option<&'static str> {
    let mut names = table.required.iter().copied().enumerate();
    let missing = names.find(|(index, _)| {
        slots.slot(Presence::Required, *index).is_none_or(|slot| !slot.is_filled())
    });
    missing.map(|(_, name)| name)
}

/// The error of `read_object` for an empty required slot, which [`read_properties`] rules out.
#[cold]
fn empty_slot_error(reader: &Reader<'_>) -> DecodeError {
    DecodeError::new(DecodeErrorKind::Missing { property: "" }, reader.offset())
}

/// The position in each list of fields at which the search for the next property starts. Most
/// objects list their properties in the order of the API's document, so the field after the one that
/// was found last is the most likely.
#[derive(Default)]
struct FieldCursor {
    required: usize,
    nullable: usize,
    optional: usize,
}

impl FieldCursor {
    fn find(&mut self, table: &Table, name: &str) -> Option<(Presence, usize)> {
        if let Some(index) = find(table.required, &mut self.required, name) {
            Some((Presence::Required, index))
        } else if let Some(index) = find(table.nullable, &mut self.nullable, name) {
            Some((Presence::Nullable, index))
        } else {
            let index = find(table.optional, &mut self.optional, name)?;
            Some((Presence::Optional, index))
        }
    }
}

#[inline]
fn find(names: &[&str], next: &mut usize, name: &str) -> Option<usize> {
    let index = match names.get(*next) {
        Some(known) if *known == name => *next,
        _ => names.iter().position(|known| *known == name)?,
    };
    *next = index + 1;
    Some(index)
}

/// Reads an optional property. An explicit `null` that the type can't represent is kept in the
/// rest.
fn read_optional(
    slot: &mut dyn Slot,
    name: &str,
    rest: &mut dyn Rest,
    reader: &mut Reader<'_>,
) -> Result<(), DecodeError> {
    if !slot.accepts_null() && reader.take_null()? {
        slot.clear();
        reader.record_invalid();
        rest.keep_null(name);
        return Ok(());
    }
    slot.read(reader)
}
