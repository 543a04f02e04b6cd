//! `docs/webhooks.md`: what the API sends, and how it is read.

use super::{blocks, cell, link, table};
use crate::rust::items::{Crate, Webhooks};

/// The page.
pub(super) fn page(krate: &Crate, webhooks: &Webhooks) -> String {
    let event = &webhooks.event;
    let library = krate.package.library();
    let example = format!(
        "```rust\nuse {library}::webhooks::{event};\n\n\
         fn handle(body: &[u8]) -> Result<(), {library}::DecodeError> {{\n    \
         let event = {event}::parse(body)?;\n    println!(\"{{event:?}}\");\n    Ok(())\n}}\n```"
    );
    let verified = format!(
        "```rust\n# #[cfg(feature = \"webhooks\")] mod verified {{\n\
         use {library}::{{http::HeaderMap, webhooks}};\n\n\
         fn handle(headers: &HeaderMap, body: &[u8]) -> Result<(), Box<dyn std::error::Error>> {{\n    \
         let delivery = webhooks::verify(\"<secret>\", headers, body)?;\n    \
         let event: webhooks::{event} = delivery.parse()?;\n    \
         println!(\"{{}}: {{event:?}}\", delivery.id());\n    Ok(())\n}}\n# }}\n```"
    );
    blocks([
        "# Webhooks",
        &format!(
            "Requests that the API makes. `{event}::parse` reads their bodies; one that is not \
             listed here is `{event}::Unknown`.\nThe type: [{event}](models/{}.md). \
             [All pages](README.md)",
            link::kebab(event.as_str())
        ),
        &example,
        "With the feature `webhooks`, `verify` takes only what the API has signed with the \
         webhook's secret\nwithin the last five minutes ([Standard \
         Webhooks](https://www.standardwebhooks.com)). `sign` does the\nsame as the API, for tests.",
        &verified,
        &list(webhooks),
    ])
}

fn list(webhooks: &Webhooks) -> String {
    let rows: Vec<[String; 4]> = webhooks
        .list
        .iter()
        .map(|webhook| {
            let deprecated = if webhook.deprecated { "Deprecated. " } else { "" };
            let about = match (webhook.summary.as_str(), webhook.description.as_str()) {
                ("", description) => description,
                (summary, _) => summary,
            };
            [
                cell::code(&webhook.name),
                format!("`{}`", webhook.variant),
                link::type_link(&webhook.payload, "models/"),
                format!("{deprecated}{}", cell::line(about)),
            ]
        })
        .collect();
    table::table(["Webhook", "Variant", "Payload", "Description"], &rows)
}
