//! [`DebugLog`]: a layer that logs requests and responses, without anything that may be secret.

use std::fmt::{self, Write as _};
use std::io::Write as _;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue, Request, Response};
use http_body::Body as _;
use tower_layer::Layer;
use tower_service::Service;

use super::platform::Instant;
use super::reply::REQUEST_IDS;
use super::sanitize::line;
use super::status::StatusName;
use super::transport::{HttpService, ResponseBody, Sending, TransportError};
use super::{Body, BoxError, Route};

/// The header fields whose values are logged, unless they are marked as sensitive.
const LOGGED_HEADERS: [&str; 12] = [
    "accept",
    "accept-encoding",
    "age",
    "allow",
    "cache-control",
    "content-encoding",
    "content-length",
    "content-type",
    "date",
    "retry-after",
    "server",
    "user-agent",
];

/// A layer that logs requests and responses, one line each.
///
/// It logs the method, the server, the path template, the names of query parameters and of header
/// fields, the values of header fields that contain no secrets, the status, and the time taken;
/// never a path, a credential or a body. The client itself adds it around its transport, logging to
/// standard error, if the environment variable named after the package is set, such as
/// `ACME_DEBUG=1` for `acme-client`.
///
/// ```
/// use polar_client::{ClientBuilder, DebugLog};
///
/// fn observed(builder: ClientBuilder) -> ClientBuilder {
///     builder.layer(DebugLog::new(|line| println!("http: {line}")))
/// }
/// ```
#[derive(Clone)]
pub struct DebugLog(Arc<dyn Fn(&str) + Send + Sync>);

impl DebugLog {
    /// Creates a log that passes its lines to a function.
    pub fn new(write: impl Fn(&str) + Send + Sync + 'static) -> Self {
        Self(Arc::new(write))
    }

    /// Creates a log that writes to standard error.
    pub(crate) fn stderr() -> Self {
        // If standard error is closed, the line is lost.
        Self::new(|line| drop(writeln!(std::io::stderr(), "{line}")))
    }

    /// Whether the environment variable with this name enables the log.
    pub(crate) fn is_enabled(variable: &str) -> bool {
        std::env::var_os(variable).is_some_and(|value| !value.is_empty() && value != "0")
    }

    /// Writes a single line of bounded length, even if the server has sent line breaks.
    fn write(&self, text: &str) {
        (self.0)(&line(text));
    }

    fn request(&self, request: &Request<Body>) {
        let (method, uri) = (request.method(), request.uri());
        let mut text = format!("> {method} ");
        if let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) {
            let _ = write!(text, "{scheme}://{authority}");
        }
        if let Some(route) = request.extensions().get::<Route>() {
            let Route { operation, template, attempt, .. } = route;
            let _ = write!(text, "..{template} ({operation}, attempt {attempt})");
        }
        self.write(&text);
        for pair in uri.query().unwrap_or_default().split('&').filter(|pair| !pair.is_empty()) {
            let name = pair.split('=').next().unwrap_or_default();
            self.write(&format!(">   ?{name}=[redacted]"));
        }
        self.headers('>', request.headers());
        match request.body().size_hint().exact() {
            Some(length) => self.write(&format!(">   [{length} bytes]")),
            None => self.write(">   [a stream]"),
        }
    }

    fn outcome(&self, outcome: &Result<Response<ResponseBody>, BoxError>, elapsed: Duration) {
        match outcome {
            Ok(response) => {
                self.write(&format!("< {} after {elapsed:?}", StatusName(response.status())));
                self.headers('<', response.headers());
                if let Some(length) = response.body().size_hint().exact() {
                    self.write(&format!("<   [{length} bytes]"));
                }
            }
            Err(error) => {
                // The message of another error may contain a URL with a key in it.
                let reason = error.downcast_ref().map(TransportError::to_string);
                let reason = reason
                    .as_deref()
                    .unwrap_or("the connection failed before the response was complete");
                self.write(&format!("< failed after {elapsed:?}: {reason}"));
            }
        }
    }

    fn headers(&self, direction: char, headers: &HeaderMap) {
        for (name, value) in headers {
            let value = logged_value(name, value).unwrap_or("[redacted]");
            self.write(&format!("{direction}   {name}: {value}"));
        }
    }
}

/// The value of a header field, if it contains no secret.
fn logged_value<'a>(name: &HeaderName, value: &'a HeaderValue) -> Option<&'a str> {
    let name = name.as_str();
    let is_logged =
        LOGGED_HEADERS.contains(&name) || REQUEST_IDS.contains(&name) || name.contains("ratelimit");
    value.to_str().ok().filter(|_| is_logged && !value.is_sensitive())
}

impl Layer<HttpService> for DebugLog {
    type Service = Logged;

    fn layer(&self, inner: HttpService) -> Logged {
        Logged { log: self.clone(), inner }
    }
}

/// A service whose requests and responses are logged.
#[derive(Clone, Debug)]
pub struct Logged {
    log: DebugLog,
    inner: HttpService,
}

impl Service<Request<Body>> for Logged {
    type Response = Response<ResponseBody>;
    type Error = BoxError;
    type Future = Sending;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request<Body>) -> Sending {
        self.log.request(&request);
        let log = self.log.clone();
        let start = Instant::now();
        let sending = self.inner.call(request);
        Box::pin(async move {
            let outcome = sending.await;
            log.outcome(&outcome, start.elapsed());
            outcome
        })
    }
}

impl fmt::Debug for DebugLog {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DebugLog").finish_non_exhaustive()
    }
}
