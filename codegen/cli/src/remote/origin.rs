//! The origin file next to a downloaded document, which records the downloaded version so that it
//! is not sent again. It is part of the repository, since scheduled runs start from a fresh clone;
//! the generated crate does not contain it.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};
use toml_edit::{DocumentMut, value};

const HEADER: &str =
    "# Written by `openapi-crate`: the version of the document that was downloaded.\n";

/// The version of a downloaded document.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Origin {
    url: String,
    /// The entity tag that the server has sent with it.
    etag: String,
    /// The SHA-256 of the document in hexadecimal digits, which shows whether the document was
    /// edited after the download.
    sha256: String,
}

/// Returns the path of the origin file of `document`.
pub(crate) fn path_of_origin(document: &Path) -> PathBuf {
    let name = document.file_name().unwrap_or_default().to_string_lossy();
    document.with_file_name(format!("{name}.source.toml"))
}

impl Origin {
    /// Creates the origin of a version of `url` from its entity tag and its text.
    pub(crate) fn new(url: &str, etag: String, text: &str) -> Self {
        Self { url: url.to_owned(), etag, sha256: sha256(text) }
    }

    /// Reads the origin of the document `text` at `document`; `None` if it isn't known to be a
    /// version of `url`.
    pub(crate) fn read(document: &Path, url: &str, text: &str) -> Option<Self> {
        let file: DocumentMut = fs::read_to_string(path_of_origin(document)).ok()?.parse().ok()?;
        let key = |name: &str| file.get(name)?.as_str().map(str::to_owned);
        let origin = Self { url: key("url")?, etag: key("etag")?, sha256: key("sha256")? };
        let is_header = origin.etag.bytes().all(|byte| (b' '..=b'~').contains(&byte));
        (is_header && origin.url == url && origin.sha256 == sha256(text)).then_some(origin)
    }

    /// Returns the entity tag that the server has sent with the document.
    pub(crate) fn etag(&self) -> &str {
        &self.etag
    }

    /// Returns the text of the file.
    pub(crate) fn text(&self) -> String {
        let mut file = DocumentMut::new();
        for (key, text) in [("url", &self.url), ("etag", &self.etag), ("sha256", &self.sha256)] {
            file[key] = value(text);
        }
        format!("{HEADER}{file}")
    }
}

fn sha256(text: &str) -> String {
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entity_tag_is_that_of_one_url_and_one_text() {
        let folder = tempfile::tempdir().expect("a folder");
        let document = folder.path().join("api.yaml");
        let origin = Origin::new("https://a/b", "W/\"a\\b\"".to_owned(), "text");
        fs::write(folder.path().join("api.yaml.source.toml"), origin.text()).expect("written");
        assert_eq!(Origin::read(&document, "https://a/b", "text"), Some(origin));
        assert_eq!(Origin::read(&document, "https://a/c", "text"), None);
        assert_eq!(Origin::read(&document, "https://a/b", "other"), None);
    }
}
