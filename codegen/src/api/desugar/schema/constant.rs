//! `const` (JSON Schema 2020-12 Validation, 6.1.3), rewritten as an `enum` with one value and a
//! private extension.

use serde_json::{Value, json};

use super::super::Object;
use super::super::pass::Parts;
use crate::api::extension;

/// Replaces `const`, and any `enum` next to it, which could only repeat its value.
pub(super) fn desugar(schema: &mut Object, _: &mut Parts) {
    if let Some(value) = schema.shift_remove("const") {
        schema.insert("enum".to_owned(), json!([value]));
        schema.insert(extension::CONSTANT.to_owned(), Value::Bool(true));
    }
    if schema.get("enum").and_then(Value::as_array).is_some_and(Vec::is_empty) {
        schema.shift_remove("enum");
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::tests::desugared;

    #[test]
    fn a_constant_is_a_marked_enum_of_one() {
        assert_eq!(
            desugared(json!({ "const": "a", "type": "string", "enum": ["a", "b"] })),
            json!({ "type": "string", "enum": ["a"], "x-codegen:constant": true })
        );
    }
}
