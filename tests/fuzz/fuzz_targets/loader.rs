//! Fuzzes `fuzz::targets::loader`.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    fuzz::targets::loader::run(input);
});
