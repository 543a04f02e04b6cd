//! [`Verifier`]: verifies webhook requests. [`Delivery`]: a verified message.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, HeaderName};
use jiff::Timestamp;

use super::key::{Key, signature};
use super::{ID, SIGNATURE, SeenIds, TIMESTAMP, WebhookError};
use crate::runtime::json::{self, Decode, DecodeError};
use crate::runtime::platform::time_of_day;

/// The default tolerance between the time of a message and the current time.
const TOLERANCE: Duration = Duration::from_secs(5 * 60);

/// A function that returns the current time, or `None` if there is no clock.
type Now = Arc<dyn Fn() -> Option<Timestamp> + Send + Sync>;

/// A verifier of webhook requests. Cheap to clone; `Debug` shows no secrets.
///
/// ```
/// use std::time::Duration;
///
/// use polar_client::webhooks::{Verifier, WebhookError};
///
/// /// Accepts both secrets during a rotation.
/// fn verifier() -> Result<Verifier, WebhookError> {
///     let verifier = Verifier::new("the new secret")?.or("the old secret")?;
///     Ok(verifier.tolerance(Duration::from_secs(60)))
/// }
/// # verifier().unwrap();
/// ```
#[derive(Clone)]
pub struct Verifier {
    keys: Vec<Key>,
    tolerance: Duration,
    now: Now,
}

impl Verifier {
    /// Creates a verifier with this secret. A secret with the prefix `whsec_` is base64, as defined
    /// by Standard Webhooks; any other secret is used as text.
    ///
    /// # Errors
    /// [`WebhookError::InvalidSecret`] if the secret is empty or not valid base64.
    pub fn new(secret: &str) -> Result<Self, WebhookError> {
        Key::of(secret).map(Self::of)
    }

    /// Creates a verifier with these bytes as its secret, regardless of their prefix.
    ///
    /// # Errors
    /// [`WebhookError::InvalidSecret`] if the secret is empty.
    pub fn from_bytes(secret: &[u8]) -> Result<Self, WebhookError> {
        Key::of_bytes(secret).map(Self::of)
    }

    fn of(key: Key) -> Self {
        let now = || Timestamp::try_from(time_of_day()).ok();
        Self { keys: vec![key], tolerance: TOLERANCE, now: Arc::new(now) }
    }

    /// Also accepts messages signed with this secret, for the rotation of secrets.
    ///
    /// # Errors
    /// [`WebhookError::InvalidSecret`] if the secret is empty or not valid base64.
    pub fn or(mut self, secret: &str) -> Result<Self, WebhookError> {
        self.keys.push(Key::of(secret)?);
        Ok(self)
    }

    /// Sets the tolerance between the time of a message and the current time. The default is five
    /// minutes.
    #[must_use]
    pub fn tolerance(mut self, tolerance: Duration) -> Self {
        self.tolerance = tolerance;
        self
    }

    /// Sets the clock, for example in tests.
    ///
    /// ```
    /// # use polar_client::webhooks::{Verifier, WebhookError};
    /// # use jiff::Timestamp;
    /// # fn verifier() -> Result<Verifier, WebhookError> {
    /// let verifier = Verifier::new("my secret")?.clock(|| Timestamp::UNIX_EPOCH);
    /// # Ok(verifier)
    /// # }
    /// # verifier().unwrap();
    /// ```
    #[must_use]
    pub fn clock(mut self, now: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        self.now = Arc::new(move || Some(now()));
        self
    }

    /// Verifies a request. If it has none of the standard headers, the headers of Svix are read.
    ///
    /// # Errors
    /// [`WebhookError`] contains the reason.
    pub fn verify<'b>(
        &self,
        headers: &HeaderMap,
        body: &'b [u8],
    ) -> Result<Delivery<'b>, WebhookError> {
        let names = Names::in_use(headers);
        let id = field(headers, &names.id)?;
        let timestamp = field(headers, &names.timestamp)?;
        let signatures = signatures(headers, &names.signature)?;
        let signed_at = time(timestamp).ok_or(WebhookError::InvalidHeader(names.timestamp))?;
        self.in_time(signed_at)?;
        for key in &self.keys {
            if key.signed(id, timestamp, body, &signatures)? {
                return Ok(Delivery { id: id.to_owned(), signed_at, body });
            }
        }
        Err(WebhookError::WrongSignature)
    }

    /// Verifies a request and reads its event.
    ///
    /// # Errors
    /// [`WebhookError`] contains the reason.
    pub fn receive<E: Decode>(&self, headers: &HeaderMap, body: &[u8]) -> Result<E, WebhookError> {
        self.verify(headers, body)?.parse().map_err(WebhookError::UnreadableBody)
    }

    /// Checks that the time of a message is within the tolerance.
    fn in_time(&self, signed_at: Timestamp) -> Result<(), WebhookError> {
        let now = (self.now)().ok_or(WebhookError::NoClock)?;
        let seconds = now.as_second().abs_diff(signed_at.as_second());
        match seconds <= self.tolerance.as_secs() {
            true => Ok(()),
            false if signed_at < now => Err(WebhookError::TooOld),
            false => Err(WebhookError::TooNew),
        }
    }
}

