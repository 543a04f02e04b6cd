//! Counts allocations.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};

/// The system allocator, with counters.
struct Counting;

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// Whether allocations are counted. The counters are shared by all threads, so that counting costs
/// more than allocating: it is disabled in timed processes.
static COUNTS: AtomicBool = AtomicBool::new(false);
static COUNT: AtomicUsize = AtomicUsize::new(0);
static BYTES: AtomicUsize = AtomicUsize::new(0);
static ALLOCATED: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

/// Enables the counters.
pub(crate) fn count() {
    COUNTS.store(true, Relaxed);
}

fn add(size: usize) {
    if !COUNTS.load(Relaxed) {
        return;
    }
    COUNT.fetch_add(1, Relaxed);
    BYTES.fetch_add(size, Relaxed);
    let held = ALLOCATED.fetch_add(size, Relaxed) + size;
    PEAK.fetch_max(held, Relaxed);
}

fn subtract(size: usize) {
    if COUNTS.load(Relaxed) {
        ALLOCATED.fetch_sub(size, Relaxed);
    }
}

// SAFETY: all methods forward to the system allocator.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        add(layout.size());
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        subtract(layout.size());
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        subtract(layout.size());
        add(size);
        unsafe { System.realloc(pointer, layout, size) }
    }
}

/// The allocations so far.
pub(crate) struct Allocations {
    pub(crate) count: usize,
    pub(crate) bytes: usize,
    /// The peak number of allocated bytes since the last reset.
    pub(crate) peak: usize,
    pub(crate) held: usize,
}

pub(crate) fn now() -> Allocations {
    Allocations {
        count: COUNT.load(Relaxed),
        bytes: BYTES.load(Relaxed),
        peak: PEAK.load(Relaxed),
        held: ALLOCATED.load(Relaxed),
    }
}

/// Resets the peak.
pub(crate) fn reset() -> Allocations {
    PEAK.store(ALLOCATED.load(Relaxed), Relaxed);
    now()
}
