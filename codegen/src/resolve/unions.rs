//! How the members of each union are told apart, once every schema is known.
//!
//! With a discriminator: by its values. Without: by a constant that all members have, else by JSON
//! type, else by a required property that only one member has, else by a property that has another
//! constant in each, else by trying.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde_json::Value;

use super::kinds::kinds;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::ir::{Api, Guard, JsonKind, Object, Origin, SchemaId, Selection, Shape, Union};

/// Classifies every union of the API.
pub(super) fn classify(api: &mut Api, diagnostics: &mut Diagnostics) {
    for id in api.schema_ids() {
        let Shape::Union(union) = &api.schema(id).shape else { continue };
        let classified = match &union.selection {
            Selection::Tag(property) => by_discriminator(api, union, property)
                .or_else(|| by_constant(api, union))
                .unwrap_or_else(|| by_guards(api, union)),
            Selection::Guards => by_constant(api, union).unwrap_or_else(|| by_guards(api, union)),
        };
        warn_of_best_fit(api, id, &classified, diagnostics);
        api.schemas[id.index()].shape = Shape::Union(classified);
    }
}

/// Fills in the tags that the mapping leaves out: the member's constant, else its component name
/// (OpenAPI 3.1, Discriminator Object). `None` where that leaves a member without a tag of its own.
fn by_discriminator(api: &Api, union: &Union, property: &str) -> Option<Union> {
    let mut union = union.clone();
    let mut seen = BTreeSet::new();
    for (index, member) in union.members.iter_mut().enumerate() {
        let Guard::Tags(tags) = &mut member.guard else { continue };
        // What a member says of itself counts more than the mapping: no other tag would decode.
        let own = constants(api, member.schema, property);
        if !own.is_empty() {
            *tags = own;
            // What asks for its own tag can't hold another one, which then stays unknown.
            union.default = union.default.filter(|default| *default != index);
        }
        if tags.is_empty()
            && let Origin::Component(name) = &api.schema(member.schema).origin
            && object(api, member.schema).is_some()
        {
            tags.push(name.clone());
        }
        if tags.is_empty() || !tags.iter().all(|tag| seen.insert(tag.clone())) {
            return None;
        }
    }
    Some(union)
}

