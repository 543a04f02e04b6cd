//! Desugaring: rewrites a checked OpenAPI 3.1 or 3.2 document as an equivalent one of version 3.0,
//! which openapiv3 can represent. Features that 3.0 doesn't have become the private extensions of
//! [`crate::api::extension`].

mod describe;
mod discriminator;
mod fill;
mod generics;
mod header;
mod hoist;
mod inline;
mod method;
mod parameter;
mod pass;
mod querystring;
mod rewrite;
mod schema;
mod security;
mod stamp;
mod template;

use serde_json::{Map, Value, json};

use self::inline::Copied;
use crate::document::Document;
use crate::document::grammar::{KeyInterpretation, Shape};

/// A JSON object.
type Object = Map<String, Value>;

/// The interpretation of keys: unknown ones aren't guessed, since the document has been checked.
const READING: KeyInterpretation = KeyInterpretation::Understood;

/// Rewrites a document. Parts that no pass handles aren't changed.
///
/// Afterwards, each object that can become a type or an operation has its JSON Pointer in the
/// author's document, every `$ref` to a schema refers to a component, and
/// [`crate::api::model::model`] loses nothing that a later stage needs.
pub fn desugar(document: Document) -> Document {
    let Document { mut value, sources, origins } = document;
    stamp::stamp(Shape::DOCUMENT, &mut value, &mut String::new());
    generics::specialize(&mut value);
    hoist::hoist(&mut value);
    if inline::inline(&mut value) == Copied::New {
        hoist::hoist(&mut value);
    }
    method::webhooks(&mut value);
    rewrite::rewrite(&mut value);
    template::declare(&mut value);
    security::lift(&mut value);
    Document { value, sources, origins }
}

/// Returns a section of the components, which is added if missing.
fn components<'a>(document: &'a mut Value, section: &str) -> Option<&'a mut Object> {
    let components = member(document, "components")?;
    member(components, section)?.as_object_mut()
}

fn member<'a>(value: &'a mut Value, key: &str) -> Option<&'a mut Value> {
    Some(value.as_object_mut()?.entry(key).or_insert_with(|| json!({})))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::extension;

    fn desugared(value: Value) -> Value {
        desugar(Document { value, sources: Vec::new(), origins: Vec::new() }).value
    }

    #[test]
    fn schemas_in_new_places_become_components_after_the_authors_own() {
        let document = desugared(json!({
            "components": { "schemas": {
                "Z": { "prefixItems": [{ "type": ["string", "null"] }, { "$ref": "#/$defs/D" }] },
                "A": { "patternProperties": { "a": { "prefixItems": [true] } } },
            } },
            "$defs": { "D": { "const": 1 } },
        }));
        let schemas = document["components"]["schemas"].as_object().expect("an object");
        let keys: Vec<_> = schemas.keys().collect();
        let pattern = "x-codegen:/components/schemas/A/patternProperties/a";
        let first = "x-codegen:/components/schemas/Z/prefixItems/0";
        let inner = format!("{pattern}/prefixItems/0");
        assert_eq!(keys, ["Z", "A", "x-codegen:/$defs/D", first, pattern, inner.as_str()]);
        assert_eq!(schemas["Z"][extension::PREFIX_ITEMS], json!([first, "x-codegen:/$defs/D"]));
        assert_eq!(schemas[first]["nullable"], true);
        assert_eq!(schemas["x-codegen:/$defs/D"]["enum"], json!([1]));
        assert_eq!(schemas[pattern][extension::PREFIX_ITEMS], json!([inner]));
        assert_eq!(document.get("$defs"), None);
    }

    #[test]
    fn operations_in_new_places_become_path_items() {
        let document = desugared(json!({
            "openapi": "3.2.0",
            "info": { "title": "T", "version": "1" },
            "webhooks": { "paid": { "$ref": "#/components/pathItems/Paid" } },
            "paths": { "/a": { "query": { "parameters": [
                { "name": "q", "in": "querystring", "content": {
                    "application/json": { "schema": { "const": 1 } },
                } },
            ] } } },
            "components": { "pathItems": { "Paid": { "post": {} } } },
        }));
        let hook = &document["paths"]["/x-codegen-webhooks/paid"];
        assert_eq!(hook[extension::WEBHOOK], "paid");
        assert_eq!(hook["post"][extension::POINTER], "/components/pathItems/Paid/post");
        assert_eq!(hook["post"]["responses"], json!({}));
        let query = &document["paths"]["/x-codegen-operations/QUERY/a"]["get"];
        let whole = &query["parameters"][0];
        assert_eq!(whole[extension::QUERYSTRING], true);
        assert_eq!(whole["content"]["application/json"]["schema"]["enum"], json!([1]));
    }

    #[test]
    fn malformed_documents_are_desugared() {
        for odd in [json!(null), json!([]), json!({ "components": [], "paths": 1 })] {
            desugared(odd);
        }
        let odd = json!({ "components": { "schemas": {
            "A": { "$ref": "#/components/schemas/A" },
            "B": { "type": [], "enum": 1, "anyOf": {}, "prefixItems": {}, "discriminator": [] },
            "C": { "items": { "$ref": "#/components/schemas/C/items" } },
            "D": { "properties": { "a": { "$ref": "#/components/schemas/D/properties/a/items" } } },
            "E": [],
        } } });
        desugared(odd);
    }
}
