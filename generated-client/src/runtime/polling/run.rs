//! The loop of a [`Polling`]: call, read the state, wait.

use std::time::Duration;

use super::{Polling, Progress, wait};
use crate::runtime::error::{NotDone, NotDoneReason};
use crate::runtime::operation::same_operation;
use crate::runtime::platform::{Instant, time_of_day};
use crate::runtime::retry::retry_after;
use crate::runtime::{Error, InvalidRequest, Operation, RawResponse, RequestBuilder, Timer};

impl<Op: Operation + Clone> Polling<Op> {
    /// Polls until the end.
    pub(super) async fn run(self) -> Result<Op::Output, Error<Op::Error>> {
        let Self { call, mut progress, backoff, timeout } = self;
        let (target, call) = (call.target(), call.with_operation(WithText));
        let Some(timer) = call.timer() else { return Err(missing_timer().of(target)) };
        let end = timer.now().checked_add(timeout);
        let mut calls = 0;
        loop {
            let (output, response) = call.clone().await?;
            calls += 1;
            let (reason, state) = match progress(&response, &output) {
                Progress::Done => return Ok(output),
                Progress::Failed(state) => (NotDoneReason::Failed, Some(state)),
                Progress::Pending(state) => match next(timer, end, &response, wait(backoff, calls))
                {
                    Some(at) => {
                        let sleep = timer.sleep_until(at);
                        sleep.ok_or_else(|| missing_timer().of(target))?.await;
                        continue;
                    }
                    None => (NotDoneReason::TimedOut { after: timeout }, state),
                },
            };
            return Err(Error::Polling(Box::new(NotDone { reason, state, calls, response })));
        }
    }
}

/// The time of the next call; `None` if the time limit is reached first.
fn next(
    timer: &dyn Timer,
    end: Option<Instant>,
    response: &RawResponse,
    wait: Duration,
) -> Option<Instant> {
    let now = timer.now();
    let requested = retry_after(response.headers(), time_of_day);
    let at = now.checked_add(requested.unwrap_or(wait));
    match (at, end) {
        (Some(at), Some(end)) if at < end => Some(at),
        (at, None) => at,
        // One last call at the time limit, unless the server requests a longer wait.
        (_, Some(end)) => (requested.is_none() && now < end).then_some(end),
    }
}

/// The error if there is no timer.
fn missing_timer<E>() -> Error<E> {
    let reason = "there is no timer to wait with: send the call within tokio's runtime, or set \
                  another timer";
    InvalidRequest::new(reason.to_owned()).into()
}

/// An operation that also returns the text of its response.
#[derive(Clone)]
struct WithText<Op>(Op);

impl<Op: Operation> Operation for WithText<Op> {
    type Output = (Op::Output, RawResponse);

    same_operation!(Op, 0);

    #[inline]
    fn request(&self, request: &mut RequestBuilder) {
        self.0.request(request);
    }

    #[inline]
    fn response(response: RawResponse) -> Result<Self::Output, Error<Self::Error>> {
        let raw = response.clone();
        Op::response(response).map(|output| (output, raw))
    }
}
