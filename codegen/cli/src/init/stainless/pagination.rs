//! `pagination`: converts pagination schemes to rules of `codegen.toml`.

use codegen::internals::document::text::toml_string;
use serde_json::Value;

/// The key with the purpose of a property.
const PROPERTY: &str = "x-stainless-pagination-property";

/// Returns the tables of all schemes, and notes about those that can't be expressed as a rule.
pub(super) fn rules(schemes: &Value) -> (String, Vec<String>) {
    let (mut rules, mut notes) = (String::new(), Vec::new());
    for scheme in schemes.as_array().into_iter().flatten() {
        match rule(scheme) {
            Ok(rule) => rules.push_str(&format!("[[pagination]]\n{rule}\n")),
            Err(reason) => {
                let name = scheme["name"].as_str().unwrap_or("unnamed");
                notes.push(format!("the pagination scheme `{name}` is skipped: {reason}"));
            }
        }
    }
    (rules, notes)
}

/// Returns the lines of a rule.
fn rule(scheme: &Value) -> Result<String, &'static str> {
    let kind = scheme["type"].as_str().unwrap_or_default();
    let (style, parameter, end) = match kind {
        "page_number" => ("page", "page_number_param", Some(("pages", "total_page_count_field"))),
        "offset" => ("offset", "offset_count_param", Some(("total", "offset_total_count_field"))),
        "cursor" => ("cursor", "next_cursor_param", Some(("next", "next_cursor_field"))),
        "cursor_id" => ("last-item", "next_cursor_id_param", Some(("more", "has_next_page"))),
        "cursor_url" => return Err("the next page is a URL; write a rule with the style \"link\""),
        _ => return Err("its type is not supported"),
    };
    let (request, response) = (&scheme["request"], &scheme["response"]);
    let parameter = place(request, parameter).ok_or("no parameter has the required purpose")?;
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

/// Returns the dotted path of the property with this purpose; for a property of an item, relative
/// to the item.
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

/// Whether the response is the list of items itself.
fn is_array(response: &Value) -> bool {
    let properties = response.as_object().into_iter().flatten();
    response["type"] == "array"
        || properties.into_iter().any(|(_, it)| it[PROPERTY]["is_top_level_array"] == true)
}

/// Returns the first property that is an array.
fn first_array(response: &Value) -> Option<String> {
    let mut properties = response.as_object()?.iter();
    properties.find(|(_, schema)| schema["type"] == "array").map(|(name, _)| name.clone())
}
