//! The lowest layer: the OpenAPI document as plain data (a tree of JSON values and their source
//! texts); the stages that load, change and check it; and helpers for the strings in it.

pub(crate) mod check;
pub(crate) mod credential;
pub(crate) mod diagnostic;
pub(crate) mod direction;
pub(crate) mod formats;
pub(crate) mod grammar;
pub(crate) mod license;
pub(crate) mod load;
pub(crate) mod media_types;
pub(crate) mod overlay;
pub(crate) mod pointer;
pub(crate) mod render;
pub(crate) mod repair;
pub(crate) mod select;
pub(crate) mod suggestion;
pub(crate) mod text;
pub(crate) mod value_test;
pub(crate) mod vendor;

use serde_json::Value;

use crate::document::pointer::JsonPointer;

/// A document that has been loaded: `load` returns it, and `overlay`, `check` and `desugar` pass it
/// on.
#[derive(Clone, Debug)]
pub struct Document {
    /// The tree, with the files it refers to bundled in.
    pub value: Value,
    /// The source texts; the first is the document itself.
    pub sources: Vec<Source>,
    /// The parts of the tree that don't come from the same pointer of the first source.
    pub origins: Vec<Origin>,
}

/// A source text that was read.
#[derive(Clone, Debug)]
pub struct Source {
    /// The file as the user named it, or relative to the document's folder; absolute only if the
    /// user specified an absolute path.
    pub file: String,
    /// The content of the file.
    pub text: String,
}

/// The origin of a part of the tree, if it isn't at the same JSON Pointer in the document itself.
#[derive(Clone, Debug)]
pub struct Origin {
    /// The part of the tree.
    pub at: JsonPointer,
    /// The source text of the part, as an index into [`Document::sources`].
    pub source: usize,
    /// The location in that source text.
    pub pointer: JsonPointer,
}

impl Document {
    /// Returns the origin of the value at `pointer`: the longest [`Origin`] that contains it, or
    /// else the first source at the same pointer.
    pub fn origin(&self, pointer: &JsonPointer) -> (&Source, JsonPointer) {
        let (source, place) = self.place(pointer);
        (&self.sources[source], place)
    }

    /// Like [`Document::origin`], but returns the source as an index into [`Document::sources`].
    pub fn place(&self, pointer: &JsonPointer) -> (usize, JsonPointer) {
        let around = self.origins.iter().filter(|origin| pointer.starts_with(&origin.at));
        match around.max_by_key(|origin| origin.at.as_str().len()) {
            Some(origin) => {
                let below = pointer.tokens().skip(origin.at.tokens().count());
                let place = below.fold(origin.pointer.clone(), |at, token| at.child(token));
                (origin.source, place)
            }
            None => (0, pointer.clone()),
        }
    }
}
