//! The exact integer that a JSON number stands for.

/// Why a JSON number is no integer of the type.
pub(crate) enum NotInteger {
    Fraction,
    OutOfRange,
}

/// Reads a JSON number as an integer. `1.0`, `10e-1` and `1` are the same integer (JSON Schema
/// 2020-12 validation, 6.1.1: any number with a zero fractional part).
pub(crate) fn integer(number: &str) -> Result<i128, NotInteger> {
    if let Ok(small) = number.parse::<i64>() {
        return Ok(small.into());
    }
    let (mantissa, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let (negative, whole) = match whole.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, whole),
    };
    let digits = format!("{whole}{fraction}");
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
