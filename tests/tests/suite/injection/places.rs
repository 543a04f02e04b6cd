//! The locations of text: documents, an overlay and a configuration with placeholders such as
//! `<<title=Harbour>>`: the name of the location, and its text while another one is tried.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use codegen::internals::document::diagnostic::Diagnostics;
use serde_json::{Map, Value};

/// The folder of the documents, relative to the folder in which tests run.
const FOLDER: &str = "injection";

const OPEN: &str = "<<";
const CLOSE: &str = ">>";

/// A file with placeholders.
pub(super) enum Template {
    /// An OpenAPI document.
    Document(Value),
    /// An overlay for the document without placeholders.
    Overlay(Value),
    /// A configuration, as text.
    Configuration(String),
}

/// The placeholders of one file.
pub(super) struct Area {
    /// The name of the file.
    pub(super) name: String,
    pub(super) template: Template,
    /// The names of its locations, sorted.
    pub(super) places: Vec<String>,
}

/// Returns every file with placeholders, sorted by name.
pub(super) fn areas() -> Vec<Area> {
    let entries = fs::read_dir(FOLDER).expect("a folder");
    let mut files: Vec<PathBuf> = entries.map(|it| it.expect("an entry").path()).collect();
    files.sort();
    files.iter().map(|file| area(file)).filter(|area| !area.places.is_empty()).collect()
}

fn area(file: &Path) -> Area {
    let name = file.file_stem().expect("a name").to_string_lossy().into_owned();
    let text = fs::read_to_string(file).expect("a text file");
    let template = match name.as_str() {
        "codegen" => Template::Configuration(text.clone()),
        "overlay" => Template::Overlay(tree(file)),
        _ => Template::Document(tree(file)),
    };
    let places: BTreeSet<&str> = text.split(OPEN).skip(1).map(|rest| placeholder(rest).0).collect();
    Area { name, template, places: places.into_iter().map(str::to_owned).collect() }
}

/// Returns the tree of a file, as parsed by the generator.
pub(super) fn tree(file: &Path) -> Value {
    let mut diagnostics = Diagnostics::default();
    let document = codegen::internals::document::load::load_unbundled(file, &mut diagnostics);
    assert!(!diagnostics.has_errors(), "{}: {diagnostics:?}", file.display());
    document.value
}

/// Returns the document without placeholders, for overlays and configurations.
pub(super) fn plain_document() -> PathBuf {
    Path::new(FOLDER).join("overlaid.yaml")
}

/// The text for some locations; all others keep their harmless text.
#[derive(Clone, Debug, Default)]
pub(super) struct Filling<'a> {
    texts: BTreeMap<&'a str, &'a str>,
}

impl<'a> Filling<'a> {
    /// Creates a filling with the same text at several locations.
    pub(super) fn same(places: &'a [String], text: &'a str) -> Self {
        places.iter().map(|place| (place.as_str(), text)).collect()
    }

    /// Returns the tree with all placeholders replaced.
    pub(super) fn tree(&self, template: &Value) -> Value {
        match template {
            Value::String(text) => Value::String(self.line(text, verbatim)),
            Value::Array(items) => items.iter().map(|item| self.tree(item)).collect(),
            Value::Object(members) => {
                let member =
                    |(key, value): (&String, &Value)| (self.line(key, verbatim), self.tree(value));
                Value::Object(members.iter().map(member).collect::<Map<_, _>>())
            }
            other => other.clone(),
        }
    }

    /// Returns the configuration with all placeholders replaced.
    pub(super) fn configuration(&self, template: &str) -> String {
        self.line(template, in_toml)
    }

    fn line(&self, template: &str, escape: fn(&str) -> String) -> String {
        let mut parts = template.split(OPEN);
        let mut line = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (place, harmless, rest) = placeholder(part);
            match self.texts.get(place) {
                Some(text) if line.starts_with("#/") => line.push_str(&in_a_pointer(text)),
                Some(text) => line.push_str(&escape(text)),
                None => line.push_str(&harmless),
            }
            line.push_str(rest);
        }
        line
    }
}

impl<'a> FromIterator<(&'a str, &'a str)> for Filling<'a> {
    fn from_iter<I: IntoIterator<Item = (&'a str, &'a str)>>(texts: I) -> Self {
        Self { texts: texts.into_iter().collect() }
    }
}

/// Parses a placeholder: returns the name of the location, its harmless text and the rest.
fn placeholder(text: &str) -> (&str, String, &str) {
    let (placeholder, rest) = text.split_once(CLOSE).expect("the end of a placeholder");
    match placeholder.split_once('=') {
        Some((place, harmless)) => (place, harmless.to_owned(), rest),
        None => (placeholder, camel_case(placeholder), rest),
    }
}

fn camel_case(place: &str) -> String {
    let mut words = place.split(' ');
    let mut name = words.next().unwrap_or_default().to_owned();
    for word in words {
        name.push_str(&word[..1].to_uppercase());
        name.push_str(&word[1..]);
    }
    name
}

fn verbatim(text: &str) -> String {
    text.to_owned()
}

/// Escapes a string as a reference token of a JSON Pointer in a URI fragment (RFC 6901, 3 and 6).
fn in_a_pointer(text: &str) -> String {
    let token = text.replace('~', "~0").replace('/', "~1");
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
            char::from(byte).to_string()
        }
        byte => format!("%{byte:02X}"),
    };
    token.bytes().map(byte).collect()
}

/// Escapes text for a basic string (TOML 1.0, String).
fn in_toml(text: &str) -> String {
    let symbol = |symbol: char| match symbol {
        '"' | '\\' => format!("\\{symbol}"),
        symbol if symbol.is_control() => format!("\\U{:08X}", u32::from(symbol)),
        symbol => symbol.to_string(),
    };
    text.chars().map(symbol).collect()
}
