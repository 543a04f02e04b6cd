//! The table of style examples (OpenAPI 3.1, Parameter Object), and cases that it leaves open.

use std::collections::BTreeMap;

use super::request::request;
use crate::runtime::Style;
use crate::runtime::json::{Encode, RawJson, from_str};
use crate::runtime::style::{Arrays, Escape, Parameter, pairs, query, query_escaped, segment};

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
            "color%5B0%5D=blue&color%5B1%5D=black&color%5B2%5D=brown",
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
fn absent_values_are_not_sent() {
    for json in ["null", "[]", "{}"] {
        for style in [Style::Form, Style::FormExplode, Style::DeepObject] {
            assert!(query("color", &color(json), style).is_empty(), "{style:?} {json}");
        }
    }
    assert!(query("color", &color("null"), Style::Json).is_empty());
}

#[test]
fn empty_arrays_and_objects_have_a_json_text() {
    for (json, escaped) in [("[]", "%5B%5D"), ("{}", "%7B%7D")] {
        assert_eq!(query("c", &color(json), Style::Json), [format!("c={escaped}")]);
        assert_eq!(query("c", &color(json), Style::JsonOrNull), [format!("c={escaped}")]);
        let sent = request("/{c}", |request| {
            request.path("c", &from_str::<RawJson>(json).unwrap(), Style::Json);
            request.header_styled("c", &from_str::<RawJson>(json).unwrap(), Style::Json);
            request.cookie("c", &from_str::<RawJson>(json).unwrap(), Style::Json);
        });
        let sent = sent.unwrap();
        assert_eq!(sent.target, format!("/{escaped}"));
        assert_eq!(sent.headers["c"], json);
        assert_eq!(sent.headers["cookie"], format!("c={escaped}"));
    }
    assert_eq!(query("c", &color("null"), Style::JsonOrNull), ["c=null"]);
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
fn nested_values_are_json_or_deep_objects() {
    let value = r#"{"a":{"b":[1,"2"]},"c":null}"#;
    assert_eq!(query("q", &color(value), Style::Form), ["q=a,%7B%22b%22%3A%5B1%2C%222%22%5D%7D"]);
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

#[test]
fn arrays_in_objects_are_repeated_or_numbered() {
    let joined = |json: &str, arrays| {
        let pairs = pairs("q", &color(json), Style::DeepObject, Escape::Never, arrays);
        pairs.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&")
    };
    let scalars = r#"{"a":[1,2]}"#;
    assert_eq!(joined(scalars, Arrays::Repeated), "q[a]=1&q[a]=2");
    assert_eq!(joined(scalars, Arrays::Numbered), "q[a][0]=1&q[a][1]=2");
    let objects = r#"{"a":[{"b":1},{"b":2}]}"#;
    for arrays in [Arrays::Repeated, Arrays::Numbered] {
        assert_eq!(joined(objects, arrays), "q[a][0][b]=1&q[a][1][b]=2");
    }
}

#[test]
fn reserved_characters_are_preserved_if_allowed() {
    let reserved = |text: &str| {
        let value = Parameter::new(text);
        query_escaped("n/", &value, Style::Form, Escape::Reserved).concat()
    };
    assert_eq!(reserved("/a:b@c!$'()*,;="), "n%2F=/a:b@c!$'()*,;=");
    assert_eq!(reserved("a&b#c+d[e]?é"), "n%2F=a%26b%23c%2Bd%5Be%5D?%C3%A9");
    assert_eq!(reserved("%2F 50% %4"), "n%2F=%2F%2050%25%20%254");
}

#[test]
fn nested_nulls_are_omitted() {
    for (json, style, expected) in [
        ("[null,1]", Style::Form, "color=1"),
        (r#"{"a":null,"b":1}"#, Style::FormExplode, "b=1"),
        (r#"{"a":null}"#, Style::Form, ""),
        ("[null]", Style::FormExplode, ""),
    ] {
        assert_eq!(query("color", &color(json), style).join("&"), expected, "{json}");
    }
}

#[test]
fn numbers_are_written_as_digits() {
    for (json, expected) in [
        ("5.0", "5"),
        ("-0.0", "0"),
        ("1e21", "1000000000000000000000"),
        ("1.5e3", "1500"),
        ("-12.50", "-12.5"),
        ("15e-1", "1.5"),
        ("1E-7", "0.0000001"),
        ("0.1", "0.1"),
        ("18446744073709551616", "18446744073709551616"),
        ("123456789.123456789", "123456789.123456789"),
        ("1e+2", "100"),
        ("1e999999999", "1e999999999"),
    ] {
        let text = segment("n", &color(json), Style::Simple, Escape::Never);
        assert_eq!(text, expected, "{json}");
    }
    let list = color("[1.0,{\"a\":2.0}]");
    assert_eq!(query("n", &list, Style::FormExplode), ["n=1", "n=%7B%22a%22%3A2.0%7D"]);
    assert_eq!(query("n", &color("[1.0]"), Style::Json), ["n=%5B1.0%5D"]);
    let large = Parameter::new(&f64::MAX);
    assert_eq!(segment("n", &large, Style::Simple, Escape::Percent).len(), 309);
    let small = Parameter::new(&f64::MIN_POSITIVE);
    assert!(segment("n", &small, Style::Simple, Escape::Percent).starts_with("0.000"));
}
