//! Settings of every kind with a page: the first bytes choose the settings, the rest is the page. The laws are in `src/lib.rs`.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| dehusk_fuzz::settings(data));
