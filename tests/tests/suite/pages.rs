//! The pages of a generated crate: their links, headings, code blocks and diagrams are valid.

use std::collections::{BTreeMap, BTreeSet};

use codegen::internals::config::Config;
use codegen::internals::output::Output;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use crate::{committed, documents};

/// Names that clash with headings, and strings that would end a label, a block or a table cell.
const HOSTILE: &str = r###"
openapi: 3.1.0
info: {title: Shop, version: '1'}
tags: [{name: shop, description: "# Create\n\nAll of it."}]
paths:
  /overview: {get: {tags: [shop], operationId: overview, responses: &done {'204': {description: Done}}}}
  /errors: {get: {tags: [shop], operationId: errors, responses: *done}}
  /response: {get: {tags: [shop], operationId: response, description: "## Type\n\n## Errors", responses: *done}}
  /create:
    post:
      tags: [shop]
      operationId: create
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
      responses: *done
  /either:
    post:
      tags: [shop]
      operationId: either
      requestBody:
        content:
          application/json: {schema: {$ref: '#/components/schemas/Dog'}}
          application/x-www-form-urlencoded: {schema: {$ref: '#/components/schemas/Form'}}
      responses:
        '200':
          description: All
          content:
            application/json: {schema: {$ref: '#/components/schemas/Cat'}}
            text/event-stream: {schema: {$ref: '#/components/schemas/Dog'}}
  /type: {get: {tags: [shop], operationId: type, responses: *done}}
webhooks:
  born: {post: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Cat'}}}}, responses: *done}}
components:
  schemas:
    Pet:
      oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
      discriminator:
        propertyName: "kind\"}\n```\n# Not a heading"
        mapping:
          "\"] --> x[\"`**bold**`\u202e<b>|%%{init}": '#/components/schemas/Cat'
          "end;": '#/components/schemas/Dog'
    Cat: {type: object, required: ["kind\"}\n```\n# Not a heading"], properties: {"kind\"}\n```\n# Not a heading": {type: string}, name: {type: string}}}
    Dog: {type: object, required: ["kind\"}\n```\n# Not a heading"], properties: {"kind\"}\n```\n# Not a heading": {type: string}, size: {type: integer}}}
    "A|b]": {anyOf: [{type: integer}, {type: boolean}, {type: array, items: {$ref: '#/components/schemas/Cat'}}]}
    Form: {type: object, properties: {name: {type: string}}}
    Alone: {type: object}
"###;

/// The visible content of a page.
#[derive(Default)]
struct Page {
    /// The text and the target of each link.
    links: Vec<(String, String)>,
    /// The headings by their anchors.
    headings: BTreeMap<String, String>,
    /// The code blocks: their language and their content.
    code: Vec<(String, String)>,
    /// The inline code.
    spans: Vec<String>,
}

impl Page {
    /// Adds a heading: the second one with the same anchor gets a number.
    fn add_heading(&mut self, text: String) {
        let is_kept = |it: &char| it.is_alphanumeric() || matches!(it, '_' | '-' | ' ');
        let plain = text.to_lowercase().chars().filter(is_kept).collect::<String>();
        let plain = plain.replace(' ', "-");
        let numbered = (1..).map(|number| format!("{plain}-{number}"));
        let mut anchors = std::iter::once(plain.clone()).chain(numbered);
        let free = anchors.find(|it| !self.headings.contains_key(it)).expect("a number");
        self.headings.insert(free, text);
    }
}

/// Parses a page like GitHub does.
fn page(text: &str) -> Page {
    let mut page = Page::default();
    // The text of each open element, innermost last.
    let mut open: Vec<String> = Vec::new();
    let (mut link, mut language) = (String::new(), String::new());
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        let is_span = matches!(event, Event::Code(_));
        match event {
            Event::Start(tag @ (Tag::Link { .. } | Tag::Heading { .. } | Tag::CodeBlock(_))) => {
                match tag {
                    Tag::Link { dest_url, .. } => link = dest_url.into_string(),
                    Tag::CodeBlock(CodeBlockKind::Fenced(info)) => language = info.into_string(),
                    _ => {}
                }
                open.push(String::new());
            }
            Event::End(end @ (TagEnd::Link | TagEnd::Heading(_) | TagEnd::CodeBlock)) => {
                let text = open.pop().expect("an open element");
                match end {
                    TagEnd::Link => page.links.push((text, std::mem::take(&mut link))),
                    TagEnd::CodeBlock => page.code.push((std::mem::take(&mut language), text)),
                    _ => page.add_heading(text),
                }
            }
            Event::Text(text) | Event::Code(text) => {
                if is_span {
                    page.spans.push(text.to_string());
                }
                open.iter_mut().for_each(|it| it.push_str(&text));
            }
            _ => {}
        }
    }
    page
}

