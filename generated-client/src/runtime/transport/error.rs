//! [`TransportError`]: the known errors of a transport.

use std::fmt;

/// A boxed error of any type.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

const NO_RUNTIME: &str = "it needs a runtime of tokio with IO and timers: build that with \
                          `.enable_all()`, or use `.send_blocking()`";

const REDIRECTED: &str = "the server redirected the request, but the transport can't see where to";

/// A known error of a transport, which may also fail with any other error.
#[derive(Debug)]
#[non_exhaustive]
pub enum TransportError {
    /// The call timed out: see [`Route::deadline`](super::Route).
    Timeout,
    /// Connecting timed out.
    ConnectTimeout,
    /// The connection could not be established.
    Connect(BoxError),
    /// The transport needs a tokio runtime with IO and timers enabled, and was polled outside of
    /// one. Nothing was sent.
    Runtime,
    /// The transport doesn't support this request, for this reason. Nothing was sent.
    Unsupported(&'static str),
    /// The server redirected the request to a target that the transport can't see. The request
    /// isn't retried.
    Redirected,
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match *self {
            Self::Timeout => "the call timed out",
            Self::ConnectTimeout => "connecting timed out",
            Self::Connect(_) => "no connection was made",
            Self::Runtime => NO_RUNTIME,
            Self::Unsupported(reason) => reason,
            Self::Redirected => REDIRECTED,
        })
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Connect(error) => Some(&**error),
            _ => None,
        }
    }
}
