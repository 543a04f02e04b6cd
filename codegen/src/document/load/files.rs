//! The files that a document refers to, each read once: takes paths relative to a folder, that of the
//! document or one above it, gives trees. No path leads out of the folder, not even by a symbolic
//! link.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::document::Source;
use crate::document::diagnostic::{Code, Diagnostic};
use crate::document::load::budget::{MAX_FILES, MAX_NODES, nodes};
use crate::document::load::{file, parse};
use crate::document::pointer::JsonPointer;

/// Why a file can't be used by the reference that asks for it.
#[derive(Clone, Debug)]
pub(super) enum Refusal {
    /// It does not exist.
    Missing,
    /// There is only the text of the document.
    OnlyText,
    /// It is outside of the folder that references may not leave.
    Outside,
    /// With it there would be too many files, or too much in them.
    TooLarge,
    /// There is no text at all: the error says why.
    Unread(Box<Diagnostic>),
    /// What is wrong stands in the file itself.
    Broken(Box<Diagnostic>),
}

/// Where the files are that a document may refer to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ReferenceRoot {
    /// In the folder of the document, or below it.
    #[default]
    Document,
    /// In this folder, which the document is in or below, or below it.
    Folder(PathBuf),
    /// Nowhere: only the text of the document is available, as in a browser.
    Nowhere,
}

/// The folder that references may not leave, and where the document is in it.
pub(super) struct Boundary {
    /// `None` where no file can be read.
    folder: Option<PathBuf>,
    /// The path of the document relative to the folder, with `/`.
    document: String,
    /// What the folder is called.
    name: &'static str,
}

impl Boundary {
    /// That of a root, for the document at `path`.
    ///
    /// # Errors
    ///
    /// The diagnostic of a root that the document is not in or below.
    pub(super) fn new(path: &Path, root: &ReferenceRoot) -> Result<Self, Diagnostic> {
        let file = path.file_name().map(|name| name.to_string_lossy().into_owned());
        let file = file.unwrap_or_default();
        let folder = path.parent().map(Path::to_path_buf).unwrap_or_default();
        let name = "the folder of the document";
        let root = match root {
            ReferenceRoot::Folder(root) => root,
            ReferenceRoot::Document => {
                return Ok(Self { folder: Some(folder), document: file, name });
            }
            ReferenceRoot::Nowhere => return Ok(Self { folder: None, document: file, name }),
        };
        let real = |folder: &Path| fs::canonicalize(present(folder));
        let below = real(&folder).ok().zip(real(root).ok()).and_then(|(folder, root)| {
            let below = folder.strip_prefix(root).ok()?.join(&file);
            Some(file::display(&below))
        });
        let name = "`reference-root`";
        let boundary = |document| Self { folder: Some(root.to_owned()), document, name };
        below.map(boundary).ok_or_else(|| {
            let root = file::display(root);
            let message = format!("the document is outside of {name}, `{root}`");
            Diagnostic::error(Code::OutsideFolder, &JsonPointer::root(), message)
                .help("name a folder that the document is in, or one above it")
        })
    }

    /// The diagnostic for the reference `text` at `at`, which leaves the folder.
    pub(super) fn outside(&self, text: &str, at: &JsonPointer) -> Diagnostic {
        if self.folder.is_none() {
            return only_text(text, at);
        }
        let message = format!("`{text}` leads out of {}", self.name);
        Diagnostic::error(Code::OutsideFolder, at, message).help(
            "move the file below that folder, or name a folder above both as `reference-root` in \
             `codegen.toml`",
        )
    }

    /// The diagnostic for the reference `text` at `at`, which has a scheme.
    pub(super) fn not_a_file(&self, text: &str, at: &JsonPointer) -> Diagnostic {
        if self.folder.is_none() {
            return only_text(text, at);
        }
        let message = format!("`{text}` is not a file, and only files are read");
        Diagnostic::error(Code::OutsideFolder, at, message)
            .help("save it below the folder of the document and refer to it by its path")
    }
}

/// The diagnostic for the reference `text` at `at` to a file, where none can be read.
fn only_text(text: &str, at: &JsonPointer) -> Diagnostic {
    let message = format!("`{text}` is in another file, which can't be read in a browser");
    Diagnostic::error(Code::Unreadable, at, message).help(
        "bundle the document into one file, or run `openapi-crate generate` where its files are",
    )
}

/// The path of a folder: that of the current one is not empty.
fn present(folder: &Path) -> &Path {
    if folder.as_os_str().is_empty() { Path::new(".") } else { folder }
}

