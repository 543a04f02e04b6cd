//! The pages: a template without any text of a document, a style, a script, and data that neither
//! can end.

use std::io::{self, Write as _};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use codegen::internals::document::text::json_escaped;
use codegen::internals::review::report::Report;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::json;
use sha2::{Digest as _, Sha256};

use crate::layout;

const TEMPLATE: &str = include_str!("page/page.html");
const STYLE: &str = include_str!("page/page.css");
/// What shows a report. In this order they are one script, with the one of the page behind them.
const SCRIPTS: [&str; 6] = [
    include_str!("page/code.js"),
    include_str!("page/picture.js"),
    include_str!("page/names.js"),
    include_str!("page/focus.js"),
    include_str!("page/details.js"),
    include_str!("page/page.js"),
];

/// What a page has beside what shows a report.
struct Page<'a> {
    title: &'a str,
    /// What its policy allows to run beside its script.
    sources: &'a str,
    /// Its own style.
    style: &'a str,
    /// The elements before the lists.
    elements: &'a str,
    /// The elements with data, which neither markup nor a script can be in.
    data: String,
    script: &'a str,
}

/// The page of a report, complete in itself.
#[must_use]
pub fn report(report: &Report) -> String {
    let data = json!({ "report": report, "layout": layout::layout(&report.types) });
    page(&Page {
        title: "API report",
        sources: "",
        style: "",
        elements: "",
        data: format!(r#"<script type="application/json" id="data">{}</script>"#, island(&data)),
        script: include_str!("page/report.js"),
    })
}

/// The page of the playground with its module, complete in itself.
///
/// # Errors
///
/// None in practice: memory is what is written to.
pub fn playground(module: &[u8]) -> io::Result<String> {
    let mut compressed = GzEncoder::new(Vec::new(), Compression::best());
    compressed.write_all(module)?;
    let module = STANDARD.encode(compressed.finish()?);
    let worker = include_str!("page/worker.js");
    Ok(page(&Page {
        title: "OpenAPI playground",
        sources: " 'wasm-unsafe-eval'; worker-src blob:",
        style: include_str!("page/playground.css"),
        elements: include_str!("page/playground.html"),
        data: format!(
            "<script type=\"text/plain\" id=\"worker\">{worker}</script>\n\
             <script type=\"text/plain\" id=\"module\">{module}</script>"
        ),
        script: include_str!("page/playground.js"),
    }))
}

fn page(page: &Page<'_>) -> String {
    let script = SCRIPTS.concat() + page.script;
    let style = format!("{STYLE}{}", page.style);
    let parts = [
        ("{{style-hash}}", hash(&style)),
        ("{{script-hash}}", hash(&script)),
        ("{{sources}}", page.sources.to_owned()),
        ("{{title}}", page.title.to_owned()),
        ("{{style}}", style),
        ("{{heading}}", page.title.to_owned()),
        ("{{elements}}", page.elements.to_owned()),
        ("{{data}}", page.data.clone()),
        ("{{script}}", script),
    ];
    // Each place is looked for behind the last one, so that nothing that is filled in is a place.
    let mut page = String::new();
    let mut rest = TEMPLATE;
    for (place, part) in parts {
        if let Some((before, after)) = rest.split_once(place) {
            page.push_str(before);
            page.push_str(&part);
            rest = after;
        }
    }
    page + rest
}

/// JSON for a `script` element: nothing in it can end the element or begin a comment, and hidden
/// characters are escapes.
fn island(data: &serde_json::Value) -> String {
    json_escaped(&data.to_string()).replace('<', "\\u003c")
}

/// How a Content Security Policy names a text that may run.
fn hash(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)))
}

#[cfg(test)]
mod tests {
    use codegen::internals::document::text::is_hidden;

    use super::*;

    #[test]
    fn no_text_leaves_its_island() {
        let hostile = "</script><script>alert(1)</script><!-- <img src=x onerror=alert(1)>\u{202e}";
        let island = island(&json!({ hostile: hostile }));
        assert!(!island.contains('<') && !island.chars().any(is_hidden), "{island}");
        let value: serde_json::Value = serde_json::from_str(&island).expect("JSON");
        assert_eq!(value[hostile], hostile);
    }

    /// Fails where a page could ask for something.
    fn asks_for_nothing(page: &str) {
        for address in ["http://", "https://", "@import", "url(", " src=", "<link"] {
            assert!(!page.contains(address), "{address}");
        }
    }

    #[test]
    fn the_page_is_complete_and_asks_for_nothing() {
        let page = report(&Report {
            title: "{{data}} </title><img onerror=alert(1)>".to_owned(),
            version: "1".to_owned(),
            resources: Vec::new(),
            webhooks: None,
            types: Vec::new(),
            gaps: Vec::new(),
            release: None,
        });
        assert_eq!(page.matches("{{").count(), 1, "only that of the title");
        assert!(!page.contains("<img") && !page.contains("wasm"), "{page}");
        asks_for_nothing(&page);
    }

    #[test]
    fn the_playground_is_complete_and_asks_for_nothing() {
        let page = playground(b"\0asm").expect("a page");
        assert!(!page.contains("{{"));
        assert!(page.contains("; worker-src blob:\">"));
        asks_for_nothing(&page);
        // The elements with data end where they should: what ends them is in no worker or module.
        assert_eq!(page.matches("</script").count(), 3);
        assert_eq!(page, playground(b"\0asm").expect("a page"));
    }
}
