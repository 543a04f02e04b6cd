//! Headers and encodings, in the form that openapiv3 accepts.

use serde_json::Value;

use super::Object;
use super::parameter::{move_reserved, styles};
use super::pass::Parts;
use crate::api::extension;

/// Removes `style`: the only style of a header is `simple` (OpenAPI 3.0, Header Object).
pub(super) fn style(header: &mut Object, _: &mut Parts) {
    header.shift_remove("style");
}

/// Moves the flags that openapiv3 ignores on a header to private extensions, and removes the fields
/// that only parameters have.
pub(super) fn flags(header: &mut Object, _: &mut Parts) {
    for without_meaning in ["name", "in", "allowEmptyValue"] {
        header.shift_remove(without_meaning);
    }
    move_reserved(header);
    if let Some(explode) = header.shift_remove("explode") {
        header.insert(extension::EXPLODE.to_owned(), explode);
    }
}

/// Copies `explode` to a private extension, since its default depends on `style` but openapiv3
/// assumes `false`. Removes styles that aren't allowed in the query, and nested encodings (OpenAPI
/// 3.2).
pub(super) fn encoding(encoding: &mut Object, _: &mut Parts) {
    for nested in ["encoding", "prefixEncoding", "itemEncoding"] {
        encoding.shift_remove(nested);
    }
    if let Some(explode) = encoding.get("explode").cloned() {
        encoding.insert(extension::EXPLODE.to_owned(), explode);
    }
    let style = encoding.get("style").and_then(Value::as_str);
    if style.is_none_or(|style| !styles("query").contains(&style)) {
        encoding.shift_remove("style");
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_header_keeps_its_explode() {
        let mut header = json!({ "in": "header", "style": "form", "explode": true });
        style(header.as_object_mut().expect("an object"), &mut Parts::default());
        flags(header.as_object_mut().expect("an object"), &mut Parts::default());
        assert_eq!(header, json!({ "x-codegen:explode": true }));
    }

    #[test]
    fn an_encoding_tells_false_from_absent() {
        let mut given = json!({ "style": "simple", "explode": false });
        encoding(given.as_object_mut().expect("an object"), &mut Parts::default());
        assert_eq!(given, json!({ "explode": false, "x-codegen:explode": false }));
    }
}
