//! The variants of enums: one for each listed value, or one for each member of a union.

use super::scope::{self, Scope};
use super::words::upper_camel;
use super::{Names, TypeName, VariantName, hint};
use crate::api::ir::{
    Api, Enumeration, EnumerationValue, Guard, JsonKind, Origin, SchemaId, Shape, Union,
};
use crate::config::Config;
use crate::document::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::pointer::JsonPointer;

/// The keyword of the union of what webhooks send.
const WEBHOOKS: &str = "webhooks";

/// `Unknown` is the variant of values that the crate does not know.
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
            Shape::Union(union) => (union.keyword, of_members(api, names, union)),
            _ => continue,
        };
        let mut scope = Scope::reserving(&RESERVED);
        let mut variants = Vec::with_capacity(wanted.len());
        for (index, wanted) in wanted.iter_mut().enumerate() {
            let at = pointer.child(keyword).child(index);
            if let Some(name) = config.names.get(&at) {
                *wanted = upper_camel(name, "Value");
                names.used.insert(at.clone());
            }
            if RESERVED.contains(&wanted.as_str()) {
                wanted.push_str("Value");
            }
            let allocated = scope.allocate(wanted);
            if allocated.clash {
                diagnostics.push(clash(&at, wanted, &allocated.identifier));
            }
            if allocated.cut {
                diagnostics.push(scope::cut(&at, &allocated.identifier));
            }
            variants.push(VariantName::new(allocated.identifier));
        }
        names.variants.insert(id, variants);
    }
}

fn clash(at: &JsonPointer, wanted: &str, given: &str) -> Diagnostic {
    let message = format!("the variant name `{wanted}` is taken by another one");
    let help = format!(
        "it is called `{given}`; name it in codegen.toml: `\"{at}\" = \"...\"` under `[names]`"
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

fn of_members(api: &Api, names: &Names, union: &Union) -> Vec<String> {
    let type_of = |id: SchemaId| names.types.get(&names.representative(api_target(api, id)));
    let types: Vec<Option<&TypeName>> = union.members.iter().map(|it| type_of(it.schema)).collect();
    let named: Vec<&TypeName> = types.iter().copied().flatten().collect();
    let shared = (named.len() > 1).then(|| hint::SharedWords::of(&named));
    let mut wanted = Vec::with_capacity(union.members.len());
    for (index, member) in union.members.iter().enumerate() {
        let component = types[index].filter(|_| {
            let target = api_target(api, member.schema);
            matches!(api.schema(target).origin, Origin::Component(_)) || shared.is_some()
        });
        let by_type = || match (component?, &shared) {
            (name, None) => Some(name.to_string()),
            (name, Some(shared)) => shared.removed_from(name),
        };
        let by_schema = || hint::title(api, member.schema).or_else(by_type);
        let name = match &member.guard {
            _ if union.keyword == WEBHOOKS => {
                webhook(api, member.schema).or_else(by_schema).or_else(|| hint::distinction(member))
            }
            // One of several tags would not be true of the others.
            Guard::Tags(tags) | Guard::In(_, tags) if tags.len() > 1 => {
                by_schema().or_else(|| hint::distinction(member))
            }
            _ => hint::only_value(api, member.schema)
                .or_else(|| hint::distinction(member))
                .or_else(by_schema),
        };
        let name = name.unwrap_or_else(|| by_shape(api, member.schema).to_owned());
        wanted.push(name);
    }
    wanted
}

/// The name of the only webhook with this payload.
fn webhook(api: &Api, payload: SchemaId) -> Option<String> {
    let mut own = api.webhooks.list.iter().filter(|webhook| webhook.payload == payload);
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

fn by_shape(api: &Api, id: SchemaId) -> &'static str {
    match &api.schema(api.target(id)).shape {
        Shape::Any => "Any",
        Shape::Never => "Never",
        Shape::Null => "Null",
        Shape::Boolean => hint::kind_name(JsonKind::Boolean),
        Shape::Integer(_) => hint::kind_name(JsonKind::Integer),
        Shape::Number(_) => hint::kind_name(JsonKind::Number),
        Shape::String(_) => hint::kind_name(JsonKind::String),
        Shape::Enumeration(_) => "Value",
        Shape::Array(_) | Shape::Tuple(_) => hint::kind_name(JsonKind::Array),
        Shape::Map(_) | Shape::Object(_) => hint::kind_name(JsonKind::Object),
        Shape::Union(_) | Shape::Reference(_) => "Union",
    }
}
