//! Sends a request within the client's limits.

use std::time::{Duration, Instant};

use super::transport::Transport;
use super::{Body, BoxError, Deadline, Error, HeadDeadline, IncomingResponse, TransportError};

/// What a call may take.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    pub(crate) timeout: Duration,
    pub(crate) response: usize,
}

/// What the time limit of a call is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TimeLimit {
    /// The whole response.
    Whole,
    /// The status and the headers: the body is a stream that may go on for ever.
    Head,
}

/// Sends a request; the clock starts now.
pub(crate) async fn send(
    transport: &dyn Transport,
    mut request: http::Request<Body>,
    limits: Limits,
    time: TimeLimit,
) -> Result<IncomingResponse, Error> {
    if let Some(end) = Instant::now().checked_add(limits.timeout) {
        match time {
            TimeLimit::Whole => drop(request.extensions_mut().insert(Deadline(end))),
            TimeLimit::Head => drop(request.extensions_mut().insert(HeadDeadline(end))),
        }
    }
    let response = transport.send(request).await.map_err(|error| classify(error, limits))?;
    Ok(IncomingResponse::within(response, limits))
}

pub(crate) fn classify(error: BoxError, limits: Limits) -> Error {
    match error.downcast::<TransportError>() {
        Ok(error) => match *error {
            TransportError::Timeout => Error::Timeout { after: limits.timeout },
            TransportError::Connect(error) => Error::Connect(error),
        },
        Err(error) => Error::Transport(error),
    }
}
