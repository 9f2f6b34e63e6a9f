//! Records: a page with the address, the header and the date that somebody has stored beside it. The laws are in `src/lib.rs`.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| dehusk_fuzz::records(data));
