//! Numbers within bounds (JSON Schema 2020-12 Validation, 6.2).

use serde_json::{Number, Value};

use crate::random::Random;
use crate::schemas::Conjunction;

/// Returns an integer. It is sometimes written with a zero fraction, which is an integer too (JSON
/// Schema 2020-12 Validation, 6.1.1).
#[expect(clippy::cast_precision_loss, reason = "only small numbers are converted")]
pub(super) fn integer(schema: &Conjunction<'_>, random: &mut Random) -> Value {
    let least =
        bounds(schema, "minimum", "exclusiveMinimum", 1).max().unwrap_or(i128::from(i64::MIN));
    let most =
        bounds(schema, "maximum", "exclusiveMaximum", -1).min().unwrap_or(i128::from(i64::MAX));
    let step = schema.all("multipleOf").filter_map(Value::as_i64).find(|it| *it > 0).unwrap_or(1);
    let step = i128::from(step);
    let any = i128::from(random.next() >> random.below(64));
    let around = [0, 1, -1, 42, least, most, least.saturating_add(1), any, -any];
    let wanted = random.pick(&around).copied().unwrap_or(0).clamp(least, most.max(least));
    let multiple = wanted - wanted.rem_euclid(step);
    let number = if multiple < least { multiple + step } else { multiple };
    if number.abs() < 1 << 40 && random.one_in(16) {
        return Value::from(number as f64);
    }
    match (i64::try_from(number), u64::try_from(number)) {
        (Ok(number), _) => Value::from(number),
        (_, Ok(number)) => Value::from(number),
        _ => Value::from(0),
    }
}

/// Returns the bounds of a kind as integers.
#[expect(
    clippy::cast_possible_truncation,
    reason = "the cast saturates, which is intended for bounds"
)]
fn bounds<'a>(
    schema: &'a Conjunction<'_>,
    inclusive: &'a str,
    exclusive: &'a str,
    inward: i128,
) -> impl Iterator<Item = i128> + 'a {
    let whole = move |value: &Value| {
        let exact = value.as_i64().map(i128::from).or_else(|| value.as_u64().map(i128::from));
        let rounded = |it: f64| if inward > 0 { it.ceil() } else { it.floor() } as i128;
        exact.or_else(|| value.as_f64().map(rounded))
    };
    let beyond = move |value: &Value| {
        let bound = whole(value)?;
        Some(if value.as_f64().is_some_and(|it| it.fract() != 0.0) {
            bound
        } else {
            bound + inward
        })
    };
    schema.all(inclusive).filter_map(whole).chain(schema.all(exclusive).filter_map(beyond))
}

/// Returns a number.
pub(super) fn number(schema: &Conjunction<'_>, random: &mut Random) -> Value {
    let bound = |keyword| schema.all(keyword).filter_map(Value::as_f64);
    let least = bound("minimum").chain(bound("exclusiveMinimum")).fold(f64::MIN, f64::max);
    let most = bound("maximum").chain(bound("exclusiveMaximum")).fold(f64::MAX, f64::min);
    if random.one_in(3) && least < 7.0 && most > 7.0 {
        return Value::from(7);
    }
    let bounded = least > f64::MIN && most < f64::MAX;
    let part = [0.5, 0.25, 0.1, 0.123_456_789][random.below(4)];
    let wanted = match random.below(8) {
        _ if bounded => least + (most - least) * part,
        0 => 1e21,
        1 => -2.5e-7,
        2 => 12_345_678_901_234_567_890.0,
        3 => 0.1,
        4 => 99.99,
        5 => -1.0,
        6 => least + 1.0,
        _ => 0.0,
    };
    let wanted = if wanted > least && wanted < most { wanted } else { least.max(-1e9) + part };
    let wanted = match bound("multipleOf").next() {
        Some(step) if step > 0.0 => (wanted / step).round() * step,
        _ => wanted,
    };
    Number::from_f64(wanted).map_or(Value::from(0), Value::Number)
}
