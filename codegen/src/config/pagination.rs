//! `[[pagination]]`: which operations answer page by page, where the document does not say it.

use serde::Deserialize;
use toml::Spanned;

/// A rule for every operation that has the parameter, and whose answer has the items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageRule {
    /// What the argument says of the page that is asked for.
    pub style: PageStyle,
    /// The name of the parameter.
    pub parameter: String,
    /// The properties, one inside of the other, that lead to the items.
    pub items: Vec<String>,
    /// Those that lead to how many pages or items there are, or to the next cursor or URL.
    pub end: Vec<String>,
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
}

/// `[[pagination]]`
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct PaginationTable {
    style: Spanned<PageStyle>,
    parameter: String,
    /// `a.b`, from the page on; the page itself where it is empty.
    items: String,
    /// Where the number of pages is, in the style `page`.
    pages: Option<Spanned<String>>,
    /// Where the number of items is, in the style `offset`.
    total: Option<Spanned<String>>,
    /// Where the next cursor is, in the style `cursor`; the URL of the next page, in `link`.
    next: Option<Spanned<String>>,
}

/// A mistake in a rule: its place, what is wrong, and what to do.
pub(super) type Mistake = (std::ops::Range<usize>, String, String);

impl PaginationTable {
    /// Where the rule stands in the file.
    pub(super) fn span(&self) -> std::ops::Range<usize> {
        self.style.span()
    }

    /// The rule.
    pub(super) fn rule(self) -> Result<PageRule, Mistake> {
        let style = *self.style.get_ref();
        let follows = matches!(style, PageStyle::Cursor | PageStyle::Link);
        let keys = [
            (style == PageStyle::Page, "pages", self.pages),
            (style == PageStyle::Offset, "total", self.total),
            (follows, "next", self.next),
        ];
        let mut end = Vec::new();
        for (is_used, key, place) in keys {
            match place {
                Some(place) if is_used => end = path(place.get_ref()),
                Some(place) => {
                    let message = format!("`{key}` is not used by this style of pagination");
                    return Err((place.span(), message, "remove the entry".to_owned()));
                }
                None => {}
            }
        }
        if follows && end.is_empty() {
            let message = "the rule does not say where the next cursor or URL is".to_owned();
            return Err((self.style.span(), message, "add `next = \"next_cursor\"`".to_owned()));
        }
        Ok(PageRule { style, parameter: self.parameter, items: path(&self.items), end })
    }
}

fn path(text: &str) -> Vec<String> {
    text.split('.').filter(|name| !name.is_empty()).map(str::to_owned).collect()
}
