//! The metadata of a crate: its manifest, and the introduction of its first page.

use crate::document::license::LicenseText;
use crate::document::text::Text;

/// The metadata in `Cargo.toml` and on the first page.
#[derive(Clone, Debug)]
pub struct Package {
    /// The package's name, such as `polar-client`.
    pub name: String,
    /// The crate's version.
    pub version: Text,
    /// The metadata for the registry, from the configuration.
    pub metadata: Metadata,
    /// The texts of its licences, if the generator contains them.
    pub licenses: Vec<LicenseText>,
    /// Whether `Cargo.toml` declares its own workspace.
    pub stands_alone: bool,
    /// The API's title, as one line of Markdown.
    pub title: String,
    /// The API's version.
    pub api_version: String,
    /// The description of the API, in Markdown that is safe for rustdoc.
    pub description: String,
}

impl Package {
    /// Returns the name of the crate in Rust code.
    pub fn library(&self) -> String {
        self.name.replace('-', "_")
    }
}

/// The keys of `[package]` in `Cargo.toml` that the registry shows.
#[derive(Clone, Debug)]
pub struct Metadata {
    /// The description of the crate; `None` for a sentence with the title of the API.
    pub description: Option<Text>,
    /// The SPDX expression of its licence.
    pub license: Option<Text>,
    /// The file with the text of its licence.
    pub license_file: Option<Text>,
    /// The authors: people or companies.
    pub authors: Vec<Text>,
    /// The URL of its website.
    pub homepage: Option<Text>,
    /// The URL of its documentation.
    pub documentation: Option<Text>,
    /// The URL of its repository.
    pub repository: Option<Text>,
    /// The keywords for searching the registry.
    pub keywords: Vec<Text>,
    /// The categories of the registry.
    pub categories: Vec<Text>,
    /// The patterns of the files to publish.
    pub include: Vec<Text>,
    /// The minimum supported Rust version.
    pub rust_version: Text,
}
