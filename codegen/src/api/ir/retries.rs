//! The retry policy that the document defines.

/// A retry policy with exponential backoff: the maximum wait doubles after each attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Retries {
    /// The maximum number of attempts.
    pub attempts: u32,
    /// The maximum wait before the second attempt, in milliseconds.
    pub base_delay: u64,
    /// The maximum wait before any attempt, in milliseconds.
    pub max_delay: u64,
}
