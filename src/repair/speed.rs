//! What repair costs, measured in an optimised build only, where it means something:
//! `cargo test --release --lib repair::speed -- --ignored --nocapture`.

use super::{repair, tests};
use std::borrow::Cow;
use std::hint::black_box;
use std::time::Instant;

/// The fastest of some runs, bytes a second in millions; whatever disturbs a run makes it slower.
fn speed(text: &str, runs: usize) -> f64 {
    let one = || {
        let start = Instant::now();
        black_box(repair(black_box(text)));
        start.elapsed().as_secs_f64()
    };
    let least = (0..runs).map(|_| one()).fold(f64::INFINITY, f64::min);
    text.len() as f64 / least / 1e6
}

/// Undamaged text of some kind, 10 MB of it.
fn undamaged() -> [(&'static str, String); 4] {
    let fill = |piece: &str| piece.repeat(10_000_000 / piece.len());
    let page = "<div class=\"item\"><a href=\"/a?b=1&amp;c=2#top\" onclick=\"go(this, 'x')\">桥今天重新开放（图）</a></div>\n";
    [
        ("Chinese", fill(tests::NEWS)),
        (
            "English",
            fill("The bridge (built in 1921) opened again after months of work, wasn’t it?\n"),
        ),
        (
            "French",
            fill("Le pont, élevé en 1921, a été rouvert « après des mois » de travaux.\n"),
        ),
        ("HTML", fill(page)),
    ]
}

#[test]
#[ignore = "a measurement"]
fn undamaged_text_is_scanned_fast() {
    for (name, text) in undamaged() {
        assert!(matches!(repair(&text).text, Cow::Borrowed(_)), "{name}");
        let speed = speed(&text, 5);
        println!("undamaged, {name}: {speed:.0} MB/s");
        assert!(speed >= 500.0, "{name}: {speed:.0} MB/s");
    }
}

#[test]
#[ignore = "a measurement"]
fn text_that_is_all_damage_is_repaired_fast() {
    for (name, damage) in tests::all_damage() {
        let whole = damage.repeat(10_000_000 / damage.len());
        assert!(!repair(&whole).repairs.is_empty(), "{name}");
        let (part, whole) = (
            speed(&whole[..whole.floor_char_boundary(whole.len() / 4)], 1),
            speed(&whole, 1),
        );
        println!("damaged, {name}: {part:.1} MB/s at 2.5 MB, {whole:.1} MB/s at 10 MB");
        assert!(whole >= 2.0, "{name}: {whole:.1} MB/s");
        assert!(whole >= part / 2.0, "{name} is slower the longer it is");
    }
}
