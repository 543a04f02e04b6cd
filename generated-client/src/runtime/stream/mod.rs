//! Streamed bodies: server-sent events, JSON lines, and bytes.

mod events;
mod lines;
mod message;
mod source;

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use http::{HeaderMap, StatusCode};

use super::{Error, IncomingResponse};

pub use events::{Event, EventStream};
pub use lines::JsonLines;
pub(crate) use message::{Message, Messages};
pub use source::EventSource;

/// A body as a stream of chunks. Its length isn't limited.
///
/// ```
/// use std::io::{self, Write};
///
/// use polar_client::{Call, Operation};
///
/// async fn save<Op: Operation>(call: Call<Op>, file: &mut impl Write) -> io::Result<()> {
///     let mut chunks = call.download().await.map_err(|error| io::Error::other(error.to_string()))?;
///     while let Some(chunk) = chunks.next().await {
///         file.write_all(&chunk.map_err(io::Error::other)?)?;
///     }
///     Ok(())
/// }
/// ```
pub struct ByteStream {
    response: IncomingResponse,
    is_over: bool,
}

impl ByteStream {
    pub(crate) fn new(response: IncomingResponse) -> Self {
        Self { response, is_over: false }
    }
}

impl Stream for ByteStream {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.is_over {
            return Poll::Ready(None);
        }
        let chunk = ready!(self.response.poll_chunk(context));
        self.is_over = !matches!(chunk, Some(Ok(_)));
        Poll::Ready(chunk.map(|chunk| chunk.map_err(Error::from)))
    }
}

/// Implements the methods of all streams: the head of the response, `next()` and `Debug`.
macro_rules! streams {
    ($($(#[$about:meta])* $type:ident $(<$parameter:ident>)? returns $item:ty;)*) => {$(
        impl $(<$parameter>)? $type $(<$parameter>)?
        where
            Self: Stream<Item = Result<$item, Error>>,
        {
            /// Returns the status of the response.
            pub fn status(&self) -> StatusCode {
                self.response.status()
            }

            /// Returns the header fields of the response.
            pub fn headers(&self) -> &HeaderMap {
                self.response.headers()
            }

            /// Returns an iterator that blocks the current thread, for use without async.
            #[cfg(feature = "blocking")]
            pub fn blocking(self) -> $crate::runtime::Blocking<Self>
            where
                Self: Unpin,
            {
                $crate::runtime::Blocking::new(self)
            }

            $(#[$about])*
            pub async fn next(&mut self) -> Option<Result<$item, Error>> {
                std::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
            }
        }

        impl $(<$parameter>)? fmt::Debug for $type $(<$parameter>)? {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($type))
                    .field("status", &self.response.status())
                    .finish_non_exhaustive()
            }
        }
    )*};
}

streams! {
    /// Returns the next chunk, or `None` at the end and after an error.
    ///
    /// Cancel safe: dropping the future before it is ready doesn't lose a chunk.
    ByteStream returns Bytes;
    /// Returns the next event, or `None` at the end. An event that doesn't match the document is
    /// an error, after which the stream continues; any other error ends the stream.
    ///
    /// Cancel safe: dropping the future before it is ready doesn't lose an event.
    EventStream<T> returns Event<T>;
    /// Returns the next value, or `None` at the end. A line that doesn't match the document is an
    /// error, after which the stream continues; any other error ends the stream.
    ///
    /// Cancel safe: dropping the future before it is ready doesn't lose a value.
    JsonLines<T> returns T;
}
