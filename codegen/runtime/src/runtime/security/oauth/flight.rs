//! [`Flight`]: a token request that several calls wait for.
//!
//! Each waiting call drives the request, so it proceeds even if some of them are dropped. Once all
//! are dropped, it pauses until the next call that needs a token. A response in flight is therefore
//! not lost, which may contain the only valid refresh token.

use std::future::Future;
use std::mem;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Wake, Waker};

/// A request in flight.
type Running<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// A request that several calls wait for.
pub(super) struct Flight<T> {
    work: Mutex<Work<T>>,
    waiting: Arc<Waiting>,
}

enum Work<T> {
    Running(Running<T>),
    /// The outcome; `None` if the request panicked.
    Over(Option<T>),
}

/// The waiting calls. Separate from the request, which holds their wakers.
#[derive(Default)]
struct Waiting(Mutex<Waiters>);

#[derive(Default)]
struct Waiters {
    next: u64,
    /// The waiting calls by number, each with its waker once it has been polled.
    all: Vec<(u64, Option<Waker>)>,
}

impl<T: Clone> Flight<T> {
    pub(super) fn new(request: Running<T>) -> Self {
        Self { work: Mutex::new(Work::Running(request)), waiting: Arc::default() }
    }

    /// Whether no call waits for the request.
    pub(super) fn is_at_rest(&self) -> bool {
        lock(&self.waiting.0).all.is_empty()
    }

    /// Adds a call that waits for the request.
    pub(super) fn join(self: &Arc<Self>) -> Waiter<T> {
        let mut waiters = lock(&self.waiting.0);
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
        flight.waiting.remember(self.number, context.waker());
        let mut work = lock(&flight.work);
        let mut running = match mem::replace(&mut *work, Work::Over(None)) {
            Work::Running(running) => running,
            Work::Over(outcome) => {
                *work = Work::Over(outcome.clone());
                return Poll::Ready(outcome);
            }
        };
        let waker = Waker::from(Arc::clone(&flight.waiting));
        match running.as_mut().poll(&mut Context::from_waker(&waker)) {
            Poll::Pending => {
                *work = Work::Running(running);
                Poll::Pending
            }
            Poll::Ready(outcome) => {
                *work = Work::Over(Some(outcome.clone()));
                drop(work);
                flight.waiting.wake_all();
                Poll::Ready(Some(outcome))
            }
        }
    }
}

impl<T> Drop for Waiter<T> {
    /// Lets another call drive the request, or see that it panicked.
    fn drop(&mut self) {
        lock(&self.flight.waiting.0).all.retain(|(number, _)| *number != self.number);
        self.flight.waiting.wake_all();
    }
}

impl Waiting {
    fn remember(&self, number: u64, waker: &Waker) {
        let mut waiters = lock(&self.0);
        if let Some((_, known)) = waiters.all.iter_mut().find(|(it, _)| *it == number) {
            match known {
                Some(known) => known.clone_from(waker),
                None => *known = Some(waker.clone()),
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

impl Wake for Waiting {
    fn wake(self: Arc<Self>) {
        self.wake_all();
    }
}

/// Locks data that a panic can't leave inconsistent.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
