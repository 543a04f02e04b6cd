//! The comparison of two crates for their users. Compares two [`Crate`]s and returns a list of
//! changes, each with a [`Rule`] that states whether code that compiles with the old one still
//! compiles with the new one.

mod aliases;
mod changelog;
mod client;
mod features;
mod group;
mod operations;
mod print;
mod references;
mod renames;
mod responses;
mod rule;
#[cfg(test)]
mod tests;
mod types;
mod version;
mod visit;
mod witness;

use std::collections::BTreeMap;

use crate::document::pointer::JsonPointer;
use crate::document::text::inline_code as code;
use crate::output::emit::type_text;
use crate::rust::items::{Crate, TypeRef};
use crate::rust::names::TypeName;

pub use rule::{Rule, Verdict};
pub use version::reaches;

/// The group of the types that no operation reaches, or that several resources share.
pub(crate) const SHARED: &str = group::SHARED;

/// The group of the types that only webhooks reach.
pub(crate) const WEBHOOKS: &str = group::WEBHOOKS;

/// Returns the resource of each type that only one resource reaches.
pub(crate) fn resources(krate: &Crate) -> BTreeMap<TypeName, String> {
    group::of(krate)
}

/// A change from one crate to the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The resource whose users are affected.
    pub group: String,
    /// The changed item, as Rust spells it: `orders::list`, `types::Order.seats`.
    pub item: String,
    /// The kind of change.
    pub rule: Rule,
    /// The details, such as the old and the new type; may be empty.
    pub detail: String,
    /// A line of a caller that stops compiling, if the change is breaking; the rule has its file.
    pub witness: Option<String>,
    /// The sentence for a changelog, unless only documentation changed.
    pub news: Option<String>,
    /// The location in the new document, or in the old one if it was removed, as a JSON Pointer
    /// (RFC 6901).
    pub pointer: String,
}

/// All changes from one crate to another.
#[derive(Clone, Debug)]
pub struct Difference {
    /// The changes, by resource, breaking ones first.
    pub changes: Vec<Change>,
    /// The version of the old crate.
    pub version: String,
}

/// Compares two crates.
pub fn compare(old: &Crate, new: &Crate) -> Difference {
    let (old, new) = (&aliases::written_out(old), &aliases::written_out(new));
    let renames = renames::renames(old, new);
    let renamed = renames::apply(&renames, old);
    let mut changes = Changes {
        groups: group::groups(&renamed, new),
        package: new.package.name.clone(),
        version: old.package.version.line(),
        list: Vec::new(),
    };
    client::compare(&renamed, new, &mut changes);
    operations::compare(&renamed, new, &mut changes);
    types::compare(&renamed, new, &mut changes);
    types::renamed(&renames, new, &mut changes);
    features::compare(&renamed, new, &mut changes);
    let mut changes = changes.list;
    changes.sort_by(|one, other| {
        let key = |it: &Change| (it.group.clone(), std::cmp::Reverse(it.rule.verdict()));
        key(one).cmp(&key(other)).then_with(|| one.item.cmp(&other.item))
    });
    Difference { changes, version: old.package.version.line() }
}

impl Difference {
    /// Returns the most severe verdict; `None` if nothing changed.
    pub fn verdict(&self) -> Option<Verdict> {
        self.changes.iter().map(|change| change.rule.verdict()).max()
    }

    /// Returns the most severe verdict for programs that enable all Cargo features.
    pub fn verdict_with_all_features(&self) -> Option<Verdict> {
        let rules = self.changes.iter().map(|change| change.rule);
        rules.filter(|rule| rule.affects_all_features()).map(Rule::verdict).max()
    }

    /// Returns the version to release, according to Cargo's rules for Semantic Versioning.
    pub fn release(&self) -> String {
        self.release_after(self.verdict())
    }

    /// Returns the version to release for a change with this verdict.
    pub fn release_after(&self, verdict: Option<Verdict>) -> String {
        version::next(&self.version, verdict)
    }

    /// Returns the number of changes with this verdict.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.changes.iter().filter(|change| change.rule.verdict() == verdict).count()
    }
}

/// The changes found so far.
struct Changes {
    groups: group::Groups,
    /// The name of the package.
    package: String,
    /// The version of the old crate.
    version: String,
    list: Vec<Change>,
}

/// The item that is being compared.
#[derive(Clone)]
struct Place<'a> {
    group: &'a str,
    item: String,
    /// The item in code, without its module: `orders().list()`, `Order`.
    name: String,
    pointer: JsonPointer,
    /// The code of a caller that uses the old item.
    used: String,
}

impl Place<'_> {
    /// Returns the same item with another use by callers.
    fn with(&self, used: String) -> Self {
        Self { used, ..self.clone() }
    }
}

