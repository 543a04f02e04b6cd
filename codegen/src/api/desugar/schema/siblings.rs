//! A `$ref` with siblings (JSON Schema 2020-12 Core, 8.2.3.1), rewritten as a member of `allOf`.

use serde_json::{Value, json};

use super::super::Object;
use super::super::pass::Parts;
use super::is_idle;

/// Moves the `$ref` into `allOf` if any of its siblings constrains values.
pub(super) fn desugar(schema: &mut Object, _: &mut Parts) {
    if schema.len() < 2 || !schema.get("$ref").is_some_and(Value::is_string) {
        return;
    }
    if schema.keys().all(|keyword| keyword == "$ref" || is_idle(keyword)) {
        schema.retain(|keyword, _| keyword == "$ref");
        return;
    }
    let Some(reference) = schema.shift_remove("$ref") else { return };
    let reference = json!({ "$ref": reference });
    match schema.get_mut("allOf") {
        Some(Value::Array(members)) => members.insert(0, reference),
        _ => {
            schema.insert("allOf".to_owned(), json!([reference]));
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::tests::desugared;

    #[test]
    fn a_reference_with_siblings_becomes_a_member() {
        assert_eq!(
            desugared(json!({ "$ref": "#/a", "title": "A", "allOf": [{ "title": "B" }] })),
            json!({ "title": "A", "allOf": [{ "$ref": "#/a" }, { "title": "B" }] })
        );
    }

    #[test]
    fn siblings_without_effect_are_removed() {
        assert_eq!(
            desugared(json!({ "$ref": "#/a", "$comment": "b", "x-codegen:pointer": "/c" })),
            json!({ "$ref": "#/a" })
        );
    }
}
