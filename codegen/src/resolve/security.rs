//! Security schemes and requirements.

use openapiv3::{APIKeyLocation, Components, OpenAPI, Operation, SecurityScheme as Model};

use super::follow;
use crate::ir::{Location, SecurityKind, SecurityScheme};

/// The schemes of the document that a client can satisfy.
pub(super) fn schemes(components: &Components) -> Vec<SecurityScheme> {
    let find = |key: &str| components.security_schemes.get(key);
    let followed = components
        .security_schemes
        .iter()
        .filter_map(|(name, scheme)| Some((name, follow(scheme, "securitySchemes", find)?)));
    followed
        .filter_map(|(name, scheme)| {
            let (kind, description) = read(scheme)?;
            Some(SecurityScheme { name: name.clone(), description: description.clone(), kind })
        })
        .collect()
}

fn read(scheme: &Model) -> Option<(SecurityKind, &Option<String>)> {
    match scheme {
        Model::HTTP { scheme, description, .. } => {
            let kind = match scheme.to_ascii_lowercase().as_str() {
                "bearer" => SecurityKind::Bearer,
                "basic" => SecurityKind::Basic,
                _ => return None,
            };
            Some((kind, description))
        }
        Model::APIKey { location, name, description, .. } => {
            let location = match location {
                APIKeyLocation::Query => Location::Query,
                APIKeyLocation::Header => Location::Header,
                APIKeyLocation::Cookie => Location::Cookie,
            };
            Some((SecurityKind::ApiKey(location, name.clone()), description))
        }
        Model::OAuth2 { description, .. } | Model::OpenIDConnect { description, .. } => {
            Some((SecurityKind::Bearer, description))
        }
    }
}

/// The alternatives of an operation, or of the document where the operation has none of its own
/// (OpenAPI 3.1, Operation Object, `security`). Alternatives with a scheme that no client of ours
/// can satisfy are left out.
pub(super) fn requirements(
    openapi: &OpenAPI,
    operation: &Operation,
    schemes: &[SecurityScheme],
) -> Vec<Vec<String>> {
    let alternatives = operation.security.as_ref().or(openapi.security.as_ref());
    let known = |name: &String| schemes.iter().any(|scheme| scheme.name == *name);
    alternatives
        .into_iter()
        .flatten()
        .map(|alternative| alternative.keys().cloned().collect::<Vec<_>>())
        .filter(|alternative| alternative.iter().all(known))
        .collect()
}
