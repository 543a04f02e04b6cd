//! [`Response`]: the output of a call together with the status and the headers.

use std::fmt;

use http::{HeaderMap, StatusCode};

use super::error::Target;
use super::json::{Decode, DecodeError};
use super::operation::same_operation;
use super::{Error, Header, IncomingResponse, Operation, RawResponse, RequestBuilder};

/// The head of a response.
#[derive(Clone)]
pub(crate) struct Head {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    /// The number of requests that were sent.
    pub(crate) attempts: u32,
    /// The operation of the call; `None` if the response was received by other means.
    pub(crate) target: Option<Target>,
}

/// The output of a call and the head of its response:
/// [`Call::with_response`](super::Call::with_response).
///
/// ```
/// use client_runtime::runtime::{Call, Error, Operation};
///
/// async fn noted<Op: Operation>(call: Call<Op>) -> Result<Op::Output, Error<Op::Error>> {
///     let response = call.with_response().await?;
///     let id = response.request_id().unwrap_or("no id");
///     println!("{} after {} attempts: {id}", response.status(), response.attempts());
///     if let Some(left) = response.headers().get("x-ratelimit-remaining") {
///         println!("{left:?} calls are left");
///     }
///     Ok(response.into_body())
/// }
/// ```
#[derive(Clone)]
pub struct Response<T> {
    head: Head,
    body: T,
}

impl<T> Response<T> {
    /// Returns the status.
    pub fn status(&self) -> StatusCode {
        self.head.status
    }

    /// Returns the header fields.
    pub fn headers(&self) -> &HeaderMap {
        &self.head.headers
    }

    /// Reads a header field that the API documents.
    ///
    /// # Errors
    /// The field isn't of this type.
    pub fn header<U: Decode>(&self, header: Header<U>) -> Result<Option<U>, DecodeError> {
        header.read(self.headers())
    }

    /// Returns the request id that the server assigned, to quote in support requests.
    pub fn request_id(&self) -> Option<&str> {
        request_id(self.headers())
    }

    /// Returns the number of requests that were sent until this response: more than one after
    /// retries.
    pub fn attempts(&self) -> u32 {
        self.head.attempts
    }

    /// Returns the output.
    pub fn body(&self) -> &T {
        &self.body
    }

    /// Returns the output, to change it or to read a stream.
    pub fn body_mut(&mut self) -> &mut T {
        &mut self.body
    }

    /// Returns the output without the head of the response.
    pub fn into_body(self) -> T {
        self.body
    }
}

impl<T: fmt::Debug> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("status", &self.status())
            .field("request_id", &self.request_id())
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}

/// The header fields in which servers send a request id, in the order in which they are tried.
pub(crate) const REQUEST_IDS: [&str; 8] = [
    "x-request-id",
    "request-id",
    "x-correlation-id",
    "x-amzn-requestid",
    "x-amz-request-id",
    "x-ms-request-id",
    "x-github-request-id",
    "cf-ray",
];

/// The request id that the server assigned, from one of [`REQUEST_IDS`].
pub(crate) fn request_id(headers: &HeaderMap) -> Option<&str> {
    REQUEST_IDS.iter().find_map(|name| headers.get(*name)?.to_str().ok())
}

/// An operation that also returns the status and headers of its response.
#[derive(Clone, Debug)]
pub struct WithResponse<Op>(pub(crate) Op);

impl<Op: Operation> Operation for WithResponse<Op> {
    type Output = Response<Op::Output>;

    const STREAMED: bool = Op::STREAMED;

    same_operation!(Op, 0);

    #[inline]
    fn request(&self, request: &mut RequestBuilder) {
        self.0.request(request);
    }

    #[inline]
    fn response(response: RawResponse) -> Result<Self::Output, Error<Self::Error>> {
        let head = response.head().clone();
        Op::response(response).map(|body| Response { head, body })
    }

    #[inline]
    fn stream(response: IncomingResponse) -> Result<Self::Output, IncomingResponse> {
        if !Op::STREAMED {
            return Err(response);
        }
        let head = response.head().clone();
        Op::stream(response).map(|body| Response { head, body })
    }
}
