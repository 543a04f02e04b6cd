//! [`ProvidedCredential`]: a credential that is fetched before each attempt.

use std::sync::Arc;

use http::header::{COOKIE, HeaderMap};
use http::{HeaderValue, Uri};

use super::{Credential, EncodedCredential, Scheme, Secret, SecretProvider, TokenClient, Tokens};
use crate::runtime::error::Failure;
use crate::runtime::{Body, BoxError, BuildError, Error, InvalidRequest};

/// The source of a secret.
#[derive(Clone)]
pub(crate) enum Source {
    Provider(SecretProvider),
    Tokens(Arc<Tokens>),
}

/// A credential that is fetched before each attempt.
#[derive(Clone)]
pub(crate) struct ProvidedCredential {
    pub(crate) scheme: &'static Scheme,
    credential: Credential,
    source: Source,
    /// The scopes that the operation requires.
    scopes: &'static [&'static str],
    /// The secret that was sent last.
    sent: Option<Secret>,
    /// The secret to send next, fetched after another one was rejected.
    fresh: Option<Secret>,
}

impl ProvidedCredential {
    pub(crate) fn new(scheme: &'static Scheme, credential: Credential, source: Source) -> Self {
        Self { scheme, credential, source, scopes: &[], sent: None, fresh: None }
    }

    /// Returns the credential for an operation that requires these scopes.
    pub(crate) fn with_scopes(&self, scopes: &'static [&'static str]) -> Self {
        Self { scopes, ..self.clone() }
    }

    /// Whether these header fields already contain the credential.
    pub(crate) fn is_in(&self, headers: &HeaderMap) -> bool {
        self.scheme.header().is_some_and(|name| headers.contains_key(name))
    }

    /// Fetches the secret, and adds the credential to a request.
    pub(crate) async fn add_to(
        &mut self,
        request: &mut http::Request<Body>,
        token_client: &TokenClient<'_>,
    ) -> Result<(), Failure> {
        let secret = match self.fresh.take() {
            Some(secret) => secret,
            None => self.obtain(None, token_client).await.map_err(credential_error)?,
        };
        let encoded = self.credential.encode(self.scheme, &secret);
        let scheme = self.scheme.name;
        let added =
            encoded.and_then(|it| add(it, request).ok_or(BuildError::Credential { scheme }));
        self.sent = Some(secret);
        added.map_err(|error| InvalidRequest::new(error.to_string()).into())
    }

    /// Forgets the secret that was sent: the next response may come from another server.
    pub(crate) fn clear_sent(&mut self) {
        self.sent = None;
    }

    /// Fetches another secret after the one that was sent has been rejected. Returns whether there
    /// is one.
    async fn renew(&mut self, token_client: &TokenClient<'_>) -> bool {
        let Some(rejected) = self.sent.take() else { return false };
        let Ok(fresh) = self.obtain(Some(rejected.clone()), token_client).await else {
            return false;
        };
        let has_changed = fresh != rejected;
        self.fresh = Some(fresh);
        has_changed
    }

    /// Fetches the secret, or another one than the `rejected` one.
    async fn obtain(
        &self,
        rejected: Option<Secret>,
        token_client: &TokenClient<'_>,
    ) -> Result<Secret, BoxError> {
        match &self.source {
            Source::Provider(provider) => provider.obtain(rejected).await,
            Source::Tokens(tokens) => {
                // Boxed, so that the futures of calls without tokens aren't larger.
                Ok(Box::pin(tokens.obtain(self.scopes, rejected.as_ref(), token_client)).await?)
            }
        }
    }
}

/// Fetches other credentials than the rejected ones, and returns whether there are any.
pub(crate) async fn renew_all(
    all: &mut [ProvidedCredential],
    token_client: &TokenClient<'_>,
) -> bool {
    let mut has_changed = false;
    for credential in all {
        has_changed |= credential.renew(token_client).await;
    }
    has_changed
}

/// The error of a provider.
fn credential_error(source: BoxError) -> Failure {
    Error::Credential { source, target: None }
}

/// Adds a credential to an otherwise complete request; `None` if it can't be added.
fn add(encoded: EncodedCredential, request: &mut http::Request<Body>) -> Option<()> {
    match encoded {
        EncodedCredential::Header(name, value) => drop(request.headers_mut().insert(name, value)),
        EncodedCredential::Query(pair) => {
            let uri = request.uri();
            let separator = if uri.query().is_some() { '&' } else { '?' };
            *request.uri_mut() = Uri::try_from(format!("{uri}{separator}{pair}")).ok()?;
        }
        EncodedCredential::Cookie(pair) => {
            let mut cookies = pair.into_bytes();
            if let Some(others) = request.headers().get(COOKIE) {
                cookies = [others.as_bytes(), b"; ", &cookies].concat();
            }
            let mut value = HeaderValue::try_from(cookies).ok()?;
            value.set_sensitive(true);
            request.headers_mut().insert(COOKIE, value);
        }
    }
    Some(())
}
