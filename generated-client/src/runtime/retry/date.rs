//! Dates of header fields, in the three formats that a recipient has to accept (RFC 9110, 5.6.7).

use jiff::ToSpan as _;
use jiff::civil::DateTime;

const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const LONG_DAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// Parses a date in UTC. Its day of the week isn't checked. A year of two digits is at most 50
/// years after `now`.
pub(super) fn date(text: &str, now: DateTime) -> Option<DateTime> {
    match text.split_once(", ") {
        Some((day, rest)) if DAYS.contains(&day) => {
            DateTime::strptime("%d %b %Y %H:%M:%S GMT", rest).ok()
        }
        Some((day, rest)) if LONG_DAYS.contains(&day) => in_century(rest, now),
        Some(_) => None,
        None => {
            let (day, rest) = text.split_once(' ')?;
            let date = DateTime::strptime("%b %e %H:%M:%S %Y", rest);
            date.ok().filter(|_| DAYS.contains(&day))
        }
    }
}

/// Parses a date such as `06-Nov-94 08:49:37 GMT`, as the latest one that is at most 50 years in
/// the future.
fn in_century(text: &str, now: DateTime) -> Option<DateTime> {
    let (day, rest) = text.rsplit_once('-')?;
    let (year, _) = rest.split_once(' ')?;
    if year.len() != 2 {
        return None;
    }
    let latest = now.checked_add(50.years()).unwrap_or(DateTime::MAX);
    let century = now.year() / 100;
    let dates = [century + 1, century, century - 1].map(|century| {
        let text = format!("{day}-{century:02}{rest}");
        DateTime::strptime("%d-%b-%Y %H:%M:%S GMT", text).ok()
    });
    dates.into_iter().flatten().find(|date| *date <= latest)
}
