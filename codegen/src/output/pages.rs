//! The pages of a crate: `README.md`, `docs/`, `api.txt` and `llms.txt`, the overlay that adds
//! their examples to the document, and the module that compiles the examples.

mod anchor;
mod cell;
mod diagram;
mod doctests;
mod failures;
mod grants;
mod index;
mod link;
mod listing;
mod llms;
mod model;
mod production;
mod readme;
mod resource;
mod samples;
mod snippet;
mod table;
mod usage;
mod uses;
mod webhooks;

use crate::document::text::visible;
use crate::output::Output;
use crate::parallel;
use crate::rust::items::{Crate, OperationModule, Type, Webhooks};

/// A page to be written.
enum Page<'a> {
    Readme,
    Index,
    Model(&'a Type),
    Resource(&'a OperationModule),
    Webhooks(&'a Webhooks),
    Listing,
    Llms,
    Samples,
    Doctests,
}

/// Returns every page.
pub(crate) fn files(krate: &Crate) -> Output {
    let mut pages = vec![Page::Readme, Page::Index, Page::Listing, Page::Llms, Page::Doctests];
    pages.extend(krate.operations.iter().map(Page::Resource));
    pages.extend(krate.webhooks.as_ref().map(Page::Webhooks));
    pages.extend(samples::has_any(krate).then_some(Page::Samples));
    pages.extend(krate.types.iter().flat_map(|module| &module.items).map(Page::Model));
    let uses = uses::Uses::of(krate);
    let files = parallel::map(&pages, |page| {
        let (path, text) = page.write(krate, &uses);
        (path, visible(text))
    });
    files.into_iter().collect()
}

impl Page<'_> {
    /// Returns the path in the crate, and the contents.
    fn write(&self, krate: &Crate, uses: &uses::Uses<'_>) -> (String, String) {
        match self {
            Self::Readme => ("README.md".to_owned(), readme::page(krate)),
            Self::Index => ("docs/README.md".to_owned(), index::page(krate)),
            Self::Model(item) => (link::model_path(&item.name), model::page(krate, item, uses)),
            Self::Resource(module) => {
                (link::resource_path(&module.name), resource::page(krate, module))
            }
            Self::Webhooks(module) => (link::WEBHOOKS.to_owned(), webhooks::page(krate, module)),
            Self::Listing => ("api.txt".to_owned(), listing::listing(krate)),
            Self::Llms => (llms::PATH.to_owned(), llms::page(krate)),
            Self::Samples => (samples::PATH.to_owned(), samples::overlay(krate)),
            Self::Doctests => ("src/doctests.rs".to_owned(), doctests::module(krate)),
        }
    }
}

/// Joins the blocks of a page with a blank line between them and a line break at the end; empty
/// ones are omitted.
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
