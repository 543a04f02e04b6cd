//! [`Recorded`]: a request that was sent to a mock.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, Method, Uri};

use crate::runtime::Route;
use crate::runtime::json::{self, Decode, DecodeError};

/// A request that was sent to a [`Mock`](super::Mock). `Debug` shows no credentials: neither
/// headers nor query nor body.
#[derive(Clone)]
pub struct Recorded {
    pub(super) route: Route,
    pub(super) request: http::Request<Bytes>,
}

impl Recorded {
    /// Returns the `operationId` in the document.
    pub fn operation(&self) -> &'static str {
        self.route.operation
    }

    /// Returns the number of this attempt of its call, starting with 1.
    pub fn attempt(&self) -> u32 {
        self.route.attempt
    }

    /// Returns the method.
    pub fn method(&self) -> &Method {
        self.request.method()
    }

    /// Returns the URL.
    pub fn uri(&self) -> &Uri {
        self.request.uri()
    }

    /// Returns the header fields.
    pub fn headers(&self) -> &HeaderMap {
        self.request.headers()
    }

    /// Returns the value of a header field, if it is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers().get(name)?.to_str().ok()
    }

    /// Returns the entire body, also if it was streamed.
    pub fn body(&self) -> &Bytes {
        self.request.body()
    }

    /// Reads the body as JSON.
    ///
    /// # Errors
    /// The body isn't of this type.
    pub fn json<T: Decode>(&self) -> Result<T, DecodeError> {
        json::from_slice(self.body())
    }
}

impl fmt::Debug for Recorded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recorded")
            .field("operation", &self.operation())
            .field("attempt", &self.attempt())
            .field("method", self.method())
            .field("path", &self.uri().path())
            .finish_non_exhaustive()
    }
}
