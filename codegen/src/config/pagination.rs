//! `[[pagination]]`: rules for paginated operations that the document doesn't describe.

use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

/// A rule for every operation that has the argument, and whose response has the items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageRule {
    /// The kind of pagination.
    pub style: PageStyle,
    /// The argument that selects the page; `None` if the next page has a URL.
    pub page_argument: Option<PageArgument>,
    /// The number of the first page or item, if the document doesn't state it.
    pub first: Option<i64>,
    /// The property of an item whose value the argument expects, in the style `last-item`.
    pub id: String,
    /// The path of property names that leads to the items.
    pub items: Vec<String>,
    /// The path that leads to the number of pages or items, to the next cursor or URL, or to the
    /// flag that there are more pages.
    pub end: Vec<String>,
}

/// The argument that selects the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageArgument {
    /// The parameter with this name.
    Parameter(String),
    /// The property of the body at this path.
    Body(Vec<String>),
}

/// The kind of pagination: the meaning of the argument that selects the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PageStyle {
    /// The number of the page.
    Page,
    /// The number of items before the page.
    Offset,
    /// The cursor from the previous page.
    Cursor,
    /// The argument from the URL of the next page, which the previous page contains.
    Link,
    /// A property of the last item of the previous page.
    LastItem,
    /// No argument: the header field `Link` of the previous page contains the URL.
    LinkHeader,
}

/// A table in `[[pagination]]`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct PaginationTable {
    style: Spanned<PageStyle>,
    /// The parameter that selects the page.
    parameter: Option<Spanned<String>>,
    /// The property of the body that selects the page, such as `a.b`.
    body: Option<Spanned<String>>,
    /// The number of the first page in the style `page`, and of the first item in `offset`.
    first: Option<Spanned<i64>>,
    /// The property of an item, in the style `last-item`.
    id: Option<Spanned<String>>,
    /// The path to the items, such as `a.b`; empty if the response is the array of items itself.
    items: String,
    /// The path to the number of pages, in the style `page`.
    pages: Option<Spanned<String>>,
    /// The path to the number of items, in the style `offset`.
    total: Option<Spanned<String>>,
    /// The path to the next cursor, in the style `cursor`, and to the URL of the next page, in
    /// `link`.
    next: Option<Spanned<String>>,
    /// The path to the flag that there are more pages, in the style `last-item`.
    more: Option<Spanned<String>>,
}

/// A mistake in a rule: its location, message and help.
pub(super) type Problem = (Range<usize>, String, String);

impl PaginationTable {
    /// Returns the location of the rule in the file.
    pub(super) fn span(&self) -> Range<usize> {
        self.style.span()
    }

    /// Returns the rule.
    pub(super) fn rule(self) -> Result<PageRule, Problem> {
        use PageStyle::{LastItem, Link, LinkHeader, Offset, Page};
        let style = *self.style.get_ref();
        let follows = matches!(style, PageStyle::Cursor | Link);
        let mut end = Vec::new();
        let span = |place: &Option<Spanned<String>>| place.as_ref().map(Spanned::span);
        let keys = [
            (style == Page, "pages", span(&self.pages)),
            (style == Offset, "total", span(&self.total)),
            (follows, "next", span(&self.next)),
            (style == LastItem, "more", span(&self.more)),
            (style == LastItem, "id", span(&self.id)),
            (matches!(style, Page | Offset), "first", self.first.as_ref().map(Spanned::span)),
            (!matches!(style, Link | LinkHeader), "body", span(&self.body)),
        ];
        for (is_used, key, at) in keys {
            if let (false, Some(at)) = (is_used, at) {
                let message = format!("`{key}` is not used by this style of pagination");
                return Err((at, message, "remove the entry".to_owned()));
            }
        }
        for place in [self.pages, self.total, self.next, self.more].into_iter().flatten() {
            end = path(place.get_ref());
        }
        if follows && end.is_empty() {
            let message = "the rule has no `next`, the path to the next cursor or URL".to_owned();
            return Err((self.style.span(), message, "add `next = \"next_cursor\"`".to_owned()));
        }
        let page_argument = match (self.parameter, self.body) {
            (Some(_), Some(body)) => {
                let message = "the rule has both `parameter` and `body`".to_owned();
                return Err((body.span(), message, "remove one of them".to_owned()));
            }
            (Some(parameter), None) => Some(PageArgument::Parameter(parameter.into_inner())),
            (None, Some(body)) => Some(PageArgument::Body(path(body.get_ref()))),
            (None, None) if style == LinkHeader => None,
            (None, None) => {
                let message = "the rule has neither `parameter` nor `body`".to_owned();
                let help = "add `parameter = \"page\"`, or `body = \"page\"`".to_owned();
                return Err((self.style.span(), message, help));
            }
        };
        Ok(PageRule {
            style,
            page_argument,
            first: self.first.map(Spanned::into_inner),
            id: self.id.map_or_else(|| "id".to_owned(), Spanned::into_inner),
            items: path(&self.items),
            end,
        })
    }
}

/// Splits a path at its dots.
pub(super) fn path(text: &str) -> Vec<String> {
    text.split('.').filter(|name| !name.is_empty()).map(str::to_owned).collect()
}
