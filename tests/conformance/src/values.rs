//! Valid values of any schema of a document, as clients send them: sampled, and accepted by the
//! validator.

use codegen::internals::document::direction::Direction;
use serde_json::Value;

use crate::dialect;
use crate::oracle::Oracle;
use crate::random::Random;
use crate::sample::{Fill, Sampler};

/// The maximum number of samples that are drawn for each requested valid value.
const MAX_SAMPLES: usize = 8;

/// A document with a sampler for its schemas.
#[derive(Clone, Debug)]
pub struct Values {
    document: Value,
    seed: u64,
}

impl Values {
    /// Creates the values of an unmodified document.
    pub fn new(original: &Value, seed: u64) -> Self {
        let document = dialect::convert(original);
        let mut document = dialect::of_direction(&document, Some(Direction::Sent));
        let whole = document.clone();
        without_read_only(&mut document, &whole);
        Self { document, seed }
    }

    /// Returns up to `count` valid values of the schema at this JSON Pointer: the first with all
    /// optional values, the second with none of them.
    ///
    /// # Errors
    /// The validator does not support the schema.
    pub fn of(&self, pointer: &str, count: usize) -> Result<Vec<Value>, String> {
        let oracle = Oracle::new(&self.document)?;
        let validator = oracle.validator(pointer)?;
        let Some(schema) = self.document.pointer(pointer) else { return Ok(Vec::new()) };
        let mut random = Random::new(self.seed, pointer);
        let mut values = Vec::new();
        for attempt in 0..count * MAX_SAMPLES {
            let fill = match values.len() {
                0 if attempt < MAX_SAMPLES => Fill::All,
                1 => Fill::None,
                _ => Fill::Some,
            };
            let value = Sampler::new(&self.document, &mut random, fill).sample(&[schema]);
            let is_new = |it: &Value| !values.contains(it) && validator.is_valid(it);
            values.extend(value.filter(is_new));
            if values.len() == count {
                break;
            }
        }
        Ok(values)
    }
}

/// Removes the `readOnly` properties, which clients should not send (OpenAPI 3.1, Schema Object).
fn without_read_only(value: &mut Value, document: &Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|it| without_read_only(it, document)),
        Value::Object(all) => {
            if let Some(Value::Object(properties)) = all.get_mut("properties") {
                properties.retain(|_, it| !dialect::is_of_direction(it, document, "readOnly"));
            }
            all.values_mut().for_each(|it| without_read_only(it, document));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn samples_are_valid_and_start_with_all_and_no_optional_properties() {
        let schema = json!({
            "type": "object", "required": ["a"],
            "properties": {
                "a": {"type": "integer"}, "b": {"type": "string"},
                "c": {"type": "string", "readOnly": true},
            },
        });
        let document = json!({"openapi": "3.1.0", "components": {"schemas": {"S": schema}}});
        let found = Values::new(&document, 0).of("/components/schemas/S", 4).expect("values");
        assert_eq!(found.len(), 4);
        assert!(found[0].get("b").is_some() && found[1].get("b").is_none());
        assert!(found.iter().all(|it| it["a"].is_number() && it.get("c").is_none()), "{found:?}");
    }

    #[test]
    fn properties_that_are_read_only_are_not_sent() {
        let document = json!({"openapi": "3.0.3", "components": {"schemas": {
            "S": {"type": "object", "required": ["a", "b"], "properties": {
                "a": {"type": "integer", "nullable": true, "readOnly": true},
                "b": {"$ref": "#/components/schemas/Id"},
                "c": {"type": "string"},
            }},
            "Id": {"type": "string", "readOnly": true},
        }}});
        let found = Values::new(&document, 0).of("/components/schemas/S", 4).expect("values");
        let names = |it: &Value| it.as_object().map(|it| it.keys().cloned().collect::<Vec<_>>());
        assert_eq!(names(&found[0]), Some(vec!["c".to_owned()]));
        assert_eq!(names(&found[1]), Some(Vec::new()));
    }
}
