//! The codec of the basic JSON types, and its errors.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::{assert_reencoded_as, fails, same};
use crate::runtime::json::{self as codec, DecodeErrorKind, Kind, RawJson};

#[test]
fn scalars() {
    same::<bool>("true");
    same::<String>(r#""a\n\"é\u0001""#);
    assert_reencoded_as::<String>(r#""\u0041\/\ud83d\ude00""#, r#""A/😀""#);
    same::<i32>("-2147483648");
    same::<u64>("18446744073709551615");
    same::<i128>("-170141183460469231731687303715884105727");
    same::<f64>("0.1");
    same::<f64>("1.7976931348623157e+308");
    same::<f32>("0.1");
}

#[test]
fn integers_may_be_written_as_floats() {
    for (text, value) in [
        ("1.0", 1),
        ("1e2", 100),
        ("1.50e1", 15),
        ("120e-1", 12),
        ("-0.0", 0),
        ("0e99999999999999999999", 0),
        ("9223372036854775807.0", i64::MAX),
        ("-9.223372036854775808e18", i64::MIN),
    ] {
        assert_eq!(codec::from_str::<i64>(text).unwrap(), value, "{text}");
    }
    fails::<i64>(
        "1.5",
        "at the top level: expected an integer, found a number that is not an integer",
    );
    fails::<i64>(
        "1e-1",
        "at the top level: expected an integer, found a number that is not an integer",
    );
    let beyond = "at the top level: expected a 64-bit integer, found a number beyond its range";
    for text in ["9223372036854775808", "1e19", "1e99999999999999999999", "9e38", "1e39"] {
        fails::<i64>(text, beyond);
    }
    assert!(codec::from_str::<u32>("-1").is_err());
    assert!(codec::from_str::<i32>("2147483648").is_err());
}

#[test]
fn floats_are_finite() {
    assert_eq!(codec::from_str::<f64>("1").unwrap().to_bits(), 1.0_f64.to_bits());
    let error = codec::from_str::<f64>("1e400").unwrap_err();
    assert_eq!(*error.kind(), DecodeErrorKind::OutOfRange { expected: "a 64-bit float" });
    assert_eq!(codec::to_string(&vec![f64::NAN, f64::INFINITY]), "[null,null]");
    for text in ["NaN", "Infinity", "-Infinity", "+1", "01", "1.", ".5", "-"] {
        assert!(codec::from_str::<f64>(text).is_err(), "{text}");
    }
}

#[test]
fn collections() {
    same::<Vec<Option<i64>>>("[1,null,3]");
    same::<Vec<Vec<i64>>>("[[],[1]]");
    same::<Box<bool>>("true");
    same::<BTreeMap<String, i64>>(r#"{"a":1,"b\"":2}"#);
    same::<(String, i64)>(r#"["a",1]"#);
    same::<(i64, i64, i64, i64, i64, i64, i64, i64)>("[1,2,3,4,5,6,7,8]");
    assert_reencoded_as::<Vec<i64>>(" [ 1 , 2 ] ", "[1,2]");
    fails::<(i64, i64)>("[1]", "at the top level: expected an array of 2 items");
    fails::<(i64, i64)>("[1,2,3]", "at the top level: expected an array of 2 items");
    fails::<(i64, i64)>("[1,true]", "at /1: expected an integer, found a boolean");
}

#[test]
fn the_last_of_duplicate_names_is_used() {
    assert_reencoded_as::<BTreeMap<String, i64>>(r#"{"a":1,"a":2}"#, r#"{"a":2}"#);
    assert_reencoded_as::<Map<String, Value>>(r#"{"a":1,"a":2}"#, r#"{"a":2}"#);
}

#[test]
fn free_form_values() {
    same::<Value>(r#"{"a":[1,1.5,null,true,"x",{}],"b":18446744073709551615}"#);
    same::<Map<String, Value>>(r#"{"a":{"b":[]}}"#);
    assert_eq!(codec::from_str::<Value>("0.1").unwrap(), json!(0.1));
    assert_eq!(codec::from_str::<Value>("1.0").unwrap(), json!(1.0));
    assert!(codec::from_str::<Value>("1e400").is_err());
    fails::<Value>(r#"{"a":[1,tru]}"#, "at /a/1: invalid JSON: expected a value");
}

#[test]
fn errors_have_a_position() {
    let text = r#"{"a/b":{"~":[0,"x"]}}"#;
    let error = fails::<BTreeMap<String, BTreeMap<String, Vec<i64>>>>(
        text,
        "at /a~1b/~0/1: expected an integer, found a string",
    );
    assert_eq!(error.offset(), text.find("\"x").unwrap());
    assert_eq!(
        *error.kind(),
        DecodeErrorKind::Type { expected: "an integer", found: Kind::String }
    );
}

#[test]
fn errors_do_not_show_values() {
    let error = codec::from_str::<Vec<i64>>(r#"["hunter2"]"#).unwrap_err();
    assert!(!format!("{error:?} {error}").contains("hunter2"));
}

#[test]
fn broken_text() {
    for text in [
        "",
        " ",
        "[",
        "[1",
        "[1,",
        "[1,]",
        "[1 2]",
        "nul",
        "x",
        "\"",
        "\"\\x\"",
        "\"\\ud800\"",
        "\"a\nb\"",
    ] {
        let error = codec::from_str::<Value>(text).unwrap_err();
        assert!(matches!(error.kind(), DecodeErrorKind::Syntax(_)), "{text}: {error}");
    }
    for text in
        ["{", r#"{"a""#, r#"{"a":"#, r#"{"a":1"#, r#"{"a":1,}"#, "{a:1}", r#"{"a" 1}"#, "{,}"]
    {
        assert!(codec::from_str::<BTreeMap<String, i64>>(text).is_err(), "{text}");
        assert!(codec::from_str::<RawJson>(text).is_err(), "{text}");
    }
    let trailing = "at the top level: expected the end of the JSON text, found trailing characters";
    fails::<i64>("1 2", trailing);
    let error = codec::from_slice::<Value>(b"[\"\xFF\"]").unwrap_err();
    assert_eq!(
        (error.offset(), error.kind()),
        (2, &DecodeErrorKind::Syntax("the text is not UTF-8"))
    );
}

#[test]
fn depth_is_bounded() {
    let nested = |depth| "[".repeat(depth) + &"]".repeat(depth);
    same::<Value>(&nested(128));
    for depth in [129, 100_000] {
        let error = codec::from_str::<Value>(&nested(depth)).unwrap_err();
        assert_eq!(*error.kind(), DecodeErrorKind::TooDeep);
    }
    let raw = same::<RawJson>(&nested(200));
    assert!(raw.to_value().is_array());
    let error = codec::from_str::<RawJson>(&nested(100_000)).unwrap_err();
    assert_eq!(*error.kind(), DecodeErrorKind::TooDeep);
}

#[test]
fn names_may_have_escapes_and_white_space() {
    let text = " { \"a\\u0062\" : 1 ,\t\"\\\"\":2\n, \"é\" :3 , \"{,\":4 } ";
    assert_reencoded_as::<BTreeMap<String, i64>>(text, r#"{"\"":2,"ab":1,"{,":4,"é":3}"#);
}

/// Broken text must neither panic nor be accepted; text that serde_json accepts is read the same
/// way.
#[test]
fn mutated_text_is_read_as_serde_json_reads_it() {
    let text =
        r#" {"a\u0041":[1, -2.5e3,true ,null],"b":{"c":"d\n\ud83d\ude00é","":{}}, "e":0.1} "#;
    let alphabet = br#"{}[]",:\u0-+.eE1 tnfa"#;
    let mut state = 1_u64;
    let mut random = |bound: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from(state >> 33).unwrap() % bound
    };
    let mut valid = 0;
    for _ in 0..50_000 {
        let mut bytes = text.as_bytes().to_vec();
        for _ in 0..=random(3) {
            let position = random(bytes.len());
            match random(3) {
                0 => bytes[position] = alphabet[random(alphabet.len())],
                1 => bytes.insert(position, alphabet[random(alphabet.len())]),
                _ => drop(bytes.remove(position)),
            }
        }
        let expected = serde_json::from_slice::<Value>(&bytes).ok();
        assert_eq!(codec::from_slice::<Value>(&bytes).ok(), expected, "{bytes:?}");
        assert_eq!(codec::from_slice::<RawJson>(&bytes).is_ok(), expected.is_some());
        valid += usize::from(expected.is_some());
    }
    assert!(valid > 1_000, "{valid}");
}

#[test]
fn invalid_json_is_not_reported_as_a_type_error() {
    for text in ["nope", "tttt", "[1,", "{\"a\""] {
        let error = codec::from_str::<String>(text).unwrap_err();
        assert!(!error.to_string().contains("expected a string"), "{text}: {error}");
    }
    let error = codec::from_str::<String>("null").unwrap_err();
    assert!(error.to_string().contains("expected a string"), "{error}");
}
