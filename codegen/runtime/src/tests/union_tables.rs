//! The tables of tests that select the member of a union.

use super::same;
use super::union::Tagged;
use crate::runtime::json::{self, RawJson, union};

#[derive(Debug, PartialEq)]
enum Selected {
    One(serde_json::Value),
    Two(serde_json::Value),
    Three(serde_json::Value),
    Four(serde_json::Value),
    Five(serde_json::Value),
    Unknown(RawJson),
}

union!(Selected by ["kind"] ["part", "kind"] ["0", "id"] {
    One: [Is(&[Text("one")]), Any, Any],
    Two: [Is(&[Text("two"), Scalar("2"), Scalar("true")]), May(&[Text("a")]), Any],
    Three: [Is(&[Text("two")]), Is(&[Text("b"), Integer]), Absent],
    Four: [Absent, Is(&[Except(&["a", "b"])]), Any],
    Five: [Absent, Absent, Is(&[Uuid])],
});

#[test]
fn tests_of_several_properties_select_a_member() {
    use Selected as It;
    let read = |text: &str| json::from_str::<It>(text).unwrap();
    assert!(matches!(same(r#"{"kind":"one"}"#), It::One(_)));
    assert!(matches!(read(r#"{"part":{"kind":"a"},"kind":"two"}"#), It::Two(_)));
    assert!(matches!(read(r#"{"kind":2.0}"#), It::Two(_)));
    assert!(matches!(same(r#"{"kind":true}"#), It::Two(_)));
    assert!(matches!(read(r#"{"kind":"two","part":{"x":[1],"kind":"b"}}"#), It::Three(_)));
    assert!(matches!(read(r#"{"kind":"two","part":{"kind":1.0}}"#), It::Three(_)));
    assert!(matches!(same(r#"{"part":{"kind":"c"}}"#), It::Four(_)));
    let id = "992fae2a-2a17-4b7a-8d9e-e287cf90131b";
    assert!(matches!(same(&format!(r#"[{{"id":"{id}"}},{{"id":1}}]"#)), It::Five(_)));
    for text in [
        r#"{"kind":"none"}"#,
        r#"{"kind":["one"]}"#,
        r#"{"part":{"kind":"a"}}"#,
        r#"[{"id":"x"}]"#,
        r#"[{}]"#,
        "[]",
        r#""one""#,
    ] {
        assert!(matches!(same::<It>(text), It::Unknown(_)), "{text}");
    }
}

#[derive(Debug, PartialEq)]
enum Formatted {
    Identifier(String),
    Instant(String),
    Day(String),
    Hour(String),
    Span(String),
    Four(String),
    Six(String),
    Unknown(RawJson),
}

union!(Formatted by [] {
    Identifier: [Is(&[Uuid])],
    Instant: [Is(&[DateTime])],
    Day: [Is(&[Date])],
    Hour: [Is(&[Time])],
    Span: [Is(&[Duration])],
    Four: [Is(&[Ipv4])],
    Six: [Is(&[Ipv6])],
});

#[test]
fn a_string_matches_at_most_one_format() {
    use Formatted as It;
    let formatted = |text: &str| same::<It>(&format!("{text:?}"));
    assert!(matches!(formatted("992fae2a-2a17-4b7a-8d9e-e287cf90131b"), It::Identifier(_)));
    assert!(matches!(formatted("2026-01-31T23:59:60.5+01:00"), It::Instant(_)));
    assert!(matches!(formatted("2026-01-31"), It::Day(_)));
    assert!(matches!(formatted("23:59:60Z"), It::Hour(_)));
    assert!(matches!(formatted("P1Y2M3DT4H5M6S"), It::Span(_)));
    assert!(matches!(formatted("192.0.2.1"), It::Four(_)));
    assert!(matches!(formatted("2001:db8::1"), It::Six(_)));
    for text in ["", "P", "2026-01-31T", "12:00:00", "12:00:00.Z", "12:00:00.5é", "1.2.3"] {
        assert!(matches!(formatted(text), It::Unknown(_)), "{text}");
    }
}

/// Returns texts with one byte removed or replaced, and beginnings of the text.
fn damaged(text: &str) -> impl Iterator<Item = String> {
    let replacements = ["", "\"", "\\", "{", "}", "[", "]", ",", ":", "0", " ", "\u{1}"];
    let replaced = (0..text.len()).flat_map(move |at| {
        let (before, after) = (&text[..at], &text[at + 1..]);
        replacements.into_iter().map(move |it| format!("{before}{it}{after}"))
    });
    (0..text.len()).map(|end| text[..end].to_owned()).chain(replaced)
}

/// The values before a tag are passed over without checks, and are checked when they are read.
#[test]
fn a_union_is_read_from_valid_json_only() {
    let texts = [
        r#"{"a":{"x":["]}",[],{}],"y":-1.5e3},"b":"\\\"}","part":{"n":null,"kind":"b"},"kind":"two"}"#,
        r#"[{"n":[true,"\u0041\\"],"id":"992fae2a-2a17-4b7a-8d9e-e287cf90131b"},{"id":1}]"#,
        r#"{"z":["\"",{"kind":"one"}],"kind":"one"}"#,
    ];
    let mut count = [0, 0];
    for text in texts.into_iter().flat_map(damaged) {
        let is_valid = serde_json::from_str::<serde_json::Value>(&text).is_ok();
        assert_eq!(json::from_str::<Selected>(&text).is_ok(), is_valid, "{text}");
        let tagged = json::from_str::<Tagged>(&text);
        assert!(is_valid || tagged.is_err(), "{text}");
        count[usize::from(is_valid)] += 1;
    }
    assert!(count[0] > 1000 && count[1] > 100, "{count:?}");
}
