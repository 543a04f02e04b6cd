//! The module of the playground: [`openapi_page::answer`] with bytes in and out of its memory.
//!
//! The page calls `input`, writes the name of a document and its bytes to where that says, calls
//! `generate`, and reads `output_length` bytes at `output`. Four functions of numbers need no generated
//! bindings, and nothing but `cargo build` to be made. A panic ends the module; its message is the output
//! then.

#![cfg(target_family = "wasm")]

use std::mem;
use std::sync::{Mutex, MutexGuard, PoisonError};

static INPUT: Mutex<Vec<u8>> = Mutex::new(Vec::new());
static OUTPUT: Mutex<String> = Mutex::new(String::new());

/// The version of what the page and the module say to each other, as a custom section.
#[expect(unsafe_code, reason = "the name of a section")]
#[unsafe(link_section = "openapi-page")]
#[used]
static VERSION: [u8; openapi_page::VERSION.len()] =
    match openapi_page::VERSION.as_bytes().first_chunk() {
        Some(version) => *version,
        None => [0; openapi_page::VERSION.len()],
    };

/// Room for an input of `length` bytes; where it is.
#[expect(unsafe_code, reason = "the name of an export")]
#[unsafe(no_mangle)]
pub extern "C" fn input(length: usize) -> *mut u8 {
    let mut input = lock(&INPUT);
    *input = vec![0; length];
    input.as_mut_ptr()
}

/// Answers the input: the name of the document, which has `name` bytes, and its bytes.
#[expect(unsafe_code, reason = "the name of an export")]
#[unsafe(no_mangle)]
pub extern "C" fn generate(name: usize) {
    std::panic::set_hook(Box::new(|panic| *lock(&OUTPUT) = panic.to_string()));
    let mut input = mem::take(&mut *lock(&INPUT));
    let document = input.split_off(name.min(input.len()));
    let answer = openapi_page::answer(&String::from_utf8_lossy(&input), document);
    *lock(&OUTPUT) = answer;
}

/// Where the output is.
#[expect(unsafe_code, reason = "the name of an export")]
#[unsafe(no_mangle)]
pub extern "C" fn output() -> *const u8 {
    lock(&OUTPUT).as_ptr()
}

/// How many bytes the output has.
#[expect(unsafe_code, reason = "the name of an export")]
#[unsafe(no_mangle)]
pub extern "C" fn output_length() -> usize {
    lock(&OUTPUT).len()
}

/// There is one thread, and nothing panics while it holds a lock.
fn lock<T>(value: &Mutex<T>) -> MutexGuard<'_, T> {
    value.lock().unwrap_or_else(PoisonError::into_inner)
}
