//! The metadata of a crate: its manifest, and the first lines of its page.

use crate::document::license::LicenseText;
use crate::document::text::Text;

/// The metadata in `Cargo.toml` and on the first page.
#[derive(Clone, Debug)]
pub struct Package {
    /// The package's name, such as `polar-client`.
    pub name: String,
    /// The crate's version.
    pub version: Text,
    /// The metadata for registries, from the configuration.
    pub metadata: Metadata,
    /// The texts of its licences, as far as the generator has them.
    pub licenses: Vec<LicenseText>,
    /// Whether `Cargo.toml` opens a workspace of its own.
    pub stands_alone: bool,
    /// The API's title, as one line of Markdown.
    pub title: String,
    /// The API's version.
    pub api_version: String,
    /// The description of the API, in Markdown that is safe for rustdoc.
    pub description: String,
}

impl Package {
    /// The name of the crate in Rust code.
    pub fn library(&self) -> String {
        self.name.replace('-', "_")
    }
}

/// The keys of `[package]` in `Cargo.toml` that registries show.
#[derive(Clone, Debug)]
pub struct Metadata {
    /// The description of the crate; `None` takes a sentence with the title of the API.
    pub description: Option<Text>,
    /// The SPDX expression of its licence.
    pub license: Option<Text>,
    /// The file with the text of its licence.
    pub license_file: Option<Text>,
    /// The people or companies that it is from.
    pub authors: Vec<Text>,
    /// The URL of its website.
    pub homepage: Option<Text>,
    /// The URL of its documentation.
    pub documentation: Option<Text>,
    /// The URL of its repository.
    pub repository: Option<Text>,
    /// The words that it is found by.
    pub keywords: Vec<Text>,
    /// The categories of the registry.
    pub categories: Vec<Text>,
    /// The patterns of the files that are published.
    pub include: Vec<Text>,
    /// The oldest Rust that it compiles with.
    pub rust_version: Text,
}
