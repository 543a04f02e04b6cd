//! [`Asked`]: a credential that is asked for before each attempt.

use std::sync::Arc;

use http::header::{COOKIE, HeaderMap};
use http::{HeaderValue, Uri};

use super::{Carrier, Credential, Proof, Scheme, Secret, SecretProvider, Tokens};
use crate::runtime::error::Failure;
use crate::runtime::{Body, BoxError, BuildError, Error, InvalidRequest};

/// Where a secret comes from.
#[derive(Clone)]
pub(crate) enum Source {
    Provider(SecretProvider),
    Tokens(Arc<Tokens>),
}

/// A credential that is asked for before each attempt.
#[derive(Clone)]
pub(crate) struct Asked {
    pub(crate) scheme: &'static Scheme,
    credential: Credential,
    source: Source,
    /// The scopes that the operation needs.
    scopes: &'static [&'static str],
    /// What was sent last.
    sent: Option<Secret>,
    /// What is sent next, since another one was refused.
    fresh: Option<Secret>,
}

impl Asked {
    pub(crate) fn new(scheme: &'static Scheme, credential: Credential, source: Source) -> Self {
        Self { scheme, credential, source, scopes: &[], sent: None, fresh: None }
    }

    /// The same for an operation that needs these scopes.
    pub(crate) fn with_scopes(&self, scopes: &'static [&'static str]) -> Self {
        Self { scopes, ..self.clone() }
    }

    /// Whether these header fields have it already.
    pub(crate) fn stands_in(&self, headers: &HeaderMap) -> bool {
        self.scheme.header().is_some_and(|name| headers.contains_key(name))
    }

    /// Asks for it, and puts it into a request.
    pub(crate) async fn add_to(
        &mut self,
        request: &mut http::Request<Body>,
        carrier: &Carrier<'_>,
    ) -> Result<(), Failure> {
        let secret = match self.fresh.take() {
            Some(secret) => secret,
            None => self.ask(None, carrier).await.map_err(refused)?,
        };
        let proof = self.credential.prove(self.scheme, &secret);
        let scheme = self.scheme.name;
        let added = proof.and_then(|it| add(it, request).ok_or(BuildError::Credential { scheme }));
        self.sent = Some(secret);
        added.map_err(|error| InvalidRequest::new(error.to_string()).into())
    }

    /// Forgets what was sent: who answers next may not be the one it was sent to.
    pub(crate) fn forget(&mut self) {
        self.sent = None;
    }

    /// Asks for another secret than the one that was sent and refused, and tells whether there is
    /// one.
    async fn renew(&mut self, carrier: &Carrier<'_>) -> bool {
        let Some(refused) = self.sent.take() else { return false };
        let Ok(fresh) = self.ask(Some(refused.clone()), carrier).await else { return false };
        let is_another = fresh != refused;
        self.fresh = Some(fresh);
        is_another
    }

    /// Asks for the secret, or for another one than this, which the server refused.
    async fn ask(
        &self,
        refused: Option<Secret>,
        carrier: &Carrier<'_>,
    ) -> Result<Secret, BoxError> {
        match &self.source {
            Source::Provider(provider) => provider.ask(refused).await,
            Source::Tokens(tokens) => {
                // Apart, so that the futures of calls without tokens are not larger.
                Ok(Box::pin(tokens.ask(self.scopes, refused.as_ref(), carrier)).await?)
            }
        }
    }
}

/// Asks for others than the credentials that were sent and refused, and tells whether there are.
pub(crate) async fn renew(all: &mut [Asked], carrier: &Carrier<'_>) -> bool {
    let mut is_another = false;
    for asked in all {
        is_another |= asked.renew(carrier).await;
    }
    is_another
}

/// The failure of a provider.
fn refused(source: BoxError) -> Failure {
    Error::Credential { source, target: None }
}

/// Puts a proof into a request that is ready otherwise; none where it can't stand there.
fn add(proof: Proof, request: &mut http::Request<Body>) -> Option<()> {
    match proof {
        Proof::Header(name, value) => drop(request.headers_mut().insert(name, value)),
        Proof::Query(pair) => {
            let uri = request.uri();
            let mark = if uri.query().is_some() { '&' } else { '?' };
            *request.uri_mut() = Uri::try_from(format!("{uri}{mark}{pair}")).ok()?;
        }
        Proof::Cookie(pair) => {
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
