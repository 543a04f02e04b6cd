//! Names of inline schemas by their location in the document: `ValidationErrorLocItem`.

use heck::ToSnakeCase;

use super::words::{camel_part, upper_camel};
use super::{Names, TypeName};
use crate::api::ir::{
    Api, Guard, Member, OperationKey, Origin, Place, SchemaId, Selection, Shape, Union,
};
use crate::document::media_types::{self, Content, essence, parameters};
use crate::document::pointer::JsonPointer;
use crate::document::text::Text;
use crate::document::value_test::{JsonKind, Test, ValuePattern};

/// The suffix of the types of request schemas that differ from the response schemas.
pub(super) const INPUT_SUFFIX: &str = "Input";

/// Returns the path-based name of a schema.
pub(super) fn hint(api: &Api, names: &Names, id: SchemaId) -> String {
    if let Some(name) = names.types.get(&id) {
        return name.to_string();
    }
    let schema = api.schema(id);
    if let Some(shared) = shared_component(&schema.pointer) {
        return shared;
    }
    match &schema.origin {
        Origin::Component(name) => upper_camel(name.as_written(), "Type"),
        Origin::Inline(place) => at_place(api, names, place),
    }
}

/// Returns the name from a schema's title, if it starts with a letter and adds to the property's
/// name.
pub(super) fn title(api: &Api, id: SchemaId) -> Option<String> {
    let schema = api.schema(id);
    let title = camel_part(schema.title.as_ref()?.as_written());
    let restated = match &schema.origin {
        Origin::Inline(Place::Property(_, name) | Place::Parameter(_, name)) => {
            camel_part(name.as_written())
        }
        _ => String::new(),
    };
    let starts_well = title.chars().next().is_some_and(|first| first.is_ascii_alphabetic());
    let own = match is_input(api, id) {
        true => format!("{title}{INPUT_SUFFIX}"),
        false => title.clone(),
    };
    (starts_well && title != restated).then_some(own)
}

/// Whether a schema belongs to the request version of a component.
pub(super) fn is_input(api: &Api, id: SchemaId) -> bool {
    let mut at = id;
    while let Origin::Inline(place) = &api.schema(at).origin {
        match (place, place.parent()) {
            (Place::Sent(_), _) => return true,
            (_, Some(parent)) => at = parent,
            (_, None) => return false,
        }
    }
    false
}

fn at_place(api: &Api, names: &Names, place: &Place) -> String {
    match place {
        Place::Property(parent, name) => {
            format!("{}{}", hint(api, names, *parent), upper_camel(name.as_written(), "Property"))
        }
        Place::Items(parent) => match &api.schema(*parent).shape {
            // A component that only renames a hoisted schema: the schema gets the component's name.
            Shape::Reference(_) => hint(api, names, *parent),
            _ => format!("{}Item", hint(api, names, *parent)),
        },
        Place::Item(parent, index) => format!("{}Item{index}", hint(api, names, *parent)),
        Place::Values(parent) => format!("{}Value", hint(api, names, *parent)),
        Place::Member(parent, index) => {
            let union = hint(api, names, *parent);
            let own = component(api, names, &union, *parent, *index);
            let own = own.unwrap_or_else(|| member(api, *parent, *index));
            format!("{union}{own}")
        }
        Place::Base(parent) => format!("{}Base", hint(api, names, *parent)),
        Place::Sent(component) => format!("{}{INPUT_SUFFIX}", hint(api, names, *component)),
        Place::RequestBody(key) => format!("{}Request", operation(names, *key)),
        Place::ResponseBody(key, status) => {
            let first = api.operations.get(key.0).and_then(|it| it.responses.first());
            match first {
                Some(first) if first.status.to_string() != *status => {
                    let status = if status == "default" { "Default" } else { status };
                    format!("{}Response{status}", operation(names, *key))
                }
                _ => format!("{}Response", operation(names, *key)),
            }
        }
        Place::ResponseContent(key, status, media_type) => {
            let body = at_place(api, names, &Place::ResponseBody(*key, status.clone()));
            match media_types::content(media_type) {
                Content::Events => format!("{}Event", operation(names, *key)),
                it if it.is_stream() => format!("{body}Item"),
                _ => format!("{body}{}", subtype(media_type)),
            }
        }
        Place::Webhook(name) => format!("{}Payload", upper_camel(name.as_written(), "Webhook")),
        Place::Webhooks => {
            let is_taken = names.types.values().any(|it| it.as_str() == "WebhookEvent");
            if is_taken { "IncomingWebhook" } else { "WebhookEvent" }.to_owned()
        }
        Place::Callback(key, name) => {
            format!("{}{}Callback", operation(names, *key), camel_part(name.as_written()))
        }
        Place::Parameter(key, name) => {
            format!("{}{}", operation(names, *key), upper_camel(name.as_written(), "Parameter"))
        }
    }
}

