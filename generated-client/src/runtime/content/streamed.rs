//! [`Streamed`]: content that is read while it is sent.

use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;

use super::Watcher;
use crate::runtime::BoxError;

/// The size of the chunks in which content in memory or on disk is sent, in bytes.
pub(super) const CHUNK: usize = 64 * 1024;

/// The chunks of content that is being read.
pub(crate) type Chunks = Pin<Box<dyn Stream<Item = Result<Bytes, BoxError>> + Send>>;

/// Content that is read while it is sent, again each time it is sent. Two are equal if one is a
/// clone of the other.
#[derive(Clone)]
pub(crate) struct Streamed {
    source: Arc<dyn Source>,
    length: Option<u64>,
    watcher: Option<Watcher>,
}

/// The source of streamed content.
trait Source: Send + Sync {
    /// Opens it at its start; `None` if it can't be read again.
    fn open(&self) -> Option<Chunks>;

    /// Whether it can be read more than once.
    fn can_be_reopened(&self) -> bool;
}

impl Streamed {
    /// Creates content from a function that opens a stream each time the content is sent.
    pub(crate) fn reopenable<S, E>(open: impl Fn() -> S + Send + Sync + 'static) -> Self
    where
        S: Stream<Item = Result<Bytes, E>> + Send + 'static,
        E: Into<BoxError>,
    {
        Self { source: Arc::new(Reopened(open)), length: None, watcher: None }
    }

    /// Creates content from a stream, which can be sent once.
    pub(crate) fn single_use<S, E>(stream: S) -> Self
    where
        S: Stream<Item = Result<Bytes, E>> + Send + 'static,
        E: Into<BoxError>,
    {
        let chunks: Chunks = Box::pin(BoxErrors(Box::pin(stream)));
        Self { source: Arc::new(SingleUse(Mutex::new(Some(chunks)))), length: None, watcher: None }
    }

    /// Creates content from bytes, sent in chunks.
    pub(super) fn from_bytes(bytes: Bytes) -> Self {
        let length = bytes.len() as u64;
        Self::reopenable(move || BytesChunks(bytes.clone())).with_length(length)
    }

    pub(crate) fn length(&self) -> Option<u64> {
        self.length
    }

    pub(crate) fn with_length(mut self, length: u64) -> Self {
        self.length = Some(length);
        self
    }

    pub(super) fn with_watcher(mut self, watcher: Watcher) -> Self {
        self.watcher = Some(watcher);
        self
    }

    pub(crate) fn can_be_reopened(&self) -> bool {
        self.source.can_be_reopened()
    }

    /// Opens the content for reading.
    pub(crate) fn open(&self) -> Opened {
        Opened {
            chunks: Mutex::new(self.source.open()),
            read: 0,
            length: self.length,
            watcher: self.watcher.clone(),
        }
    }
}

impl PartialEq for Streamed {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.source, &other.source)
            && self.length == other.length
            && self.watcher == other.watcher
    }
}

impl Eq for Streamed {}

struct Reopened<F>(F);

impl<F, S, E> Source for Reopened<F>
where
    F: Fn() -> S + Send + Sync,
    S: Stream<Item = Result<Bytes, E>> + Send + 'static,
    E: Into<BoxError>,
{
    fn open(&self) -> Option<Chunks> {
        Some(Box::pin(BoxErrors(Box::pin((self.0)()))))
    }

    fn can_be_reopened(&self) -> bool {
        true
    }
}

struct SingleUse(Mutex<Option<Chunks>>);

impl Source for SingleUse {
    fn open(&self) -> Option<Chunks> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    fn can_be_reopened(&self) -> bool {
        false
    }
}

/// A stream of bytes in memory, in chunks.
struct BytesChunks(Bytes);

impl Stream for BytesChunks {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let length = self.0.len().min(CHUNK);
        Poll::Ready((length > 0).then(|| Ok(self.0.split_to(length))))
    }
}

/// A stream whose errors are boxed.
struct BoxErrors<S>(Pin<Box<S>>);

impl<S, E> Stream for BoxErrors<S>
where
    S: Stream<Item = Result<Bytes, E>>,
    E: Into<BoxError>,
{
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let chunk = ready!(self.0.as_mut().poll_next(context));
        Poll::Ready(chunk.map(|chunk| chunk.map_err(Into::into)))
    }
}

/// Content that is being read, and how much of it has been read.
pub(crate) struct Opened {
    /// Never locked; only makes the request `Sync`.
    chunks: Mutex<Option<Chunks>>,
    read: u64,
    length: Option<u64>,
    watcher: Option<Watcher>,
}

impl Opened {
    /// The number of bytes that are left, if known.
    pub(crate) fn remaining(&self) -> Option<u64> {
        Some(self.length?.saturating_sub(self.read))
    }

    /// Polls for the next chunk, which is not empty; `None` at the end.
    ///
    /// # Errors
    /// The stream failed, its length differs from the declared one, or it has already been sent.
    pub(crate) fn poll_chunk(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, BoxError>>> {
        let chunks = self.chunks.get_mut().unwrap_or_else(PoisonError::into_inner);
        let Some(chunks) = chunks else {
            return Poll::Ready(Some(Err("the stream has been sent before".into())));
        };
        loop {
            return Poll::Ready(match ready!(chunks.as_mut().poll_next(context)) {
                Some(Ok(chunk)) if chunk.is_empty() => continue,
                Some(Ok(chunk)) => {
                    self.read += chunk.len() as u64;
                    match self.length {
                        Some(length) if self.read > length => {
                            Some(Err(format!("the stream has more than its {length} bytes").into()))
                        }
                        length => {
                            if let Some(watcher) = &self.watcher {
                                watcher.report(self.read, length);
                            }
                            Some(Ok(chunk))
                        }
                    }
                }
                None => match self.length {
                    Some(length) if self.read < length => Some(Err(format!(
                        "the stream ended after {} of its {length} bytes",
                        self.read
                    )
                    .into())),
                    _ => None,
                },
                failed => failed,
            });
        }
    }
}
