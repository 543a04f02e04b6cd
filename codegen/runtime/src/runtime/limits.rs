//! The limits of a call.

use std::fmt;
use std::time::Duration;

const DEFAULT_TIMEOUT: Duration = Duration::from_secs(60);
const DEFAULT_CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// The default read timeout.
pub(crate) const DEFAULT_READ_TIMEOUT: Duration = Duration::from_secs(30);
const DEFAULT_RESPONSE_LIMIT: usize = 16 * 1024 * 1024;

/// The limits of a call.
#[derive(Clone, Copy)]
pub(crate) struct Limits {
    /// The timeout of the call, including its retries.
    pub(crate) timeout: Duration,
    /// The connect timeout.
    pub(crate) connect_timeout: Duration,
    /// The read timeout. `None` for the default, which is [`DEFAULT_READ_TIMEOUT`], and no timeout
    /// for events.
    pub(crate) read_timeout: Option<Duration>,
    /// The maximum length of the decoded body, in bytes.
    pub(crate) response: usize,
}

impl fmt::Debug for Limits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Limits")
            .field("timeout", &self.timeout)
            .field("connect_timeout", &self.connect_timeout)
            .field("read_timeout", &self.read_timeout.unwrap_or(DEFAULT_READ_TIMEOUT))
            .field("response", &self.response)
            .finish()
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            timeout: DEFAULT_TIMEOUT,
            connect_timeout: DEFAULT_CONNECT_TIMEOUT,
            read_timeout: None,
            response: DEFAULT_RESPONSE_LIMIT,
        }
    }
}

/// The way in which a response is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BodyMode {
    /// To its end, within the timeout of the call.
    Buffered,
    /// As a stream that may be endless: the timeout of the call ends with the headers.
    Streamed,
}
