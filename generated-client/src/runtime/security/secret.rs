//! [`Secret`]: text that is not shown. [`SecretSource`]: where it comes from.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

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
pub struct SecretProvider(Arc<dyn Fn() -> Giving + Send + Sync>);

impl SecretProvider {
    /// A provider that calls this function.
    pub fn new<F, R>(give: F) -> Self
    where
        F: Fn() -> R + Send + Sync + 'static,
        R: Future<Output = Result<Secret, BoxError>> + Send + 'static,
    {
        Self(Arc::new(move || Box::pin(give())))
    }

    /// Asks for the secret.
    pub(crate) fn ask(&self) -> Giving {
        (self.0)()
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
