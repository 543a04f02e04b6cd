//! Checks of conditionally required fields: reports the fields that an object must have because of
//! the value of another field.

use serde_json::{Map, Value};

use super::report::Report;
use super::walk::Walk;
use crate::document::diagnostic::{Code, Diagnostic};
use crate::document::grammar::Kind;
use crate::document::pointer::JsonPointer;
use crate::document::suggestion::{closest_match, listed};

/// The number of unknown security schemes that are explained in full: finding similar names is
/// slow.
const MAX_EXPLAINED: usize = 20;

/// Checks parameters, security schemes, and the scheme names in security requirements.
pub(super) fn check(root: &Value, walk: &Walk<'_>, report: &mut Report<'_>) {
    let schemes = root.pointer("/components/securitySchemes").and_then(Value::as_object);
    let mut unknown = 0;
    for object in &walk.objects {
        if report.is_full() {
            return;
        }
        let at = || walk.places.pointer(object.place);
        match object.kind {
            Kind::Parameter => check_parameter(at, object.members, report),
            Kind::SecurityScheme => check_scheme(at, object.members, report),
            Kind::SecurityRequirement => {
                for name in unknown_schemes(object.members, schemes) {
                    let explained = schemes.filter(|_| unknown < MAX_EXPLAINED);
                    unknown += 1;
                    report.push(unknown_scheme(&at().child(name), name, explained));
                }
            }
            _ => {}
        }
    }
}

/// Checks a parameter (OpenAPI 3.2, Parameter Object).
fn check_parameter(
    at: impl Fn() -> JsonPointer,
    members: &Map<String, Value>,
    report: &mut Report<'_>,
) {
    if !members.contains_key("schema") && !members.contains_key("content") {
        let message = "a parameter must have `schema` or `content`";
        report.push(
            Diagnostic::error(Code::MissingKeyword, &at(), message)
                .help("add its schema, such as `schema: {type: string}`"),
        );
    }
    let in_path = text(members, "in") == Some("path");
    if in_path && members.get("required") != Some(&Value::Bool(true)) {
        let message = "a path parameter must have `required: true`; it is treated as required";
        report.push(
            Diagnostic::warning(Code::MissingKeyword, &at(), message).help("add `required: true`"),
        );
    }
}

/// Checks the fields that a type of security scheme requires (OpenAPI 3.2, Security Scheme Object).
fn check_scheme(
    at: impl Fn() -> JsonPointer,
    members: &Map<String, Value>,
    report: &mut Report<'_>,
) {
    let kind = text(members, "type").unwrap_or_default();
    let required: &[&str] = match kind {
        "apiKey" => &["name", "in"],
        "http" => &["scheme"],
        "oauth2" => &["flows"],
        "openIdConnect" => &["openIdConnectUrl"],
        _ => &[],
    };
    for name in required.iter().filter(|name| !members.contains_key(**name)) {
        let message = format!("a security scheme of type `{kind}` must have `{name}`");
        report.push(
            Diagnostic::error(Code::MissingKeyword, &at(), message)
                .help(format!("add `{name}: ...`")),
        );
    }
}

/// Returns the names in a security requirement that aren't in the components. Since OpenAPI 3.2, a
/// name may also be the URI of a scheme (OpenAPI 3.2, Security Requirement Object).
fn unknown_schemes<'a>(
    requirement: &'a Map<String, Value>,
    schemes: Option<&Map<String, Value>>,
) -> impl Iterator<Item = &'a str> {
    requirement.keys().map(String::as_str).filter(move |name| {
        !schemes.is_some_and(|schemes| schemes.contains_key(*name)) && !name.contains(['/', '#'])
    })
}

fn text<'a>(members: &'a Map<String, Value>, name: &str) -> Option<&'a str> {
    members.get(name).and_then(Value::as_str)
}

fn unknown_scheme(
    at: &JsonPointer,
    name: &str,
    schemes: Option<&Map<String, Value>>,
) -> Diagnostic {
    let names = || schemes.into_iter().flatten().map(|(name, _)| name.as_str());
    let message = format!(
        "`#/components/securitySchemes/{name}` does not exist; no credential is sent for it"
    );
    let help = match closest_match(name, names()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if names().next().is_none() => {
            "define it below `components: {securitySchemes: ...}`".to_owned()
        }
        None => format!("the document defines, among others, {}", listed(names().take(5))),
    };
    Diagnostic::warning(Code::DanglingRef, at, message).help(help)
}