/// The document and every file that was read for it.
pub(super) struct Files {
    boundary: Boundary,
    /// The texts; the first is the document.
    sources: Vec<Source>,
    trees: Vec<Value>,
    /// The paths relative to the folder, in the same order.
    paths: Vec<String>,
    opened: BTreeMap<String, Result<usize, Refusal>>,
    /// How many values the trees may still hold together.
    nodes_left: usize,
}

impl Files {
    /// Only the document, whose text is `source`. Its tree is not among the trees.
    pub(super) fn new(boundary: Boundary, source: Source) -> Self {
        Self {
            sources: vec![source],
            trees: vec![Value::Null],
            opened: BTreeMap::from([(boundary.document.clone(), Ok(0))]),
            paths: vec![boundary.document.clone()],
            boundary,
            nodes_left: MAX_NODES,
        }
    }

    /// The folder that references may not leave.
    pub(super) fn boundary(&self) -> &Boundary {
        &self.boundary
    }

    /// The index of the file at `path`. A file that can't be used is refused in full the first
    /// time; asked again, a broken one is `None`, so that its error is printed once.
    pub(super) fn open(&mut self, path: &str) -> Result<usize, Option<Refusal>> {
        if let Some(outcome) = self.opened.get(path) {
            return match outcome {
                Ok(index) => Ok(*index),
                Err(Refusal::Broken(_)) => Err(None),
                Err(refusal) => Err(Some(refusal.clone())),
            };
        }
        let outcome = self.read(path);
        self.opened.insert(path.to_owned(), outcome.clone());
        outcome.map_err(Some)
    }

    fn read(&mut self, path: &str) -> Result<usize, Refusal> {
        if self.sources.len() > MAX_FILES {
            return Err(Refusal::TooLarge);
        }
        let Some(folder) = &self.boundary.folder else { return Err(Refusal::OnlyText) };
        let full = folder.join(path);
        let Ok(real) = fs::canonicalize(&full) else { return Err(Refusal::Missing) };
        let folder = present(folder);
        if !fs::canonicalize(folder).is_ok_and(|folder| real.starts_with(folder)) {
            return Err(Refusal::Outside);
        }
        let (source, problem) = file::read(&full, &file::display(&full));
        if let Some(problem) = problem.as_ref().filter(|_| source.text.is_empty()) {
            return Err(Refusal::Unread(Box::new(problem.clone())));
        }
        let tree = match problem {
            // A text to be read: the target of a description.
            None if path.ends_with(".md") => Ok(Value::String(source.text.clone())),
            None => parse::parse(&source),
            Some(problem) => Err(problem),
        };
        // The text stays even when it is broken, for the excerpt that is printed of it.
        self.sources.push(source);
        self.paths.push(path.to_owned());
        self.trees.push(Value::Null);
        let index = self.sources.len() - 1;
        let tree = tree.map_err(|problem| Refusal::Broken(Box::new(problem)))?;
        let left = self.nodes_left.checked_sub(nodes(&tree));
        self.nodes_left = left.ok_or(Refusal::TooLarge)?;
        self.trees[index] = tree;
        Ok(index)
    }

    /// The path of a file relative to the folder that references may not leave.
    pub(super) fn path(&self, index: usize) -> &str {
        &self.paths[index]
    }

    /// The value at a place in a file.
    pub(super) fn value(&self, index: usize, pointer: &JsonPointer) -> Option<&Value> {
        self.trees[index].pointer(pointer.as_str())
    }

    /// The texts, in the order of their indices.
    pub(super) fn into_sources(self) -> Vec<Source> {
        self.sources
    }
}

impl Refusal {
    /// The diagnostic for the reference `text` at `at` that asks for the file.
    pub(super) fn diagnostic(
        self,
        text: &str,
        at: &JsonPointer,
        boundary: &Boundary,
    ) -> Diagnostic {
        match self {
            Self::Missing => {
                let message = format!("`{text}` refers to a file that does not exist");
                Diagnostic::error(Code::DanglingRef, at, message)
                    .help("paths are relative to the file that contains the reference")
            }
            Self::OnlyText => only_text(text, at),
            Self::Outside => boundary.outside(text, at),
            Self::TooLarge => {
                let message = format!(
                    "the files that the document refers to are more than {MAX_FILES}, or hold \
                     more than {MAX_NODES} values"
                );
                Diagnostic::error(Code::TooLarge, at, message)
            }
            // The place is that of the reference: the file has none.
            Self::Unread(problem) => Diagnostic { at: at.clone(), span: None, ..*problem },
            Self::Broken(problem) => *problem,
        }
    }
}
