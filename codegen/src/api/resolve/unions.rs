//! Classification of unions after all schemas are resolved: the values that members allow at a
//! location (`domain`, `places`), locations that distinguish the members (`separate`), and a value
//! for each pair that no location distinguishes (`witness`).

mod domain;
mod implied;
mod places;
mod separate;
mod witness;

use std::collections::BTreeSet;

use self::domain::Domain;
use self::places::Schemas;
use self::separate::{Members, Separation, separate};
use super::tags::{self, component_name, constants, listed, nested_tags};
use crate::api::ir::{Api, Guard, Member, SchemaId, Selection, Shape, Union};
use crate::document::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::text::{Json, Text};

/// The maximum number of pairs of a union that are searched for a value that is valid for both
/// members.
const MAX_PAIRS: usize = 2000;

/// Classifies every union of the API.
pub(super) fn classify(api: &mut Api, diagnostics: &mut Diagnostics) {
    let mut classified = Vec::new();
    let schemas = Schemas::new(api);
    for id in api.schema_ids() {
        let Shape::Union(union) = &api.schema(id).shape else { continue };
        let mut union = union.clone();
        let ambiguous = select(&schemas, &mut union);
        union.ambiguous = warn_about_ambiguity(api, id, &union, &ambiguous, diagnostics);
        classified.push((id, union));
    }
    for (id, union) in classified {
        api.schemas[id.index()].shape = Shape::Union(union);
    }
}

/// Determines which members need the tag from their union, and which objects don't need a field for
/// it, once the constant properties are known.
pub(super) fn resolve_tags(api: &mut Api) {
    for id in api.schema_ids() {
        let Shape::Union(union) = &api.schema(id).shape else { continue };
        let mut union = union.clone();
        for member in &mut union.members {
            member.written = member.written.take().filter(|it| leaves_tag(api, member, it));
        }
        api.schemas[id.index()].shape = Shape::Union(union);
    }
    implied::mark(api);
}

/// Determines the selection of each member, and returns the pairs of members that can't be
/// distinguished.
fn select(schemas: &Schemas<'_>, union: &mut Union) -> Vec<(usize, usize)> {
    let discriminator = match &union.selection {
        Selection::Tag(property) => Some(property.clone()),
        Selection::Places(_) => None,
    };
    let tags = match &discriminator {
        Some(property) => tags(schemas.api(), union, property),
        None => Vec::new(),
    };
    let members: Vec<SchemaId> = union.members.iter().map(|member| member.schema).collect();
    let members = Members {
        schemas: &members,
        discriminator: discriminator.as_ref().map(|it| (it, &tags[..])),
    };
    let separation = separate(schemas, &members);
    match tag(&separation) {
        Some((property, tags)) => {
            union.default = union.default.filter(|_| discriminator.as_ref() == Some(&property));
            union.selection = Selection::Tag(property);
            for (member, tags) in union.members.iter_mut().zip(tags) {
                member.guard = Guard::Tags(tags);
            }
        }
        None => {
            union.default = None;
            union.selection = Selection::Places(separation.places);
            for (member, tests) in union.members.iter_mut().zip(separation.tests) {
                member.guard = Guard::Tests(tests);
            }
        }
    }
    if let Some(property) = &discriminator {
        for (index, member) in union.members.iter_mut().enumerate() {
            member.written = Some(property.clone()).filter(|_| union.default != Some(index));
        }
    }
    separation.ambiguous
}

/// Whether a member's schema doesn't determine the value of its tag, so that the union must write
/// it.
fn leaves_tag(api: &Api, member: &Member, property: &Text) -> bool {
    match &api.schema(api.target(member.schema)).shape {
        Shape::Object(object) => {
            let declared = object.properties.iter().find(|it| it.name == *property);
            declared.is_none_or(|it| api.constant(it).is_none())
        }
        Shape::Map(_) => true,
        _ => false,
    }
}

/// Returns the property whose string value alone selects every member, with the strings of each
/// member.
fn tag(separation: &Separation) -> Option<(Text, Vec<Vec<Text>>)> {
    let ([place], []) = (&separation.places[..], &separation.ambiguous[..]) else { return None };
    let [property] = &place[..] else { return None };
    let strings = |domains: &Vec<std::rc::Rc<Domain>>| {
        let strings = domains.first()?.strings()?;
        Some(strings.iter().map(Text::from).collect())
    };
    let tags: Option<Vec<Vec<Text>>> = separation.domains.iter().map(strings).collect();
    Some((property.clone(), tags?))
}

/// Returns the tags of each member (OpenAPI 3.1, Discriminator Object): its constant, or its tags
/// in the mapping, or its enumerated values, or else the name of its component, which is also used
/// if several members enumerate all names. Returns `None` for a member without tags.
fn tags(api: &Api, union: &mut Union, property: &Text) -> Vec<Option<Vec<Text>>> {
    let listed: Vec<Vec<Text>> =
        union.members.iter().map(|member| listed(api, member.schema, property)).collect();
    let alone = |index: usize, tag: &Text| {
        listed.iter().enumerate().all(|(other, tags)| other == index || !tags.contains(tag))
    };
    let mut default = union.default;
    let tags_of = |(index, member): (usize, &Member)| {
        // A member's own constant takes precedence over the mapping: no other tag would decode.
        let own = constants(api, member.schema, property);
        if !own.is_empty() {
            // A member that requires its own tag can't have another one, so values with such a tag
            // stay unknown.
            default = default.filter(|default| *default != index);
            return Some(own);
        }
        if let Guard::Tags(tags) = &member.guard
            && !tags.is_empty()
        {
            let mut tags = tags.clone();
            for nested in nested_tags(api, member.schema, property).unwrap_or_default() {
                if !tags.contains(&nested) {
                    tags.push(nested);
                }
            }
            return Some(tags);
        }
        let name = tags::name(api, member);
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

/// Reports a warning for a union with members that can't be distinguished, with an example value,
/// and returns the number of these members.
fn warn_about_ambiguity(
    api: &Api,
    id: SchemaId,
    union: &Union,
    pairs: &[(usize, usize)],
    diagnostics: &mut Diagnostics,
) -> usize {
    let schema = |index: usize| union.members[index].schema;
    let mut ambiguous = BTreeSet::new();
    let mut shown = None;
    for (one, other) in pairs.iter().copied().take(MAX_PAIRS) {
        if api.target(schema(one)) == api.target(schema(other)) {
            continue;
        }
        if let Some(value) = witness::witness(api, schema(one), schema(other)) {
            ambiguous.extend([one, other]);
            shown.get_or_insert((one, other, value));
        }
    }
    let Some((one, other, value)) = shown else { return 0 };
    let message = format!(
        "{} members of this union can't be distinguished: {} is valid as {} and as {}, and decodes \
         as the first",
        ambiguous.len(),
        Json::from(value).line(),
        name(api, schema(one), one),
        name(api, schema(other), other),
    );
    let help = "give the members a property with another `const` in each, or a discriminator, with \
                an overlay; or accept it with `accept = [\"best-fit-union\"]`";
    let at = &api.schema(id).pointer;
    diagnostics.push(Diagnostic::warning(Code::BestFitUnion, at, message).help(help));
    ambiguous.len()
}

/// Returns the name of a member for messages.
fn name(api: &Api, id: SchemaId, index: usize) -> String {
    let title = || api.schema(id).title.as_ref();
    match component_name(api, id).as_ref().or_else(title) {
        Some(name) => format!("`{}`", name.line()),
        None => format!("member {}", index + 1),
    }
}
