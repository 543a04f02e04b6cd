//! [`Timer`]: the clock and the sleeps of an asynchronous runtime, for timeouts and retries.

use std::future::Future;
use std::ops::Deref;
use std::pin::Pin;
use std::sync::Arc;

use super::platform::Instant;

/// A future that is ready at a certain time.
pub type Sleep = Pin<Box<dyn Future<Output = ()> + Send>>;

/// A clock with sleeps. With the feature `tokio`, which `reqwest` enables, the client uses tokio's
/// timer; set another one for another asynchronous runtime, or to test timeouts and retries without
/// waiting.
///
/// On `wasm32-unknown-unknown`, where std has no clock, `Instant` is from the crate `web-time`,
/// and the feature `fetch` provides a timer.
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
    /// Returns the current time.
    fn now(&self) -> Instant {
        Instant::now()
    }

    /// Returns a future that is ready at this time, or `None` if the timer doesn't work here:
    /// timeouts are then left to the transport, and nothing is retried.
    fn sleep_until(&self, at: Instant) -> Option<Sleep>;

    /// Returns a sleep until this time, for the first wait of a call, if the timer has to create
    /// one to find out whether it works in this runtime.
    ///
    /// # Errors
    /// The reason why the timer doesn't work here; the call isn't sent.
    #[doc(hidden)]
    fn first_sleep(&self, _: Instant) -> Result<Option<Sleep>, &'static str> {
        Ok(None)
    }
}

/// A client's timer. Each call has a copy of it; copying a built-in timer doesn't touch a reference
/// counter that all calls share.
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

/// Whether this thread is in tokio's runtime. Within a task, this is determined without its handle,
/// whose reference counter all threads share.
#[cfg(all(feature = "tokio", not(all(target_family = "wasm", target_os = "unknown"))))]
pub(crate) fn is_in_tokio() -> bool {
    tokio::task::try_id().is_some() || tokio::runtime::Handle::try_current().is_ok()
}

/// tokio's clock and timers; returns no sleeps outside of its runtime.
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
        // Tokio panics if its runtime was built without timers, and there is no way to check
        // before.
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
