//! Values that violate one constraint each. The validator decides whether a value does.

use serde_json::{Map, Number, Value, json};

use super::Edit;
use crate::site::Site;

/// The maximum length of a string or array that exceeds a bound.
const MAX_LEN: u64 = 20_000;

/// Strings that match no format, or nearly match one.
const TEXTS: [&str; 12] = [
    "",
    "~ \u{7f}",
    "::",
    "zz zz",
    "6f9619ff8b86d011b42d00c04fc964ff",
    "2024-01-01 10:00:00Z",
    "2024-01-01T10:00Z",
    "20240101",
    "2024-02-30",
    "AA",
    "AB==",
    "{unclosed",
];

/// Adds the changes that violate each constraint at a location.
pub(super) fn violations(site: &Site<'_, '_>, edits: &mut Vec<Edit>) {
    if site.schema.parts.is_empty() {
        return;
    }
    let types =
        [json!({"wrong": 1}), json!("wrong"), json!(17), json!(1.5), json!(true), json!([])];
    types.into_iter().for_each(|value| replace(site, "type", value, edits));
    replace(site, "null", Value::Null, edits);
    if site.schema.listed().is_some() {
        let others =
            [json!("zz_new_value"), json!(987_654), json!(0.125), json!(true), json!(false)];
        others.into_iter().for_each(|value| replace(site, "value", value, edits));
    }
    match site.value {
        Value::String(text) => texts(site, text, edits),
        Value::Number(number) => numbers(site, number, edits),
        Value::Array(items) => arrays(site, items, edits),
        Value::Object(members) => objects(site, members, edits),
        Value::Null | Value::Bool(_) => {}
    }
}

fn replace(site: &Site<'_, '_>, what: &'static str, value: Value, edits: &mut Vec<Edit>) {
    if *site.value != value {
        edits.push(Edit { reported: None, ..site.edit(what, None, Some(value)) });
    }
}

/// Returns the bounds of a keyword that are small enough to exceed.
fn bounds<'s>(site: &'s Site<'_, '_>, keyword: &'s str) -> impl Iterator<Item = usize> + 's {
    let whole = site.schema.all(keyword).filter_map(crate::sample::whole);
    whole.filter(|it| *it < MAX_LEN).filter_map(|it| usize::try_from(it).ok())
}

fn texts(site: &Site<'_, '_>, text: &str, edits: &mut Vec<Edit>) {
    for least in bounds(site, "minLength").filter(|it| *it > 0) {
        let short: String = text.chars().take(least - 1).collect();
        replace(site, "minLength", short.into(), edits);
    }
    for most in bounds(site, "maxLength") {
        let long: String = text.chars().chain(std::iter::repeat('x')).take(most + 1).collect();
        replace(site, "maxLength", long.into(), edits);
    }
    for keyword in ["pattern", "format"] {
        if site.schema.all(keyword).next().is_some() {
            TEXTS.iter().for_each(|it| replace(site, keyword, json!(it), edits));
        }
    }
}

fn numbers(site: &Site<'_, '_>, number: &Number, edits: &mut Vec<Edit>) {
    let beyond =
        [("minimum", -1.0), ("exclusiveMinimum", 0.0), ("maximum", 1.0), ("exclusiveMaximum", 0.0)];
    for (keyword, by) in beyond {
        for bound in site.schema.all(keyword) {
            let value = match (bound.as_i64(), bound.as_f64()) {
                (Some(bound), _) if by < 0.0 => json!(bound.saturating_sub(1)),
                (Some(bound), _) if by > 0.0 => json!(bound.saturating_add(1)),
                (None, Some(bound)) => json!(bound + by),
                _ => bound.clone(),
            };
            replace(site, keyword, value, edits);
        }
    }
    if let Some(step) = site.schema.all("multipleOf").find_map(Value::as_f64) {
        let value = number.as_f64().unwrap_or_default();
        replace(site, "multipleOf", json!(value + step / 2.0), edits);
        replace(site, "multipleOf", json!(step.mul_add(2.0, 1.0)), edits);
    }
    if site.schema.all("format").next().is_some() {
        for value in [json!(-1), json!(300), json!(70_000), json!(1_i64 << 33), json!(u64::MAX)] {
            replace(site, "format", value, edits);
        }
    }
}

fn arrays(site: &Site<'_, '_>, items: &[Value], edits: &mut Vec<Edit>) {
    for least in bounds(site, "minItems").filter(|it| (1..=items.len()).contains(it)) {
        replace(site, "minItems", items[..least - 1].to_vec().into(), edits);
    }
    if let Some(last) = items.last() {
        for most in bounds(site, "maxItems").filter(|it| *it >= items.len() && *it < 1000) {
            let mut long = items.to_vec();
            long.resize(most + 1, last.clone());
            replace(site, "maxItems", long.into(), edits);
        }
        let more: Vec<Value> = items.iter().chain([last]).cloned().collect();
        replace(site, "items", more.into(), edits);
    }
}

fn objects(site: &Site<'_, '_>, members: &Map<String, Value>, edits: &mut Vec<Edit>) {
    for name in site.schema.required() {
        if members.contains_key(name) {
            edits.push(Edit { reported: None, ..site.edit("required", Some(name), None) });
        }
    }
    let names = ["zz_new_field", "", "Ünï ~", "0"];
    for (name, value) in
        names.into_iter().zip([json!("x"), json!(1.5), json!({"a": null}), json!(true)])
    {
        if !members.contains_key(name) {
            let edit = site.edit("additional property", Some(name), Some(value));
            edits.push(Edit { reported: None, ..edit });
        }
    }
    if site.schema.all("minProperties").next().is_some() {
        replace(site, "minProperties", json!({}), edits);
    }
    for most in bounds(site, "maxProperties").filter(|it| *it < 1000) {
        if let Some((_, value)) = members.iter().next() {
            let extra = (0..=most).map(|index| (format!("key{index}"), value.clone()));
            replace(site, "maxProperties", Value::Object(extra.collect()), edits);
        }
    }
}
