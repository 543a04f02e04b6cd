//! [`Body`]: the body of a request.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::{Frame, SizeHint};

use super::BoxError;
use super::content::{Content, Opened};

/// The body of a request, which may be empty. `Debug` shows only the length.
///
/// A clone of a streamed body starts again at its beginning.
#[derive(Clone, Default)]
pub struct Body(Inner);

#[derive(Clone)]
enum Inner {
    Bytes(Bytes),
    Pieces(Pieces),
}

impl Default for Inner {
    fn default() -> Self {
        Self::Bytes(Bytes::new())
    }
}

impl Body {
    /// Creates a body of several contents, sent one after another.
    pub(crate) fn from_pieces(pieces: Vec<Content>) -> Self {
        Self(Inner::Pieces(Pieces { all: pieces.into(), next: 0, open: None }))
    }

    /// Returns the bytes that haven't been sent yet, or `None` if the body is streamed.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Inner::Bytes(bytes) => Some(bytes),
            Inner::Pieces(_) => None,
        }
    }

    /// Returns the bytes that haven't been sent yet, or the body itself if it is streamed.
    pub(crate) fn try_into_bytes(self) -> Result<Bytes, Self> {
        match self.0 {
            Inner::Bytes(bytes) => Ok(bytes),
            Inner::Pieces(_) => Err(self),
        }
    }

    /// Whether there is nothing to send.
    pub(crate) fn is_empty(&self) -> bool {
        self.as_bytes().is_some_and(Bytes::is_empty)
    }

    /// Whether a clone can be sent again after the body has been sent.
    pub(crate) fn can_be_sent_again(&self) -> bool {
        let once =
            |piece: &Content| matches!(piece, Content::Streamed(it) if !it.can_be_reopened());
        match &self.0 {
            Inner::Bytes(_) => true,
            Inner::Pieces(pieces) => !pieces.all.iter().any(once),
        }
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self(Inner::Bytes(bytes))
    }
}

impl From<Content> for Body {
    fn from(content: Content) -> Self {
        match content {
            Content::Bytes(bytes) => bytes.into(),
            Content::Streamed(_) => Self::from_pieces(vec![content]),
        }
    }
}

/// Contents that are sent one after another.
struct Pieces {
    all: Arc<[Content]>,
    next: usize,
    open: Option<Opened>,
}

impl Clone for Pieces {
    fn clone(&self) -> Self {
        Self { all: Arc::clone(&self.all), next: 0, open: None }
    }
}

impl Pieces {
    fn poll_chunk(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, BoxError>>> {
        loop {
            if let Some(open) = &mut self.open {
                match ready!(open.poll_chunk(context)) {
                    None => self.open = None,
                    chunk => return Poll::Ready(chunk),
                }
            }
            let Some(piece) = self.all.get(self.next) else { return Poll::Ready(None) };
            self.next += 1;
            match piece {
                Content::Bytes(bytes) if bytes.is_empty() => {}
                Content::Bytes(bytes) => return Poll::Ready(Some(Ok(bytes.clone()))),
                Content::Streamed(streamed) => self.open = Some(streamed.open()),
            }
        }
    }

    /// The number of bytes that are left, if known.
    fn remaining(&self) -> Option<u64> {
        let open = self.open.as_ref().map_or(Some(0), Opened::remaining);
        let rest = self.all.iter().skip(self.next).map(Content::length);
        rest.fold(open, |sum, length| Some(sum?.saturating_add(length?)))
    }
}

impl http_body::Body for Body {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let chunk = match &mut self.0 {
            Inner::Bytes(bytes) => {
                let bytes = std::mem::take(bytes);
                (!bytes.is_empty()).then_some(Ok(bytes))
            }
            Inner::Pieces(pieces) => ready!(pieces.poll_chunk(context)),
        };
        Poll::Ready(chunk.map(|chunk| chunk.map(Frame::data)))
    }

    fn is_end_stream(&self) -> bool {
        match &self.0 {
            Inner::Bytes(bytes) => bytes.is_empty(),
            Inner::Pieces(pieces) => pieces.open.is_none() && pieces.next == pieces.all.len(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.0 {
            Inner::Bytes(bytes) => SizeHint::with_exact(bytes.len() as u64),
            Inner::Pieces(pieces) => {
                pieces.remaining().map_or_else(SizeHint::new, SizeHint::with_exact)
            }
        }
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match http_body::Body::size_hint(self).exact() {
            Some(length) => write!(f, "Body({length} bytes)"),
            None => f.write_str("Body(a stream)"),
        }
    }
}
