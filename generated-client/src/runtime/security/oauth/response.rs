//! The response of the token endpoint (RFC 6749, 5).

use std::convert::Infallible;
use std::time::Duration;

use http::HeaderValue;
use serde_json::{Map, Value};

use super::{OAuthGrant, TokenError};
use crate::runtime::platform::time_of_day;
use crate::runtime::retry::retry_after;
use crate::runtime::sanitize::quoted;
use crate::runtime::{Error, RawResponse, Secret};

/// An access token and its properties.
pub(super) struct TokenResponse {
    pub(super) access_token: Secret,
    /// The duration of its validity, if known.
    pub(super) expires_in: Option<Duration>,
    /// The scopes of the token, if the server sent them.
    pub(super) scopes: Vec<String>,
    /// The refresh token that replaces the one that was sent.
    pub(super) refresh_token: Option<Secret>,
}

/// Reads the response to a request with this grant and this refresh token.
pub(super) fn read(
    response: RawResponse,
    grant: &OAuthGrant,
    refresh: Option<&Secret>,
) -> Result<TokenResponse, TokenError> {
    let status = response.status();
    let retry_after = retry_after(response.headers(), time_of_day);
    let body: Result<Map<String, Value>, Error<Infallible>> = response.json();
    let mut body = body.unwrap_or_default();
    let mut text = |name: &str| match body.remove(name) {
        Some(Value::String(text)) if !text.is_empty() => Some(text),
        _ => None,
    };
    let token = text("access_token");
    // Some servers send an error with status 200.
    if let Some(code) = text("error").filter(|_| !status.is_success() || token.is_none()) {
        let redacted = |text: String| -> Box<str> {
            let secrets = grant.secret().into_iter().chain(refresh);
            quoted(&secrets.fold(text, redact)).into()
        };
        let description = text("error_description").map(redacted);
        return Err(TokenError::Refused { status, code: redacted(code), description, retry_after });
    }
    if !status.is_success() {
        return Err(TokenError::Status { status, retry_after });
    }
    let reject = |reason| Err(TokenError::InvalidResponse { status, reason });
    let Some(token) = token else { return reject("the response has no `access_token`") };
    if HeaderValue::try_from(&*token).is_err() {
        return reject("the `access_token` can't be sent in a header field");
    }
    // Required, but some servers omit it, meaning `Bearer`.
    let is_bearer = |kind: String| kind.eq_ignore_ascii_case("bearer");
    if !text("token_type").is_none_or(is_bearer) {
        return reject("its `token_type` is not `Bearer`");
    }
    let scopes = text("scope").unwrap_or_default();
    Ok(TokenResponse {
        access_token: token.into(),
        scopes: scopes.split(' ').filter(|it| !it.is_empty()).map(str::to_owned).collect(),
        refresh_token: text("refresh_token").map(Secret::from),
        expires_in: body.get("expires_in").and_then(seconds),
    })
}

/// A number of seconds, which some servers send as a string.
fn seconds(value: &Value) -> Option<Duration> {
    let seconds = match value {
        Value::String(text) => text.trim().parse().ok()?,
        other => other.as_f64()?,
    };
    // A value that is too long for a duration is as good as unlimited.
    Duration::try_from_secs_f64(seconds.max(0.0)).ok()
}

/// Removes a secret from server text, which may repeat it.
fn redact(text: String, secret: &Secret) -> String {
    match secret.expose() {
        "" => text,
        secret => text.replace(secret, "[redacted]"),
    }
}
