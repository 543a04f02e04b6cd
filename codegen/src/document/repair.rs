//! Repair of accepted dangling references: replaces those that the configuration accepts, and
//! reports a warning for each.

use serde_json::{Value, json};

use crate::document::Document;
use crate::document::check::enclosing;
use crate::document::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::grammar::{Kind, Shape, shape_at};
use crate::document::pointer::JsonPointer;

/// Replaces each dangling reference: by a reference to the definition with that name in an
/// enclosing schema, if there is one. Otherwise, a schema accepts any value, a response has no
/// body, and any other object is removed.
pub(crate) fn repair(
    mut document: Document,
    accepted: &[Diagnostic],
    diagnostics: &mut Diagnostics,
) -> Document {
    let mut removed = Vec::new();
    for error in accepted.iter().filter(|error| error.code == Code::DanglingRef) {
        let Some(repair) = repair_for(&document.value, &error.at) else { continue };
        let message = match &repair {
            Repair::Meant(intended) => format!("`{intended}` is used instead"),
            Repair::Anything => "any JSON value is accepted".to_owned(),
            Repair::NoBody => "the body of this response is not read".to_owned(),
            Repair::Nothing => "it is left out".to_owned(),
        };
        let message = format!("{}; {message}", error.message);
        diagnostics.push(
            Diagnostic::warning(Code::RepairedRef, &error.at, message)
                .help("define the target with an overlay"),
        );
        match repair {
            Repair::Nothing => removed.push(object_of(&error.at)),
            repair => apply(&mut document.value, &error.at, repair),
        }
    }
    // In reverse order, so that the indices of earlier elements of a list stay valid.
    removed.sort_by_key(|at| at.last().and_then(|last| last.parse::<usize>().ok()));
    for at in removed.into_iter().rev() {
        remove(&mut document.value, &at);
    }
    document
}

/// The repair of a dangling reference.
enum Repair {
    Meant(JsonPointer),
    Anything,
    NoBody,
    Nothing,
}

fn repair_for(root: &Value, at: &JsonPointer) -> Option<Repair> {
    let text = root.pointer(at.as_str())?.as_str()?;
    let target = JsonPointer::of_reference(text);
    if let Some(intended) = target.and_then(|target| enclosing(root, at, &target)) {
        return Some(Repair::Meant(intended));
    }
    Some(match shape_at(&object_of(at)).map(Shape::kind) {
        // A reference that the specification doesn't define is treated as a schema reference.
        None | Some(Some(Kind::Schema)) if is_reference(at) => Repair::Anything,
        Some(Some(Kind::Response)) => Repair::NoBody,
        _ => Repair::Nothing,
    })
}

fn apply(root: &mut Value, at: &JsonPointer, repair: Repair) {
    match repair {
        Repair::Meant(intended) => {
            if let Some(text) = root.pointer_mut(at.as_str()) {
                *text = Value::String(intended.to_string());
            }
        }
        Repair::Anything => remove(root, at),
        Repair::NoBody => {
            if let Some(response) = root.pointer_mut(object_of(at).as_str()) {
                *response = json!({ "description": "" });
            }
        }
        Repair::Nothing => {}
    }
}

fn is_reference(at: &JsonPointer) -> bool {
    at.as_str().ends_with("/$ref")
}

/// Returns the location of the object with the `$ref`, or of the mapping entry itself.
fn object_of(at: &JsonPointer) -> JsonPointer {
    match at.parent() {
        Some(parent) if is_reference(at) => parent,
        _ => at.clone(),
    }
}

fn remove(root: &mut Value, at: &JsonPointer) {
    let (Some(parent), Some(last)) = (at.parent(), at.last()) else { return };
    match root.pointer_mut(parent.as_str()) {
        Some(Value::Object(members)) => {
            members.shift_remove(&last);
        }
        Some(Value::Array(elements)) => {
            if let Some(index) = last.parse::<usize>().ok().filter(|index| *index < elements.len())
            {
                elements.remove(index);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repaired(value: Value, places: &[&str]) -> (Value, Vec<String>) {
        let errors: Vec<Diagnostic> = places
            .iter()
            .map(|at| JsonPointer::parse(at).expect("a pointer"))
            .map(|at| Diagnostic::error(Code::DanglingRef, &at, "m"))
            .collect();
        let mut diagnostics = Diagnostics::default();
        let document = Document { value, sources: Vec::new(), origins: Vec::new() };
        let document = repair(document, &errors, &mut diagnostics);
        let message = diagnostics.as_slice().iter().map(|it| it.message.clone());
        (document.value, message.collect())
    }

    #[test]
    fn a_definition_near_the_reference_is_suggested() {
        let (value, message) = repaired(
            json!({ "components": { "schemas": { "A": {
                "items": { "$ref": "#/$defs/B" }, "$defs": { "B": {} },
            } } } }),
            &["/components/schemas/A/items/$ref"],
        );
        let intended = "#/components/schemas/A/$defs/B";
        assert_eq!(value["components"]["schemas"]["A"]["items"]["$ref"], intended);
        assert_eq!(message, [format!("m; `{intended}` is used instead")]);
    }

    #[test]
    fn dangling_schemas_become_any_value_and_others_are_removed() {
        let (value, message) = repaired(
            json!({ "paths": { "/a": { "get": {
                "parameters": [{ "$ref": "#/b" }, { "name": "n" }, { "$ref": "#/c" }],
                "responses": { "200": { "$ref": "#/d" } },
                "requestBody": { "content": { "a/b": { "schema": {
                    "title": "T", "$ref": "#/components/schemas/E",
                } } } },
            } } } }),
            &[
                "/paths/~1a/get/parameters/0/$ref",
                "/paths/~1a/get/parameters/2/$ref",
                "/paths/~1a/get/responses/200/$ref",
                "/paths/~1a/get/requestBody/content/a~1b/schema/$ref",
            ],
        );
        let operation = &value["paths"]["/a"]["get"];
        assert_eq!(operation["parameters"], json!([{ "name": "n" }]));
        assert_eq!(operation["responses"]["200"], json!({ "description": "" }));
        assert_eq!(operation["requestBody"]["content"]["a/b"]["schema"], json!({ "title": "T" }));
        let fates = [
            "it is left out",
            "it is left out",
            "the body of this response is not read",
            "any JSON value is accepted",
        ];
        assert_eq!(message, fates.map(|fate| format!("m; {fate}")));
    }
}
