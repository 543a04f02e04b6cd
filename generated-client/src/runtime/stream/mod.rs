//! Bodies that are read as they come in: server-sent events, JSON lines, and bytes.

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

/// A body as it comes in, chunk by chunk. Its length is not limited.
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

/// What all streams have: the response's head, `next()` and `Debug`.
macro_rules! streams {
    ($($(#[$about:meta])* $type:ident $(<$parameter:ident>)? gives $item:ty;)*) => {$(
        impl $(<$parameter>)? $type $(<$parameter>)?
        where
            Self: Stream<Item = Result<$item, Error>>,
        {
            /// The status of the response.
            pub fn status(&self) -> StatusCode {
                self.response.status()
            }

            /// The header fields of the response.
            pub fn headers(&self) -> &HeaderMap {
                self.response.headers()
            }

            /// The items, one after the other, without async.
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
    /// The next chunk; none at the end. After a failure there is nothing more.
    ///
    /// Cancel safe: a chunk is lost only where it was given.
    ByteStream gives Bytes;
    /// The next event; none at the end. An event that is not what the API documents is an error,
    /// after which the stream goes on; after any other failure there is nothing more.
    ///
    /// Cancel safe: an event is lost only where it was given.
    EventStream<T> gives Event<T>;
    /// The next value; none at the end. A line that is not what the API documents is an error,
    /// after which the stream goes on; after any other failure there is nothing more.
    ///
    /// Cancel safe: a value is lost only where it was given.
    JsonLines<T> gives T;
}
