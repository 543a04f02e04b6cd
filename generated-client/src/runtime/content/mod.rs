//! [`Content`]: the content of a file, in memory or streamed.

#[cfg(feature = "tokio")]
mod disk;
mod progress;
mod streamed;

use bytes::Bytes;

#[cfg(feature = "tokio")]
pub(crate) use disk::open;
pub use progress::Progress;
pub(crate) use progress::Watcher;
pub(crate) use streamed::{Opened, Streamed};

/// The content of a file.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Content {
    Bytes(Bytes),
    Streamed(Streamed),
}

impl Content {
    /// The bytes, if they are in memory.
    pub(crate) fn as_bytes(&self) -> Option<&Bytes> {
        match self {
            Self::Bytes(bytes) => Some(bytes),
            Self::Streamed(_) => None,
        }
    }

    /// The number of bytes, if known.
    pub(crate) fn length(&self) -> Option<u64> {
        match self {
            Self::Bytes(bytes) => Some(bytes.len() as u64),
            Self::Streamed(streamed) => streamed.length(),
        }
    }

    /// Returns this content with its progress reported to `watcher`.
    pub(crate) fn with_watcher(self, watcher: &Watcher) -> Self {
        let streamed = match self {
            Self::Bytes(bytes) => Streamed::from_bytes(bytes),
            Self::Streamed(streamed) => streamed,
        };
        Self::Streamed(streamed.with_watcher(watcher.clone()))
    }

    /// Returns this content with this length.
    pub(crate) fn with_length(self, length: u64) -> Self {
        match self {
            Self::Bytes(bytes) => Self::Bytes(bytes),
            Self::Streamed(streamed) => Self::Streamed(streamed.with_length(length)),
        }
    }
}

impl Default for Content {
    fn default() -> Self {
        Self::Bytes(Bytes::new())
    }
}

impl From<Bytes> for Content {
    fn from(bytes: Bytes) -> Self {
        Self::Bytes(bytes)
    }
}
