//! The WebAssembly module of the playground: `openapi_page::process` for bytes in its linear memory.
//!
//! The page calls `input`, writes the name of a document and its bytes to the returned address, calls
//! `generate`, and reads `output_length` bytes at `output`. Since the four functions only have numbers
//! as arguments and results, they need no generated bindings, and `cargo build` is enough. A panic stops
//! the module; the output is its message.

#![cfg(target_family = "wasm")]

use std::mem;
use std::sync::{Mutex, MutexGuard, PoisonError};

static INPUT: Mutex<Vec<u8>> = Mutex::new(Vec::new());
static OUTPUT: Mutex<String> = Mutex::new(String::new());

/// The version of the interface between the page and the module, as a custom section.
#[expect(unsafe_code, reason = "the attribute only sets the name of a section")]
#[unsafe(link_section = "openapi-page")]
#[used]
static VERSION: [u8; openapi_page::VERSION.len()] =
    match openapi_page::VERSION.as_bytes().first_chunk() {
        Some(version) => *version,
        None => [0; openapi_page::VERSION.len()],
    };

/// Allocates an input of `length` bytes, and returns its address.
#[expect(unsafe_code, reason = "the attribute only sets the name of an export")]
#[unsafe(no_mangle)]
pub extern "C" fn input(length: usize) -> *mut u8 {
    let mut input = lock(&INPUT);
    *input = vec![0; length];
    input.as_mut_ptr()
}

/// Processes the input: the name of the document, of `name` bytes, followed by its bytes.
#[expect(unsafe_code, reason = "the attribute only sets the name of an export")]
#[unsafe(no_mangle)]
pub extern "C" fn generate(name: usize) {
    std::panic::set_hook(Box::new(|panic| *lock(&OUTPUT) = panic.to_string()));
    let mut input = mem::take(&mut *lock(&INPUT));
    let document = input.split_off(name.min(input.len()));
    let data = openapi_page::process(&String::from_utf8_lossy(&input), document);
    *lock(&OUTPUT) = data;
}

/// Returns the address of the output.
#[expect(unsafe_code, reason = "the attribute only sets the name of an export")]
#[unsafe(no_mangle)]
pub extern "C" fn output() -> *const u8 {
    lock(&OUTPUT).as_ptr()
}

/// Returns the length of the output in bytes.
#[expect(unsafe_code, reason = "the attribute only sets the name of an export")]
#[unsafe(no_mangle)]
pub extern "C" fn output_length() -> usize {
    lock(&OUTPUT).len()
}

/// Locks a value. There is one thread, and no panic occurs while a lock is held.
fn lock<T>(value: &Mutex<T>) -> MutexGuard<'_, T> {
    value.lock().unwrap_or_else(PoisonError::into_inner)
}
