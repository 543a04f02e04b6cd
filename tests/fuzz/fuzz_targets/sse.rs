//! Fuzzes `fuzz::targets::sse`.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    fuzz::targets::sse::run(input);
});
