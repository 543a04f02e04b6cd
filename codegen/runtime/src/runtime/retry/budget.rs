//! [`RetryBudget`]: how much all calls of a client may be retried together.

use std::sync::atomic::{AtomicU32, Ordering};

/// How much all calls of a client may be retried together, so that clients do not multiply the load
/// of a server that fails: a bucket of tokens. A retry takes 5, one after a timeout 10; a call that
/// succeeds returns what its last retry took, or 1 where it had none. Where too few are left, a
/// failure is returned at once. Clones of a client, and clients that were started
/// [with](super::super::Client::with) it, share one. 500 tokens unless set.
///
/// ```
/// use client_runtime::runtime::{ClientBuilder, RetryBudget};
///
/// fn small(builder: ClientBuilder) -> ClientBuilder {
///     builder.retry_budget(RetryBudget::tokens(50))
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryBudget(Option<u32>);

impl RetryBudget {
    /// A bucket of so many tokens.
    pub const fn tokens(tokens: u32) -> Self {
        Self(Some(tokens))
    }

    /// As many retries as the policy of each call allows.
    pub const fn unlimited() -> Self {
        Self(None)
    }
}

impl Default for RetryBudget {
    fn default() -> Self {
        Self::tokens(500)
    }
}

/// The tokens that are left.
#[derive(Debug)]
pub(crate) struct Bucket {
    budget: RetryBudget,
    left: AtomicU32,
}

/// The tokens that a retry costs.
const RETRY: u32 = 5;
/// The tokens that a retry after a timeout costs.
const TIMEOUT: u32 = 10;
/// The tokens that a call without retries returns.
const SUCCESS: u32 = 1;

impl Bucket {
    /// A full bucket.
    pub(crate) fn full(budget: RetryBudget) -> Self {
        Self { budget, left: AtomicU32::new(budget.0.unwrap_or_default()) }
    }

    /// Takes what a retry costs; `None` where too little is left.
    pub(crate) fn take(&self, after_timeout: AfterTimeout) -> Option<Taken> {
        let cost = match after_timeout {
            AfterTimeout::Yes => TIMEOUT,
            AfterTimeout::No => RETRY,
        };
        if self.budget.0.is_some() {
            let less = |left: u32| left.checked_sub(cost);
            self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less).ok()?;
        }
        Some(Taken(cost))
    }

    /// Returns what the last retry of a successful call took.
    pub(crate) fn give_back(&self, last: Option<Taken>) {
        let Some(capacity) = self.budget.0 else { return };
        if last.is_none() && self.left.load(Ordering::Relaxed) >= capacity {
            return;
        }
        let tokens = last.map_or(SUCCESS, |taken| taken.0);
        let more = |left: u32| Some(left.saturating_add(tokens).min(capacity));
        let _ = self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, more);
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
pub(crate) struct Taken(u32);
