//! The default transport: reqwest over rustls.

use std::future::{Future, poll_fn, ready};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use http_body_util::BodyExt as _;
use rustls::crypto::CryptoProvider;
use rustls_platform_verifier::BuilderVerifierExt as _;

#[cfg(feature = "gzip")]
use super::gzip;
use super::service::ErasedService;
use super::urls::Urls;
use super::{BoxError, HttpService, ResponseBody, Sending, TransportError};
use crate::runtime::Body;
use crate::runtime::base_url::is_loopback;
use crate::runtime::timer::is_in_tokio;

const NO_PROVIDER: &str = "TLS has no cryptography: turn on the feature `ring` or `aws-lc-rs`, or install a provider of \
     rustls with `CryptoProvider::install_default()`";

/// A reqwest client as a service.
struct Reqwest {
    client: reqwest::Client,
    /// The client for servers on the local machine, which uses no proxy.
    direct: Option<reqwest::Client>,
    urls: Urls,
}

/// A reqwest client with the platform's certificates, without redirects and retries.
///
/// Fails if the platform's certificates can't be read.
pub(crate) fn defaults() -> Result<reqwest::ClientBuilder, BoxError> {
    Ok(with_tls(tls()?))
}

fn tls() -> Result<rustls::ClientConfig, BoxError> {
    let installed = CryptoProvider::get_default().cloned();
    let provider = installed.or_else(|| built_in().map(Arc::new)).ok_or(NO_PROVIDER)?;
    Ok(rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_platform_verifier()?
        .with_no_client_auth())
}

/// The default cryptography provider.
#[cfg(feature = "aws-lc-rs")]
fn built_in() -> Option<CryptoProvider> {
    Some(rustls::crypto::aws_lc_rs::default_provider())
}

/// The default cryptography provider.
#[cfg(all(feature = "ring", not(feature = "aws-lc-rs")))]
fn built_in() -> Option<CryptoProvider> {
    Some(rustls::crypto::ring::default_provider())
}

/// The default cryptography provider: none.
#[cfg(not(any(feature = "aws-lc-rs", feature = "ring")))]
fn built_in() -> Option<CryptoProvider> {
    None
}

/// A reqwest client with this TLS configuration, without redirects and retries.
#[cfg_attr(not(feature = "http2"), expect(unused_mut, reason = "the feature changes it"))]
pub(crate) fn with_tls(mut tls: rustls::ClientConfig) -> reqwest::ClientBuilder {
    #[cfg(feature = "http2")]
    {
        // ALPN (RFC 7301, 6; RFC 9113, 3.2).
        tls.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    }
    reqwest::Client::builder()
        .tls_backend_preconfigured(tls)
        .redirect(reqwest::redirect::Policy::none())
        // Retries are decided by the client's policy.
        .retry(reqwest::retry::never())
        .referer(false)
        // Requested and decoded by this crate, if the feature `gzip` is enabled, independent of the
        // features of reqwest.
        .no_gzip()
        .no_brotli()
        .no_zstd()
        .no_deflate()
}

impl HttpService {
    /// Sends requests with the default reqwest client. Requests to the local machine bypass the
    /// proxies set in the environment, which could read the plain `http` traffic.
    pub(crate) fn default_reqwest(connect_timeout: Duration) -> Result<Self, BoxError> {
        let tls = tls()?;
        let builder = || with_tls(tls.clone()).connect_timeout(connect_timeout);
        let direct = Some(builder().no_proxy().build()?);
        Ok(Self::of(Reqwest { client: builder().build()?, direct, urls: Urls::default() }))
    }

    /// Sends requests with this reqwest client.
    pub(crate) fn reqwest(client: reqwest::Client) -> Self {
        Self::of(Reqwest { client, direct: None, urls: Urls::default() })
    }
}

impl ErasedService for Reqwest {
    #[cfg_attr(not(feature = "gzip"), expect(unused_mut, reason = "the feature changes it"))]
    fn call(&self, mut request: http::Request<Body>) -> Sending {
        #[cfg(feature = "gzip")]
        gzip::accept_gzip(request.headers_mut());
        let request = match to_reqwest(request, &self.urls) {
            Ok(request) => request,
            Err(error) => return Box::pin(ready(Err(error))),
        };
        let is_here = request.url().host_str().is_some_and(is_loopback);
        let client = self.direct.as_ref().filter(|_| is_here).unwrap_or(&self.client).clone();
        Box::pin(async move {
            let response = in_tokio(client.execute(request)).await?.map_err(describe)?;
            let response = http::Response::<reqwest::Body>::from(response);
            let response = response.map(|body| ResponseBody::new(body.map_err(describe)));
            #[cfg(feature = "gzip")]
            let response = gzip::decoded(response);
            Ok(response)
        })
    }

    fn reads_route(&self) -> bool {
        false
    }
}

/// Converts a request to reqwest's type.
fn to_reqwest(request: http::Request<Body>, urls: &Urls) -> Result<reqwest::Request, BoxError> {
    let (parts, body) = request.into_parts();
    let mut request = reqwest::Request::new(parts.method, urls.parse(&parts.uri)?);
    *request.headers_mut() = parts.headers;
    *request.version_mut() = parts.version;
    *request.body_mut() = Some(match body.try_into_bytes() {
        Ok(bytes) => reqwest::Body::from(bytes),
        Err(body) => reqwest::Body::wrap(body),
    });
    Ok(request)
}

/// URLs are omitted: their queries may contain keys.
fn describe(error: reqwest::Error) -> BoxError {
    match (error.is_connect(), error.is_timeout()) {
        (true, true) => TransportError::ConnectTimeout.into(),
        (false, true) => TransportError::Timeout.into(),
        (true, false) => TransportError::Connect(error.without_url().into()).into(),
        (false, false) => error.without_url().into(),
    }
}

/// Polls a future that needs tokio's runtime with its drivers, without which tokio panics.
async fn in_tokio<F: Future>(future: F) -> Result<F::Output, TransportError> {
    if !is_in_tokio() {
        return Err(TransportError::Runtime);
    }
    let mut future = pin!(future);
    poll_fn(|context| {
        let polled = catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(context)));
        match polled {
            Ok(polled) => polled.map(Ok),
            Err(panic) => {
                let text = panic.downcast_ref::<String>().map(String::as_str);
                let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
                if text.is_some_and(|text| text.contains("Tokio 1.x")) {
                    return Poll::Ready(Err(TransportError::Runtime));
                }
                resume_unwind(panic)
            }
        }
    })
    .await
}
