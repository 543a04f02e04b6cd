use super::*;

fn source(file: &str, text: &str) -> Source {
    Source { file: file.to_owned(), text: text.to_owned() }
}

fn located(source: &Source, pointer: &str) -> (Option<String>, String) {
    let place = Outline::of(source).locate(&JsonPointer::parse(pointer).expect("a pointer"));
    let text = |range: Range<usize>| source.text[range].to_owned();
    (place.key.map(text), text(place.value))
}

fn found(key: &str, value: &str) -> (Option<String>, String) {
    (Some(key.to_owned()), value.to_owned())
}

const YAML: &str = "\
title: é日本
paths:
  /a/{b}:
    200: {x: 'y', z: [1, two]}
    list:
    - first
    - k: v
    empty:
  tail: 1
copy: &c
  d: e
again: *c
";

#[test]
fn values_are_found_by_pointer() {
    let yaml = source("a.yaml", YAML);
    assert_eq!(located(&yaml, "/title"), found("title", "é日本"));
    assert_eq!(located(&yaml, "/paths/~1a~1{b}/200/z/1"), (None, "two".to_owned()));
    assert_eq!(located(&yaml, "/paths/~1a~1{b}/200"), found("200", "{x: 'y', z: [1, two]}"));
    assert_eq!(located(&yaml, "/paths/~1a~1{b}/list/1/k"), found("k", "v"));
    assert_eq!(located(&yaml, "/paths/~1a~1{b}/empty"), found("empty", ""));
    assert_eq!(located(&yaml, "/paths/~1a~1{b}/list"), found("list", "first\n    - k: v"));
}

#[test]
fn a_missing_value_is_located_at_its_nearest_ancestor() {
    let yaml = source("a.yaml", YAML);
    assert_eq!(located(&yaml, "/paths/tail/x/y"), found("tail", "1"));
    assert_eq!(located(&yaml, "/paths/~1a~1{b}/list/7").0.as_deref(), Some("list"));
    assert_eq!(located(&yaml, "/nowhere"), located(&yaml, ""));
    assert_eq!(located(&source("a.yaml", ""), "/a"), (None, String::new()));
}

#[test]
fn pointers_lead_through_aliases() {
    assert_eq!(located(&source("a.yaml", YAML), "/again/d"), found("d", "e"));
    let looping = source("a.yaml", "a: &a [*a]");
    assert_eq!(located(&looping, "/a/0/0/0/0"), (None, "*a".to_owned()));
}

#[test]
fn json_is_read_too() {
    let json = source(
        "a.json",
        "{\r\n\t\"e\\/\\ud83d\\ude00\": [1, {\"k\": \"\\ud83d\\ude00\"}],\"l\":true}",
    );
    assert_eq!(located(&json, "/l"), found("\"l\"", "true"));
    let keyed = source("a.json", "{\"a\": [1, {\"k\": \"\\ud83d\\ude00\"}]}");
    assert_eq!(located(&keyed, "/a/1/k"), found("\"k\"", "\"\\ud83d\\ude00\""));
}

#[test]
fn values_before_a_syntax_error_are_located() {
    assert_eq!(located(&source("a.yaml", "a: 1\nb: 2\n c: [\n"), "/a"), found("a", "1"));
}

#[test]
fn characters_and_bytes_agree_in_long_texts() {
    let text = format!("long: {}\nlast: z\n", "é".repeat(1_000));
    assert_eq!(located(&source("a.yaml", &text), "/last"), found("last", "z"));
}

#[test]
fn all_positions_of_a_key_are_listed() {
    let source = source("a.yaml", "a: {b: 1, c: 2, b: 3}\n");
    let keys = Outline::of(&source).keys(&JsonPointer::parse("/a/b").expect("a pointer"));
    assert_eq!(keys, [4..5, 16..17]);
}
