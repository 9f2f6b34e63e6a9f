//! Text repair: idempotent, and it leaves undamaged text alone. The laws are in `src/lib.rs`.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| dehusk_fuzz::repair(data));
