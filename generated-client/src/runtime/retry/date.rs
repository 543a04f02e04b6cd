//! Dates of header fields, in the three formats that a recipient has to read (RFC 9110, section
//! 5.6.7).

use jiff::ToSpan as _;
use jiff::civil::DateTime;

const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const LONG_DAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// Reads a date in UTC. Its day of the week need not be the right one, since the date says it. Of
/// a year in two digits, `now` says the century.
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

/// A date such as `06-Nov-94 08:49:37 GMT`: the latest one that is not more than 50 years away.
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
