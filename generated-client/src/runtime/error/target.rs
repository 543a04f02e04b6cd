//! [`Target`]: the operation of a call.

use std::fmt;

use super::{Error, Timeout};
use crate::runtime::RawResponse;
use crate::runtime::sanitize::named;

/// The operation of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Target {
    /// The `operationId` in the document, or method and path if it has none.
    pub operation: &'static str,
    /// The method of the request.
    pub method: &'static str,
    /// The path template, without the values of parameters.
    pub path: &'static str,
    /// The JSON Pointers to the API's message in a response, tried before the default locations.
    pub(crate) messages: &'static [&'static str],
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let route = format!("{} {}", self.method, self.path);
        if self.operation == route {
            return f.write_str(&named(&route));
        }
        write!(f, "{} ({})", named(self.operation), named(&route))
    }
}

impl<E> Error<E> {
    /// Sets the operation of the call, unless it is already set.
    pub(crate) fn of(mut self, target: Target) -> Self {
        match &mut self {
            Self::Api(error) => error.response_mut().set_target(target),
            Self::UndocumentedStatus(error) => error.response_mut().set_target(target),
            Self::Decode(error) => error.response_mut().set_target(target),
            Self::Polling(end) => end.response.set_target(target),
            Self::Timeout(Timeout { target: known, .. })
            | Self::Connect { target: known, .. }
            | Self::Transport { target: known, .. }
            | Self::BodyTooLarge { target: known, .. }
            | Self::Credential { target: known, .. } => {
                known.get_or_insert_with(|| Box::new(target));
            }
            Self::InvalidRequest(error) => error.set_target(target),
        }
        self
    }

    /// Returns the operation of the call, or `None` if the response was received by other means.
    pub fn target(&self) -> Option<&Target> {
        match self {
            Self::Timeout(Timeout { target, .. })
            | Self::Connect { target, .. }
            | Self::Transport { target, .. }
            | Self::BodyTooLarge { target, .. }
            | Self::Credential { target, .. } => target.as_deref(),
            Self::InvalidRequest(error) => error.target(),
            Self::Api(_) | Self::UndocumentedStatus(_) | Self::Decode(_) | Self::Polling(_) => {
                self.response().and_then(RawResponse::target)
            }
        }
    }
}
