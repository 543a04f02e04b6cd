//! [`Webhook`]: an extractor for verified webhooks in axum handlers.

use std::fmt;

use axum_core::extract::rejection::BytesRejection;
use axum_core::extract::{FromRef, FromRequest, Request};
use axum_core::response::{IntoResponse, Response};
use bytes::Bytes;
use http::StatusCode;
use jiff::Timestamp;

use super::{Verifier, WebhookError};
use crate::runtime::json::Decode;

/// A verified webhook, as the last argument of an axum handler. The [`Verifier`] is in the state of
/// the router: `Router::new().route("/webhooks", post(handle)).with_state(verifier)`. The response
/// to a rejected request is a [`WebhookRejection`].
///
/// ```
/// use polar_client::webhooks::Webhook;
/// use http::StatusCode;
/// # use polar_client::json::RawJson;
///
/// // Replace `RawJson` with the type of the API's events.
/// async fn handle(Webhook { id, event, .. }: Webhook<RawJson>) -> StatusCode {
///     println!("{id}: {event:?}");
///     StatusCode::NO_CONTENT
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Webhook<E> {
    /// The id of the message, which is the same if it is sent again.
    pub id: String,
    /// The time at which it was signed.
    pub signed_at: Timestamp,
    /// The event.
    pub event: E,
}

impl<E, S> FromRequest<S> for Webhook<E>
where
    E: Decode,
    S: Send + Sync,
    Verifier: FromRef<S>,
{
    type Rejection = WebhookRejection;

    async fn from_request(request: Request, state: &S) -> Result<Self, WebhookRejection> {
        let verifier = Verifier::from_ref(state);
        let headers = request.headers().clone();
        let body = Bytes::from_request(request, state).await.map_err(WebhookRejection::Body)?;
        let delivery = verifier.verify(&headers, &body).map_err(WebhookRejection::Webhook)?;
        let event = delivery.parse().map_err(WebhookError::UnreadableBody);
        Ok(Self {
            id: delivery.id().to_owned(),
            signed_at: delivery.signed_at(),
            event: event.map_err(WebhookRejection::Webhook)?,
        })
    }
}

/// The response to a rejected webhook request: status 400 with the reason, or 500 if the verifier
/// has no clock. It contains no data of the request.
#[derive(Debug)]
#[non_exhaustive]
pub enum WebhookRejection {
    /// The body could not be read, or exceeds axum's limit.
    Body(BytesRejection),
    /// The API didn't sign the request, or it isn't an event.
    Webhook(WebhookError),
}

impl fmt::Display for WebhookRejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Body(error) => error.fmt(f),
            Self::Webhook(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for WebhookRejection {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Body(error) => error.source(),
            Self::Webhook(error) => error.source(),
        }
    }
}

impl IntoResponse for WebhookRejection {
    fn into_response(self) -> Response {
        match self {
            Self::Body(error) => error.into_response(),
            Self::Webhook(error) => {
                let status = match error {
                    WebhookError::NoClock => StatusCode::INTERNAL_SERVER_ERROR,
                    _ => StatusCode::BAD_REQUEST,
                };
                (status, error.to_string()).into_response()
            }
        }
    }
}
