//! Types: the nodes of the graph, each as schema and as Rust.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;
use serde_json::ser::{PrettyFormatter, Serializer};

use super::cycles::cycles;
use super::{ChangeStatus, Positions, Version, positions_of};
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
    /// Its kind.
    pub kind: Kind,
    /// The only resource that reaches it, or `diff::SHARED`.
    pub group: String,
    /// The location of its schema in the author's document, as a JSON Pointer (RFC 6901).
    pub pointer: String,
    /// Its schema, as JSON indented with tabs.
    pub schema: String,
    /// The schema in the older document, if it differs.
    pub old_schema: Option<String>,
    /// The generated Rust code.
    pub rust: String,
    /// The Rust code from the older document, if it differs.
    pub old_rust: Option<String>,
    /// The types that it refers to.
    pub names: Vec<usize>,
    /// The cycle that contains it, identified by its first type.
    pub cycle: Option<usize>,
    /// The kind of change, if it changed.
    pub change_status: Option<ChangeStatus>,
}

/// The kind of a [`Type`], in terms of schemas.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// An object: a struct.
    Object,
    /// A union: an enum with a variant per member.
    Union,
    /// An enumeration of values.
    Enum,
    /// An alias, or a newtype.
    Alias,
}

/// Returns the types of the new crate followed by the removed ones, and the index of each.
pub(super) fn types(
    new: Version<'_>,
    old: Option<Version<'_>>,
    change_statuses: &BTreeMap<String, ChangeStatus>,
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
        let own = change_statuses.get(&format!("types::{}", item.name)).copied();
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
            change_status: match old {
                Some(_) if position >= count => Some(ChangeStatus::Removed),
                // A type that is new but wasn't added has been renamed.
                Some(_) if old_item.is_none() => Some(own.unwrap_or(ChangeStatus::Breaking)),
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

/// Returns the schema at a pointer, with hidden characters escaped; empty for a type without a
/// schema in the document.
fn schema(tree: &Value, pointer: &JsonPointer) -> String {
    let found = tree.pointer(pointer.as_str());
    let mut text = Vec::new();
    let mut writer = Serializer::with_formatter(&mut text, PrettyFormatter::with_indent(b"\t"));
    let is_written = found.is_some_and(|schema| schema.serialize(&mut writer).is_ok());
    let text = String::from_utf8(text).ok().filter(|_| is_written).unwrap_or_default();
    json_escaped(&text)
}
