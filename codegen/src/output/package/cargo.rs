//! The generated `Cargo.toml`: the package, and the dependencies and features of the runtime.

use std::fmt::Write as _;

use super::version;
use crate::document::text::{Text, toml_string};
use crate::output::write;
use crate::rust::items::{Crate, Features};
use crate::rust::manifest::{self, RUNTIME, section};

/// The section of dependencies that need sockets, which aren't available in WebAssembly.
const NATIVE: &str = "[target.'cfg(not(target_family = \"wasm\"))'.dependencies]";

/// The section of dependencies that call functions of the browser.
const WEB: &str =
    "[target.'cfg(all(target_family = \"wasm\", target_os = \"unknown\"))'.dependencies]";

/// The configuration of docs.rs, which shows a badge for items that need a feature.
const DOCS_RS: &str = "\
[package.metadata.docs.rs]
all-features = true
rustdoc-args = [\"--cfg\", \"docsrs\"]

";

/// Returns `Cargo.toml`.
pub(super) fn manifest(krate: &Crate) -> String {
    let package = &krate.package;
    let metadata = &package.metadata;
    let description = || toml_string(&format!("A client for {}.", package.api()));
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
    text.push_str(&features(krate.features.as_ref()));
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

/// Returns the section of the features.
fn features(of: Option<&Features>) -> String {
    let section = section("[features]");
    let Some(features) = of else { return section.to_owned() };
    let Features { all, resources, .. } = features;
    // The list of defaults is the first line, and the feature for all resources is its first item.
    let defaults = format!("{} = [", manifest::DEFAULT);
    let section = section.replacen(&defaults, &format!("{defaults}\"{all}\", "), 1);
    let mut sorted: Vec<&String> = resources.iter().collect();
    sorted.sort_unstable();
    let list: Vec<String> = sorted.iter().map(|it| format!("    \"{it}\",\n")).collect();
    let mut text = section.trim_end().to_owned();
    let _ = write!(text, "\n# All resources, and the types that no operation needs.\n{all} = [\n");
    text.extend(list);
    text.push_str("]\n# The operations of one resource, and the types that they need.\n");
    sorted.iter().for_each(|it| {
        let _ = writeln!(text, "{it} = []");
    });
    text.push('\n');
    text
}

/// Returns the default of `package.exclude` as a TOML array, for packages whose files the user
/// doesn't configure.
fn excluded() -> String {
    let patterns = write::own_files().map(|pattern| toml_string(&pattern));
    format!("[{}]", patterns.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sections_for_some_targets_are_found() {
        assert!(section(NATIVE).contains("rustls = "));
        assert!(section(WEB).contains("web-sys = "));
    }
}
