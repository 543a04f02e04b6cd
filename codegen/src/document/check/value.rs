//! Checks of values that contain no further objects: compares a value with its required shape.

use serde_json::Value;

use crate::document::diagnostic::Severity;
use crate::document::grammar::Shape;
use crate::document::suggestion::{closest_match, listed};

/// A mismatch between a value and its required shape.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mismatch {
    pub(super) severity: Severity,
    pub(super) message: String,
    pub(super) help: Option<String>,
}

/// The names of the JSON types (JSON Schema 2020-12 Validation, 6.1.1).
const TYPES: &[&str] = &["string", "number", "integer", "boolean", "array", "object", "null"];

/// Returns the mismatch of a value, or `None` if it has the shape. Doesn't look deeper than lists
/// of names.
pub(super) fn mismatch(shape: Shape, value: &Value) -> Option<Mismatch> {
    match (shape, value) {
        (Shape::Any, _)
        | (Shape::Text | Shape::Prose | Shape::SchemaName, Value::String(_))
        | (Shape::Boolean, Value::Bool(_))
        | (Shape::Number, Value::Number(_))
        | (Shape::Bound, Value::Number(_) | Value::Bool(_))
        | (
            Shape::Object(_) | Shape::Referable(_) | Shape::Map(_) | Shape::Mapping,
            Value::Object(_),
        )
        | (Shape::Schema, Value::Object(_) | Value::Bool(_))
        | (Shape::List(_), Value::Array(_)) => None,
        (Shape::Word(words), Value::String(word)) => not_among(words, word),
        (Shape::Count, Value::Number(number)) => not_a_count(number),
        (Shape::TypeNames, Value::String(name)) => unknown_type(name),
        (Shape::TypeNames, Value::Array(names)) if !names.is_empty() => {
            names.iter().find_map(|name| match name {
                Value::String(name) => unknown_type(name),
                other => Some(unexpected("the name of a type", other)),
            })
        }
        (Shape::RequiredNames, Value::Array(names)) => names
            .iter()
            .find(|name| !name.is_string())
            .map(|name| unexpected("a property's name", name)),
        _ => Some(with_fix(shape, value)),
    }
}

/// Returns a phrase for a value of this shape, for messages.
fn expected(shape: Shape) -> &'static str {
    match shape {
        Shape::Any => "a value",
        Shape::Text | Shape::Prose | Shape::Word(_) | Shape::SchemaName => "a string",
        Shape::Boolean => "`true` or `false`",
        Shape::Number => "a number",
        Shape::Count => "a non-negative whole number",
        Shape::Bound => "a number or a boolean",
        Shape::TypeNames => "a type or a list of types",
        Shape::RequiredNames => "a list of property names",
        Shape::Object(_) | Shape::Referable(_) | Shape::Map(_) | Shape::Mapping => "an object",
        Shape::Schema => "a schema, which is an object",
        Shape::List(_) => "a list",
    }
}

/// Returns a phrase for a value that was found, for messages.
pub(super) fn describe(value: &Value) -> String {
    const MAX_LEN: usize = 40;
    match value {
        Value::Null => "nothing (`null`)".to_owned(),
        Value::Bool(flag) => format!("`{flag}`"),
        Value::Number(number) => format!("the number {number}"),
        Value::String(text) if text.chars().count() > MAX_LEN => {
            format!("the string {:?}...", text.chars().take(MAX_LEN).collect::<String>())
        }
        Value::String(text) => format!("the string {text:?}"),
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
    }
}

fn unexpected(expected: &str, value: &Value) -> Mismatch {
    let message = format!("expected {expected}, found {}", describe(value));
    Mismatch { severity: Severity::Error, message, help: None }
}

/// Returns the mismatch of a value of the wrong JSON type, with a fix if the cause is well known.
fn with_fix(shape: Shape, value: &Value) -> Mismatch {
    let help = match (shape, value) {
        (_, Value::Null) => Some("write a value, or leave the keyword out".to_owned()),
        (Shape::Prose, Value::Object(members)) if members.contains_key("$ref") => {
            Some("a `$ref` is not allowed here: write the text itself".to_owned())
        }
        (
            Shape::Text | Shape::Prose | Shape::Word(_) | Shape::SchemaName,
            Value::Number(_) | Value::Bool(_),
        ) => Some(format!("write it in quotes: \"{value}\"")),
        (Shape::RequiredNames, Value::Bool(_)) => Some(
            "a property is made required by its name in the list `required` of the object it \
             belongs to"
                .to_owned(),
        ),
        (Shape::Boolean | Shape::Number | Shape::Count | Shape::Bound, Value::String(text))
            if text.parse::<f64>().is_ok() || text.parse::<bool>().is_ok() =>
        {
            Some(format!("write it without quotes: {text}"))
        }
        (Shape::Schema, Value::Array(_)) => {
            Some("a list of schemas by position is `prefixItems`".to_owned())
        }
        (
            Shape::Object(_) | Shape::Referable(_) | Shape::Map(_) | Shape::Mapping,
            Value::Array(_),
        ) => Some("write `name: value` lines, without `-`".to_owned()),
        (Shape::List(_) | Shape::RequiredNames, _) => {
            Some("put `-` before each element, also before a single one".to_owned())
        }
        _ => None,
    };
    Mismatch { help, severity: severity(shape, value), ..unexpected(expected(shape), value) }
}

