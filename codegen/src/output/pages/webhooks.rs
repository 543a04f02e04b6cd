//! `docs/webhooks.md`: the webhooks of the API, and how to receive them; also the section of the
//! README.

use super::{blocks, cell, link, snippet, table};
use crate::rust::items::{Crate, Webhooks};

/// Returns the page.
pub(super) fn page(krate: &Crate, webhooks: &Webhooks) -> String {
    let event = &webhooks.event;
    let library = krate.package.library();
    let unverified = format!(
        "```rust\nuse {library}::webhooks::{event};\n\n\
         fn read(body: &[u8]) -> Result<(), {library}::DecodeError> {{\n    \
         let event = {event}::parse(body)?;\n    println!(\"{{event:?}}\");\n    Ok(())\n}}\n```"
    );
    blocks([
        "# Webhooks",
        &format!(
            "The API sends the events that are listed below; any other event is `{event}::Unknown`.\nThe \
             type: [{event}](models/{}.md). [All pages](README.md)",
            link::kebab(event.as_str())
        ),
        "With the feature `webhooks`, `receive` verifies that a request was signed with the secret of \
         the\nwebhook in the last five minutes, as defined by [Standard \
         Webhooks](https://www.standardwebhooks.com),\nalso with the header names of Svix. An API \
         that signs its webhooks in another way needs its own\nverification, and `parse` to read \
         the body.",
        &received(krate, webhooks),
        "An API sends a message again until the response is a success. A store of message ids \
         ensures that\neach message is handled once: `RecentIds` in memory, or your own \
         implementation of `SeenIds`. If a message\ncan't be handled, its id is removed, so that the \
         next attempt is handled:",
        &once(krate, webhooks),
        "With the feature `axum` (for axum 0.8), a verified webhook can be the last argument of a \
         handler. The `Verifier`\nis the state of the router, \
         `Router::new().route(\"/webhooks\", post(handle)).with_state(verifier)`, or a part\nof it, \
         with `impl FromRef<AppState> for Verifier`. `seen.record(&id)` returns whether a message is \
         new. A request\nthat isn't signed, or whose event can't be read, is answered with status 400; \
         `Webhook<RawJson>` accepts\nany JSON.",
        &handler(krate, webhooks),
        "In tests, `webhooks::sign` signs a body like the API. `parse` reads a body without \
         verification; use\nit if the request was verified before, or without the feature:",
        &unverified,
        &list(webhooks),
    ])
}

/// Returns the section of the README.
pub(super) fn section(krate: &Crate, webhooks: &Webhooks) -> String {
    blocks([
        "## Webhooks",
        "With the feature `webhooks`, `receive` verifies the signature of a webhook request \
         ([Standard\nWebhooks](https://www.standardwebhooks.com), also with the header names of \
         Svix) and reads its event:",
        &received(krate, webhooks),
        &format!(
            "[Webhooks]({}) lists the events, and shows how to handle each message once, and the \
             extractor for axum\n(feature `axum`).",
            link::WEBHOOKS
        ),
    ])
}

fn received(krate: &Crate, webhooks: &Webhooks) -> String {
    let (library, event) = (krate.package.library(), &webhooks.event);
    let arm = webhooks.list.first().map_or_else(String::new, |it| {
        format!("        {event}::{}(payload) => println!(\"{{payload:?}}\"),\n", it.variant)
    });
    example(&format!(
        "use {library}::http::HeaderMap;\nuse {library}::webhooks::{{self, {event}}};\n\n\
         fn handle(headers: &HeaderMap, body: &[u8]) -> Result<(), webhooks::WebhookError> {{\n    \
         match webhooks::receive(\"<secret>\", headers, body)? {{\n{arm}        \
         other => println!(\"{{other:?}}\"),\n    }}\n    Ok(())\n}}"
    ))
}

fn once(krate: &Crate, webhooks: &Webhooks) -> String {
    let (library, event) = (krate.package.library(), &webhooks.event);
    let imported = sorted([event.as_str(), "RecentIds", "SeenIds as _", "Verifier"]);
    example(&format!(
        "use {library}::http::HeaderMap;\n\
         use {library}::webhooks::{{{imported}}};\n\n\
         async fn handle(\n    verifier: &Verifier,\n    seen: &RecentIds,\n    \
         headers: &HeaderMap,\n    body: &[u8],\n\
         ) -> Result<(), Box<dyn std::error::Error>> {{\n    \
         let delivery = verifier.verify(headers, body)?;\n    \
         let event: {event} = delivery.parse()?;\n    \
         if delivery.is_repeated(seen).await? {{\n        return Ok(());\n    }}\n    \
         if let Err(error) = save(&event) {{\n        \
         seen.forget(delivery.id()).await?;\n        return Err(error);\n    }}\n    \
         Ok(())\n}}\n\n\
         fn save(event: &{event}) -> Result<(), Box<dyn std::error::Error>> {{\n    \
         println!(\"{{event:?}}\");\n    Ok(())\n}}"
    ))
}

fn handler(krate: &Crate, webhooks: &Webhooks) -> String {
    let (library, event) = (krate.package.library(), &webhooks.event);
    let imported = sorted([event.as_str(), "Webhook"]);
    let code = format!(
        "use {library}::webhooks::{{{imported}}};\n\n\
         async fn handle(Webhook {{ id, event, .. }}: Webhook<{event}>) {{\n    \
         println!(\"{{id}}: {{event:?}}\");\n}}"
    );
    snippet::fenced(&code)
}

/// Returns the names of an import in the order of rustfmt.
fn sorted<const N: usize>(mut names: [&str; N]) -> String {
    names.sort_unstable();
    names.join(", ")
}

fn example(code: &str) -> String {
    snippet::fenced(code)
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
