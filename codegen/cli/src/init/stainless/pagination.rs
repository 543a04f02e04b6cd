//! `pagination`: schemes as rules of `codegen.toml`.

use codegen::internals::document::text::toml_string;
use serde_json::Value;

/// The key that says what a property is for.
const PROPERTY: &str = "x-stainless-pagination-property";

/// The tables of all schemes, and lines about those that no rule can say.
pub(super) fn rules(schemes: &Value) -> (String, Vec<String>) {
    let (mut rules, mut notes) = (String::new(), Vec::new());
    for scheme in schemes.as_array().into_iter().flatten() {
        match rule(scheme) {
            Ok(rule) => rules.push_str(&format!("[[pagination]]\n{rule}\n")),
            Err(reason) => {
                let name = scheme["name"].as_str().unwrap_or("without a name");
                notes.push(format!("the pagination scheme `{name}` is left out: {reason}"));
            }
        }
    }
    (rules, notes)
}

/// The lines of a rule.
fn rule(scheme: &Value) -> Result<String, &'static str> {
    let kind = scheme["type"].as_str().unwrap_or_default();
    let (style, parameter, end) = match kind {
        "page_number" => ("page", "page_number_param", Some(("pages", "total_page_count_field"))),
        "offset" => ("offset", "offset_count_param", Some(("total", "offset_total_count_field"))),
        "cursor" => ("cursor", "next_cursor_param", Some(("next", "next_cursor_field"))),
        "cursor_id" => ("last-item", "next_cursor_id_param", Some(("more", "has_next_page"))),
        "cursor_url" => return Err("its pages are at URLs; write a rule with the style \"link\""),
        _ => return Err("there is no rule for its type"),
    };
    let (request, response) = (&scheme["request"], &scheme["response"]);
    let parameter = place(request, parameter).ok_or("no parameter has the purpose of its type")?;
    let items = match is_array(response) {
        true => String::new(),
        false => place(response, "items")
            .or_else(|| first_array(response))
            .ok_or("no property of the response is an array")?,
    };
    let asked = match scheme["param_location"] == "body" {
        true => "body",
        false => "parameter",
    };
    let mut lines = vec![("style", style.to_owned()), (asked, parameter), ("items", items)];
    if let Some((key, purpose)) = end {
        match place(response, purpose) {
            Some(place) => lines.push((key, place)),
            None if style == "cursor" => {
                return Err("no property of the response is the next cursor");
            }
            None => {}
        }
    }
    if let Some(id) = place(response, "cursor_item_id").filter(|_| style == "last-item") {
        lines.push(("id", id));
    }
    Ok(lines.iter().map(|(key, value)| format!("{key} = {}\n", toml_string(value))).collect())
}

/// The names, with dots between them, that lead to the property with this purpose; those of an item
/// are from the item on.
fn place(properties: &Value, purpose: &str) -> Option<String> {
    properties.as_object()?.iter().find_map(|(name, schema)| {
        let property = &schema[PROPERTY];
        if property["purpose"] == purpose && property["from_header"].is_null() {
            return Some(name.clone());
        }
        let below = place(&schema["properties"], purpose).map(|it| format!("{name}.{it}"));
        below.or_else(|| place(&schema["items"]["properties"], purpose))
    })
}

/// Whether the response itself is the list of items.
fn is_array(response: &Value) -> bool {
    let properties = response.as_object().into_iter().flatten();
    response["type"] == "array"
        || properties.into_iter().any(|(_, it)| it[PROPERTY]["is_top_level_array"] == true)
}

/// The only kind of property that has items.
fn first_array(response: &Value) -> Option<String> {
    let mut properties = response.as_object()?.iter();
    properties.find(|(_, schema)| schema["type"] == "array").map(|(name, _)| name.clone())
}
