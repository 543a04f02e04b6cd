//! [`DebugLog`]: a layer that writes down what is sent and received, without what may be secret.

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
use super::status::Named;
use super::transport::{HttpService, ResponseBody, Sending, TransportError};
use super::visible::line;
use super::{Body, BoxError, Route};

/// The header fields whose values are written down, as long as they are not marked as sensitive.
const SHOWN: [&str; 12] = [
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

/// A layer that writes down what is sent and received, a line at a time.
///
/// It shows the method, the server, the path template, the names of query parameters and of header
/// fields, the values of those fields that hold no secrets, the status, and how long it took; never
/// a path, a credential, or a body. The client puts it around its transport by itself, with standard
/// error as its end, where the environment variable is set that is named after the package, such as
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
    /// A log that gives its lines to this function.
    pub fn new(write: impl Fn(&str) + Send + Sync + 'static) -> Self {
        Self(Arc::new(write))
    }

    /// A log on standard error.
    pub(crate) fn stderr() -> Self {
        // Where nobody reads it, a line is lost.
        Self::new(|line| drop(writeln!(std::io::stderr(), "{line}")))
    }

    /// Whether the environment variable of this name asks for a log.
    pub(crate) fn is_asked_for(variable: &str) -> bool {
        std::env::var_os(variable).is_some_and(|value| !value.is_empty() && value != "0")
    }

    /// Writes a line: on one line, and of a bounded length, whatever the server has put into it.
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

    fn outcome(&self, outcome: &Result<Response<ResponseBody>, BoxError>, took: Duration) {
        match outcome {
            Ok(response) => {
                self.write(&format!("< {} after {took:?}", Named(response.status())));
                self.headers('<', response.headers());
                if let Some(length) = response.body().size_hint().exact() {
                    self.write(&format!("<   [{length} bytes]"));
                }
            }
            Err(error) => {
                // What another error says may hold a URL, with a key in it.
                let reason = error.downcast_ref().map(TransportError::to_string);
                let reason = reason.as_deref().unwrap_or("the connection failed on the way");
                self.write(&format!("< failed after {took:?}: {reason}"));
            }
        }
    }

    fn headers(&self, direction: char, headers: &HeaderMap) {
        for (name, value) in headers {
            let value = shown(name, value).unwrap_or("[redacted]");
            self.write(&format!("{direction}   {name}: {value}"));
        }
    }
}

/// The value of a header field, where it holds no secret.
fn shown<'a>(name: &HeaderName, value: &'a HeaderValue) -> Option<&'a str> {
    let name = name.as_str();
    let is_shown =
        SHOWN.contains(&name) || REQUEST_IDS.contains(&name) || name.contains("ratelimit");
    value.to_str().ok().filter(|_| is_shown && !value.is_sensitive())
}

impl Layer<HttpService> for DebugLog {
    type Service = Logged;

    fn layer(&self, inner: HttpService) -> Logged {
        Logged { log: self.clone(), inner }
    }
}

/// A service whose requests and responses are written down.
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
