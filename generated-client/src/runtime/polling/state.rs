//! [`States`]: in which states of its answer an operation is done, and in which it has failed.

use serde_json::Value;

use crate::runtime::visible::quoted;
use crate::runtime::{Operation, RawResponse, json};

/// An operation of which the document or the configuration says when it is done.
pub trait Polled: Operation {
    /// The states of its answer.
    #[doc(hidden)]
    const STATES: States;
}

/// The states of an answer that end the polling; all others are on the way to one of them.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct States {
    /// Where the answer has its state (RFC 6901).
    pub place: &'static str,
    /// The values there of what is done, as JSON.
    pub done: &'static [&'static str],
    /// The values there of what has failed, as JSON.
    pub failed: &'static [&'static str],
}

/// How far what is polled has come, with the state that says so.
pub(super) enum Progress {
    Pending(Option<String>),
    Done,
    Failed(String),
}

impl States {
    /// What an answer says.
    pub(super) fn progress(&self, response: &RawResponse) -> Progress {
        let body: Option<Value> = json::from_slice(response.body()).ok();
        let Some(state) = body.as_ref().and_then(|body| body.pointer(self.place)) else {
            return Progress::Pending(None);
        };
        let is = |value: &&str| json::from_slice::<Value>(value.as_bytes()).as_ref() == Ok(state);
        let text = || quoted(&state.to_string()).into_owned();
        if self.done.iter().any(&is) {
            Progress::Done
        } else if self.failed.iter().any(is) {
            Progress::Failed(text())
        } else {
            Progress::Pending(Some(text()))
        }
    }
}

/// The states of an operation, as its table has them.
macro_rules! polled {
    ($request:ident, $place:literal, $done:tt, $failed:tt) => {
        impl $crate::runtime::Polled for $request {
            const STATES: $crate::runtime::States =
                $crate::runtime::States { place: $place, done: &$done, failed: &$failed };
        }
    };
}

pub(crate) use polled;
