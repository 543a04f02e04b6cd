//! The minimum sizes of schemas' values: the number of values in them, and their nesting. A schema
//! without a finite value has no size.

use crate::api::ir::{Api, Property, SchemaId, Shape};
use crate::rust::names::Names;

/// The size of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::rust::lower) struct Size {
    /// The number of values, including itself.
    pub(super) values: usize,
    /// The number of levels.
    pub(super) levels: usize,
}

/// The size of a scalar, or of a value whose parts are all optional.
const SCALAR: Size = Size { values: 1, levels: 1 };

/// The minimum size of each schema's values.
#[derive(Clone, Debug)]
pub(in crate::rust::lower) struct Sizes(Vec<Option<Size>>);

impl Sizes {
    /// Returns the sizes in an API. They are derived from the known sizes, of which there are none
    /// at first, until nothing changes.
    pub(in crate::rust::lower) fn of(api: &Api, names: &Names) -> Self {
        let mut sizes = Self(vec![None; api.schemas.len()]);
        loop {
            let mut changed = false;
            for id in api.schema_ids() {
                let size = sizes.smallest(api, names, id);
                let known = &mut sizes.0[id.index()];
                if size.is_some_and(|size| known.is_none_or(|known| size < known)) {
                    *known = size;
                    changed = true;
                }
            }
            if !changed {
                return sizes;
            }
        }
    }

    /// Returns the size of the smallest value of a schema, other than `null`.
    pub(super) fn get(&self, id: SchemaId) -> Option<Size> {
        self.0.get(id.index()).copied().flatten()
    }

    fn smallest(&self, api: &Api, names: &Names, id: SchemaId) -> Option<Size> {
        let get = |id: SchemaId| self.get(names.representative(id));
        match &api.schema(id).shape {
            Shape::Object(object) => {
                let is_asked_for = |it: &&Property| {
                    it.required && !api.nullable(it.schema) && api.fixed(it).is_none()
                };
                let required = object.properties.iter().filter(is_asked_for);
                sum(required.map(|it| get(it.schema)))
            }
            Shape::Tuple(tuple) => {
                sum(tuple.items.iter().take(tuple.required).map(|item| get(*item)))
            }
            Shape::Union(union) => {
                let members = union.members.iter().filter_map(|it| get(it.schema));
                sum([Some(members.min()?)].into_iter())
            }
            Shape::Reference(target) => get(*target),
            _ => Some(SCALAR),
        }
    }
}

/// Returns the size of a value with these parts.
fn sum(parts: impl Iterator<Item = Option<Size>>) -> Option<Size> {
    parts.into_iter().try_fold(SCALAR, |sum, part| {
        let part = part?;
        Some(Size {
            values: sum.values.saturating_add(part.values),
            levels: sum.levels.max(part.levels.saturating_add(1)),
        })
    })
}
