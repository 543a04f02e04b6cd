//! Webhooks: verifies that a request was sent by the API, and reads its event ([Standard
//! Webhooks]). The headers may also have the names of Svix, which signs messages in the same way:
//! `svix-id`, `svix-timestamp` and `svix-signature`.
//!
//! ```
//! use polar_client::webhooks;
//! # use polar_client::json::RawJson;
//!
//! fn handle(headers: &http::HeaderMap, body: &[u8]) -> Result<(), webhooks::WebhookError> {
//!     let verifier = webhooks::Verifier::new("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")?;
//! // Replace `RawJson` with the type of the API's events.
//!     let event: RawJson = verifier.receive(headers, body)?;
//!     println!("{event:?}");
//!     Ok(())
//! }
//! ```
//!
//! With the feature `axum`, [`Webhook`] is an extractor for handlers.
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

/// The header with the id of the message (also `svix-id`), which is the same if it is sent again.
pub const ID: HeaderName = HeaderName::from_static("webhook-id");

/// The header with the time at which the message was sent, in seconds since 1970 (also
/// `svix-timestamp`).
pub const TIMESTAMP: HeaderName = HeaderName::from_static("webhook-timestamp");

/// The header with the signatures (also `svix-signature`): one for each secret during a rotation.
pub const SIGNATURE: HeaderName = HeaderName::from_static("webhook-signature");

/// Verifies a webhook request with this secret, at most five minutes before or after it was signed.
/// The body must be the exact bytes of the request: JSON that was parsed and serialized again
/// doesn't match its signature.
///
/// The signature is HMAC-SHA256 as defined by [Standard Webhooks], in the headers `webhook-id`,
/// `webhook-timestamp` and `webhook-signature`, or `svix-id`, `svix-timestamp` and
/// `svix-signature`. Webhooks that are signed in another way can't be verified with this module.
///
/// A [`Verifier`] supports several secrets, another tolerance and another clock; for the format of
/// secrets, see [`Verifier::new`].
///
/// # Errors
/// [`WebhookError`] contains the reason. Respond to such a request with status 400, and don't use
/// any of its content.
///
/// [Standard Webhooks]: https://www.standardwebhooks.com
pub fn verify<'b>(
    secret: &str,
    headers: &HeaderMap,
    body: &'b [u8],
) -> Result<Delivery<'b>, WebhookError> {
    Verifier::new(secret)?.verify(headers, body)
}

/// Signs a message like the API and returns the headers of its request, for tests of webhook
/// handlers.
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
/// [`WebhookError::InvalidSecret`], or [`WebhookError::InvalidHeader`] if the id can't be sent.
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
