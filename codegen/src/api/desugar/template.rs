//! Undeclared path parameters: declares each in an OpenAPI 3.0 document as a string, since a
//! request can't be built without it.

use serde_json::{Value, json};

use super::Object;
use crate::api::extension;
use crate::document::grammar::component_at;
use crate::document::grammar::references::MAX_CHAIN_LEN;
use crate::document::pointer::JsonPointer;

/// Declares the parameters of path templates that aren't declared (OpenAPI 3.2, Path Templating).
pub(super) fn declare(document: &mut Value) {
    let components = document.pointer_mut("/components/parameters").map(Value::take);
    let named = components.as_ref().and_then(Value::as_object);
    let Some(Value::Object(paths)) = document.get_mut("paths") else { return };
    for (path, item) in paths.iter_mut() {
        let Value::Object(item) = item else { continue };
        if item.contains_key(extension::WEBHOOK) || !path.contains('{') {
            continue;
        }
        let template = item.get(extension::PATH).and_then(Value::as_str).unwrap_or(path).to_owned();
        let shared = declared(item.get("parameters"), named);
        for operation in item.values_mut().filter_map(Value::as_object_mut) {
            if operation.contains_key("responses") {
                declare_missing(operation, &template, &shared, named);
            }
        }
    }
    if let Some(components) = components
        && let Some(place) = document.pointer_mut("/components/parameters")
    {
        *place = components;
    }
}

fn declare_missing(
    operation: &mut Object,
    template: &str,
    shared: &[String],
    components: Option<&Object>,
) {
    let own = declared(operation.get("parameters"), components);
    let at = operation.get(extension::POINTER).and_then(Value::as_str).unwrap_or_default();
    let mut missing: Vec<Value> = Vec::new();
    for name in names(template) {
        let is_declared = |list: &[String]| list.iter().any(|it| it == name);
        if is_declared(&own) || is_declared(shared) || missing.iter().any(|it| it["name"] == name) {
            continue;
        }
        missing.push(json!({
            "name": name,
            "in": "path",
            "required": true,
            "schema": { "type": "string", extension::POINTER: at },
            extension::POINTER: at,
        }));
    }
    if missing.is_empty() {
        return;
    }
    let parameters = operation.entry("parameters").or_insert_with(|| json!([]));
    if let Value::Array(parameters) = parameters {
        parameters.extend(missing);
    }
}

/// Returns the names of the path parameters in a list, including those that are references to
/// components.
fn declared(list: Option<&Value>, components: Option<&Object>) -> Vec<String> {
    let list = list.and_then(Value::as_array).into_iter().flatten();
    let ends = list.filter_map(|parameter| end(parameter, components));
    let in_path = ends.filter(|it| it.get("in").is_some_and(|place| place == "path"));
    in_path.filter_map(|it| it.get("name")?.as_str().map(str::to_owned)).collect()
}

/// Returns the parameter at the end of a chain of references.
fn end<'a>(mut parameter: &'a Value, components: Option<&'a Object>) -> Option<&'a Value> {
    for _ in 0..MAX_CHAIN_LEN {
        let Some(reference) = parameter.get("$ref").and_then(Value::as_str) else { break };
        let component = component_at(&JsonPointer::of_reference(reference)?);
        let (_, key) = component.filter(|(section, _)| section == "parameters")?;
        parameter = components?.get(&key)?;
    }
    Some(parameter)
}

/// Returns the parameter names in the braces of a path template.
fn names(path: &str) -> impl Iterator<Item = &str> {
    path.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn undeclared_path_parameters_are_strings() {
        let mut document = json!({
            "paths": { "/{a}/{b}/{c}/{d}/{d}": {
                "parameters": [{ "$ref": "#/components/parameters/A~1" }],
                "get": { "x-codegen:pointer": "/p", "responses": {},
                    "parameters": [{ "name": "b", "in": "path" }, { "name": "c", "in": "query" }] },
            } },
            "components": { "parameters": { "A/": { "name": "a", "in": "path" } } },
        });
        let before = document["components"].clone();
        declare(&mut document);
        assert_eq!(document["components"], before);
        let operation = &document["paths"]["/{a}/{b}/{c}/{d}/{d}"]["get"];
        let parameters = operation["parameters"].as_array().expect("a list");
        let added: Vec<&Value> = parameters[2..].iter().map(|it| &it["name"]).collect();
        assert_eq!(added, ["c", "d"]);
        assert_eq!(parameters[2]["schema"]["type"], "string");
    }
}
