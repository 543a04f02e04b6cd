//! `Retry-After`: how long the server asks to wait (RFC 9110, section 10.2.3).

use std::time::{Duration, SystemTime};

use http::HeaderMap;
use http::header::{DATE, RETRY_AFTER};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::Offset;

use super::date::date;

/// How many digits of a wait are shown.
const DIGITS: usize = 40;

/// How long the server asks to wait, in whole seconds or until a date; none where it does not ask,
/// or where it can't be read. A date counts from the response's own `Date`, since clocks differ;
/// from now where it has none.
pub(crate) fn retry_after(
    headers: &HeaderMap,
    now: impl FnOnce() -> SystemTime,
) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        // Longer than any call may take, where it does not fit.
        return Some(Duration::from_secs(text.parse().unwrap_or(u64::MAX)));
    }
    // Not instants: those of jiff end before the last day of the year 9999, which stands for never.
    let now = Timestamp::try_from(now()).ok().map(|now| Offset::UTC.to_datetime(now));
    let century = now.unwrap_or(DateTime::constant(2000, 1, 1, 0, 0, 0, 0));
    let sent = headers.get(DATE).and_then(|it| date(it.to_str().ok()?.trim(), century));
    let until = date(text, sent.unwrap_or(century))?;
    Some(until.duration_since(sent.or(now)?).try_into().unwrap_or_default())
}

/// A wait that was asked for, in seconds; as the server writes it where that is beyond any number.
pub(crate) fn seconds(wait: Duration, headers: &HeaderMap) -> String {
    let seconds = wait.as_secs();
    if seconds < u64::MAX {
        return seconds.to_string();
    }
    let text = headers.get(RETRY_AFTER).and_then(|it| it.to_str().ok()).unwrap_or_default().trim();
    let more = if text.len() > DIGITS { "..." } else { "" };
    format!("{text:.DIGITS$}{more}")
}
