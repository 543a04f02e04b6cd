use super::*;
use crate::document::diagnostic::{Code, Diagnostics};
use crate::document::load::load_text;
use crate::document::pointer::JsonPointer;

fn document(file: &str, text: &str) -> Document {
    load_text(file, text, &mut Diagnostics::default())
}

fn error(pointer: &str, message: &str) -> Diagnostic {
    let at = JsonPointer::parse(pointer).expect("a pointer");
    Diagnostic::error(Code::WrongType, &at, message)
}

#[test]
fn a_value_is_underlined() {
    let document = document("a.yaml", "info:\n  é: {type: strng}\n");
    let problem = error("/info/é/type", "`strng` is not a type").help("did you mean `string`?");
    let expected = "\
error[wrong-type]: `strng` is not a type
 --> a.yaml:2:13
  |
2 |   é: {type: strng}
  |             ^^^^^
  |
  = note: at #/info/é/type
  = help: did you mean `string`?

";
    assert_eq!(text(&document, &[problem], Style::Plain), expected);
}

#[test]
fn the_key_of_an_object_is_underlined() {
    let document = document("a.yaml", "info:\n  titel: x\n");
    let unknown = Diagnostic { code: Code::UnknownKeyword, ..error("/info/titel", "m") };
    let lines = json_lines(&document, &[error("/info", "m"), unknown, error("/info/titel", "m")]);
    let places: Vec<_> = lines
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"))
        .map(|line| (line["line"].as_u64(), line["column"].as_u64()))
        .collect();
    assert_eq!(places, [(Some(1), Some(1)), (Some(2), Some(3)), (Some(2), Some(10))]);
}

#[test]
fn json_lines_have_every_field() {
    let document = document("a.yaml", "{é: é, a: 1}\n");
    let line = json_lines(&document, &[error("/a", "no \"a\"\n").help("h")]);
    assert_eq!(
        line,
        "{\"type\":\"diagnostic\",\"severity\":\"error\",\"code\":\"wrong-type\",\
         \"message\":\"no \\\"a\\\"\\\\n\",\
         \"pointer\":\"#/a\",\"file\":\"a.yaml\",\"line\":1,\"column\":11,\"help\":\"h\"}\n"
    );
}

#[test]
fn unread_text_has_no_line() {
    let document = document("a.yaml", "");
    let problem = error("", "gone").span("a.yaml", 0..0);
    let expected = "error[wrong-type]: gone\n--> a.yaml\n\n";
    assert_eq!(text(&document, std::slice::from_ref(&problem), Style::Plain), expected);
    assert!(json_lines(&document, &[problem]).contains("\"line\":null,\"column\":null"));
}

#[test]
fn a_span_wins_over_the_pointer() {
    let document = document("a.yaml", "a: 1\r\nbcd: 2\r\n");
    let problem = error("/a", "m").span("a.yaml", 6..9);
    assert!(text(&document, &[problem], Style::Plain).contains("2 | bcd: 2\n  | ^^^\n"));
}

#[test]
fn a_span_beyond_the_text_does_not_panic() {
    let document = document("a.yaml", "a: é");
    let spans = [4..5, 100..200, 0..100];
    let problems: Vec<_> = spans.map(|span| error("/a", "m").span("a.yaml", span)).into();
    assert_eq!(text(&document, &problems, Style::Coloured).matches("wrong-type").count(), 3);
}

#[test]
fn long_lines_are_truncated() {
    for (length, marks) in [(5_000, "^"), (60_000, "the line is long")] {
        let long = "x".repeat(length);
        let json = format!("{{\"a\":\"{long}\",\"b\":{{\"c\":1}},\"d\":\"{long}\"}}");
        let document = document("a.json", &json);
        let text = text(&document, &[error("/b/c", "m")], Style::Plain);
        assert!(text.contains(&format!("a.json:1:{}", length + 18)), "{text}");
        assert!(text.contains(marks), "{text}");
        assert!(text.contains("...xxxx"), "{text}");
        assert!(text.contains("\"c\":1},\"d\":\"xxx"), "{text}");
        assert!(text.lines().all(|line| line.len() < 250), "{text}");
    }
}

#[test]
fn control_characters_are_not_printed() {
    let document =
        document("a\u{1b}[1m.yaml", "\"\u{202e}k\\e[2m\": \"\u{202e}v\u{9b}\" # \u{9b}\n");
    let key = "/\u{202e}k\u{1b}[2m";
    let problem = error(key, "m\u{1b}[31m\u{202e}").help("h\u{7}\u{9b}");
    let text = text(&document, &[problem], Style::Plain);
    let steers = |c: char| c != '\n' && c.is_control() || c == '\u{202e}';
    assert!(!text.contains(steers), "{text:?}");
    assert!(text.contains(":1:12"), "{text}");
}
