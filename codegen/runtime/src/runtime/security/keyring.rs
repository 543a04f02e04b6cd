//! [`Keyring`]: the credentials of a client or a call.

use std::sync::Arc;

use super::{
    Credential, EncodedCredential, ProvidedCredential, Scheme, SchemeKind, SecretSource, Source,
    Tokens,
};
use crate::runtime::BuildError;

/// A credential for a security scheme.
#[derive(Clone)]
pub(crate) enum StoredCredential {
    /// A fixed credential, already encoded.
    Ready(EncodedCredential),
    /// A credential whose secret is fetched from its provider or token endpoint before each
    /// attempt.
    Provided(ProvidedCredential),
}

/// The context that credentials are checked against.
#[derive(Clone, Copy)]
pub(crate) struct Setting<'a> {
    /// The security schemes of the API.
    pub(crate) schemes: &'static [Scheme],
    /// The base URL of the API.
    pub(crate) base_url: &'a str,
    pub(crate) allow_http: bool,
}

/// The credentials that are set, each for a different security scheme.
#[derive(Clone, Default)]
pub(crate) struct Keyring(Vec<Key>);

#[derive(Clone)]
struct Key {
    scheme: &'static Scheme,
    rank: u32,
    stored: StoredCredential,
}

impl Keyring {
    /// Sets the credential of a scheme, replacing an older one.
    ///
    /// # Errors
    /// The credential is of another type than the scheme, or it can't be sent.
    pub(crate) fn add(
        &mut self,
        setting: Setting<'_>,
        name: &'static str,
        credential: &Credential,
        rank: u32,
    ) -> Result<(), BuildError> {
        let scheme = setting.schemes.iter().find(|scheme| scheme.name == name);
        let scheme = scheme.filter(|scheme| credential.matches(scheme));
        let scheme = scheme.ok_or(BuildError::Credential { scheme: name })?;
        credential.check_username(scheme)?;
        let stored = match credential.source() {
            SecretSource::Fixed(secret) => {
                StoredCredential::Ready(credential.encode(scheme, secret)?)
            }
            SecretSource::Provider(provider) => {
                let source = Source::Provider(provider.clone());
                StoredCredential::Provided(ProvidedCredential::new(
                    scheme,
                    credential.clone(),
                    source,
                ))
            }
            SecretSource::Grant(grant) if scheme.kind == SchemeKind::Bearer => {
                let tokens = Tokens::new(grant.clone(), scheme, setting)?;
                let source = Source::Tokens(Arc::new(tokens));
                StoredCredential::Provided(ProvidedCredential::new(
                    scheme,
                    credential.clone(),
                    source,
                ))
            }
            SecretSource::Grant(_) => {
                let reason = "its tokens are sent as `authorization: Bearer` only";
                return Err(BuildError::Grant { scheme: name, reason });
            }
        };
        self.0.retain(|key| key.scheme.name != name);
        self.0.push(Key { scheme, rank, stored });
        Ok(())
    }

    /// Whether there are no credentials.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The names of the schemes that have a credential.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'static str> {
        self.0.iter().map(|key| key.scheme.name)
    }

    /// The rank of credentials that are preferred to all current ones.
    pub(crate) fn next_rank(&self) -> u32 {
        self.0.iter().map(|key| key.rank.saturating_add(1)).max().unwrap_or_default()
    }

    /// The credential of a scheme.
    pub(crate) fn get(&self, name: &str) -> Option<&StoredCredential> {
        self.find(name).map(|key| &key.stored)
    }

    /// The rank of the credential of a scheme. If an operation accepts alternatives, the credential
    /// with the higher rank is sent.
    pub(super) fn rank(&self, name: &str) -> Option<u32> {
        self.find(name).map(|key| key.rank)
    }

    fn find(&self, name: &str) -> Option<&Key> {
        self.0.iter().find(|key| key.scheme.name == name)
    }
}
