//! [`Body`]: what a request carries.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::{Frame, SizeHint};

use super::BoxError;
use super::content::{Content, Opened};

/// The body of a request, which may be empty. `Debug` shows the length only.
///
/// A clone of a body that is read while it is sent begins at the start of it again.
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
    /// These contents, one after the other.
    pub(crate) fn of_pieces(pieces: Vec<Content>) -> Self {
        Self(Inner::Pieces(Pieces { all: pieces.into(), next: 0, open: None }))
    }

    /// The bytes that are not yet sent; none where they are read while they are sent.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Inner::Bytes(bytes) => Some(bytes),
            Inner::Pieces(_) => None,
        }
    }

    /// The bytes that are not yet sent; the body itself where they are read while they are sent.
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

    /// Whether what was sent of it can be sent again, by a clone.
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
            Content::Streamed(_) => Self::of_pieces(vec![content]),
        }
    }
}

/// Contents that are sent one after the other.
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

    /// The number of bytes that are left, where it is known.
    fn left(&self) -> Option<u64> {
        let open = self.open.as_ref().map_or(Some(0), Opened::left);
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
            Inner::Pieces(pieces) => pieces.left().map_or_else(SizeHint::new, SizeHint::with_exact),
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
