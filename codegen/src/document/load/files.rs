//! The files that a document refers to, each read once. Their paths are relative to a folder, which
//! is the document's folder or one of its parents, and can't leave it, not even through a symbolic
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

/// The reason why a file can't be used for a reference.
#[derive(Clone, Debug)]
pub(super) enum Rejection {
    /// The file doesn't exist.
    Missing,
    /// No files are available, only the text of the document.
    OnlyText,
    /// The file is outside of the folder that references must not leave.
    Outside,
    /// The file would exceed the limit on the number of files or values.
    TooLarge,
    /// The file can't be read, so a diagnostic can't show its source text.
    Unread(Box<Diagnostic>),
    /// The file has a mistake, which its diagnostic shows.
    Broken(Box<Diagnostic>),
}

/// The location of the files that a document may refer to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ReferenceRoot {
    /// In the folder of the document, or below it.
    #[default]
    Document,
    /// In this folder, which contains the document, or below it.
    Folder(PathBuf),
    /// Nowhere: only the text of the document is available, as in a browser.
    Nowhere,
}

/// The folder that references must not leave, and the location of the document in it.
pub(super) struct Boundary {
    /// `None` if no file can be read.
    folder: Option<PathBuf>,
    /// The path of the document relative to the folder, with `/`.
    document: String,
    /// The name of the folder in messages.
    name: &'static str,
}

impl Boundary {
    /// Creates the boundary of a root, for the document at `path`.
    ///
    /// # Errors
    ///
    /// A diagnostic if the document isn't below the root.
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

    /// Returns the diagnostic for the reference `text` at `at`, which points outside of the folder.
    pub(super) fn outside(&self, text: &str, at: &JsonPointer) -> Diagnostic {
        if self.folder.is_none() {
            return only_text(text, at);
        }
        let message = format!("`{text}` points outside of {}", self.name);
        Diagnostic::error(Code::OutsideFolder, at, message).help(
            "move the file below that folder, or name a folder above both as `reference-root` in \
             `codegen.toml`",
        )
    }

    /// Returns the diagnostic for the reference `text` at `at`, which has a scheme.
    pub(super) fn not_a_file(&self, text: &str, at: &JsonPointer) -> Diagnostic {
        if self.folder.is_none() {
            return only_text(text, at);
        }
        let message =
            format!("`{text}` is a URL with a scheme; only relative paths to files are supported");
        Diagnostic::error(Code::OutsideFolder, at, message)
            .help("save it below the folder of the document and refer to it by its path")
    }
}

/// Returns the diagnostic for the reference `text` at `at` to a file, if none can be read.
fn only_text(text: &str, at: &JsonPointer) -> Diagnostic {
    let message = format!("`{text}` is in another file, which can't be read in a browser");
    Diagnostic::error(Code::Unreadable, at, message).help(
        "bundle the document into one file, or run `openapi-crate generate` where its files are",
    )
}

/// Returns the path of a folder, with `.` for the empty path.
fn present(folder: &Path) -> &Path {
    if folder.as_os_str().is_empty() { Path::new(".") } else { folder }
}

/// The document and all files that were read for it.
pub(super) struct Files {
    boundary: Boundary,
    /// The source texts; the first is the document.
    sources: Vec<Source>,
    trees: Vec<Value>,
    /// The paths relative to the folder, in the same order.
    paths: Vec<String>,
    opened: BTreeMap<String, Result<usize, Rejection>>,
    /// The number of values that the trees may still contain in total.
    nodes_left: usize,
}

impl Files {
    /// Creates a list with only the document, whose text is `source`. Its tree isn't in `trees`.
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

    /// Returns the folder that references must not leave.
    pub(super) fn boundary(&self) -> &Boundary {
        &self.boundary
    }

    /// Returns the index of the file at `path`. For a broken file, only the first call returns the
    /// reason, later ones `None`, so that its error is reported once.
    pub(super) fn open(&mut self, path: &str) -> Result<usize, Option<Rejection>> {
        if let Some(outcome) = self.opened.get(path) {
            return match outcome {
                Ok(index) => Ok(*index),
                Err(Rejection::Broken(_)) => Err(None),
                Err(refusal) => Err(Some(refusal.clone())),
            };
        }
        let outcome = self.read(path);
        self.opened.insert(path.to_owned(), outcome.clone());
        outcome.map_err(Some)
    }

    fn read(&mut self, path: &str) -> Result<usize, Rejection> {
        if self.sources.len() > MAX_FILES {
            return Err(Rejection::TooLarge);
        }
        let Some(folder) = &self.boundary.folder else { return Err(Rejection::OnlyText) };
        let full = folder.join(path);
        let Ok(real) = fs::canonicalize(&full) else { return Err(Rejection::Missing) };
        let folder = present(folder);
        if !fs::canonicalize(folder).is_ok_and(|folder| real.starts_with(folder)) {
            return Err(Rejection::Outside);
        }
        let (source, problem) = file::read(&full, &file::display(&full));
        if let Some(problem) = problem.as_ref().filter(|_| source.text.is_empty()) {
            return Err(Rejection::Unread(Box::new(problem.clone())));
        }
        let tree = match problem {
            // The target of a description's reference: plain text.
            None if path.ends_with(".md") => Ok(Value::String(source.text.clone())),
            None => parse::parse(&source),
            Some(problem) => Err(problem),
        };
        // The text is kept even if it is broken, so that the diagnostic can show an excerpt.
        self.sources.push(source);
        self.paths.push(path.to_owned());
        self.trees.push(Value::Null);
        let index = self.sources.len() - 1;
        let tree = tree.map_err(|problem| Rejection::Broken(Box::new(problem)))?;
        let left = self.nodes_left.checked_sub(nodes(&tree));
        self.nodes_left = left.ok_or(Rejection::TooLarge)?;
        self.trees[index] = tree;
        Ok(index)
    }

    /// Returns the path of a file relative to the folder that references must not leave.
    pub(super) fn path(&self, index: usize) -> &str {
        &self.paths[index]
    }

    /// Returns the value at a location in a file.
    pub(super) fn value(&self, index: usize, pointer: &JsonPointer) -> Option<&Value> {
        self.trees[index].pointer(pointer.as_str())
    }

    /// Returns the source texts, in the order of their indices.
    pub(super) fn into_sources(self) -> Vec<Source> {
        self.sources
    }
}

impl Rejection {
    /// Returns the diagnostic for the reference `text` at `at` to the file.
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
                    "the document refers to more than {MAX_FILES} files, or to files with more \
                     than {MAX_NODES} values"
                );
                Diagnostic::error(Code::TooLarge, at, message)
            }
            // The diagnostic is at the reference, since the file has no text.
            Self::Unread(problem) => Diagnostic { at: at.clone(), span: None, ..*problem },
            Self::Broken(problem) => *problem,
        }
    }
}
