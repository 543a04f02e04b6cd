//! Sends a request within the client's limits, and retries it according to its policy.

use std::pin::pin;
#[cfg(feature = "tracing")]
use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};

use super::client::Shared;
use super::clock::{Clock, Watch, before, within};
use super::error::{Failure, Target, TimeoutLimit, TimeoutPhase};
use super::limits::{Limits, Reading};
use super::redirect;
use super::retry::{AfterTimeout, Taken, is_retryable, was_refused};
use super::security::{Carrier, ProvidedCredential, renew};
use super::timer::Sleep;
use super::transport::{ResponseBody, Route, TransportError};
use super::{Body, BoxError, Error, IncomingResponse, InvalidRequest, RawResponse, RetryPolicy};

/// A complete request, with the settings for sending it.
pub(crate) struct Outgoing {
    pub(crate) request: http::Request<Body>,
    /// The credentials that are fetched and added before each attempt.
    pub(crate) asked: Vec<ProvidedCredential>,
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
        match self.asked.first() {
            None => Ok(self.request),
            Some(asked) => Err(InvalidRequest::new(format!(
                "the credential for `{}` is given by a provider, which is asked only when the \
                 call is awaited",
                asked.scheme.name
            ))),
        }
    }
}

/// The response of the server.
pub(crate) enum Answer {
    /// The whole response.
    Whole(RawResponse),
    /// The head; the body hasn't been read yet.
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

/// Creates another copy of a request for a retry: most requests are sent once and need no copy.
pub(crate) type RequestCopy<'a> = &'a (dyn Fn() -> Option<http::Request<Body>> + Send + Sync);

/// Sends a request; its time starts now. The request is taken out of `outgoing` when it is sent, so
/// that it exists only once, rather than in the future of each function that awaits the next.
pub(crate) async fn send(
    client: &Shared,
    outgoing: &mut Outgoing,
    reading: Reading,
    again: RequestCopy<'_>,
) -> Result<Answer, Failure> {
    let Outgoing { request, asked, route, target, limits, retry, key } = outgoing;
    let clock = Clock::start(client.timer.clone(), *limits);
    let mut alarm =
        clock.alarm().map_err(|reason| Failure::from(InvalidRequest::new(reason.to_owned())))?;
    route.deadline = clock.end();
    let (mut is_renewed, mut taken) = (false, None);
    loop {
        if client.transport.reads_route() {
            request.extensions_mut().insert(*route);
        }
        if let Some(name) = &client.retry_count {
            request.headers_mut().insert(name, HeaderValue::from(route.attempt - 1));
        }
        let has_more = retry.has_more(route.attempt);
        let may_be_repeated = retry.repeats(request, key);
        let may_be_renewed = !is_renewed && !asked.is_empty();
        let may_be_sent_again = has_more && request.body().can_be_sent_again();
        #[cfg(feature = "tracing")]
        let span = super::trace::span(request, *route);
        let mut attempt = Attempt {
            client,
            asked,
            clock: &clock,
            alarm: alarm.take(),
            route: *route,
            target: *target,
            reading,
        };
        let sent = attempt.send(request, limits.response);
        #[cfg(feature = "tracing")]
        let sent = super::trace::in_span(span, sent, Answer::status);
        let outcome = sent.await;
        if !may_be_sent_again {
            return client.settled(outcome, taken);
        }
        let is_refused = |it: &Answer| it.status() == StatusCode::UNAUTHORIZED;
        if may_be_renewed && outcome.as_ref().is_ok_and(is_refused) {
            is_renewed = true;
            if !Box::pin(renewed(client, asked, &clock)).await {
                return outcome;
            }
            #[cfg(feature = "tracing")]
            super::trace::again(*route, Duration::ZERO);
        } else {
            let wait = match &outcome {
                _ if !may_be_repeated && !was_not_carried_out(&outcome) => None,
                Ok(answer) => retry.next(answer.status(), answer.headers(), route.attempt),
                Err(error) => retry.next_after(error, route.attempt),
            };
            let Some(wait) = wait else { return client.settled(outcome, taken) };
            let after_timeout = match &outcome {
                Err(error) if error.is_timeout() => AfterTimeout::Yes,
                _ => AfterTimeout::No,
            };
            let Some(cost) = client.bucket.take(after_timeout) else { return outcome };
            taken = Some(cost);
            #[cfg(feature = "tracing")]
            super::trace::again(*route, wait);
            if !clock.pause(wait).await {
                return outcome;
            }
        }
        let Some(next) = again() else { return outcome };
        *request = next;
        route.attempt += 1;
    }
}

/// Whether the server certainly hasn't processed the request.
fn was_not_carried_out(outcome: &Result<Answer, Failure>) -> bool {
    match outcome {
        Ok(answer) => was_refused(answer.status(), answer.headers()),
        Err(Error::Credential { .. }) => true,
        Err(error) => error.is_connect() && error.status().is_none(),
    }
}

impl Shared {
    /// The parts that send token requests.
    fn carrier(&self) -> Carrier<'_> {
        Carrier {
            transport: &self.transport,
            timer: self.timer.as_ref(),
            limits: self.limits,
            user_agent: &self.user_agent,
        }
    }

