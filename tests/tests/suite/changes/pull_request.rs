//! A pull request that changes the bundled document, from the reviewer's view: the differences in
//! the committed client, and the output of `cargo xtask diff`. The README shows the same.

use std::path::PathBuf;

use codegen::internals::config::{self, Config};
use codegen::internals::document::diagnostic::Diagnostics;
use codegen::internals::output::Output;
use codegen::internals::review::diff;
use similar::TextDiff;

const CONFIG: &str = "../spec/codegen.toml";
const FOLDER: &str = "pull-request";

/// The bundled document with an overlay that represents an edit.
fn edited(overlay: &str) -> Config {
    let text = std::fs::read_to_string(CONFIG).expect("a text file");
    let mut diagnostics = Diagnostics::default();
    let read = config::read(CONFIG, &text, &mut diagnostics);
    let (mut config, _) = read.unwrap_or_else(|| panic!("{diagnostics:?}"));
    config.overlays.push(PathBuf::from(format!("{FOLDER}/{overlay}.overlay.yaml")));
    config
}

fn generate(overlay: &str) -> Output {
    let generation = codegen::internals::generate(&edited(overlay), &mut |_| ());
    generation.unwrap_or_else(|failure| panic!("{:?}", failure.diagnostics)).output
}

/// Returns the changed files, as `git diff --unified=2` shows them.
fn file_diffs(old: &Output, new: &Output, paths: impl Fn(&str) -> bool) -> Vec<String> {
    let changed = new.iter().filter(|(path, text)| paths(path) && old.get(*path) != Some(text));
    let shown = changed.map(|(path, text)| {
        let name = |side: &str| format!("{side}/generated-client/{path}");
        let before = old.get(path).map_or("", String::as_str);
        let diff = TextDiff::from_lines(before, text);
        diff.unified_diff().context_radius(2).header(&name("a"), &name("b")).to_string()
    });
    shown.collect()
}

fn assert_reviewed(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(format!("../../../{FOLDER}"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

fn readme() -> String {
    std::fs::read_to_string("../README.md").expect("the README")
}

#[test]
fn the_client_differs_where_the_document_does() {
    let (old, new) = (generate("before"), generate("after"));
    let shown = file_diffs(&old, &new, |path| path == "api.txt" || path.starts_with("src/types/"));
    assert_reviewed("generated-client.diff", &shown.join("\n"));
    let readme = readme();
    for path in ["api.txt", "src/types/customer_session.rs"] {
        let diff = file_diffs(&old, &new, |it| it == path).join("");
        let block = format!("```diff\n{diff}```\n");
        assert!(readme.contains(&block), "the README must contain:\n{block}");
    }
}

#[test]
fn the_readme_quotes_the_markdown_diff() {
    let surface = |overlay: &str| {
        let krate = codegen::internals::surface(&edited(overlay));
        krate.unwrap_or_else(|failure| panic!("{:?}", failure.diagnostics))
    };
    let markdown = diff::compare(&surface("before"), &surface("after")).to_markdown();
    assert_reviewed("diff.md", &markdown);
    let quoted = markdown.lines().map(|line| format!("> {line}").trim_end().to_owned() + "\n");
    let quoted: String = quoted.collect();
    assert!(readme().contains(&quoted), "the README must contain:\n{quoted}");
}
