//! Takes the text of a reference and where it stands, gives what it means.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::Bundle;
use super::spot::{Spot, Target};
use crate::document::diagnostic::{Code, Diagnostic};
use crate::document::load::files;
use crate::document::load::grammar::Object;
use crate::document::load::reference::{self, Reference};

/// What a reference of the tree means.
pub(super) enum Meaning {
    /// A place in the document itself; the text to write.
    Document(String),
    /// A place in another file.
    File(Target),
}

impl Bundle<'_> {
    /// What `text` means at `spot`; `None` when there is nothing to rewrite or nothing to say.
    pub(super) fn meaning(
        &mut self,
        text: &str,
        spot: &Spot<'_>,
    ) -> Result<Option<Meaning>, Diagnostic> {
        if spot.source == 0 && (text.starts_with('#') || self.ids.contains(text)) {
            return Ok(None);
        }
        let at = spot.at.child("$ref");
        let (path, fragment) = match Reference::read(text, self.files.path(spot.source)) {
            Reference::File { path, fragment } => (path, fragment),
            Reference::Outside => return Err(files::outside(text, &at)),
            Reference::Scheme => {
                let message = format!("`{text}` is not a file, and nothing else is read");
                return Err(Diagnostic::error(Code::OutsideFolder, &at, message)
                    .help("save it below the folder of the document and refer to it by its path"));
            }
        };
        let source = match self.files.open(&path) {
            Ok(0) => {
                let fragment = text.split_once('#').map_or("", |(_, fragment)| fragment);
                return Ok(Some(Meaning::Document(format!("#{fragment}"))));
            }
            Ok(source) => source,
            Err(Some(refusal)) => return Err(refusal.diagnostic(text, &at)),
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

    /// Rewrites the values of a discriminator's mapping that are references and not names.
    pub(super) fn mapping(&mut self, discriminator: &mut Map<String, Value>, spot: &Spot<'_>) {
        let Some(Value::Object(mapping)) = discriminator.get_mut("mapping") else { return };
        for (name, value) in mapping {
            let Value::String(text) = value else { continue };
            if !reference::looks_like_reference(text) {
                continue;
            }
            match self.meaning(text, &spot.member("mapping").member(name)) {
                Ok(Some(Meaning::Document(rewritten))) => *text = rewritten,
                Ok(Some(Meaning::File(target))) => {
                    if let Some(component) = self.component(Object::Schema, &target) {
                        *text = component.to_string();
                    }
                }
                Ok(None) => {}
                Err(problem) => self.diagnostics.push(problem),
            }
        }
    }
}

/// The `$id`s in the tree (JSON Schema 2020-12, core, 8.2.1).
pub(super) fn ids(value: &Value) -> HashSet<String> {
    let mut ids = HashSet::new();
    let mut pending = vec![value];
    while let Some(value) = pending.pop() {
        match value {
            Value::Array(elements) => pending.extend(elements),
            Value::Object(members) => {
                ids.extend(members.get("$id").and_then(Value::as_str).map(str::to_owned));
                pending.extend(members.values());
            }
            _ => {}
        }
    }
    ids
}

/// Whether anything in the tree can be a reference to a file; most documents stand alone.
pub(super) fn refers_to_files(value: &Value) -> bool {
    let elsewhere = |text: &str| !text.starts_with('#') && reference::looks_like_reference(text);
    match value {
        Value::Array(elements) => elements.iter().any(refers_to_files),
        Value::Object(object) => object.iter().any(|(key, member)| match member {
            Value::String(text) => key == "$ref" && !text.starts_with('#'),
            Value::Object(mapping) if key == "mapping" => {
                mapping.values().filter_map(Value::as_str).any(elsewhere) || refers_to_files(member)
            }
            member => refers_to_files(member),
        }),
        _ => false,
    }
}
