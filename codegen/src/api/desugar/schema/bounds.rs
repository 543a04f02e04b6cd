//! Numeric `exclusiveMinimum` and `exclusiveMaximum` (JSON Schema 2020-12 Validation, 6.2),
//! rewritten as the booleans of OpenAPI 3.0.

use serde_json::Value;

use super::super::Object;
use super::super::pass::Parts;

/// Rewrites both bounds. If there are an exclusive and an inclusive bound, the stricter one is
/// kept.
pub(super) fn desugar(schema: &mut Object, _: &mut Parts) {
    desugar_bound(schema, "exclusiveMinimum", "minimum", |exclusive, other| exclusive >= other);
    desugar_bound(schema, "exclusiveMaximum", "maximum", |exclusive, other| exclusive <= other);
}

fn desugar_bound(
    schema: &mut Object,
    exclusive: &str,
    inclusive: &str,
    is_stricter: fn(f64, f64) -> bool,
) {
    if !schema.get(exclusive).is_some_and(Value::is_number) {
        return;
    }
    let Some(bound) = schema.shift_remove(exclusive) else { return };
    let other = schema.get(inclusive).and_then(Value::as_f64);
    if bound.as_f64().zip(other).is_none_or(|(bound, other)| is_stricter(bound, other)) {
        schema.insert(inclusive.to_owned(), bound);
        schema.insert(exclusive.to_owned(), Value::Bool(true));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::tests::desugared;

    #[test]
    fn a_numeric_bound_becomes_a_flag() {
        assert_eq!(
            desugared(json!({ "exclusiveMinimum": 0, "exclusiveMaximum": 1.5 })),
            json!({
                "minimum": 0, "exclusiveMinimum": true,
                "maximum": 1.5, "exclusiveMaximum": true,
            })
        );
    }

    #[test]
    fn the_stricter_bound_wins() {
        assert_eq!(
            desugared(json!({ "exclusiveMinimum": 0, "minimum": 1 })),
            json!({ "minimum": 1 })
        );
        assert_eq!(
            desugared(json!({ "exclusiveMaximum": 3, "maximum": 3 })),
            json!({ "maximum": 3, "exclusiveMaximum": true })
        );
    }
}
