//! [`JsonLines`]: a stream of JSON values, one per line or record (RFC 7464).

use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;

use crate::runtime::error::Failure;
use crate::runtime::json::{self, Decode};
use crate::runtime::{Error, IncomingResponse};

/// A stream of JSON values, one per line or record.
///
/// ```
/// use polar_client::{Error, JsonLines};
///
/// async fn sum(mut lines: JsonLines<i64>) -> Result<i64, Error> {
///     let mut sum = 0;
///     while let Some(value) = lines.next().await {
///         match value {
///             Ok(value) => sum += value,
///             // More values may follow a line that doesn't match the document.
///             Err(Error::Decode(error)) => println!("{error}"),
///             Err(error) => return Err(error),
///         }
///     }
///     Ok(sum)
/// }
/// ```
///
/// Also a [`Stream`], for the adapters of the crates `futures` and `tokio-stream`. The length of a
/// value is limited by the client's response limit; the number of values is not limited.
pub struct JsonLines<T> {
    pub(super) response: IncomingResponse,
    separator: u8,
    buffer: BytesMut,
    /// The position up to which there is no separator.
    searched: usize,
    is_over: bool,
    value: PhantomData<fn() -> T>,
}

impl<T> JsonLines<T> {
    pub(crate) fn new(response: IncomingResponse, separator: u8) -> Self {
        let buffer = BytesMut::new();
        Self { response, separator, buffer, searched: 0, is_over: false, value: PhantomData }
    }

    /// The next complete JSON text, or the last one at the end.
    fn take(&mut self) -> Option<Bytes> {
        let rest = &self.buffer[self.searched..];
        let found = rest.iter().position(|byte| *byte == self.separator);
        let text = match found {
            Some(length) => self.buffer.split_to(self.searched + length + 1),
            None if self.is_over && !self.buffer.is_empty() => self.buffer.split(),
            None => {
                self.searched = self.buffer.len();
                return None;
            }
        };
        self.searched = 0;
        Some(text.freeze())
    }

    /// Ends the stream; the rest of the body isn't a complete value.
    fn fail(&mut self, error: Failure) -> Error {
        self.is_over = true;
        self.buffer.clear();
        self.searched = 0;
        error.into()
    }
}

/// Removes separators and a byte order mark from text.
fn trimmed(mut text: &[u8]) -> &[u8] {
    text = text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(text);
    while let Some(rest) = text.strip_suffix(b"\x1E").or_else(|| text.strip_suffix(b"\n")) {
        text = rest;
    }
    text.trim_ascii()
}

impl<T: Decode> Stream for JsonLines<T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(text) = self.take() {
                let text = text.slice_ref(trimmed(&text));
                if text.is_empty() {
                    continue;
                }
                let clock = self.response.clock();
                let value = json::from_slice_within(&text, clock.as_ref());
                return Poll::Ready(Some(
                    value.map_err(|it| self.response.invalid(text, it).into()),
                ));
            }
            if self.is_over {
                return Poll::Ready(None);
            }
            if self.searched > self.response.limit() {
                let error = self.response.too_large();
                return Poll::Ready(Some(Err(self.fail(error))));
            }
            match ready!(self.response.poll_chunk(context)) {
                Some(Ok(chunk)) => self.buffer.extend_from_slice(&chunk),
                None => self.is_over = true,
                Some(Err(error)) => return Poll::Ready(Some(Err(self.fail(error)))),
            }
        }
    }
}
