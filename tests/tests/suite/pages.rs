//! The pages of a crate, as a reader follows them: each link leads somewhere, and each type has a
//! page that the index lists.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use codegen::config::{self, Config};
use codegen::diagnostic::Diagnostics;
use codegen::output::Output;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// A page as its reader sees it.
#[derive(Default)]
struct Page {
    anchors: BTreeSet<String>,
    links: Vec<String>,
    languages: Vec<String>,
}

fn page(text: &str) -> Page {
    let mut page = Page::default();
    let mut heading: Option<String> = None;
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::End(TagEnd::Heading(_)) => {
                let anchor = anchor(&heading.take().unwrap_or_default());
                let mut anchors = std::iter::once(anchor.clone())
                    .chain((1..).map(|number| format!("{anchor}-{number}")));
                anchors.find(|it| page.anchors.insert(it.clone()));
            }
            Event::Text(text) | Event::Code(text) => {
                heading.iter_mut().for_each(|heading| heading.push_str(&text));
            }
            Event::Start(Tag::Link { dest_url, .. }) => page.links.push(dest_url.into_string()),
            Event::Start(Tag::CodeBlock(pulldown_cmark::CodeBlockKind::Fenced(language))) => {
                page.languages.push(language.into_string());
            }
            _ => {}
        }
    }
    page
}

/// The anchor that GitHub gives a heading.
fn anchor(heading: &str) -> String {
    let kept = heading.chars().filter(|it| it.is_alphanumeric() || " -_".contains(*it));
    kept.collect::<String>().to_lowercase().replace(' ', "-")
}

/// Where a relative link leads to from a page, and its anchor.
fn target(from: &str, link: &str) -> (String, Option<String>) {
    let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
    let mut parts: Vec<&str> = from.split('/').collect();
    if !path.is_empty() {
        parts.pop();
    }
    for part in path.split('/').filter(|part| !part.is_empty()) {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    (parts.join("/"), (!anchor.is_empty()).then(|| anchor.to_owned()))
}

fn generate(config: &Config) -> Output {
    match codegen::generate(config, &mut |_| ()) {
        Ok(generation) => generation.output,
        Err(failure) => panic!("{:?}", failure.diagnostics),
    }
}

fn assert_that_all_is_found(output: &Output) {
    let texts = output.iter().filter(|(path, _)| path.ends_with(".md"));
    let pages: BTreeMap<&str, Page> =
        texts.map(|(path, text)| (path.as_str(), page(text))).collect();
    let mut broken = Vec::new();
    let mut listed = BTreeSet::new();
    for (path, page) in &pages {
        for link in page.links.iter().filter(|link| !link.contains("://")) {
            let (file, anchor) = target(path, link);
            let found = match (&anchor, pages.get(file.as_str())) {
                (Some(anchor), Some(page)) => page.anchors.contains(anchor),
                (Some(_), None) => false,
                (None, _) => output.contains_key(&file),
            };
            if !found {
                broken.push(format!("{path}: {link}"));
            }
            if *path == "docs/README.md" {
                listed.insert(file);
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
    let unlisted: Vec<_> = pages
        .keys()
        .filter(|path| path.starts_with("docs/") && **path != "docs/README.md")
        .filter(|path| !listed.contains(**path))
        .collect();
    assert!(unlisted.is_empty(), "{unlisted:#?}");
    let drawn = pages.values().filter(|it| it.languages.iter().any(|it| it == "mermaid"));
    assert!(drawn.count() > 0, "no union is drawn");
}

#[test]
fn each_link_of_the_committed_client_leads_somewhere() {
    let file = "../spec/codegen.toml";
    let text = std::fs::read_to_string(file).expect("a text");
    let mut diagnostics = Diagnostics::default();
    let (config, _) = config::read(file, &text, &mut diagnostics).expect("a configuration");
    assert_that_all_is_found(&generate(&config));
}

#[test]
fn each_link_of_a_whole_api_leads_somewhere() {
    let document = Path::new("../../shared/corpus/polar.json");
    if !document.exists() {
        eprintln!("skipped: there is no {}", document.display());
        return;
    }
    let config = Config::for_document(document.into(), Vec::new(), "unused".into(), None);
    assert_that_all_is_found(&generate(&config));
}

#[test]
fn anchors_and_targets_are_those_of_github() {
    let text = "# A `b_c`, d!\n\n## Same\n\n## Same\n\n[x](../y.md#same-1)\n";
    let page = page(text);
    assert_eq!(page.anchors, ["a-b_c-d", "same", "same-1"].map(str::to_owned).into());
    let (file, anchor) = target("docs/models/a.md", &page.links[0]);
    assert_eq!((file.as_str(), anchor.as_deref()), ("docs/y.md", Some("same-1")));
    assert_eq!(target("docs/a.md", "#b"), ("docs/a.md".to_owned(), Some("b".to_owned())));
}
