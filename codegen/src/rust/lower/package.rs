//! The package: its name, and the names derived from it.

use super::markdown;
use crate::api::ir::Api;
use crate::config::{self, Config, RUST_VERSION, VERSION, Workspace};
use crate::document::license;
use crate::document::text::Text;
use crate::rust::items::{Metadata, Package};

/// Words of a title that don't identify the API.
const STOP_WORDS: [&str; 9] =
    ["api", "apis", "the", "openapi", "rest", "http", "server", "service", "v1"];

pub(super) fn package(api: &Api, config: &Config) -> Package {
    let about = [&api.info.summary, &api.info.description];
    let about = about.into_iter().flatten().map(markdown::to_rustdoc);
    Package {
        name: package_name(api, config),
        version: config.package.version.as_deref().unwrap_or(VERSION).into(),
        metadata: metadata(&config.package),
        licenses: config.package.license.as_deref().map(license::texts).unwrap_or_default(),
        stands_alone: config.package.workspace == Workspace::Alone,
        title: markdown::summary(&api.info.title),
        api_version: markdown::summary(&api.info.version),
        description: about.collect::<Vec<_>>().join("\n\n"),
    }
}

fn metadata(package: &config::Package) -> Metadata {
    let value = |value: &Option<String>| value.as_ref().map(Text::from);
    let list = |values: &[String]| values.iter().map(Text::from).collect();
    Metadata {
        description: value(&package.description),
        license: value(&package.license),
        license_file: value(&package.license_file),
        authors: list(&package.authors),
        homepage: value(&package.homepage),
        documentation: value(&package.documentation),
        repository: value(&package.repository),
        keywords: list(&package.keywords),
        categories: list(&package.categories),
        include: list(&package.include),
        rust_version: package.rust_version.as_deref().unwrap_or(RUST_VERSION).into(),
    }
}

/// Returns the name of the package: the configured one, or `museum-client` for a "Redocly Museum
/// API".
fn package_name(api: &Api, config: &Config) -> String {
    config.package.name.clone().unwrap_or_else(|| format!("{}-client", subject(api)))
}

/// Returns the prefix of environment variables: `POLAR` for `polar-client`.
pub(super) fn env_prefix(api: &Api, config: &Config) -> String {
    let configured = config.package.env_prefix.clone();
    configured.unwrap_or_else(|| variable(api, config).to_ascii_uppercase())
}

/// Returns the name of the client variable in examples: `polar` for `polar-client`.
pub(super) fn variable(api: &Api, config: &Config) -> String {
    let name = package_name(api, config);
    let stem = ["-client", "-sdk", "-api", "-rs"].iter().find_map(|end| name.strip_suffix(end));
    let stem = kebab(stem.unwrap_or(&name)).replace('-', "_");
    if crate::rust::names::is_plain_identifier(&stem) { stem } else { "client".to_owned() }
}

/// The maximum length of the API's name in the default package name, in characters.
const MAX_LEN: usize = 48;

/// Returns the part of the document's title that identifies the API.
fn subject(api: &Api) -> String {
    let title = kebab(api.info.title.as_written());
    let words: Vec<&str> = title.split('-').filter(|it| !STOP_WORDS.contains(it)).take(3).collect();
    let mut subject = words.join("-");
    subject.truncate(MAX_LEN);
    let subject = subject.trim_end_matches('-').to_owned();
    if subject.starts_with(|first: char| first.is_ascii_alphabetic()) {
        subject
    } else {
        "api".to_owned()
    }
}

/// Converts a string to lower case words of ASCII letters and digits, joined by hyphens.
fn kebab(text: &str) -> String {
    let words = text.split(|symbol: char| !symbol.is_ascii_alphanumeric());
    let words: Vec<String> =
        words.filter(|it| !it.is_empty()).map(str::to_ascii_lowercase).collect();
    words.join("-")
}
