//! How an argument turns to the next page. Arguments and answers meet as JSON, so that neither has
//! to have a certain type.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use crate::runtime::InvalidRequest;
use crate::runtime::json::{self, Decode, Encode, Maybe};

/// What a field may miss.
pub(crate) trait Missable {
    /// What it holds otherwise.
    type Value;

    /// What is there.
    fn there(&self) -> Option<&Self::Value>;

    /// What was there.
    fn taken(self) -> Option<Self::Value>;
}

impl<T> Missable for Option<T> {
    type Value = T;

    fn there(&self) -> Option<&T> {
        self.as_ref()
    }

    fn taken(self) -> Self {
        self
    }
}

impl<T> Missable for Maybe<T> {
    type Value = T;

    fn there(&self) -> Option<&T> {
        self.as_ref().value()
    }

    fn taken(self) -> Option<T> {
        self.value()
    }
}

/// The number that a value is; none where it is no whole number.
pub(crate) fn number<T: Encode>(value: &T) -> Option<i64> {
    json::to_string(value).parse().ok()
}

/// Turns an argument to the next page. The API says how many pages there are, or they end at the
/// first one without items: one with fewer than were asked for need not be the last.
pub(crate) fn next_page<A: Decode + Encode>(
    argument: &mut A,
    first: i64,
    pages: Option<i64>,
    items: usize,
) -> Result<bool, InvalidRequest> {
    let next = number(argument).unwrap_or(first).saturating_add(1);
    let is_there = match pages {
        Some(pages) => next.saturating_sub(first) < pages,
        None => items > 0,
    };
    if is_there { set(argument, &next.to_string()) } else { Ok(false) }
}

/// Turns an argument to what is behind the items of a page. The API says how many there are, or
/// they end at the first page without any.
pub(crate) fn next_offset<A: Decode + Encode>(
    argument: &mut A,
    first: i64,
    total: Option<i64>,
    items: usize,
) -> Result<bool, InvalidRequest> {
    let items = i64::try_from(items).unwrap_or(i64::MAX);
    let next = number(argument).unwrap_or(first).saturating_add(items);
    let is_there = items > 0 && total.is_none_or(|total| next.saturating_sub(first) < total);
    if is_there { set(argument, &next.to_string()) } else { Ok(false) }
}

/// Turns an argument to where the page says that the next one begins. There is none behind a page
/// that does not say so, or that says where it begins itself.
pub(crate) fn next_cursor<A: Decode + Encode, C: Encode>(
    argument: &mut A,
    cursor: Option<&C>,
) -> Result<bool, InvalidRequest> {
    let Some(cursor) = cursor.map(json::to_string) else { return Ok(false) };
    let is_none = matches!(&*cursor, "null" | "\"\"" | "false");
    if is_none || cursor == json::to_string(argument) {
        return Ok(false);
    }
    set(argument, &cursor)
}

/// Turns an argument to what the page's link to the next one has in the parameter of this name.
/// There is none behind a page without a link, or with one to itself. Nothing else of the link is
/// used: the next request goes to the client's server, whatever host the link names, so that no
/// credential leaves it.
pub(crate) fn next_link<A: Decode + Encode, L: Encode>(
    name: &str,
    argument: &mut A,
    link: Option<&L>,
) -> Result<bool, InvalidRequest> {
    let link = link.and_then(|link| json::from_str::<String>(&json::to_string(link)).ok());
    let Some(link) = link.filter(|link| !link.is_empty()) else { return Ok(false) };
    let Some(value) = parameter(&link, name) else {
        let reason = format!("the last page's link to the next one has no parameter `{name}`");
        return Err(InvalidRequest::new(reason));
    };
    let here = json::to_string(argument);
    set(argument, &json::to_string(&value)).or_else(|_| set(argument, &value))?;
    Ok(json::to_string(argument) != here)
}

/// What a parameter of a URL's query holds.
fn parameter(url: &str, name: &str) -> Option<String> {
    let (_, query) = url.split('#').next()?.split_once('?')?;
    let decoded = |text: &str| {
        let text = text.replace('+', " ");
        percent_decode_str(&text).decode_utf8().map(Cow::into_owned).ok()
    };
    let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs.find_map(|(key, value)| (decoded(key)? == name).then(|| decoded(value))).flatten()
}

/// Sets an argument to a JSON value, or to its text where the argument is one.
fn set<A: Decode>(argument: &mut A, value: &str) -> Result<bool, InvalidRequest> {
    let set = json::from_str(value)
        .or_else(|error| json::from_str(&json::to_string(&value.to_owned())).map_err(|_| error));
    match set {
        Ok(set) => {
            *argument = set;
            Ok(true)
        }
        Err(error) => {
            let reason =
                format!("what the last page says of the next one can't be asked for: {error}");
            Err(InvalidRequest::new(reason))
        }
    }
}
