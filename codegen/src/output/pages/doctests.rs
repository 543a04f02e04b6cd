//! `src/doctests.rs`: the pages as documentation of private items, so that `cargo test --doc`
//! compiles their examples. `lib.rs` includes it only with `cfg(doctest)`.

use super::link;
use crate::output::print::HEADER;
use crate::rust::items::Crate;

/// The maximum length of a line.
const MAX_WIDTH: usize = 100;

/// The macro that includes the pages; an error in a page is reported with its line in the macro
/// call.
const MACRO: &str = r#"macro_rules! pages {
    ($($page:literal)*) => {$(
        #[doc = include_str!(concat!("../", $page))]
        const _: () = ();
    )*};
}
"#;

/// Returns the module.
pub(super) fn module(krate: &Crate) -> String {
    let mut pages = vec!["README.md".to_owned()];
    pages.extend(krate.operations.iter().map(|module| link::resource_path(&module.name)));
    pages.extend(krate.webhooks.as_ref().map(|_| link::WEBHOOKS.to_owned()));
    let types = krate.types.iter().flat_map(|module| &module.items);
    pages.extend(types.map(|item| link::model_path(&item.name)));
    let rows = fill(pages.iter().map(|page| format!("\"{page}\"")));
    format!("{HEADER}//! The examples of the pages.\n\n{MACRO}\npages! {{\n{rows}}}\n")
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