/// Returns the severity of a mismatch. `null` as prose is equivalent to its absence, and prose in
/// another file is only missing from the documentation of the crate. Both are frequent, and thus
/// warnings.
fn severity(shape: Shape, value: &Value) -> Severity {
    match (shape, value) {
        (Shape::Prose, Value::Null) => Severity::Warning,
        (Shape::Prose, Value::Object(members)) if members.contains_key("$ref") => Severity::Warning,
        _ => Severity::Error,
    }
}

fn not_among(words: &[&str], word: &str) -> Option<Mismatch> {
    if words.contains(&word) {
        return None;
    }
    let message = format!("`{word}` is not allowed here, only {}", listed(words.iter().copied()));
    let help =
        closest_match(word, words.iter().copied()).map(|near| format!("did you mean `{near}`?"));
    Some(Mismatch { severity: Severity::Error, message, help })
}

fn unknown_type(name: &str) -> Option<Mismatch> {
    if TYPES.contains(&name) {
        return None;
    }
    let help = match name {
        "file" => "a file is `type: string` with `format: binary`".to_owned(),
        "any" => "leave `type` out to allow any value".to_owned(),
        _ => match closest_match(name, TYPES.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the types are {}", listed(TYPES.iter().copied())),
        },
    };
    let message = format!("`{name}` is not a type");
    Some(Mismatch { severity: Severity::Error, message, help: Some(help) })
}

/// Returns the mismatch of a number that isn't a non-negative integer. A float without a fraction
/// is an integer too (JSON Schema 2020-12 Core, 6.3).
fn not_a_count(number: &serde_json::Number) -> Option<Mismatch> {
    let is_integer = number.as_u64().is_some()
        || number.as_f64().is_some_and(|number| number >= 0.0 && number.fract() == 0.0);
    (!is_integer).then(|| unexpected(expected(Shape::Count), &Value::Number(number.clone())))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn message(shape: Shape, value: Value) -> String {
        let mismatch = mismatch(shape, &value).expect("a mismatch");
        format!("{} / {}", mismatch.message, mismatch.help.unwrap_or_default())
    }

    #[test]
    fn valid_values_have_no_diagnostics() {
        for (shape, value) in [
            (Shape::Text, json!("a")),
            (Shape::Count, json!(3.0)),
            (Shape::Bound, json!(true)),
            (Shape::Bound, json!(1.5)),
            (Shape::TypeNames, json!("null")),
            (Shape::TypeNames, json!(["string", "null"])),
            (Shape::RequiredNames, json!(["a"])),
            (Shape::Schema, json!(false)),
            (Shape::Any, json!(null)),
        ] {
            assert_eq!(mismatch(shape, &value), None, "{value}");
        }
    }

    #[test]
    fn typos_have_suggestions() {
        assert_eq!(
            message(Shape::TypeNames, json!("strng")),
            "`strng` is not a type / did you mean `string`?"
        );
        assert_eq!(
            message(Shape::Word(&["query", "path"]), json!("pth")),
            "`pth` is not allowed here, only `query` or `path` / did you mean `path`?"
        );
    }

    #[test]
    fn known_errors_have_a_fix() {
        assert!(message(Shape::Text, json!(1.0)).ends_with("write it in quotes: \"1.0\""));
        assert!(message(Shape::Boolean, json!("true")).ends_with("without quotes: true"));
        assert!(message(Shape::RequiredNames, json!(true)).contains("list `required`"));
        assert!(message(Shape::Map(&Shape::Schema), json!([])).contains("found a list"));
        assert!(message(Shape::Schema, json!([{}])).ends_with("`prefixItems`"));
        assert!(message(Shape::TypeNames, json!("file")).contains("binary"));
        assert!(message(Shape::List(&Shape::Any), json!("a")).contains("put `-`"));
    }

    #[test]
    fn lists_of_names_hold_names_only() {
        assert!(message(Shape::RequiredNames, json!(["a", 1])).contains("the number 1"));
        assert!(message(Shape::TypeNames, json!(["string", "nul"])).contains("`null`"));
        assert!(message(Shape::TypeNames, json!([])).contains("found a list"));
        assert!(message(Shape::Count, json!(-1)).contains("non-negative"));
        assert!(message(Shape::Count, json!(1.5)).contains("non-negative"));
    }
}
