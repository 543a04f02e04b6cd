//! Text from the document never becomes code, a path or an executable example. The fixtures of the
//! area `hostile` are compiled too; here, whole crates are checked, including their pages.

use std::path::PathBuf;

use codegen::internals::config::Config;
use codegen::internals::output::Output;

const CASES: &str = "fixtures/hostile";

/// The languages of code blocks that the generator itself writes.
const GENERATOR_LANGUAGES: &[&str] =
    &["text", "mermaid", "rust", "no_run", "toml", "sh", "json", "console", "rust,no_run"];

/// The effects of the code blocks in the fixtures, if they were executed.
const FORBIDDEN_CODE: &[&str] = &["compile_error!", "std::fs::write", "panic!("];

/// Returns the crates of all hostile documents, with servers and credentials.
fn crates() -> Vec<(String, Output)> {
    let folders = std::fs::read_dir(CASES).expect("the fixtures");
    let crates = folders.map(|folder| {
        let document = folder.expect("an entry").path().join("spec.yaml");
        let name = document.display().to_string();
        let config = Config::for_document(document, Vec::new(), PathBuf::from("no/folder"), None);
        match codegen::internals::generate(&config, &mut |_| ()) {
            Ok(generation) => (name, generation.output),
            Err(failure) => panic!("{name}: {:?}", failure.diagnostics),
        }
    });
    let crates: Vec<_> = crates.collect();
    assert!(crates.len() >= 3, "only {} documents", crates.len());
    crates
}

fn is_runtime(path: &str) -> bool {
    path.starts_with("src/runtime/")
}

#[test]
fn every_file_is_rust_of_its_own() {
    for (name, output) in crates() {
        for (path, text) in output.iter().filter(|(path, _)| path.ends_with(".rs")) {
            let file = syn::parse_file(text)
                .unwrap_or_else(|error| panic!("{name}: {path} does not parse: {error}"));
            let features = file.attrs.iter().any(|it| it.path().is_ident("feature"));
            assert!(!features, "{name}: {path} has a feature");
        }
    }
}

#[test]
fn every_path_stays_in_the_folder() {
    for (name, output) in crates() {
        for path in output.keys() {
            let plain = |it: char| it.is_ascii_alphanumeric() || "_-./".contains(it);
            assert!(path.chars().all(plain) && !path.contains(".."), "{name}: {path}");
            assert!(!path.starts_with('/'), "{name}: {path}");
        }
        codegen::internals::output::write::plan(&output, &PathBuf::from("no/folder"))
            .expect("a plan");
    }
}

/// Returns the lines of documentation in a source file, or all lines of a page.
fn documentation<'t>(path: &str, text: &'t str) -> Vec<&'t str> {
    if path.ends_with(".md") {
        return text.lines().collect();
    }
    let doc = |line: &'t str| {
        let line = line.trim_start();
        line.strip_prefix("///").or_else(|| line.strip_prefix("//!"))
    };
    text.lines().map(|line| doc(line).unwrap_or("\u{0}")).collect()
}

/// Returns a line of code without the content of its string literals.
fn without_strings(line: &str) -> String {
    let (mut code, mut inside, mut escaped) = (String::new(), false, false);
    for letter in line.chars() {
        match letter {
            '"' if !escaped => inside = !inside,
            _ if !inside => code.push(letter),
            _ => {}
        }
        escaped = letter == '\\' && !escaped;
    }
    code
}

#[test]
fn no_code_block_of_the_document_runs() {
    let mut blocks = 0;
    for (name, output) in crates() {
        for (path, text) in output.iter().filter(|(path, _)| !is_runtime(path)) {
            let mut open: Option<(usize, &str)> = None;
            for line in documentation(path, text) {
                let inner = line.trim_start_matches([' ', '>', '-', '*']);
                let ticks = inner.chars().take_while(|it| *it == '`').count();
                let (fence, rest) = inner.split_at(ticks);
                match open {
                    Some((length, _)) if ticks >= length && rest.trim().is_empty() => open = None,
                    Some((_, language)) => {
                        let code = without_strings(line);
                        let is_code = !matches!(language, "text" | "mermaid");
                        let runs = is_code && FORBIDDEN_CODE.iter().any(|it| code.contains(it));
                        assert!(!runs, "{name}: {path} has in a block of `{language}`: {line}");
                    }
                    None if fence.len() >= 3 && !rest.contains('`') => {
                        assert!(
                            GENERATOR_LANGUAGES.contains(&rest.trim()),
                            "{name}: {path} has {line}"
                        );
                        open = Some((ticks, rest.trim()));
                        blocks += 1;
                    }
                    None => {
                        let indented = line.starts_with("     ") && !line.trim().is_empty();
                        let runs = indented && FORBIDDEN_CODE.iter().any(|it| line.contains(it));
                        assert!(!runs, "{name}: {path} has an indented block: {line}");
                    }
                }
            }
            assert_eq!(open, None, "{name}: {path} has an unclosed block");
        }
    }
    assert!(blocks > 10, "only {blocks} blocks were checked");
}

#[test]
fn no_text_changes_the_direction_of_the_following_text() {
    for (name, output) in crates() {
        for (path, text) in &output {
            let turns = |it: char| matches!(it, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
            let turned = text.lines().find(|line| line.contains(turns));
            assert_eq!(turned, None, "{name}: {path} contains a bidirectional control character");
            let control = |it: char| it.is_control() && !matches!(it, '\n' | '\t');
            assert!(!text.contains(control), "{name}: {path} has a control character");
        }
    }
}
