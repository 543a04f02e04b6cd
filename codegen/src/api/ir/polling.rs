//! Operations that are called again until their response is final.

use super::{Api, Operation, SchemaId, Shape};
use crate::document::media_types::is_json;
use crate::document::text::{Json, Text};

/// The states in which the response of an operation is final.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Polling {
    /// The properties, one inside of the other, that lead to the state of its answer.
    pub state: Vec<Text>,
    /// The same as a JSON Pointer (RFC 6901).
    pub place: Text,
    /// The states in which it is done.
    pub done: Vec<Json>,
    /// The states in which it has failed.
    pub failed: Vec<Json>,
    /// The rule of the configuration that says so, by its index.
    pub rule: usize,
}

impl Api {
    /// Whether any success of an operation has a state in its JSON that can be all of these.
    pub(crate) fn has_states(&self, operation: &Operation, how: &Polling) -> bool {
        let successes = operation.responses.iter().filter(|it| operation.is_success(it));
        let contents = successes.flat_map(|it| &it.contents).filter(|it| is_json(&it.media_type));
        let mut places: Vec<SchemaId> = contents.filter_map(|it| it.schema).collect();
        for name in &how.state {
            places = places.iter().flat_map(|at| self.properties(*at, name)).collect();
        }
        let can_be = |value: &Json| places.iter().any(|at| self.can_be(*at, value));
        how.done.iter().chain(&how.failed).all(can_be)
    }

    /// The schemas of a property of this name, in an object or in any member of a union.
    fn properties(&self, of: SchemaId, name: &Text) -> Vec<SchemaId> {
        match &self.schema(self.target(of)).shape {
            Shape::Object(object) => {
                let named = object.properties.iter().filter(|it| it.name == *name);
                named.map(|it| it.schema).collect()
            }
            Shape::Union(union) => {
                union.members.iter().flat_map(|it| self.properties(it.schema, name)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Whether a schema describes this value, as far as its JSON type and its listed values say.
    fn can_be(&self, id: SchemaId, value: &Json) -> bool {
        let written = value.as_written();
        match &self.schema(self.target(id)).shape {
            Shape::Any => true,
            Shape::Boolean => written.is_boolean(),
            Shape::Integer(_) | Shape::Number(_) => written.is_number(),
            Shape::String(_) => written.is_string(),
            Shape::Enumeration(of) => {
                of.has_others && written.is_string()
                    || of.values.iter().any(|it| it.value == *value)
            }
            Shape::Union(union) => union.members.iter().any(|it| self.can_be(it.schema, value)),
            _ => false,
        }
    }
}
