//! Token requests (RFC 6749, 4.4.2 and 6).

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, USER_AGENT};
use http::{HeaderValue, Method, Uri};

use super::grant::{Authentication, Kind, Placement};
use super::{OAuthGrant, TokenError};
use crate::runtime::clock::{Clock, Watch, with_timeout};
use crate::runtime::error::{Failure, TimeoutPhase};
use crate::runtime::limits::Limits;
use crate::runtime::send::classify;
use crate::runtime::style::Escape;
use crate::runtime::timer::ClientTimer;
use crate::runtime::{Body, HttpService, IncomingResponse, RawResponse, Route, Secret};

/// The maximum length of a response, in bytes.
const MAX_RESPONSE_LEN: usize = 1024 * 1024;

/// The name of all token requests, instead of an `operationId`.
pub(crate) const TOKEN_REQUEST: &str = "client.token";

/// The URL of all token requests in logs, instead of a path template.
const TEMPLATE: &str = "{token_url}";

/// The parts of a client that send token requests.
#[derive(Clone)]
pub(crate) struct TokenClient<'a> {
    pub(crate) transport: &'a HttpService,
    pub(crate) timer: Option<&'a ClientTimer>,
    pub(crate) limits: Limits,
    pub(crate) user_agent: &'a HeaderValue,
}

/// Builds the request for a token with these scopes, with this refresh token if the grant needs
/// one.
pub(super) fn request(
    grant: &OAuthGrant,
    refresh: Option<&Secret>,
    scopes: &[String],
    url: &Uri,
    user_agent: &HeaderValue,
) -> http::Request<Body> {
    let mut form = vec![match grant.kind {
        Kind::ClientCredentials => pair("grant_type", "client_credentials"),
        Kind::RefreshToken(_) => pair("grant_type", "refresh_token"),
    }];
    form.extend(refresh.map(|token| pair("refresh_token", token.expose())));
    if !scopes.is_empty() && grant.parameters.iter().all(|(name, _)| name != "scope") {
        form.push(pair("scope", &scopes.join(" ")));
    }
    let mut authorization = None;
    match (&grant.client, grant.placement) {
        (Authentication::Absent, _) => {}
        (Authentication::Public(id), _) => form.push(pair("client_id", id)),
        (Authentication::Password(id, secret), Placement::Body) => {
            form.extend([pair("client_id", id), pair("client_secret", secret.expose())]);
        }
        (Authentication::Password(id, secret), Placement::Header) => {
            authorization = basic(id, secret);
        }
    }
    form.extend(grant.parameters.iter().map(|(name, value)| pair(name, value)));
    let mut request = http::Request::new(Body::from(Bytes::from(form.join("&"))));
    *request.method_mut() = Method::POST;
    *request.uri_mut() = url.clone();
    let headers = request.headers_mut();
    headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/x-www-form-urlencoded"));
    headers.insert(USER_AGENT, user_agent.clone());
    headers.extend(authorization.map(|value| (AUTHORIZATION, value)));
    request
}

fn pair(name: &str, value: &str) -> String {
    format!("{}={}", Escape::Percent.apply(name), Escape::Percent.apply(value))
}

/// The value of `Authorization`: both parts are form-encoded first (RFC 6749, 2.3.1).
fn basic(id: &str, secret: &Secret) -> Option<HeaderValue> {
    let [id, secret] = [id, secret.expose()].map(|it| Escape::Percent.apply(it));
    let pair = STANDARD.encode(format!("{id}:{secret}"));
    let mut value = HeaderValue::try_from(format!("Basic {pair}")).ok()?;
    value.set_sensitive(true);
    Some(value)
}

/// Sends a token request, and reads the entire response. It isn't retried, and redirects aren't
/// followed.
pub(super) async fn send(
    mut request: http::Request<Body>,
    transport: HttpService,
    clock: Clock,
    limits: Limits,
) -> Result<RawResponse, TokenError> {
    let route =
        Route { operation: TOKEN_REQUEST, template: TEMPLATE, attempt: 1, deadline: clock.end() };
    if transport.reads_route() {
        request.extensions_mut().insert(route);
    }
    #[cfg(feature = "tracing")]
    let span = crate::runtime::trace::span(&request, route);
    let sent = exchange(request, transport, clock, limits);
    #[cfg(feature = "tracing")]
    let sent = crate::runtime::trace::in_span(span, sent, RawResponse::status);
    sent.await.map_err(|error| TokenError::NoResponse { source: Arc::new(error) })
}

async fn exchange(
    request: http::Request<Body>,
    transport: HttpService,
    clock: Clock,
    limits: Limits,
) -> Result<RawResponse, Failure> {
    let mut watch = Watch::of(&clock);
    let sending = transport.send(request);
    let response = match with_timeout(&mut watch, sending).await {
        Ok(outcome) => {
            outcome.map_err(|error| classify(error, &clock, TimeoutPhase::Response, 1))?
        }
        Err(limit) => return Err(clock.expired(limit, TimeoutPhase::Response, 1)),
    };
    watch.record_progress();
    let max_len = limits.response.min(MAX_RESPONSE_LEN);
    IncomingResponse::with_limits(response, max_len, watch, 1, None).read().await
}
