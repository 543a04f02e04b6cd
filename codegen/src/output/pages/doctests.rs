//! `src/doctests.rs`: the pages as documentation of private items, so that `cargo test --doc`
//! compiles their examples, if the features that they use are enabled. `lib.rs` includes it only
//! with `cfg(doctest)`.

use super::link;
use crate::output::print::HEADER;
use crate::rust::items::Crate;

/// The maximum length of a line.
const MAX_WIDTH: usize = 100;

/// The macro that includes the pages; an error in a page is reported with its line in the macro
/// call.
const MACRO: &str = r#"macro_rules! pages {
    ($($($feature:literal)+ => $page:literal)* ; $($other:literal)*) => {
        $(
            #[cfg(all($(feature = $feature),+))]
            #[doc = include_str!(concat!("../", $page))]
            const _: () = ();
        )*
        $(
            #[doc = include_str!(concat!("../", $other))]
            const _: () = ();
        )*
    };
}
"#;

/// The features that the examples of the README use.
const README_FEATURES: &[&str] = &["blocking", "testing"];

/// The feature that the examples of webhooks use; those of their page also use the other one.
const WEBHOOKS: &str = "webhooks";
const EXTRACTOR: &str = "axum";

/// Returns the module.
pub(super) fn module(krate: &Crate) -> String {
    let has_webhooks = krate.webhooks.is_some();
    let readme = README_FEATURES.iter().copied().chain(has_webhooks.then_some(WEBHOOKS));
    let mut gated = gated("README.md", readme);
    if has_webhooks {
        gated.push_str(&self::gated(link::WEBHOOKS, [EXTRACTOR, WEBHOOKS].into_iter()));
    }
    let resources = krate.operations.iter().map(|module| link::resource_path(&module.name));
    let types = krate.types.iter().flat_map(|module| &module.items);
    let pages = resources.chain(types.map(|item| link::model_path(&item.name)));
    let rows = fill(pages.map(|page| format!("\"{page}\"")));
    format!(
        "{HEADER}//! The examples of the pages.\n\n{MACRO}\npages! {{\n{gated}    ;\n{rows}}}\n"
    )
}

/// Returns the line of a page whose examples use these features.
fn gated<'f>(page: &str, features: impl Iterator<Item = &'f str>) -> String {
    let features: String = features.map(|it| format!("\"{it}\" ")).collect();
    format!("    {features}=> \"{page}\"\n")
}

/// Wraps words into indented lines.
fn fill(words: impl Iterator<Item = String>) -> String {
    let (mut text, mut line) = (String::new(), String::new());
    for word in words {
        if !line.is_empty() && 4 + line.len() + 1 + word.len() > MAX_WIDTH {
            text.push_str(&format!("    {line}\n"));
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&word);
    }
    if !line.is_empty() {
        text.push_str(&format!("    {line}\n"));
    }
    text
}
