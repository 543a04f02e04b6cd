//! [`ProvidedCredential`]: a credential that is fetched before each attempt.

use std::sync::Arc;

use http::header::{COOKIE, HeaderMap};
use http::{HeaderValue, Uri};

use super::{Carrier, Credential, EncodedCredential, Scheme, Secret, SecretProvider, Tokens};
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
        carrier: &Carrier<'_>,
    ) -> Result<(), Failure> {
        let secret = match self.fresh.take() {
            Some(secret) => secret,
            None => self.ask(None, carrier).await.map_err(refused)?,
        };
        let encoded = self.credential.encode(self.scheme, &secret);
        let scheme = self.scheme.name;
        let added =
            encoded.and_then(|it| add(it, request).ok_or(BuildError::Credential { scheme }));
        self.sent = Some(secret);
        added.map_err(|error| InvalidRequest::new(error.to_string()).into())
    }

    /// Forgets the secret that was sent: the next response may come from another server.
    pub(crate) fn forget(&mut self) {
        self.sent = None;
    }

    /// Fetches another secret after the one that was sent has been rejected. Returns whether there
    /// is one.
    async fn renew(&mut self, carrier: &Carrier<'_>) -> bool {
        let Some(refused) = self.sent.take() else { return false };
        let Ok(fresh) = self.ask(Some(refused.clone()), carrier).await else { return false };
        let is_another = fresh != refused;
        self.fresh = Some(fresh);
        is_another
    }

    /// Fetches the secret, or another one than the `refused` one.
    async fn ask(
        &self,
        refused: Option<Secret>,
        carrier: &Carrier<'_>,
    ) -> Result<Secret, BoxError> {
        match &self.source {
            Source::Provider(provider) => provider.ask(refused).await,
            Source::Tokens(tokens) => {
                // Boxed, so that the futures of calls without tokens aren't larger.
                Ok(Box::pin(tokens.ask(self.scopes, refused.as_ref(), carrier)).await?)
            }
        }
    }
}

/// Fetches other credentials than the rejected ones, and returns whether there are any.
pub(crate) async fn renew(all: &mut [ProvidedCredential], carrier: &Carrier<'_>) -> bool {
    let mut is_another = false;
    for asked in all {
        is_another |= asked.renew(carrier).await;
    }
    is_another
}

/// The error of a provider.
fn refused(source: BoxError) -> Failure {
    Error::Credential { source, target: None }
}

/// Adds a credential to an otherwise complete request; `None` if it can't be added.
fn add(encoded: EncodedCredential, request: &mut http::Request<Body>) -> Option<()> {
    match encoded {
        EncodedCredential::Header(name, value) => drop(request.headers_mut().insert(name, value)),
        EncodedCredential::Query(pair) => {
            let uri = request.uri();
            let mark = if uri.query().is_some() { '&' } else { '?' };
            *request.uri_mut() = Uri::try_from(format!("{uri}{mark}{pair}")).ok()?;
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
