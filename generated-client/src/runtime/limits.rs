//! What a call may take.

use std::time::Duration;

const TOTAL: Duration = Duration::from_secs(60);
const CONNECT: Duration = Duration::from_secs(10);
/// The time in which nothing comes in, unless set.
pub(crate) const READ: Duration = Duration::from_secs(30);
const RESPONSE: usize = 16 * 1024 * 1024;

/// What a call may take.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// The time of the call with its retries.
    pub(crate) timeout: Duration,
    /// The time to connect.
    pub(crate) connect_timeout: Duration,
    /// The time in which nothing comes in. Unless set, that of [`READ`], and none for events.
    pub(crate) read_timeout: Option<Duration>,
    /// The length of the decoded body, in bytes.
    pub(crate) response: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { timeout: TOTAL, connect_timeout: CONNECT, read_timeout: None, response: RESPONSE }
    }
}

/// How a response is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// To its end, within the call's time.
    Whole,
    /// As it comes in, maybe for ever: the call's time is over with the headers.
    Stream,
}