/// Returns the name of the component that a member is a version of, without the words of its union.
fn component(
    api: &Api,
    names: &Names,
    union: &str,
    parent: SchemaId,
    number: usize,
) -> Option<String> {
    let Shape::Union(of) = &api.schema(parent).shape else { return None };
    let component = hint(api, names, of.members[of.position(number)?].component?);
    Some(without_words(union, &component))
}

/// Returns the suffix for the type name of a union member: the values that select it, otherwise its
/// kind of value. It depends on the member alone, and not on its position. `number` is its index in
/// the document.
pub(super) fn member(api: &Api, parent: SchemaId, number: usize) -> String {
    let Shape::Union(union) = &api.schema(parent).shape else { return "Member".to_owned() };
    let Some(index) = union.position(number) else { return "Member".to_owned() };
    let member = &union.members[index];
    only_value(api, member.schema)
        .or_else(|| constant(union, index))
        .unwrap_or_else(|| content(api, member.schema))
}

/// Returns the kind of value of a schema without a name: `Value` for an enum, `Asc` for an object
/// whose only property is `asc`.
pub(super) fn content(api: &Api, id: SchemaId) -> String {
    let word = match &api.schema(api.target(id)).shape {
        Shape::Any => "Any",
        Shape::Never => "Never",
        Shape::Enumeration(_) => "Value",
        Shape::Map(_) => "Map",
        Shape::Union(_) | Shape::Reference(_) => "Union",
        Shape::Null => kind_name(JsonKind::Null),
        Shape::Boolean => kind_name(JsonKind::Boolean),
        Shape::Integer(_) => kind_name(JsonKind::Integer),
        Shape::Number(_) => kind_name(JsonKind::Number),
        Shape::String(_) => kind_name(JsonKind::String),
        Shape::Array(_) | Shape::Tuple(_) => kind_name(JsonKind::Array),
        Shape::Object(object) => match &object.properties[..] {
            [only] if only.required => return upper_camel(only.name.as_written(), "Property"),
            _ => kind_name(JsonKind::Object),
        },
    };
    word.to_owned()
}

/// Returns the name of the only value of an inline string enum.
pub(super) fn only_value(api: &Api, id: SchemaId) -> Option<String> {
    let schema = api.schema(id);
    let Shape::Enumeration(enumeration) = &schema.shape else { return None };
    match (&schema.origin, &enumeration.values[..]) {
        (Origin::Inline(_), [only]) => match only.value.as_written().as_str()? {
            "" => Some("Empty".to_owned()),
            text => Some(upper_camel(text, "Value")),
        },
        _ => None,
    }
}

/// Returns the string values that select only this member: `FixedMonthly` from two properties, or
/// the first of several values of one property.
pub(super) fn constant(union: &Union, index: usize) -> Option<String> {
    only(union, index, |member| match &member.guard {
        Guard::Tags(tags) => Some(upper_camel(tags.first()?.as_written(), "Tag")),
        Guard::Tests(tests) => {
            let lists: Vec<_> = tests.iter().map(listed_texts).collect();
            let all = lists.iter().flatten().filter(|it| it.len() == 1);
            let constants: Vec<&str> = all.flatten().copied().collect();
            let words = match &constants[..] {
                // The first of several values, as with tags, but not of values that the member
                // itself is one of.
                [] => {
                    let Selection::Places(places) = &union.selection else { return None };
                    let mut inside = lists.iter().zip(places).filter(|(_, at)| !at.is_empty());
                    inside.find_map(|(list, _)| list.as_ref()?.first().copied())?.to_owned()
                }
                constants => constants.join("_"),
            };
            Some(upper_camel(&words, "Value"))
        }
    })
}

