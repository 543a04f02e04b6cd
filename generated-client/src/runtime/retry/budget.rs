//! [`RetryBudget`]: the limit on the retries of all calls of a client together.

use std::sync::atomic::{AtomicU32, Ordering};

/// The limit on the retries of all calls of a client together, as a token bucket.
///
/// It prevents clients from multiplying the load of a failing server. A retry costs 5 tokens, and
/// 10 after a timeout; a successful call returns the cost of its last retry, or 1 token if it had
/// none. If too few tokens are left, an error is returned immediately. Clones of a client, and
/// clients created from it [with](super::super::Client::with) other settings, share one bucket. The
/// default is 500 tokens.
///
/// ```
/// use polar_client::{ClientBuilder, RetryBudget};
///
/// fn small(builder: ClientBuilder) -> ClientBuilder {
///     builder.retry_budget(RetryBudget::tokens(50))
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryBudget(Option<u32>);

impl RetryBudget {
    /// Creates a bucket with this number of tokens.
    pub const fn tokens(tokens: u32) -> Self {
        Self(Some(tokens))
    }

    /// Allows as many retries as the policy of each call does.
    pub const fn unlimited() -> Self {
        Self(None)
    }
}

impl Default for RetryBudget {
    fn default() -> Self {
        Self::tokens(500)
    }
}

/// The remaining tokens of a bucket.
#[derive(Debug)]
pub(crate) struct Bucket {
    budget: RetryBudget,
    remaining: AtomicU32,
}

/// The tokens that a retry costs.
const RETRY_COST: u32 = 5;
/// The tokens that a retry after a timeout costs.
const TIMEOUT_RETRY_COST: u32 = 10;
/// The tokens that a call without retries returns.
const SUCCESS_REFUND: u32 = 1;

impl Bucket {
    /// Creates a full bucket.
    pub(crate) fn full(budget: RetryBudget) -> Self {
        Self { budget, remaining: AtomicU32::new(budget.0.unwrap_or_default()) }
    }

    /// Takes the cost of a retry; `None` if too few tokens are left.
    pub(crate) fn withdraw(&self, after_timeout: AfterTimeout) -> Option<RetryCost> {
        let cost = match after_timeout {
            AfterTimeout::Yes => TIMEOUT_RETRY_COST,
            AfterTimeout::No => RETRY_COST,
        };
        if self.budget.0.is_some() {
            let less = |remaining: u32| remaining.checked_sub(cost);
            self.remaining.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less).ok()?;
        }
        Some(RetryCost(cost))
    }

    /// Returns the cost of the last retry of a successful call to the bucket.
    pub(crate) fn refund(&self, last: Option<RetryCost>) {
        let Some(capacity) = self.budget.0 else { return };
        if last.is_none() && self.remaining.load(Ordering::Relaxed) >= capacity {
            return;
        }
        let tokens = last.map_or(SUCCESS_REFUND, |cost| cost.0);
        let more = |remaining: u32| Some(remaining.saturating_add(tokens).min(capacity));
        let _ = self.remaining.fetch_update(Ordering::Relaxed, Ordering::Relaxed, more);
    }
}

/// Whether a retry follows a timeout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AfterTimeout {
    Yes,
    No,
}

/// The tokens that a retry took.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RetryCost(u32);
