//! Resolution of security schemes and requirements.

use openapiv3::{APIKeyLocation, Components, OpenAPI, Operation, SecurityScheme as Model};

use super::{flows, follow};
use crate::api::ir::{Api, Security, SecurityScheme};
use crate::document::credential::{CredentialKind, HttpScheme};
use crate::document::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::text::Text;

/// Returns the security schemes of the document that a client supports.
pub(super) fn schemes(components: &Components) -> Vec<SecurityScheme> {
    let find = |key: &str| components.security_schemes.get(key);
    let followed = components
        .security_schemes
        .iter()
        .filter_map(|(name, scheme)| Some((name, follow(scheme, "securitySchemes", find)?)));
    followed
        .filter_map(|(name, scheme)| {
            let (kind, description) = read(scheme)?;
            Some(SecurityScheme {
                name: Text::from(name),
                description: description.as_ref().map(Text::from),
                kind,
                flows: flows::flows(scheme),
            })
        })
        .collect()
}

fn read(scheme: &Model) -> Option<(CredentialKind, &Option<String>)> {
    match scheme {
        Model::HTTP { scheme, description, .. } => {
            Some((CredentialKind::http(scheme)?, description))
        }
        Model::APIKey { location, name, description, .. } => {
            let kind = match location {
                APIKeyLocation::Query => CredentialKind::Query,
                APIKeyLocation::Header => CredentialKind::Header,
                APIKeyLocation::Cookie => CredentialKind::Cookie,
            };
            Some((kind(Text::from(name)), description))
        }
        Model::OAuth2 { description, .. } | Model::OpenIDConnect { description, .. } => {
            Some((CredentialKind::Http(HttpScheme::Bearer), description))
        }
    }
}

/// Returns the security requirements of an operation, or the document's if the operation has none
/// (OpenAPI 3.1, Operation Object, `security`). Schemes whose credentials aren't part of the
/// request are returned separately, and the others of the alternative are sent without them.
pub(super) fn requirements(
    openapi: &OpenAPI,
    operation: &Operation,
    schemes: &[SecurityScheme],
) -> Security {
    let mut security = Security::default();
    let alternatives = operation.security.as_ref().or(openapi.security.as_ref());
    for alternative in alternatives.into_iter().flatten() {
        let mut sent = Vec::new();
        for (name, scopes) in alternative {
            let is_sent = schemes.iter().any(|scheme| scheme.name == *name);
            add(if is_sent { &mut sent } else { &mut security.outside }, name);
            scopes.iter().for_each(|scope| add(&mut security.scopes, scope));
            let is_known = security.scopes_of.iter().any(|(scheme, _)| *scheme == **name);
            if is_sent && !is_known && !scopes.is_empty() {
                let scopes = scopes.iter().map(Text::from).collect();
                security.scopes_of.push((Text::from(name), scopes));
            }
        }
        if !security.alternatives.contains(&sent) {
            security.alternatives.push(sent);
        }
    }
    // An available credential is sent even if it is optional.
    security.alternatives.sort_by_key(Vec::is_empty);
    security
}

/// Returns the default security requirements of operations: the document's, or else each scheme
/// alone or no scheme.
pub(super) fn of_document(openapi: &OpenAPI) -> Vec<Vec<Text>> {
    let schemes = openapi.components.as_ref().map(schemes).unwrap_or_default();
    if openapi.security.is_some() {
        return requirements(openapi, &Operation::default(), &schemes).alternatives;
    }
    let mut alternatives: Vec<Vec<Text>> = schemes.into_iter().map(|it| vec![it.name]).collect();
    if !alternatives.is_empty() {
        alternatives.push(Vec::new());
    }
    alternatives
}

/// Reports the operations that can't be called because each alternative has two credentials in the
/// same part of a request.
pub(super) fn report_clashes(api: &Api, diagnostics: &mut Diagnostics) {
    let kind = |name: &Text| {
        let scheme = api.security_schemes.iter().find(|scheme| scheme.name == *name)?;
        Some(&scheme.kind)
    };
    let clash = |alternative: &Vec<Text>| {
        let pairs = alternative.iter().enumerate();
        let mut pairs =
            pairs.flat_map(|(at, one)| alternative[..at].iter().map(move |it| (it, one)));
        pairs
            .find(|(one, other)| {
                kind(one).zip(kind(other)).is_some_and(|(one, other)| one.clashes_with(other))
            })
            .map(|(one, other)| (one.clone(), other.clone()))
    };
    for operation in &api.operations {
        let clashes: Option<Vec<_>> = operation.security.alternatives.iter().map(clash).collect();
        let Some((one, other)) = clashes.and_then(|it| it.into_iter().next()) else { continue };
        let message = format!(
            "a request can't contain the credentials of both {} and {}: they use the same header, \
             query parameter or cookie",
            one.code(),
            other.code()
        );
        let help = "make alternatives of them with an overlay, as in `security: [{one: []}, \
                    {other: []}]`";
        let at = &operation.pointer;
        diagnostics.push(Diagnostic::warning(Code::CredentialClash, at, message).help(help));
    }
}

fn add(list: &mut Vec<Text>, name: &str) {
    if !list.iter().any(|it| *it == *name) {
        list.push(name.into());
    }
}
