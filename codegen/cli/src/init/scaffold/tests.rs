use codegen::internals::config;
use codegen::internals::document::diagnostic::Diagnostics;

use super::*;

fn scaffold<'a>(naming: &'a [&'static str], pagination: &'a [&'static str]) -> Scaffold<'a> {
    let (package, license, document) = ("zoo", "MIT", "spec/zoo.yaml");
    Scaffold { package, license, document, upstream: None, naming, pagination, imported: None }
}

/// The messages and help of the errors.
fn problems(text: &str) -> Vec<String> {
    let mut diagnostics = Diagnostics::default();
    config::read(CONFIGURATION, text, &mut diagnostics);
    let all = diagnostics.as_slice().iter();
    all.map(|it| format!("{}: {}", it.message, it.help.as_deref().unwrap_or_default())).collect()
}

#[test]
fn no_placeholder_remains() {
    let scaffold = scaffold(&[], &[]);
    for (path, template) in TEMPLATES.iter().chain(&[(CONFIGURATION, CONFIGURATION_TEMPLATE)]) {
        let text = scaffold.fill(template);
        let holes = text
            .split('@')
            .filter(|it| !it.is_empty() && it.chars().all(|symbol| symbol.is_ascii_uppercase()));
        assert_eq!(holes.collect::<Vec<_>>(), [""; 0], "{path}");
    }
}

#[test]
fn the_configuration_is_valid_with_and_without_its_examples() {
    let text = scaffold(&[], &[]).configuration();
    assert_eq!(problems(&text), [""; 0]);
    // An example is a line that starts with `# ` and has a table or a key; a sentence has neither.
    let is_example = |line: &str| {
        let key = line.split(" = ").next().unwrap_or_default();
        let is_key = |key: &str| {
            key.starts_with("\"#/") || key.chars().all(|it| it.is_ascii_lowercase() || it == '-')
        };
        line.starts_with('[') || line.contains(" = ") && is_key(key)
    };
    let examples: String = text
        .lines()
        // The other of these two exclusive keys is in the template.
        .filter(|line| !line.starts_with("# license-file"))
        .map(|line| match line.strip_prefix("# ").filter(|it| is_example(it)) {
            Some(example) => format!("{example}\n"),
            None => format!("{line}\n"),
        })
        .collect();
    assert!(examples.matches("\n[").count() > 8, "{examples}");
    assert_eq!(problems(&examples), [""; 0], "{examples}");
}

#[test]
fn the_configuration_explains_every_key() {
    let text = scaffold(&[], &[]).configuration();
    let tables = ["[select]", "[package]", "[operations]", "[errors]", "[retries]", "[keep]"];
    let lists = ["[[pagination]]", "[[polling]]"];
    for table in [&[""][..], &tables, &lists].concat() {
        // The help for an unknown key lists the known keys.
        let entries = format!("{table}\nno-such-key-at-all = 1\n");
        let found = match table {
            "" => problems(&entries),
            _ => problems(&format!("document = \"a\"\noutput = \"b\"\n{entries}")),
        };
        let [found] = &found[..] else { panic!("{table}: {found:?}") };
        let known: Vec<&str> = found.split('`').skip(3).step_by(2).collect();
        assert!(!known.is_empty(), "{found}");
        for key in known {
            let ways = [
                format!("\n{key} = "),
                format!("\n# {key} = "),
                format!("`{key} = "),
                format!(" `{key}`: "),
                format!("[{key}]"),
                format!(".{key}]"),
            ];
            let explained = ways.iter().any(|it| text.contains(it.as_str()));
            assert!(explained, "`{key}` of {table}");
        }
    }
}

#[test]
fn the_source_is_the_url_of_the_document() {
    for (url, allow_http) in [("https://example.com/@VERSION@/\"a\"", false), ("http://a/b", true)]
    {
        let upstream = Some(Upstream { url, allow_http });
        let text = Scaffold { upstream, ..scaffold(&[], &[]) }.configuration();
        let mut diagnostics = Diagnostics::default();
        let config = config::read(CONFIGURATION, &text, &mut diagnostics).map(|it| it.0);
        assert_eq!(config.and_then(|it| it.source).as_deref(), Some(url), "{text}");
        assert_eq!(text.contains("update --allow-http`"), allow_http, "{text}");
    }
}

#[test]
fn extensions_of_the_document_are_named() {
    let text =
        scaffold(&["x-fern-ignore"], &["x-pagination", "x-polar-pagination"]).configuration();
    assert!(text.contains("\n# `x-fern-ignore`.\n"), "{text}");
    assert!(text.contains("\n# `x-pagination`, `x-polar-pagination`.\n"), "{text}");
    assert_eq!(problems(&text), [""; 0]);
    assert!(!scaffold(&[], &[]).configuration().contains("Extensions of the document"));
}

#[test]
fn the_generator_is_installed_from_its_repository_or_the_configured_source() {
    assert_eq!(installation(""), "");
    let expected = "--git https://example.com/a openapi-crate --locked";
    assert_eq!(installation("https://example.com/a"), expected);
    // Never by name from a registry.
    for (path, template) in TEMPLATES {
        let text = scaffold(&[], &[]).fill(template);
        let is_by_name = text.contains("openapi-crate@") || text.contains("install openapi-crate");
        assert!(!is_by_name, "{path}: {text}");
    }
    let steps = scaffold(&[], &[]).steps();
    assert_eq!(steps.len(), 4, "{steps:?}");
    assert_eq!(steps[0], "Set the source of the generator");
}
