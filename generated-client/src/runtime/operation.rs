//! [`Operation`]: an operation of the API, which builds a request and reads its response.

use std::fmt;

use http::StatusCode;

use super::status::StatusName;
use super::{DocumentedError, Error, IncomingResponse, RawResponse, RequestBuilder, RetryPolicy};

/// An operation of the API with its arguments. Does no I/O.
pub trait Operation: Send + Sync + 'static {
    /// The output of a successful call.
    type Output: Send + 'static;
    /// The errors that the API documents for the operation.
    type Error: DocumentedError;

    /// The `operationId` in the document.
    const ID: &'static str;
    /// The method of the request, such as `GET` or `QUERY`.
    const METHOD: &'static str;
    /// The path template, as in the document.
    const PATH: &'static str;
    /// The URL of the operation's own server, if it isn't served by the servers of the API. A
    /// relative one is on the host of the client's server.
    const SERVER: Option<&'static str> = None;
    /// The header field of the operation's idempotency key, if the document has one.
    const IDEMPOTENCY_KEY: Option<&'static str> = None;
    /// The retry policy of the operation in the document, which the caller can override.
    const RETRY: Option<RetryPolicy> = None;
    /// The alternatives of security schemes of the operation: all schemes of one of these lists are
    /// required. Empty if none are.
    const SECURITY: &'static [&'static [&'static str]];
    /// The scopes that the operation requires of security schemes whose tokens the client can
    /// obtain itself, each list with the name of its scheme.
    const SCOPES: &'static [(&'static str, &'static [&'static str])] = &[];

    /// Whether a successful response is streamed. The timeout of a call then applies only to its
    /// head.
    const STREAMED: bool = false;

    /// Whether the operation is in the document. For one that isn't, credentials are selected by
    /// the security requirements of the document.
    #[doc(hidden)]
    const DOCUMENTED: bool = true;

    /// The method and the path template.
    #[doc(hidden)]
    #[inline]
    fn route(&self) -> (&'static str, &'static str) {
        (Self::METHOD, Self::PATH)
    }

    /// The single security scheme that is sent, if one was named.
    #[doc(hidden)]
    #[inline]
    fn scheme(&self) -> Option<&str> {
        None
    }

    /// Adds the arguments to a request.
    fn request(&self, request: &mut RequestBuilder);

    /// Reads a response.
    ///
    /// # Errors
    /// The API returned an error, or a response that the document doesn't describe.
    fn response(response: RawResponse) -> Result<Self::Output, Error<Self::Error>>;

    /// Reads a response as a stream, if it is [streamed](Self::STREAMED).
    ///
    /// # Errors
    /// The response itself, if it has to be read to its end and passed to [`Self::response`].
    #[inline]
    fn stream(response: IncomingResponse) -> Result<Self::Output, IncomingResponse> {
        Err(response)
    }
}

/// Implements the items of an operation that wraps another one, by delegating to the field
/// `$field`.
macro_rules! same_operation {
    ($operation:ident, $field:tt) => {
        type Error = $operation::Error;

        const ID: &'static str = $operation::ID;
        const METHOD: &'static str = $operation::METHOD;
        const PATH: &'static str = $operation::PATH;
        const SERVER: Option<&'static str> = $operation::SERVER;
        const SECURITY: &'static [&'static [&'static str]] = $operation::SECURITY;
        const SCOPES: &'static [(&'static str, &'static [&'static str])] = $operation::SCOPES;
        const RETRY: Option<$crate::runtime::RetryPolicy> = $operation::RETRY;
        const DOCUMENTED: bool = $operation::DOCUMENTED;
        const IDEMPOTENCY_KEY: Option<&'static str> = $operation::IDEMPOTENCY_KEY;

        #[inline]
        fn route(&self) -> (&'static str, &'static str) {
            self.$field.route()
        }

        #[inline]
        fn scheme(&self) -> Option<&str> {
            self.$field.scheme()
        }
    };
}

pub(crate) use same_operation;

/// Writes a status as in the document, with its reason phrase.
pub(crate) fn documented_status(status: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let code = status.parse::<StatusCode>().ok();
    match (code, status) {
        (Some(code), _) => fmt::Display::fmt(&StatusName(code), f),
        (None, "default") => f.write_str("an error that the API documents"),
        (None, _) => f.write_str(status),
    }
}
