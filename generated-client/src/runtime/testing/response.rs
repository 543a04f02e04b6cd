//! [`MockResponse`]: the response of a mock to a request.

use std::sync::Arc;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderValue, StatusCode};

use crate::runtime::json::{self, Encode};
use crate::runtime::{BoxError, Operation, RawResponse, ResponseBody, TransportError};

/// The response of a mock to a request.
#[derive(Clone)]
pub(super) enum MockResponse {
    /// Returns this status, media type and body.
    Response(StatusCode, HeaderValue, Bytes),
    /// Refuses the connection.
    Refuse,
    /// Fails with this message.
    Fail(Arc<str>),
}

impl MockResponse {
    /// Creates a response with this content.
    pub(super) fn of(status: u16, media_type: &str, body: Bytes) -> Self {
        match (StatusCode::from_u16(status), HeaderValue::try_from(media_type)) {
            (Ok(status), Ok(media_type)) => Self::Response(status, media_type, body),
            (Err(_), _) => Self::Fail(format!("{status} is no status").into()),
            (_, Err(_)) => Self::Fail("the media type is no header's value".into()),
        }
    }

    /// Creates a successful response with this output of an operation, with the first status that
    /// the operation reads it from.
    pub(super) fn success<Op: Operation>(value: &Op::Output) -> Self
    where
        Op::Output: Encode,
    {
        let json = HeaderValue::from_static("application/json");
        let text = json::to_string(value);
        let body = Bytes::from(text.clone());
        let is_read_back = |status: &StatusCode| {
            let mut response = http::Response::new(body.clone());
            *response.status_mut() = *status;
            response.headers_mut().insert(CONTENT_TYPE, json.clone());
            let output = Op::response(RawResponse::new(response));
            output.is_ok_and(|output| json::to_string(&output) == text)
        };
        let statuses = (200..300).filter_map(|status| StatusCode::from_u16(status).ok());
        match statuses.into_iter().find(is_read_back) {
            Some(status) => Self::Response(status, json, body),
            None => Self::Fail(
                format!("`{}` reads this value from no JSON: write the answer out", Op::ID).into(),
            ),
        }
    }

    /// Converts to the response or the error.
    pub(super) fn into_response(self) -> Result<http::Response<ResponseBody>, BoxError> {
        match self {
            Self::Response(status, media_type, body) => {
                let mut response = http::Response::new(ResponseBody::from(body));
                *response.status_mut() = status;
                response.headers_mut().insert(CONTENT_TYPE, media_type);
                Ok(response)
            }
            Self::Refuse => Err(TransportError::Connect("the mock refuses".into()).into()),
            Self::Fail(message) => Err(message.to_string().into()),
        }
    }
}
