//! The members of a `oneOf` or `anyOf`, each merged with the keywords next to the union.

use openapiv3::{ReferenceOr, Schema as Model};

use super::conjunction::{Conjunction, Part, Rest, Term};
use super::facets::{Facets, SchemaRef};
use super::schemas::{agreed_kind, both};
use super::{Resolver, component_key};
use crate::api::extension;
use crate::api::ir::{Guard, Member, Origin, Place, SchemaId, Selection, Shape, Union};
use crate::document::text::Text;

impl<'a> Resolver<'a, '_> {
    /// Whether the part has a union whose members are schemas in their own right, rather than only
    /// constraints on the values of the schema that contains the union, such as `required` lists.
    pub(super) fn has_real_union(&self, part: &Part<'a>) -> bool {
        let adds_nothing = |member: &ReferenceOr<Model>| match SchemaRef::from(member) {
            SchemaRef::Reference(_) => false,
            SchemaRef::Item(item) => Facets::of(item).only_constrains(part.facets.kind),
        };
        !part.facets.union.is_empty() && !part.facets.union.iter().all(adds_nothing)
    }

    /// Returns the union of a part. The other parts apply to each member.
    pub(super) fn union(&mut self, id: SchemaId, parts: &[Part<'a>], index: usize) -> Shape {
        let part = &parts[index];
        let around: Vec<Term<'a>> = parts
            .iter()
            .enumerate()
            .filter(|(other, part)| *other == index || part.facets.is_structural())
            .map(|(other, part)| {
                let has_another = other != index && self.has_real_union(part);
                part.term(if has_another { Rest::NoAllOf } else { Rest::NoUnion })
            })
            .filter(|term| structural_term(*term))
            .collect();
        let discriminator = part.facets.data.discriminator.as_ref();
        let keyword = part.facets.union_keyword;
        let possible = self.possible_members(part.facets.union, &typed(parts, index, &around));
        if let [(_, only)] = &possible[..]
            && part.facets.union.len() > 1
        {
            let mut terms = vec![Term::from(*only)];
            terms.extend(&around);
            return match self.expand(&terms) {
                Conjunction::Parts(parts) => self.shape(id, &parts),
                Conjunction::Reference { reference, .. } => {
                    let pointer = self.schemas[id.index()].pointer.clone();
                    Shape::Reference(self.reference(reference, pointer, Place::Items(id)))
                }
            };
        }
        let default = default_member(part, &possible);
        let kinds: Vec<Term<'a>> = parts
            .iter()
            .filter(|part| part.facets.kind.is_some())
            .map(|part| part.term(Rest::NoUnion))
            .filter(|term| !structural_term(*term))
            .collect();
        let members = possible
            .into_iter()
            .map(|(number, member)| {
                let mut terms = self.with_around(member, &around);
                if is_any(member) {
                    terms.extend(&kinds);
                }
                let pointer = self.schemas[id.index()].pointer.child(keyword).child(number);
                let schema = self.schema(&terms, pointer, Place::Member(id, number));
                let tags = discriminator.map(|it| tags(it, member)).unwrap_or_default();
                let component = self.component_of(member);
                Member {
                    component,
                    number: Some(number),
                    guard: Guard::Tags(tags),
                    ..Member::of(schema)
                }
            })
            .collect();
        let selection = match discriminator {
            Some(discriminator) => Selection::Tag(Text::from(&discriminator.property_name)),
            None => Selection::Places(Vec::new()),
        };
        Shape::Union(Union { keyword, members, selection, default, ambiguous: 0 })
    }

    /// Returns a member with the schemas that contain the union, or the member alone if it already
    /// includes them, like the children of a parent that lists them.
    fn with_around(
        &mut self,
        member: &'a ReferenceOr<Model>,
        around: &[Term<'a>],
    ) -> Vec<Term<'a>> {
        let alone = vec![Term::from(member)];
        if around.is_empty() {
            return alone;
        }
        let parts = self.parts(&alone);
        let says = |term: &Term<'a>| match term.schema {
            SchemaRef::Reference(_) => false,
            SchemaRef::Item(item) => parts.iter().any(|part| std::ptr::eq(part.schema, item)),
        };
        if around.iter().all(says) {
            return alone;
        }
        alone.into_iter().chain(around.iter().copied()).collect()
    }

    /// Returns the component that a member refers to with a `$ref`.
    fn component_of(&self, member: &ReferenceOr<Model>) -> Option<SchemaId> {
        let ReferenceOr::Reference { reference } = member else { return None };
        let id = *self.ids.get(&*component_key(reference, "schemas")?)?;
        matches!(self.schemas[id.index()].origin, Origin::Component(_)).then_some(id)
    }

    /// Returns the members, with their indices, that some value may match together with the schemas
    /// that contain the union, or all members if there are none.
    fn possible_members(
        &mut self,
        members: &'a [ReferenceOr<Model>],
        around: &[Term<'a>],
    ) -> Vec<(usize, &'a ReferenceOr<Model>)> {
        let all = || members.iter().enumerate();
        if !around.iter().any(|term| has_kind(*term)) {
            return all().collect();
        }
        let mut possible = Vec::with_capacity(members.len());
        for (number, member) in all() {
            let mut terms = vec![Term::from(member)];
            terms.extend(around);
            let conflicts = match self.expand(&terms) {
                Conjunction::Parts(parts) => conflict(&parts),
                Conjunction::Reference { .. } => false,
            };
            if !conflicts {
                possible.push((number, member));
            }
        }
        if possible.is_empty() { all().collect() } else { possible }
    }
}

