//! Security schemes that OpenAPI 3.0 doesn't support.

use serde_json::{Value, json};

use super::Object;
use super::pass::Parts;
use super::{describe, fill as missing};
use crate::api::extension;

/// Moves the schemes whose `type` openapiv3 doesn't support, such as `mutualTLS` (OpenAPI 3.1), to
/// a private extension of the components, which [`lift`] moves to the root.
pub(super) fn unsupported(components: &mut Object, _: &mut Parts) {
    let Some(Value::Object(schemes)) = components.get_mut("securitySchemes") else { return };
    let is_known = |scheme: &Value| {
        let kind = scheme.get("type").and_then(Value::as_str).unwrap_or_default();
        ["apiKey", "http", "oauth2", "openIdConnect"].contains(&kind)
            || scheme.get("$ref").is_some()
    };
    if schemes.values().all(is_known) {
        return;
    }
    let (known, unknown): (Object, Object) =
        std::mem::take(schemes).into_iter().partition(|(_, scheme)| is_known(scheme));
    *schemes = known;
    components.insert(extension::UNSUPPORTED_SECURITY.to_owned(), unknown.into());
}

/// Moves the schemes that [`unsupported`] moved to the root of the document.
pub(super) fn lift(document: &mut Value) {
    let Some(Value::Object(components)) = document.get_mut("components") else { return };
    let Some(unknown) = components.shift_remove(extension::UNSUPPORTED_SECURITY) else { return };
    if let Value::Object(document) = document {
        document.insert(extension::UNSUPPORTED_SECURITY.to_owned(), unknown);
    }
}

/// Moves the fields that OpenAPI 3.2 added to private extensions.
pub(super) fn flows(scheme: &mut Object, _: &mut Parts) {
    describe::rename(scheme, "deprecated", extension::DEPRECATED);
    scheme.shift_remove("oauth2MetadataUrl");
    if let Some(Value::Object(flows)) = scheme.get_mut("flows") {
        describe::rename(flows, "deviceAuthorization", extension::DEVICE_AUTHORIZATION);
    }
}

/// Fills the fields that openapiv3 requires, and ensures that the descriptions of scopes are
/// strings.
pub(super) fn fill(scheme: &mut Object, _: &mut Parts) {
    match scheme.get("type").and_then(Value::as_str) {
        Some("apiKey") => missing::text(scheme, "name"),
        Some("http") => missing::text(scheme, "scheme"),
        Some("openIdConnect") => missing::text(scheme, "openIdConnectUrl"),
        Some("oauth2") => {
            let flows = scheme.entry("flows").or_insert_with(|| json!({}));
            for (name, flow) in flows.as_object_mut().into_iter().flatten() {
                if let Value::Object(flow) = flow {
                    fill_flow(name, flow);
                }
            }
        }
        _ => {}
    }
}

fn fill_flow(name: &str, flow: &mut Object) {
    let urls: &[&str] = match name {
        "implicit" => &["authorizationUrl"],
        "password" | "clientCredentials" => &["tokenUrl"],
        "authorizationCode" => &["authorizationUrl", "tokenUrl"],
        _ => return,
    };
    for url in urls {
        missing::text(flow, url);
    }
    let unused = ["authorizationUrl", "tokenUrl"].into_iter().filter(|url| !urls.contains(url));
    for url in unused {
        flow.shift_remove(url);
    }
    let scopes = flow.entry("scopes").or_insert_with(|| json!({}));
    for description in scopes.as_object_mut().into_iter().flat_map(Object::values_mut) {
        match description {
            Value::String(_) => {}
            Value::Null => *description = Value::String(String::new()),
            other => *other = Value::String(other.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_scheme_is_reported_at_the_root() {
        let mut document = json!({ "components": { "securitySchemes": {
            "a": { "type": "mutualTLS" }, "b": { "type": "http" },
        } } });
        let components = document["components"].as_object_mut().expect("an object");
        unsupported(components, &mut Parts::default());
        lift(&mut document);
        assert_eq!(
            document,
            json!({
                "components": { "securitySchemes": { "b": { "type": "http" } } },
                "x-codegen:unsupported-security": { "a": { "type": "mutualTLS" } },
            })
        );
    }

    #[test]
    fn oauth_flows_have_the_urls_that_openapiv3_requires() {
        let mut scheme = json!({ "type": "oauth2", "flows": {
            "implicit": { "tokenUrl": "/t", "scopes": { "a": null, "b": "B" } },
            "deviceAuthorization": {},
        } });
        flows(scheme.as_object_mut().expect("an object"), &mut Parts::default());
        fill(scheme.as_object_mut().expect("an object"), &mut Parts::default());
        assert_eq!(
            scheme["flows"],
            json!({
                "implicit": { "scopes": { "a": "", "b": "B" }, "authorizationUrl": "" },
                "x-codegen:device-authorization": {},
            })
        );
    }
}
