//! The rules of Cargo and of the registry for the values of `[package]`.

use std::path::{Component, Path};

use semver::Version;

use super::RUST_VERSION;
use crate::document::license;

/// An error in a value, and its help.
pub(super) type Fault = (String, String);

/// The maximum number of keywords, and of categories.
pub(super) const MAX_LIST_ITEMS: usize = 5;

/// The maximum number of characters of a keyword.
const MAX_KEYWORD_LEN: usize = 20;

/// The maximum number of characters of a description.
const MAX_DESCRIPTION_LEN: usize = 1000;

pub(super) fn version(text: &str) -> Result<(), Fault> {
    let Err(error) = Version::parse(text) else { return Ok(()) };
    let help = "write it as in `1.2.3` (Semantic Versioning 2.0.0)";
    Err((format!("`{text}` is not a version: {error}"), help.to_owned()))
}

pub(super) fn description(text: &str) -> Result<(), Fault> {
    let length = text.chars().count();
    if text.trim().is_empty() {
        let help = "describe the API in a sentence, or remove the key";
        return Err(("the description is empty".to_owned(), help.to_owned()));
    }
    if length > MAX_DESCRIPTION_LEN {
        let message = format!(
            "the description has {length} characters, but the registry accepts at most \
             {MAX_DESCRIPTION_LEN}"
        );
        return Err((message, "shorten it to a sentence or two".to_owned()));
    }
    Ok(())
}

pub(super) fn license(text: &str) -> Result<(), Fault> {
    let Err((reason, repaired)) = license::check(text) else { return Ok(()) };
    let help = match repaired {
        Some(repaired) => format!("write `{repaired}`"),
        None => "write it as in `MIT OR Apache-2.0`; for a license that SPDX does not list, write \
                 `license-file = \"LICENSE\"`"
            .to_owned(),
    };
    Err((format!("`{text}` is not an SPDX license expression: {reason}"), help))
}

pub(super) fn license_file(text: &str) -> Result<(), Fault> {
    let mut components = Path::new(text).components().peekable();
    let is_inside = components.peek().is_some()
        && components.all(|it| matches!(it, Component::Normal(_) | Component::CurDir));
    if is_inside && !text.contains('\\') {
        return Ok(());
    }
    let help = "write it relative to the folder of the crate, as in `LICENSE`";
    Err((format!("`{text}` is not a path inside the crate"), help.to_owned()))
}

pub(super) fn author(text: &str) -> Result<(), Fault> {
    if text.trim().is_empty() || text.contains(char::is_control) {
        let help = "write it as in `Ada Lovelace <ada@example.com>`, or remove it";
        return Err(("an author must be a name on one line".to_owned(), help.to_owned()));
    }
    Ok(())
}

pub(super) fn url(text: &str) -> Result<(), Fault> {
    let scheme = ["https://", "http://"];
    let rest = scheme.iter().find_map(|it| text.strip_prefix(it)).unwrap_or_default();
    let has_host = !rest.is_empty() && !rest.starts_with(['/', '?', '#', ':', '@']);
    if has_host && !text.contains(|symbol: char| symbol.is_whitespace() || symbol.is_control()) {
        return Ok(());
    }
    let help = "write it with its scheme, as in `https://example.com/sdk`";
    Err((format!("`{text}` is not the URL of a website"), help.to_owned()))
}

pub(super) fn keyword(text: &str) -> Result<(), Fault> {
    let symbol = |it: char| it.is_ascii_alphanumeric() || "_-+".contains(it);
    let starts = text.starts_with(|first: char| first.is_ascii_alphanumeric());
    if starts && text.chars().all(symbol) && text.len() <= MAX_KEYWORD_LEN {
        return Ok(());
    }
    let help = format!(
        "start it with a letter or digit, and use up to {MAX_KEYWORD_LEN} letters, digits, `-`, \
         `_` and `+`, as in `openapi`"
    );
    Err((format!("`{text}` can't be a keyword"), help))
}

/// Checks only the syntax: the registry's list grows, and the registry ignores unknown categories.
pub(super) fn category(text: &str) -> Result<(), Fault> {
    let is_slug = |part: &str| {
        let symbol = |it: char| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '-';
        !part.is_empty() && part.chars().all(symbol)
    };
    if text.split("::").all(is_slug) {
        return Ok(());
    }
    let help = "use a category of the registry, such as `api-bindings` or \
                `web-programming::http-client`";
    Err((format!("`{text}` can't be a category"), help.to_owned()))
}

pub(super) fn pattern(text: &str) -> Result<(), Fault> {
    if text.trim().is_empty() || text.contains(char::is_control) {
        let help = "write it as in `.gitignore`, for example `/src/**/*`, or remove it";
        return Err(("the pattern is empty or has more than one line".to_owned(), help.to_owned()));
    }
    Ok(())
}

pub(super) fn rust_version(text: &str) -> Result<(), Fault> {
    let help = || format!("write `{RUST_VERSION}`, or a newer version");
    match release(text) {
        None => Err((format!("`{text}` is not a version of Rust"), help())),
        Some(version) if Some(&version) < release(RUST_VERSION).as_ref() => {
            let message = format!("the generated crate requires Rust {RUST_VERSION}");
            Err((message, help()))
        }
        Some(_) => Ok(()),
    }
}

/// Parses a Rust version: `1.89` or `1.89.1`.
fn release(text: &str) -> Option<Version> {
    let full = if text.matches('.').count() == 1 { format!("{text}.0") } else { text.to_owned() };
    Version::parse(&full).ok().filter(|it| it.pre.is_empty() && it.build.is_empty())
}
