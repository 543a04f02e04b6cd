//! The sizes of the smallest values of schemas: the number of values in them, and their depth. A
//! schema without a finite value has no size.

use crate::api::ir::{Api, Property, SchemaId, Shape};
use crate::rust::names::Names;

/// The size of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::rust::lower) struct Size {
    /// The number of values in it, including itself.
    pub(super) values: usize,
    /// The number of nested levels.
    pub(super) levels: usize,
}

/// The size of a scalar, and of a value whose parts are all optional.
const ONE: Size = Size { values: 1, levels: 1 };

/// The size of the smallest value of each schema.
#[derive(Clone, Debug)]
pub(in crate::rust::lower) struct Sizes(Vec<Option<Size>>);

impl Sizes {
    /// Returns the sizes in an API. It starts without any, and adds those that follow from the
    /// known ones until nothing changes.
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

    /// Returns the size of the smallest value of a schema, except `null`.
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
            _ => Some(ONE),
        }
    }
}

/// Returns the size of a value with these parts.
fn sum(parts: impl Iterator<Item = Option<Size>>) -> Option<Size> {
    parts.into_iter().try_fold(ONE, |sum, part| {
        let part = part?;
        Some(Size {
            values: sum.values.saturating_add(part.values),
            levels: sum.levels.max(part.levels.saturating_add(1)),
        })
    })
}
