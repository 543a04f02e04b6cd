//! Parameters, in the form that openapiv3 accepts: each location has its own styles and flags.

use serde_json::Value;

use super::Object;
use super::pass::Parts;
use crate::api::extension;

/// Removes a `style` that isn't allowed for the location, so that the default applies (OpenAPI 3.0,
/// Style Values). Moves `cookie` (OpenAPI 3.2) to a private extension.
pub(super) fn style(parameter: &mut Object, _: &mut Parts) {
    let Some(style) = parameter.get("style") else { return };
    if style.as_str().is_some_and(|style| styles(location(parameter)).contains(&style)) {
        return;
    }
    let style = parameter.shift_remove("style");
    if let Some(style) = style.filter(|style| style == "cookie") {
        parameter.insert(extension::STYLE.to_owned(), style);
    }
}

/// Returns the styles of a location (OpenAPI 3.0, Style Values).
pub(super) fn styles(location: &str) -> &'static [&'static str] {
    match location {
        "query" => &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
        "path" => &["simple", "label", "matrix"],
        "cookie" => &["form"],
        _ => &["simple"],
    }
}

/// Outside of the query, moves `allowReserved` (OpenAPI 3.2) to a private extension and removes
/// `allowEmptyValue`, which has no meaning there.
pub(super) fn flags(parameter: &mut Object, _: &mut Parts) {
    if location(parameter) == "query" {
        return;
    }
    parameter.shift_remove("allowEmptyValue");
    move_reserved(parameter);
}

/// Moves `allowReserved` to a private extension.
pub(super) fn move_reserved(object: &mut Object) {
    if object.shift_remove("allowReserved") == Some(Value::Bool(true)) {
        object.insert(extension::ALLOW_RESERVED.to_owned(), Value::Bool(true));
    }
}

fn location(parameter: &Object) -> &str {
    parameter.get("in").and_then(Value::as_str).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn desugared(mut parameter: Value) -> Value {
        let object = parameter.as_object_mut().expect("an object");
        style(object, &mut Parts::default());
        flags(object, &mut Parts::default());
        parameter
    }

    #[test]
    fn an_invalid_style_is_replaced_by_the_default() {
        assert_eq!(
            desugared(json!({ "in": "header", "style": "form" })),
            json!({ "in": "header" })
        );
        let fitting = json!({ "in": "path", "style": "label" });
        assert_eq!(desugared(fitting.clone()), fitting);
    }

    #[test]
    fn the_style_of_cookies_is_carried() {
        let carried = json!({ "in": "cookie", "x-codegen:style": "cookie" });
        assert_eq!(desugared(json!({ "in": "cookie", "style": "cookie" })), carried);
    }

    #[test]
    fn query_flags_are_kept_in_queries() {
        let query = json!({ "in": "query", "allowReserved": true, "allowEmptyValue": true });
        assert_eq!(desugared(query.clone()), query);
        let carried = json!({ "in": "path", "x-codegen:allow-reserved": true });
        assert_eq!(desugared(json!({ "in": "path", "allowReserved": true })), carried);
    }
}
