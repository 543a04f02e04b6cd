//! Blocking calls: [`Call::send_blocking`], and streams as iterators.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::pin::pin;
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

use futures_core::Stream;
use tokio::runtime::{Builder, Runtime};

use super::{Call, Error, InvalidRequest, Operation, Polling};

/// The runtime that drives the connections of blocking calls: one thread, shared by all clients.
static RUNTIME: OnceLock<Result<Runtime, String>> = OnceLock::new();

impl<Op: Operation> Call<Op> {
    /// Sends the call, and blocks the current thread until the response has been received. Doesn't
    /// need an asynchronous runtime; within one, it would block a worker thread.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// use polar_client::{Call, Error, Operation};
    ///
    /// fn now<Op: Operation>(call: Call<Op>) -> Result<Op::Output, Error<Op::Error>> {
    ///     call.timeout(Duration::from_secs(5)).send_blocking()
    /// }
    /// ```
    ///
    /// # Errors
    /// The same as when the call is awaited, and [`Error::InvalidRequest`] if no thread can be
    /// started.
    pub fn send_blocking(self) -> Result<Op::Output, Error<Op::Error>> {
        wait(self.into_future())?
    }
}

impl<Op: Operation + Clone> Polling<Op> {
    /// Polls, and blocks the current thread until the last response has been received.
    ///
    /// # Errors
    /// The same as when it is awaited, and [`Error::InvalidRequest`] if no thread can be started.
    pub fn send_blocking(self) -> Result<Op::Output, Error<Op::Error>> {
        wait(self.into_future())?
    }
}

/// An iterator over a stream, as returned by the `blocking` method of each stream. Its `next`
/// blocks the current thread until the next item has been received.
///
/// ```
/// use polar_client::{Error, EventStream};
///
/// fn first_three(events: EventStream<i64>) -> Result<Vec<i64>, Error> {
///     events.blocking().take(3).map(|event| Ok(event?.data)).collect()
/// }
/// ```
#[derive(Debug)]
pub struct Blocking<S>(S);

impl<S: Stream + Unpin> Blocking<S> {
    /// Creates an iterator over the items of a stream.
    pub fn new(stream: S) -> Self {
        Self(stream)
    }

    /// Returns the stream, with the items that haven't been taken yet.
    pub fn into_inner(self) -> S {
        self.0
    }
}

impl<S: Stream + Unpin> Iterator for Blocking<S> {
    type Item = S::Item;

    /// Returns the next item, or `None` at the end of the stream or if no thread can be started.
    fn next(&mut self) -> Option<S::Item> {
        wait(poll_fn(|context| Pin::new(&mut self.0).poll_next(context))).ok()?
    }
}

/// A waker that unparks a waiting thread.
struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.0.unpark();
    }
}

/// Blocks the current thread until the future is ready. Another thread drives its connections and
/// timers, so this may be called anywhere.
fn wait<F: Future>(future: F) -> Result<F::Output, InvalidRequest> {
    let runtime = RUNTIME.get_or_init(start).as_ref();
    let runtime = runtime.map_err(|error| InvalidRequest::new(error.clone()))?;
    let _context = runtime.enter();
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut context = Context::from_waker(&waker);
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return Ok(output);
        }
        // Returns immediately if the waker was called in the meantime.
        thread::park();
    }
}

fn start() -> Result<Runtime, String> {
    let mut builder = Builder::new_multi_thread();
    let builder = builder.worker_threads(1).thread_name(env!("CARGO_PKG_NAME")).enable_all();
    builder.build().map_err(|error| format!("no thread for its connection can be started: {error}"))
}
