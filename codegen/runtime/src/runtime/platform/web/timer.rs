//! [`WebTimer`]: timeouts and waits based on `setTimeout`.

use gloo_timers::future::TimeoutFuture;
use send_wrapper::SendWrapper;

use super::Instant;
use crate::runtime::{Sleep, Timer};

/// The clock and the timers of JavaScript.
pub(super) struct WebTimer;

impl Timer for WebTimer {
    fn sleep_until(&self, at: Instant) -> Option<Sleep> {
        Some(Box::pin(SendWrapper::new(sleep_until(at))))
    }
}

async fn sleep_until(at: Instant) {
    loop {
        let left = at.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return;
        }
        // `setTimeout` counts whole milliseconds, and treats numbers of more than 31 bits as 0.
        let milliseconds = left.as_nanos().div_ceil(1_000_000).min(i32::MAX.unsigned_abs().into());
        TimeoutFuture::new(milliseconds as u32).await;
    }
}
