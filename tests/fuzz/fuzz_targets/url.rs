//! Fuzzes `fuzz::targets::url`, with inputs that are mutated as JSON.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    fuzz::targets::url::run(input);
});
libfuzzer_sys::fuzz_mutator!(|input: &mut [u8], size: usize, longest: usize, seed: u32| {
    fuzz::mutate::in_place(input, size, longest, seed)
});
