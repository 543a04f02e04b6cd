//! The ends of references: takes a value that may be a `$ref`, gives the object it stands for.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::local_pointer;
use crate::document::pointer::JsonPointer;

/// An object with its place.
type End<'a> = (JsonPointer, &'a Map<String, Value>);

/// The longest chain that is followed; `alias` reports longer ones.
const LONGEST: usize = 100;

/// The ends of the references of one document, each found once.
pub(in crate::document::check) struct Ends<'a> {
    root: &'a Value,
    known: HashMap<&'a str, Option<End<'a>>>,
}

impl<'a> Ends<'a> {
    pub(in crate::document::check) fn new(root: &'a Value) -> Self {
        Self { root, known: HashMap::new() }
    }

    /// The object that `value`, which stands at `at`, is or refers to.
    pub(in crate::document::check) fn of(
        &mut self,
        at: JsonPointer,
        value: &'a Value,
    ) -> Option<End<'a>> {
        let mut end = (at, value.as_object()?);
        let mut chain = Vec::new();
        let found = loop {
            let Some(target) = end.1.get("$ref").and_then(Value::as_str) else { break Some(end) };
            if let Some(known) = self.known.get(target) {
                break known.clone();
            }
            chain.push(target);
            match self.object(target) {
                Some(next) if chain.len() <= LONGEST => end = next,
                _ => break None,
            }
        };
        self.known.extend(chain.into_iter().map(|target| (target, found.clone())));
        found
    }

    fn object(&self, target: &str) -> Option<End<'a>> {
        let pointer = local_pointer(target)?;
        let object = self.root.pointer(pointer.as_str())?.as_object()?;
        Some((pointer, object))
    }
}
