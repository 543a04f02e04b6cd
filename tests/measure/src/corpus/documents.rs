//! Finds the documents and suites of a folder, by name.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A document or a suite.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Entry {
    /// A document with its own row.
    Document(Document),
    /// Small documents that share a row.
    Suite {
        /// The path of the suite relative to the folder, such as `history/resend`.
        name: String,
        /// Its documents.
        documents: Vec<Document>,
    },
}

impl Entry {
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Document(document) => &document.name,
            Self::Suite { name, .. } => name,
        }
    }

    /// Whether `name` is the entry or a document of the suite.
    pub(super) fn has(&self, name: &str) -> bool {
        self.name() == name
            || matches!(self, Self::Suite { documents, .. } if documents.iter().any(|it| it.name == name))
    }
}

/// An OpenAPI document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Document {
    /// The path relative to the folder, without its extension: `polar`, `oai-3.1/mega`; the name of
    /// the folder for a document with several files.
    pub(super) name: String,
    /// The input file of the generator.
    pub(super) file: PathBuf,
}

impl Document {
    /// Converts the name to one that is valid for a package and a folder.
    pub(super) fn package(&self) -> String {
        let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
        format!("corpus-{}", self.name.chars().map(plain).collect::<String>())
    }
}

/// Returns the documents and suites in `folder`, sorted by name.
///
/// A folder with `openapi.yaml` or `openapi.json` is one document; the documents directly in any
/// other folder are a suite.
pub(super) fn find(folder: &Path) -> io::Result<Vec<Entry>> {
    let mut entries = Vec::new();
    let (documents, folders) = contents(folder, "")?;
    entries.extend(documents.into_iter().map(Entry::Document));
    for folder in folders {
        entries.extend(below(&folder.file, &folder.name)?);
    }
    entries.sort_by(|a, b| a.name().cmp(b.name()));
    Ok(entries)
}

fn below(folder: &Path, name: &str) -> io::Result<Vec<Entry>> {
    let (documents, folders) = contents(folder, name)?;
    let root = documents.iter().find(|it| it.file.file_stem().is_some_and(|it| it == "openapi"));
    if let Some(root) = root {
        let document = Document { name: name.to_owned(), file: root.file.clone() };
        return Ok(vec![Entry::Document(document)]);
    }
    let mut entries = Vec::new();
    if !documents.is_empty() {
        entries.push(Entry::Suite { name: name.to_owned(), documents });
    }
    for folder in folders {
        entries.extend(below(&folder.file, &folder.name)?);
    }
    Ok(entries)
}

/// Returns the documents and the folders directly in `folder`, each with a name below `prefix`.
fn contents(folder: &Path, prefix: &str) -> io::Result<(Vec<Document>, Vec<Document>)> {
    let (mut documents, mut folders) = (Vec::new(), Vec::new());
    for entry in fs::read_dir(folder)? {
        let file = entry?.path();
        let is_folder = file.is_dir();
        let stem = if is_folder { file.file_name() } else { file.file_stem() };
        let stem = stem.unwrap_or_default().to_string_lossy();
        let name = if prefix.is_empty() { stem.into_owned() } else { format!("{prefix}/{stem}") };
        let extension = file.extension().unwrap_or_default();
        if is_folder {
            folders.push(Document { name, file });
        } else if ["yaml", "yml", "json"].iter().any(|it| extension == *it) {
            documents.push(Document { name, file });
        }
    }
    documents.sort_by(|a, b| a.name.cmp(&b.name));
    Ok((documents, folders))
}

/// Returns the entries named in `only`, or all if it is empty; returns a message if one is missing.
pub(super) fn select(entries: &[Entry], only: &[String]) -> Result<Vec<Entry>, String> {
    if let Some(missing) = only.iter().find(|name| entries.iter().all(|it| it.name() != **name)) {
        let names: Vec<&str> = entries.iter().map(Entry::name).collect();
        return Err(format!("the document `{missing}` does not exist, use {}", names.join(", ")));
    }
    let wanted = |entry: &&Entry| only.is_empty() || only.iter().any(|it| it == entry.name());
    Ok(entries.iter().filter(wanted).cloned().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(entries: &[Entry]) -> Vec<&str> {
        entries.iter().map(Entry::name).collect()
    }

    #[test]
    fn files_folders_and_suites_are_distinguished() {
        let folder = tempfile::tempdir().expect("a folder");
        let files = [
            "b.yaml",
            "a.json",
            "INDEX.tsv",
            "many/openapi.yaml",
            "many/schemas/one.yaml",
            "small/x.yaml",
            "small/y.json",
            "history/b/2025.yaml",
        ];
        for file in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().expect("a parent")).expect("created");
            fs::write(path, "").expect("written");
        }
        let entries = find(folder.path()).expect("entries");
        assert_eq!(names(&entries), ["a", "b", "history/b", "many", "small"]);
        let Entry::Suite { documents, .. } = &entries[4] else { panic!("{:?}", entries[4]) };
        assert_eq!(documents[1].name, "small/y");
        assert_eq!(documents[1].package(), "corpus-small-y");
        assert!(entries[4].has("small/x") && !entries[4].has("small/z"));
        let Entry::Document(many) = &entries[3] else { panic!("{:?}", entries[3]) };
        assert!(many.file.ends_with("many/openapi.yaml"));

        let only = |names: &[&str]| {
            select(&entries, &names.iter().map(|&it| it.to_owned()).collect::<Vec<_>>())
        };
        assert_eq!(names(&only(&["small", "a"]).expect("entries")), ["a", "small"]);
        assert_eq!(only(&[]).expect("entries").len(), 5);
        assert!(only(&["c"]).expect_err("an error").contains("history/b, many"));
    }
}
