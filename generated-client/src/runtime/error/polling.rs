//! [`NotDone`]: what was polled is not what was waited for.

use std::fmt;
use std::ops::Deref;
use std::time::Duration;

use crate::runtime::RawResponse;

/// The end of a [`Polling`](crate::runtime::Polling) that did not lead to what was waited for, with
/// the last answer.
#[derive(Clone, Debug)]
pub struct NotDone {
    pub(crate) reason: NotDoneReason,
    pub(crate) state: Option<String>,
    pub(crate) calls: u32,
    pub(crate) response: RawResponse,
}

/// Why a polling ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NotDoneReason {
    /// The answer is in a state in which what was waited for has failed.
    Failed,
    /// The time is up: `at_most`.
    #[non_exhaustive]
    TimeIsUp {
        /// How long the limit is.
        after: Duration,
    },
}

impl NotDone {
    /// Why it ended.
    pub fn reason(&self) -> NotDoneReason {
        self.reason
    }

    /// The state of the last answer as JSON, such as `"failed"`; none for a condition of the
    /// caller's, and where the answer has none.
    pub fn state(&self) -> Option<&str> {
        self.state.as_deref()
    }

    /// How many calls there were.
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
            (NotDoneReason::TimeIsUp { after }, state) => {
                match state {
                    Some(state) => write!(f, "it is still {state}")?,
                    None => f.write_str("it is not done")?,
                }
                write!(f, " after {after:?}; `.at_most(..)` allows more")?;
            }
        }
        let s = if self.calls == 1 { "" } else { "s" };
        write!(f, " ({} call{s})", self.calls)
    }
}
