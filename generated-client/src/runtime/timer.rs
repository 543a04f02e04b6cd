//! [`Timer`]: what the client's limits of time and its retries need of an asynchronous runtime.

use std::future::Future;
use std::ops::Deref;
use std::pin::Pin;
use std::sync::Arc;

use super::platform::Instant;

/// What ends at a time.
pub type Sleep = Pin<Box<dyn Future<Output = ()> + Send>>;

/// Tells the time and waits. With the feature `tokio`, which `reqwest` brings, the client uses
/// tokio's; set another one for another asynchronous runtime, or to try time limits and retries
/// without waiting.
///
/// On `wasm32-unknown-unknown`, where std has no clock, `Instant` is that of the crate `web-time`, and
/// the feature `fetch` brings a timer.
///
/// ```
/// use std::time::Instant;
///
/// use polar_client::{ClientBuilder, Sleep, Timer};
///
/// /// Never waits.
/// struct Impatient;
///
/// impl Timer for Impatient {
///     fn sleep_until(&self, _: Instant) -> Option<Sleep> {
///         Some(Box::pin(std::future::ready(())))
///     }
/// }
///
/// fn without_waiting(builder: ClientBuilder) -> ClientBuilder {
///     builder.timer(Impatient)
/// }
/// ```
pub trait Timer: Send + Sync + 'static {
    /// The time.
    fn now(&self) -> Instant {
        Instant::now()
    }

    /// Waits until this time. None where that is not possible now: limits of time are left to the
    /// transport then, and nothing is retried.
    fn sleep_until(&self, at: Instant) -> Option<Sleep>;

    /// A sleep until this time, for the first wait of a call, if the timer has to create one to find
    /// out whether it works in this runtime.
    ///
    /// # Errors
    /// The reason why it doesn't work here: then the call is not sent.
    #[doc(hidden)]
    fn first_sleep(&self, _: Instant) -> Result<Option<Sleep>, &'static str> {
        Ok(None)
    }
}

/// A client's timer. Each call has a copy of it; one of the built-in timers is copied without a counter
/// that all calls share.
#[derive(Clone)]
pub(crate) enum ClientTimer {
    BuiltIn(&'static dyn Timer),
    Own(Arc<dyn Timer>),
}

impl Deref for ClientTimer {
    type Target = dyn Timer;

    #[inline]
    fn deref(&self) -> &Self::Target {
        match self {
            Self::BuiltIn(timer) => *timer,
            Self::Own(timer) => &**timer,
        }
    }
}

/// Whether this thread is in tokio's runtime. Within a task that is known without its handle, whose
/// counter all threads share.
#[cfg(all(feature = "tokio", not(all(target_family = "wasm", target_os = "unknown"))))]
pub(crate) fn is_in_tokio() -> bool {
    tokio::task::try_id().is_some() || tokio::runtime::Handle::try_current().is_ok()
}

/// The time and the timers of tokio; none outside of its runtime.
#[cfg(all(feature = "tokio", not(all(target_family = "wasm", target_os = "unknown"))))]
#[derive(Clone, Copy, Debug)]
pub(crate) struct TokioTimer;

#[cfg(all(feature = "tokio", not(all(target_family = "wasm", target_os = "unknown"))))]
impl Timer for TokioTimer {
    fn now(&self) -> Instant {
        tokio::time::Instant::now().into_std()
    }

    fn sleep_until(&self, at: Instant) -> Option<Sleep> {
        if !is_in_tokio() {
            return None;
        }
        // Tokio panics where its runtime was built without timers, and can't be asked before.
        let sleep = || tokio::time::sleep_until(at.into());
        Some(Box::pin(std::panic::catch_unwind(sleep).ok()?))
    }

    fn first_sleep(&self, at: Instant) -> Result<Option<Sleep>, &'static str> {
        match self.sleep_until(at) {
            None if is_in_tokio() => {
                Err("tokio's runtime has no timers for the limits of its time: build that with \
                 `.enable_all()`, or set another timer")
            }
            sleep => Ok(sleep),
        }
    }
}
