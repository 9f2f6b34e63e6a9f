//! Pages of HTML put together from tags, class names and sentences. The laws are in `src/lib.rs`.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| dehusk_fuzz::made(data));
