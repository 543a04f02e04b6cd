//! Seeds: the documents of the fixtures, and the words in them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::{fs, io};

use codegen::internals::document::diagnostic::Diagnostics;
use codegen::internals::document::load::load_text;
use serde_json::Value;

/// The maximum length of a word, in bytes.
const MAX_WORD_LEN: usize = 40;

/// The documents that seeds are created from, and the words in them.
#[derive(Clone, Debug, Default)]
pub struct Seeds {
    /// The contents of all documents: the fixtures and the bundled document.
    pub texts: Vec<String>,
    /// The valid documents, as trees.
    pub trees: Vec<Value>,
    /// The keys and the short strings in the trees, sorted and without duplicates.
    pub words: Vec<String>,
}

/// The seeds of this workspace.
pub static SEEDS: LazyLock<Seeds> = LazyLock::new(|| {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    Seeds::read(&workspace).unwrap_or_else(|error| panic!("can't read the fixtures: {error}"))
});

impl Seeds {
    /// Reads the documents below the root of the workspace.
    ///
    /// # Errors
    /// A folder or file can't be read.
    pub fn read(workspace: &Path) -> io::Result<Self> {
        let mut seeds = Self::default();
        let mut words = BTreeSet::new();
        for folder in ["spec", "tests/fixtures"] {
            for file in documents(&workspace.join(folder))? {
                // Some fixtures are about files that are not UTF-8.
                let text = String::from_utf8_lossy(&fs::read(&file)?).into_owned();
                let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
                let mut diagnostics = Diagnostics::default();
                let document = load_text(&name, &text, &mut diagnostics);
                seeds.texts.push(text);
                if !diagnostics.has_errors() {
                    collect_words(&document.value, &mut words);
                    seeds.trees.push(document.value);
                }
            }
        }
        seeds.words = words.into_iter().collect();
        Ok(seeds)
    }
}

/// Returns the YAML and JSON files below a folder, sorted by path.
fn documents(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    let mut found = Vec::new();
    for path in paths {
        let extension = path.extension().and_then(|it| it.to_str());
        if path.is_dir() {
            found.append(&mut documents(&path)?);
        } else if matches!(extension, Some("yaml" | "yml" | "json")) {
            found.push(path);
        }
    }
    Ok(found)
}

fn collect_words(value: &Value, words: &mut BTreeSet<String>) {
    let mut add = |word: &str| {
        if !word.is_empty() && word.len() <= MAX_WORD_LEN && !words.contains(word) {
            words.insert(word.to_owned());
        }
    };
    match value {
        Value::String(text) => add(text),
        Value::Array(items) => items.iter().for_each(|item| collect_words(item, words)),
        Value::Object(object) => {
            object.keys().for_each(|key| add(key));
            object.values().for_each(|value| collect_words(value, words));
        }
        _ => {}
    }
}
