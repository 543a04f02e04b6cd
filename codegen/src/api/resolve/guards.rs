//! Unions in which each member has its own guard: what a value must look like to be one.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::kinds::kinds;
use super::tags::{constants, object, single_constant};
use crate::api::ir::{Api, Guard, JsonKind, Object, SchemaId, Selection, Union};
use crate::document::text::Text;

/// Each member by its JSON type, by what it requires, or by trying.
pub(super) fn guards(api: &Api, union: &Union) -> Union {
    let mut union = guarded(union);
    let kinds = Kinds::of(api, &union);
    let objects = kinds.members.get(&JsonKind::Object);
    let rivals = objects.and_then(|indices| Rivals::of(api, &union, indices));
    for (index, member) in union.members.iter_mut().enumerate() {
        let guard = kinds.guard(index);
        let rivals = rivals.as_ref().filter(|_| guard == Guard::BestFit(Some(JsonKind::Object)));
        let told =
            rivals.zip(object(api, member.schema)).and_then(|(all, own)| all.guard(api, own));
        member.guard = told.filter(|_| !kinds.has_anything).unwrap_or(guard);
    }
    union
}

/// Objects with the same required property, of constant strings that are not all the same, beside
/// members that are no objects; or one such object, since others may come.
pub(super) fn by_constant(api: &Api, union: &Union) -> Option<Union> {
    let kinds = Kinds::of(api, union);
    let objects = kinds.members.get(&JsonKind::Object)?;
    let first = object(api, union.members.get(*objects.first()?)?.schema)?;
    let least = objects.len().min(2);
    let mut best = None;
    for property in first.properties.iter().filter(|property| property.required) {
        let mut distinct = BTreeSet::new();
        let mut tags = vec![None; union.members.len()];
        for index in objects {
            let own = constants(api, union.members[*index].schema, &property.name);
            distinct.extend(own.iter().cloned());
            tags[*index] = Some(own).filter(|own| !own.is_empty());
        }
        let count = distinct.len();
        let better = best.as_ref().is_none_or(|(known, _)| count > *known);
        if count >= least
            && better
            && let Some(union) = by_tags(api, union, &property.name, &tags)
        {
            best = Some((count, union));
        }
    }
    best.map(|(_, union)| union)
}

/// Objects by these tags, and what is no object by its JSON type: an object with another tag is
/// none of them. `None` where an object has no tag.
pub(super) fn by_tags(
    api: &Api,
    union: &Union,
    property: &Text,
    tags: &[Option<Vec<Text>>],
) -> Option<Union> {
    let mut union = guarded(union);
    let kinds = Kinds::of(api, &union);
    if kinds.has_anything {
        return None;
    }
    let mut count: HashMap<&Text, usize> = HashMap::new();
    for tag in tags.iter().flatten().flatten() {
        *count.entry(tag).or_default() += 1;
    }
    for (index, (member, tags)) in union.members.iter_mut().zip(tags).enumerate() {
        let is_object = kinds.each[index].contains(&JsonKind::Object);
        member.guard = match tags.as_deref() {
            _ if !is_object => kinds.guard(index),
            None => return None,
            Some(_) if kinds.each[index].len() > 1 => return None,
            Some([only]) if count.get(only) == Some(&1) => {
                Guard::Equals(property.clone(), only.clone())
            }
            Some(tags) => {
                let clear = tags.iter().all(|tag| count.get(tag) == Some(&1));
                let tags = tags.to_vec();
                let property = property.clone();
                if clear {
                    Guard::In(property.clone(), tags)
                } else {
                    Guard::BestFitIn(property.clone(), tags)
                }
            }
        };
    }
    Some(union)
}

fn guarded(union: &Union) -> Union {
    Union { selection: Selection::Guards, default: None, ..union.clone() }
}

/// The JSON types of the members of a union.
struct Kinds {
    /// Of each member.
    each: Vec<BTreeSet<JsonKind>>,
    /// The members that have values of a type.
    members: BTreeMap<JsonKind, Vec<usize>>,
    /// Whether one of the members takes every value.
    has_anything: bool,
}

impl Kinds {
    fn of(api: &Api, union: &Union) -> Self {
        let kinds = |id: SchemaId| kinds(api, id);
        let each: Vec<_> = union.members.iter().map(|member| kinds(member.schema)).collect();
        let mut members: BTreeMap<JsonKind, Vec<usize>> = BTreeMap::new();
        for (index, kinds) in each.iter().enumerate() {
            for kind in kinds {
                members.entry(*kind).or_default().push(index);
            }
        }
        let has_anything = each.iter().any(BTreeSet::is_empty);
        Self { each, members, has_anything }
    }

    /// What the JSON type alone says of a member.
    fn guard(&self, index: usize) -> Guard {
        let mut kinds = self.each[index].iter();
        match (kinds.next(), kinds.next()) {
            (None, _) => Guard::Otherwise,
            // What does not fit is still of the member that takes everything.
            (Some(kind), None) if self.members[kind].len() == 1 && !self.has_anything => {
                Guard::Kind(*kind)
            }
            (Some(kind), None) => Guard::BestFit(Some(*kind)),
            (Some(_), Some(_)) => Guard::BestFit(None),
        }
    }
}

/// What the objects among the members of a union have, so that each is compared with all others
/// at once.
struct Rivals<'a> {
    count: usize,
    /// How many have a property of this name.
    having: HashMap<&'a Text, usize>,
    /// How many have a property of this name with one constant value.
    constant: HashMap<&'a Text, usize>,
    /// How many have a property of this name with this constant value.
    equal: HashMap<(&'a Text, Text), usize>,
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
                let name = &property.name;
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
        let alone = required.clone().find(|it| self.having.get(&it.name) == Some(&1));
        if let Some(property) = alone {
            return Some(Guard::Has(property.name.clone()));
        }
        required.find_map(|property| {
            let name = &property.name;
            let value = single_constant(api, property.schema)?;
            let key = (name, value);
            let differs =
                self.constant.get(name) == Some(&self.count) && self.equal.get(&key) == Some(&1);
            differs.then(|| Guard::Equals(property.name.clone(), key.1))
        })
    }
}
