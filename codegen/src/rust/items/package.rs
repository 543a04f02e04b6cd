//! The metadata of a package: the keys in its `Cargo.toml`, and the introduction of its
//! documentation.

use crate::document::license::LicenseText;
use crate::document::text::Text;

/// The metadata in `Cargo.toml` and in the crate's documentation.
#[derive(Clone, Debug)]
pub struct Package {
    /// The name of the package, such as `polar-client`.
    pub name: String,
    /// The version of the package.
    pub version: Text,
    /// The metadata for registries, from the configuration.
    pub metadata: Metadata,
    /// The full text of its licenses, if the generator has it.
    pub licenses: Vec<LicenseText>,
    /// Whether `Cargo.toml` has a `[workspace]` table, so that the package is its own workspace.
    pub stands_alone: bool,
    /// The title of the API, as one line of Markdown.
    pub title: String,
    /// The version of the API.
    pub api_version: String,
    /// The description of the API, in Markdown that is safe for rustdoc.
    pub description: String,
}

impl Package {
    /// Returns the name of the library crate in Rust code.
    pub fn library(&self) -> String {
        self.name.replace('-', "_")
    }

    /// Returns the title of the API for a sentence: "the Polar API", but "Resend".
    pub fn api(&self) -> String {
        let mut words = self.title.split_whitespace().map(str::to_lowercase);
        let has_article = words.clone().next().is_some_and(|first| first == "the");
        let is_kind = words.any(|word| matches!(&*word, "api" | "apis" | "service" | "services"));
        if is_kind && !has_article { format!("the {}", self.title) } else { self.title.clone() }
    }
}

/// The keys of `[package]` in `Cargo.toml` that registries show.
#[derive(Clone, Debug)]
pub struct Metadata {
    /// The description of the package; if `None`, a sentence with the title of the API.
    pub description: Option<Text>,
    /// The SPDX expression of its license.
    pub license: Option<Text>,
    /// The file with the full text of its license.
    pub license_file: Option<Text>,
    /// The authors.
    pub authors: Vec<Text>,
    /// The URL of its website.
    pub homepage: Option<Text>,
    /// The URL of its documentation.
    pub documentation: Option<Text>,
    /// The URL of its repository.
    pub repository: Option<Text>,
    /// The keywords for searches in the registry.
    pub keywords: Vec<Text>,
    /// The categories of the registry.
    pub categories: Vec<Text>,
    /// The patterns of the files that are published (`include`).
    pub include: Vec<Text>,
    /// The minimum supported Rust version.
    pub rust_version: Text,
}
