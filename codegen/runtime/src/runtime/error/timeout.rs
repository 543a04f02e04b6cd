//! [`Timeout`]: which limit of time a call ran into, and what it was waiting for.

use std::fmt;
use std::time::Duration;

use super::{ResponseHead, Target};

/// A limit of time that a call ran into.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Timeout {
    /// What the call was waiting for.
    pub phase: TimeoutPhase,
    /// Which of the client's limits it was.
    pub limit: TimeoutLimit,
    /// How long the limit is.
    pub after: Duration,
    /// How many requests were sent.
    pub attempts: u32,
    /// What had come of the response, if its head had.
    pub head: Option<Box<ResponseHead>>,
    /// The operation that was called.
    pub target: Option<Box<Target>>,
}

/// What a call was waiting for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TimeoutPhase {
    /// A connection to the server. Known only where the transport can tell; else it is the
    /// response.
    Connect,
    /// The status and the headers of the response.
    Response,
    /// The rest of the response's body.
    Body,
}

/// A limit of time, called after the method that sets it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TimeoutLimit {
    /// How long connecting may take: `connect_timeout`.
    Connect,
    /// How long nothing may come in: `read_timeout`.
    Read,
    /// How long a call may take, with its retries: `timeout`.
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
                write!(f, "the response stopped for {after:?}; `.read_timeout(..)` allows more")
            }
            (TimeoutLimit::Read, _) => {
                write!(f, "{missing} within {after:?}; `.read_timeout(..)` allows more")
            }
            (TimeoutLimit::Connect, _) => {
                write!(f, "{missing} within {after:?}; `.connect_timeout(..)` allows more")
            }
            (TimeoutLimit::Total, _) => {
                write!(f, "{missing} within {after:?}; `.timeout(..)` allows more")
            }
        }
    }
}
