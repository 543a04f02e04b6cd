//! Changes of types.

use super::renames::Renames;
use super::{
    Changes, Detail, Pair, Place, Rule, code, from_to, now, pair, pair_renamed, reordered, witness,
};
use crate::document::pointer::JsonPointer;
use crate::document::text::{Json, Text};
use crate::output::emit::{field_type_text, type_text};
use crate::rust::items::{
    Crate, Field, Presence, Struct, Type, TypeKind, TypeRef, Union, Unlisted, Value, Variant,
};

pub(super) fn compare(old: &Crate, new: &Crate, changes: &mut Changes) {
    let (before, after) = (listed(old), listed(new));
    for paired in pair(&before, &after, |it| it.name.clone()) {
        let (item, rule) = match paired {
            Pair::Added(item) => (item, Rule::TypeAdded),
            Pair::Removed(item) => (item, Rule::TypeRemoved),
            Pair::Kept(before, after) | Pair::Renamed(before, after) => {
                let group = changes.groups.of(&after.name).to_owned();
                type_(before, after, &place(&group, after).with(made(before)), changes);
                continue;
            }
        };
        let group = changes.groups.of(&item.name).to_owned();
        changes.add(&place(&group, item), rule, "");
    }
}

/// Adds the renamed types.
pub(super) fn renamed(renames: &Renames, new: &Crate, changes: &mut Changes) {
    for (before, after) in renames {
        if let Some(item) = listed(new).into_iter().find(|it| it.name == *after) {
            let group = changes.groups.of(after).to_owned();
            let (item_before, name) = (format!("types::{before}"), before.to_string());
            let place = Place { item: item_before, name, ..place(&group, item) };
            changes.add(&place, Rule::TypeRenamed, now(after));
        }
    }
}

fn listed(of: &Crate) -> Vec<&Type> {
    of.types.iter().flat_map(|module| &module.items).collect()
}

fn place<'a>(group: &'a str, item: &'a Type) -> Place<'a> {
    Place {
        group,
        item: format!("types::{}", item.name),
        name: item.name.to_string(),
        pointer: item.pointer.clone(),
        used: String::new(),
    }
}

/// Returns the code that constructs a struct, with variables named like its required fields, or
/// that accesses the target of another type.
fn made(item: &Type) -> String {
    match &item.kind {
        TypeKind::Struct(structure) => {
            let required = structure.fields.iter().filter(|it| it.presence.is_required());
            let callee = format!("{}::new", item.name);
            witness::call(&callee, required.map(|it| it.name.to_string()))
        }
        TypeKind::Newtype(_) => "it.0".to_owned(),
        _ => "it".to_owned(),
    }
}

/// Returns the code that uses a type in a way that only its kind allows.
fn used(item: &Type) -> String {
    let Type { name, kind, .. } = item;
    let variant = |name: Option<String>| name.unwrap_or_else(|| "Unknown(value)".to_owned());
    match kind {
        TypeKind::Struct(structure) => match structure.fields.first() {
            Some(field) => format!("it.{}", field.name),
            None => made(item),
        },
        TypeKind::StringEnum(values) => {
            format!("{name}::{}", variant(values.first().map(|it| it.name.to_string())))
        }
        TypeKind::IntegerEnum(values) => {
            format!("{name}::{}", variant(values.first().map(|it| it.name.to_string())))
        }
        TypeKind::MixedEnum(values) => {
            format!("{name}::{}", variant(values.first().map(|it| it.name.to_string())))
        }
        TypeKind::Union(union) => {
            let member = union.variants.first().map(|it| format!("{}(value)", it.name));
            format!("{name}::{}", variant(member))
        }
        TypeKind::Alias(target) => format!("let value: {} = it;", text(target)),
        TypeKind::Newtype(_) => made(item),
    }
}

fn type_(old: &Type, new: &Type, place: &Place<'_>, changes: &mut Changes) {
    if new.deprecated && !old.deprecated {
        changes.add(place, Rule::TypeDeprecated, "");
    }
    match (&old.kind, &new.kind) {
        (TypeKind::Struct(old), TypeKind::Struct(new)) => structure(old, new, place, changes),
        (TypeKind::StringEnum(old), TypeKind::StringEnum(new)) => {
            values(old, new, Text::json, place, changes);
        }
        (TypeKind::IntegerEnum(old), TypeKind::IntegerEnum(new)) => {
            values(old, new, i64::to_string, place, changes);
        }
        (TypeKind::MixedEnum(old), TypeKind::MixedEnum(new)) => {
            values(old, new, Json::line, place, changes);
        }
        (TypeKind::Union(old), TypeKind::Union(new)) => members(old, new, place, changes),
        (TypeKind::Alias(old), TypeKind::Alias(new))
        | (TypeKind::Newtype(old), TypeKind::Newtype(new)) => {
            let (old, new) = (text(old), text(new));
            if old != new {
                changes.add(place, Rule::AliasType, from_to(&old, &new));
            }
        }
        (before, after) => {
            let detail = format!("{} → {}", kind(before), kind(after));
            changes.add(&place.with(used(old)), Rule::TypeKind, detail);
        }
    }
    if has_new_description(old, new) {
        changes.add(place, Rule::TypeDocs, "");
    }
}

