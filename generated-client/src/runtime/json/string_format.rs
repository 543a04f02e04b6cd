//! The lexical forms of strings with a `format`, checked just enough to distinguish one from
//! another.

use std::net::{Ipv4Addr, Ipv6Addr};

/// Whether a string looks like a UUID (RFC 9562, 4).
pub(super) fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(index, byte)| match index {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// Whether a string looks like a full-date (RFC 3339, 5.6).
pub(super) fn is_date(text: &str) -> bool {
    matches_shape(text, "dddd-dd-dd")
}

/// Whether a string looks like a date-time (RFC 3339, 5.6), also with a space instead of the `T`.
pub(super) fn is_date_time(text: &str) -> bool {
    let (Some(date), Some(between), Some(time)) =
        (text.get(..10), text.as_bytes().get(10), text.get(11..))
    else {
        return false;
    };
    is_date(date) && matches!(between, b'T' | b't' | b' ') && is_time(time)
}

/// Whether a string looks like a full-time (RFC 3339, 5.6).
pub(super) fn is_time(text: &str) -> bool {
    let (Some(time), Some(rest)) = (text.get(..8), text.get(8..)) else { return false };
    let offset = match rest.strip_prefix('.') {
        Some(fraction) => {
            let offset = fraction.trim_start_matches(|symbol: char| symbol.is_ascii_digit());
            if offset.len() == fraction.len() {
                return false;
            }
            offset
        }
        None => rest,
    };
    let is_numeric =
        offset.strip_prefix(['+', '-']).is_some_and(|offset| matches_shape(offset, "dd:dd"));
    matches_shape(time, "dd:dd:dd") && (is_numeric || matches!(offset, "Z" | "z"))
}

/// Whether a string looks like a duration (RFC 3339, Appendix A).
pub(super) fn is_duration(text: &str) -> bool {
    let Some(parts) = text.strip_prefix('P') else { return false };
    let is_part = |symbol: char| symbol.is_ascii_digit() || "YMWDTHS.,".contains(symbol);
    parts.len() > 1 && parts.chars().all(is_part)
}

/// Whether a string is an IPv4 address.
pub(super) fn is_ipv4(text: &str) -> bool {
    text.parse::<Ipv4Addr>().is_ok()
}

/// Whether a string is an IPv6 address (RFC 4291, 2.2).
pub(super) fn is_ipv6(text: &str) -> bool {
    text.parse::<Ipv6Addr>().is_ok()
}

/// Whether a string matches a pattern, in which `d` is a digit and all other characters are
/// themselves.
fn matches_shape(text: &str, shape: &str) -> bool {
    text.len() == shape.len()
        && text.bytes().zip(shape.bytes()).all(|(byte, shape)| match shape {
            b'd' => byte.is_ascii_digit(),
            _ => byte == shape,
        })
}
