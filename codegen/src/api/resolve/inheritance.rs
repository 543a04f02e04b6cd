//! Inheritance: discriminators without a union (OpenAPI 3.0.4, Discriminator Object). A parent has
//! the discriminator, and its children have the parent in their `allOf`. Where the parent is used,
//! a value is one of its descendants, or the parent itself if it has a tag.

use openapiv3::{Discriminator, ReferenceOr, Schema};

use super::conjunction::{Part, PartOrigin, Term};
use super::enumeration;
use super::facets::{Facets, SchemaRef};
use super::family::{Family, discriminator};
use super::{Resolver, component_key};
use crate::api::ir::{Guard, Member, Origin, Place, SchemaId, Selection, Shape, Union};
use crate::document::pointer::JsonPointer;
use crate::document::text::Text;

impl<'a> Resolver<'a, '_> {
    /// Returns the union that a parent represents, or `None` for any other schema.
    pub(super) fn inheritance(&mut self, id: SchemaId, parts: &[Part<'a>]) -> Option<Shape> {
        let Origin::Component(key) = &self.schemas[id.index()].origin else { return None };
        let (key, _) = self.components.schemas.get_key_value(key.as_written())?;
        let own = parts.iter().filter(|part| part.through == PartOrigin::Place);
        let parent = own.filter(|part| part.facets.union.is_empty());
        let discriminator =
            parent.filter_map(|part| part.facets.data.discriminator.as_ref()).next()?;
        let family = self.relations.family(self.components, key, discriminator);
        if family.descendants.is_empty() {
            return None;
        }
        let listed = self.listed(parts, &discriminator.property_name);
        let mut left = listed.clone();
        let mut members = Vec::with_capacity(family.descendants.len() + 1);
        for descendant in &family.descendants {
            let tags = self.tags_of_descendant(&family, descendant, &listed, &mut left);
            if let Some(member) = self.descendant(descendant, tags, discriminator) {
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

    /// Returns the member for a schema that inherits from a parent. If it is a parent with the same
    /// discriminator property itself, it becomes the schema without its children, since they are
    /// members too.
    fn descendant(
        &mut self,
        descendant: &'a str,
        tags: Vec<Text>,
        of: &'a Discriminator,
    ) -> Option<Member> {
        let id = *self.ids.get(descendant)?;
        let is_parent = discriminator(self.components, descendant)
            .is_some_and(|it| it.property_name == of.property_name);
        let schema = match is_parent && self.relations.has_children(descendant) {
            true => self.base(descendant, id),
            false => id,
        };
        Some(Member { component: Some(id), guard: Guard::Tags(tags), ..Member::of(schema) })
    }

    /// Returns the tags of a child: the tags from the mappings, or else the value of the parent's
    /// `enum` that matches its name. There are none if the child declares its tag itself, or if its
    /// name is the tag. The values that the child claims are removed from `left`.
    fn tags_of_descendant(
        &mut self,
        family: &Family<'a>,
        descendant: &'a str,
        listed: &[Text],
        left: &mut Vec<Text>,
    ) -> Vec<Text> {
        let mut tags = family.tags(descendant);
        if listed.is_empty() {
            return tags;
        }
        let mut claimed = tags.clone();
        if tags.is_empty() {
            let terms = match self.components.schemas.get(descendant) {
                Some(schema) => vec![Term::from(schema)],
                None => Vec::new(),
            };
            let parts = self.parts(&terms);
            claimed = self.listed(&parts, family.property);
            if claimed.len() == listed.len() {
                tags.extend(
                    listed
                        .iter()
                        .filter(|value| same_name(value.as_written(), descendant))
                        .cloned(),
                );
                claimed.clone_from(&tags);
            }
        }
        left.retain(|value| !claimed.contains(value));
        tags
    }

    /// Returns the enumerated strings of a property in the parts.
    fn listed(&mut self, parts: &[Part<'a>], property: &str) -> Vec<Text> {
        let all = parts.iter().flat_map(|part| &part.facets.properties);
        let terms: Vec<Term<'a>> =
            all.filter(|(name, _)| *name == property).map(|(_, schema)| (*schema).into()).collect();
        let parts = self.parts(&terms);
        let values = enumeration::merge(&parts).map(|it| it.values).unwrap_or_default();
        values.iter().filter_map(|it| it.value.as_written().as_str()).map(Text::from).collect()
    }

    /// Returns the schema of a parent's own properties, without its children.
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

    /// Returns the component of a schema, including the component of a parent without its children.
    fn own_key(&self, id: SchemaId) -> Option<&Text> {
        match &self.schemas[id.index()].origin {
            Origin::Component(key) => Some(key),
            Origin::Inline(Place::Base(component)) => self.own_key(*component),
            Origin::Inline(_) => None,
        }
    }

    /// Whether a reference points to a parent of the component that is being resolved: a child
    /// isn't an alias of its parent, even if it adds nothing.
    pub(super) fn is_parent(&self, id: SchemaId, reference: &str) -> bool {
        let Some(key) = self.own_key(id) else { return false };
        let Some(ReferenceOr::Item(parent)) = self.component(reference) else { return false };
        let facets = Facets::of(parent);
        let is_member = facets.union.iter().any(|member| names(member, key.as_written()));
        let Some(parent) = component_key(reference, "schemas") else { return false };
        is_member
            || discriminator(self.components, &parent).is_some_and(|it| {
                let family = self.relations.family(self.components, &parent, it);
                family.descendants.contains(&key.as_written())
            })
    }

    /// Whether a part is the union of a parent of which the component that is being resolved is a
    /// member, so that the union doesn't constrain it further.
    pub(super) fn is_union_of_parent(&self, id: SchemaId, part: &Part<'a>) -> bool {
        let Some(key) = self.own_key(id) else { return false };
        part.through == PartOrigin::Reference
            && part.facets.union.iter().any(|member| names(member, key.as_written()))
    }
}

/// Whether a value and a component's name have the same letters and digits, ignoring case.
fn same_name(value: &str, component: &str) -> bool {
    let letters = |text: &str| -> String {
        text.chars().filter(|it| it.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    letters(value) == letters(component)
}

/// Whether a union member is a `$ref` to the component with this key.
fn names(member: &ReferenceOr<Schema>, key: &str) -> bool {
    match member {
        ReferenceOr::Reference { reference } => {
            component_key(reference, "schemas").is_some_and(|target| target == key)
        }
        ReferenceOr::Item(_) => false,
    }
}
