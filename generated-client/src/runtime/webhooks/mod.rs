//! Webhooks: whether a request was sent by the API, and what it says ([Standard Webhooks]).
//!
//! ```
//! use polar_client::webhooks;
//! # use polar_client::json::RawJson;
//!
//! fn handle(headers: &http::HeaderMap, body: &[u8]) -> Result<(), webhooks::WebhookError> {
//!     let verifier = webhooks::Verifier::new("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")?;
//!     // In place of `RawJson`: the type of the API's events.
//!     let event: RawJson = verifier.receive(headers, body)?;
//!     println!("{event:?}");
//!     Ok(())
//! }
//! ```
//!
//! With the feature `axum`, [`Webhook`] is an argument of a handler.
//!
//! [Standard Webhooks]: https://www.standardwebhooks.com

mod error;
#[cfg(feature = "axum")]
mod extractor;
mod key;
mod seen;
mod verifier;

use http::{HeaderMap, HeaderName, HeaderValue};
use jiff::Timestamp;

pub use error::WebhookError;
#[cfg(feature = "axum")]
pub use extractor::{Webhook, WebhookRejection};
use key::Key;
pub use seen::{RecentIds, SeenIds};
pub use verifier::{Delivery, Verifier};

/// The header that names the message: the same one when it is sent again.
pub const ID: HeaderName = HeaderName::from_static("webhook-id");

/// The header that says when the message was sent, in seconds since 1970.
pub const TIMESTAMP: HeaderName = HeaderName::from_static("webhook-timestamp");

/// The header that holds the signatures: one for each secret while the secret is changed.
pub const SIGNATURE: HeaderName = HeaderName::from_static("webhook-signature");

/// Verifies the request of a webhook with this secret, at most five minutes before or after it
/// was signed. The body is that of the request to the byte: JSON that was read and written again
/// does not fit its signature.
///
/// A [`Verifier`] takes several secrets, another tolerance and another clock; what a secret may be
/// is said at [`Verifier::new`].
///
/// # Errors
/// [`WebhookError`] says what does not fit. A request that fails is answered with status 400, and
/// nothing of it is used.
pub fn verify<'b>(
    secret: &str,
    headers: &HeaderMap,
    body: &'b [u8],
) -> Result<Delivery<'b>, WebhookError> {
    Verifier::new(secret)?.verify(headers, body)
}

/// Signs a message as the API does: the headers of a request, for tests of what handles webhooks.
///
/// ```
/// use polar_client::webhooks;
/// # use jiff::Timestamp;
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let body = br#"{"type": "order.paid"}"#;
/// let headers = webhooks::sign("my secret", "msg_1", Timestamp::now(), body)?;
/// assert_eq!(webhooks::verify("my secret", &headers, body)?.id(), "msg_1");
/// assert!(webhooks::verify("another one", &headers, body).is_err());
/// # Ok(())
/// # }
/// ```
///
/// # Errors
/// [`WebhookError::InvalidSecret`], or [`WebhookError::InvalidHeader`] if the name can't be sent.
pub fn sign(secret: &str, id: &str, at: Timestamp, body: &[u8]) -> Result<HeaderMap, WebhookError> {
    let timestamp = at.as_second().to_string();
    let signature = Key::of(secret)?.sign(id, &timestamp, body)?;
    let fields = [(ID, id), (TIMESTAMP, &*timestamp), (SIGNATURE, &*signature)];
    let field = |(name, value): (HeaderName, &str)| match HeaderValue::try_from(value) {
        Ok(value) => Ok((name, value)),
        Err(_) => Err(WebhookError::InvalidHeader(name)),
    };
    fields.into_iter().map(field).collect()
}
