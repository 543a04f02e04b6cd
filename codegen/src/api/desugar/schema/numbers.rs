//! Whole numbers written as floats (JSON Schema 2020-12, core, 6.3) as integers: openapiv3 takes
//! counts for nothing else, and takes an integer schema with a float bound for a vague one.

use super::super::Object;
use super::super::pass::Parts;

const COUNTS: [&str; 6] =
    ["minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties"];
const BOUNDS: [&str; 3] = ["minimum", "maximum", "multipleOf"];

/// Rewrites counts, and the bounds of integers.
pub(super) fn desugar(schema: &mut Object, _: &mut Parts) {
    let is_integer = schema.get("type").is_some_and(|name| name == "integer");
    let bounds = if is_integer { &BOUNDS[..] } else { &[] };
    for keyword in COUNTS.iter().chain(bounds) {
        if let Some(value) = schema.get_mut(*keyword)
            && let Some(whole) = value.as_f64().filter(|_| value.is_f64()).and_then(whole)
        {
            *value = whole.into();
        }
    }
}

/// The integer that a float is, within the range where floats are exact.
fn whole(number: f64) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    (number.fract() == 0.0 && number.abs() <= EXACT).then_some(number as i64)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::tests::desugared;

    #[test]
    fn whole_floats_become_integers_where_only_those_fit() {
        assert_eq!(
            desugared(json!({ "type": "integer", "minimum": 1.0, "maximum": 1.5 })),
            json!({ "type": "integer", "minimum": 1, "maximum": 1.5 })
        );
        assert_eq!(desugared(json!({ "maxLength": 3.0 })), json!({ "maxLength": 3 }));
        let number = json!({ "type": "number", "minimum": 1.0 });
        assert_eq!(desugared(number.clone()), number);
    }
}
