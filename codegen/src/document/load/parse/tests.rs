use serde_json::json;

use super::*;

fn source(file: &str, text: &str) -> Source {
    Source { file: file.to_owned(), text: text.to_owned() }
}

fn value(text: &str) -> Value {
    parse(&source("a.yaml", text)).expect("a document that can be read")
}

fn rejection(file: &str, text: &str) -> (Code, String, String) {
    let source = source(file, text);
    let problem = parse(&source).expect_err("a document that can't be read");
    let span = problem.span.expect("a span");
    (problem.code, problem.at.to_string(), source.text[span.bytes].to_owned())
}

#[test]
fn scalars_are_those_of_yaml_1_2() {
    let text = "[NO, on, 0777, 1.0, 0x1F, ~, 2024-01-01, '1e400']";
    assert_eq!(value(text), json!(["NO", "on", "0777", 1.0, 31, null, "2024-01-01", "1e400"]));
}

#[test]
fn integers_beyond_64_bits_are_numbers() {
    let text = "[-9223372036854776000, 18446744073709551616, 18446744073709551615]";
    let expected = json!([-9_223_372_036_854_776_000.0, 18_446_744_073_709_551_616.0, u64::MAX]);
    assert_eq!(value(text), expected);
    assert_eq!(parse(&source("a.json", text)).expect("JSON"), expected);
}

#[test]
fn keys_are_preserved() {
    let text = "{200: a, 0200: b, true: c, null: d, 1.0: e, NO: f, '<<': g}";
    let keys = json!({
        "200": "a", "0200": "b", "true": "c", "null": "d", "1.0": "e", "NO": "f", "<<": "g"
    });
    assert_eq!(value(text), keys);
}

#[test]
fn members_keep_their_order() {
    let value = value("z: 1\na: 2\nm: 3\n");
    let keys: Vec<_> = value.as_object().expect("an object").keys().collect();
    assert_eq!(keys, ["z", "a", "m"]);
}

#[test]
fn aliases_are_copies() {
    assert_eq!(value("a: &x {b: 1}\nc: *x\n"), json!({"a": {"b": 1}, "c": {"b": 1}}));
}

#[test]
fn the_extension_decides_and_then_the_first_character() {
    assert!(Format::of(&source("a.JSON", "a: 1")) == Format::Json);
    assert!(Format::of(&source("a.yml", "{}")) == Format::Yaml);
    assert!(Format::of(&source("dir.d/a", "\n  {}")) == Format::Json);
    assert!(Format::of(&source("-", "a: {}")) == Format::Yaml);
}

#[test]
fn a_duplicate_key_is_rejected_at_its_second_position() {
    let source = source("a.yaml", "info:\n  title: é\n  title: b\n");
    let problem = parse(&source).expect_err("twice the same key");
    assert_eq!(problem.code, Code::DuplicateKey);
    assert_eq!(problem.at.to_string(), "#/info/title");
    assert_eq!(problem.span.expect("a span").bytes, 20..25);
    assert!(problem.help.expect("help").contains("line 2"));
}

#[test]
fn duplicate_json_keys_are_found_despite_escapes() {
    let text = r#"{"😀 \ud83d\ude00": [{"x": 1, "x": 2}]}"#;
    let source = source("a.json", text);
    let problem = parse(&source).expect_err("twice the same key");
    assert_eq!((problem.code, problem.at.as_str()), (Code::DuplicateKey, "/😀 😀/0/x"));
}

#[test]
fn syntax_errors_have_a_place() {
    let (code, _, rest) = rejection("a.json", "{\"a\": 1,\n \"b\" 2}");
    assert_eq!((code, rest.as_str()), (Code::Syntax, ""));
    let problem = parse(&source("a.json", "{\"a\": 1,\n \"b\" 2}")).expect_err("no colon");
    assert_eq!(problem.span.expect("a span").bytes.start, 14);
    assert_eq!(problem.message, "this is not valid JSON: expected `:`");
    assert_eq!(rejection("a.json", "{} x").0, Code::Syntax);
    assert_eq!(rejection("a.json", "[1e400]").0, Code::Syntax);
    assert_eq!(rejection("a.yaml", "a: [").0, Code::Syntax);
    assert_eq!(rejection("a.yaml", "a: *nothing").0, Code::Syntax);
}

#[test]
fn billion_laughs_are_limited() {
    let mut text = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]\n".to_owned();
    for level in 1..12 {
        let below = format!("*a{},", level - 1).repeat(10);
        text.push_str(&format!("a{level}: &a{level} [{below}]\n"));
    }
    assert_eq!(rejection("a.yaml", &text).0, Code::TooLarge);
}

#[test]
fn multiplied_aliases_are_limited() {
    let text = format!("a: &a [{}]\nb: [{}]\n", "x,".repeat(10_000), "*a,".repeat(10_000));
    assert_eq!(rejection("a.yaml", &text).0, Code::TooLarge);
}

#[test]
fn aliases_of_long_strings_are_limited() {
    let text = format!("a: &a {}\nb: [{}]\n", "x".repeat(30_000), "*a,".repeat(10_000));
    assert_eq!(rejection("a.yaml", &text).0, Code::TooLarge);
}

#[test]
fn deep_nesting_is_limited() {
    const DEEP: usize = 100_000;
    for unit in ["[", "{a: ", "[\n "] {
        assert_eq!(rejection("a.yaml", &format!("a: {}", unit.repeat(DEEP))).0, Code::TooLarge);
    }
    assert_eq!(rejection("a.yaml", &format!("a:\n  {}x", "- ".repeat(DEEP))).0, Code::TooLarge);
    assert_eq!(rejection("a.json", &"[".repeat(DEEP)).0, Code::TooLarge);
    assert_eq!(rejection("a.json", &"{\"a\":".repeat(DEEP)).0, Code::TooLarge);
    assert_eq!(rejection("a.yaml", "a: &a [*a]").0, Code::TooLarge);
}

#[test]
fn a_hundred_levels_are_read() {
    let text = format!("{}1{}", "[".repeat(100), "]".repeat(100));
    assert!(parse(&source("a.yaml", &text)).is_ok());
    assert!(parse(&source("a.json", &text)).is_ok());
    let deeper = format!("[{text}]");
    assert_eq!(rejection("a.yaml", &deeper).0, Code::TooLarge);
    assert_eq!(rejection("a.json", &deeper).0, Code::TooLarge);
}

#[test]
fn too_many_values_are_rejected() {
    assert_eq!(rejection("a.json", &format!("[{}0]", "0,".repeat(1_000_000))).0, Code::TooLarge);
}
