//! The HTML of the pages: a template without text from a document, a style sheet, a script, and data
//! that can't end the element that contains it.

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
/// The scripts that show a report. They are concatenated in this order, followed by the script of
/// the page.
const SCRIPTS: [&str; 6] = [
    include_str!("page/code.js"),
    include_str!("page/picture.js"),
    include_str!("page/names.js"),
    include_str!("page/focus.js"),
    include_str!("page/details.js"),
    include_str!("page/page.js"),
];

/// The parts of a page in addition to those that show a report.
struct Page<'a> {
    title: &'a str,
    /// Additional sources that its Content Security Policy allows.
    sources: &'a str,
    /// An additional style sheet.
    style: &'a str,
    /// The elements before the lists.
    elements: &'a str,
    /// The elements with data, which are not interpreted as markup or script.
    data: String,
    script: &'a str,
}

/// Returns the page of a report, as a single HTML file.
#[must_use]
pub fn report(report: &Report) -> String {
    let data = json!({ "report": report, "layout": layout::layout(&report.types) });
    page(&Page {
        title: "API report",
        sources: "",
        style: "",
        elements: "",
        data: format!(
            r#"<script type="application/json" id="data">{}</script>"#,
            data_script(&data)
        ),
        script: include_str!("page/report.js"),
    })
}

/// Returns the page of the playground with its module, as a single HTML file.
///
/// # Errors
///
/// None in practice, since it writes to memory.
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
    // Each placeholder is searched after the previous one, so inserted text is never a placeholder.
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

/// Returns JSON for a `script` element: it can't end the element or start a comment, and hidden
/// characters are escaped.
fn data_script(data: &serde_json::Value) -> String {
    json_escaped(&data.to_string()).replace('<', "\\u003c")
}

/// Returns the hash source of a script or style sheet for a Content Security Policy.
fn hash(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)))
}

#[cfg(test)]
mod tests {
    use codegen::internals::document::text::is_hidden;

    use super::*;

    #[test]
    fn no_text_ends_the_script() {
        let hostile = "</script><script>alert(1)</script><!-- <img src=x onerror=alert(1)>\u{202e}";
        let data_script = data_script(&json!({ hostile: hostile }));
        assert!(!data_script.contains('<') && !data_script.chars().any(is_hidden), "{data_script}");
        let value: serde_json::Value = serde_json::from_str(&data_script).expect("JSON");
        assert_eq!(value[hostile], hostile);
    }

    /// Fails if the page could make a request.
    fn assert_no_requests(page: &str) {
        for address in ["http://", "https://", "@import", "url(", " src=", "<link"] {
            assert!(!page.contains(address), "{address}");
        }
    }

    #[test]
    fn the_page_is_self_contained() {
        let page = report(&Report {
            title: "{{data}} </title><img onerror=alert(1)>".to_owned(),
            version: "1".to_owned(),
            resources: Vec::new(),
            webhooks: None,
            types: Vec::new(),
            gaps: Vec::new(),
            release: None,
        });
        assert_eq!(page.matches("{{").count(), 1, "only the one in the title");
        assert!(!page.contains("<img") && !page.contains("wasm"), "{page}");
        assert_no_requests(&page);
    }

    #[test]
    fn the_playground_is_self_contained() {
        let page = playground(b"\0asm").expect("a page");
        assert!(!page.contains("{{"));
        assert!(page.contains("; worker-src blob:\">"));
        assert_no_requests(&page);
        // The elements with data are not ended early: no worker or module contains an end tag.
        assert_eq!(page.matches("</script").count(), 3);
        assert_eq!(page, playground(b"\0asm").expect("a page"));
    }
}
