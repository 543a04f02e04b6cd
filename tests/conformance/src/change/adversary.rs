//! Changes at each location of a value that affect the choice of a union member: `null`, other
//! types, missing or added properties, unlisted values.

use serde_json::{Value, json};

use super::Edit;
use crate::site::Site;

/// Adds the changes at a location.
pub(super) fn changes(site: &Site<'_, '_>, edits: &mut Vec<Edit>) {
    if site.schema.parts.is_empty() {
        return;
    }
    let mut put = |what, value: Value| {
        if *site.value != value {
            edits.push(Edit { reported: None, ..site.edit(what, None, Some(value)) });
        }
    };
    if site.schema.listed().is_some() {
        for value in [json!("zz_new_value"), json!(987_654), json!(true)] {
            put("new value", value);
        }
    }
    put("null", Value::Null);
    for value in [json!("text"), json!(7), json!(1.5), json!(false), json!([]), json!({})] {
        put("other type", value);
    }
    let Value::Object(members) = site.value else { return };
    for name in members.keys() {
        let edit = site.edit("missing property", Some(name), None);
        edits.push(Edit { reported: None, ..edit });
    }
    for name in site.schema.property_names().into_iter().chain(["zz_new_field"]) {
        if members.contains_key(name) {
            continue;
        }
        for value in [Value::Null, json!("text"), json!({"a": [1]})] {
            let edit = site.edit("other property", Some(name), Some(value));
            edits.push(Edit { reported: None, ..edit });
        }
    }
}
