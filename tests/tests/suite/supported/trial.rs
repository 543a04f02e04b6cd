//! Determines the effect of a key in a document: the generator runs without it, and the two clients
//! are compared.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use codegen::internals::config::Config;
use codegen::internals::document::diagnostic::Diagnostics;
use codegen::internals::document::grammar::listing::{self, Occurrence};
use codegen::internals::document::load;
use codegen::internals::document::pointer::JsonPointer;
use codegen::internals::output::Output;
use codegen::internals::rust::fidelity;
use serde_json::Value;
use tempfile::TempDir;

use crate::documents;

/// The name of an object, and one of its keys.
pub(super) type Key = (&'static str, &'static str);

/// The maximum number of occurrences of a key that are tried in a document, large enough to include
/// the ones with more effect than the first.
const MAX_TRIED: usize = 6;

/// The effect of a key, least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Effect {
    /// No effect.
    Nothing,
    /// Only `fidelity.txt` changes.
    Listed,
    /// Only documentation changes.
    Documentation,
    /// Code changes, or there is no client without the key.
    Code,
}

/// The effects of all keys in the documents.
#[derive(Debug, Default)]
pub(super) struct Findings {
    /// The greatest effect that a key has at any location.
    pub(super) effects: BTreeMap<Key, Effect>,
    /// The keywords of schemas in lines of `fidelity.txt`, since types accept more.
    pub(super) unheld: BTreeSet<String>,
}

impl Findings {
    /// Tries each key in a configuration's document whose known effect can still increase.
    pub(super) fn add(&mut self, file: &Path) {
        let trial = Trial::new(file);
        let lines = fidelity::lines(&trial.plain[fidelity::FILE]);
        let more = lines.into_iter().filter(|line| line.kind != fidelity::Kind::Less);
        self.unheld.extend(more.map(|line| line.reason));
        let mut tried: BTreeMap<Key, usize> = BTreeMap::new();
        for Occurrence { object, key, place } in listing::occurrences(&trial.document) {
            let tried = tried.entry((object, key)).or_default();
            let known = self.effects.entry((object, key)).or_insert(Effect::Nothing);
            if *known < Effect::Code && *tried < MAX_TRIED {
                *tried += 1;
                *known = trial.effect(&place).max(*known);
            }
        }
    }
}

/// A document and its client.
struct Trial {
    document: Value,
    config: Config,
    plain: Output,
    _folder: TempDir,
}

impl Trial {
    fn new(file: &Path) -> Self {
        let mut config = documents::configuration(file).0;
        let document = load::load_unbundled(&config.document, &mut Diagnostics::default()).value;
        let folder = tempfile::tempdir().expect("a folder");
        config.document = folder.path().join("openapi.json");
        let mut trial = Self { document, config, plain: Output::new(), _folder: folder };
        trial.plain = trial.client(&trial.document).expect("a client");
        trial
    }

    /// Generates the client of a document; `None` if it has errors.
    fn client(&self, document: &Value) -> Option<Output> {
        std::fs::write(&self.config.document, document.to_string()).expect("written");
        Some(codegen::internals::generate(&self.config, &mut |_| ()).ok()?.output)
    }

    /// Returns the effect of the key at `place`: without it, or, if it is required, with another
    /// string.
    fn effect(&self, place: &JsonPointer) -> Effect {
        let without = self.client(&removed(&self.document, place));
        let other = without.or_else(|| self.client(&altered(&self.document, place)?));
        other.map_or(Effect::Code, |other| difference(&self.plain, &other))
    }
}

/// Returns the document without the member at `place`.
fn removed(document: &Value, place: &JsonPointer) -> Value {
    let mut document = document.clone();
    let parent = place.parent().expect("a key has an object");
    let object = document.pointer_mut(parent.as_str()).and_then(Value::as_object_mut);
    object.expect("an object").remove(&place.last().expect("a key"));
    document
}

/// Returns the document with another string at `place`, or `None` if the value is not a string.
fn altered(document: &Value, place: &JsonPointer) -> Option<Value> {
    let mut document = document.clone();
    match document.pointer_mut(place.as_str()) {
        Some(Value::String(text)) => text.insert(0, 'x'),
        _ => return None,
    }
    Some(document)
}

fn difference(one: &Output, other: &Output) -> Effect {
    let paths: BTreeSet<&String> = one.keys().chain(other.keys()).collect();
    let of_file = |path: &String| {
        let [one, other] = [one, other].map(|it| it.get(path).map_or("", String::as_str));
        if one == other {
            Effect::Nothing
        } else if path == fidelity::FILE {
            Effect::Listed
        } else if is_code(path) && code(one) != code(other) {
            Effect::Code
        } else {
            Effect::Documentation
        }
    };
    paths.into_iter().map(of_file).max().unwrap_or(Effect::Nothing)
}

/// Whether a file has code other than the examples of types.
fn is_code(path: &str) -> bool {
    path.ends_with(".rs") && path != "src/examples.rs" || path == "Cargo.toml"
}

/// Returns the code of a file, without comments and without the layout that follows from them.
fn code(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    let code: String =
        lines.flat_map(|line| line.chars().filter(|it| !it.is_whitespace())).collect();
    code.replace(",}", "}")
}