/// The details of a change, in addition to its rule.
#[derive(Default)]
struct Detail {
    text: String,
    /// The old type or name in Rust, if the change replaces it.
    old: String,
    /// The new type or name, if the change replaces it.
    new: String,
}

impl From<&str> for Detail {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<String> for Detail {
    fn from(text: String) -> Self {
        Self { text, ..Self::default() }
    }
}

impl Changes {
    /// Adds a change of the item itself.
    fn add(&mut self, place: &Place<'_>, rule: Rule, detail: impl Into<Detail>) {
        self.add_part(place, "", place.pointer.clone(), rule, detail);
    }

    /// Adds a change of a part of the item, whose location is `at`.
    fn add_part(
        &mut self,
        place: &Place<'_>,
        part: &str,
        at: JsonPointer,
        rule: Rule,
        detail: impl Into<Detail>,
    ) {
        let detail = detail.into();
        let Self { package, version, .. } = &*self;
        let names = witness::Names { package, version, place, part, detail: &detail };
        self.list.push(Change {
            group: place.group.to_owned(),
            item: format!("{}{part}", place.item),
            rule,
            witness: rule.witness().map(|line| names.fill(line)),
            news: rule.news().map(|sentence| names.fill(sentence)),
            detail: detail.text,
            pointer: at.to_string(),
        });
    }
}

/// An element of two lists, or of one of them.
enum Pair<'a, T> {
    Added(&'a T),
    Removed(&'a T),
    /// Both lists contain its name.
    Kept(&'a T, &'a T),
    /// It has another name in the new list.
    Renamed(&'a T, &'a T),
}

/// Pairs the elements of two lists by name: first the elements of the new list, in its order, then
/// the elements that only the old list contains.
fn pair<'a, T, K: PartialEq>(
    old: &'a [T],
    new: &'a [T],
    name: impl Fn(&T) -> K,
) -> impl Iterator<Item = Pair<'a, T>> {
    let find = move |list: &'a [T], wanted: &T, name: &dyn Fn(&T) -> K| {
        list.iter().find(|it| name(it) == name(wanted))
    };
    let mut pairs: Vec<Pair<'a, T>> = Vec::new();
    for it in new {
        pairs.push(match find(old, it, &name) {
            Some(before) => Pair::Kept(before, it),
            None => Pair::Added(it),
        });
    }
    pairs.extend(old.iter().filter(|it| find(new, it, &name).is_none()).map(Pair::Removed));
    pairs.into_iter()
}

/// Pairs the elements of two lists by name; those whose name is in only one list, by their content.
fn pair_renamed<'a, T, K: PartialEq, I: PartialEq>(
    old: &'a [T],
    new: &'a [T],
    name: impl Fn(&T) -> K,
    identity: impl Fn(&T) -> I,
) -> Vec<Pair<'a, T>> {
    let mut pairs: Vec<Pair<'a, T>> = pair(old, new, name).collect();
    let mut at = 0;
    while let Some(paired) = pairs.get(at) {
        let Pair::Added(added) = *paired else {
            at += 1;
            continue;
        };
        let is_it = |paired: &Pair<'a, T>| match paired {
            Pair::Removed(it) => identity(it) == identity(added),
            _ => false,
        };
        if let Some(found) = pairs.iter().position(is_it)
            && let Pair::Removed(removed) = pairs.remove(found)
        {
            // Removed elements follow the added ones, so `at` is still the index of this one.
            pairs[at] = Pair::Renamed(removed, added);
        }
        at += 1;
    }
    pairs
}

/// Returns `true` if the elements in both lists are in a different order.
fn reordered<K: PartialEq>(old: &[K], new: &[K]) -> bool {
    let common = |list: &[K], other: &[K]| -> Vec<usize> {
        let both = list.iter().filter(|it| other.contains(it));
        both.filter_map(|it| old.iter().position(|known| known == it)).collect()
    };
    common(old, new) != common(new, old)
}

/// Formats a type as the compiler sees it: without aliases.
fn compiled(value: &TypeRef) -> String {
    type_text(&value.without_aliases())
}

/// Formats a type as the crate writes it, as inline code.
fn type_code(value: &TypeRef) -> String {
    code(&type_text(value))
}

/// Formats `old → new`.
fn from_to(old: &str, new: &str) -> Detail {
    let text = format!("{} → {}", code(old), code(new));
    Detail { text, old: old.to_owned(), new: new.to_owned() }
}

/// Formats the new name of a renamed item.
fn now(name: impl ToString) -> Detail {
    let new = name.to_string();
    Detail { text: format!("now `{new}`"), new, ..Detail::default() }
}
