//! [`Progress`]: the progress of an upload. [`Watcher`]: the function that it is reported to.

use std::sync::Arc;

/// The progress of sending a file, as reported to
/// [`File::on_progress`](crate::runtime::File::on_progress).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// The number of bytes passed to the connection in this attempt.
    pub sent: u64,
    /// The total number of bytes, if known.
    pub total: Option<u64>,
}

/// A function that is called with the progress. Two are equal if one is a clone of the other.
#[derive(Clone)]
pub(crate) struct Watcher(Arc<dyn Fn(Progress) + Send + Sync>);

impl Watcher {
    pub(crate) fn new(report: impl Fn(Progress) + Send + Sync + 'static) -> Self {
        Self(Arc::new(report))
    }

    pub(super) fn report(&self, sent: u64, total: Option<u64>) {
        (self.0)(Progress { sent, total });
    }
}

impl PartialEq for Watcher {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for Watcher {}
