//! `Retry-After`: the wait that the server requests (RFC 9110, 10.2.3).

use std::time::{Duration, SystemTime};

use http::HeaderMap;
use http::header::{DATE, RETRY_AFTER};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::Offset;

use super::date::date;

/// The maximum number of digits of a wait that are shown.
const DIGITS: usize = 40;

/// The wait that the server requests, in whole seconds or until a date; `None` if it requests none
/// or if it can't be parsed. A date is relative to the response's `Date`, since clocks differ, or
/// to the current time if there is none.
pub(crate) fn retry_after(
    headers: &HeaderMap,
    now: impl FnOnce() -> SystemTime,
) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        // A value that doesn't fit is longer than any call may take.
        return Some(Duration::from_secs(text.parse().unwrap_or(u64::MAX)));
    }
    // Not `Timestamp`: jiff's range ends before the last day of the year 9999, which some servers
    // send for "never".
    let now = Timestamp::try_from(now()).ok().map(|now| Offset::UTC.to_datetime(now));
    let century = now.unwrap_or(DateTime::constant(2000, 1, 1, 0, 0, 0, 0));
    let sent = headers.get(DATE).and_then(|it| date(it.to_str().ok()?.trim(), century));
    let until = date(text, sent.unwrap_or(century))?;
    Some(until.duration_since(sent.or(now)?).try_into().unwrap_or_default())
}

/// A requested wait in seconds; as written by the server if it is out of range.
pub(crate) fn seconds(wait: Duration, headers: &HeaderMap) -> String {
    let seconds = wait.as_secs();
    if seconds < u64::MAX {
        return seconds.to_string();
    }
    let text = headers.get(RETRY_AFTER).and_then(|it| it.to_str().ok()).unwrap_or_default().trim();
    let more = if text.len() > DIGITS { "..." } else { "" };
    format!("{text:.DIGITS$}{more}")
}
