//! `[package]`: the metadata of the package in the generated `Cargo.toml`.

mod rules;

use std::ops::Range;

use serde::Deserialize;
use toml::Spanned;

use self::rules::Fault;
use super::pagination::Problem;
use crate::document::diagnostic::Span;

/// The oldest Rust version that the runtime, and so every generated crate, compiles with.
pub(crate) const RUST_VERSION: &str = "1.89";

/// The default version of a crate.
pub const VERSION: &str = "0.1.0";

/// The metadata of the package in the generated `Cargo.toml`.
#[derive(Clone, Debug, Default)]
pub struct Package {
    /// The package name; `None` to derive it from the document's title, as in `museum-api-client`.
    pub name: Option<String>,
    /// The location of the name, if a file contains it.
    pub name_at: Option<Span>,
    /// The version of the crate; `None` for [`VERSION`].
    pub version: Option<String>,
    /// The description, in plain text; `None` for the document's title.
    pub description: Option<String>,
    /// The SPDX expression of the license, if any.
    pub license: Option<String>,
    /// The file in the crate's folder that contains the text of a license that SPDX doesn't list.
    pub license_file: Option<String>,
    /// The authors: people or companies.
    pub authors: Vec<String>,
    /// The URL of the website.
    pub homepage: Option<String>,
    /// The URL of the documentation; by default, registries link to docs.rs.
    pub documentation: Option<String>,
    /// The URL of the repository.
    pub repository: Option<String>,
    /// The keywords for searching the registry.
    pub keywords: Vec<String>,
    /// The categories of the registry, such as `api-bindings`.
    pub categories: Vec<String>,
    /// The patterns of the files to publish, as in `.gitignore`; by default, all files except those
    /// that only the generator reads.
    pub include: Vec<String>,
    /// The minimum supported Rust version; `None` for the one that the crate needs.
    pub rust_version: Option<String>,
    /// The prefix of environment variables, such as `POLAR`; `None` derives it from the name.
    pub env_prefix: Option<String>,
    /// Whether the crate is a member of a surrounding workspace or its own workspace.
    pub workspace: Workspace,
}

/// Whether the generated crate is a member of a surrounding workspace: `workspace = "..."`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Workspace {
    /// Its `Cargo.toml` has an empty `[workspace]`, so that it isn't in a surrounding one.
    #[default]
    Alone,
    /// It is a member of a workspace.
    Member,
}

/// The table `[package]`.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct PackageTable {
    name: Option<Spanned<String>>,
    version: Option<Spanned<String>>,
    description: Option<Spanned<String>>,
    license: Option<Spanned<String>>,
    license_file: Option<Spanned<String>>,
    #[serde(default)]
    authors: Vec<Spanned<String>>,
    homepage: Option<Spanned<String>>,
    documentation: Option<Spanned<String>>,
    repository: Option<Spanned<String>>,
    #[serde(default)]
    keywords: Vec<Spanned<String>>,
    #[serde(default)]
    categories: Vec<Spanned<String>>,
    #[serde(default)]
    include: Vec<Spanned<String>>,
    rust_version: Option<Spanned<String>>,
    env_prefix: Option<String>,
    #[serde(default)]
    workspace: Workspace,
}

impl PackageTable {
    /// Returns the package, and the mistakes in its values. The name is validated by the `names`
    /// stage.
    pub(super) fn package(self, file: &str) -> (Package, Vec<Problem>) {
        let mut reading = PackageReader::default();
        if let (Some(_), Some(at)) = (&self.license, &self.license_file) {
            let message = "`license` and `license-file` are mutually exclusive".to_owned();
            reading.problems.push((at.span(), message, "remove one of them".to_owned()));
        }
        let span = |bytes: Range<usize>| Span { file: file.to_owned(), bytes };
        let package = Package {
            name_at: self.name.as_ref().map(|name| span(name.span())),
            name: self.name.map(Spanned::into_inner),
            version: reading.value(self.version, rules::version),
            description: reading.value(self.description, rules::description),
            license: reading.value(self.license, rules::license),
            license_file: reading.value(self.license_file, rules::license_file),
            authors: reading.list(self.authors, rules::author),
            homepage: reading.value(self.homepage, rules::url),
            documentation: reading.value(self.documentation, rules::url),
            repository: reading.value(self.repository, rules::url),
            keywords: reading.short_list(self.keywords, "keyword", rules::keyword),
            categories: reading.short_list(self.categories, "category", rules::category),
            include: reading.list(self.include, rules::pattern),
            rust_version: reading.value(self.rust_version, rules::rust_version),
            env_prefix: self.env_prefix,
            workspace: self.workspace,
        };
        (package, reading.problems)
    }
}

/// The mistakes found so far.
#[derive(Default)]
struct PackageReader {
    problems: Vec<Problem>,
}

impl PackageReader {
    fn value(
        &mut self,
        value: Option<Spanned<String>>,
        rule: fn(&str) -> Result<(), Fault>,
    ) -> Option<String> {
        let value = value?;
        if let Err((message, help)) = rule(value.get_ref()) {
            self.problems.push((value.span(), message, help));
        }
        Some(value.into_inner())
    }

    fn list(
        &mut self,
        values: Vec<Spanned<String>>,
        rule: fn(&str) -> Result<(), Fault>,
    ) -> Vec<String> {
        values.into_iter().filter_map(|value| self.value(Some(value), rule)).collect()
    }

    /// Reads a list of words. The registry limits their number and rejects duplicates.
    fn short_list(
        &mut self,
        values: Vec<Spanned<String>>,
        noun: &str,
        rule: fn(&str) -> Result<(), Fault>,
    ) -> Vec<String> {
        if let Some(first) = values.get(rules::MAX_LIST_ITEMS) {
            let message =
                format!("the registry accepts at most {} in this list", rules::MAX_LIST_ITEMS);
            let help = format!("remove this {noun}, or another one");
            self.problems.push((first.span(), message, help));
        }
        for (index, value) in values.iter().enumerate() {
            let same = |other: &Spanned<String>| {
                other.get_ref().eq_ignore_ascii_case(value.get_ref().as_str())
            };
            if values[..index].iter().any(same) {
                let message = format!("the {noun} `{}` is listed twice", value.get_ref());
                self.problems.push((value.span(), message, "remove one of them".to_owned()));
            }
        }
        self.list(values, rule)
    }
}

#[cfg(test)]
mod tests;
