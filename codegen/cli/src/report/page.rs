//! The HTML page: a template without text of the document, a style sheet, a script, and the report
//! as JSON, which can't end its element.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use codegen::internals::document::text::json_escaped;
use codegen::internals::review::report::Report;
use serde_json::json;
use sha2::{Digest as _, Sha256};

use super::layout;

const TEMPLATE: &str = include_str!("page/page.html");
const STYLE: &str = include_str!("page/page.css");
/// The parts of the script, in this order.
const SCRIPTS: [&str; 6] = [
    include_str!("page/code.js"),
    include_str!("page/picture.js"),
    include_str!("page/names.js"),
    include_str!("page/focus.js"),
    include_str!("page/details.js"),
    include_str!("page/page.js"),
];

/// Returns the self-contained page.
pub(super) fn page(report: &Report) -> String {
    let script = SCRIPTS.concat();
    let data = json!({ "report": report, "layout": layout::layout(&report.types) });
    let parts = [
        ("{{style-hash}}", hash(STYLE)),
        ("{{script-hash}}", hash(&script)),
        ("{{style}}", STYLE.to_owned()),
        ("{{data}}", island(&data)),
        ("{{script}}", script),
    ];
    // Each placeholder is searched after the previous one, so that inserted text is never replaced.
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

/// Escapes JSON for a `script` element: it can't end the element or begin a comment, and hidden
/// characters are escaped.
fn island(data: &serde_json::Value) -> String {
    json_escaped(&data.to_string()).replace('<', "\\u003c")
}

/// Returns the hash source of an inline script or style (Content Security Policy).
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

    #[test]
    fn the_page_is_complete_and_asks_for_nothing() {
        let report = Report {
            title: "{{data}} </title><img onerror=alert(1)>".to_owned(),
            version: "1".to_owned(),
            resources: Vec::new(),
            webhooks: None,
            types: Vec::new(),
            gaps: Vec::new(),
            release: None,
        };
        let page = page(&report);
        assert_eq!(page.matches("{{").count(), 1, "only that of the title");
        assert!(!page.contains("<img"), "{page}");
        for address in ["http://", "https://", "@import", "url(", " src=", "<link"] {
            assert!(!page.contains(address), "{address}");
        }
    }
}
