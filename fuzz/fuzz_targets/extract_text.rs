//! A flattened page, from bytes to article and back out of each format. The laws are in `src/lib.rs`.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| dehusk_fuzz::extract_text(data));