/// A union whose members are all objects, or unions of objects, with the same required property, of
/// other constant strings in each, as if it had a discriminator.
fn by_constant(api: &Api, union: &Union) -> Option<Union> {
    let first = union.members.iter().find_map(|member| object(api, member.schema))?;
    let candidates = first.properties.iter().filter(|property| property.required);
    for property in candidates {
        let mut seen = BTreeSet::new();
        let tags: Option<Vec<Vec<String>>> = union
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

fn by_guards(api: &Api, union: &Union) -> Union {
    let mut union = union.clone();
    union.selection = Selection::Guards;
    union.default = None;
    let kinds: Vec<BTreeSet<JsonKind>> =
        union.members.iter().map(|member| kinds(api, member.schema)).collect();
    let mut by_kind: BTreeMap<JsonKind, Vec<usize>> = BTreeMap::new();
    for (index, kinds) in kinds.iter().enumerate() {
        for kind in kinds {
            by_kind.entry(*kind).or_default().push(index);
        }
    }
    let objects = by_kind.get(&JsonKind::Object);
    let rivals = objects.and_then(|indices| Rivals::of(api, &union, indices));
    let mut guards = Vec::with_capacity(kinds.len());
    for (index, member_kinds) in kinds.iter().enumerate() {
        let mut of_member = member_kinds.iter();
        let guard = match (of_member.next(), of_member.next()) {
            (Some(kind), None) if by_kind[kind].len() == 1 => Guard::Kind(*kind),
            (Some(JsonKind::Object), None) => {
                let own = object(api, union.members[index].schema);
                let guard = rivals.as_ref().zip(own).and_then(|(all, own)| all.guard(api, own));
                guard.unwrap_or(Guard::BestFit(Some(JsonKind::Object)))
            }
            (Some(kind), None) => Guard::BestFit(Some(*kind)),
            _ => Guard::BestFit(None),
        };
        guards.push(guard);
    }
    for (member, guard) in union.members.iter_mut().zip(guards) {
        member.guard = guard;
    }
    union
}

/// What the objects among the members of a union have, so that each is compared with all others
/// at once.
struct Rivals<'a> {
    count: usize,
    /// How many have a property of this name.
    having: HashMap<&'a str, usize>,
    /// How many have a property of this name with one constant value.
    constant: HashMap<&'a str, usize>,
    /// How many have a property of this name with this constant value.
    equal: HashMap<(&'a str, String), usize>,
}

impl<'a> Rivals<'a> {
    /// `None` where one of the members is an object without named properties.
    fn of(api: &'a Api, union: &Union, indices: &[usize]) -> Option<Self> {
        let mut rivals = Self {
            count: indices.len(),
            having: HashMap::new(),
            constant: HashMap::new(),
            equal: HashMap::new(),
        };
        for index in indices {
            for property in &object(api, union.members.get(*index)?.schema)?.properties {
                let name = property.name.as_str();
                *rivals.having.entry(name).or_default() += 1;
                if let Some(value) = single_constant(api, property.schema) {
                    *rivals.constant.entry(name).or_default() += 1;
                    *rivals.equal.entry((name, value)).or_default() += 1;
                }
            }
        }
        Some(rivals)
    }

    /// What tells one of the objects from the others.
    fn guard(&self, api: &'a Api, own: &'a Object) -> Option<Guard> {
        let mut required = own.properties.iter().filter(|property| property.required);
        let alone = required.clone().find(|it| self.having.get(it.name.as_str()) == Some(&1));
        if let Some(property) = alone {
            return Some(Guard::Has(property.name.clone()));
        }
        required.find_map(|property| {
            let name = property.name.as_str();
            let value = single_constant(api, property.schema)?;
            let key = (name, value);
            let differs =
                self.constant.get(name) == Some(&self.count) && self.equal.get(&key) == Some(&1);
            differs.then(|| Guard::Equals(property.name.clone(), key.1))
        })
    }
}

/// The values of a member's constant string property, each once; those of all its members for a
/// nested union.
fn constants(api: &Api, id: SchemaId, property: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    let mut pending = vec![id];
    while let Some(id) = pending.pop() {
        if !seen.insert(id) {
            continue;
        }
        match &api.schema(id).shape {
            Shape::Reference(target) => pending.push(*target),
            Shape::Union(union) => pending.extend(union.members.iter().rev().map(|it| it.schema)),
            Shape::Object(object) => {
                let tag = object.properties.iter().find(|it| it.name == property);
                let value = tag.filter(|it| it.required).map(|it| it.schema);
                match value.and_then(|schema| single_constant(api, schema)) {
                    // The members of a nested union may all have the one tag of the outer one.
                    Some(value) if found.contains(&value) => {}
                    Some(value) => found.push(value),
                    None => return Vec::new(),
                }
            }
            _ => return Vec::new(),
        }
    }
    found
}

/// The only value of a one-value string `enum`.
fn single_constant(api: &Api, id: SchemaId) -> Option<String> {
    let Shape::Enumeration(enumeration) = &api.schema(api.target(id)).shape else { return None };
    enumeration.only()?.as_str().map(str::to_owned)
}

fn object(api: &Api, id: SchemaId) -> Option<&Object> {
    match &api.schema(api.target(id)).shape {
        Shape::Object(object) => Some(object),
        _ => None,
    }
}

fn warn_of_best_fit(api: &Api, id: SchemaId, union: &Union, diagnostics: &mut Diagnostics) {
    let unclear = union.members.iter().filter(|it| matches!(it.guard, Guard::BestFit(_))).count();
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
