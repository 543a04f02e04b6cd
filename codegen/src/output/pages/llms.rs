//! `llms.txt`: the index of the pages for language models, in the format of <https://llmstxt.org>.

use super::{blocks, link};
use crate::rust::items::{Crate, OperationModule};

/// The path of the index in the crate.
pub(super) const PATH: &str = "llms.txt";

/// Returns the index.
pub(super) fn page(krate: &Crate) -> String {
    let package = &krate.package;
    let title = format!("# {}", package.name);
    let about = format!("> A Rust client for {}, version {}.", package.api(), package.api_version);
    let webhooks = krate.webhooks.as_ref().map_or_else(String::new, |_| {
        line("Webhooks", link::WEBHOOKS, "the events that the API sends, and how to verify them")
    });
    let start = [
        line(
            "README.md",
            "README.md",
            "installation, credentials, errors, retries, options of calls",
        ),
        line("api.txt", "api.txt", "all operations and types, one item per line"),
        line("docs/README.md", "docs/README.md", "the index of all operations and types"),
        webhooks,
    ];
    let resources: String = krate.operations.iter().map(resource).collect();
    let resources = match resources.as_str() {
        "" => String::new(),
        list => format!("## Resources\n\n{list}"),
    };
    blocks([
        title.as_str(),
        &about,
        "Each operation is a method of its resource: `client.resource().operation(arguments)`. Optional \
         parameters\nare methods of the returned call, which is sent by `.await`.",
        "A struct is created with `new(required properties)` and a setter for each optional property. \
         In api.txt,\na property that is `optional` or `nullable` has the type `Option<T>`, one that is both \
         `Maybe<T>`.\nA setter accepts an `Option` too, of which `None` leaves the value out; \
         `property_null()`\nsends `null`. Lists and maps are created from iterators, such as \
         `[\"new\"]` or\n`[(\"order\", \"1337\")]`.",
        &format!("## Start\n\n{}", start.concat()),
        &resources,
    ])
}

/// Returns the line of a resource: its page, and its operations.
fn resource(module: &OperationModule) -> String {
    let operations: Vec<String> =
        module.operations.iter().map(|it| format!("`{}`", it.function)).collect();
    line(module.name.as_str(), &link::resource_path(&module.name), &operations.join(", "))
}

fn line(title: &str, path: &str, about: &str) -> String {
    format!("- [{title}]({path}): {about}\n")
}
