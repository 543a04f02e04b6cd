//! The generated `Cargo.toml`: the package, and the dependencies and features of the runtime.

use std::fmt::Write as _;

use super::version;
use crate::document::text::toml_string;
use crate::rust::items::Crate;

/// The runtime's own manifest: what it depends on is what every client depends on.
const RUNTIME: &str = include_str!("../../../runtime/Cargo.toml");

/// The oldest Rust that the runtime compiles with.
pub(crate) const RUST_VERSION: &str = "1.89";

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
    let mut text = String::from("# @generated from the OpenAPI document.\n\n[package]\n");
    let description = format!("A client of the {}.", package.title);
    let mut line = |key: &str, value: String| {
        let _ = writeln!(text, "{key} = {value}");
    };
    line("name", toml_string(&package.name));
    line("version", package.version.toml());
    line("description", toml_string(&description));
    line("edition", toml_string("2024"));
    line("rust-version", toml_string(RUST_VERSION));
    if let Some(license) = &package.license {
        line("license", license.toml());
    }
    if let Some(repository) = &package.repository {
        line("repository", repository.toml());
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
