//! `[[pagination]]`: which operations answer page by page, where the document does not say it.

use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

/// A rule for every operation that has the argument, and whose answer has the items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageRule {
    /// What the argument says of the page that is asked for.
    pub style: PageStyle,
    /// The argument; none where the page is at a URL.
    pub asked: Option<Asked>,
    /// The number of the first page or item, where the document does not say it.
    pub first: Option<i64>,
    /// The property of an item that the argument takes, in the style `last-item`.
    pub id: String,
    /// The properties, one inside of the other, that lead to the items.
    pub items: Vec<String>,
    /// Those that lead to how many pages or items there are, to the next cursor or URL, or to whether
    /// there is more.
    pub end: Vec<String>,
}

/// The argument that asks for a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// The parameter of this name.
    Parameter(String),
    /// The property of the body that these names lead to.
    Body(Vec<String>),
}

/// What an argument says of the page that is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PageStyle {
    /// Its number.
    Page,
    /// How many items are before it.
    Offset,
    /// What the page before it called it.
    Cursor,
    /// What it is in the URL that the page before it gives.
    Link,
    /// A property of the last item of the page before it.
    LastItem,
    /// Nothing: the header field `Link` of the page before it says its URL.
    LinkHeader,
}

/// `[[pagination]]`
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct PaginationTable {
    style: Spanned<PageStyle>,
    /// The parameter that asks for a page.
    parameter: Option<Spanned<String>>,
    /// `a.b`, the property of the body that asks for a page.
    body: Option<Spanned<String>>,
    /// The number of the first page, in the style `page`; of the first item, in `offset`.
    first: Option<Spanned<i64>>,
    /// The property of an item, in the style `last-item`.
    id: Option<Spanned<String>>,
    /// `a.b`, from the page on; the page itself where it is empty.
    items: String,
    /// Where the number of pages is, in the style `page`.
    pages: Option<Spanned<String>>,
    /// Where the number of items is, in the style `offset`.
    total: Option<Spanned<String>>,
    /// Where the next cursor is, in the style `cursor`; the URL of the next page, in `link`.
    next: Option<Spanned<String>>,
    /// Where it says whether there is more, in the style `last-item`.
    more: Option<Spanned<String>>,
}

/// A mistake in a rule: its place, what is wrong, and what to do.
pub(super) type Mistake = (Range<usize>, String, String);

impl PaginationTable {
    /// Where the rule stands in the file.
    pub(super) fn span(&self) -> Range<usize> {
        self.style.span()
    }

    /// The rule.
    pub(super) fn rule(self) -> Result<PageRule, Mistake> {
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
        let asked = match (self.parameter, self.body) {
            (Some(_), Some(body)) => {
                let message = "the rule has both `parameter` and `body`".to_owned();
                return Err((body.span(), message, "remove one of them".to_owned()));
            }
            (Some(parameter), None) => Some(Asked::Parameter(parameter.into_inner())),
            (None, Some(body)) => Some(Asked::Body(path(body.get_ref()))),
            (None, None) if style == LinkHeader => None,
            (None, None) => {
                let message = "the rule has neither `parameter` nor `body`".to_owned();
                let help = "add `parameter = \"page\"`, or `body = \"page\"`".to_owned();
                return Err((self.style.span(), message, help));
            }
        };
        Ok(PageRule {
            style,
            asked,
            first: self.first.map(Spanned::into_inner),
            id: self.id.map_or_else(|| "id".to_owned(), Spanned::into_inner),
            items: path(&self.items),
            end,
        })
    }
}

/// The names between dots.
pub(super) fn path(text: &str) -> Vec<String> {
    text.split('.').filter(|name| !name.is_empty()).map(str::to_owned).collect()
}
