//! [`Secret`]: text that isn't printed. [`SecretSource`]: the source of a secret.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use super::OAuthGrant;
use crate::runtime::BoxError;

/// Text that `Debug` doesn't print.
///
/// ```
/// use polar_client::Secret;
///
/// assert_eq!(format!("{:?}", Secret::from("hunter2")), "[redacted]");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Box<str>);

impl Secret {
    /// Returns the text.
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

/// The future of a provider.
type SecretFuture = Pin<Box<dyn Future<Output = Result<Secret, BoxError>> + Send>>;

/// A provider of a secret that changes over time. It is called before each attempt of each call
/// that sends the secret, within the call's timeout, so it should cache the secret while it is
/// valid.
///
/// If the server returns 401, the provider is called once more in the same call. If it returns
/// another secret than the rejected one, the request is sent again, as one of the attempts that the
/// [`RetryPolicy`](crate::runtime::RetryPolicy) allows, without a wait and with any method: a
/// server that returns 401 has rejected the credential and not processed the request (RFC 9110,
/// 15.5.2). Otherwise, the error is returned.
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
pub struct SecretProvider(Arc<dyn Fn(Option<Secret>) -> SecretFuture + Send + Sync>);

impl SecretProvider {
    /// Creates a provider that calls a function.
    pub fn new<F, R>(fetch: F) -> Self
    where
        F: Fn() -> R + Send + Sync + 'static,
        R: Future<Output = Result<Secret, BoxError>> + Send + 'static,
    {
        Self(Arc::new(move |_| Box::pin(fetch())))
    }

    /// Creates a provider that is notified when the server rejects its secret. The argument of the
    /// function is the rejected secret, or `None` if the last one isn't known to be invalid. Since
    /// calls overlap, the secret may have been replaced already: compare it before fetching another
    /// one.
    ///
    /// ```
    /// use std::sync::{Arc, Mutex};
    ///
    /// use polar_client::{BoxError, Secret, SecretProvider};
    ///
    /// /// Fetches a token only if there is none yet, or if the current one was rejected.
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
    pub fn renewing<F, R>(fetch: F) -> Self
    where
        F: Fn(Option<Secret>) -> R + Send + Sync + 'static,
        R: Future<Output = Result<Secret, BoxError>> + Send + 'static,
    {
        Self(Arc::new(move |rejected| Box::pin(fetch(rejected))))
    }

    /// Fetches the secret, or another one than the `rejected` one.
    pub(crate) fn obtain(&self, rejected: Option<Secret>) -> SecretFuture {
        (self.0)(rejected)
    }
}

impl fmt::Debug for SecretProvider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SecretProvider").finish_non_exhaustive()
    }
}

/// A secret, or a provider that is called when it is needed.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum SecretSource {
    /// A fixed secret.
    Fixed(Secret),
    /// A provider of the secret.
    Provider(SecretProvider),
    /// An OAuth2 grant with which the client obtains it.
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
