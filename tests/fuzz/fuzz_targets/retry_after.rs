//! Fuzzes `fuzz::targets::retry_after`.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    fuzz::targets::retry_after::run(input);
});
