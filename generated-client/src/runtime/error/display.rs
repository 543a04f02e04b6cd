//! The `Display` implementation of [`Error`].

use std::fmt::{self, Write};

use super::Error;
use crate::runtime::retry::seconds;
use crate::runtime::sanitize::{message, quoted};
use crate::runtime::status::StatusName;

impl<E> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        message(f, |text| self.write(text))
    }
}

impl<E> Error<E> {
    fn write(&self, f: &mut String) -> fmt::Result {
        if let Some(target) = self.target() {
            write!(f, "{target}: ")?;
        }
        match self {
            Self::Api(error) => write!(f, "the API returned {}", StatusName(error.status()))?,
            Self::UndocumentedStatus(error) => write!(f, "{error}")?,
            Self::Decode(error) => write!(f, "{error}")?,
            Self::Polling(end) => write!(f, "{end}")?,
            Self::Timeout(timeout) => write!(f, "{timeout}")?,
            Self::Connect { .. } => {
                f.write_str("no connection to the server; check its URL and the network")?;
            }
            Self::Transport { .. } => {
                f.write_str("the connection failed before the response was complete")?
            }
            Self::BodyTooLarge { limit, .. } => write!(
                f,
                "the response is longer than {limit} bytes; `.response_limit(..)` sets a higher limit"
            )?,
            Self::Credential { .. } if self.token_error().is_some() => {
                f.write_str("the request was not sent: no access token was obtained for it")?;
            }
            Self::Credential { .. } => {
                f.write_str("the request was not sent: the provider of its credential failed")?;
            }
            Self::InvalidRequest(error) => write!(f, "{error}")?,
        }
        if self.attempts() > 1 {
            write!(f, ", after {} attempts", self.attempts())?;
        }
        if let (Some(wait), Some(response)) = (self.retry_after(), self.response()) {
            write!(f, "; the server requests a wait of {} s", seconds(wait, response.headers()))?;
        }
        if let Some(message) = self.message().filter(|_| self.is_failure()) {
            let lead = if matches!(self, Self::Decode(_)) { "; the API says" } else { "" };
            write!(f, "{lead}: {message}")?;
        }
        match self.request_id() {
            Some(id) => write!(f, " (request id {})", quoted(id)),
            None => Ok(()),
        }
    }

    /// Whether the response reports a failure: a success that doesn't match the document has no
    /// error message.
    fn is_failure(&self) -> bool {
        self.status().is_some_and(|status| !status.is_success())
    }
}
