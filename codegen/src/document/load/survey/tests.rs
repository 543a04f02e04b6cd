use super::*;

fn rejection(text: &str) -> (Code, String, String) {
    let source = Source { file: "a.yaml".to_owned(), text: text.to_owned() };
    let problem = survey(&source).expect_err("YAML that is rejected");
    let span = problem.span.expect("a span");
    (problem.code, problem.at.to_string(), source.text[span.bytes].to_owned())
}

fn unsupported(at: &str, text: &str) -> (Code, String, String) {
    (Code::UnsupportedYaml, at.to_owned(), text.to_owned())
}

#[test]
fn merge_keys_are_refused() {
    assert_eq!(rejection("a: &a {x: 1}\nb:\n  y: 1\n  <<: *a\n").2, "<<");
}

#[test]
fn tags_are_rejected() {
    assert_eq!(rejection("a:\n- é\n- !!str 1\n"), unsupported("#/a/1", "!!str 1"));
    assert_eq!(rejection("a: !foo\n  b: 1\n").0, Code::UnsupportedYaml);
}

#[test]
fn non_json_numbers_are_rejected() {
    for number in [".nan", "-.inf", "1e400", "-1e999"] {
        assert_eq!(rejection(&format!("a: {{b: [1, {number}]}}")), unsupported("#/a/b/1", number));
    }
}

#[test]
fn numeric_strings_are_strings() {
    for text in ["a: '1e400'", "a: inf", "a: nan", "a: infinity", ".nan: 1", "a: 1e300"] {
        let source = Source { file: "a.yaml".to_owned(), text: text.to_owned() };
        assert_eq!(survey(&source), Ok(()), "{text}");
    }
}

#[test]
fn several_documents_are_refused() {
    assert_eq!(rejection("a: 1\n---\nb: 1\n").0, Code::UnsupportedYaml);
}

#[test]
fn collection_keys_are_rejected() {
    assert_eq!(rejection("? [a]\n: 1\n").0, Code::UnsupportedYaml);
}

#[test]
fn deep_nesting_is_rejected_before_parsing() {
    for unit in ["- ", "[", "{a: "] {
        let text = format!("a:\n  {}", unit.repeat(300));
        assert_eq!(rejection(&text).0, Code::TooLarge, "{unit}");
    }
}
