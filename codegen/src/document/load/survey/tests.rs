use super::*;

fn refused(text: &str) -> (Code, String, String) {
    let source = Source { file: "a.yaml".to_owned(), text: text.to_owned() };
    let problem = survey(&source).expect_err("a text that is refused");
    let span = problem.span.expect("a span");
    (problem.code, problem.at.to_string(), source.text[span.bytes].to_owned())
}

fn unsupported(at: &str, text: &str) -> (Code, String, String) {
    (Code::UnsupportedYaml, at.to_owned(), text.to_owned())
}

#[test]
fn merge_keys_are_refused() {
    assert_eq!(refused("a: &a {x: 1}\nb:\n  y: 1\n  <<: *a\n").2, "<<");
}

#[test]
fn tags_are_refused() {
    assert_eq!(refused("a:\n- é\n- !!str 1\n"), unsupported("#/a/1", "!!str 1"));
    assert_eq!(refused("a: !foo\n  b: 1\n").0, Code::UnsupportedYaml);
}

#[test]
fn numbers_that_json_has_not_are_refused() {
    for number in [".nan", "-.inf", "1e400", "-1e999"] {
        assert_eq!(refused(&format!("a: {{b: [1, {number}]}}")), unsupported("#/a/b/1", number));
    }
}

#[test]
fn strings_that_look_like_such_numbers_are_not() {
    for text in ["a: '1e400'", "a: inf", "a: nan", "a: infinity", ".nan: 1", "a: 1e300"] {
        let source = Source { file: "a.yaml".to_owned(), text: text.to_owned() };
        assert_eq!(survey(&source), Ok(()), "{text}");
    }
}

#[test]
fn several_documents_are_refused() {
    assert_eq!(refused("a: 1\n---\nb: 1\n").0, Code::UnsupportedYaml);
}

#[test]
fn keys_that_are_collections_are_refused() {
    assert_eq!(refused("? [a]\n: 1\n").0, Code::UnsupportedYaml);
}

#[test]
fn deep_nesting_is_refused_before_the_other_parser_sees_it() {
    for unit in ["- ", "[", "{a: "] {
        let text = format!("a:\n  {}", unit.repeat(300));
        assert_eq!(refused(&text).0, Code::TooLarge, "{unit}");
    }
}
