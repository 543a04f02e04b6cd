//! Each row shows a difference: changes the presence or type of everything at once, in the
//! documents of the tests.

use codegen::internals::config::Config;
use codegen::internals::review::diff::{self, Change};
use serde_json::{Map, Value, json};

use super::{document, surface};
use crate::documents::{configuration, configurations};

/// A change to all schemas of a document.
type Edit = fn(&mut Map<String, Value>);

const EDITS: [(&str, Edit); 5] = [
    ("as it is", |_| ()),
    ("nothing is required", |schema| {
        schema.remove("required");
    }),
    ("everything is required", |schema| {
        if let Some(Value::Object(properties)) = schema.get("properties") {
            let names: Vec<&String> = properties.keys().collect();
            schema.insert("required".to_owned(), json!(names));
        }
    }),
    ("every property is nullable", |schema| {
        if let Some(Value::Object(properties)) = schema.get_mut("properties") {
            properties.values_mut().for_each(nullable);
        }
    }),
    ("every whole number is a number", |schema| {
        if schema.get("type") == Some(&json!("integer")) {
            schema.insert("type".to_owned(), json!("number"));
            schema.remove("format");
        }
    }),
];

/// Allows `null` with a list of types (OpenAPI 3.1, Schema Object).
fn nullable(property: &mut Value) {
    let Some(Value::String(kind)) = property.get("type") else { return };
    let kinds = json!([kind, "null"]);
    if property.get("enum").is_none() {
        property["type"] = kinds;
    }
}

/// Applies an edit to each object whose keys are keys of a schema.
fn edit(value: &mut Value, apply: Edit) {
    match value {
        Value::Array(elements) => elements.iter_mut().for_each(|it| edit(it, apply)),
        Value::Object(members) => {
            members.values_mut().for_each(|it| edit(it, apply));
            if members.get("type").is_some_and(Value::is_string) {
                apply(members);
            }
        }
        _ => {}
    }
}

/// Describes a row whose sides of `from → to` are equal.
fn repeated(change: &Change) -> Option<String> {
    let (before, after) = change.detail.split_once(" → ")?;
    (before == after).then(|| format!("{}: {:?}, {}", change.item, change.rule, change.detail))
}

#[test]
fn no_row_has_two_equal_sides() {
    let (mut rows, mut faults) = (0, Vec::new());
    let mut look = |name: &str, changes: Vec<Change>| {
        rows += changes.len();
        faults.extend(changes.iter().filter_map(repeated).map(|it| format!("{name}: {it}")));
    };
    let [before, after] = ["before", "after"].map(|name| surface(&document(name)));
    look("forth", diff::compare(&before, &after).changes);
    look("back", diff::compare(&after, &before).changes);

    for file in configurations() {
        let (config, _) = configuration(&file);
        let read = codegen::internals::read(&config)
            .unwrap_or_else(|failure| panic!("{:?}", failure.diagnostics));
        let crates = EDITS.map(|(name, apply)| {
            let mut value = read.value.clone();
            edit(&mut value, apply);
            let text = Some(value.to_string());
            let edited = Config { text, overlays: Vec::new(), ..config.clone() };
            let krate = codegen::internals::surface(&edited)
                .unwrap_or_else(|failure| panic!("{name}: {:?}", failure.diagnostics));
            (name, krate)
        });
        for (from, old) in &crates {
            for (to, new) in &crates {
                let name = format!("{}, from `{from}` to `{to}`", file.display());
                look(&name, diff::compare(old, new).changes);
            }
        }
    }
    assert!(rows > 1000, "{rows} rows are not enough");
    assert!(faults.is_empty(), "{} of {rows}:\n{}", faults.len(), faults.join("\n"));
}
