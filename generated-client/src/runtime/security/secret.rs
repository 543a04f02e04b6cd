//! [`Secret`]: text that is not shown. [`SecretSource`]: where it comes from.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use super::OAuthGrant;
use crate::runtime::BoxError;

/// Text that `Debug` does not show.
///
/// ```
/// use polar_client::Secret;
///
/// assert_eq!(format!("{:?}", Secret::from("hunter2")), "[redacted]");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Box<str>);

impl Secret {
    /// The text itself.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl From<String> for Secret {
    fn from(secret: String) -> Self {
        Self(secret.into())
    }
}

impl From<&str> for Secret {
    fn from(secret: &str) -> Self {
        Self(secret.into())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

/// A secret that is on its way.
type Giving = Pin<Box<dyn Future<Output = Result<Secret, BoxError>> + Send>>;

/// Gives a secret that changes in time. It is asked before each attempt of each call that sends
/// the secret, within the call's time; so it keeps what it has for as long as that is valid.
///
/// Where the server answers 401, the provider is asked once more in the same call. If it gives
/// another secret than the one that was refused, the request is sent again with that, as one of the
/// attempts that the [`RetryPolicy`](crate::runtime::RetryPolicy) allows, without a wait and
/// whatever its method: a server that answers 401 has refused the credential and not done what was
/// asked (RFC 9110, section 15.5.2). Otherwise the answer stands.
///
/// ```
/// use polar_client::{Secret, SecretProvider};
///
/// /// A token that another program writes to a file from time to time.
/// fn token_in(path: &'static str) -> SecretProvider {
///     SecretProvider::new(move || async move {
///         let token = std::fs::read_to_string(path)?;
///         Ok(Secret::from(token.trim()))
///     })
/// }
/// ```
#[derive(Clone)]
pub struct SecretProvider(Arc<dyn Fn(Option<Secret>) -> Giving + Send + Sync>);

impl SecretProvider {
    /// A provider that calls this function.
    pub fn new<F, R>(give: F) -> Self
    where
        F: Fn() -> R + Send + Sync + 'static,
        R: Future<Output = Result<Secret, BoxError>> + Send + 'static,
    {
        Self(Arc::new(move |_| Box::pin(give())))
    }

    /// A provider that keeps its secret and is told when the server refuses it. This function is
    /// given the secret that was refused, or none where the last one is not known to be bad. Since
    /// calls overlap, it may have been replaced already: compare before fetching another one.
    ///
    /// ```
    /// use std::sync::{Arc, Mutex};
    ///
    /// use polar_client::{BoxError, Secret, SecretProvider};
    ///
    /// /// Asks for a token only where there is none, or where the one at hand was refused.
    /// fn kept(fetch: fn() -> Result<Secret, BoxError>) -> SecretProvider {
    ///     let held = Arc::new(Mutex::new(None));
    ///     SecretProvider::renewing(move |refused| {
    ///         let held = Arc::clone(&held);
    ///         async move {
    ///             let mut held = held.lock().map_err(|_| "a fetch panicked")?;
    ///             match &*held {
    ///                 Some(secret) if refused.as_ref() != Some(secret) => Ok(Secret::clone(secret)),
    ///                 _ => Ok(held.insert(fetch()?).clone()),
    ///             }
    ///         }
    ///     })
    /// }
    /// ```
    pub fn renewing<F, R>(give: F) -> Self
    where
        F: Fn(Option<Secret>) -> R + Send + Sync + 'static,
        R: Future<Output = Result<Secret, BoxError>> + Send + 'static,
    {
        Self(Arc::new(move |refused| Box::pin(give(refused))))
    }

    /// Asks for the secret, or for another one than this, which the server refused.
    pub(crate) fn ask(&self, refused: Option<Secret>) -> Giving {
        (self.0)(refused)
    }
}

impl fmt::Debug for SecretProvider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SecretProvider").finish_non_exhaustive()
    }
}

/// A secret, or what gives one when it is needed.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum SecretSource {
    /// The secret.
    Fixed(Secret),
    /// What gives it.
    Provider(SecretProvider),
    /// The grant of OAuth2 by which the client obtains it.
    Grant(OAuthGrant),
}

impl From<Secret> for SecretSource {
    fn from(secret: Secret) -> Self {
        Self::Fixed(secret)
    }
}

impl From<&str> for SecretSource {
    fn from(secret: &str) -> Self {
        Self::Fixed(secret.into())
    }
}

impl From<String> for SecretSource {
    fn from(secret: String) -> Self {
        Self::Fixed(secret.into())
    }
}

impl From<SecretProvider> for SecretSource {
    fn from(provider: SecretProvider) -> Self {
        Self::Provider(provider)
    }
}
