//! `allOf`: the list of schemas that a value must match at once.

use std::collections::HashSet;

use openapiv3::{ReferenceOr, Schema};

use super::Resolver;
use super::facets::{Facets, SchemaRef};
use crate::document::diagnostic::{Code, Diagnostic};
use crate::document::pointer::JsonPointer;

/// How many members the `allOf`s of a document may have in all, when those of every schema are
/// followed to their ends. A chain of `n` schemas has `n * n / 2`; real documents stay far below.
pub(super) const MOST_TERMS: usize = 200_000;

/// One schema that a value must match, and how much of it is still to be read.
#[derive(Clone, Copy)]
pub(super) struct Term<'a> {
    pub(super) schema: SchemaRef<'a>,
    pub(super) rest: Rest,
}

/// How much of a [`Term`] is still to be read.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
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
    /// The author's schema that it is of, by its index among those that are merged: a property of
    /// several members of an `allOf` has a schema from each.
    pub(super) whole: usize,
    /// How much of the schema is still to be read, its `allOf` apart.
    rest: Rest,
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
        Term { schema: SchemaRef::Item(self.schema), rest: rest.max(self.rest) }
    }

    /// Leaves out its union, which says nothing more here.
    fn drop_union(&mut self) {
        self.facets.union = &[];
        self.rest = Rest::NoUnion;
    }
}

impl<'a> Resolver<'a, '_> {
    /// Expands terms: nested `allOf`s, unions of one member, and `$ref`s where they are not alone.
    pub(super) fn expand(&mut self, terms: &[Term<'a>]) -> Conjunction<'a> {
        let mut references = Vec::new();
        let mut left = self.terms_left;
        let around = take_apart(terms, &mut left, |reference| {
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

    /// Expands terms, following every `$ref`.
    pub(super) fn parts(&mut self, terms: &[Term<'a>]) -> Vec<Part<'a>> {
        let mut left = self.terms_left;
        let mut seen = HashSet::new();
        let mut parts = take_apart(terms, &mut left, |reference| {
            if seen.insert(reference) { self.component(reference) } else { None }
        });
        self.terms_left = left;
        // A value of one member is a value of the union: beside the member it says nothing more.
        for part in parts.iter_mut().filter(|part| part.through == Through::Reference) {
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

    /// Reports that there was more to merge than [`MOST_TERMS`].
    pub(super) fn report_exhaustion(&mut self) {
        if self.terms_left == 0 {
            let message = format!("the `allOf`s of the document lead to over {MOST_TERMS} schemas");
            let at = JsonPointer::root().child("components").child("schemas");
            let help = "let fewer schemas be made of others, or merge them in the document";
            self.diagnostics.push(Diagnostic::error(Code::TooLarge, &at, message).help(help));
        }
    }
}

/// Takes terms apart, in the order of the document; `follow` says what a reference leads to, or
/// `None` where it is not to be followed. Ends early when nothing is `left` of the budget.
fn take_apart<'a>(
    terms: &[Term<'a>],
    left: &mut usize,
    mut follow: impl FnMut(&'a str) -> Option<&'a ReferenceOr<Schema>>,
) -> Vec<Part<'a>> {
    let mut parts = Vec::new();
    let mut whole = 0;
    let starts = terms.iter().map(|term| {
        // What has been taken apart before goes on with the one before it.
        whole += usize::from(term.rest == Rest::Everything);
        (*term, Through::Place, whole)
    });
    let mut pending: Vec<(Term<'a>, Through, usize)> = starts.collect();
    pending.reverse();
    while let Some((Term { schema, rest }, through, whole)) = pending.pop()
        && *left > 0
    {
        *left -= 1;
        let schema = match schema {
            SchemaRef::Reference(reference) => {
                pending.extend(follow(reference).map(|it| (it.into(), Through::Reference, whole)));
                continue;
            }
            SchemaRef::Item(schema) => schema,
        };
        let mut part = Part { schema, facets: Facets::of(schema), through, whole, rest };
        if rest == Rest::NoUnion {
            part.drop_union();
        }
        // A discriminator leaves room for members to come.
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
