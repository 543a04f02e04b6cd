//! [`MockResponse`]: the response of a mock to a request.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderName, HeaderValue, StatusCode};

use super::Recorded;
use crate::runtime::json::{self, Encode};
use crate::runtime::{BoxError, Operation, RawResponse, ResponseBody, TransportError, platform};

/// The response of a mock to a request.
#[derive(Clone)]
pub(super) struct MockResponse {
    outcome: Outcome,
    delay: Duration,
}

/// Computes a response.
type Respond = Arc<dyn Fn(&Recorded) -> http::Response<Bytes> + Send + Sync>;

/// The content of a response, or a failure instead of it.
#[derive(Clone)]
enum Outcome {
    Response(http::Response<Bytes>),
    /// Computes the response from the request.
    Computed(Respond),
    /// Refuses the connection.
    Refused,
    /// Fails with this message.
    Failed(Arc<str>),
}

impl From<Outcome> for MockResponse {
    fn from(outcome: Outcome) -> Self {
        Self { outcome, delay: Duration::ZERO }
    }
}

impl MockResponse {
    /// Creates a response with this content.
    pub(super) fn new(status: u16, media_type: &str, body: Bytes) -> Self {
        match (StatusCode::from_u16(status), HeaderValue::try_from(media_type)) {
            (Ok(status), Ok(media_type)) => {
                Outcome::Response(with_status(status, media_type, body)).into()
            }
            (Err(_), _) => Self::failed(format!("{status} is not an HTTP status")),
            (_, Err(_)) => Self::failed("the media type can't be the value of a header"),
        }
    }

    /// Creates a successful response with this output of an operation, with the first status that
    /// the operation reads it from.
    pub(super) fn success<Op: Operation>(value: &Op::Output) -> Self
    where
        Op::Output: Encode,
    {
        let text = json::to_string(value);
        let response = |status| {
            let media_type = HeaderValue::from_static("application/json");
            with_status(status, media_type, Bytes::from(text.clone()))
        };
        let is_read_back = |status: &StatusCode| {
            let output = Op::response(RawResponse::new(response(*status)));
            output.is_ok_and(|output| json::to_string(&output) == text)
        };
        let mut statuses = (200..300).filter_map(|status| StatusCode::from_u16(status).ok());
        match statuses.find(is_read_back) {
            Some(status) => Outcome::Response(response(status)).into(),
            None => Self::failed(format!(
                "`{}` does not read its output from JSON: use `answers` with the media type and body",
                Op::ID
            )),
        }
    }

    /// Creates responses that are computed from the requests.
    pub(super) fn computed(
        respond: impl Fn(&Recorded) -> http::Response<Bytes> + Send + Sync + 'static,
    ) -> Self {
        Outcome::Computed(Arc::new(respond)).into()
    }

    /// Creates a refused connection.
    pub(super) fn refused() -> Self {
        Outcome::Refused.into()
    }

    /// Creates a failure with this message.
    pub(super) fn failed(message: impl Into<Arc<str>>) -> Self {
        Outcome::Failed(message.into()).into()
    }

    /// Adds a header field to the response.
    pub(super) fn add_header(&mut self, name: &str, value: &str) {
        match (&mut self.outcome, HeaderName::try_from(name), HeaderValue::try_from(value)) {
            (Outcome::Response(response), Ok(name), Ok(value)) => {
                // A response has one media type.
                if name == CONTENT_TYPE {
                    response.headers_mut().insert(name, value);
                } else {
                    response.headers_mut().append(name, value);
                }
            }
            (Outcome::Response(_), ..) => {
                *self = Self::failed(format!("`{name}` can't be a header with this value"));
            }
            (Outcome::Computed(_) | Outcome::Refused | Outcome::Failed(_), ..) => {}
        }
    }

    /// Sets the time until the response is returned.
    pub(super) fn set_delay(&mut self, delay: Duration) {
        self.delay = delay;
    }

    /// Returns the response to a request, or the error, after the delay.
    pub(super) async fn send(
        self,
        request: Recorded,
    ) -> Result<http::Response<ResponseBody>, BoxError> {
        if !self.delay.is_zero() {
            wait(self.delay).await?;
        }
        match self.outcome {
            Outcome::Response(response) => Ok(response.map(ResponseBody::from)),
            Outcome::Computed(respond) => Ok(respond(&request).map(ResponseBody::from)),
            Outcome::Refused => {
                Err(TransportError::Connect("the mock refuses the connection".into()).into())
            }
            Outcome::Failed(message) => Err(message.to_string().into()),
        }
    }
}

fn with_status(status: StatusCode, media_type: HeaderValue, body: Bytes) -> http::Response<Bytes> {
    let mut response = http::Response::new(body);
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, media_type);
    response
}

/// Waits with the default timer.
async fn wait(delay: Duration) -> Result<(), BoxError> {
    let timer = platform::default_timer();
    let sleep = timer.and_then(|timer| timer.sleep_until(timer.now().checked_add(delay)?));
    match sleep {
        Some(sleep) => {
            sleep.await;
            Ok(())
        }
        None => {
            Err("there is no timer for the delay: enable the feature `tokio`, and call the mock \
                     in its runtime"
                .into())
        }
    }
}