/// Whether a member allows values of any type, so that only the schemas that contain the union
/// determine it.
fn is_any(member: &ReferenceOr<Model>) -> bool {
    match SchemaRef::from(member) {
        SchemaRef::Reference(_) => false,
        SchemaRef::Item(item) => Facets::of(item).only_constrains(None),
    }
}

/// Returns the schemas that contain a union, including those that only declare a type.
fn typed<'a>(parts: &[Part<'a>], union: usize, around: &[Term<'a>]) -> Vec<Term<'a>> {
    let others = parts
        .iter()
        .enumerate()
        .filter(|(index, part)| *index != union && part.facets.kind.is_some());
    let others = others.map(|(_, part)| part.term(Rest::NoUnion));
    around.iter().copied().chain(others).collect()
}

/// Whether no value can match all parts, because their types exclude each other, or because they
/// exclude all members of a union among them.
fn conflict(parts: &[Part<'_>]) -> bool {
    let Ok(agreed) = agreed_kind(parts) else { return true };
    let Some(agreed) = agreed else { return false };
    let excludes = |member: &ReferenceOr<Model>| match SchemaRef::from(member) {
        SchemaRef::Reference(_) => false,
        SchemaRef::Item(item) => {
            Facets::of(item).kind.is_some_and(|kind| both(kind, agreed).is_none())
        }
    };
    let unions = parts.iter().map(|part| part.facets.union);
    unions.filter(|members| !members.is_empty()).any(|members| members.iter().all(excludes))
}

fn has_kind(term: Term<'_>) -> bool {
    match term.schema {
        SchemaRef::Reference(_) => true,
        SchemaRef::Item(schema) => {
            let facets = Facets::of(schema);
            let is_list = term.rest != Rest::NoUnion && !facets.union.is_empty();
            facets.kind.is_some() || is_list && facets.union.iter().all(is_typed)
        }
    }
}

/// Whether a schema declares its type itself, like the members of a list of types.
fn is_typed(schema: &ReferenceOr<Model>) -> bool {
    match SchemaRef::from(schema) {
        SchemaRef::Reference(_) => false,
        SchemaRef::Item(item) => Facets::of(item).kind.is_some(),
    }
}

/// Returns the tags of a member in a discriminator's mapping; `unions` adds the missing ones.
fn tags(discriminator: &openapiv3::Discriminator, member: &ReferenceOr<Model>) -> Vec<Text> {
    let ReferenceOr::Reference { reference } = member else { return Vec::new() };
    let names = |(tag, target): (&String, &String)| (target == reference).then(|| tag.into());
    discriminator.mapping.iter().filter_map(names).collect()
}

/// Returns the index of the `defaultMapping` member among the possible ones.
fn default_member(part: &Part<'_>, possible: &[(usize, &ReferenceOr<Model>)]) -> Option<usize> {
    let default = part.facets.data.extensions.get(extension::DEFAULT_MAPPING)?.as_str()?;
    possible.iter().position(|(_, member)| {
        matches!(member, ReferenceOr::Reference { reference } if reference == default)
    })
}

fn structural_term(term: Term<'_>) -> bool {
    let SchemaRef::Item(schema) = term.schema else { return true };
    let mut facets = Facets::of(schema);
    if term.rest == Rest::NoUnion {
        facets.union = &[];
    }
    facets.is_structural()
}
