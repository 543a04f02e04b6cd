//! Types: as nodes of a graph, and each as its schema and as Rust.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;
use serde_json::ser::{PrettyFormatter, Serializer};

use super::cycles::cycles;
use super::{Fate, Positions, Version, positions_of};
use crate::document::pointer::JsonPointer;
use crate::document::text::json_escaped;
use crate::output::emit;
use crate::output::print;
use crate::review::diff;
use crate::rust::items::{self, Crate, TypeKind};

/// A type.
#[derive(Clone, Debug, Serialize)]
pub struct Type {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// The one resource that leads to it, or `diff::SHARED`.
    pub group: String,
    /// Where its schema stands in the author's document, as a JSON Pointer (RFC 6901).
    pub pointer: String,
    /// Its schema, as JSON with a tab a level.
    pub schema: String,
    /// The same in an older document, where it is another one.
    pub old_schema: Option<String>,
    /// The generated Rust.
    pub rust: String,
    /// The same from an older document, where it is another one.
    pub old_rust: Option<String>,
    /// The types that it names.
    pub names: Vec<usize>,
    /// The cycle that it is on, called after the first type on it.
    pub cycle: Option<usize>,
    /// What became of it.
    pub fate: Option<Fate>,
}

/// What a [`Type`] is, in the words of schemas.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// An object: a struct.
    Object,
    /// A union: an enum with a member's value in each variant.
    Union,
    /// An enumeration of values.
    Enum,
    /// Another name, or a type around another one.
    Alias,
}

/// The types of the new crate, those that are gone behind them, and where each is.
pub(super) fn types(
    new: Version<'_>,
    old: Option<Version<'_>>,
    fates: &BTreeMap<String, Fate>,
) -> (Vec<Type>, Positions) {
    let mut items = listed(new.krate);
    let before = old.map(|old| listed(old.krate)).unwrap_or_default();
    let count = items.len();
    let known = |item: &items::Type| items.iter().any(|it| it.name == item.name);
    let gone: Vec<&items::Type> = before.iter().copied().filter(|it| !known(it)).collect();
    items.extend(gone);
    let positions: Positions =
        items.iter().enumerate().map(|(position, item)| (item.name.clone(), position)).collect();

    let mut groups = old.map(|old| diff::resources(old.krate)).unwrap_or_default();
    groups.extend(diff::resources(new.krate));
    let edges: Vec<Vec<usize>> =
        items.iter().map(|item| positions_of(item.mentions(), &positions)).collect();
    let cycles = cycles(&edges);
    let texts = print::items(&emit::types(&items));
    let old_texts: BTreeMap<_, _> =
        before.iter().map(|it| &it.name).zip(print::items(&emit::types(&before))).collect();

    let types = items.iter().zip(texts).zip(edges).enumerate().map(|(position, it)| {
        let ((item, rust), names) = it;
        let tree = match old {
            Some(old) if position >= count => old.tree,
            _ => new.tree,
        };
        let schema = schema(tree, &item.pointer);
        let old_item = before.iter().find(|it| it.name == item.name);
        let own = fates.get(&format!("types::{}", item.name)).copied();
        let old_schema = old.zip(old_item).map(|(old, it)| self::schema(old.tree, &it.pointer));
        Type {
            name: item.name.to_string(),
            kind: kind(&item.kind),
            group: groups.get(&item.name).map_or(diff::SHARED, String::as_str).to_owned(),
            pointer: item.pointer.to_string(),
            old_schema: old_schema.filter(|old| *old != schema),
            schema,
            old_rust: old_texts.get(&item.name).filter(|old| **old != rust).cloned(),
            rust,
            names,
            cycle: cycles[position],
            fate: match old {
                Some(_) if position >= count => Some(Fate::Removed),
                // What is new and not added has another name than before.
                Some(_) if old_item.is_none() => Some(own.unwrap_or(Fate::Breaking)),
                _ => own,
            },
        }
    });
    (types.collect(), positions)
}

fn listed(krate: &Crate) -> Vec<&items::Type> {
    krate.types.iter().flat_map(|module| &module.items).collect()
}

fn kind(of: &TypeKind) -> Kind {
    match of {
        TypeKind::Struct(_) => Kind::Object,
        TypeKind::Union(_) => Kind::Union,
        TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_) | TypeKind::MixedEnum(_) => Kind::Enum,
        TypeKind::Alias(_) | TypeKind::Newtype(_) => Kind::Alias,
    }
}

/// The schema at a pointer, with hidden characters as escapes; nothing for a type that the document does not write out.
fn schema(tree: &Value, pointer: &JsonPointer) -> String {
    let found = tree.pointer(pointer.as_str());
    let mut text = Vec::new();
    let mut writer = Serializer::with_formatter(&mut text, PrettyFormatter::with_indent(b"\t"));
    let is_written = found.is_some_and(|schema| schema.serialize(&mut writer).is_ok());
    let text = String::from_utf8(text).ok().filter(|_| is_written).unwrap_or_default();
    json_escaped(&text)
}
