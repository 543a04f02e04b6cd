//! Work on many items at once, on as many threads as there are processors; the results are in the
//! order of the items. WebAssembly has no threads: there, the caller's does all of it.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::{panic, thread};

/// The stack of a thread. Schemas nest as deep as `load` allows; only what is used of it is taken.
const STACK_BYTES: usize = 256 << 20;

/// How many items a thread takes at a time.
const AT_A_TIME: usize = 8;

/// The result of `work`, on a thread with a large stack.
pub(crate) fn on_a_large_stack<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    if cfg!(target_family = "wasm") {
        return work();
    }
    thread::scope(|scope| {
        match thread::Builder::new().stack_size(STACK_BYTES).spawn_scoped(scope, work) {
            Ok(worker) => worker.join().unwrap_or_else(|panic| panic::resume_unwind(panic)),
            Err(error) => panic!("can't start a thread: {error}"),
        }
    })
}

/// What `work` makes of each item, which it may change.
pub(crate) fn map_mut<T: Send, R: Send>(
    items: &mut [T],
    work: impl Fn(&mut T) -> R + Sync,
) -> Vec<R> {
    let items: Vec<Mutex<&mut T>> = items.iter_mut().map(Mutex::new).collect();
    // Each is locked once.
    map(&items, |item| work(&mut item.lock().unwrap_or_else(PoisonError::into_inner)))
}

/// What `work` makes of each item.
pub(crate) fn map<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let threads = threads.min(items.len().div_ceil(AT_A_TIME));
    let next = AtomicUsize::new(0);
    let take = || {
        let mut taken = Vec::new();
        loop {
            let start = next.fetch_add(AT_A_TIME, Ordering::Relaxed);
            let Some(rest) = items.get(start..).filter(|rest| !rest.is_empty()) else {
                return taken;
            };
            let some = &rest[..rest.len().min(AT_A_TIME)];
            taken.push((start, some.iter().map(&work).collect::<Vec<R>>()));
        }
    };
    let mut parts = thread::scope(|scope| {
        let start = |_| thread::Builder::new().stack_size(STACK_BYTES).spawn_scoped(scope, take);
        // Where no more threads can be had, those that there are do all of it.
        let others: Vec<_> = (1..threads).map_while(|it| start(it).ok()).collect();
        let mut parts = take();
        for other in others {
            match other.join() {
                Ok(taken) => parts.extend(taken),
                Err(panic) => panic::resume_unwind(panic),
            }
        }
        parts
    });
    parts.sort_unstable_by_key(|(start, _)| *start);
    parts.into_iter().flat_map(|(_, results)| results).collect()
}

/// A thread that drops a value. It is waited for when this is dropped, so that no thread is left
/// when a process ends.
#[derive(Debug)]
pub(crate) struct Freeing(Option<thread::JoinHandle<()>>);

/// Drops a value on a thread of its own.
pub(crate) fn free<T: Send + 'static>(value: T) -> Freeing {
    let work = move || drop(value);
    // Where no thread can be had, the value is dropped here, with the work.
    Freeing(thread::Builder::new().stack_size(STACK_BYTES).spawn(work).ok())
}

impl Drop for Freeing {
    fn drop(&mut self) {
        if let Some(thread) = self.0.take() {
            // A value whose drop panics is gone all the same.
            let _ = thread.join();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{map, map_mut};

    #[test]
    fn results_are_in_the_order_of_the_items() {
        let items: Vec<usize> = (0..1000).collect();
        assert_eq!(map(&items, |it| it * 2), items.iter().map(|it| it * 2).collect::<Vec<_>>());
        assert!(map(&items[..0], |it| it * 2).is_empty());
    }

    #[test]
    fn each_item_is_changed_once() {
        let mut items: Vec<usize> = (0..1000).collect();
        let before = map_mut(&mut items, |it| std::mem::replace(it, *it + 1));
        assert_eq!(before, (0..1000).collect::<Vec<_>>());
        assert_eq!(items, (1..1001).collect::<Vec<_>>());
    }
}
