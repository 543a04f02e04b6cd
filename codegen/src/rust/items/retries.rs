//! Retry policies.

/// A retry policy with exponential backoff.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retries {
    /// The maximum number of attempts, including the first.
    pub attempts: u32,
    /// The maximum delay before the second attempt, in milliseconds.
    pub first: u64,
    /// The maximum delay before any attempt, in milliseconds.
    pub longest: u64,
}
