//! The generated `Cargo.toml`: the package, and the dependencies and features of the runtime.

use std::fmt::Write as _;

use crate::rust::Crate;

/// The runtime's own manifest: what it depends on is what every client depends on.
const RUNTIME: &str = include_str!("../../runtime/Cargo.toml");

/// The oldest Rust that the runtime compiles with.
pub(crate) const RUST_VERSION: &str = "1.89";

/// `Cargo.toml`.
pub(super) fn manifest(krate: &Crate) -> String {
    let package = &krate.package;
    let mut text = String::from("# @generated from the OpenAPI document.\n\n[package]\n");
    let description = format!("A client of the {}.", package.title);
    let mut line = |key: &str, value: &str| {
        let _ = writeln!(text, "{key} = {}", quoted(value));
    };
    line("name", &package.name);
    line("version", &package.version);
    line("description", &description);
    line("edition", "2024");
    line("rust-version", RUST_VERSION);
    if let Some(license) = &package.license {
        line("license", license);
    }
    if let Some(repository) = &package.repository {
        line("repository", repository);
    }
    text.push_str("readme = \"README.md\"\n\n");
    text.push_str(section("[features]"));
    text.push_str(section("[dependencies]"));
    text.push_str("[package.metadata.docs.rs]\nall-features = true\n");
    if package.stands_alone {
        text.push_str("\n[workspace]\n");
    }
    text
}

/// A TOML basic string (TOML 1.0, String).
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for symbol in text.chars() {
        match symbol {
            '"' | '\\' => quoted.extend(['\\', symbol]),
            symbol if symbol.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", symbol as u32);
            }
            symbol => quoted.push(symbol),
        }
    }
    quoted.push('"');
    quoted
}

/// A section of the runtime's manifest, up to the next one.
fn section(header: &str) -> &'static str {
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
    }

    #[test]
    fn any_title_is_a_toml_string() {
        assert_eq!(quoted("a \"b\"\n"), r#""a \"b\"\u000A""#);
    }
}
