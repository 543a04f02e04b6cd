//! [`Operation`]: how one operation of the API becomes a request and reads its response.

use std::fmt;

use http::StatusCode;

use super::status::Named;
use super::{DocumentedError, Error, IncomingResponse, RawResponse, RequestBuilder, RetryPolicy};

/// An operation of the API with its arguments. Does no I/O.
pub trait Operation: Send + Sync + 'static {
    /// What a successful call gives.
    type Output: Send + 'static;
    /// The errors that the API documents for the operation.
    type Error: DocumentedError;

    /// The `operationId` of the document.
    const ID: &'static str;
    /// The method of the request, such as `GET` or `QUERY`.
    const METHOD: &'static str;
    /// The path template, as the document spells it.
    const PATH: &'static str;
    /// The URL of the operation's own server, where it is not served with the rest of the API. One
    /// without a host is on the host of the client's server.
    const SERVER: Option<&'static str> = None;
    /// The header field of the idempotency key that the document has for the operation.
    const IDEMPOTENCY_KEY: Option<&'static str> = None;
    /// When the document sends the operation's requests again, where the caller says nothing.
    const RETRY: Option<RetryPolicy> = None;
    /// Which security schemes the operation needs: all of one of these lists. Empty if none.
    const SECURITY: &'static [&'static [&'static str]];
    /// The scopes that the operation needs of security schemes whose tokens the client can obtain
    /// itself, each list with the name of its scheme.
    const SCOPES: &'static [(&'static str, &'static [&'static str])] = &[];

    /// Whether a successful response is read as it comes in. The time limit of a call then holds
    /// for its beginning only.
    const STREAMED: bool = false;

    /// Whether the document has the operation. Credentials of one that it lacks are chosen by what
    /// the document says for all operations.
    #[doc(hidden)]
    const DOCUMENTED: bool = true;

    /// The method, and the path template.
    #[doc(hidden)]
    #[inline]
    fn route(&self) -> (&'static str, &'static str) {
        (Self::METHOD, Self::PATH)
    }

    /// The one security scheme that is sent, where it was named.
    #[doc(hidden)]
    #[inline]
    fn scheme(&self) -> Option<&str> {
        None
    }

    /// Puts the arguments into a request.
    fn request(&self, request: &mut RequestBuilder);

    /// Reads a response.
    ///
    /// # Errors
    /// The API answered with an error, or with something that the document does not describe.
    fn response(response: RawResponse) -> Result<Self::Output, Error<Self::Error>>;

    /// Takes over a response that is still coming in, where [`Self::STREAMED`].
    ///
    /// # Errors
    /// The response itself, where it has to be read to its end and given to [`Self::response`].
    #[inline]
    fn stream(response: IncomingResponse) -> Result<Self::Output, IncomingResponse> {
        Err(response)
    }
}

/// What an operation that wraps another one has of that, which is its field `$field`.
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

/// Writes a status as the document spells it, with the name that HTTP gives it.
pub(crate) fn documented_status(status: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let code = status.parse::<StatusCode>().ok();
    match (code, status) {
        (Some(code), _) => fmt::Display::fmt(&Named(code), f),
        (None, "default") => f.write_str("an error that the API documents"),
        (None, _) => f.write_str(status),
    }
}
