//! A span for each attempt, following OpenTelemetry's semantic conventions for HTTP clients.
//!
//! A span contains the method, the path template and the server's name, but never a path, a query,
//! a header or a body: those may contain secrets.

use std::future::Future;
use std::time::Duration;

use http::StatusCode;
use tracing::field::{Empty, display};
use tracing::{Instrument as _, Span};

use super::error::Failure;
use super::sanitize::line;
use super::{Body, Error, Route};

/// Creates the span of an attempt.
pub(crate) fn span(request: &http::Request<Body>, route: Route) -> Span {
    let (method, uri) = (request.method(), request.uri());
    let resends = route.attempt.saturating_sub(1);
    let default_port = if uri.scheme_str() == Some("http") { 80 } else { 443 };
    tracing::info_span!(
        "http.client.request",
        otel.name = format_args!("{method} {}", line(route.template)),
        otel.kind = "client",
        otel.status_code = Empty,
        http.request.method = method.as_str(),
        http.request.resend_count = (resends > 0).then_some(resends),
        http.response.status_code = Empty,
        url.scheme = uri.scheme_str(),
        url.template = &*line(route.template),
        server.address = uri.host().map(line).as_deref(),
        server.port = uri.port_u16().unwrap_or(default_port),
        error.type = Empty,
        operation = &*line(route.operation),
    )
}

/// Runs an attempt in its span, and records its outcome.
pub(crate) async fn in_span<T>(
    span: Span,
    attempt: impl Future<Output = Result<T, Failure>>,
    status_of: fn(&T) -> StatusCode,
) -> Result<T, Failure> {
    let outcome = attempt.instrument(span.clone()).await;
    let status = match &outcome {
        Ok(response) => Some(status_of(response)),
        Err(error) => error.status(),
    };
    if let Some(status) = status {
        span.record("http.response.status_code", status.as_u16());
    }
    match (&outcome, status) {
        (Err(error), _) => fail(&span, kind(error)),
        (Ok(_), Some(status)) if status.is_client_error() || status.is_server_error() => {
            fail(&span, status.as_str());
        }
        (Ok(_), _) => {}
    }
    outcome
}

fn fail(span: &Span, kind: &str) {
    span.record("error.type", display(kind));
    span.record("otel.status_code", "ERROR");
}

/// The type of an error that isn't a response.
fn kind(error: &Failure) -> &'static str {
    match error {
        Error::Timeout(_) => "timeout",
        Error::Connect { .. } => "connect",
        Error::BodyTooLarge { .. } => "body_too_large",
        Error::Credential { .. } => "credential",
        Error::InvalidRequest(_) => "invalid_request",
        _ => "transport",
    }
}

/// Records that the request will be retried.
pub(crate) fn record_retry(route: Route, wait: Duration) {
    let attempt = route.attempt;
    tracing::debug!(
        operation = &*line(route.operation),
        attempt,
        ?wait,
        "the request will be sent again"
    );
}
