//! `allOf`: the conjunction of schemas that a value must match.

use std::collections::HashSet;

use openapiv3::{ReferenceOr, Schema};

use super::Resolver;
use super::facets::{Facets, SchemaRef};
use crate::document::diagnostic::{Code, Diagnostic};

/// The maximum total number of `allOf` members in a document, when those of every schema are fully
/// expanded. A chain of `n` schemas has `n * n / 2`; real documents are far below the limit.
pub(super) const MAX_TERMS: usize = 200_000;

/// A schema that a value must match, and the part of it that is still to be expanded.
#[derive(Clone, Copy)]
pub(super) struct Term<'a> {
    pub(super) schema: SchemaRef<'a>,
    pub(super) rest: Rest,
}

/// The identity of a [`Term`]: the same for terms that are expanded to the same parts.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) enum TermKey<'a> {
    /// The target of a reference.
    Reference(&'a str),
    /// The address of a schema of the model, and the part of it that is still to be expanded.
    Schema(*const Schema, Rest),
}

impl<'a> Term<'a> {
    /// Returns the identity of the term.
    pub(super) fn key(&self) -> TermKey<'a> {
        match self.schema {
            SchemaRef::Reference(reference) => TermKey::Reference(reference),
            SchemaRef::Item(schema) => TermKey::Schema(schema, self.rest),
        }
    }
}

/// The part of a [`Term`] that is still to be expanded.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Rest {
    /// All of it.
    Everything,
    /// All except its `allOf`.
    NoAllOf,
    /// Neither its `allOf` nor its union, which is represented elsewhere.
    NoUnion,
}

/// The result of expanding terms.
pub(super) enum Conjunction<'a> {
    /// A reference to a single component, and the annotations next to the reference.
    Reference { reference: &'a str, around: Vec<Part<'a>> },
    /// Schemas to be merged.
    Parts(Vec<Part<'a>>),
}

/// A schema without its `allOf`, as a part of a merged schema.
pub(super) struct Part<'a> {
    pub(super) schema: &'a Schema,
    pub(super) facets: Facets<'a>,
    pub(super) through: PartOrigin,
    /// The index of the schema in the document that the part belongs to, among those that are
    /// merged: a property of several `allOf` members has a schema from each.
    pub(super) whole: usize,
    /// The part of the schema that is still to be expanded, except its `allOf`.
    rest: Rest,
}

/// The way in which a [`Part`] was reached.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum PartOrigin {
    /// Without a `$ref`.
    Place,
    /// Through a `$ref`: the component's annotations apply.
    Reference,
}

impl<'a> From<SchemaRef<'a>> for Term<'a> {
    fn from(schema: SchemaRef<'a>) -> Self {
        Self { schema, rest: Rest::Everything }
    }
}

impl<'a> From<&'a ReferenceOr<Schema>> for Term<'a> {
    fn from(schema: &'a ReferenceOr<Schema>) -> Self {
        SchemaRef::from(schema).into()
    }
}

impl<'a> Part<'a> {
    /// Returns the part as a term that isn't expanded again.
    pub(super) fn term(&self, rest: Rest) -> Term<'a> {
        Term { schema: SchemaRef::Item(self.schema), rest: rest.max(self.rest) }
    }

    /// Removes the union, which doesn't constrain values further.
    fn drop_union(&mut self) {
        self.facets.union = &[];
        self.rest = Rest::NoUnion;
    }
}

impl<'a> Resolver<'a, '_> {
    /// Expands terms: nested `allOf`s, unions with one member, and `$ref`s that aren't the only
    /// term.
    pub(super) fn expand(&mut self, terms: &[Term<'a>]) -> Conjunction<'a> {
        let mut references = Vec::new();
        let mut left = self.terms_left;
        let around = split_part(terms, &mut left, |reference| {
            if !references.contains(&reference) {
                references.push(reference);
            }
            None
        });
        self.terms_left = left;
        let bare = !around.iter().any(|part| part.facets.is_structural());
        if let ([reference], true) = (&references[..], bare) {
            return Conjunction::Reference { reference, around };
        }
        Conjunction::Parts(self.parts(terms))
    }

    /// Expands terms, following all `$ref`s.
    pub(super) fn parts(&mut self, terms: &[Term<'a>]) -> Vec<Part<'a>> {
        let mut left = self.terms_left;
        let mut seen = HashSet::new();
        let mut parts = split_part(terms, &mut left, |reference| {
            if seen.insert(reference) { self.component(reference) } else { None }
        });
        self.terms_left = left;
        // A value of a member is also a value of the union, so next to the member, the union is
        // redundant.
        for part in parts.iter_mut().filter(|part| part.through == PartOrigin::Reference) {
            let is_met = |member: &ReferenceOr<Schema>| match member {
                ReferenceOr::Reference { reference } => seen.contains(reference.as_str()),
                ReferenceOr::Item(_) => false,
            };
            if part.facets.union.iter().any(is_met) {
                part.drop_union();
            }
        }
        parts
    }

    /// Reports an error if the limit of [`MAX_TERMS`] is reached.
    pub(super) fn report_exhaustion(&mut self) {
        if let Some(at) = &self.exhausted_at {
            let message = format!(
                "the `allOf`s of the document expand to over {MAX_TERMS} schemas, the last of them \
                 for this one"
            );
            let help = "use fewer or shallower `allOf`s, or merge their members in the document";
            self.diagnostics.push(Diagnostic::error(Code::TooLarge, at, message).help(help));
        }
    }
}

/// Expands terms into parts, in the order of the document. `follow` returns the target of a
/// reference, or `None` if it must not be followed. Ends early when the budget `left` is used up.
fn split_part<'a>(
    terms: &[Term<'a>],
    left: &mut usize,
    mut follow: impl FnMut(&'a str) -> Option<&'a ReferenceOr<Schema>>,
) -> Vec<Part<'a>> {
    let mut parts = Vec::new();
    let mut whole = 0;
    let starts = terms.iter().map(|term| {
        // A term that was expanded before belongs to the same schema as its predecessor.
        whole += usize::from(term.rest == Rest::Everything);
        (*term, PartOrigin::Place, whole)
    });
    let mut pending: Vec<(Term<'a>, PartOrigin, usize)> = starts.collect();
    pending.reverse();
    while let Some((Term { schema, rest }, through, whole)) = pending.pop()
        && *left > 0
    {
        *left -= 1;
        let schema = match schema {
            SchemaRef::Reference(reference) => {
                pending
                    .extend(follow(reference).map(|it| (it.into(), PartOrigin::Reference, whole)));
                continue;
            }
            SchemaRef::Item(schema) => schema,
        };
        let mut part = Part { schema, facets: Facets::of(schema), through, whole, rest };
        if rest == Rest::NoUnion {
            part.drop_union();
        }
        // A union with a discriminator may get more members in the future.
        if let [only] = part.facets.union
            && part.facets.data.discriminator.is_none()
        {
            part.drop_union();
            pending.push((only.into(), through, whole));
        }
        if rest == Rest::Everything {
            pending.extend(part.facets.all_of.iter().rev().map(|it| (it.into(), through, whole)));
        }
        parts.push(part);
    }
    parts
}
