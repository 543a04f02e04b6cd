//! The table of styles (OpenAPI 3.1.1, 4.8.12.4), and what it leaves open.

use std::collections::BTreeMap;

use crate::runtime::Style;
use crate::runtime::json::{Encode, RawJson, from_str};
use crate::runtime::style::{Escape, Parameter, query, segment};

/// The value of `color` in the table.
fn color(json: &str) -> Parameter {
    Parameter::new(&from_str::<RawJson>(json).unwrap())
}

const STRING: &str = r#""blue""#;
const ARRAY: &str = r#"["blue","black","brown"]"#;
const OBJECT: &str = r#"{"R":100,"G":200,"B":150}"#;

#[test]
fn path_styles() {
    for (style, empty, string, array, object) in [
        (
            Style::Matrix,
            ";color",
            ";color=blue",
            ";color=blue,black,brown",
            ";color=R,100,G,200,B,150",
        ),
        (
            Style::MatrixExplode,
            ";color",
            ";color=blue",
            ";color=blue;color=black;color=brown",
            ";R=100;G=200;B=150",
        ),
        (Style::Label, ".", ".blue", ".blue,black,brown", ".R,100,G,200,B,150"),
        (Style::LabelExplode, ".", ".blue", ".blue.black.brown", ".R=100.G=200.B=150"),
        (Style::Simple, "", "blue", "blue,black,brown", "R,100,G,200,B,150"),
        (Style::SimpleExplode, "", "blue", "blue,black,brown", "R=100,G=200,B=150"),
    ] {
        for (json, expected) in
            [(r#""""#, empty), (STRING, string), (ARRAY, array), (OBJECT, object)]
        {
            assert_eq!(
                segment("color", &color(json), style, Escape::Percent),
                expected,
                "{style:?}"
            );
        }
    }
}

#[test]
fn query_styles() {
    for (style, empty, string, array, object) in [
        (Style::Form, "color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"),
        (
            Style::FormExplode,
            "color=",
            "color=blue",
            "color=blue&color=black&color=brown",
            "R=100&G=200&B=150",
        ),
        (
            Style::SpaceDelimited,
            "color=",
            "color=blue",
            "color=blue%20black%20brown",
            "color=R%20100%20G%20200%20B%20150",
        ),
        (
            Style::PipeDelimited,
            "color=",
            "color=blue",
            "color=blue%7Cblack%7Cbrown",
            "color=R%7C100%7CG%7C200%7CB%7C150",
        ),
        (
            Style::DeepObject,
            "color=",
            "color=blue",
            "color=blue&color=black&color=brown",
            "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150",
        ),
    ] {
        for (json, expected) in
            [(r#""""#, empty), (STRING, string), (ARRAY, array), (OBJECT, object)]
        {
            assert_eq!(query("color", &color(json), style).join("&"), expected, "{style:?}");
        }
    }
}

#[test]
fn nothing_is_sent_for_nothing() {
    for json in ["null", "[]", "{}"] {
        for style in [Style::Form, Style::FormExplode, Style::DeepObject, Style::Json] {
            assert!(query("color", &color(json), style).is_empty(), "{style:?} {json}");
        }
    }
}

#[test]
fn reserved_characters_are_escaped() {
    let value = r#"["a,b","c d","/?#[]@!$&'()*+;=%é","-._~AZaz09"]"#;
    let expected =
        "x%26=a%2Cb,c%20d,%2F%3F%23%5B%5D%40%21%24%26%27%28%29%2A%2B%3B%3D%25%C3%A9,-._~AZaz09";
    assert_eq!(query("x&", &color(value), Style::Form), [expected]);
    assert_eq!(segment("x", &color(r#""a b/é""#), Style::Simple, Escape::Never), "a b/é");
}

#[test]
fn what_is_nested_is_json_or_goes_on_with_brackets() {
    let value = r#"{"a":{"b":[1,"2"]},"c":null}"#;
    assert_eq!(
        query("q", &color(value), Style::Form),
        ["q=a,%7B%22b%22%3A%5B1%2C%222%22%5D%7D,c,"]
    );
    assert_eq!(
        query("q", &color(value), Style::DeepObject),
        ["q%5Ba%5D%5Bb%5D=1", "q%5Ba%5D%5Bb%5D=2"]
    );
    assert_eq!(query("q", &color("[1]"), Style::Json), ["q=%5B1%5D"]);
    assert_eq!(segment("q", &color("[1]"), Style::Json, Escape::Never), "[1]");
}

#[test]
fn types_are_rendered_as_their_json() {
    fn rendered(value: &dyn Encode) -> String {
        query("q", &Parameter::new(value), Style::Form).concat()
    }
    assert_eq!(rendered(&true), "q=true");
    assert_eq!(rendered(&1.5), "q=1.5");
    assert_eq!(rendered(&None::<i64>), "");
    assert_eq!(rendered(&BTreeMap::from([("a".to_owned(), 1_i64)])), "q=a,1");
}
