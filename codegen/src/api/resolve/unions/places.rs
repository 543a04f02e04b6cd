//! [`Schemas`]: the domain of a schema at any location, and the locations that may distinguish
//! members.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use super::domain::{Domain, Values};
use crate::api::ir::{
    Additional, Api, Enumeration, Guard, Object, SchemaId, Selection, Shape, Union, ValuePath,
};
use crate::document::formats;
use crate::document::text::Text;
use crate::document::value_test::JsonKind;

/// The name of an array's first item in a [`ValuePath`].
const FIRST: &str = "0";

/// A location in the values of some schemas.
#[derive(Clone, Debug)]
pub(super) struct ReachedPlace {
    pub(super) path: ValuePath,
    /// The schemas of the values at the location.
    pub(super) schemas: Vec<SchemaId>,
}

/// The schemas of an API, with a cache of their domains.
pub(super) struct Schemas<'a> {
    api: &'a Api,
    known: RefCell<HashMap<(SchemaId, ValuePath), Rc<Domain>>>,
}

impl<'a> Schemas<'a> {
    pub(super) fn new(api: &'a Api) -> Self {
        Self { api, known: RefCell::default() }
    }

    /// Returns the values that a schema allows at a location.
    pub(super) fn domain(&self, id: SchemaId, path: &[Text]) -> Rc<Domain> {
        let key = (id, path.to_vec());
        if let Some(known) = self.known.borrow().get(&key) {
            return Rc::clone(known);
        }
        // A schema that recursively refers to itself doesn't constrain the values there.
        self.known.borrow_mut().insert(key.clone(), Rc::new(Domain::unknown()));
        let domain = match path.split_first() {
            None => self.here(id),
            Some((name, rest)) => self.below(id, name, rest),
        };
        let domain = Rc::new(domain);
        self.known.borrow_mut().insert(key, Rc::clone(&domain));
        domain
    }

    fn here(&self, id: SchemaId) -> Domain {
        let schema = self.api.schema(id);
        let mut domain = match &schema.shape {
            Shape::Any => Domain::any(),
            Shape::Never => Domain::default(),
            Shape::Null => Domain::of(JsonKind::Null, Values::All),
            Shape::Boolean => Domain::of(JsonKind::Boolean, Values::All),
            Shape::Integer(_) => Domain::of(JsonKind::Number, Values::Whole),
            Shape::Number(_) => Domain::of(JsonKind::Number, Values::All),
            Shape::String(format) => {
                Domain::of(JsonKind::String, self.strings(id, format.as_ref()))
            }
            Shape::Enumeration(enumeration) => enumerated(enumeration),
            Shape::Array(_) | Shape::Tuple(_) => Domain::of(JsonKind::Array, Values::All),
            Shape::Map(_) | Shape::Object(_) => Domain::of(JsonKind::Object, Values::All),
            Shape::Union(union) => self.joined(union, &[]),
            Shape::Reference(target) => self.domain(*target, &[]).as_ref().clone(),
        };
        if schema.nullable {
            domain.join(Domain::of(JsonKind::Null, Values::All));
        }
        domain
    }

    /// Returns the strings that a schema allows.
    fn strings(&self, id: SchemaId, format: Option<&Text>) -> Values {
        let form = format.and_then(|it| formats::find(it.as_written())?.form);
        let constraints = &self.api.schema(id).notes.constraints;
        let pattern = constraints.iter().find(|it| it.keyword == "pattern");
        let pattern = pattern.and_then(|it| serde_json::from_str(it.value.as_written()).ok());
        match (form, pattern) {
            (Some(form), _) => Values::Form(form),
            (None, Some(pattern)) => Values::Pattern(pattern),
            (None, None) => Values::All,
        }
    }

    fn below(&self, id: SchemaId, name: &Text, rest: &[Text]) -> Domain {
        let schema = self.api.schema(id);
        let mut domain = match &schema.shape {
            Shape::Any => Domain::unknown(),
            Shape::Enumeration(enumeration) if has_structure(enumeration) => Domain::unknown(),
            Shape::Never
            | Shape::Null
            | Shape::Boolean
            | Shape::Integer(_)
            | Shape::Number(_)
            | Shape::String(_)
            | Shape::Enumeration(_) => Domain::empty(),
            Shape::Array(items) if *name == FIRST => self.maybe(*items, rest),
            Shape::Tuple(tuple) if *name == FIRST => match tuple.items.first() {
                Some(first) if tuple.required > 0 => self.domain(*first, rest).as_ref().clone(),
                Some(first) => self.maybe(*first, rest),
                None => Domain::unknown(),
            },
            Shape::Array(_) | Shape::Tuple(_) => Domain::empty(),
            Shape::Map(values) => self.maybe(*values, rest),
            Shape::Object(object) => self.property(object, name, rest),
            Shape::Union(union) => {
                let path: ValuePath = [name].into_iter().chain(rest).cloned().collect();
                self.joined(union, &path)
            }
            Shape::Reference(target) => {
                let path: ValuePath = [name].into_iter().chain(rest).cloned().collect();
                self.domain(*target, &path).as_ref().clone()
            }
        };
        domain.absent |= schema.nullable;
        domain
    }

