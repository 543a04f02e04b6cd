//! Headers and encodings as openapiv3 takes them.

use serde_json::Value;

use super::Object;
use super::parameter::{move_reserved, styles};
use super::pass::Parts;
use crate::api::extension;

/// A header has one style only, `simple` (OpenAPI 3.0, "Header Object").
pub(super) fn style(header: &mut Object, _: &mut Parts) {
    header.shift_remove("style");
}

/// Moves the flags that openapiv3 forgets on a header to private keys, and removes what makes a
/// parameter of it.
pub(super) fn flags(header: &mut Object, _: &mut Parts) {
    for without_meaning in ["name", "in", "allowEmptyValue"] {
        header.shift_remove(without_meaning);
    }
    move_reserved(header);
    if let Some(explode) = header.shift_remove("explode") {
        header.insert(extension::EXPLODE.to_owned(), explode);
    }
}

/// Carries `explode`, whose default depends on `style` where openapiv3 says `false`; removes a
/// style that the query does not have, and nested encodings (OpenAPI 3.2).
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
