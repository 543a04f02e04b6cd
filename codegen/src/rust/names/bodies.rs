//! The variants of the contents of a request body.

use super::VariantName;
use super::hint::parameter_words;
use super::scope::Scope;
use super::words::upper_camel;
use crate::api::ir::RequestBody;
use crate::document::media_types::essence;
use crate::document::text::Text;

/// Returns a variant for each content of a body.
pub(super) fn contents(body: &RequestBody) -> Vec<VariantName> {
    let mut scope = Scope::reserving(&["Self"]);
    let names = body
        .contents
        .iter()
        .map(|content| VariantName::new(scope.allocate(&wanted(&content.name)).identifier));
    names.collect()
}

fn wanted(media_type: &Text) -> String {
    kind(media_type) + &parameter_words(media_type)
}

fn kind(media_type: &Text) -> String {
    let essence = essence(media_type);
    let (kind, subtype) = essence.split_once('/').unwrap_or((&essence, ""));
    match (kind, subtype) {
        ("application", "x-www-form-urlencoded") => "Form".to_owned(),
        ("multipart", "form-data") => "Multipart".to_owned(),
        ("text", "plain") => "Text".to_owned(),
        ("application", "octet-stream") => "Bytes".to_owned(),
        ("*", _) => "Any".to_owned(),
        (kind, "*") => upper_camel(kind, "Any"),
        (_, subtype) => {
            let subtype = subtype.trim_start_matches("x-").trim_start_matches("vnd.");
            upper_camel(&subtype.replace(['.', '+', '*'], " "), "Content")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_content_is_named_after_its_media_type() {
        for (media_type, expected) in [
            ("application/json", "Json"),
            ("application/json; charset=utf-8", "Json"),
            ("application/json; version=2", "JsonVersion2"),
            ("application/x-www-form-urlencoded", "Form"),
            ("multipart/form-data", "Multipart"),
            ("multipart/mixed", "Mixed"),
            ("text/plain", "Text"),
            ("application/octet-stream", "Bytes"),
            ("application/merge-patch+json", "MergePatchJson"),
            ("application/vnd.a.b+json", "ABJson"),
            ("image/*", "Image"),
            ("*/*", "Any"),
            ("", "Content"),
        ] {
            assert_eq!(wanted(&media_type.into()), expected, "{media_type}");
        }
    }
}
