//! Example values of scalar types.

use serde_json::Value;

use super::Place;
use super::limits::Limits;
use crate::api::ir::Shape;
use crate::document::formats::{self, FormatType};
use crate::document::text::{Json, Text};
use crate::rust::items::{Expression, TypeRef};

/// A scalar of a schema.
pub(super) struct Scalar<'a> {
    pub(super) shape: &'a Shape,
    pub(super) limits: &'a Limits<'a>,
    /// The document's example.
    pub(super) given: Option<&'a Value>,
    pub(super) name: &'a str,
    /// The number of the value among different ones, from 0.
    pub(super) number: usize,
}

/// Returns an example of this type: the document's if it is valid, or a plausible one.
pub(super) fn example(value: &TypeRef, scalar: &Scalar<'_>, place: Place) -> Expression {
    let given = scalar.given;
    let text = given.and_then(Value::as_str);
    match value {
        TypeRef::String => {
            let text = text.filter(|it| scalar.limits.allow_text(it));
            let text = text.map_or_else(|| scalar.placeholder(), str::to_owned);
            if place == Place::Converted {
                Expression::Text(Text::from(text))
            } else {
                Expression::Owned(Text::from(text))
            }
        }
        TypeRef::Uuid if text.is_some_and(is_uuid) => {
            Expression::Parsed(Text::from(text.unwrap_or_default()))
        }
        TypeRef::Bool => Expression::Bool(
            given.and_then(Value::as_bool).unwrap_or(scalar.number.is_multiple_of(2)),
        ),
        TypeRef::I32 | TypeRef::I64 | TypeRef::U32 | TypeRef::U64 | TypeRef::I128 => {
            Expression::Integer(scalar.integer(value))
        }
        TypeRef::F32 | TypeRef::F64 => Expression::Float(scalar.float()),
        TypeRef::Json => Expression::Json(Json::from(given.cloned().unwrap_or(Value::Null))),
        TypeRef::File if place == Place::Converted => Expression::File(Text::from(scalar.name)),
        TypeRef::Bytes if place == Place::Converted => Expression::Text(Text::from("bytes")),
        TypeRef::Base64 | TypeRef::Base64Url if place == Place::Converted => bytes(),
        TypeRef::Base64 | TypeRef::Base64Url if place != Place::Open => {
            Expression::Into(Box::new(bytes()))
        }
        TypeRef::UnixTime if place != Place::Open => {
            let time = FormatType::Timestamp.example().unwrap_or_default();
            Expression::Into(Box::new(Expression::Time(Text::from(time))))
        }
        other => match other.format_type().and_then(FormatType::example) {
            Some(text) => Expression::Parsed(Text::from(text)),
            None => Expression::Default,
        },
    }
}

impl Scalar<'_> {
    /// Returns a placeholder string: an example of the format (JSON Schema 2020-12 Validation, 7.3),
    /// otherwise the name of the value.
    fn placeholder(&self) -> String {
        let Shape::String(Some(format)) = self.shape else { return self.words() };
        let known = formats::find(format.as_written());
        known.and_then(|it| it.example).map_or_else(|| self.words(), str::to_owned)
    }

    fn words(&self) -> String {
        self.limits.placeholder(self.name, self.number)
    }

    /// Returns an integer that this type can represent.
    fn integer(&self, value: &TypeRef) -> i64 {
        #[expect(clippy::cast_precision_loss, reason = "the integers are small")]
        let is_allowed = |it: &i64| self.limits.allow_number(*it as f64);
        let given = self.given.and_then(Value::as_i64).filter(|it| (0..1_000_000).contains(it));
        if let Some(given) = given.filter(is_allowed) {
            return given;
        }
        let range = value.format_type().and_then(FormatType::range);
        let is_in_range = |it: &i64| range.as_ref().is_none_or(|of| of.contains(&i128::from(*it)));
        let integers = self.limits.numbers().filter_map(whole).filter(is_in_range);
        different(integers, self.number).unwrap_or(1)
    }

    fn float(&self) -> f64 {
        let given = self.given.and_then(Value::as_f64);
        let given = given.filter(|it| self.limits.allow_number(*it));
        given.or_else(|| different(self.limits.numbers(), self.number)).unwrap_or(1.0)
    }
}

/// Returns the value at `number`, or the first one if there are too few.
fn different<T: Copy>(mut values: impl Iterator<Item = T>, number: usize) -> Option<T> {
    let first = values.next()?;
    number.checked_sub(1).and_then(|it| values.nth(it)).or(Some(first))
}

/// Returns a number as an integer, if it has no fraction.
fn whole(number: f64) -> Option<i64> {
    const MAX: f64 = 1e15;
    #[expect(
        clippy::cast_possible_truncation,
        reason = "it has no fraction, and is not that large"
    )]
    let whole = number as i64;
    (number.fract() == 0.0 && number.abs() <= MAX).then_some(whole)
}

fn bytes() -> Expression {
    Expression::Bytes(Text::from("bytes"))
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

    fn value(
        value: &TypeRef,
        shape: &Shape,
        given: Option<&Value>,
        name: &str,
        place: Place,
    ) -> Expression {
        let limits = &Limits::default();
        example(value, &Scalar { shape, limits, given, name, number: 0 }, place)
    }

    #[test]
    fn a_text_is_owned_without_a_conversion() {
        let text = |place| value(&TypeRef::String, &Shape::String(None), None, "a_b", place);
        assert_eq!(text(Place::Converted), Expression::Text("<a b>".into()));
        assert_eq!(text(Place::Known), Expression::Owned("<a b>".into()));
    }

    #[test]
    fn invalid_uuid_examples_are_ignored() {
        let given = json!("zzzzzzzz-2a17-4b7a-8d9e-e287cf90131b");
        let shape = Shape::String(Some("uuid".into()));
        let value = value(&TypeRef::Uuid, &shape, Some(&given), "id", Place::Known);
        assert!(matches!(value, Expression::Parsed(text) if text.as_written().starts_with("992")));
    }
}
