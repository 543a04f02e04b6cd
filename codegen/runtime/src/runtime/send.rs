//! Sends a request and reads the response to its end, within the client's limits.

use std::convert::Infallible;
use std::time::{Duration, Instant};

use bytes::{Bytes, BytesMut};
use http_body::Body as _;
use http_body_util::BodyExt as _;

use super::transport::{ResponseBody, Transport};
use super::{Body, BoxError, Deadline, Error, RawResponse, TransportError};

/// What a call may take.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    pub(crate) timeout: Duration,
    pub(crate) response: usize,
}

/// Sends a request; the clock starts now.
pub(crate) async fn send(
    transport: &dyn Transport,
    mut request: http::Request<Body>,
    limits: Limits,
) -> Result<RawResponse, Error<Infallible>> {
    if let Some(end) = Instant::now().checked_add(limits.timeout) {
        request.extensions_mut().insert(Deadline(end));
    }
    let response = transport.send(request).await.map_err(|error| classify(error, limits))?;
    let (parts, body) = response.into_parts();
    if body.size_hint().lower() > limits.response as u64 {
        return Err(Error::BodyTooLarge { limit: limits.response });
    }
    let body = read(body, limits).await?;
    Ok(RawResponse::new(http::Response::from_parts(parts, body)))
}

async fn read(mut body: ResponseBody, limits: Limits) -> Result<Bytes, Error<Infallible>> {
    let mut first = Bytes::new();
    let mut rest = BytesMut::new();
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame.map_err(|error| classify(error, limits))?.into_data() else {
            continue;
        };
        if data.len() > limits.response - first.len() - rest.len() {
            return Err(Error::BodyTooLarge { limit: limits.response });
        }
        if first.is_empty() {
            first = data;
        } else {
            rest.extend_from_slice(&data);
        }
    }
    if rest.is_empty() {
        return Ok(first);
    }
    let mut whole = BytesMut::with_capacity(first.len() + rest.len());
    whole.extend_from_slice(&first);
    whole.extend_from_slice(&rest);
    Ok(whole.freeze())
}

fn classify(error: BoxError, limits: Limits) -> Error<Infallible> {
    match error.downcast::<TransportError>() {
        Ok(error) => match *error {
            TransportError::Timeout => Error::Timeout { after: limits.timeout },
            TransportError::Connect(error) => Error::Connect(error),
        },
        Err(error) => Error::Transport(error),
    }
}
