//! Sends a request within the client's limits, again where its policy says so.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;

use http::{HeaderMap, StatusCode};

use super::client::Shared;
use super::clock::{Clock, Watch};
use super::error::{TimeoutLimit, TimeoutPhase};
use super::limits::{Limits, Reading};
use super::transport::{Deadline, HeadDeadline, Route, TransportError};
use super::{Body, BoxError, Error, IncomingResponse, RawResponse, RetryPolicy};

/// A request that only has to be sent, and how.
pub(crate) struct Outgoing {
    pub(crate) request: http::Request<Body>,
    pub(crate) route: Route,
    pub(crate) limits: Limits,
    pub(crate) retry: RetryPolicy,
}

/// What the server answered.
pub(crate) enum Answer {
    /// All of it.
    Whole(RawResponse),
    /// Its head; the body is still coming in.
    Incoming(IncomingResponse),
}

impl Answer {
    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::Whole(response) => response.status(),
            Self::Incoming(response) => response.status(),
        }
    }

    pub(crate) fn headers(&self) -> &HeaderMap {
        match self {
            Self::Whole(response) => response.headers(),
            Self::Incoming(response) => response.headers(),
        }
    }
}

/// Sends a request; the clock starts now.
pub(crate) async fn send(
    client: &Shared,
    outgoing: Outgoing,
    reading: Reading,
) -> Result<Answer, Error> {
    let Outgoing { mut request, mut route, limits, retry } = outgoing;
    let clock = Clock::start(client.timer.clone(), limits);
    if let Some(end) = clock.end() {
        match reading {
            Reading::Whole => drop(request.extensions_mut().insert(Deadline(end))),
            Reading::Stream => drop(request.extensions_mut().insert(HeadDeadline(end))),
        }
    }
    loop {
        request.extensions_mut().insert(route);
        let again = retry.allows(&request, route.attempt).then(|| request.clone());
        let outcome = attempt(client, request, route, (&clock, limits.response), reading).await;
        let Some(next) = again else { return outcome };
        let wait = match &outcome {
            Ok(answer) => retry.next(answer.status(), answer.headers(), route.attempt),
            Err(error) => retry.next_after(error, route.attempt),
        };
        match wait {
            Some(wait) if clock.pause(wait).await => {}
            _ => return outcome,
        }
        request = next;
        route.attempt += 1;
    }
}

/// Sends a request once.
async fn attempt(
    client: &Shared,
    request: http::Request<Body>,
    route: Route,
    (clock, limit): (&Clock, usize),
    reading: Reading,
) -> Result<Answer, Error> {
    let mut watch = Watch::of(clock);
    let sending = client.transport.send(request);
    let response = match within(&mut watch, sending).await {
        Ok(Ok(response)) => response,
        Ok(Err(error)) => {
            return Err(classify(error, clock, TimeoutPhase::Response, route.attempt));
        }
        Err(limit) => return Err(clock.expired(limit, TimeoutPhase::Response, route.attempt)),
    };
    watch.head_is_here(reading);
    let response = IncomingResponse::within(response, limit, watch, route.attempt);
    match reading {
        Reading::Stream => Ok(Answer::Incoming(response)),
        Reading::Whole => response.read().await.map(Answer::Whole),
    }
}

/// Waits for this, unless a time is up before.
async fn within<F: Future>(watch: &mut Watch, future: F) -> Result<F::Output, TimeoutLimit> {
    let mut future = pin!(future);
    poll_fn(|context| {
        if let Poll::Ready(output) = future.as_mut().poll(context) {
            return Poll::Ready(Ok(output));
        }
        watch.poll_expired(context).map(Err)
    })
    .await
}

/// The failure of a transport.
pub(crate) fn classify(
    error: BoxError,
    clock: &Clock,
    phase: TimeoutPhase,
    attempts: u32,
) -> Error {
    match error.downcast::<TransportError>() {
        Ok(error) => match *error {
            TransportError::Timeout => clock.expired(TimeoutLimit::Total, phase, attempts),
            TransportError::ConnectTimeout => {
                clock.expired(TimeoutLimit::Connect, TimeoutPhase::Connect, attempts)
            }
            TransportError::Connect(source) => Error::Connect { source, attempts },
        },
        Err(source) => Error::Transport { source, attempts },
    }
}
