//! [`Mock`]: a transport that returns prepared responses.

use std::collections::{BTreeMap, VecDeque};
use std::fmt;
use std::marker::PhantomData;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http_body_util::BodyExt as _;
use tower_service::Service;

use super::response::MockResponse;
use super::{Example, Recorded};
use crate::runtime::json::{self, Encode};
use crate::runtime::security::TOKEN_REQUEST;
use crate::runtime::{Body, BoxError, Operation, ResponseBody, Route, Sending};

/// The response to each token request.
const TOKEN: &str = r#"{"access_token": "mock", "token_type": "Bearer"}"#;

/// A transport that returns prepared responses and records requests. Clones share both.
///
/// Requests for OAuth2 access tokens succeed and aren't recorded. For an example, see the
/// [module](super).
#[derive(Clone, Default)]
pub struct Mock {
    shared: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    responses: BTreeMap<&'static str, MockResponses>,
    calls: Vec<Recorded>,
}

/// The responses to an operation.
#[derive(Default)]
struct MockResponses {
    next: VecDeque<MockResponse>,
    /// The last response, which is repeated if there are no more.
    last: Option<MockResponse>,
}

impl MockResponses {
    fn next(&mut self) -> Option<MockResponse> {
        self.last = self.next.pop_front().or(self.last.take());
        self.last.clone()
    }
}

impl Mock {
    /// Creates a mock without responses: each call fails.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds responses to this operation. They are returned in order, and the last one is repeated
    /// for all further requests.
    pub fn on<Op: Operation>(&self) -> On<'_, Op> {
        On { mock: self, operation: PhantomData }
    }

    /// Returns the requests that were sent, in order and including retries.
    pub fn calls(&self) -> Vec<Recorded> {
        self.state().calls.clone()
    }

    /// Returns the requests of this operation, in order.
    pub fn calls_of<Op: Operation>(&self) -> Vec<Recorded> {
        let mut calls = self.calls();
        calls.retain(|call| call.operation() == Op::ID);
        calls
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // A panic can't leave the state inconsistent.
        self.shared.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Records a request and returns the response to it.
    fn record(&self, request: http::Request<Bytes>) -> Result<(MockResponse, Recorded), BoxError> {
        let Some(route) = request.extensions().get::<Route>().copied() else {
            return Err("the request does not belong to an operation of this client".into());
        };
        let recorded = Recorded { route, request };
        if route.operation == TOKEN_REQUEST {
            let token = Bytes::from_static(TOKEN.as_bytes());
            return Ok((MockResponse::new(200, "application/json", token), recorded));
        }
        let mut state = self.state();
        state.calls.push(recorded.clone());
        let responses = state.responses.entry(route.operation).or_default();
        match responses.next() {
            Some(response) => Ok((response, recorded)),
            None => Err(format!("the mock has no response for `{}`", route.operation).into()),
        }
    }
}

impl Service<http::Request<Body>> for Mock {
    type Response = http::Response<ResponseBody>;
    type Error = BoxError;
    type Future = Sending;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Body>) -> Sending {
        let mock = self.clone();
        Box::pin(async move {
            let (head, body) = request.into_parts();
            let body = body.collect().await?.to_bytes();
            let (response, request) = mock.record(http::Request::from_parts(head, body))?;
            response.send(request).await
        })
    }
}

impl fmt::Debug for Mock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mock").field("calls", &self.state().calls).finish_non_exhaustive()
    }
}

/// A builder for the responses to an operation: [`Mock::on`].
#[derive(Clone, Copy, Debug)]
pub struct On<'m, Op> {
    mock: &'m Mock,
    operation: PhantomData<fn() -> Op>,
}

impl<Op: Operation> On<'_, Op> {
    /// Adds a response with this output of the operation. For an output that isn't sent as JSON,
    /// use [`answers`](Self::answers).
    pub fn returns(self, value: impl Into<Op::Output>) -> Self
    where
        Op::Output: Encode,
    {
        self.add(MockResponse::success::<Op>(&value.into()))
    }

    /// Adds a response with the [`Example`] of the operation's output.
    pub fn returns_example(self) -> Self
    where
        Op::Output: Example + Encode,
    {
        match Op::Output::example() {
            Ok(value) => self.returns(value),
            Err(error) => self.add(MockResponse::failed(error.to_string())),
        }
    }

    /// Adds a response with this status and this value as JSON, for example a documented error.
    pub fn json(self, status: u16, body: &impl Encode) -> Self {
        self.answers(status, "application/json", json::to_string(body))
    }

    /// Adds a response with this status, media type and body.
    pub fn answers(self, status: u16, media_type: &str, body: impl Into<Bytes>) -> Self {
        self.add(MockResponse::new(status, media_type, body.into()))
    }

    /// Adds responses that are computed from the requests.
    ///
    /// ```
    /// use polar_client::Operation;
    /// use polar_client::testing::Mock;
    ///
    /// fn rejects_empty_bodies<Op: Operation>(mock: &Mock) {
    ///     mock.on::<Op>().responds(|request| {
    ///         let status = if request.body().is_empty() { 400 } else { 204 };
    ///         let mut response = http::Response::new("");
    ///         *response.status_mut() = http::StatusCode::from_u16(status).unwrap_or_default();
    ///         response
    ///     });
    /// }
    /// ```
    pub fn responds<B: Into<Bytes>>(
        self,
        respond: impl Fn(&Recorded) -> http::Response<B> + Send + Sync + 'static,
    ) -> Self {
        self.add(MockResponse::computed(move |request| respond(request).map(Into::into)))
    }

    /// Adds a refused connection.
    pub fn refuses(self) -> Self {
        self.add(MockResponse::refused())
    }

    /// Adds a header field to the last response that was added. Responses of
    /// [`responds`](Self::responds) set their own.
    ///
    /// ```
    /// use polar_client::Operation;
    /// use polar_client::testing::Mock;
    ///
    /// fn is_limited<Op: Operation>(mock: &Mock) {
    ///     mock.on::<Op>().answers(429, "text/plain", "slow down").header("retry-after", "1");
    /// }
    /// ```
    pub fn header(self, name: &str, value: &str) -> Self {
        self.change_last(|response| response.add_header(name, value))
    }

    /// Delays the last response that was added, for tests of timeouts. Needs tokio's timer; with
    /// `tokio::time::pause()`, tests don't wait.
    pub fn delay(self, delay: Duration) -> Self {
        self.change_last(|response| response.set_delay(delay))
    }

    fn add(self, response: MockResponse) -> Self {
        self.mock.state().responses.entry(Op::ID).or_default().next.push_back(response);
        self
    }

    fn change_last(self, change: impl FnOnce(&mut MockResponse)) -> Self {
        if let Some(responses) = self.mock.state().responses.get_mut(Op::ID) {
            responses.next.back_mut().map(change);
        }
        self
    }
}
