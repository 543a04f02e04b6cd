//! The retry policy of requests.

/// A retry policy with exponential backoff.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retries {
    /// The maximum number of attempts.
    pub attempts: u32,
    /// The maximum wait before the second attempt, in milliseconds.
    pub base_delay: u64,
    /// The maximum wait before any attempt, in milliseconds.
    pub max_delay: u64,
}
