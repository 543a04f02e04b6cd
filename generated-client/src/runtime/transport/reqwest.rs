//! The default transport: reqwest over rustls.

use std::sync::Arc;

use http_body_util::BodyExt as _;
use rustls::crypto::{CryptoProvider, ring};
use rustls_platform_verifier::BuilderVerifierExt as _;

use super::service::Carry;
use super::{BoxError, HttpService, ResponseBody, Sending, TransportError};
use crate::runtime::Body;

/// A client of reqwest as a service.
struct Reqwest(reqwest::Client);

/// reqwest with the certificates of the platform, without redirects and retries.
///
/// Fails when the certificates of the platform can't be read.
pub(crate) fn defaults() -> Result<reqwest::ClientBuilder, BoxError> {
    let provider = CryptoProvider::get_default()
        .cloned()
        .unwrap_or_else(|| Arc::new(ring::default_provider()));
    let tls = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_platform_verifier()?
        .with_no_client_auth();
    Ok(reqwest::Client::builder()
        .tls_backend_preconfigured(tls)
        .redirect(reqwest::redirect::Policy::none())
        // What is sent again is decided by the client's policy.
        .retry(reqwest::retry::never())
        .referer(false))
}

impl HttpService {
    /// Sends requests by this client.
    pub(crate) fn reqwest(client: reqwest::Client) -> Self {
        Self::of(Reqwest(client))
    }
}

impl Carry for Reqwest {
    fn carry(&self, request: http::Request<Body>) -> Sending {
        let client = self.0.clone();
        Box::pin(async move {
            let body = |body: Body| match body.try_into_bytes() {
                Ok(bytes) => reqwest::Body::from(bytes),
                Err(body) => reqwest::Body::wrap(body),
            };
            let request = reqwest::Request::try_from(request.map(body))?;
            let response = client.execute(request).await.map_err(describe)?;
            let response = http::Response::<reqwest::Body>::from(response);
            Ok(response.map(|body| ResponseBody::new(body.map_err(describe))))
        })
    }

    fn reads_route(&self) -> bool {
        false
    }
}

/// URLs are left out: their queries may hold keys.
fn describe(error: reqwest::Error) -> BoxError {
    match (error.is_connect(), error.is_timeout()) {
        (true, true) => TransportError::ConnectTimeout.into(),
        (false, true) => TransportError::Timeout.into(),
        (true, false) => TransportError::Connect(error.without_url().into()).into(),
        (false, false) => error.without_url().into(),
    }
}
