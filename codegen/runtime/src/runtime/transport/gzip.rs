//! Decodes gzip bodies (RFC 9110, 8.4.1.3) as streams, with all their members (RFC 1952, 2.2).

use std::io::{self, Write as _};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use flate2::write::MultiGzDecoder;
use http::header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_LENGTH, RANGE};
use http::{HeaderMap, HeaderValue};
use http_body::{Body, Frame};

use super::{BoxError, ResponseBody};

/// The number of bytes that are decoded at a time, which may expand a thousandfold.
const CHUNK_LEN: usize = 1024;

/// Requests gzip, unless the request has its own `accept-encoding`, or requests a range.
pub(super) fn accept_gzip(headers: &mut HeaderMap) {
    if !headers.contains_key(RANGE) {
        headers.entry(ACCEPT_ENCODING).or_insert(HeaderValue::from_static("gzip"));
    }
}

/// Decodes the body of a response, if its only content coding is gzip.
pub(super) fn decoded(response: http::Response<ResponseBody>) -> http::Response<ResponseBody> {
    let mut codings = response.headers().get_all(CONTENT_ENCODING).iter();
    let is_gzip = codings.next().is_some_and(|coding| {
        let coding = coding.as_bytes();
        coding.eq_ignore_ascii_case(b"gzip") || coding.eq_ignore_ascii_case(b"x-gzip")
    });
    if !is_gzip || codings.next().is_some() {
        return response;
    }
    let mut response = response.map(|body| ResponseBody::new(Gzip::new(body)));
    response.headers_mut().remove(CONTENT_ENCODING);
    response.headers_mut().remove(CONTENT_LENGTH);
    response
}

/// A body that is decoded as a stream.
struct Gzip {
    body: ResponseBody,
    /// The bytes that have been received and not decoded yet.
    input: Bytes,
    /// `None` before the first byte and after the last one.
    decoder: Option<MultiGzDecoder<Vec<u8>>>,
}

impl Gzip {
    fn new(body: ResponseBody) -> Self {
        Self { body, input: Bytes::new(), decoder: None }
    }

    /// Decodes a piece of the received bytes.
    fn decode(&mut self) -> io::Result<Vec<u8>> {
        let piece = self.input.split_to(self.input.len().min(CHUNK_LEN));
        let decoder = self.decoder.get_or_insert_with(|| MultiGzDecoder::new(Vec::new()));
        decoder.write_all(&piece)?;
        Ok(std::mem::take(decoder.get_mut()))
    }

    /// Decodes the rest, at the end of the body. A body without any bytes is empty.
    fn finish(&mut self) -> io::Result<Vec<u8>> {
        self.decoder.take().map_or_else(|| Ok(Vec::new()), MultiGzDecoder::finish)
    }
}

impl Body for Gzip {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        loop {
            let (decoded, is_over) = if self.input.is_empty() {
                match ready!(Pin::new(&mut self.body).poll_frame(context)) {
                    Some(Ok(frame)) => {
                        // Trailers aren't part of the content.
                        self.input = frame.into_data().unwrap_or_default();
                        continue;
                    }
                    Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                    None => (self.finish(), true),
                }
            } else {
                (self.decode(), false)
            };
            match decoded {
                Ok(decoded) if !decoded.is_empty() => {
                    return Poll::Ready(Some(Ok(Frame::data(decoded.into()))));
                }
                Ok(_) if is_over => return Poll::Ready(None),
                Ok(_) => {}
                Err(error) => return Poll::Ready(Some(Err(error.into()))),
            }
        }
    }
}
