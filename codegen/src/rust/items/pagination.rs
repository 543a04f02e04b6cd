//! The pages of operations that answer page by page.

use super::TypeRef;
use crate::document::text::Text;
use crate::rust::names::FieldName;

/// How an operation answers page by page.
#[derive(Clone, Debug)]
pub struct Pages {
    /// The type of the items.
    pub item: TypeRef,
    /// Where they are on a page.
    pub items: Vec<PlaceStep>,
    /// What the argument says.
    pub paging: Paging,
    /// The argument that asks for a page.
    pub argument: FieldName,
    /// Where a page says how many there are, or what the next cursor or URL is.
    pub end: Vec<PlaceStep>,
}

/// What the argument says of the page that is asked for, with its first value, or with the name
/// that it has in URLs.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of the runtime's macro")]
pub enum Paging {
    Page(i64),
    Offset(i64),
    Cursor,
    Link(Text),
}

/// A field on the way to a place of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlaceStep {
    /// One that is always there.
    Field(FieldName),
    /// One that may be missing.
    Missable(FieldName),
}
