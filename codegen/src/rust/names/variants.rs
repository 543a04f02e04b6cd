//! The variant names of enums: one for each listed value, or one for each member of a union.

use super::scope::{self, Scope};
use super::words::upper_camel;
use super::{Names, TypeName, VariantName, hint, spelling};
use crate::api::ir::{
    Api, Enumeration, EnumerationValue, Guard, Member, Origin, Place, SchemaId, Shape, Union,
    Webhook,
};
use crate::config::Config;
use crate::document::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::formats::{self, Accuracy};
use crate::document::pointer::JsonPointer;
use crate::document::text::Text;

/// The keyword of the union of webhook payloads.
const WEBHOOKS: &str = "webhooks";

/// `Unknown` is the variant of unknown values.
const RESERVED: [&str; 2] = ["Unknown", "Self"];

pub(super) fn allocate(
    api: &Api,
    config: &Config,
    names: &mut Names,
    diagnostics: &mut Diagnostics,
) {
    let owners: Vec<SchemaId> = names.types.keys().copied().collect();
    for id in owners {
        let pointer = &api.schema(id).pointer;
        let (keyword, mut wanted) = match &api.schema(id).shape {
            Shape::Enumeration(enumeration) => ("enum", of_values(enumeration)),
            Shape::Union(union) => (union.keyword, of_members(api, names, id, union)),
            _ => continue,
        };
        let number = |index: usize| match &api.schema(id).shape {
            Shape::Union(union) => union.number(index),
            _ => index,
        };
        let place = |index: usize| pointer.child(keyword).child(number(index));
        let mut configured = vec![false; wanted.len()];
        for (index, wanted) in wanted.iter_mut().enumerate() {
            let at = place(index);
            if let Some(name) = config.names.get(&at) {
                *wanted = upper_camel(name, "Value");
                configured[index] = true;
                names.used.insert(at);
            }
            if RESERVED.contains(&wanted.as_str()) {
                wanted.push_str("Value");
            }
        }
        let suffixes = match &api.schema(id).shape {
            Shape::Enumeration(enumeration) => suffixes(enumeration, &wanted, &configured),
            _ => vec![None; wanted.len()],
        };
        names.variants.insert(id, named(&wanted, &suffixes, place, diagnostics));
    }
}

/// Returns the suffixes for values whose different spellings result in the same name.
fn suffixes(
    enumeration: &Enumeration,
    wanted: &[String],
    configured: &[bool],
) -> Vec<Option<&'static str>> {
    let values = enumeration.values.iter().zip(wanted).zip(configured);
    let values: Vec<_> = values
        .map(|((value, wanted), configured)| {
            let written = value.name.as_ref().map(Text::as_written);
            let written = written.or_else(|| value.value.as_written().as_str())?;
            (!configured).then_some((written, wanted.as_str()))
        })
        .collect();
    spelling::suffixes(&values)
}

/// Allocates variant names: first those that get their preferred name, so that no other one takes
/// it.
fn named(
    wanted: &[String],
    suffixes: &[Option<&str>],
    place: impl Fn(usize) -> JsonPointer,
    diagnostics: &mut Diagnostics,
) -> Vec<VariantName> {
    let mut scope = Scope::reserving(&RESERVED);
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by_key(|index| suffixes[*index].is_some());
    let mut variants: Vec<(usize, VariantName)> = Vec::with_capacity(wanted.len());
    let mut found = Vec::new();
    for index in order {
        let suffix = suffixes[index].unwrap_or_default();
        let allocated = scope.allocate(&format!("{}{suffix}", wanted[index]));
        if allocated.clash || !suffix.is_empty() {
            found.push((index, clash(&place(index), &wanted[index], &allocated.identifier)));
        }
        if allocated.cut {
            found.push((index, scope::truncation_warning(&place(index), &allocated.identifier)));
        }
        variants.push((index, VariantName::new(allocated.identifier)));
    }
    found.sort_by_key(|(index, _)| *index);
    found.into_iter().for_each(|(_, diagnostic)| diagnostics.push(diagnostic));
    variants.sort_by_key(|(index, _)| *index);
    variants.into_iter().map(|(_, name)| name).collect()
}

fn clash(at: &JsonPointer, wanted: &str, given: &str) -> Diagnostic {
    let message = format!("the variant name `{wanted}` is taken by another variant");
    let help = format!(
        "this one is named `{given}`; name it in codegen.toml: `\"{at}\" = \"...\"` under `[names]`"
    );
    Diagnostic::warning(Code::NameClash, at, message).help(help)
}

