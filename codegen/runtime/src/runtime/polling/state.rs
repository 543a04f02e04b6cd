//! [`States`]: the states of a response that mean success and failure when polling.

use serde_json::Value;

use crate::runtime::sanitize::quoted;
use crate::runtime::{Operation, RawResponse, json};

/// An operation whose final states the document or the configuration declares.
pub trait Polled: Operation {
    /// The final states of its response.
    #[doc(hidden)]
    const STATES: States;
}

/// The states of a response that end the polling; all others are intermediate.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct States {
    /// The JSON Pointer to the state in the response (RFC 6901).
    pub place: &'static str,
    /// The states that mean success, as JSON.
    pub done: &'static [&'static str],
    /// The states that mean failure, as JSON.
    pub failed: &'static [&'static str],
}

/// The progress of a polled operation, with the state that it was determined from.
pub(super) enum Progress {
    Pending(Option<String>),
    Done,
    Failed(String),
}

impl States {
    /// The progress according to a response.
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

/// Implements [`Polled`] with the states in the table of an operation.
macro_rules! polled {
    ($request:ident, $place:literal, $done:tt, $failed:tt) => {
        impl $crate::runtime::Polled for $request {
            const STATES: $crate::runtime::States =
                $crate::runtime::States { place: $place, done: &$done, failed: &$failed };
        }
    };
}

pub(crate) use polled;
