//! [`SeenIds`]: a store of the ids of handled messages. [`RecentIds`]: an in-memory store.

use std::collections::{HashSet, VecDeque};
use std::convert::Infallible;
use std::fmt;
use std::future::{Future, ready};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// A store of the ids of webhook messages, so that a message that is sent again is handled once.
///
/// Implement it with a table with a unique column, or a key with an expiry: servers may send a
/// message again for days. If several processes receive webhooks, they share the store.
///
/// ```
/// use std::future::Future;
///
/// use polar_client::webhooks::SeenIds;
/// # #[derive(Clone)]
/// # struct Pool;
/// # type Failed = std::io::Error;
/// # impl Pool { async fn execute(&self, _: &str, _: &str) -> Result<u64, Failed> { Ok(1) } }
///
/// struct Table(Pool);
///
/// impl SeenIds for Table {
///     type Error = Failed;
///
///     async fn record(&self, id: &str) -> Result<bool, Failed> {
///         let insert = "insert into webhooks (id) values ($1) on conflict do nothing";
///         Ok(self.0.execute(insert, id).await? == 1)
///     }
///
///     async fn forget(&self, id: &str) -> Result<(), Failed> {
///         self.0.execute("delete from webhooks where id = $1", id).await.map(|_| ())
///     }
/// }
/// ```
pub trait SeenIds: Send + Sync {
    /// The error of the store.
    type Error;

    /// Records an id and returns whether it is new. Of two concurrent calls, only one returns
    /// `true`.
    fn record(&self, id: &str) -> impl Future<Output = Result<bool, Self::Error>> + Send;

    /// Removes an id, since its message could not be handled.
    fn forget(&self, id: &str) -> impl Future<Output = Result<(), Self::Error>> + Send;
}

/// An in-memory store of the ids of the last messages. `Debug` shows their number.
pub struct RecentIds {
    most: usize,
    ids: Mutex<Ids>,
}

#[derive(Default)]
struct Ids {
    known: HashSet<String>,
    order: VecDeque<String>,
}

impl RecentIds {
    /// Creates a store of at most `most` ids, and of at least one. The oldest is removed for a new
    /// one.
    pub fn new(most: usize) -> Self {
        Self { most: most.max(1), ids: Mutex::default() }
    }

    fn ids(&self) -> MutexGuard<'_, Ids> {
        // The ids are consistent after each statement below.
        self.ids.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl SeenIds for RecentIds {
    type Error = Infallible;

    fn record(&self, id: &str) -> impl Future<Output = Result<bool, Infallible>> + Send {
        let mut ids = self.ids();
        let is_new = ids.known.insert(id.to_owned());
        if is_new {
            ids.order.push_back(id.to_owned());
        }
        if ids.order.len() > self.most
            && let Some(oldest) = ids.order.pop_front()
        {
            ids.known.remove(&oldest);
        }
        ready(Ok(is_new))
    }

    fn forget(&self, id: &str) -> impl Future<Output = Result<(), Infallible>> + Send {
        let mut ids = self.ids();
        if ids.known.remove(id) {
            ids.order.retain(|it| it != id);
        }
        ready(Ok(()))
    }
}

impl fmt::Debug for RecentIds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RecentIds")
            .field("most", &self.most)
            .field("ids", &self.ids().order.len())
            .finish()
    }
}
