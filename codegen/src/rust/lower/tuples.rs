//! The grouping of a struct's fields into the tuples that the runtime decodes and encodes.

use crate::rust::items::{Field, FieldGroup, FieldTuple, Presence};

/// The maximum number of fields in a tuple of the runtime.
const MAX_FIELDS: usize = 16;

/// The maximum number of tuples of a group that are not filled up with empty ones.
const MAX_UNPADDED: usize = 4;

/// Returns the tuples of a struct, group by group. The runtime supports any number of tuples up to
/// four in a group, and 8, 16 or 32 beyond that, of which the remaining ones are empty.
pub(super) fn tuples(fields: &[Field]) -> Vec<FieldTuple> {
    let of_group = |group: FieldGroup| {
        let own = fields.iter().enumerate().filter(|(_, field)| self::group(field) == group);
        let own: Vec<usize> = own.map(|(position, _)| position).collect();
        chunks(&own).into_iter().map(move |fields| FieldTuple { group, fields })
    };
    let groups = [FieldGroup::Required, FieldGroup::Optional, FieldGroup::Maybe];
    groups.into_iter().flat_map(of_group).collect()
}

fn chunks(positions: &[usize]) -> Vec<Vec<usize>> {
    let mut chunks: Vec<Vec<usize>> = positions.chunks(MAX_FIELDS).map(<[usize]>::to_vec).collect();
    if chunks.len() > MAX_UNPADDED {
        chunks.resize_with(chunks.len().next_power_of_two(), Vec::new);
    }
    chunks
}

fn group(field: &Field) -> FieldGroup {
    match field.presence {
        Presence::Required | Presence::RequiredNullable => FieldGroup::Required,
        Presence::Optional => FieldGroup::Optional,
        Presence::OptionalNullable => FieldGroup::Maybe,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tuple_has_at_most_16_fields_and_many_tuples_are_filled_up() {
        let sizes = |count: usize| {
            let positions: Vec<usize> = (0..count).collect();
            chunks(&positions).iter().map(Vec::len).collect::<Vec<_>>()
        };
        assert!(sizes(0).is_empty());
        assert_eq!(sizes(17), [16, 1]);
        assert_eq!(sizes(64), [16; 4]);
        assert_eq!(sizes(65), [16, 16, 16, 16, 1, 0, 0, 0]);
        assert_eq!(sizes(512), [16; 32]);
    }
}
