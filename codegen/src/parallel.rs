//! Parallel work on many items, with as many threads as there are processors. The results are in
//! the order of the items. WebAssembly has no threads: there, the caller's thread does all of it.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::{panic, thread};

/// The stack size of a thread: schemas may be nested as deeply as `load` allows. Only the used part
/// is allocated.
const STACK_BYTES: usize = 256 << 20;

/// The number of items that a thread claims at once.
const CHUNK_SIZE: usize = 8;

/// Runs `work` on a thread with a large stack, and returns its result.
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

/// Applies `work` to each item, which it may change, and returns the results.
pub(crate) fn map_mut<T: Send, R: Send>(
    items: &mut [T],
    work: impl Fn(&mut T) -> R + Sync,
) -> Vec<R> {
    let items: Vec<Mutex<&mut T>> = items.iter_mut().map(Mutex::new).collect();
    // Each is locked once.
    map(&items, |item| work(&mut item.lock().unwrap_or_else(PoisonError::into_inner)))
}

/// Applies `work` to each item, and returns the results.
pub(crate) fn map<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let threads = threads.min(items.len().div_ceil(CHUNK_SIZE));
    let next = AtomicUsize::new(0);
    let take = || {
        let mut taken = Vec::new();
        loop {
            let start = next.fetch_add(CHUNK_SIZE, Ordering::Relaxed);
            let Some(rest) = items.get(start..).filter(|rest| !rest.is_empty()) else {
                return taken;
            };
            let some = &rest[..rest.len().min(CHUNK_SIZE)];
            taken.push((start, some.iter().map(&work).collect::<Vec<R>>()));
        }
    };
    let mut parts = thread::scope(|scope| {
        let start = |_| thread::Builder::new().stack_size(STACK_BYTES).spawn_scoped(scope, take);
        // If no more threads can be started, the existing ones do all of the work.
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

/// A thread that drops a value. Dropping this joins the thread, so that none is running when the
/// process ends.
#[derive(Debug)]
pub(crate) struct BackgroundDrop(Option<thread::JoinHandle<()>>);

/// Drops a value on its own thread.
pub(crate) fn free<T: Send + 'static>(value: T) -> BackgroundDrop {
    let work = move || drop(value);
    // If no thread can be started, the value is dropped here, together with the closure.
    BackgroundDrop(thread::Builder::new().stack_size(STACK_BYTES).spawn(work).ok())
}

impl Drop for BackgroundDrop {
    fn drop(&mut self) {
        if let Some(thread) = self.0.take() {
            // If the value's `drop` panics, it is gone all the same.
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
