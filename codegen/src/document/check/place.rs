//! Locations in the document during the walk: cheap to create, converted to a JSON Pointer on
//! demand.

use crate::document::grammar::Step;
use crate::document::pointer::JsonPointer;

/// A handle to a location in [`Places`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place(u32);

/// The visited locations, each with the step that led to it.
pub(super) struct Places<'a> {
    steps: Vec<(Place, Step<'a>)>,
    /// The JSON Pointers of the locations where a walk began.
    roots: Vec<JsonPointer>,
}

/// The first index of a root: smaller indices are steps, so that both kinds share one number.
const FIRST_ROOT: u32 = u32::MAX / 2;

impl<'a> Places<'a> {
    pub(super) fn new() -> Self {
        Self { steps: Vec::new(), roots: Vec::new() }
    }

    /// Adds the location where a walk begins.
    pub(super) fn root(&mut self, pointer: JsonPointer) -> Place {
        self.roots.push(pointer);
        Place(FIRST_ROOT.saturating_add(index(self.roots.len() - 1)))
    }

    /// Adds the location one step below `parent`.
    pub(super) fn below(&mut self, parent: Place, step: Step<'a>) -> Place {
        self.steps.push((parent, step));
        Place(index(self.steps.len() - 1))
    }

    /// Returns the JSON Pointer to a location.
    pub(super) fn pointer(&self, place: Place) -> JsonPointer {
        let mut steps = Vec::new();
        let mut at = place;
        while let Some((parent, step)) = self.steps.get(at.0 as usize) {
            steps.push(*step);
            at = *parent;
        }
        let root = at.0.checked_sub(FIRST_ROOT).and_then(|root| self.roots.get(root as usize));
        steps.into_iter().rev().fold(
            root.cloned().unwrap_or_default(),
            |pointer, step| match step {
                Step::Key(key) => pointer.child(key),
                Step::Index(index) => pointer.child(index),
            },
        )
    }
}

/// Converts a position to the index of a location. `load` limits the number of nodes to far less
/// than `u32::MAX`.
fn index(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_becomes_the_pointer_of_its_steps() {
        let mut places = Places::new();
        places.root(JsonPointer::root());
        let root = places.root(JsonPointer::root().child("x-a"));
        let list = places.below(root, Step::Key("b/c"));
        let element = places.below(list, Step::Index(3));
        assert_eq!(places.pointer(element).as_str(), "/x-a/b~1c/3");
        assert_eq!(places.pointer(root).as_str(), "/x-a");
    }
}
