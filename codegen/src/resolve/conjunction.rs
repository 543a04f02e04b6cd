//! `allOf`: the list of schemas that a value must match at once.

use std::collections::HashSet;

use openapiv3::{ReferenceOr, Schema};

use super::Resolver;
use super::facets::{Facets, SchemaRef};

/// One schema that a value must match, and how much of it is still to be read.
#[derive(Clone, Copy)]
pub(super) struct Term<'a> {
    pub(super) schema: SchemaRef<'a>,
    pub(super) rest: Rest,
}

/// How much of a [`Term`] is still to be read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Rest {
    /// All of it.
    Everything,
    /// Its `allOf` has been read.
    NoAllOf,
    /// Its `allOf` has been read, and its union stands for itself elsewhere.
    NoUnion,
}

/// What terms come to.
pub(super) enum Conjunction<'a> {
    /// One component, and what is said about it where it is used.
    Reference { reference: &'a str, around: Vec<Part<'a>> },
    /// Schemas to be merged.
    Parts(Vec<Part<'a>>),
}

/// A schema without its `allOf`.
pub(super) struct Part<'a> {
    pub(super) schema: &'a Schema,
    pub(super) facets: Facets<'a>,
    pub(super) through: Through,
}

/// How a [`Part`] was reached.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Through {
    /// Without a `$ref`.
    Place,
    /// Through a `$ref`: what it says about its values is said about the component.
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
    /// The part as a term that is not expanded again.
    pub(super) fn term(&self, rest: Rest) -> Term<'a> {
        Term { schema: SchemaRef::Item(self.schema), rest }
    }
}

impl<'a> Resolver<'a, '_> {
    /// Expands terms: nested `allOf`s, unions of one member, and `$ref`s where they are not alone.
    pub(super) fn expand(&self, terms: &[Term<'a>]) -> Conjunction<'a> {
        let mut references = Vec::new();
        let around = take_apart(terms, |reference| {
            if !references.contains(&reference) {
                references.push(reference);
            }
            None
        });
        let bare = !around.iter().any(|part| part.facets.is_structural());
        if let ([reference], true) = (&references[..], bare) {
            return Conjunction::Reference { reference, around };
        }
        let mut seen = HashSet::new();
        Conjunction::Parts(take_apart(terms, |reference| {
            if seen.insert(reference) { self.component(reference) } else { None }
        }))
    }
}

/// Takes terms apart, in the order of the document; `follow` says what a reference leads to, or
/// `None` where it is not to be followed.
fn take_apart<'a>(
    terms: &[Term<'a>],
    mut follow: impl FnMut(&'a str) -> Option<&'a ReferenceOr<Schema>>,
) -> Vec<Part<'a>> {
    let mut parts = Vec::new();
    let mut pending: Vec<(Term<'a>, Through)> =
        terms.iter().rev().map(|term| (*term, Through::Place)).collect();
    while let Some((Term { schema, rest }, through)) = pending.pop() {
        let schema = match schema {
            SchemaRef::Reference(reference) => {
                pending.extend(follow(reference).map(|it| (it.into(), Through::Reference)));
                continue;
            }
            SchemaRef::Item(schema) => schema,
        };
        let mut facets = Facets::of(schema);
        if rest == Rest::NoUnion {
            facets.union = &[];
        }
        if let [only] = facets.union {
            facets.union = &[];
            pending.push((only.into(), through));
        }
        if rest == Rest::Everything {
            pending.extend(facets.all_of.iter().rev().map(|it| (it.into(), through)));
        }
        parts.push(Part { schema, facets, through });
    }
    parts
}
