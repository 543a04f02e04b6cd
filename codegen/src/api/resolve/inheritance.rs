//! Discriminators without a union (OpenAPI 3.0.4, section 4.7.25.4, "Models with Polymorphism"): a
//! parent has the discriminator, and its children have the parent in their `allOf`. Where the
//! parent is used, a value is one of its children, or children of those, or the parent itself where
//! a tag says so.

use openapiv3::{Discriminator, ReferenceOr, Schema};

use super::conjunction::{Part, Term, Through};
use super::enumeration;
use super::facets::{Facets, SchemaRef};
use super::family::{Family, discriminator};
use super::{Resolver, component_key};
use crate::api::ir::{Guard, Member, Origin, Place, SchemaId, Selection, Shape, Union};
use crate::document::pointer::JsonPointer;
use crate::document::text::Text;

impl<'a> Resolver<'a, '_> {
    /// The union that a parent is; `None` for every other schema.
    pub(super) fn inheritance(&mut self, id: SchemaId, parts: &[Part<'a>]) -> Option<Shape> {
        let Origin::Component(key) = &self.schemas[id.index()].origin else { return None };
        let (key, _) = self.components.schemas.get_key_value(key.as_written())?;
        let own = parts.iter().filter(|part| part.through == Through::Place);
        let parent = own.filter(|part| part.facets.union.is_empty());
        let discriminator =
            parent.filter_map(|part| part.facets.data.discriminator.as_ref()).next()?;
        let family = self.relations.family(self.components, key, discriminator);
        if family.heirs.is_empty() {
            return None;
        }
        let listed = self.listed(parts, &discriminator.property_name);
        let mut left = listed.clone();
        let mut members = Vec::with_capacity(family.heirs.len() + 1);
        for heir in &family.heirs {
            let tags = self.tags_of_heir(&family, heir, &listed, &mut left);
            if let Some(member) = self.heir(heir, tags, discriminator) {
                members.push(member);
            }
        }
        let mut tags = family.tags(key);
        left.retain(|tag| !tags.contains(tag));
        tags.extend(left);
        if !tags.is_empty() || family.is_concrete(key) {
            let schema = self.base(key, id);
            members.insert(
                0,
                Member { component: Some(id), guard: Guard::Tags(tags), ..Member::of(schema) },
            );
        }
        (!members.is_empty()).then(|| {
            Shape::Union(Union {
                keyword: "oneOf",
                members,
                selection: Selection::Tag(Text::from(&discriminator.property_name)),
                default: None,
                ambiguous: 0,
            })
        })
    }

    /// The member for one of the schemas that have a parent in their `allOf`. What is a parent by
    /// the same property is there without its children, which are members themselves.
    fn heir(&mut self, heir: &'a str, tags: Vec<Text>, of: &'a Discriminator) -> Option<Member> {
        let id = *self.ids.get(heir)?;
        let is_parent = discriminator(self.components, heir)
            .is_some_and(|it| it.property_name == of.property_name);
        let schema = match is_parent && self.relations.has_children(heir) {
            true => self.base(heir, id),
            false => id,
        };
        Some(Member { component: Some(id), guard: Guard::Tags(tags), ..Member::of(schema) })
    }

    /// The tags of a child: those of the mappings, else the value that the parent lists for it. They
    /// are `left` to no other one. None where the child says so itself, or has that of its name.
    fn tags_of_heir(
        &mut self,
        family: &Family<'a>,
        heir: &'a str,
        listed: &[Text],
        left: &mut Vec<Text>,
    ) -> Vec<Text> {
        let mut tags = family.tags(heir);
        if listed.is_empty() {
            return tags;
        }
        let mut claimed = tags.clone();
        if tags.is_empty() {
            let terms = match self.components.schemas.get(heir) {
                Some(schema) => vec![Term::from(schema)],
                None => Vec::new(),
            };
            let parts = self.parts(&terms);
            claimed = self.listed(&parts, family.property);
            if claimed.len() == listed.len() {
                tags.extend(
                    listed.iter().filter(|value| same_name(value.as_written(), heir)).cloned(),
                );
                claimed.clone_from(&tags);
            }
        }
        left.retain(|value| !claimed.contains(value));
        tags
    }

    /// The strings that parts list as the values of a property.
    fn listed(&mut self, parts: &[Part<'a>], property: &str) -> Vec<Text> {
        let all = parts.iter().flat_map(|part| &part.facets.properties);
        let terms: Vec<Term<'a>> =
            all.filter(|(name, _)| *name == property).map(|(_, schema)| (*schema).into()).collect();
        let parts = self.parts(&terms);
        let values = enumeration::merge(&parts).map(|it| it.values).unwrap_or_default();
        values.iter().filter_map(|it| it.value.as_written().as_str()).map(Text::from).collect()
    }

    /// The schema of a parent's own properties, without its children.
    fn base(&mut self, key: &'a str, component: SchemaId) -> SchemaId {
        if let Some(id) = self.bases.get(key) {
            return *id;
        }
        let pointer = JsonPointer::root().child("components").child("schemas").child(key);
        let id = self.inline(pointer, Place::Base(component));
        self.bases.insert(key, id);
        if let Some(ReferenceOr::Item(schema)) = self.components.schemas.get(key) {
            self.fill(id, &[SchemaRef::Item(schema).into()]);
        }
        id
    }

    /// The component that a schema is, or of which it is the parent's part.
    fn own_key(&self, id: SchemaId) -> Option<&Text> {
        match &self.schemas[id.index()].origin {
            Origin::Component(key) => Some(key),
            Origin::Inline(Place::Base(component)) => self.own_key(*component),
            Origin::Inline(_) => None,
        }
    }

    /// Whether a reference leads to a parent of the component that is being resolved: a child is not
    /// the parent under another name, although it may say no more.
    pub(super) fn is_parent(&self, id: SchemaId, reference: &str) -> bool {
        let Some(key) = self.own_key(id) else { return false };
        let Some(ReferenceOr::Item(parent)) = self.component(reference) else { return false };
        let facets = Facets::of(parent);
        let is_member = facets.union.iter().any(|member| names(member, key.as_written()));
        let Some(parent) = component_key(reference, "schemas") else { return false };
        is_member
            || discriminator(self.components, &parent).is_some_and(|it| {
                let family = self.relations.family(self.components, &parent, it);
                family.heirs.contains(&key.as_written())
            })
    }

    /// Whether a part repeats the union of a parent around the very child that is being resolved:
    /// the child is one of its members, so that the union says nothing about it.
    pub(super) fn is_union_of_parent(&self, id: SchemaId, part: &Part<'a>) -> bool {
        let Some(key) = self.own_key(id) else { return false };
        part.through == Through::Reference
            && part.facets.union.iter().any(|member| names(member, key.as_written()))
    }
}

/// Whether a value and a component have the same letters and digits, in any case.
fn same_name(value: &str, component: &str) -> bool {
    let letters = |text: &str| -> String {
        text.chars().filter(|it| it.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    letters(value) == letters(component)
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
