//! [`Timeout`]: the time limit that a call reached, and the phase it was in.

use std::fmt;
use std::time::Duration;

use super::{ResponseHead, Target};

/// A time limit that a call reached.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Timeout {
    /// The phase that the call was in.
    pub phase: TimeoutPhase,
    /// The kind of limit.
    pub limit: TimeoutLimit,
    /// The duration of the limit.
    pub after: Duration,
    /// The number of requests that were sent.
    pub attempts: u32,
    /// The head of the response, if it was received.
    pub head: Option<Box<ResponseHead>>,
    /// The operation that was called.
    pub target: Option<Box<Target>>,
}

/// The phase of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TimeoutPhase {
    /// Connecting to the server. Reported only if the transport can detect it; otherwise the phase
    /// is `Response`.
    Connect,
    /// Waiting for the status and the headers of the response.
    Response,
    /// Reading the rest of the response's body.
    Body,
}

/// The kind of a time limit, named after the method that sets it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TimeoutLimit {
    /// The connect timeout: `connect_timeout`.
    Connect,
    /// The maximum time without receiving data: `read_timeout`.
    Read,
    /// The timeout of a call, including its retries: `timeout`.
    Total,
}

impl fmt::Display for Timeout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let after = self.after;
        let missing = match self.phase {
            TimeoutPhase::Connect => "no connection",
            TimeoutPhase::Response if self.limit == TimeoutLimit::Read => "no response",
            _ => "no full response",
        };
        match (self.limit, self.phase) {
            (TimeoutLimit::Read, TimeoutPhase::Body) => {
                write!(f, "no data for {after:?}; `.read_timeout(..)` sets a longer timeout")
            }
            (TimeoutLimit::Read, _) => {
                write!(f, "{missing} within {after:?}; `.read_timeout(..)` sets a longer timeout")
            }
            (TimeoutLimit::Connect, _) => {
                write!(
                    f,
                    "{missing} within {after:?}; `.connect_timeout(..)` sets a longer timeout"
                )
            }
            (TimeoutLimit::Total, _) => {
                write!(f, "{missing} within {after:?}; `.timeout(..)` sets a longer timeout")
            }
        }
    }
}
