//! [`Asked`]: a credential that is asked for before each attempt.

use http::header::{COOKIE, HeaderMap};
use http::{HeaderValue, Uri};

use super::{Credential, Proof, Scheme, SecretProvider};
use crate::runtime::{Body, Error, InvalidRequest};

/// A credential that is asked for before each attempt.
#[derive(Clone)]
pub(crate) struct Asked {
    pub(crate) scheme: &'static Scheme,
    pub(crate) credential: Credential,
    pub(crate) provider: SecretProvider,
}

impl Asked {
    /// Whether these header fields have it already.
    pub(crate) fn stands_in(&self, headers: &HeaderMap) -> bool {
        self.scheme.header().is_some_and(|name| headers.contains_key(name))
    }

    /// Asks for it, and puts it into a request.
    pub(crate) async fn add_to(&self, request: &mut http::Request<Body>) -> Result<(), Error> {
        let secret = self.provider.ask().await.map_err(Error::Credential)?;
        let added = match self.credential.prove(self.scheme, &secret) {
            Some(proof) => add(proof, request),
            None => None,
        };
        let name = self.scheme.name;
        added.ok_or_else(|| {
            let reason =
                format!("the credential for `{name}` can't be sent: check it for line breaks");
            InvalidRequest::new(reason).into()
        })
    }
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