/// Returns the pages of a crate by their paths.
fn pages(output: &Output) -> BTreeMap<&str, Page> {
    let is_page = |path: &str| path.ends_with(".md") || path == "llms.txt";
    let texts = output.iter().filter(|(path, _)| is_page(path));
    texts.map(|(path, text)| (path.as_str(), page(text))).collect()
}

/// Returns the crates to check: the committed one, one with hostile names, and the crates of the
/// test documents.
fn crates() -> Vec<Output> {
    let folder = tempfile::tempdir().expect("a folder");
    let hostile = folder.path().join("openapi.yaml");
    std::fs::write(&hostile, HOSTILE).expect("written");
    let hostile = Config::for_document(hostile, Vec::new(), "out".into(), None);
    let mut crates = documents::outputs();
    crates.push(committed::generate(&committed::config(committed::CONFIG)));
    crates.push(committed::generate(&hostile));
    crates
}

/// Returns the path and the anchor of a link's target on a page; `None` for an external link.
fn target(from: &str, link: &str) -> Option<(String, Option<String>)> {
    if link.contains(':') || link.starts_with('/') {
        return None;
    }
    let (path, anchor) = match link.split_once('#') {
        Some((path, anchor)) => (path, Some(anchor.to_owned())),
        None => (link, None),
    };
    if path.is_empty() {
        return Some((from.to_owned(), anchor));
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        if part == ".." {
            parts.pop()?;
        } else {
            parts.push(part);
        }
    }
    Some((parts.join("/"), anchor))
}

#[test]
fn every_link_leads_somewhere() {
    for output in crates() {
        let pages = pages(&output);
        let mut faults = Vec::new();
        for (from, page) in &pages {
            for (text, link) in &page.links {
                let Some((path, anchor)) = target(from, link) else { continue };
                let found = match (anchor, pages.get(path.as_str())) {
                    (None, _) => output.contains_key(&path),
                    // A link with an anchor is an operation: `create`, or `orders.create`.
                    (Some(anchor), page) => {
                        let heading = page.and_then(|it| it.headings.get(&anchor));
                        heading.map(String::as_str) == text.rsplit('.').next()
                    }
                };
                if !found {
                    faults.push(format!("{from}: {link}"));
                }
            }
        }
        assert!(faults.is_empty(), "links without a target:\n{}", faults.join("\n"));
    }
}

#[test]
fn every_page_is_reached_from_the_index() {
    for output in crates() {
        let pages = pages(&output);
        let index = &pages["docs/README.md"];
        let linked = index.links.iter().filter_map(|(_, link)| target("docs/README.md", link));
        let linked: BTreeSet<String> = linked.map(|(path, _)| path).collect();
        let missing: Vec<_> = pages
            .keys()
            .filter(|it| it.starts_with("docs/") && **it != "docs/README.md")
            .filter(|it| !linked.contains(**it))
            .collect();
        assert!(missing.is_empty(), "the index does not list {missing:?}");
    }
}

#[test]
fn every_type_has_its_uses() {
    for output in crates() {
        let mut used = BTreeMap::<String, BTreeSet<String>>::new();
        let mut said = BTreeMap::new();
        for (path, text) in output.iter().filter(|(path, _)| path.starts_with("docs/")) {
            let is_model = path.starts_with("docs/models/");
            let (text, uses) = match text.split_once("\n## Used by\n") {
                Some(parts) => parts,
                None => {
                    assert!(!is_model, "{path} does not list its uses");
                    (text.as_str(), "")
                }
            };
            let targets = |text: &str| -> BTreeSet<String> {
                let links = page(text).links;
                links.iter().filter_map(|(_, link)| target(path, link)).map(|it| it.0).collect()
            };
            if is_model {
                let mut users = targets(uses);
                users.remove("docs/README.md");
                said.insert(path.clone(), users);
            }
            if path != "docs/README.md" {
                for model in targets(text) {
                    used.entry(model).or_default().insert(path.clone());
                }
            }
        }
        assert!(said.len() > 3, "only {} types", said.len());
        for (model, said) in said {
            assert_eq!(said, used.remove(&model).unwrap_or_default(), "{model}");
        }
    }
}

/// A placeholder in prose for the methods that set an optional and nullable property to `null`.
const PLACEHOLDER: &str = "name_null";

/// Returns the identifiers in inline code that is a Rust path, a call or a method; none for other
/// code, such as a JSON value or the name of a header field.
fn names(span: &str) -> Vec<&str> {
    let is_rust = span.starts_with('.') || span.contains("::") || span.ends_with(')');
    // The content of string literals is at the odd indices.
    let code = span.split('"').step_by(2).filter(|_| is_rust);
    let words = code.flat_map(|it| it.split(|it: char| !it.is_alphanumeric() && it != '_'));
    words.filter(|it| it.starts_with(|first: char| first.is_alphabetic())).collect()
}

