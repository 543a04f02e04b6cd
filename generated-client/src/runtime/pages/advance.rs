//! Functions that advance an argument to the next page.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;
use serde_json::Value;

use super::argument::Argument;
use super::link;
use super::visited::VisitedPages;
use crate::runtime::InvalidRequest;
use crate::runtime::json::{self, Encode, Maybe};

/// The continuation after a page.
#[derive(Debug, PartialEq, Eq)]
pub enum NextPage {
    /// There is no further page.
    End,
    /// The next page is at the changed arguments.
    Next,
    /// The next page is at this URL.
    Link(String),
}

type AdvanceResult = Result<NextPage, InvalidRequest>;

/// A field that may be missing.
pub(crate) trait Nullish {
    /// The type of the value.
    type Value;

    /// Borrows the value, if present.
    fn get(&self) -> Option<&Self::Value>;

    /// Takes the value, if present.
    fn into_option(self) -> Option<Self::Value>;
}

impl<T> Nullish for Option<T> {
    type Value = T;

    fn get(&self) -> Option<&T> {
        self.as_ref()
    }

    fn into_option(self) -> Self {
        self
    }
}

impl<T> Nullish for Maybe<T> {
    type Value = T;

    fn get(&self) -> Option<&T> {
        self.as_ref().value()
    }

    fn into_option(self) -> Option<T> {
        self.value()
    }
}

/// The integer in a value, which may be a string; `None` for any other value.
pub(crate) fn number<T: Encode>(value: &T) -> Option<i64> {
    parse_integer(&json::to_string(value))
}

fn parse_integer(json: &str) -> Option<i64> {
    let text = json.strip_prefix('"').and_then(|it| it.strip_suffix('"')).unwrap_or(json);
    json::decimal(text).parse().ok()
}

/// Whether a value is `true`.
pub(crate) fn boolean<T: Encode>(value: &T) -> Option<bool> {
    json::from_str(&json::to_string(value)).ok()
}

/// The number in an argument, or `first` if the argument isn't set.
///
/// # Errors
/// The argument isn't a number.
fn counted(argument: &impl Argument, first: i64) -> Result<i64, InvalidRequest> {
    let json = argument.json();
    if json == "null" {
        return Ok(first);
    }
    parse_integer(&json)
        .ok_or_else(|| InvalidRequest::new("the page argument is not an integer".to_owned()))
}

/// Advances a page number. The pages end after the total number of pages or, without one, at the
/// first page without items: a page with fewer items than requested need not be the last one.
pub(crate) fn next_page<T: Encode>(
    argument: &mut impl Argument,
    first: i64,
    pages: Option<i64>,
    items: Option<&Vec<T>>,
    visited: &mut VisitedPages,
) -> AdvanceResult {
    let items = items.map_or(&[][..], Vec::as_slice);
    let next = counted(argument, first)?.saturating_add(1);
    let has_next = match pages {
        Some(pages) => next.saturating_sub(first) < pages,
        None => !items.is_empty(),
    };
    visited.record_items(items)?;
    if has_next { set(argument, &next.to_string()) } else { Ok(NextPage::End) }
}

/// Advances an offset by the number of items of a page. The pages end after the total number of
/// items or, without one, at the first page without items.
pub(crate) fn next_offset<T: Encode>(
    argument: &mut impl Argument,
    first: i64,
    total: Option<i64>,
    items: Option<&Vec<T>>,
    visited: &mut VisitedPages,
) -> AdvanceResult {
    let items = items.map_or(&[][..], Vec::as_slice);
    let count = i64::try_from(items.len()).unwrap_or(i64::MAX);
    let next = counted(argument, first)?.saturating_add(count);
    let has_next = count > 0 && total.is_none_or(|total| next.saturating_sub(first) < total);
    visited.record_items(items)?;
    if has_next { set(argument, &next.to_string()) } else { Ok(NextPage::End) }
}

/// Advances a cursor to the next cursor of a page. A page without one is the last.
pub(crate) fn next_cursor<C: Encode>(
    argument: &mut impl Argument,
    cursor: Option<&C>,
    visited: &mut VisitedPages,
) -> AdvanceResult {
    let Some(cursor) = cursor.map(json::to_string) else { return Ok(NextPage::End) };
    if matches!(&*cursor, "null" | "\"\"" | "false") {
        return Ok(NextPage::End);
    }
    follow(argument, &cursor, visited)
}

/// Advances an argument to the property `name` of the page's last item. The pages end when the API
/// reports that there are no more or, if it doesn't, at the first page without items.
pub(crate) fn next_last<T: Encode>(
    argument: &mut impl Argument,
    name: &str,
    more: Option<bool>,
    items: Option<&Vec<T>>,
    visited: &mut VisitedPages,
) -> AdvanceResult {
    let last = items.and_then(|it| it.last()).filter(|_| more != Some(false));
    let Some(last) = last else { return Ok(NextPage::End) };
    let last = json::from_str::<Value>(&json::to_string(last)).unwrap_or_default();
    match last.get(name) {
        Some(id) if !id.is_null() => follow(argument, &id.to_string(), visited),
        _ => {
            let reason = format!("the last item of the last page has no `{name}`");
            Err(InvalidRequest::new(reason))
        }
    }
}

/// Advances an argument to the query parameter `name` of the page's link to the next page. A page
/// without a link is the last. Nothing else of the link is used: the next request is sent to the
/// client's server, even if the link has another host, so that credentials are sent only there.
pub(crate) fn next_link<L: Encode>(
    argument: &mut impl Argument,
    name: &str,
    link: Option<&L>,
    visited: &mut VisitedPages,
) -> AdvanceResult {
    let link = link.and_then(|link| json::from_str::<String>(&json::to_string(link)).ok());
    let Some(link) = link.filter(|link| !link.is_empty()) else { return Ok(NextPage::End) };
    let Some(value) = parameter(&link, name) else {
        let reason = format!("the last page's link to the next one has no parameter `{name}`");
        return Err(InvalidRequest::new(reason));
    };
    visited.record_start(&argument.json());
    argument.set(&json::to_string(&value)).or_else(|_| argument.set(&value))?;
    visited.follow(&argument.json())?;
    Ok(NextPage::Next)
}

/// The next page according to the header field `Link` of this one.
pub(crate) fn next_header(visited: &mut VisitedPages) -> AdvanceResult {
    Ok(link::next(&visited.headers).map_or(NextPage::End, |it| NextPage::Link(it.to_owned())))
}

/// The value of a parameter in the query of a URL.
fn parameter(url: &str, name: &str) -> Option<String> {
    let (_, query) = url.split('#').next()?.split_once('?')?;
    let decoded = |text: &str| {
        let text = text.replace('+', " ");
        percent_decode_str(&text).decode_utf8().map(Cow::into_owned).ok()
    };
    let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs.find_map(|(key, value)| (decoded(key)? == name).then(|| decoded(value))).flatten()
}

/// Sets an argument to the next cursor, unless a page with it has already been read.
fn follow(argument: &mut impl Argument, cursor: &str, visited: &mut VisitedPages) -> AdvanceResult {
    visited.record_start(&argument.json());
    argument.set(cursor)?;
    visited.follow(&argument.json())?;
    Ok(NextPage::Next)
}

fn set(argument: &mut impl Argument, value: &str) -> AdvanceResult {
    argument.set(value).map(|()| NextPage::Next)
}
