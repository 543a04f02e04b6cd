//! What [`Error`] says to a person.

use std::fmt;

use super::Error;
use crate::runtime::retry::seconds;
use crate::runtime::status::Named;

impl<E> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Api(error) => write!(f, "the API answered {}", Named(error.status()))?,
            Self::UndocumentedStatus(error) => fmt::Display::fmt(error, f)?,
            Self::Decode(error) => fmt::Display::fmt(error, f)?,
            Self::Timeout(timeout) => fmt::Display::fmt(timeout, f)?,
            Self::Connect { .. } => {
                f.write_str("no connection to the server; check its URL and the network")?;
            }
            Self::Transport { .. } => f.write_str("the connection failed on the way")?,
            Self::BodyTooLarge { limit, .. } => write!(
                f,
                "the response is longer than {limit} bytes; `.response_limit(..)` allows more"
            )?,
            Self::Credential(_) => {
                f.write_str("the request was not sent: the provider of its credential failed")?;
            }
            Self::InvalidRequest(error) => fmt::Display::fmt(error, f)?,
        }
        if self.attempts() > 1 {
            write!(f, ", after {} attempts", self.attempts())?;
        }
        if let (Some(wait), Some(response)) = (self.retry_after(), self.response()) {
            write!(f, "; the server asks to wait {} s", seconds(wait, response.headers()))?;
        }
        match self.request_id() {
            Some(id) => write!(f, " (request id {id})"),
            None => Ok(()),
        }
    }
}
