//! Conversion of JSON numbers to exact integers and exact decimal text.

use std::borrow::Cow;

/// The maximum number of digits that replace an exponent: more than the largest `f64` has.
const MAX_DIGITS: usize = 400;

/// The reason why a JSON number isn't an integer.
pub(crate) enum NotInteger {
    Fraction,
    OutOfRange,
}

/// Parses a JSON number as an integer. `1.0`, `10e-1` and `1` are the same integer (JSON Schema
/// 2020-12 Validation, 6.1.1).
pub(crate) fn integer(number: &str) -> Result<i128, NotInteger> {
    if let Ok(small) = number.parse::<i64>() {
        return Ok(small.into());
    }
    let (mantissa, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let (integer_part, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    if exponent == "0" && fraction.ends_with(|digit| digit != '0') {
        return Err(NotInteger::Fraction);
    }
    let (negative, integer_part) = match integer_part.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, integer_part),
    };
    let digits = format!("{integer_part}{fraction}");
    let significant = digits.trim_start_matches('0').trim_end_matches('0');
    if significant.is_empty() {
        return Ok(0);
    }
    let trailing_zeros = digits.len() - digits.trim_end_matches('0').len();
    let exponent: i64 = exponent.parse().unwrap_or(match exponent.starts_with('-') {
        true => i64::MIN / 2,
        false => i64::MAX / 2,
    });
    let shift = exponent
        .saturating_sub(i64::try_from(fraction.len()).unwrap_or(i64::MAX / 2))
        .saturating_add(i64::try_from(trailing_zeros).unwrap_or(0));
    if shift < 0 {
        return Err(NotInteger::Fraction);
    }
    let magnitude = significant.parse::<i128>().ok();
    let scale = u32::try_from(shift).ok().and_then(|shift| 10_i128.checked_pow(shift));
    match (magnitude, scale) {
        (Some(magnitude), Some(scale)) => {
            let value = magnitude.checked_mul(scale).ok_or(NotInteger::OutOfRange)?;
            Ok(if negative { -value } else { value })
        }
        _ => Err(NotInteger::OutOfRange),
    }
}

/// Returns the number as the shortest text without an exponent: `1.0` becomes `1`, `1e21` its 22
/// digits, and `15e-1` becomes `1.5`. A number with more digits than any `f64` is returned
/// unchanged.
pub(crate) fn decimal(number: &str) -> Cow<'_, str> {
    if number.bytes().all(|byte| byte.is_ascii_digit()) {
        return number.into();
    }
    let (mantissa, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let (sign, magnitude) = match mantissa.strip_prefix('-') {
        Some(magnitude) => ("-", magnitude),
        None => ("", mantissa),
    };
    let (integer_part, fraction) = magnitude.split_once('.').unwrap_or((magnitude, ""));
    let Ok(exponent) = exponent.parse::<i32>() else { return number.into() };
    let point =
        i64::try_from(integer_part.len()).unwrap_or(i64::MAX).saturating_add(exponent.into());
    let mut digits = format!("{integer_part}{fraction}");
    if point.unsigned_abs() > MAX_DIGITS as u64 {
        return number.into();
    }
    // Pad with zeros on both sides, so that the decimal point is within the digits.
    let before = usize::try_from(-point).unwrap_or(0);
    digits.insert_str(0, &"0".repeat(before));
    let point = usize::try_from(point).unwrap_or(0);
    digits.extend(std::iter::repeat_n('0', point.saturating_sub(digits.len())));
    let (integer_part, fraction) = digits.split_at(point);
    let (integer_part, fraction) =
        (integer_part.trim_start_matches('0'), fraction.trim_end_matches('0'));
    let integer_part = if integer_part.is_empty() { "0" } else { integer_part };
    match (integer_part, fraction) {
        ("0", "") => "0".into(),
        (integer_part, "") => format!("{sign}{integer_part}").into(),
        (integer_part, fraction) => format!("{sign}{integer_part}.{fraction}").into(),
    }
}
