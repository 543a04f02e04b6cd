//! Example values of scalar types.

use serde_json::Value;

use super::Place;
use crate::api::ir::Shape;
use crate::document::formats::{self, FormatType};
use crate::document::text::{Json, Text};
use crate::rust::items::{Expression, TypeRef};

/// Returns an example of this type: the document's, or a plausible one.
pub(super) fn example(
    value: &TypeRef,
    shape: &Shape,
    given: Option<&Value>,
    name: &str,
    place: Place,
) -> Expression {
    let text = given.and_then(Value::as_str);
    match value {
        TypeRef::String => {
            let text = text.map_or_else(|| placeholder(shape, name), str::to_owned);
            if place == Place::Converted {
                Expression::Text(Text::from(text))
            } else {
                Expression::Owned(Text::from(text))
            }
        }
        TypeRef::Uuid if text.is_some_and(is_uuid) => {
            Expression::Parsed(Text::from(text.unwrap_or_default()))
        }
        TypeRef::Bool => Expression::Bool(given.and_then(Value::as_bool).unwrap_or(true)),
        TypeRef::I32 | TypeRef::I64 | TypeRef::U32 | TypeRef::U64 | TypeRef::I128 => {
            let given = given.and_then(Value::as_i64).filter(|it| (0..1_000_000).contains(it));
            Expression::Integer(given.unwrap_or(1))
        }
        TypeRef::F32 | TypeRef::F64 => {
            Expression::Float(given.and_then(Value::as_f64).unwrap_or(1.0))
        }
        TypeRef::Json => Expression::Json(Json::from(given.cloned().unwrap_or(Value::Null))),
        TypeRef::File if place == Place::Converted => Expression::File(Text::from(name)),
        TypeRef::Bytes if place == Place::Converted => Expression::Text(Text::from("bytes")),
        TypeRef::Base64 | TypeRef::Base64Url if place == Place::Converted => {
            Expression::Bytes(Text::from("bytes"))
        }
        other => match other.format_type().and_then(FormatType::example) {
            Some(text) => Expression::Parsed(Text::from(text)),
            None => Expression::Default,
        },
    }
}

/// Returns a placeholder string: an example of the format (JSON Schema 2020-12 Validation, 7.3),
/// otherwise the name of the value.
fn placeholder(shape: &Shape, name: &str) -> String {
    let Shape::String(format) = shape else { return words(name) };
    let known = format.as_ref().and_then(|it| formats::find(it.as_written()));
    known.and_then(|it| it.example).map_or_else(|| words(name), str::to_owned)
}

fn words(name: &str) -> String {
    format!("<{}>", name.replace('_', " "))
}

/// Whether a string has 32 hexadecimal digits in five groups (RFC 9562, 4).
fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_text_is_owned_without_a_conversion() {
        let text = |place| example(&TypeRef::String, &Shape::String(None), None, "a_b", place);
        assert_eq!(text(Place::Converted), Expression::Text("<a b>".into()));
        assert_eq!(text(Place::Known), Expression::Owned("<a b>".into()));
    }

    #[test]
    fn invalid_uuid_examples_are_ignored() {
        let given = json!("zzzzzzzz-2a17-4b7a-8d9e-e287cf90131b");
        let shape = Shape::String(Some("uuid".into()));
        let value = example(&TypeRef::Uuid, &shape, Some(&given), "id", Place::Known);
        assert!(matches!(value, Expression::Parsed(text) if text.as_written().starts_with("992")));
    }
}
