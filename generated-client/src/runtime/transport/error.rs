//! What a transport can tell about its failure.

use std::fmt;

/// Any error.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

const NO_RUNTIME: &str = "it needs a runtime of tokio with IO and timers: build that with \
                          `.enable_all()`, or use `.send_blocking()`";

const REDIRECTED: &str =
    "the server redirected the request, and the transport is not told where to";

/// What a transport can tell about its failure. It may fail with any other error as well.
#[derive(Debug)]
#[non_exhaustive]
pub enum TransportError {
    /// The time of the call is over: see [`Route::deadline`](super::Route).
    Timeout,
    /// Connecting took longer than it may.
    ConnectTimeout,
    /// No connection was made.
    Connect(BoxError),
    /// It needs a runtime of tokio in which IO and timers are enabled, and was not polled in one.
    /// Nothing was sent.
    Runtime,
    /// It can't carry such a request, for this reason. Nothing was sent.
    Unsupported(&'static str),
    /// The server redirected the request, and the transport is not told where to. The request is not
    /// sent again.
    Redirected,
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match *self {
            Self::Timeout => "the time is up",
            Self::ConnectTimeout => "connecting took too long",
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
