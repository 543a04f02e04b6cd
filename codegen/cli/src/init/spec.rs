//! The document of a new repository: resolves `--spec` to the contents of the document and the
//! files to copy.

use std::ffi::OsString;
use std::path::{Component, Path, PathBuf};

use codegen::internals::config::Config;
use codegen::internals::document::Document;

use crate::remote::{self, Limits, Origin};

/// The folder of the document in the repository.
const FOLDER: &str = "spec";

/// The location of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Spec {
    File(PathBuf),
    Url(String),
}

impl From<PathBuf> for Spec {
    fn from(value: PathBuf) -> Self {
        let text = OsString::from(value).into_string();
        let is_url = |text: &String| {
            let scheme = text.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
            matches!(scheme.as_deref(), Some("http" | "https"))
        };
        match text {
            Ok(text) if is_url(&text) => Self::Url(text),
            Ok(text) => Self::File(text.into()),
            Err(other) => Self::File(other.into()),
        }
    }
}

/// A document that has been read.
#[derive(Debug)]
pub(super) struct Found {
    /// The path in messages, and the base of the document's relative references.
    pub(super) path: PathBuf,
    /// The contents, if they differ from the file's.
    text: Option<String>,
    /// The origin file, for a downloaded version.
    origin: Option<Origin>,
}

impl Found {
    /// Finds the document of the file, or downloads it for the repository in `folder`; writes
    /// nothing.
    ///
    /// # Errors
    ///
    /// The reason why it can't be downloaded, with help, as human-readable text.
    pub(super) fn at(spec: &Spec, folder: &Path, limits: &Limits) -> Result<Self, String> {
        let url = match spec {
            Spec::File(path) => return Ok(Self { path: path.clone(), text: None, origin: None }),
            Spec::Url(url) => url,
        };
        let asked = remote::Request { url, limits, setting: "`--spec`", file: "--spec FILE" };
        let download = remote::download(&asked)?;
        let origin = download.etag.map(|etag| Origin::new(url, etag, &download.text));
        let path = folder.join(FOLDER).join(name(url, &download.text));
        Ok(Self { path, text: Some(download.text), origin })
    }

    /// Returns a configuration for reading only the document.
    pub(super) fn alone(&self) -> Config {
        let config = Config::for_document(self.path.clone(), Vec::new(), PathBuf::new(), None);
        self.read_by(config)
    }

    /// Sets this document in the configuration.
    pub(super) fn read_by(&self, config: Config) -> Config {
        Config { document: self.path.clone(), text: self.text.clone(), ..config }
    }

    /// Returns the files of the document in the repository. The document keeps its file name, since
    /// its other files may refer to it, unless the name would need escaping.
    ///
    /// # Errors
    ///
    /// A file that it refers to is not below its folder.
    pub(super) fn copied(&self, document: &Document) -> Result<Copied, String> {
        let name = self.path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
        let plain = |it: char| it.is_ascii_alphanumeric() || "-_.".contains(it);
        let name = match self.path.extension() {
            _ if name.chars().all(plain) && !name.starts_with('.') => name.into_owned(),
            Some(json) if json == "json" => "openapi.json".to_owned(),
            _ => "openapi.yaml".to_owned(),
        };
        let name = format!("{FOLDER}/{name}");
        let mut files = Vec::new();
        for (index, source) in document.sources.iter().enumerate() {
            let path = match index {
                0 => name.clone(),
                _ => format!("{FOLDER}/{}", below(&self.path, &source.file)?),
            };
            files.push((path, source.text.clone()));
        }
        if let Some(origin) = &self.origin {
            let path = remote::path_of_origin(Path::new(&name));
            files.push((path.to_string_lossy().replace('\\', "/"), origin.text()));
        }
        Ok(Copied { name, files })
    }
}

/// The files of a document in the repository.
pub(super) struct Copied {
    /// The path of the document.
    pub(super) name: String,
    /// The path and contents of each file.
    pub(super) files: Vec<(String, String)>,
}

/// Returns the file name at the end of the URL, if its extension fits the contents.
fn name<'a>(url: &'a str, text: &str) -> &'a str {
    let is_json = text.trim_start().starts_with('{');
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let last = path.rsplit('/').next().unwrap_or_default();
    match Path::new(last).extension().and_then(|it| it.to_str()) {
        Some("yaml" | "yml") => last,
        Some("json") if is_json => last,
        _ if is_json => "openapi.json",
        _ => "openapi.yaml",
    }
}

/// Returns the path, relative to the document's folder, of a file that the document refers to.
fn below(spec: &Path, file: &str) -> Result<String, String> {
    let folder = spec.parent().unwrap_or(Path::new(""));
    let path = Path::new(file).strip_prefix(folder).ok();
    let is_plain = |path: &&Path| path.components().all(|it| matches!(it, Component::Normal(_)));
    let path = path.filter(is_plain).map(|path| path.to_string_lossy().replace('\\', "/"));
    path.ok_or_else(|| {
        format!(
            "error: `{file}` is not inside the folder of the document\n  = help: move it there, or \
             bundle the document into one file\n"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_has_a_scheme_of_the_web() {
        for (value, is_url) in [
            ("https://example.com/a.json", true),
            ("HTTP://example.com", true),
            ("a.yaml", false),
            ("https:/example.com", false),
            ("file:///a.yaml", false),
            ("C:\\a.yaml", false),
        ] {
            let spec = Spec::from(PathBuf::from(value));
            assert_eq!(matches!(spec, Spec::Url(_)), is_url, "{value}: {spec:?}");
        }
    }

    #[test]
    fn a_downloaded_document_is_named_after_its_url_and_its_text() {
        let (json, yaml) = ("\n{}", "openapi: 3.1.0");
        for (url, text, expected) in [
            ("https://a/b/zoo.json", json, "zoo.json"),
            ("https://a/b/zoo.yml?version=1/2.json#c/d", yaml, "zoo.yml"),
            ("https://a/b/zoo.yaml", json, "zoo.yaml"),
            ("https://a/b/zoo.json", yaml, "openapi.yaml"),
            ("https://a/b/zoo", json, "openapi.json"),
            ("https://a/b/", yaml, "openapi.yaml"),
            ("https://a.yaml.json", json, "a.yaml.json"),
        ] {
            assert_eq!(name(url, text), expected, "{url}");
        }
    }
}
