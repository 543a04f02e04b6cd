//! Discriminators without a union (OpenAPI 3.0.4, section 4.7.25.4, "Models with Polymorphism"): a
//! parent has the discriminator, and its children have the parent in their `allOf`. Where the
//! parent is used, a value is one of the children.

use std::collections::{HashMap, HashSet};

use openapiv3::{Components, Discriminator, ReferenceOr, Schema};

use super::conjunction::{Part, Through};
use super::facets::Facets;
use super::{Resolver, component_key};
use crate::api::ir::{Guard, Member, Origin, SchemaId, Selection, Shape, Union};
use crate::document::text::Text;

/// The components that have another one in their `allOf`, by the key of that other one.
pub(super) type Children<'a> = HashMap<&'a str, Vec<&'a str>>;

/// Finds the children of every component, in the order of the document.
pub(super) fn children(components: &Components) -> Children<'_> {
    let mut children = Children::new();
    for (key, schema) in &components.schemas {
        let ReferenceOr::Item(item) = schema else { continue };
        for member in Facets::of(item).all_of {
            let ReferenceOr::Reference { reference } = member else { continue };
            let parent = component_key(reference, "schemas")
                .and_then(|parent| components.schemas.get_key_value(&*parent));
            if let Some((parent, _)) = parent {
                children.entry(parent.as_str()).or_default().push(key);
            }
        }
    }
    children
}

impl<'a> Resolver<'a, '_> {
    /// The union that a parent stands for; `None` for every other schema.
    pub(super) fn inheritance(&self, id: SchemaId, parts: &[Part<'a>]) -> Option<Shape> {
        let Origin::Component(key) = &self.schemas[id.index()].origin else { return None };
        let own = parts.iter().filter(|part| part.through == Through::Place);
        let parent = own.filter(|part| part.facets.union.is_empty());
        let discriminator =
            parent.filter_map(|part| part.facets.data.discriminator.as_ref()).next()?;
        let members: Vec<Member> = self
            .descendants(key.as_written(), discriminator)
            .into_iter()
            .filter_map(|child| {
                let names = discriminator.mapping.iter().filter(|(_, target)| {
                    component_key(target, "schemas").is_some_and(|target| target == child)
                });
                let tags = names.map(|(tag, _)| tag.into()).collect();
                Some(Member { schema: *self.ids.get(child)?, guard: Guard::Tags(tags) })
            })
            .collect();
        let selection = Selection::Tag(Text::from(&discriminator.property_name));
        (!members.is_empty()).then_some(Shape::Union(Union {
            keyword: "oneOf",
            members,
            selection,
            default: None,
            ambiguous: 0,
        }))
    }

    /// The components that the mapping names, and those that have the parent in their `allOf`,
    /// also by way of others.
    fn descendants(&self, parent: &str, discriminator: &'a Discriminator) -> Vec<&'a str> {
        let mut found = Vec::new();
        let mut seen = HashSet::from([parent.to_owned()]);
        let components = self.components;
        let mapped = discriminator.mapping.values().filter_map(|target| {
            let (key, _) = components.schemas.get_key_value(&*component_key(target, "schemas")?)?;
            Some(key.as_str())
        });
        let mut pending: Vec<&'a str> = mapped.collect();
        pending.extend(self.children.get(parent).into_iter().flatten());
        pending.reverse();
        while let Some(child) = pending.pop() {
            if seen.insert(child.to_owned()) {
                found.push(child);
                pending.extend(self.children.get(child).into_iter().flatten().rev());
            }
        }
        found
    }

    /// Whether a reference leads to a parent of the component that is being resolved: a child is not
    /// the parent under another name, although it may say no more.
    pub(super) fn is_parent(&self, id: SchemaId, reference: &str) -> bool {
        let Origin::Component(key) = &self.schemas[id.index()].origin else { return false };
        let Some(ReferenceOr::Item(parent)) = self.component(reference) else { return false };
        let facets = Facets::of(parent);
        let is_member = facets.union.iter().any(|member| names(member, key.as_written()));
        let Some(parent) = component_key(reference, "schemas") else { return false };
        let inherits = facets.data.discriminator.as_ref().filter(|_| facets.union.is_empty());
        is_member
            || inherits.is_some_and(|it| self.descendants(&parent, it).contains(&key.as_written()))
    }

    /// Whether a part repeats the union of a parent around the very child that is being resolved:
    /// the child is one of its members, so that the union says nothing about it.
    pub(super) fn is_union_of_parent(&self, id: SchemaId, part: &Part<'a>) -> bool {
        let Origin::Component(key) = &self.schemas[id.index()].origin else { return false };
        part.through == Through::Reference
            && part.facets.union.iter().any(|member| names(member, key.as_written()))
    }
}

/// Whether a member is a `$ref` to the component with this key.
fn names(member: &ReferenceOr<Schema>, key: &str) -> bool {
    match member {
        ReferenceOr::Reference { reference } => {
            component_key(reference, "schemas").is_some_and(|target| target == key)
        }
        ReferenceOr::Item(_) => false,
    }
}
