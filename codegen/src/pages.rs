//! Takes the crate and gives its pages: `README.md`, `docs/` and `api.txt`, and the module that
//! compiles their examples.

mod cell;
mod doctests;
mod index;
mod link;
mod listing;
mod model;
mod readme;
mod resource;
mod snippet;
mod table;
mod webhooks;

use crate::output::Output;
use crate::rust::Crate;

/// Every page.
pub fn files(krate: &Crate) -> Output {
    let mut files = Output::new();
    files.insert("README.md".to_owned(), readme::page(krate));
    files.insert("docs/README.md".to_owned(), index::page(krate));
    for item in krate.types.iter().flat_map(|module| &module.items) {
        files.insert(link::model_path(&item.name), model::page(krate, item));
    }
    for module in &krate.operations {
        files.insert(link::resource_path(&module.name), resource::page(krate, module));
    }
    files.extend(webhooks::page(krate).map(|page| (link::WEBHOOKS.to_owned(), page)));
    files.insert("api.txt".to_owned(), listing::listing(krate));
    files.insert("src/doctests.rs".to_owned(), doctests::module(krate));
    for page in files.values_mut() {
        *page = visible(page);
    }
    files
}

/// The text with the characters escaped that would show it otherwise than it is: control
/// characters, and those that turn the direction of what follows.
fn visible(text: &str) -> String {
    let mut visible = String::with_capacity(text.len());
    for letter in text.chars() {
        let turns = matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        if turns || letter.is_control() && letter != '\n' {
            visible.extend(letter.escape_unicode());
        } else {
            visible.push(letter);
        }
    }
    visible
}

/// Blocks of a page with a blank line between them and a line break at the end; empty ones are
/// left out.
fn blocks<'a>(blocks: impl IntoIterator<Item = &'a str>) -> String {
    let mut page = String::new();
    for block in blocks.into_iter().map(str::trim_end).filter(|block| !block.is_empty()) {
        if !page.is_empty() {
            page.push('\n');
        }
        page.push_str(block);
        page.push('\n');
    }
    page
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn what_would_deceive_the_reader_is_escaped() {
        assert_eq!(visible("a\u{202e}b\u{1b}c\n\u{2066}"), "a\\u{202e}b\\u{1b}c\n\\u{2066}");
        assert_eq!(visible("é\n"), "é\n");
    }
}
