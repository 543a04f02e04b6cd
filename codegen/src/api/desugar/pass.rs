//! [`Pass`]: a function that changes a single object, and the schemas that it moves to the
//! components.

use std::borrow::Cow;
use std::collections::VecDeque;

use serde_json::Value;

use super::Object;
use crate::api::extension;
use crate::document::grammar::references::target;

/// A function that changes a single object.
pub(super) type Pass = fn(&mut Object, &mut Parts);

/// Schemas to be moved to the components, because OpenAPI 3.0 doesn't support the keyword that
/// contains them.
#[derive(Default)]
pub(super) struct Parts(VecDeque<(String, Value)>);

impl Parts {
    /// Adds a schema, and returns its component key. For a reference, returns the key of its target
    /// instead.
    pub(super) fn key(&mut self, schema: Value) -> Option<String> {
        let object = schema.as_object()?;
        if let (1, Some(reference)) = (object.len(), target(object)) {
            return extension::schema_key(reference).map(Cow::into_owned);
        }
        let pointer = object.get(extension::POINTER)?.as_str()?;
        let key = format!("{}{pointer}", extension::HOISTED);
        self.0.push_back((key.clone(), schema));
        Some(key)
    }

    /// Removes and returns the next schema with its key.
    pub(super) fn next(&mut self) -> Option<(String, Value)> {
        self.0.pop_front()
    }
}
