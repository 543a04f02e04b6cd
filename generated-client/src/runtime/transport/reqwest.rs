//! The default transport: reqwest over rustls.

use std::sync::Arc;
use std::time::{Duration, Instant};

use http_body_util::BodyExt as _;
use rustls::crypto::{CryptoProvider, ring};
use rustls_platform_verifier::BuilderVerifierExt as _;

use super::{BoxError, Deadline, HeadDeadline, Sending, Transport, TransportError};
use crate::runtime::Body;

/// reqwest with the certificates of the platform, without redirects.
pub(crate) struct Reqwest(reqwest::Client);

impl Reqwest {
    /// Fails when the certificates of the platform can't be read.
    pub(crate) fn new(connect_timeout: Duration) -> Result<Self, BoxError> {
        let provider = CryptoProvider::get_default()
            .cloned()
            .unwrap_or_else(|| Arc::new(ring::default_provider()));
        let tls = rustls::ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .with_platform_verifier()?
            .with_no_client_auth();
        let client = reqwest::Client::builder()
            .tls_backend_preconfigured(tls)
            .connect_timeout(connect_timeout)
            .redirect(reqwest::redirect::Policy::none())
            .referer(false)
            .build()?;
        Ok(Self(client))
    }
}

impl Transport for Reqwest {
    fn send(&self, request: http::Request<Body>) -> Sending {
        let client = self.0.clone();
        Box::pin(async move {
            let deadline = request.extensions().get::<Deadline>().copied();
            let head = request.extensions().get::<HeadDeadline>().copied();
            let mut request = reqwest::Request::try_from(request.map(Body::into_bytes))?;
            if let Some(Deadline(end)) = deadline {
                *request.timeout_mut() = Some(end.saturating_duration_since(Instant::now()));
            }
            let response = client.execute(request);
            let response = match head {
                Some(HeadDeadline(end)) => tokio::time::timeout_at(end.into(), response)
                    .await
                    .map_err(|_| TransportError::Timeout)?,
                None => response.await,
            };
            let response = response.map_err(describe)?;
            let response = http::Response::<reqwest::Body>::from(response);
            Ok(response.map(|body| body.map_err(describe).boxed_unsync()))
        })
    }
}

/// URLs are left out: their queries may hold keys.
fn describe(error: reqwest::Error) -> BoxError {
    if error.is_timeout() && !error.is_connect() {
        TransportError::Timeout.into()
    } else if error.is_connect() {
        TransportError::Connect(error.without_url().into()).into()
    } else {
        error.without_url().into()
    }
}
