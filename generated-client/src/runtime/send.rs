//! Sends a request within the client's limits, and retries it according to its policy.

use std::pin::pin;
#[cfg(feature = "tracing")]
use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

use super::client::Shared;
use super::clock::{Clock, Watch, with_strict_timeout, with_timeout};
use super::error::{Failure, Target, TimeoutLimit, TimeoutPhase};
use super::limits::{BodyMode, Limits};
use super::redirect;
use super::retry::{AfterTimeout, RetryCost, is_retryable, is_throttling};
use super::security::{ProvidedCredential, TokenClient, renew_all};
use super::timer::Sleep;
use super::transport::{ResponseBody, Route, TransportError};
use super::{Body, BoxError, Error, IncomingResponse, InvalidRequest, RawResponse, RetryPolicy};

/// A complete request, with the settings for sending it.
pub(crate) struct Outgoing {
    pub(crate) request: http::Request<Body>,
    /// The credentials that are fetched and added before each attempt.
    pub(crate) provided: Vec<ProvidedCredential>,
    pub(crate) route: Route,
    pub(crate) target: Target,
    pub(crate) limits: Limits,
    pub(crate) retry: RetryPolicy,
    /// The header field of its idempotency key.
    pub(crate) key: HeaderName,
}

impl Outgoing {
    /// Returns the request, if no credentials have to be fetched.
    pub(crate) fn into_request(self) -> Result<http::Request<Body>, InvalidRequest> {
        match self.provided.first() {
            None => Ok(self.request),
            Some(provided) => Err(InvalidRequest::new(format!(
                "the credential for `{}` comes from a provider, which is called only when the \
                 call is awaited",
                provided.scheme.name
            ))),
        }
    }
}

/// The response of the server.
pub(crate) enum ReceivedResponse {
    /// The complete response.
    Buffered(RawResponse),
    /// The head; the body hasn't been read yet.
    Incoming(IncomingResponse),
}

impl ReceivedResponse {
    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::Buffered(response) => response.status(),
            Self::Incoming(response) => response.status(),
        }
    }

    pub(crate) fn headers(&self) -> &HeaderMap {
        match self {
            Self::Buffered(response) => response.headers(),
            Self::Incoming(response) => response.headers(),
        }
    }
}

/// Creates another copy of a request for a retry: most requests are sent once and need no copy.
pub(crate) type RequestCopy<'a> = &'a (dyn Fn() -> Option<http::Request<Body>> + Send + Sync);

/// Sends a request; its time starts now. The request is taken out of `outgoing` when it is sent, so
/// that it exists only once, rather than in the future of each function that awaits the next.
pub(crate) async fn send(
    client: &Shared,
    outgoing: &mut Outgoing,
    mode: BodyMode,
    copy: RequestCopy<'_>,
) -> Result<ReceivedResponse, Failure> {
    let Outgoing { request, provided, route, target, limits, retry, key } = outgoing;
    let clock = Clock::start(client.timer.clone(), *limits);
    let mut alarm =
        clock.alarm().map_err(|reason| Failure::from(InvalidRequest::new(reason.to_owned())))?;
    route.deadline = clock.end();
    let (mut is_renewed, mut last_cost) = (false, None);
    loop {
        if client.transport.reads_route() {
            request.extensions_mut().insert(*route);
        }
        if let Some(name) = &client.retry_count {
            request.headers_mut().insert(name, HeaderValue::from(route.attempt - 1));
        }
        let has_more = retry.has_more(route.attempt);
        let may_be_repeated = retry.allows_repeat(request, key);
        let may_be_renewed = !is_renewed && !provided.is_empty();
        let may_be_sent_again = has_more && request.body().can_be_sent_again();
        #[cfg(feature = "tracing")]
        let span = super::trace::span(request, *route);
        let mut attempt = Attempt {
            client,
            provided,
            clock: &clock,
            alarm: alarm.take(),
            route: *route,
            target: *target,
            mode,
        };
        let sent = attempt.send(request, limits.response);
        #[cfg(feature = "tracing")]
        let sent = super::trace::in_span(span, sent, ReceivedResponse::status);
        let outcome = sent.await;
        if !may_be_sent_again {
            return client.refund_on_success(outcome, last_cost);
        }
        let is_unauthorized = |it: &ReceivedResponse| it.status() == StatusCode::UNAUTHORIZED;
        if may_be_renewed && outcome.as_ref().is_ok_and(is_unauthorized) {
            is_renewed = true;
            if !Box::pin(renew_credentials(client, provided, &clock)).await {
                return outcome;
            }
            #[cfg(feature = "tracing")]
            super::trace::record_retry(*route, Duration::ZERO);
        } else {
            let wait = match &outcome {
                _ if !may_be_repeated && !was_not_processed(&outcome) => None,
                Ok(response) => retry.next(response.status(), response.headers(), route.attempt),
                Err(error) => retry.next_after(error, route.attempt),
            };
            let Some(wait) = wait else { return client.refund_on_success(outcome, last_cost) };
            let after_timeout = match &outcome {
                Err(error) if error.is_timeout() => AfterTimeout::Yes,
                _ => AfterTimeout::No,
            };
            let Some(cost) = client.bucket.withdraw(after_timeout) else { return outcome };
            last_cost = Some(cost);
            #[cfg(feature = "tracing")]
            super::trace::record_retry(*route, wait);
            if !clock.pause(wait).await {
                return outcome;
            }
        }
        let Some(next) = copy() else { return outcome };
        *request = next;
        route.attempt += 1;
    }
}