impl fmt::Debug for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verifier")
            .field("secrets", &self.keys.len())
            .field("tolerance", &self.tolerance)
            .finish_non_exhaustive()
    }
}

/// The names of the headers of a signed request.
struct Names {
    id: HeaderName,
    timestamp: HeaderName,
    signature: HeaderName,
}

impl Names {
    /// Svix signs messages as defined by Standard Webhooks, but its headers have other names unless
    /// the sender has configured them.
    const SVIX: Self = Self {
        id: HeaderName::from_static("svix-id"),
        timestamp: HeaderName::from_static("svix-timestamp"),
        signature: HeaderName::from_static("svix-signature"),
    };

    const STANDARD: Self = Self { id: ID, timestamp: TIMESTAMP, signature: SIGNATURE };

    /// Returns the header names of a request: the ones of Svix if it has any of them, but none of
    /// the standard headers.
    fn in_use(headers: &HeaderMap) -> Self {
        let has = |names: &Self| names.each().map(|it| headers.contains_key(it));
        match (has(&Self::STANDARD), has(&Self::SVIX)) {
            ([false, false, false], svix) if svix.contains(&true) => Self::SVIX,
            _ => Self::STANDARD,
        }
    }

    fn each(&self) -> [&HeaderName; 3] {
        [&self.id, &self.timestamp, &self.signature]
    }
}

/// The value of a header that occurs once in a request.
fn field<'h>(headers: &'h HeaderMap, name: &HeaderName) -> Result<&'h str, WebhookError> {
    match headers.get(name) {
        None => Err(WebhookError::MissingHeader(name.clone())),
        Some(value) => match value.to_str() {
            Ok(value) if !value.is_empty() => Ok(value),
            _ => Err(WebhookError::InvalidHeader(name.clone())),
        },
    }
}

/// The time in seconds since 1970.
fn time(seconds: &str) -> Option<Timestamp> {
    Timestamp::from_second(seconds.parse().ok()?).ok()
}

/// The signatures with a known version, which are separated by spaces.
fn signatures(headers: &HeaderMap, name: &HeaderName) -> Result<Vec<Vec<u8>>, WebhookError> {
    field(headers, name)?;
    let values = headers.get_all(name).iter().filter_map(|it| it.to_str().ok());
    let signatures: Vec<_> = values.flat_map(|it| it.split(' ')).filter_map(signature).collect();
    match signatures.is_empty() {
        true => Err(WebhookError::InvalidHeader(name.clone())),
        false => Ok(signatures),
    }
}

/// A verified message. `Debug` shows only the length of the body.
#[derive(Clone, PartialEq, Eq)]
#[must_use = "a webhook is read with `parse`"]
pub struct Delivery<'b> {
    id: String,
    signed_at: Timestamp,
    body: &'b [u8],
}

impl<'b> Delivery<'b> {
    /// Returns the id of the message, which is the same if it is sent again.
    /// [`Delivery::is_repeated`] returns whether it was recorded before.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Returns whether a message with this id was recorded before, and records it if not. If the
    /// message can't be handled, call [`SeenIds::forget`], so that the next attempt is handled.
    ///
    /// ```
    /// use polar_client::BoxError;
    /// use polar_client::webhooks::{RecentIds, SeenIds as _, Verifier};
    /// # use polar_client::json::RawJson;
    ///
    /// async fn handle(
    ///     verifier: &Verifier,
    ///     seen: &RecentIds,
    ///     headers: &http::HeaderMap,
    ///     body: &[u8],
    /// ) -> Result<(), BoxError> {
    ///     let delivery = verifier.verify(headers, body)?;
    ///     if delivery.is_repeated(seen).await? {
    ///         return Ok(());
    ///     }
    ///     // Replace `RawJson` with the type of the API's events.
    ///     let event: RawJson = delivery.parse()?;
    ///     if let Err(error) = store(event) {
    ///         seen.forget(delivery.id()).await?;
    ///         return Err(error);
    ///     }
    ///     Ok(())
    /// }
    /// # fn store(_: RawJson) -> Result<(), BoxError> { Ok(()) }
    /// ```
    ///
    /// # Errors
    /// The error of the store.
    pub async fn is_repeated<S: SeenIds>(&self, seen: &S) -> Result<bool, S::Error> {
        Ok(!seen.record(&self.id).await?)
    }

    /// Returns the time at which the message was signed.
    pub fn signed_at(&self) -> Timestamp {
        self.signed_at
    }

    /// Returns the body.
    pub fn body(&self) -> &'b [u8] {
        self.body
    }

    /// Returns the `type` of the event, if it has one, including those that the document doesn't
    /// describe.
    pub fn event_type(&self) -> Option<String> {
        let event: serde_json::Value = serde_json::from_slice(self.body).ok()?;
        event.get("type")?.as_str().map(str::to_owned)
    }

    /// Reads the body.
    ///
    /// # Errors
    /// The body isn't JSON, or isn't of this type.
    pub fn parse<T: Decode>(&self) -> Result<T, DecodeError> {
        json::from_slice(self.body)
    }
}

impl fmt::Debug for Delivery<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Delivery")
            .field("id", &self.id)
            .field("signed_at", &self.signed_at)
            .field("body_length", &self.body.len())
            .finish()
    }
}
