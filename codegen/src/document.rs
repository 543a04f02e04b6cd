//! The ground floor: the author's document as plain data, a tree of JSON values and the texts that it
//! came from; the stages that read, change and check it; and the text in it.

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

/// A document that has been read: what `load` gives and `overlay`, `check` and `desugar` pass on.
#[derive(Clone, Debug)]
pub struct Document {
    /// The tree, with the files it refers to bundled in.
    pub value: Value,
    /// The texts it came from; the first is the document itself.
    pub sources: Vec<Source>,
    /// Which parts of the tree came from elsewhere than the same pointer of the first source.
    pub origins: Vec<Origin>,
}

/// One text that was read.
#[derive(Clone, Debug)]
pub struct Source {
    /// The file as the user named it, or relative to the document's folder; never absolute unless
    /// the user said so.
    pub file: String,
    /// Its content.
    pub text: String,
}

/// A part of the tree that came from another place than its pointer says.
#[derive(Clone, Debug)]
pub struct Origin {
    /// The part, in the tree.
    pub at: JsonPointer,
    /// The text it came from, as an index into [`Document::sources`].
    pub source: usize,
    /// The place in that text.
    pub pointer: JsonPointer,
}

impl Document {
    /// Where the value at `pointer` came from: the longest [`Origin`] that contains it, or the
    /// first source at the same pointer.
    pub fn origin(&self, pointer: &JsonPointer) -> (&Source, JsonPointer) {
        let (source, place) = self.place(pointer);
        (&self.sources[source], place)
    }

    /// As [`Document::origin`], with the source as an index into [`Document::sources`].
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
