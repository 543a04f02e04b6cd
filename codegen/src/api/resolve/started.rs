//! [`Started`]: a subschema that is being resolved.
//!
//! An inline schema contains itself if it is merged with the component that contains it:
//! `next: {allOf: [{$ref: "#/components/schemas/Node"}, {required: [id]}]}` in `Node`. So while the
//! properties of a schema are resolved, each conjunction of the same terms is that property's schema.

use super::Resolver;
use super::conjunction::{Term, TermKey};
use super::facets::SchemaRef;
use crate::api::ir::{Origin, Place, SchemaId};
use crate::document::pointer::JsonPointer;

/// A subschema that is being resolved.
pub(super) struct Started<'a> {
    terms: Vec<Term<'a>>,
    at: Location,
    /// Whether no conjunction of the same terms was started before.
    is_new: bool,
}

/// The location of a schema in the document, and its place in the API.
type Location = (JsonPointer, Place);

/// The state of a conjunction that was started and is not finished.
pub(super) enum State {
    /// It has no id yet.
    Waiting(Location),
    Reserved(SchemaId),
}

impl<'a> Resolver<'a, '_> {
    /// Starts resolving the conjunction of `terms` at `place`.
    pub(super) fn start(
        &mut self,
        terms: Vec<Term<'a>>,
        pointer: JsonPointer,
        place: Place,
    ) -> Started<'a> {
        let at = (pointer, place);
        let key = key(&terms);
        let is_new = reference(&terms).is_none() && !self.started.contains_key(&key);
        if is_new {
            self.started.insert(key, State::Waiting(at.clone()));
        }
        Started { terms, at, is_new }
    }

    /// Resolves schemas that were started, and returns them in this order.
    pub(super) fn finish(&mut self, started: Vec<Started<'a>>) -> Vec<SchemaId> {
        let mut finished = Vec::new();
        let mut ids = Vec::with_capacity(started.len());
        for Started { terms, at, is_new } in started {
            ids.push(match reference(&terms) {
                Some(reference) => self.reference(reference, at.0, at.1),
                None => self.conjunction(&terms, at),
            });
            finished.extend(is_new.then(|| key(&terms)));
        }
        finished.iter().for_each(|key| drop(self.started.remove(key)));
        ids
    }

    /// Returns the schema of a conjunction: one that was resolved before, or that contains this
    /// place, or a new one.
    fn conjunction(&mut self, terms: &[Term<'a>], at: Location) -> SchemaId {
        let key = key(terms);
        let (pointer, place) = match self.started.get(&key) {
            Some(State::Reserved(id)) => return *id,
            Some(State::Waiting(first)) => first.clone(),
            None => at,
        };
        let id = self.reserve(pointer, Origin::Inline(place));
        self.started.insert(key, State::Reserved(id));
        self.fill(id, terms);
        id
    }
}

/// Returns the target of a single reference, which isn't a conjunction.
fn reference<'a>(terms: &[Term<'a>]) -> Option<&'a str> {
    match terms {
        [Term { schema: SchemaRef::Reference(reference), .. }] => Some(reference),
        _ => None,
    }
}

fn key<'a>(terms: &[Term<'a>]) -> Vec<TermKey<'a>> {
    terms.iter().map(Term::key).collect()
}
