//! The data of the report about a crate, serialized for an HTML page: its resources, the graph of
//! its types, each type as schema and as Rust, the locations where the type accepts more than its
//! schema, and the changes.

mod change;
mod cycles;
mod operations;
#[cfg(test)]
mod tests;
mod types;
mod webhooks;

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use crate::document::pointer::JsonPointer;
use crate::review::diff::{self, Verdict};
use crate::rust::fidelity;
use crate::rust::items::Crate;
use crate::rust::names::TypeName;

pub(crate) use self::change::Release;
pub(crate) use self::operations::Resource;
pub use self::types::{Kind, Type};
pub(crate) use self::webhooks::Webhooks;

/// A document and the crate that is generated from it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Version<'a> {
    /// The document in the author's version of OpenAPI.
    pub tree: &'a Value,
    /// The crate.
    pub krate: &'a Crate,
}

/// A report. Types are referred to by their index in [`Report::types`].
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// The API's title, as one line of Markdown.
    pub title: String,
    /// The API's version.
    pub version: String,
    /// The resources, in the order of the document.
    pub resources: Vec<Resource>,
    /// The webhooks, if the document has any.
    pub webhooks: Option<Webhooks>,
    /// The types, in the order of the document, followed by the removed ones.
    pub types: Vec<Type>,
    /// The locations where a type accepts more than its schema, in the order of the document.
    pub gaps: Vec<Gap>,
    /// The changes, if there is an older document.
    pub release: Option<Release>,
}

/// A location where a type accepts more than its schema.
#[derive(Clone, Debug, Serialize)]
pub struct Gap {
    /// The keyword that the type doesn't enforce.
    pub keyword: String,
    /// Its value, on one line.
    pub value: String,
    /// The location in the author's document, as a JSON Pointer (RFC 6901).
    pub pointer: String,
    /// The type whose schema contains it; `None` inside operations.
    #[serde(rename = "type")]
    pub item: Option<usize>,
}

/// The kind of change of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ChangeStatus {
    /// It is new.
    Added,
    /// It was removed.
    Removed,
    /// Code that uses it may stop compiling.
    Breaking,
    /// Code that uses it still compiles.
    Additive,
    /// Only its documentation changed.
    Docs,
}

impl From<Verdict> for ChangeStatus {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Breaking => Self::Breaking,
            Verdict::Additive => Self::Additive,
            Verdict::Docs => Self::Docs,
        }
    }
}

/// Creates the report about `new`, and about its differences from `old`.
pub(crate) fn report(
    new: Version<'_>,
    gaps: &[fidelity::Gap<'_>],
    old: Option<Version<'_>>,
) -> Report {
    let release = old.map(|old| Release::new(&diff::compare(old.krate, new.krate)));
    let change_statuses = release.as_ref().map(Release::change_statuses).unwrap_or_default();
    let (types, positions) = types::types(new, old, &change_statuses);
    let here = types
        .iter()
        .enumerate()
        .filter(|(_, item)| item.change_status != Some(ChangeStatus::Removed));
    let places = here.map(|(position, item)| (item.pointer.as_str(), position)).collect();
    // The limits of a Rust type are the same wherever it is used.
    let unchecked = gaps.iter().filter(|it| it.kind == fidelity::Kind::Unchecked);
    let gaps = unchecked.map(|gap| located(gap, &places)).collect();
    Report {
        title: new.krate.package.title.clone(),
        version: new.krate.package.api_version.clone(),
        resources: operations::resources(
            new.krate,
            old.map(|it| it.krate),
            &positions,
            &change_statuses,
        ),
        webhooks: webhooks::webhooks(
            new.krate,
            old.map(|it| it.krate),
            &positions,
            &change_statuses,
        ),
        types,
        gaps,
        release,
    }
}

/// The indices of the types by their names.
type Positions = BTreeMap<TypeName, usize>;

/// Returns the indices of types, sorted and without duplicates.
fn positions_of(names: impl IntoIterator<Item = TypeName>, positions: &Positions) -> Vec<usize> {
    let mut found: Vec<usize> =
        names.into_iter().filter_map(|name| positions.get(&name).copied()).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// Returns a gap with the type that contains it: the type of the innermost enclosing schema.
fn located(gap: &fidelity::Gap<'_>, places: &BTreeMap<&str, usize>) -> Gap {
    let pointer = gap.pointer;
    let around = std::iter::successors(Some(pointer.clone()), JsonPointer::parent);
    let mut found = around.filter_map(|it| places.get(it.to_string().as_str()).copied());
    Gap {
        keyword: gap.reason.clone(),
        value: gap.value.clone(),
        pointer: pointer.to_string(),
        item: found.next(),
    }
}
