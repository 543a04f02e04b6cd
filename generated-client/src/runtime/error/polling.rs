//! [`NotDone`]: the error of polling that ended without success.

use std::fmt;
use std::ops::Deref;
use std::time::Duration;

use crate::runtime::RawResponse;

/// The error of a [`Polling`](crate::runtime::Polling) that ended without success, with the last
/// response.
#[derive(Clone, Debug)]
pub struct NotDone {
    pub(crate) reason: NotDoneReason,
    pub(crate) state: Option<String>,
    pub(crate) calls: u32,
    pub(crate) response: RawResponse,
}

/// The reason why polling ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NotDoneReason {
    /// The response is in a state that means failure.
    Failed,
    /// The time limit, `at_most`, was reached.
    #[non_exhaustive]
    TimedOut {
        /// The time limit.
        after: Duration,
    },
}

impl NotDone {
    /// Returns the reason why polling ended.
    pub fn reason(&self) -> NotDoneReason {
        self.reason
    }

    /// Returns the state of the last response as JSON, such as `"failed"`, or `None` if the
    /// response has none or if the caller provided the condition.
    pub fn state(&self) -> Option<&str> {
        self.state.as_deref()
    }

    /// Returns the number of calls that were made.
    pub fn calls(&self) -> u32 {
        self.calls
    }
}

impl Deref for NotDone {
    type Target = RawResponse;

    fn deref(&self) -> &RawResponse {
        &self.response
    }
}

impl fmt::Display for NotDone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.reason, &self.state) {
            (NotDoneReason::Failed, Some(state)) => write!(f, "it ended as {state}")?,
            (NotDoneReason::Failed, None) => f.write_str("it failed")?,
            (NotDoneReason::TimedOut { after }, state) => {
                match state {
                    Some(state) => write!(f, "it is still {state}")?,
                    None => f.write_str("it is not done")?,
                }
                write!(f, " after {after:?}; `.at_most(..)` sets a longer timeout")?;
            }
        }
        let s = if self.calls == 1 { "" } else { "s" };
        write!(f, " ({} call{s})", self.calls)
    }
}
