//! Unknown properties and values, and the three states of a property.

use std::collections::HashSet;

use serde_json::json;

use super::same;
use crate::runtime::json::{self, Extra, Maybe, RawJson};

#[test]
fn maybe_reads_like_an_option() {
    let mut name = Maybe::from("a".to_owned());
    assert!(name.is_value() && !name.is_null() && !name.is_absent());
    assert_eq!(name.as_deref(), Maybe::Value("a"));
    if let Maybe::Value(name) = name.as_mut() {
        name.push('b');
    }
    assert_eq!(name.as_ref().map(|name| name.len()), Maybe::Value(2));
    assert_eq!(name.take().value(), Some("ab".to_owned()));
    assert!(name.is_absent());
    assert_eq!(Maybe::<i64>::from(Some(1)), Maybe::Value(1));
    assert_eq!(Maybe::<i64>::from(None), Maybe::Absent);
    assert_eq!(Maybe::<i64>::Null.value(), None);
    assert_eq!(Maybe::Null.unwrap_or(2), 2);
    assert_eq!(Maybe::<i64>::Absent.unwrap_or_default(), 0);
    assert_eq!(Maybe::Value(3).unwrap_or_else(|| 4), 3);
}

#[test]
fn raw_json_preserves_its_text() {
    let raw = same::<RawJson>(r#"{"a": 1.0, "b":"hunter2"}"#);
    assert_eq!(raw.as_str(), r#"{"a": 1.0, "b":"hunter2"}"#);
    assert_eq!(format!("{raw:?}"), "RawJson(an object, 25 bytes)");
    assert_eq!(raw.to_value(), json!({"a": 1.0, "b": "hunter2"}));
    assert_eq!(raw, json::from_str(r#"{"b":"hunter2","a":1.00}"#).unwrap());
    assert_ne!(raw, json::from_str(r#"{"b":"hunter2","a":2.0}"#).unwrap());
    assert_eq!(json::from_str::<RawJson>("[1]").unwrap().decode::<Vec<i64>>().unwrap(), [1]);
    let keys: HashSet<RawJson> = [r#"{"b":"hunter2","a":1.00}"#, r#"{"a":2.0}"#, r#"{"a" : 2.0}"#]
        .map(|text| json::from_str(text).unwrap())
        .into();
    assert!(keys.len() == 2 && keys.contains(&raw));
    assert!(raw.decode::<i64>().is_err());
    assert_eq!(same::<RawJson>("-1e400").to_value(), json!(f64::MIN));
}

#[test]
fn extra_is_a_map_in_order() {
    let mut extra = Extra::default();
    assert_eq!(std::mem::size_of::<Extra>(), std::mem::size_of::<usize>());
    assert!(extra.is_empty() && extra.get("a").is_none() && extra.remove("a").is_none());
    extra.insert("b", json!("hunter2"));
    extra.insert("a", json!(1));
    extra.insert("b", json!([2]));
    assert_eq!(extra.len(), 2);
    assert_eq!(extra.iter().map(|(name, _)| name).collect::<Vec<_>>(), ["b", "a"]);
    assert_eq!(extra.get("b").unwrap().as_str(), "[2]");
    assert_eq!(format!("{extra:?}"), r#"{"b", "a"}"#);

    let mut other = Extra::default();
    other.insert("a", json!(1));
    assert_ne!(extra, other);
    other.insert("b", json!([2]));
    assert_eq!(extra, other);
    other.insert("b", json!([3]));
    assert_ne!(extra, other);
    assert_eq!(extra.remove("b").unwrap().as_str(), "[2]");
    assert_eq!(extra.len(), 1);
}
