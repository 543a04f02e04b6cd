//! Integers that are written as floats (JSON Schema 2020-12 Core, 6.3), rewritten as integers:
//! openapiv3 rejects such counts, and treats an integer schema with such a bound as untyped. Bounds
//! of integers that exceed an `i64` are moved to a private extension.

use serde_json::Value;

use super::super::Object;
use super::super::pass::Parts;
use crate::api::extension;

const COUNTS: [&str; 6] =
    ["minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"];
const BOUNDS: [&str; 3] = ["minimum", "maximum", "multipleOf"];

/// Rewrites counts and the bounds of integers.
pub(super) fn desugar(schema: &mut Object, _: &mut Parts) {
    let is_integer = schema.get("type").is_some_and(|name| name == "integer");
    let bounds = if is_integer { &BOUNDS[..] } else { &[] };
    for keyword in COUNTS.iter().chain(bounds) {
        if let Some(value) = schema.get_mut(*keyword)
            && let Some(integer) = value.as_f64().filter(|_| value.is_f64()).and_then(as_integer)
        {
            *value = integer.into();
        }
    }
    if is_integer {
        move_large(schema);
    }
}

/// Moves the bounds that exceed an `i64` to a private extension, as strings by their keyword.
fn move_large(schema: &mut Object) {
    let mut large = Object::new();
    for (bound, exclusive) in [("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")] {
        let is_large = |value: &Value| match value {
            Value::Number(number) if number.is_f64() => number.as_f64().is_some_and(is_integral),
            value => value.is_u64() && !value.is_i64(),
        };
        if schema.get(bound).is_some_and(is_large)
            && let Some(value) = schema.shift_remove(bound)
        {
            let is_exclusive = schema.shift_remove(exclusive) == Some(Value::Bool(true));
            let keyword = if is_exclusive { exclusive } else { bound };
            large.insert(keyword.to_owned(), value.to_string().into());
        }
    }
    if !large.is_empty() {
        schema.insert(extension::BOUNDS.to_owned(), Value::Object(large));
    }
}

fn is_integral(number: f64) -> bool {
    number.fract() == 0.0
}

/// Returns the integer that a float represents, if it is within the range in which floats are
/// exact.
fn as_integer(number: f64) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    (number.fract() == 0.0 && number.abs() <= EXACT).then_some(number as i64)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::tests::desugared;

    #[test]
    fn integral_floats_become_integers() {
        assert_eq!(
            desugared(json!({ "type": "integer", "minimum": 1.0, "maximum": 1.5 })),
            json!({ "type": "integer", "minimum": 1, "maximum": 1.5 })
        );
        assert_eq!(desugared(json!({ "maxLength": 3.0 })), json!({ "maxLength": 3 }));
        let number = json!({ "type": "number", "minimum": 1.0 });
        assert_eq!(desugared(number.clone()), number);
    }

    #[test]
    fn bounds_beyond_i64_are_preserved() {
        assert_eq!(
            desugared(json!({ "type": "integer", "minimum": 0, "maximum": u64::MAX })),
            json!({
                "type": "integer", "minimum": 0,
                "x-codegen:bounds": { "maximum": "18446744073709551615" },
            })
        );
        assert_eq!(
            desugared(json!({ "type": "integer", "exclusiveMinimum": -1e20 })),
            json!({
                "type": "integer", "x-codegen:bounds": { "exclusiveMinimum": "-1e+20" },
            })
        );
    }
}
