//! [`Flight`]: a token request that several calls wait for.
//!
//! Each waiting call drives the request, so it proceeds even if some of them are dropped. Once all
//! are dropped, it pauses until the next call that needs a token. A response in flight, which may
//! contain the only valid refresh token, is therefore not lost.

use std::future::Future;
use std::mem;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Wake, Waker};

/// A request in flight.
type Running<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// A request that several calls wait for.
pub(super) struct Flight<T> {
    state: Mutex<State<T>>,
    waiters: Arc<WaiterList>,
}

enum State<T> {
    Running(Running<T>),
    /// The outcome; `None` if the request panicked.
    Done(Option<T>),
}

/// The waiting calls. Separate from the request, which holds their wakers.
#[derive(Default)]
struct WaiterList(Mutex<Waiters>);

#[derive(Default)]
struct Waiters {
    next: u64,
    /// The waiting calls by number, each with its waker once it has been polled.
    all: Vec<(u64, Option<Waker>)>,
}

impl<T: Clone> Flight<T> {
    pub(super) fn new(request: Running<T>) -> Self {
        Self { state: Mutex::new(State::Running(request)), waiters: Arc::default() }
    }

    /// Whether no call waits for the request.
    pub(super) fn is_idle(&self) -> bool {
        lock(&self.waiters.0).all.is_empty()
    }

    /// Adds a call that waits for the request.
    pub(super) fn join(self: &Arc<Self>) -> Waiter<T> {
        let mut waiters = lock(&self.waiters.0);
        let number = waiters.next;
        waiters.next += 1;
        waiters.all.push((number, None));
        Waiter { flight: Arc::clone(self), number }
    }
}

/// A call that waits for the outcome of a request, which is `None` if the request panicked.
pub(super) struct Waiter<T> {
    flight: Arc<Flight<T>>,
    number: u64,
}

impl<T: Clone> Future for Waiter<T> {
    type Output = Option<T>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<T>> {
        let flight = &*self.flight;
        // Before the request is polled: the poll that completes it wakes all registered wakers.
        flight.waiters.register(self.number, context.waker());
        let mut state = lock(&flight.state);
        let mut running = match mem::replace(&mut *state, State::Done(None)) {
            State::Running(running) => running,
            State::Done(outcome) => {
                *state = State::Done(outcome.clone());
                return Poll::Ready(outcome);
            }
        };
        let waker = Waker::from(Arc::clone(&flight.waiters));
        match running.as_mut().poll(&mut Context::from_waker(&waker)) {
            Poll::Pending => {
                *state = State::Running(running);
                Poll::Pending
            }
            Poll::Ready(outcome) => {
                *state = State::Done(Some(outcome.clone()));
                drop(state);
                flight.waiters.wake_all();
                Poll::Ready(Some(outcome))
            }
        }
    }
}

impl<T> Drop for Waiter<T> {
    /// Lets another call drive the request, or see that it panicked.
    fn drop(&mut self) {
        lock(&self.flight.waiters.0).all.retain(|(number, _)| *number != self.number);
        self.flight.waiters.wake_all();
    }
}

impl WaiterList {
    fn register(&self, number: u64, waker: &Waker) {
        let mut waiters = lock(&self.0);
        if let Some((_, registered)) = waiters.all.iter_mut().find(|(it, _)| *it == number) {
            match registered {
                Some(registered) => registered.clone_from(waker),
                None => *registered = Some(waker.clone()),
            }
        }
    }

    fn wake_all(&self) {
        // A woken task may need the lock.
        let wakers: Vec<Waker> =
            lock(&self.0).all.iter().filter_map(|(_, waker)| waker.clone()).collect();
        wakers.into_iter().for_each(Waker::wake);
    }
}

impl Wake for WaiterList {
    fn wake(self: Arc<Self>) {
        self.wake_all();
    }
}

/// Locks data that a panic can't leave inconsistent.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