    fn property(&self, object: &Object, name: &Text, rest: &[Text]) -> Domain {
        match (object.properties.iter().find(|it| it.name == *name), object.additional) {
            (Some(property), _) if property.required => {
                self.domain(property.schema, rest).as_ref().clone()
            }
            (Some(property), _) => self.maybe(property.schema, rest),
            (None, Additional::Any) => Domain::unknown(),
            (None, Additional::None) => Domain::empty(),
            (None, Additional::Typed(values)) => self.maybe(values, rest),
        }
    }

    fn maybe(&self, id: SchemaId, path: &[Text]) -> Domain {
        self.domain(id, path).as_ref().clone().or_absent()
    }

    /// Returns the values of all members of a union.
    fn joined(&self, union: &Union, path: &[Text]) -> Domain {
        let mut domain = Domain::default();
        for member in &union.members {
            domain.join(match (&union.selection, &member.guard) {
                (Selection::Tag(property), Guard::Tags(tags))
                    if !tags.is_empty() && path == [property.clone()] =>
                {
                    self.tagged(member.schema, path, tags)
                }
                _ => self.domain(member.schema, path).as_ref().clone(),
            });
        }
        domain
    }

    /// Returns the values of a member at the location of its tag. If the member also allows values
    /// that aren't objects, the tag may be absent.
    pub(super) fn tagged(&self, id: SchemaId, path: &[Text], tags: &[Text]) -> Domain {
        let declared = self.domain(id, path);
        let here = self.domain(id, &[]);
        if !here.present.contains_key(&JsonKind::Object) {
            return declared.as_ref().clone();
        }
        let is_other = |kind: &JsonKind| !matches!(kind, JsonKind::Object | JsonKind::Null);
        let tagged = tagged(&declared, tags);
        if here.present.keys().any(is_other) { tagged.or_absent() } else { tagged }
    }

    /// Returns the locations directly below a location, each with the schemas of its values.
    pub(super) fn inside(&self, place: &ReachedPlace) -> Vec<ReachedPlace> {
        let mut found: Vec<ReachedPlace> = Vec::new();
        let mut indices = HashMap::new();
        for (name, schema) in place.schemas.iter().flat_map(|id| self.inner(*id)) {
            let index = *indices.entry(name.clone()).or_insert_with(|| {
                let path = place.path.iter().cloned().chain([name]).collect();
                found.push(ReachedPlace { path, schemas: Vec::new() });
                found.len() - 1
            });
            if !found[index].schemas.contains(&schema) {
                found[index].schemas.push(schema);
            }
        }
        found
    }

    /// Returns the named locations directly below the values of a schema.
    fn inner(&self, id: SchemaId) -> Vec<(Text, SchemaId)> {
        let mut found = Vec::new();
        let mut seen = Vec::new();
        let mut pending = vec![id];
        while let Some(id) = pending.pop() {
            if seen.contains(&id) {
                continue;
            }
            seen.push(id);
            match &self.api.schema(id).shape {
                Shape::Object(object) => {
                    found.extend(object.properties.iter().map(|it| (it.name.clone(), it.schema)));
                }
                Shape::Array(items) => found.push((FIRST.into(), *items)),
                Shape::Tuple(tuple) => {
                    found.extend(tuple.items.first().map(|first| (FIRST.into(), *first)));
                }
                Shape::Union(union) => {
                    pending.extend(union.members.iter().rev().map(|it| it.schema))
                }
                Shape::Reference(target) => pending.push(*target),
                _ => {}
            }
        }
        found
    }

    pub(super) fn api(&self) -> &'a Api {
        self.api
    }
}

/// Returns the domain of a tag with these string values. They become values of another type if the
/// member declares one, since tags are compared as strings (OpenAPI 3.1, Discriminator Object).
fn tagged(declared: &Domain, tags: &[Text]) -> Domain {
    let takes_strings = declared.present.contains_key(&JsonKind::String);
    let values: Vec<serde_json::Value> = tags
        .iter()
        .map(|tag| match serde_json::from_str(tag.as_written()) {
            Ok(value @ (serde_json::Value::Number(_) | serde_json::Value::Bool(_)))
                if !takes_strings =>
            {
                value
            }
            _ => tag.as_written().into(),
        })
        .collect();
    Domain::listed(&values)
}

fn enumerated(enumeration: &Enumeration) -> Domain {
    let mut domain = Domain::listed(enumeration.values.iter().map(|it| it.value.as_written()));
    if enumeration.has_others {
        domain.join(Domain::of(JsonKind::String, Values::All));
    }
    domain
}

fn has_structure(enumeration: &Enumeration) -> bool {
    enumeration.values.iter().any(|it| !it.value.is_scalar())
}
