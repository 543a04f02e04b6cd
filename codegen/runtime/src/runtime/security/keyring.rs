//! [`Keyring`]: the credentials that are there.

use std::sync::Arc;

use super::{Asked, Credential, Proof, Scheme, SchemeKind, SecretSource, Source, Tokens};
use crate::runtime::BuildError;

/// A credential that is there for a security scheme.
#[derive(Clone)]
pub(crate) enum Held {
    /// Text that stays as it is.
    Ready(Proof),
    /// A secret that is fetched from its provider, or token endpoint, before each attempt.
    Asked(Asked),
}

/// What credentials are for.
#[derive(Clone, Copy)]
pub(crate) struct Setting<'a> {
    /// The security schemes of the API.
    pub(crate) schemes: &'static [Scheme],
    /// Where the API is.
    pub(crate) base_url: &'a str,
    pub(crate) allow_http: bool,
}

/// The credentials that are there, each for another security scheme.
#[derive(Clone, Default)]
pub(crate) struct Keyring(Vec<Key>);

#[derive(Clone)]
struct Key {
    scheme: &'static Scheme,
    rank: u32,
    held: Held,
}

impl Keyring {
    /// Adds the credential of a scheme, in place of an older one.
    ///
    /// # Errors
    /// It is not one of the scheme, or it can't be sent.
    pub(crate) fn add(
        &mut self,
        setting: Setting<'_>,
        name: &'static str,
        credential: &Credential,
        rank: u32,
    ) -> Result<(), BuildError> {
        let scheme = setting.schemes.iter().find(|scheme| scheme.name == name);
        let scheme = scheme.filter(|scheme| credential.belongs_to(scheme));
        let scheme = scheme.ok_or(BuildError::Credential { scheme: name })?;
        credential.check_username(scheme)?;
        let held = match credential.source() {
            SecretSource::Fixed(secret) => Held::Ready(credential.prove(scheme, secret)?),
            SecretSource::Provider(provider) => {
                let source = Source::Provider(provider.clone());
                Held::Asked(Asked::new(scheme, credential.clone(), source))
            }
            SecretSource::Grant(grant) if scheme.kind == SchemeKind::Bearer => {
                let tokens = Tokens::new(grant.clone(), scheme, setting)?;
                let source = Source::Tokens(Arc::new(tokens));
                Held::Asked(Asked::new(scheme, credential.clone(), source))
            }
            SecretSource::Grant(_) => {
                let reason = "its tokens are sent as `authorization: Bearer` only";
                return Err(BuildError::Grant { scheme: name, reason });
            }
        };
        self.0.retain(|key| key.scheme.name != name);
        self.0.push(Key { scheme, rank, held });
        Ok(())
    }

    /// Whether there is none.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The names of the schemes.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'static str> {
        self.0.iter().map(|key| key.scheme.name)
    }

    /// The rank of credentials that are preferred to those that are here.
    pub(crate) fn next_rank(&self) -> u32 {
        self.0.iter().map(|key| key.rank.saturating_add(1)).max().unwrap_or_default()
    }

    /// The credential of a scheme.
    pub(crate) fn get(&self, name: &str) -> Option<&Held> {
        self.find(name).map(|key| &key.held)
    }

    /// How recent the credential of a scheme is: where an operation accepts one or the other, the
    /// one of the higher rank is sent.
    pub(super) fn rank(&self, name: &str) -> Option<u32> {
        self.find(name).map(|key| key.rank)
    }

    fn find(&self, name: &str) -> Option<&Key> {
        self.0.iter().find(|key| key.scheme.name == name)
    }
}
