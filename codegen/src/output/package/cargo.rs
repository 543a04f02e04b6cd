//! The generated `Cargo.toml`: the package, and the dependencies and features of the runtime.

use std::fmt::Write as _;

use super::version;
use crate::document::text::{Text, toml_string};
use crate::output::write;
use crate::rust::items::Crate;

/// The runtime's own manifest: what it depends on is what every client depends on.
const RUNTIME: &str = include_str!(env!("RUNTIME_MANIFEST"));

/// The section of dependencies that need sockets, which WebAssembly lacks.
const NATIVE: &str = "[target.'cfg(not(target_family = \"wasm\"))'.dependencies]";

/// The section of dependencies that call the functions of a browser.
const WEB: &str =
    "[target.'cfg(all(target_family = \"wasm\", target_os = \"unknown\"))'.dependencies]";

/// How docs.rs documents the crate: with a badge for what needs a feature.
const DOCS_RS: &str = "\
[package.metadata.docs.rs]
all-features = true
rustdoc-args = [\"--cfg\", \"docsrs\"]

";

/// `Cargo.toml`.
pub(super) fn manifest(krate: &Crate) -> String {
    let package = &krate.package;
    let metadata = &package.metadata;
    let description = || toml_string(&format!("A client of the {}.", package.title));
    let one = |text: &Option<Text>| text.as_ref().map(Text::toml);
    let list = |texts: &[Text]| {
        let texts: Vec<String> = texts.iter().map(Text::toml).collect();
        (!texts.is_empty()).then(|| format!("[{}]", texts.join(", ")))
    };
    let mut text = String::from("# @generated from the OpenAPI document.\n\n[package]\n");
    for (key, value) in [
        ("name", Some(toml_string(&package.name))),
        ("version", Some(package.version.toml())),
        ("authors", list(&metadata.authors)),
        ("description", one(&metadata.description).or_else(|| Some(description()))),
        ("edition", Some(toml_string("2024"))),
        ("rust-version", Some(metadata.rust_version.toml())),
        ("license", one(&metadata.license)),
        ("license-file", one(&metadata.license_file)),
        ("homepage", one(&metadata.homepage)),
        ("documentation", one(&metadata.documentation)),
        ("repository", one(&metadata.repository)),
        ("keywords", list(&metadata.keywords)),
        ("categories", list(&metadata.categories)),
        ("include", list(&metadata.include)),
        ("exclude", metadata.include.is_empty().then(excluded)),
    ] {
        if let Some(value) = value {
            let _ = writeln!(text, "{key} = {value}");
        }
    }
    text.push_str("readme = \"README.md\"\n\n");
    text.push_str(section("[features]"));
    for header in ["[dependencies]", NATIVE, WEB] {
        text.push_str(section(header));
    }
    text.push_str(DOCS_RS);
    text.push_str(&version::section(RUNTIME));
    if package.stands_alone {
        text.push_str("\n[workspace]\n");
    }
    text
}

/// The patterns of the files that are not published, where the user does not say which ones are.
fn excluded() -> String {
    let patterns = write::own_files().map(|pattern| toml_string(&pattern));
    format!("[{}]", patterns.join(", "))
}

/// A section of the runtime's manifest, up to the next one.
pub(super) fn section(header: &str) -> &'static str {
    let Some(start) = RUNTIME.find(header) else { return "" };
    let rest = &RUNTIME[start..];
    let end = rest[1..].find("\n[").map_or(rest.len(), |end| end + 2);
    &rest[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sections_of_the_runtime_are_found() {
        assert!(section("[features]").contains("default = "));
        assert!(section("[dependencies]").ends_with("\n\n"));
        assert!(!section("[dependencies]").contains("[dev-dependencies]"));
        assert!(section(NATIVE).contains("rustls = "));
        assert!(section(WEB).contains("web-sys = "));
    }
}
