//! Bytes to text: any bytes give text, valid UTF-8 comes back unchanged. The laws are in `src/lib.rs`.

#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| dehusk_fuzz::decode(data));
