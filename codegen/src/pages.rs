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
    files.insert("api.txt".to_owned(), listing::listing(krate));
    files.insert("src/doctests.rs".to_owned(), doctests::module(krate));
    files
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
