//! The documentation of values, as Markdown that is safe for rustdoc.

use super::markdown;
use crate::api::ir::{Constraint, Schema, Shape};
use crate::document::formats::{self, Accuracy};
use crate::document::text::{Json, Text, inline_code};
use crate::rust::items::{Docs, TypeRef};

/// Returns the documentation of a field or parameter with this schema and this type; `description`
/// takes precedence over the schema's description.
pub(super) fn docs(description: Option<&Text>, schema: &Schema, value: &TypeRef) -> Docs {
    let Schema { notes, shape, .. } = schema;
    let description = description.or(notes.description.as_ref());
    let said_by_type = |it: &&Constraint| {
        matches!(shape, Shape::Tuple(tuple) if tuple.rest.is_none())
            && matches!(&*it.keyword, "minItems" | "maxItems")
    };
    let constraints = notes.constraints.iter().filter(|it| !said_by_type(it));
    let mut constraints: Vec<String> = constraints.filter_map(constraint).collect();
    if let Shape::String(Some(format)) = shape
        && !is_implied_by_type(format, value)
    {
        constraints.insert(0, format!("Format: {}", format.code()));
    }
    constraints.extend(notes.default.as_ref().map(|it| format!("Default: {}", it.code())));
    if notes.read_only {
        constraints.push("Sent by the server only".to_owned());
    }
    if notes.write_only {
        constraints.push("Sent by the client only".to_owned());
    }
    let mut examples: Vec<String> = Vec::new();
    let given = notes.examples.iter().filter(|example| !example.is_null());
    for example in given.map(Json::plain_code) {
        if !examples.contains(&example) {
            examples.push(example);
        }
    }
    Docs {
        description: description.map(markdown::to_rustdoc).unwrap_or_default(),
        constraints,
        examples,
    }
}

/// Whether the type, or the use of the value, already implies the format.
fn is_implied_by_type(format: &Text, value: &TypeRef) -> bool {
    let known = formats::find(format.as_written());
    value.without_aliases() != TypeRef::String
        || known.is_some_and(|it| it.accuracy == Accuracy::Annotation)
}

/// Returns a constraint in words; `None` for constraints that are not documented.
fn constraint(constraint: &Constraint) -> Option<String> {
    let value = &constraint.value.line();
    let words = match constraint.keyword.as_str() {
        "minLength" => format!("At least {}", counted(value, "character")),
        "maxLength" => format!("At most {}", counted(value, "character")),
        "minItems" => format!("At least {}", counted(value, "item")),
        "maxItems" => format!("At most {}", counted(value, "item")),
        "minProperties" => format!("At least {}", counted(value, "property")),
        "maxProperties" => format!("At most {}", counted(value, "property")),
        "minimum" => format!("At least {value}"),
        "maximum" => format!("At most {value}"),
        "exclusiveMinimum" => format!("More than {value}"),
        "exclusiveMaximum" => format!("Less than {value}"),
        "multipleOf" => format!("A multiple of {value}"),
        "uniqueItems" => "No two items are equal".to_owned(),
        "pattern" => {
            let pattern: String = serde_json::from_str(constraint.value.as_written()).ok()?;
            format!("Pattern: {}", inline_code(&pattern))
        }
        _ => return None,
    };
    Some(words)
}

fn counted(count: &str, noun: &str) -> String {
    match (count, noun) {
        ("1", noun) => format!("1 {noun}"),
        (count, "property") => format!("{count} properties"),
        (count, noun) => format!("{count} {noun}s"),
    }
}
