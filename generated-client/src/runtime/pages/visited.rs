//! [`VisitedPages`]: the pages that have been read, to detect endless pagination.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use http::HeaderMap;

use crate::runtime::InvalidRequest;
use crate::runtime::json::{self, Encode};

/// The pages that have been read, at 8 bytes each, and the header fields of the last one.
#[derive(Debug, Default)]
pub struct VisitedPages {
    pub(crate) headers: HeaderMap,
    followed: HashSet<u64>,
    items: Option<u64>,
}

impl VisitedPages {
    /// Records the cursor of the last page.
    pub(crate) fn record_start(&mut self, cursor: &str) {
        self.followed.insert(hash(cursor.as_bytes()));
    }

    /// Records the cursor of the next page.
    ///
    /// # Errors
    /// A page with this cursor has already been read.
    pub(crate) fn follow(&mut self, cursor: &str) -> Result<(), InvalidRequest> {
        if self.followed.insert(hash(cursor.as_bytes())) {
            return Ok(());
        }
        Err(repeated_page("the last page leads to one that has been read before"))
    }

    /// Records the items of the last page.
    ///
    /// # Errors
    /// The page isn't empty and has the same items as the page before.
    pub(crate) fn record_items<T: Encode>(&mut self, items: &[T]) -> Result<(), InvalidRequest> {
        if items.is_empty() {
            return Ok(());
        }
        let items = Some(hash(&json::to_vec(items)));
        if std::mem::replace(&mut self.items, items) == items {
            return Err(repeated_page("the last page has the same items as the one before"));
        }
        Ok(())
    }
}

fn repeated_page(what: &str) -> InvalidRequest {
    InvalidRequest::new(format!("{what}: the pages would never end"))
}

fn hash(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    hasher.finish()
}
