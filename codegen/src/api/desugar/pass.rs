//! A pass: a function that changes one object, and what it sends to the components.

use std::borrow::Cow;
use std::collections::VecDeque;

use serde_json::Value;

use super::Object;
use crate::api::extension;
use crate::document::grammar::references::target;

/// One small change to an object.
pub(super) type Pass = fn(&mut Object, &mut Parts);

/// Schemas on their way to the components, because OpenAPI 3.0 has no word for their place.
#[derive(Default)]
pub(super) struct Parts(VecDeque<(String, Value)>);

impl Parts {
    /// Moves a schema to the components and returns its key; a reference already names one.
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

    /// The next schema on its way, with its key.
    pub(super) fn next(&mut self) -> Option<(String, Value)> {
        self.0.pop_front()
    }
}
