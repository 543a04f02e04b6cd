//! `Retry-After`: how long the server asks to wait (RFC 9110, section 10.2.3).

use std::time::{Duration, SystemTime};

use http::HeaderMap;
use http::header::{DATE, RETRY_AFTER};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

/// The formats of a date, as recipients have to read them (RFC 9110, section 5.6.7).
const FORMATS: [&str; 3] =
    ["%a, %d %b %Y %H:%M:%S GMT", "%A, %d-%b-%y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y"];

/// How many digits of a wait are shown.
const DIGITS: usize = 40;

/// How long the server asks to wait, in whole seconds or until a date; none where it does not ask,
/// or where it can't be read. A date counts from the response's own `Date`, since clocks differ;
/// from now where it has none.
pub(crate) fn retry_after(
    headers: &HeaderMap,
    now: impl FnOnce() -> Option<SystemTime>,
) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        // Longer than any call may take, where it does not fit.
        return Some(Duration::from_secs(text.parse().unwrap_or(u64::MAX)));
    }
    let until = date(text)?;
    let sent = headers.get(DATE).and_then(|it| date(it.to_str().ok()?.trim()));
    let from = match sent {
        Some(sent) => sent,
        None => Timestamp::try_from(now()?).ok()?,
    };
    Some(until.duration_since(from).try_into().unwrap_or_default())
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

fn date(text: &str) -> Option<Timestamp> {
    let date = FORMATS.iter().find_map(|format| DateTime::strptime(format, text).ok())?;
    Some(date.to_zoned(TimeZone::UTC).ok()?.timestamp())
}
