//! A scripted transport that records its requests and their times.

use std::collections::VecDeque;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use http_body::Frame;
use tokio::time::Instant;
use tower_service::Service;

use super::sample_api::API;
use crate::runtime::{
    Api, Body, BoxError, ClientBuilder, ResponseBody, Route, Sending, Sleep, TransportError,
};

/// The transport's reaction to a request.
pub(super) enum Step {
    /// Returns this status, this header field and this body.
    Response(u16, &'static str, String, &'static str),
    /// Fails with this error.
    Fail(BoxError),
    /// Never responds.
    Hang,
    /// Sends this number of chunks with this pause before each, and then nothing more.
    SlowBody(Duration, usize),
    /// Breaks off in the middle of the body.
    Break,
    /// Returns this status, and never a body.
    Stall(u16),
    /// Returns this status and the request id `req_1`, and then this body.
    Body(u16, ResponseBody),
    /// Returns this status and this JSON after this delay.
    Later(Duration, u16, String),
}

pub(super) fn status(status: u16) -> Step {
    Step::Response(status, "x-request-id", "req_1".to_owned(), "later")
}

pub(super) fn wait(status: u16, retry_after: impl ToString) -> Step {
    Step::Response(status, "retry-after", retry_after.to_string(), "later")
}

pub(super) fn connection_refused() -> Step {
    Step::Fail(TransportError::Connect("refused".into()).into())
}

/// A request and the time at which it was sent.
type Sent = (Instant, http::Request<Body>);

/// The requests that were sent.
#[derive(Clone, Default)]
pub(super) struct Record(Arc<Mutex<Vec<Sent>>>);

impl Record {
    pub(super) fn count(&self) -> usize {
        self.0.lock().unwrap().len()
    }

    /// The times of the requests since the first.
    pub(super) fn times(&self) -> Vec<Duration> {
        let sent = self.0.lock().unwrap();
        sent.iter().map(|(at, _)| *at - sent[0].0).collect()
    }

    pub(super) fn requests(&self) -> Vec<http::Request<Body>> {
        self.0.lock().unwrap().iter().map(|(_, request)| request.clone()).collect()
    }

    pub(super) fn attempts(&self) -> Vec<u32> {
        let route = |it: &http::Request<Body>| it.extensions().get::<Route>().unwrap().attempt;
        self.requests().iter().map(route).collect()
    }
}

#[derive(Clone)]
struct Script {
    steps: Arc<Mutex<VecDeque<Step>>>,
    record: Record,
}

impl Service<http::Request<Body>> for Script {
    type Response = http::Response<ResponseBody>;
    type Error = BoxError;
    type Future = Sending;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Body>) -> Sending {
        self.record.0.lock().unwrap().push((Instant::now(), request));
        let step = self.steps.lock().unwrap().pop_front().expect("no more steps");
        Box::pin(async move {
            let body = match step {
                Step::Response(status, name, value, body) => {
                    let response = http::Response::builder().status(status).header(name, value);
                    return Ok(response.body(Bytes::from(body).into()).unwrap());
                }
                Step::Fail(error) => return Err(error),
                Step::Stall(status) => {
                    let response = http::Response::builder().status(status);
                    return Ok(response.body(stopped(None)).unwrap());
                }
                Step::Body(status, body) => {
                    let response = http::Response::builder().status(status);
                    return Ok(response.header("x-request-id", "req_1").body(body).unwrap());
                }
                Step::Later(time, status, json) => {
                    tokio::time::sleep(time).await;
                    let response = http::Response::builder().status(status);
                    let response = response.header("content-type", "application/json");
                    return Ok(response.body(Bytes::from(json).into()).unwrap());
                }
                Step::Hang => std::future::pending().await,
                Step::SlowBody(pause, chunks) => {
                    ResponseBody::new(SlowBody { pause, chunks, sleep: None, ends: None })
                }
                Step::Break => stopped(Some("reset".into())),
            };
            Ok(http::Response::new(body))
        })
    }
}

/// A body that is received slowly.
struct SlowBody {
    pause: Duration,
    chunks: usize,
    sleep: Option<Sleep>,
    ends: Option<BoxError>,
}

/// A body that never arrives, or that fails with this error.
pub(super) fn stopped(ends: Option<BoxError>) -> ResponseBody {
    ResponseBody::new(SlowBody { pause: Duration::ZERO, chunks: 0, sleep: None, ends })
}

impl http_body::Body for SlowBody {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        if let Some(error) = self.ends.take() {
            return Poll::Ready(Some(Err(error)));
        }
        if self.chunks == 0 {
            return Poll::Pending;
        }
        let pause = self.pause;
        let sleep = self.sleep.get_or_insert_with(|| Box::pin(tokio::time::sleep(pause)));
        ready!(sleep.as_mut().poll(context));
        self.sleep = None;
        self.chunks -= 1;
        Poll::Ready(Some(Ok(Frame::data(Bytes::from_static(b"a")))))
    }
}

/// Returns a client whose requests get these responses.
pub(super) fn scripted(steps: impl IntoIterator<Item = Step>) -> (ClientBuilder, Record) {
    let (builder, record) = unnamed(steps);
    (builder.access_token("token_1"), record)
}

/// Does the same without credentials.
pub(super) fn unnamed(steps: impl IntoIterator<Item = Step>) -> (ClientBuilder, Record) {
    scripted_of(&API, steps)
}

/// Does the same for another API.
pub(super) fn scripted_of(
    api: &'static Api,
    steps: impl IntoIterator<Item = Step>,
) -> (ClientBuilder, Record) {
    scripting(ClientBuilder::new(api), steps)
}

/// Does the same for a builder of any API.
pub(super) fn scripting(
    builder: ClientBuilder,
    steps: impl IntoIterator<Item = Step>,
) -> (ClientBuilder, Record) {
    let record = Record::default();
    let steps = Arc::new(Mutex::new(steps.into_iter().collect()));
    let script = Script { steps, record: record.clone() };
    (builder.transport(script), record)
}
