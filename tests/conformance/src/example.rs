//! The example values in a document: `example`, `examples` and `default` of schemas, and the
//! examples next to a reference to a schema.

use std::collections::BTreeMap;

use serde_json::Value;

/// Returns the document's values for each component schema, by its name.
pub(crate) fn of_components(document: &Value) -> BTreeMap<String, Vec<Value>> {
    let mut found: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    let schemas = document.pointer("/components/schemas").and_then(Value::as_object);
    for (name, schema) in schemas.into_iter().flatten() {
        let values = found.entry(name.clone()).or_default();
        values.extend(schema.get("example").cloned());
        values.extend(schema.get("default").cloned());
        let examples = schema.get("examples").and_then(Value::as_array);
        values.extend(examples.into_iter().flatten().cloned());
    }
    examples_of(document, &mut found);
    found
}

/// Collects examples of media types, parameters and headers (OpenAPI 3.1, Media Type Object).
fn examples_of(value: &Value, found: &mut BTreeMap<String, Vec<Value>>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| examples_of(item, found)),
        Value::Object(members) => {
            let reference = members.get("schema").and_then(|schema| schema.get("$ref")?.as_str());
            let name = reference.and_then(|it| it.strip_prefix("#/components/schemas/"));
            if let Some(values) = name.and_then(|name| found.get_mut(name)) {
                values.extend(members.get("example").cloned());
                let examples = members.get("examples").and_then(Value::as_object);
                let shown = |it: &Value| it.get("value").or_else(|| it.get("dataValue")).cloned();
                values.extend(examples.into_iter().flatten().filter_map(|(_, it)| shown(it)));
            }
            members.values().for_each(|member| examples_of(member, found));
        }
        _ => {}
    }
}
