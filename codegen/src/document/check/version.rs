//! The OpenAPI version of a document, and the error for unsupported ones.

use serde_json::Value;

use super::report::Report;
use super::value::describe;
use crate::document::diagnostic::{Code, Diagnostic};
use crate::document::grammar::Version;
use crate::document::pointer::JsonPointer;

/// Returns the version that the `openapi` field declares (OpenAPI 3.2, OpenAPI Object). The patch
/// number doesn't affect the features.
///
/// Returns `None` for every document whose version isn't 3.0, 3.1 or 3.2.
fn version(document: &Value) -> Option<Version> {
    let text = document.get("openapi")?.as_str()?;
    let mut numbers = text.split('.');
    match (numbers.next()?, numbers.next()?) {
        ("3", "0") => Some(Version::V3_0),
        ("3", "1") => Some(Version::V3_1),
        ("3", "2") => Some(Version::V3_2),
        _ => None,
    }
}

/// Returns the version, or reports a `not-openapi` error that states the document's actual format.
pub(super) fn read(document: &Value, report: &mut Report<'_>) -> Option<Version> {
    let version = version(document);
    if version.is_none() {
        report.push(not_openapi(document));
    }
    version
}

fn not_openapi(document: &Value) -> Diagnostic {
    let root = JsonPointer::root();
    let at = |key: &str| root.child(key);
    let error =
        |at: &JsonPointer, message: String| Diagnostic::error(Code::NotOpenapi, at, message);
    let Some(object) = document.as_object() else {
        return error(&root, format!("expected an OpenAPI document, found {}", describe(document)))
            .help("an OpenAPI document is an object that starts with `openapi: 3.1.0`");
    };
    match (object.get("openapi"), object.get("swagger")) {
        (Some(Value::String(version)), _) => {
            error(&at("openapi"), format!("OpenAPI {version:?} is not supported"))
                .help("the supported versions are 3.0, 3.1 and 3.2, as in `openapi: 3.1.0`")
        }
        (Some(Value::Number(number)), _) => {
            error(&at("openapi"), format!("the version is the number {number}, not a string"))
                .help(format!("write it in full and in quotes: `openapi: \"{number}.0\"`"))
        }
        (Some(other), _) => {
            error(&at("openapi"), format!("the version is {}, not a string", describe(other)))
                .help("write it as in `openapi: 3.1.0`")
        }
        (None, Some(_)) => {
            error(&at("swagger"), "this is a Swagger 2.0 document, not OpenAPI 3".to_owned())
                .help("convert it first: `npx swagger2openapi FILE --outfile openapi.yaml`")
        }
        (None, None) if object.contains_key("asyncapi") => {
            error(&at("asyncapi"), "this is an AsyncAPI document, not OpenAPI 3".to_owned())
        }
        (None, None) => error(&root, "the document has no OpenAPI version".to_owned())
            .help("an OpenAPI document starts with a line such as `openapi: 3.1.0`"),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_patch_number_does_not_matter() {
        assert_eq!(version(&json!({"openapi": "3.0.4"})), Some(Version::V3_0));
        assert_eq!(version(&json!({"openapi": "3.1.2"})), Some(Version::V3_1));
        assert_eq!(version(&json!({"openapi": "3.2.0"})), Some(Version::V3_2));
        assert_eq!(version(&json!({"openapi": "3.10.0"})), None);
    }

    #[test]
    fn other_documents_are_named() {
        for (document, pointer, words) in [
            (json!({"swagger": "2.0"}), "/swagger", "swagger2openapi"),
            (json!({"openapi": "4.0.0"}), "/openapi", "\"4.0.0\" is not supported"),
            (json!({"openapi": 3.1}), "/openapi", "`openapi: \"3.1.0\"`"),
            (json!({"openapi": null}), "/openapi", "`null`"),
            (json!({"info": {}}), "", "has no OpenAPI version"),
            (json!([]), "", "found a list"),
            (json!({"asyncapi": "3.0.0"}), "/asyncapi", "AsyncAPI"),
        ] {
            let diagnostic = not_openapi(&document);
            let text = format!("{} {:?}", diagnostic.message, diagnostic.help);
            assert!(text.replace('\\', "").contains(words), "{text}");
            assert_eq!(diagnostic.at.as_str(), pointer);
        }
    }
}
