//! Polling: operations that are repeated until their response is final.

use super::{Api, Operation, SchemaId, Shape};
use crate::document::media_types::is_json;
use crate::document::text::{Json, Text};

/// The polling of an operation: the states in which its response is final.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Polling {
    /// The path of nested properties to the state in the response.
    pub state: Vec<Text>,
    /// The same path as a JSON Pointer (RFC 6901).
    pub place: Text,
    /// The states of success.
    pub done: Vec<Json>,
    /// The states of failure.
    pub failed: Vec<Json>,
    /// The index of the rule in the configuration that defines the polling.
    pub rule: usize,
}

impl Api {
    /// Whether the JSON of the operation's successful responses has a state that can have all of
    /// these values.
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

    /// Returns the schemas of the property with this name in an object or in the members of a
    /// union.
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

    /// Whether a value is valid for a schema, considering only its JSON type and `enum`.
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