fn of_values(enumeration: &Enumeration) -> Vec<String> {
    let name = |value: &EnumerationValue| match (&value.name, value.value.as_written().as_str()) {
        (Some(name), _) => upper_camel(name.as_written(), "Value"),
        (None, Some("")) => "Empty".to_owned(),
        (None, Some(text)) => upper_camel(text, "Value"),
        (None, None) => upper_camel(&value.value.as_written().to_string(), "Value"),
    };
    enumeration.values.iter().map(name).collect()
}

/// Returns the names of the members of a union: each depends only on the member itself.
fn of_members(api: &Api, names: &Names, id: SchemaId, union: &Union) -> Vec<String> {
    let own = names.types.get(&id);
    let name = |(index, member): (usize, &Member)| {
        let target = api_target(api, member.schema);
        let by_type = || {
            let name = names.of(target)?;
            Some(own.map_or_else(|| name.to_string(), |own| hint::without_words_of(own, name)))
        };
        let component = matches!(api.schema(target).origin, Origin::Component(_));
        let webhook = (union.keyword == WEBHOOKS).then(|| webhook(api, member.schema)).flatten();
        webhook
            .or_else(|| by_component(names, own, member.component?))
            .or_else(|| by_parent(api, union, index).filter(|_| member.component == Some(id)))
            .or_else(|| by_type().filter(|_| component))
            .or_else(|| hint::title(api, member.schema))
            .or_else(|| hint::only_value(api, member.schema))
            .or_else(|| hint::constant(union, index))
            .or_else(by_type)
            .unwrap_or_else(|| by_shape(api, names, member.schema))
    };
    union.members.iter().enumerate().map(name).collect()
}

/// Returns the name of the component that a member is a version of, without the words of the
/// union's name.
fn by_component(names: &Names, own: Option<&TypeName>, component: SchemaId) -> Option<String> {
    let name = names.of(component)?;
    match own {
        Some(own) if own == name => None,
        Some(own) => Some(hint::without_words_of(own, name)),
        None => Some(name.to_string()),
    }
}

/// Returns the name of a parent schema in the union with its children.
fn by_parent(api: &Api, union: &Union, index: usize) -> Option<String> {
    let is_base = |member: &Member| {
        matches!(api.schema(member.schema).origin, Origin::Inline(Place::Base(_)))
    };
    let member = union.members.get(index).filter(|member| is_base(member))?;
    let tag = match &member.guard {
        Guard::Tags(tags) if tags.len() == 1 => hint::constant(union, index),
        _ => None,
    };
    tag.or_else(|| Some("Base".to_owned()))
}

/// Returns the name of the only webhook with this payload.
fn webhook(api: &Api, payload: SchemaId) -> Option<String> {
    let payload = api_target(api, payload);
    let has_payload = |webhook: &&Webhook| api_target(api, webhook.payload) == payload;
    let mut own = api.webhooks.list.iter().filter(has_payload);
    match (own.next(), own.next()) {
        (Some(webhook), None) => Some(upper_camel(webhook.name.as_written(), "Webhook")),
        _ => None,
    }
}

fn api_target(api: &Api, id: SchemaId) -> SchemaId {
    match api.schema(id).origin {
        Origin::Component(_) => id,
        Origin::Inline(_) => api.target(id),
    }
}

/// Returns the name for the values of a schema: `Uuid`, `Integers` for a list of integers.
fn by_shape(api: &Api, names: &Names, id: SchemaId) -> String {
    let plain = || hint::content(api, id);
    match &api.schema(api.target(id)).shape {
        Shape::String(Some(format)) => {
            match formats::find(format.as_written()).and_then(|it| it.rust.noun()) {
                Some(name) => name.to_owned(),
                None => named_format(format).unwrap_or_else(plain),
            }
        }
        Shape::Array(items) => {
            let named = names.of(api_target(api, *items));
            let is_scalar = matches!(
                api.schema(api.target(*items)).shape,
                Shape::Boolean | Shape::Integer(_) | Shape::Number(_) | Shape::String(_)
            );
            match named {
                Some(name) => plural(name.as_str()),
                None if is_scalar => plural(&by_shape(api, names, *items)),
                None => plain(),
            }
        }
        _ => plain(),
    }
}

/// Returns the name of a format that maps to `String`: `Ipv4`.
fn named_format(format: &Text) -> Option<String> {
    let known = formats::find(format.as_written())?;
    (known.accuracy == Accuracy::Wider).then(|| upper_camel(known.name, "Text"))
}

/// Returns the plural of an English word.
fn plural(word: &str) -> String {
    let is_vowel = |symbol: char| "aeiou".contains(symbol);
    match word.strip_suffix('y') {
        Some(stem) if !stem.ends_with(is_vowel) => format!("{stem}ies"),
        _ if ["s", "x", "z", "ch", "sh"].iter().any(|end| word.ends_with(end)) => {
            format!("{word}es")
        }
        _ => format!("{word}s"),
    }
}
