//! The resolution of references during bundling.

use serde_json::{Map, Value};

use super::Bundle;
use super::position::{Position, Target};
use crate::document::diagnostic::{Code, Diagnostic};
use crate::document::grammar::references::{self, Reference as Found};
use crate::document::grammar::{Kind, mapping};
use crate::document::load::reference::{self, Reference};

/// The target of a reference in the tree.
pub(super) enum Meaning {
    /// A location in the document itself, with the reference to write.
    Document(String),
    /// A location in another file.
    File(Target),
}

impl Bundle<'_> {
    /// Returns the target of `text` at `position`, or `None` if there is nothing to rewrite, or if
    /// the error about its file was already reported.
    pub(super) fn meaning(
        &mut self,
        text: &str,
        position: &Position<'_>,
    ) -> Result<Option<Meaning>, Diagnostic> {
        if position.source == 0 && (text.starts_with('#') || self.ids.contains(text)) {
            return Ok(None);
        }
        let at = position.at.child("$ref");
        let (path, fragment) = match Reference::read(text, self.files.path(position.source)) {
            Reference::File { path, fragment } => (path, fragment),
            Reference::Outside => return Err(self.files.boundary().outside(text, &at)),
            Reference::Scheme => return Err(self.files.boundary().not_a_file(text, &at)),
        };
        let source = match self.files.open(&path) {
            Ok(0) => {
                let fragment = text.split_once('#').map_or("", |(_, fragment)| fragment);
                return Ok(Some(Meaning::Document(format!("#{fragment}"))));
            }
            Ok(source) => source,
            Err(Some(refusal)) => {
                return Err(refusal.diagnostic(text, &at, self.files.boundary()));
            }
            Err(None) => return Ok(None),
        };
        let pointer = reference::pointer(&fragment);
        match pointer.filter(|pointer| self.files.value(source, pointer).is_some()) {
            Some(pointer) => Ok(Some(Meaning::File(Target { source, pointer }))),
            None => {
                let message = format!("`{path}` has nothing at `#{fragment}`");
                Err(Diagnostic::error(Code::DanglingRef, &at, message))
            }
        }
    }

    /// Rewrites the entries of a discriminator's mapping that are references rather than names.
    pub(super) fn mapping(
        &mut self,
        discriminator: &mut Map<String, Value>,
        position: &Position<'_>,
    ) {
        mapping::each_name_mut(discriminator, &mut |slot, name| {
            let Value::String(text) = name else { return };
            if !reference::looks_like_reference(text) {
                return;
            }
            let position = Position { at: slot.below(&position.at), ..position.clone() };
            match self.meaning(text, &position) {
                Ok(Some(Meaning::Document(rewritten))) => *text = rewritten,
                Ok(Some(Meaning::File(target))) => {
                    if let Some(component) = self.component(Kind::Schema, &target) {
                        *text = component.to_string();
                    }
                }
                Ok(None) => {}
                Err(problem) => self.diagnostics.push(problem),
            }
        });
    }
}

/// Whether a reference in the tree may point to a file; most documents have none.
pub(super) fn refers_to_files(value: &Value) -> bool {
    references::any(value, &mut |found| match found {
        Found::Ref(text) => !text.starts_with('#'),
        Found::Mapping(text) => !text.starts_with('#') && reference::looks_like_reference(text),
        Found::DynamicRef(_) => false,
    })
}
