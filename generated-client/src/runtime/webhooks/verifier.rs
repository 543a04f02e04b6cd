//! [`Verifier`]: verifies the requests of a webhook. [`Delivery`]: one that it has verified.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderMap, HeaderName};
use jiff::Timestamp;

use super::key::{Key, signature};
use super::{ID, SIGNATURE, SeenIds, TIMESTAMP, WebhookError};
use crate::runtime::json::{self, Decode, DecodeError};
use crate::runtime::platform::time_of_day;

/// How far the time of a message may be from now.
const TOLERANCE: Duration = Duration::from_secs(5 * 60);

/// Tells the time; none where there is no clock.
type Now = Arc<dyn Fn() -> Option<Timestamp> + Send + Sync>;

/// Verifies the requests of a webhook. Cheap to clone; `Debug` shows no secrets.
///
/// ```
/// use std::time::Duration;
///
/// use polar_client::webhooks::{Verifier, WebhookError};
///
/// /// Takes both secrets while one replaces the other.
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
    /// A verifier with this secret: behind `whsec_` it is base64, as Standard Webhooks writes
    /// secrets; any other one is taken as the text that it is.
    ///
    /// # Errors
    /// [`WebhookError::InvalidSecret`].
    pub fn new(secret: &str) -> Result<Self, WebhookError> {
        Key::of(secret).map(Self::of)
    }

    /// A verifier with these bytes as its secret, whatever they begin with.
    ///
    /// # Errors
    /// [`WebhookError::InvalidSecret`] if there are none.
    pub fn from_bytes(secret: &[u8]) -> Result<Self, WebhookError> {
        Key::of_bytes(secret).map(Self::of)
    }

    fn of(key: Key) -> Self {
        let now = || Timestamp::try_from(time_of_day()).ok();
        Self { keys: vec![key], tolerance: TOLERANCE, now: Arc::new(now) }
    }

    /// Takes what is signed with this secret as well, as while secrets are changed.
    ///
    /// # Errors
    /// [`WebhookError::InvalidSecret`].
    pub fn or(mut self, secret: &str) -> Result<Self, WebhookError> {
        self.keys.push(Key::of(secret)?);
        Ok(self)
    }

    /// How far the time of a message may be from now: five minutes, unless this is said.
    #[must_use]
    pub fn tolerance(mut self, tolerance: Duration) -> Self {
        self.tolerance = tolerance;
        self
    }

    /// Tells the time by this function, as in tests.
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

    /// Verifies a request.
    ///
    /// # Errors
    /// [`WebhookError`] says what does not fit.
    pub fn verify<'b>(
        &self,
        headers: &HeaderMap,
        body: &'b [u8],
    ) -> Result<Delivery<'b>, WebhookError> {
        let id = field(headers, ID)?;
        let timestamp = field(headers, TIMESTAMP)?;
        let signatures = signatures(headers)?;
        let signed_at = self.in_time(timestamp)?;
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
    /// [`WebhookError`] says what does not fit.
    pub fn receive<E: Decode>(&self, headers: &HeaderMap, body: &[u8]) -> Result<E, WebhookError> {
        self.verify(headers, body)?.parse().map_err(WebhookError::UnreadableBody)
    }

    /// The time of a message, where it is near enough to now.
    fn in_time(&self, timestamp: &str) -> Result<Timestamp, WebhookError> {
        let seconds = timestamp.parse::<i64>().ok();
        let signed_at = seconds.and_then(|it| Timestamp::from_second(it).ok());
        let signed_at = signed_at.ok_or(WebhookError::InvalidHeader(TIMESTAMP))?;
        let now = (self.now)().ok_or(WebhookError::NoClock)?;
        let seconds = now.as_second().abs_diff(signed_at.as_second());
        match seconds <= self.tolerance.as_secs() {
            true => Ok(signed_at),
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

/// The value of a header that a request has once.
fn field(headers: &HeaderMap, name: HeaderName) -> Result<&str, WebhookError> {
    match headers.get(&name) {
        None => Err(WebhookError::MissingHeader(name)),
        Some(value) => match value.to_str() {
            Ok(value) if !value.is_empty() => Ok(value),
            _ => Err(WebhookError::InvalidHeader(name)),
        },
    }
}

/// The signatures of a version that is known, with a space between them.
fn signatures(headers: &HeaderMap) -> Result<Vec<Vec<u8>>, WebhookError> {
    field(headers, SIGNATURE)?;
    let values = headers.get_all(SIGNATURE).iter().filter_map(|it| it.to_str().ok());
    let signatures: Vec<_> = values.flat_map(|it| it.split(' ')).filter_map(signature).collect();
    if signatures.is_empty() { Err(WebhookError::InvalidHeader(SIGNATURE)) } else { Ok(signatures) }
}

/// A message that the API has sent. `Debug` shows the length of the body only.
#[derive(Clone, PartialEq, Eq)]
#[must_use = "a webhook is read with `parse`"]
pub struct Delivery<'b> {
    id: String,
    signed_at: Timestamp,
    body: &'b [u8],
}

impl<'b> Delivery<'b> {
    /// The name of the message: the same one when it is sent again. [`Delivery::is_repeated`] tells
    /// whether it was handled before.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Whether a message with this id was recorded before; if not, it is recorded now. Where the
    /// message can't be handled after all, [`SeenIds::forget`] makes the next attempt count.
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
    ///     // In place of `RawJson`: the type of the API's events.
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
    /// Those of the store.
    pub async fn is_repeated<S: SeenIds>(&self, seen: &S) -> Result<bool, S::Error> {
        Ok(!seen.record(&self.id).await?)
    }

    /// When it was sent.
    pub fn signed_at(&self) -> Timestamp {
        self.signed_at
    }

    /// The body.
    pub fn body(&self) -> &'b [u8] {
        self.body
    }

    /// The `type` of the event, where it says one: also of one that the document does not
    /// describe.
    pub fn event_type(&self) -> Option<String> {
        let event: serde_json::Value = serde_json::from_slice(self.body).ok()?;
        event.get("type")?.as_str().map(str::to_owned)
    }

    /// Reads the body.
    ///
    /// # Errors
    /// It is not JSON, or none of this type.
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