#[test]
fn every_name_in_prose_exists() {
    let mut count = 0;
    for output in crates() {
        let sources = output.iter().filter(|(path, _)| path.ends_with(".rs"));
        let words = sources
            .flat_map(|(_, text)| text.split(|it: char| !it.is_alphanumeric() && it != '_'))
            .collect::<BTreeSet<_>>();
        let pages = pages(&output);
        let mut missing = BTreeSet::new();
        for path in ["README.md", "docs/webhooks.md"] {
            let spans = pages.get(path).into_iter().flat_map(|page| &page.spans);
            for (span, name) in
                spans.flat_map(|span| names(span).into_iter().map(move |it| (span, it)))
            {
                count += 1;
                if !words.contains(name) && name != PLACEHOLDER {
                    missing.insert(format!("{path}: `{name}` in `{span}`"));
                }
            }
        }
        assert!(missing.is_empty(), "{missing:#?}");
    }
    assert!(count > 100, "only {count} names");
}

/// The credentials that a page lists for an operation are rows of the table in `README.md`.
#[test]
fn every_credential_of_an_operation_is_explained() {
    let mut count = 0;
    for output in crates() {
        let table = output["README.md"].lines().skip_while(|line| *line != "## Authentication");
        let rows: BTreeSet<&str> =
            table.filter_map(|line| line.strip_prefix("| `")?.split('`').next()).collect();
        let lines = output.iter().filter(|(path, _)| path.starts_with("docs/resources/"));
        let lines = lines.flat_map(|(_, text)| text.lines());
        for line in lines.filter(|line| line.starts_with("[Authentication](")) {
            let (_, methods) = line.split_once(": ").expect("a list");
            let methods = methods.trim_start_matches("one of: ").split(", ");
            for method in methods.flat_map(|it| it.split(" with ")).filter(|it| *it != "none") {
                assert!(rows.contains(method.trim_matches('`')), "{line}");
                count += 1;
            }
        }
    }
    assert!(count > 0, "no operation lists its credentials");
}

/// `README.md` describes idempotency keys as the source of the client sends them.
#[test]
fn idempotency_keys_are_described_if_they_are_sent() {
    let mut seen = BTreeSet::new();
    for output in crates() {
        let own = output.iter().filter(|(path, _)| !path.starts_with("src/runtime/"));
        let mut own = own.filter(|(path, _)| path.ends_with(".rs"));
        let has_keys = own
            .any(|(_, text)| text.contains("idempotency_key: Some(") || text.contains(" key \""));
        let readme = output["README.md"].replace('\n', " ");
        assert_eq!(readme.contains("header for such keys gets one, the same"), has_keys);
        assert_eq!(readme.contains("documents no header for such keys"), !has_keys);
        seen.insert(has_keys);
    }
    assert_eq!(seen.len(), 2, "both kinds of APIs are needed");
}

#[test]
fn every_union_is_drawn() {
    for output in crates() {
        let pages = pages(&output);
        let unions = output["api.txt"].lines().filter_map(|line| line.strip_prefix("union "));
        let mut count = 0;
        for name in unions.filter_map(|line| line.split(' ').next()) {
            let title = format!("# {name}\n");
            let (path, page) = pages
                .iter()
                .find(|(path, _)| path.contains("/models/") && output[**path].starts_with(&title))
                .unwrap_or_else(|| panic!("{name} has no page"));
            let diagrams = page.code.iter().filter(|(language, _)| language == "mermaid");
            let diagrams: Vec<_> = diagrams.collect();
            assert_eq!(diagrams.len(), 1, "{path}");
            let mut lines = diagrams[0].1.lines();
            assert_eq!(lines.next(), Some("flowchart LR"), "{path}");
            lines.for_each(assert_is_harmless);
            count += 1;
        }
        assert!(count > 0, "there is no union");
    }
}

/// Asserts that the labels in a line of a diagram stay labels, and that it contains no other text
/// of the document.
fn assert_is_harmless(line: &str) {
    for (index, part) in line.split('"').enumerate() {
        let is_label = index % 2 == 1;
        let is_harmless = |it: char| match is_label {
            true => it.is_alphanumeric() || " _,.=#;+…".contains(it),
            false => it.is_ascii_alphanumeric() || " ([{}])->|.".contains(it),
        };
        assert!(part.chars().all(is_harmless), "{line}");
    }
    assert_eq!(line.matches('"').count() % 2, 0, "{line}");
}