/// Whether the server can't have processed the request.
fn was_not_processed(outcome: &Result<ReceivedResponse, Failure>) -> bool {
    match outcome {
        Ok(response) => is_throttling(response.status(), response.headers()),
        Err(Error::Credential { .. }) => true,
        Err(error) => error.is_connect() && error.status().is_none(),
    }
}

impl Shared {
    /// The parts that send token requests.
    fn token_client(&self) -> TokenClient<'_> {
        TokenClient {
            transport: &self.transport,
            timer: self.timer.as_ref(),
            limits: self.limits,
            user_agent: &self.user_agent,
        }
    }

    /// Returns the outcome of a call, and returns the cost of its last retry to the budget if it
    /// was successful.
    fn refund_on_success(
        &self,
        outcome: Result<ReceivedResponse, Failure>,
        last_cost: Option<RetryCost>,
    ) -> Result<ReceivedResponse, Failure> {
        if outcome.as_ref().is_ok_and(|response| !is_retryable(response.status())) {
            self.bucket.refund(last_cost);
        }
        outcome
    }
}

/// Whether other credentials than the rejected ones could be fetched within the call's time.
async fn renew_credentials(
    client: &Shared,
    provided: &mut [ProvidedCredential],
    clock: &Clock,
) -> bool {
    let token_client = client.token_client();
    with_strict_timeout(&mut Watch::until_end(clock), pin!(renew_all(provided, &token_client)))
        .await
        .unwrap_or(false)
}

/// One attempt to send a request.
struct Attempt<'a> {
    client: &'a Shared,
    provided: &'a mut [ProvidedCredential],
    clock: &'a Clock,
    /// The sleep that wakes its watch first, if there is one already.
    alarm: Option<Sleep>,
    route: Route,
    target: Target,
    mode: BodyMode,
}

impl Attempt<'_> {
    /// Sends the request, and reads the response, up to `limit` bytes if it is read to its end.
    async fn send(
        &mut self,
        request: &mut http::Request<Body>,
        limit: usize,
    ) -> Result<ReceivedResponse, Failure> {
        let (clock, mode, attempts) = (self.clock, self.mode, self.route.attempt);
        if !self.provided.is_empty() {
            // In an allocation of its own, since most calls have no such credentials.
            let authenticated = Box::pin(async {
                let mut watch = Watch::until_end(clock);
                // A token request that this call started times out shortly after the call.
                with_strict_timeout(&mut watch, pin!(self.authenticate(request))).await
            });
            match authenticated.await {
                Ok(outcome) => outcome?,
                Err(limit) => return Err(clock.expired(limit, TimeoutPhase::Response, attempts)),
            }
        }
        let mut watch = Watch::of(clock).with_alarm(self.alarm.take());
        let response = match with_timeout(&mut watch, pin!(self.exchange(request))).await {
            Ok(outcome) => outcome?,
            Err(limit) => return Err(clock.expired(limit, TimeoutPhase::Response, attempts)),
        };
        watch.record_progress();
        if mode == BodyMode::Streamed {
            watch.use_event_limits();
        }
        let response = IncomingResponse::with_limits(response, limit, watch, attempts, self.target);
        match mode {
            BodyMode::Streamed => Ok(ReceivedResponse::Incoming(response)),
            BodyMode::Buffered => response.read().await.map(ReceivedResponse::Buffered),
        }
    }

    /// Adds the credentials that are fetched to the request. A token request has its own read
    /// timeout.
    async fn authenticate(&mut self, request: &mut http::Request<Body>) -> Result<(), Failure> {
        for provided in &mut *self.provided {
            provided.add_to(request, &self.client.token_client()).await?;
        }
        Ok(())
    }

    /// Sends the request with the transport, and follows redirects.
    async fn exchange(
        &mut self,
        request: &mut http::Request<Body>,
    ) -> Result<http::Response<ResponseBody>, Failure> {
        let mut redirects_left = self.client.redirects;
        loop {
            let may_be_followed = redirects_left > 0 && redirect::can_be_followed(request);
            let copy = may_be_followed.then(|| Box::new(request.clone()));
            let outcome = self.client.transport.send(std::mem::take(request)).await;
            let (phase, attempts) = (TimeoutPhase::Response, self.route.attempt);
            let response = outcome.map_err(|it| classify(it, self.clock, phase, attempts))?;
            let (status, allow_http) = (response.status(), self.client.allow_http);
            let next =
                copy.and_then(|it| redirect::next(*it, status, response.headers(), allow_http));
            let Some(next) = next else { return Ok(response) };
            *request = next;
            self.provided.iter_mut().for_each(ProvidedCredential::clear_sent);
            redirects_left -= 1;
        }
    }
}

/// Converts an error of a transport.
pub(crate) fn classify(
    error: BoxError,
    clock: &Clock,
    phase: TimeoutPhase,
    attempts: u32,
) -> Failure {
    match error.downcast::<TransportError>() {
        Ok(error) => match *error {
            TransportError::Timeout => clock.expired(TimeoutLimit::Total, phase, attempts),
            TransportError::ConnectTimeout => {
                clock.expired(TimeoutLimit::Connect, TimeoutPhase::Connect, attempts)
            }
            TransportError::Connect(source) => {
                Error::Connect { source, attempts, head: None, target: None }
            }
            TransportError::Runtime | TransportError::Unsupported(_) => {
                InvalidRequest::new(error.to_string()).into()
            }
            TransportError::Redirected => {
                Error::Transport { source: error, attempts, head: None, target: None }
            }
        },
        Err(source) => Error::Transport { source, attempts, head: None, target: None },
    }
}
