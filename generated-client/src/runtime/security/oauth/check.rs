//! Checks of an [`OAuthGrant`] before a token request is sent.

use http::Uri;

use super::grant::{Authentication, Kind};
use super::{OAuth, OAuthGrant};
use crate::runtime::BuildError;
use crate::runtime::base_url::{check_base_url, is_relative};
use crate::runtime::security::{Scheme, Setting};

/// The parameters that the grant itself sends (RFC 6749, 2.3.1, 4.4.2 and 6).
const RESERVED_PARAMETERS: [&str; 4] =
    ["grant_type", "refresh_token", "client_id", "client_secret"];

/// Checks a grant for a security scheme, and returns the URL of its token endpoint.
///
/// # Errors
/// A part of the grant is empty or can't be sent, the document doesn't list a scope, or the URL is
/// missing or invalid.
pub(super) fn check(
    grant: &OAuthGrant,
    scheme: &Scheme,
    setting: Setting<'_>,
) -> Result<Uri, BuildError> {
    let reject = |reason| Err(BuildError::Grant { scheme: scheme.name, reason });
    match &grant.client {
        Authentication::Public(id) | Authentication::Password(id, _) if id.trim().is_empty() => {
            return reject("the client's id is empty");
        }
        Authentication::Password(_, secret) if secret.expose().trim().is_empty() => {
            return reject("the client's secret is empty");
        }
        _ => {}
    }
    match (&grant.kind, &grant.client) {
        (Kind::RefreshToken(token), _) if token.expose().trim().is_empty() => {
            return reject("the refresh token is empty");
        }
        (Kind::ClientCredentials, Authentication::Absent | Authentication::Public(_)) => {
            return reject("client credentials need a secret");
        }
        _ => {}
    }
    if grant
        .parameters
        .iter()
        .any(|(name, _)| name.is_empty() || RESERVED_PARAMETERS.contains(&&**name))
    {
        return reject("a parameter is empty, or is sent by the grant itself");
    }
    check_scopes(grant, scheme)?;
    token_url(grant, scheme, setting)
}

fn check_scopes(grant: &OAuthGrant, scheme: &Scheme) -> Result<(), BuildError> {
    let is_known = |scope: &String| match scheme.oauth {
        Some(oauth) => oauth.scopes.contains(&&**scope),
        None => is_scope(scope),
    };
    match grant.scopes.iter().flatten().find(|scope| !is_known(scope)) {
        Some(scope) => Err(BuildError::Scope { scheme: scheme.name, scope: scope.clone() }),
        None => Ok(()),
    }
}

/// Whether `text` is a single scope (RFC 6749, 3.3).
fn is_scope(text: &str) -> bool {
    let is_symbol = |it: u8| matches!(it, 0x21 | 0x23..=0x5B | 0x5D..=0x7E);
    !text.is_empty() && text.bytes().all(is_symbol)
}

/// The URL of the token endpoint: the grant's own, or the document's.
fn token_url(grant: &OAuthGrant, scheme: &Scheme, setting: Setting<'_>) -> Result<Uri, BuildError> {
    let reject = |reason| BuildError::TokenUrl { scheme: scheme.name, reason };
    let of_flow = |oauth: &'static OAuth| match grant.kind {
        Kind::ClientCredentials => oauth.client_credentials,
        Kind::RefreshToken(_) => oauth.refresh_token,
    };
    let url = grant.token_url.as_deref().or_else(|| of_flow(scheme.oauth?));
    let url = url.ok_or_else(|| reject("the document does not have it"))?;
    let url = resolved(url, setting.base_url);
    // It may have a query, which is kept (RFC 6749, 3.2).
    let (path, query) = url.split_once('?').unwrap_or((&url, ""));
    if query.contains('#') {
        return Err(reject("it must not have a fragment"));
    }
    match check_base_url(path, setting.allow_http) {
        Err(BuildError::BaseUrl { reason }) => Err(reject(reason)),
        Err(error) => Err(error),
        Ok(_) => Uri::try_from(&*url).map_err(|_| reject("it is not a URL")),
    }
}

/// Resolves a URL against the API's base URL: one that starts with a slash is on its host, any
/// other relative one is below it (RFC 3986, 5.2).
fn resolved(url: &str, base: &str) -> String {
    let Some((scheme, rest)) = base.split_once("://") else { return url.to_owned() };
    if !is_relative(url) {
        return url.to_owned();
    }
    if url.starts_with("//") {
        return format!("{scheme}:{url}");
    }
    match (url.starts_with('/'), rest.split_once('/')) {
        (true, Some((host, _))) => format!("{scheme}://{host}{url}"),
        (true, None) => format!("{base}{url}"),
        (false, _) => format!("{base}/{url}"),
    }
}
