//! Calls without async: [`Call::send_blocking`], and streams as iterators.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::pin::pin;
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

use futures_core::Stream;
use tokio::runtime::{Builder, Runtime};

use super::{Call, Error, InvalidRequest, Operation, Polling};

/// What drives the connections of calls that block: one thread, for all clients.
static RUNTIME: OnceLock<Result<Runtime, String>> = OnceLock::new();

impl<Op: Operation> Call<Op> {
    /// Sends the call, and blocks this thread until the response is there. Needs no asynchronous
    /// runtime; within one it would keep a thread from its tasks.
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
    /// As when it is awaited; and [`Error::InvalidRequest`] if no thread can be started.
    pub fn send_blocking(self) -> Result<Op::Output, Error<Op::Error>> {
        wait(self.into_future())?
    }
}

impl<Op: Operation + Clone> Polling<Op> {
    /// Polls, and blocks this thread until the last answer is there.
    ///
    /// # Errors
    /// As when it is awaited; and [`Error::InvalidRequest`] if no thread can be started.
    pub fn send_blocking(self) -> Result<Op::Output, Error<Op::Error>> {
        wait(self.into_future())?
    }
}

/// A stream as an iterator: the `blocking` of each stream gives it. Its `next` blocks this thread
/// until the next item is there.
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
    /// The items of this stream.
    pub fn new(stream: S) -> Self {
        Self(stream)
    }

    /// The stream, with the items that have not been taken.
    pub fn into_inner(self) -> S {
        self.0
    }
}

impl<S: Stream + Unpin> Iterator for Blocking<S> {
    type Item = S::Item;

    /// None as well where no thread can be started: without one there is no stream.
    fn next(&mut self) -> Option<S::Item> {
        wait(poll_fn(|context| Pin::new(&mut self.0).poll_next(context))).ok()?
    }
}

/// Wakes a thread that waits.
struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.0.unpark();
    }
}

/// Blocks this thread until the future is ready. Its connections and timers are driven elsewhere,
/// so that it may be called from anywhere.
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
        // Comes back at once where it was woken meanwhile.
        thread::park();
    }
}

fn start() -> Result<Runtime, String> {
    let mut builder = Builder::new_multi_thread();
    let builder = builder.worker_threads(1).thread_name(env!("CARGO_PKG_NAME")).enable_all();
    builder.build().map_err(|error| format!("no thread for its connection can be started: {error}"))
}