fn kind(kind: &TypeKind) -> &'static str {
    match kind {
        TypeKind::Struct(_) => "struct",
        TypeKind::StringEnum(_) => "enum of strings",
        TypeKind::IntegerEnum(_) => "enum of integers",
        TypeKind::MixedEnum(_) => "enum of values",
        TypeKind::Union(_) => "union",
        TypeKind::Alias(_) => "alias",
        TypeKind::Newtype(_) => "newtype",
    }
}

fn structure(old: &Struct, new: &Struct, place: &Place<'_>, changes: &mut Changes) {
    for paired in pair(&old.fields, &new.fields, |it| it.wire.clone()) {
        let (field, rule, detail) = match paired {
            Pair::Added(it) if it.presence.is_required() => {
                (it, Rule::FieldAddedRequired, field_code(it).into())
            }
            Pair::Added(it) => (it, Rule::FieldAdded, field_code(it).into()),
            Pair::Removed(it) => (it, Rule::FieldRemoved, field_code(it).into()),
            Pair::Kept(old, new) | Pair::Renamed(old, new) => {
                if new.deprecated && !old.deprecated {
                    let (part, steps) = (format!(".{}", new.name), property(place, &new.wire));
                    changes.add_part(place, &part, steps, Rule::FieldDeprecated, "");
                }
                if old.name != new.name {
                    let (part, steps) = (format!(".{}", old.name), property(place, &old.wire));
                    changes.add_part(place, &part, steps, Rule::FieldRenamed, now(&new.name));
                }
                match field_rule(old, new) {
                    Some(rule) => (new, rule, field_detail(old, new)),
                    None => continue,
                }
            }
        };
        let at = property(place, &field.wire);
        changes.add_part(place, &format!(".{}", field.name), at, rule, detail);
    }
    for paired in pair(&old.constants, &new.constants, |it| it.wire.clone()) {
        let (constant, detail) = match paired {
            Pair::Added(it) => (it, it.value.code().into()),
            Pair::Removed(it) => (it, format!("was {}", it.value.code()).into()),
            Pair::Kept(old, new) | Pair::Renamed(old, new) if old.value == new.value => {
                continue;
            }
            Pair::Kept(old, new) | Pair::Renamed(old, new) => {
                (new, from_to(&old.value.line(), &new.value.line()))
            }
        };
        let part = format!(" {}", constant.wire.quoted());
        changes.add_part(
            place,
            &part,
            property(place, &constant.wire),
            Rule::ConstantChanged,
            detail,
        );
    }
    let required = |of: &Struct| -> Vec<Text> {
        let fields = of.fields.iter().filter(|it| it.presence.is_required());
        fields.map(|it| it.wire.clone()).collect()
    };
    if reordered(&required(old), &required(new)) {
        changes.add(place, Rule::FieldsReordered, "");
    }
    let (before, after) = (unlisted(&old.unlisted), unlisted(&new.unlisted));
    if before != after {
        let rule = if before == NONE { Rule::UnlistedAdded } else { Rule::UnlistedChanged };
        let place = place.with(unlisted_used(&old.unlisted));
        changes.add(&place, rule, from_to(&before, &after));
    }
}

/// Returns the code that accesses additional properties.
fn unlisted_used(of: &Unlisted) -> String {
    match of {
        Unlisted::Typed(value) => {
            format!("let value: Option<&{}> = it.additional.get(name);", text(value))
        }
        _ => "it.extra()".to_owned(),
    }
}

/// Returns the location of a property of a type.
fn property(place: &Place<'_>, wire: &Text) -> JsonPointer {
    place.pointer.child("properties").child_of(wire)
}

/// Returns the rule for a changed property, from the perspective of the field's users.
fn field_rule(old: &Field, new: &Field) -> Option<Rule> {
    if old.presence != new.presence {
        return Some(presence_rule(old.presence, new.presence));
    }
    (text(&old.value) != text(&new.value)).then_some(Rule::FieldType)
}

