//! Markdown as parsed by rustdoc: the code blocks that it would compile and run.

use pulldown_cmark::{BrokenLink, CodeBlockKind, CowStr, Event, Options, Parser, Tag, TagEnd};

use super::payloads::CANARY;
use super::tokens::findings;

/// The faults of a description, and the number of code blocks that rustdoc compiles.
#[derive(Debug, Default)]
pub(super) struct Reading {
    pub(super) faults: Vec<String>,
    pub(super) tests: usize,
}

/// The Markdown options of rustdoc.
fn rustdoc() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_SMART_PUNCTUATION
}

/// Parses Markdown with the options of today's rustdoc, and without options, as older versions
/// searched for doctests.
pub(super) fn read(markdown: &str) -> Reading {
    let mut reading = read_with(markdown, rustdoc());
    if markdown.contains(CANARY) {
        let other = read_with(markdown, Options::empty());
        reading.faults.extend(other.faults);
        reading.faults.sort();
        reading.faults.dedup();
    }
    reading
}

/// Whether HTML is the comment before an example, and isn't ended by text in it (HTML, 13.1.6).
fn is_comment(html: &str) -> bool {
    let html = html.trim_end();
    let inside = html.strip_prefix("<!-- UsageSnippet language=\"rust\" operationID=\"");
    let inside = inside.and_then(|it| it.strip_suffix("\" -->"));
    inside.is_some_and(|it| !it.contains("--"))
}

fn read_with(markdown: &str, options: Options) -> Reading {
    let mut reading = Reading::default();
    let mut links = Vec::new();
    let mut unresolved = |link: BrokenLink<'_>| {
        links.push(link.reference.to_string());
        Some((CowStr::from(""), CowStr::from("")))
    };
    let parser = Parser::new_with_broken_link_callback(markdown, options, Some(&mut unresolved));
    let mut block: Option<String> = None;
    for event in parser {
        match event {
            Event::Start(Tag::CodeBlock(kind)) => block = is_test(&kind).then(String::new),
            Event::End(TagEnd::CodeBlock) => {
                if let Some(code) = block.take() {
                    reading.tests += 1;
                    reading.faults.extend(wrong_with(&code));
                }
            }
            Event::Text(text) => block.iter_mut().for_each(|it| it.push_str(&text)),
            Event::Html(html) | Event::InlineHtml(html)
                if html.contains(CANARY) && !is_comment(&html) =>
            {
                reading.faults.push("HTML of the document".to_owned());
            }
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. })
                if dest_url.contains(CANARY) && !is_external(&dest_url) =>
            {
                reading.faults.push("a link that the generator did not write".to_owned());
            }
            _ => {}
        }
    }
    if links.iter().any(|link| link.contains(CANARY)) {
        reading.faults.push("a link to an item that the document names".to_owned());
    }
    reading
}

/// Whether a link is one that a description may contain.
fn is_external(link: &str) -> bool {
    ["https://", "http://", "mailto:"].iter().any(|scheme| link.starts_with(scheme))
}

/// Whether rustdoc compiles a code block (The rustdoc book, "Documentation tests", attributes).
fn is_test(kind: &CodeBlockKind<'_>) -> bool {
    let CodeBlockKind::Fenced(info) = kind else { return true };
    let (mut is_rust, mut is_other) = (false, false);
    for word in info.split([' ', ',', '\t']).filter(|word| !word.is_empty()) {
        let is_code = word.len() == 5 && word.starts_with('E');
        match word {
            "rust" => is_rust = true,
            "custom" => return false,
            "should_panic" | "no_run" | "ignore" | "test_harness" | "compile_fail"
            | "standalone_crate" => is_rust |= !is_other,
            word if word.starts_with("ignore-") || is_code => is_rust |= !is_other,
            word if word.starts_with("edition") => {}
            // Classes and comments, which don't affect the language.
            word if word.starts_with(['{', '.', '(']) || word.ends_with(['}', ')']) => {}
            _ => is_other = true,
        }
    }
    is_rust || !is_other
}

/// Returns the reason why the generator can't have written a doctest.
fn wrong_with(code: &str) -> Option<String> {
    let lines = code.lines().map(|line| match line.trim_start() {
        "#" => "",
        hidden if hidden.starts_with("# ") => &hidden[2..],
        shown if shown.starts_with("##") => &shown[1..],
        _ => line,
    });
    let code = lines.collect::<Vec<_>>().join("\n");
    let function = format!("fn main() {{ {code}\n}}");
    let is_rust = syn::parse_file(&code).is_ok() || syn::parse_file(&function).is_ok();
    let Ok(tokens) = code.parse() else {
        return Some("a doctest that is not Rust".to_owned());
    };
    if !is_rust {
        return Some("a doctest that does not parse".to_owned());
    }
    let found = findings(tokens).identifiers;
    (!found.is_empty()).then(|| format!("a doctest with code of the document: {}", found[0]))
}