/// Returns the strings that a test accepts, whether or not the property is required; `None` if it
/// also accepts other values.
fn listed_texts(test: &Test) -> Option<Vec<&str>> {
    let (Test::Is(patterns) | Test::May(patterns)) = test else { return None };
    let texts = patterns.iter().map(|pattern| match pattern {
        ValuePattern::Value(value) => value.as_written().as_str(),
        ValuePattern::Kind(_) | ValuePattern::Form(_) | ValuePattern::Except(_) => None,
    });
    texts.collect()
}

/// Returns the name of a member if no other member has the same name.
fn only(union: &Union, index: usize, name: impl Fn(&Member) -> Option<String>) -> Option<String> {
    let own = name(union.members.get(index)?)?;
    let mut others = union.members.iter().enumerate().filter(|(other, _)| *other != index);
    others.all(|(_, other)| name(other).as_ref() != Some(&own)).then_some(own)
}

/// Returns the distinctive part of a media type, for a name: `Csv`, `ProblemJson`, `JsonVersion2`.
pub(super) fn subtype(media_type: &Text) -> String {
    let essence = essence(media_type);
    let subtype = essence.split_once('/').map_or(essence.as_str(), |(_, subtype)| subtype);
    let subtype = subtype.strip_prefix("vnd.").or(subtype.strip_prefix("x-")).unwrap_or(subtype);
    let name =
        if essence == "text/plain" { "Text".to_owned() } else { upper_camel(subtype, "Any") };
    name + &parameter_words(media_type)
}

/// Returns the parameters of a media type, for a name.
pub(super) fn parameter_words(media_type: &Text) -> String {
    let parameters = parameters(media_type).into_iter();
    parameters.map(|(name, value)| camel_part(&name) + &camel_part(&value)).collect()
}

/// Returns the variant name of a JSON type.
pub(super) fn kind_name(kind: JsonKind) -> &'static str {
    match kind {
        JsonKind::Null => "Null",
        JsonKind::Boolean => "Boolean",
        JsonKind::Integer => "Integer",
        JsonKind::Number => "Number",
        JsonKind::String => "String",
        JsonKind::Array => "Array",
        JsonKind::Object => "Object",
    }
}

pub(super) fn operation(names: &Names, key: OperationKey) -> String {
    let Some(operation) = names.operations.get(key.0) else { return "Operation".to_owned() };
    let group = names.groups[operation.group].resource.as_str();
    let function = upper_camel(operation.function.as_str().trim_start_matches("r#"), "Operation");
    format!("{group}{function}")
}

/// Returns the name of the component, other than a schema, that contains an inline schema: it is
/// shared by all operations that use the component.
fn shared_component(pointer: &JsonPointer) -> Option<String> {
    let tokens: Vec<String> = pointer.tokens().take(5).collect();
    let [root, section, name, rest @ ..] = &tokens[..] else { return None };
    let directly = match (root.as_str(), section.as_str(), rest) {
        ("components", "parameters" | "headers", [schema]) => schema == "schema",
        ("components", "responses" | "requestBodies", [content, _]) => {
            content == "content" && pointer.tokens().count() == 6
        }
        _ => false,
    };
    directly.then(|| upper_camel(name, "Component"))
}

/// Returns the name of a member's type without the leading and trailing words that it shares with
/// the name of the union: `CustomerId` for `CustomerSessionCustomerIdCreate` in
/// `CustomerSessionCreate`. So it does not depend on the other members.
pub(super) fn without_words_of(union: &TypeName, member: &TypeName) -> String {
    without_words(union.as_str(), member.as_str())
}

fn without_words(union: &str, member: &str) -> String {
    let (union, member) = (words(union), words(member));
    let same = |(one, other): &(&String, &String)| one == other;
    let prefix = union.iter().zip(&member).take_while(same).count();
    let suffix = union.iter().rev().zip(member.iter().rev()).take_while(same).count();
    // Each word of the union is removed only once, and at least one word remains.
    let prefix = prefix.min(member.len() - 1);
    let suffix = suffix.min(union.len() - prefix.min(union.len())).min(member.len() - prefix - 1);
    let kept = member[prefix..member.len() - suffix].join("_");
    // A number alone is not a name.
    match kept.starts_with(|first: char| first.is_ascii_digit()) {
        true => upper_camel(&member.join("_"), "Member"),
        false => upper_camel(&kept, "Member"),
    }
}

fn words(name: &str) -> Vec<String> {
    name.to_snake_case().split('_').map(str::to_owned).collect()
}