/// Formats the types of a field as the crate writes them, or without aliases if the target of an
/// alias changed. If they are equal even so, the meaning of `None` has changed.
fn field_detail(old: &Field, new: &Field) -> Detail {
    let without_aliases = |field: &Field| {
        field_type_text(&Field { value: field.value.without_aliases(), ..field.clone() })
    };
    for text in [&field_type_text as &dyn Fn(&Field) -> String, &without_aliases] {
        let (before, after) = (text(old), text(new));
        if before != after {
            return from_to(&before, &after);
        }
    }
    let none = |field: &Field| if field.presence.is_required() { "null" } else { "absent" };
    format!("`None` means {}, previously {}", none(new), none(old)).into()
}

/// Returns the rule for a changed presence of a property; a change of `required` is reported first.
fn presence_rule(old: Presence, new: Presence) -> Rule {
    match (old.is_required(), new.is_required()) {
        (true, false) => Rule::FieldMadeOptional,
        (false, true) => Rule::FieldMadeRequired,
        _ if matches!(new, Presence::RequiredNullable | Presence::OptionalNullable) => {
            Rule::FieldMadeNullable
        }
        _ => Rule::FieldNeverNull,
    }
}

/// The description of a struct without additional properties.
const NONE: &str = "none";

fn unlisted(of: &Unlisted) -> String {
    match of {
        Unlisted::Kept => "extra()".to_owned(),
        Unlisted::Typed(value) => format!("additional: {}", text(value)),
        Unlisted::Nulls | Unlisted::Dropped => NONE.to_owned(),
    }
}

fn values<T: Clone + PartialEq>(
    old: &[Value<T>],
    new: &[Value<T>],
    wire: impl Fn(&T) -> String,
    place: &Place<'_>,
    changes: &mut Changes,
) {
    let wire = |it: &Value<T>| wire(&it.wire);
    for paired in pair(old, new, |it| it.wire.clone()) {
        let (value, rule, detail) = match paired {
            Pair::Added(it) => (it, Rule::ValueAdded, code(&wire(it)).into()),
            Pair::Removed(it) => (it, Rule::ValueRemoved, code(&wire(it)).into()),
            Pair::Kept(old, new) | Pair::Renamed(old, new) if old.name == new.name => continue,
            Pair::Kept(old, new) | Pair::Renamed(old, new) => {
                (old, Rule::ValueRenamed, now(&new.name))
            }
        };
        changes.add_part(
            place,
            &format!("::{}", value.name),
            place.pointer.child("enum"),
            rule,
            detail,
        );
    }
}

fn members(old: &Union, new: &Union, place: &Place<'_>, changes: &mut Changes) {
    let name = |it: &Variant| it.name.clone();
    for paired in pair_renamed(&old.variants, &new.variants, name, |it| text(&it.payload)) {
        let (variant, rule, detail) = match paired {
            Pair::Added(it) => (it, Rule::MemberAdded, code(&type_text(&it.payload)).into()),
            Pair::Removed(it) => (it, Rule::MemberRemoved, code(&type_text(&it.payload)).into()),
            Pair::Renamed(old, new) => (old, Rule::MemberRenamed, now(&new.name)),
            Pair::Kept(old, new) => match (text(&old.payload), text(&new.payload)) {
                (before, after) if before != after => {
                    (new, Rule::MemberType, from_to(&before, &after))
                }
                (payload, _) if old.from_payload && !new.from_payload => {
                    (new, Rule::ConversionRemoved, format!("`From<{payload}>`").into())
                }
                _ => continue,
            },
        };
        changes.add_part(
            place,
            &format!("::{}", variant.name),
            place.pointer.clone(),
            rule,
            detail,
        );
    }
    for paired in pair(&old.accessors, &new.accessors, |it| it.name.clone()) {
        if let Pair::Removed(it) = paired {
            let part = format!(".{}()", it.name);
            let at = place.pointer.clone();
            changes.add_part(place, &part, at, Rule::AccessorRemoved, "");
        }
    }
}

/// Formats a type as the compiler sees it.
fn text(value: &TypeRef) -> String {
    type_text(&value.without_aliases())
}

fn field_code(field: &Field) -> String {
    code(&field_type_text(field))
}

/// Returns `true` if the documentation of a type, or of a part in both, differs.
fn has_new_description(old: &Type, new: &Type) -> bool {
    let parts = match (&old.kind, &new.kind) {
        (TypeKind::Struct(old), TypeKind::Struct(new)) => {
            pair(&old.fields, &new.fields, |it| it.wire.clone())
                .any(|paired| matches!(paired, Pair::Kept(old, new) if old.docs != new.docs))
        }
        (TypeKind::Union(old), TypeKind::Union(new)) => {
            pair(&old.variants, &new.variants, |it| it.name.clone())
                .any(|paired| matches!(paired, Pair::Kept(old, new) if old.docs != new.docs))
        }
        _ => false,
    };
    old.docs != new.docs || parts
}