    /// Returns the outcome of a call, and returns the cost of its last retry to the budget if it
    /// was successful.
    fn settled(
        &self,
        outcome: Result<Answer, Failure>,
        taken: Option<Taken>,
    ) -> Result<Answer, Failure> {
        if outcome.as_ref().is_ok_and(|answer| !is_retryable(answer.status())) {
            self.bucket.give_back(taken);
        }
        outcome
    }
}

/// Whether other credentials than the rejected ones could be fetched within the call's time.
async fn renewed(client: &Shared, asked: &mut [ProvidedCredential], clock: &Clock) -> bool {
    let carrier = client.carrier();
    before(&mut Watch::until_end(clock), pin!(renew(asked, &carrier))).await.unwrap_or(false)
}

/// One attempt to send a request.
struct Attempt<'a> {
    client: &'a Shared,
    asked: &'a mut [ProvidedCredential],
    clock: &'a Clock,
    /// The sleep that wakes its watch first, if there is one already.
    alarm: Option<Sleep>,
    route: Route,
    target: Target,
    reading: Reading,
}

impl Attempt<'_> {
    /// Sends the request, and reads the response, up to `limit` bytes if it is read to its end.
    async fn send(
        &mut self,
        request: &mut http::Request<Body>,
        limit: usize,
    ) -> Result<Answer, Failure> {
        let (clock, reading, attempts) = (self.clock, self.reading, self.route.attempt);
        if !self.asked.is_empty() {
            let mut watch = Watch::until_end(clock);
            // A token request that this call started times out shortly after the call.
            match Box::pin(before(&mut watch, pin!(self.authenticate(request)))).await {
                Ok(outcome) => outcome?,
                Err(limit) => return Err(clock.expired(limit, TimeoutPhase::Response, attempts)),
            }
        }
        let mut watch = Watch::of(clock).woken_by(self.alarm.take());
        let response = match within(&mut watch, pin!(self.exchange(request))).await {
            Ok(outcome) => outcome?,
            Err(limit) => return Err(clock.expired(limit, TimeoutPhase::Response, attempts)),
        };
        watch.progress();
        if reading == Reading::Stream {
            watch.stream();
        }
        let response = IncomingResponse::within(response, limit, watch, attempts, self.target);
        match reading {
            Reading::Stream => Ok(Answer::Incoming(response)),
            Reading::Whole => response.read().await.map(Answer::Whole),
        }
    }

    /// Adds the credentials that are fetched to the request. A token request has its own read
    /// timeout.
    async fn authenticate(&mut self, request: &mut http::Request<Body>) -> Result<(), Failure> {
        for asked in &mut *self.asked {
            asked.add_to(request, &self.client.carrier()).await?;
        }
        Ok(())
    }

    /// Sends the request with the transport, and follows redirects.
    async fn exchange(
        &mut self,
        request: &mut http::Request<Body>,
    ) -> Result<http::Response<ResponseBody>, Failure> {
        let mut left = self.client.redirects;
        loop {
            let may_be_followed = left > 0 && redirect::can_be_followed(request);
            let again = may_be_followed.then(|| Box::new(request.clone()));
            let outcome = self.client.transport.send(std::mem::take(request)).await;
            let (phase, attempts) = (TimeoutPhase::Response, self.route.attempt);
            let response = outcome.map_err(|it| classify(it, self.clock, phase, attempts))?;
            let (status, allow_http) = (response.status(), self.client.allow_http);
            let next =
                again.and_then(|it| redirect::next(*it, status, response.headers(), allow_http));
            let Some(next) = next else { return Ok(response) };
            *request = next;
            self.asked.iter_mut().for_each(ProvidedCredential::forget);
            left -= 1;
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
