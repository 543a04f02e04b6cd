//! When the document says that requests are sent again.

/// A policy with waits that double.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Retries {
    /// How often a request is sent at most.
    pub attempts: u32,
    /// The longest wait before the second attempt, in milliseconds.
    pub first: u64,
    /// The longest wait of all, in milliseconds.
    pub longest: u64,
}
