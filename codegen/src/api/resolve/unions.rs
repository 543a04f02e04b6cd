//! How the members of each union are told apart, once every schema is known.
//!
//! With a discriminator: by its values. Without: by a constant that all members have, else by JSON
//! type, else by a constant that all objects among them have, else by a required property that only
//! one of them has, else by a property that has another constant in each, else by trying.

use std::collections::BTreeSet;

use super::guards;
use super::tags::{component_name, constants, listed, nested_tags, object};
use crate::api::ir::{Api, Guard, Member, SchemaId, Selection, Shape, Union};
use crate::document::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::text::Text;

/// Classifies every union of the API.
pub(super) fn classify(api: &mut Api, diagnostics: &mut Diagnostics) {
    let mut classified = Vec::new();
    for id in api.schema_ids() {
        let Shape::Union(union) = &api.schema(id).shape else { continue };
        let union = match &union.selection {
            Selection::Tag(property) => by_discriminator(api, union, property),
            Selection::Guards => by_constant(api, union).unwrap_or_else(|| {
                guards::by_constant(api, union).unwrap_or_else(|| guards::guards(api, union))
            }),
        };
        warn_of_best_fit(api, id, &union, diagnostics);
        classified.push((id, union));
    }
    for (id, union) in classified {
        api.schemas[id.index()].shape = Shape::Union(union);
    }
}

/// By the tags of each member; where several have one tag, or where there are others than objects,
/// among those that have the tag.
fn by_discriminator(api: &Api, union: &Union, property: &Text) -> Union {
    let mut union = union.clone();
    let tags = tags(api, &mut union, property);
    let all = || tags.iter().map(|it| it.as_deref());
    let mut seen = BTreeSet::new();
    if all().all(|tags| tags.is_some_and(|tags| tags.iter().all(|tag| seen.insert(tag)))) {
        for (member, tags) in union.members.iter_mut().zip(&tags) {
            member.guard = Guard::Tags(tags.clone().unwrap_or_default());
        }
        return union;
    }
    by_constant(api, &union)
        .or_else(|| guards::by_tags(api, &union, property, &tags))
        .or_else(|| guards::by_constant(api, &union))
        .unwrap_or_else(|| guards::guards(api, &union))
}

/// The tags of each member (OpenAPI 3.1, Discriminator Object): its constant, those that the
/// mapping gives it, those that it lists, else the name of the component, also where several list
/// all the names; `None` for a member without any.
fn tags(api: &Api, union: &mut Union, property: &Text) -> Vec<Option<Vec<Text>>> {
    let listed: Vec<Vec<Text>> =
        union.members.iter().map(|member| listed(api, member.schema, property)).collect();
    let alone = |index: usize, tag: &Text| {
        listed.iter().enumerate().all(|(other, tags)| other == index || !tags.contains(tag))
    };
    let mut default = union.default;
    let tags_of = |(index, member): (usize, &Member)| {
        // What a member says of itself counts more than the mapping: no other tag would decode.
        let own = constants(api, member.schema, property);
        if !own.is_empty() {
            // What asks for its own tag can't hold another one, which then stays unknown.
            default = default.filter(|default| *default != index);
            return Some(own);
        }
        if let Guard::Tags(tags) = &member.guard
            && !tags.is_empty()
        {
            return Some(tags.clone());
        }
        let name = component_name(api, member.schema);
        let own = &listed[index];
        let is_named = name.as_ref().is_some_and(|name| own.contains(name));
        if !own.is_empty() && (!is_named || own.iter().all(|tag| alone(index, tag))) {
            return Some(own.clone());
        }
        nested_tags(api, member.schema, property).or_else(|| name.map(|name| vec![name]))
    };
    let tags = union.members.iter().enumerate().map(tags_of).collect();
    union.default = default;
    tags
}

/// A union whose members are all objects, or unions of objects, with the same required property, of
/// other constant strings in each, as if it had a discriminator.
fn by_constant(api: &Api, union: &Union) -> Option<Union> {
    let first = union.members.iter().find_map(|member| object(api, member.schema))?;
    let candidates = first.properties.iter().filter(|property| property.required);
    for property in candidates {
        let mut seen = BTreeSet::new();
        let tags: Option<Vec<Vec<Text>>> = union
            .members
            .iter()
            .map(|member| {
                let tags = constants(api, member.schema, &property.name);
                let fresh = !tags.is_empty() && tags.iter().all(|tag| seen.insert(tag.clone()));
                fresh.then_some(tags)
            })
            .collect();
        if let Some(tags) = tags {
            let mut union = union.clone();
            union.selection = Selection::Tag(property.name.clone());
            union.default = None;
            for (member, tags) in union.members.iter_mut().zip(tags) {
                member.guard = Guard::Tags(tags);
            }
            return Some(union);
        }
    }
    None
}

fn warn_of_best_fit(api: &Api, id: SchemaId, union: &Union, diagnostics: &mut Diagnostics) {
    let unclear = union.members.iter().filter(|it| it.guard.is_unclear()).count();
    if unclear > 0 {
        let message = format!(
            "nothing tells {unclear} members of this union apart; each value goes to the member \
             that fits best"
        );
        let help = "give the members a property with another `const` in each, or a discriminator, \
                    with an overlay; or accept it with `accept = [\"best-fit-union\"]`";
        let at = &api.schema(id).pointer;
        diagnostics.push(Diagnostic::warning(Code::BestFitUnion, at, message).help(help));
    }
}
