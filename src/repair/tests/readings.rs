//! Pinyin behind whole characters: what a program put there goes, what a writer or a textbook says stays.

use super::super::RepairKind;
use super::{NEWS, check, check_kinds, check_same};

#[test]
fn readings_of_a_writer_stay() {
    check_same("他叫李垚(yáo)，是我的同學。李垚(yáo)很高。");
    check_same("這個字讀作長(zhǎng)，不讀長。");
    check_same("饕餮(tāo)(tiè)是古代的怪獸，餮(tiè)字少見。");
    check_same("祎(yī)和喆(zhé)兩個字常見于人名。");
    check_same("學(xué)校(xiào)里(lǐ)有(yǒu)老(lǎo)師(shī)，我(wǒ)很(hěn)高(gāo)興(xìng)。");
    check_same("你愛(ài)吃什么?ài)這樣的符號是手誤，愛、愛、愛。");
    check_same("f(a)=b?a)c; cafe(s)? é(s) (yes?no)");
}

/// A text with each of some characters annotated as `annotate` writes it.
pub(super) fn annotated(
    text: &str,
    readings: &[(char, &str)],
    annotate: fn(&str) -> String,
) -> String {
    let mut out = String::new();
    for c in text.chars() {
        out.push(c);
        let reading = readings.iter().find(|&&(key, _)| key == c);
        out.extend(reading.map(|(_, reading)| annotate(reading)));
    }
    out
}

/// Common characters of both scripts with their readings, and the same without tones.
const COMMON_READINGS: [(char, &str); 6] = [
    ('市', "shì"),
    ('記', "jì"),
    ('路', "lù"),
    ('里', "lǐ"),
    ('人', "rén"),
    ('后', "hòu"),
];
pub(super) const WITHOUT_TONES: [(char, &str); 6] = [
    ('市', "shi"),
    ('記', "ji"),
    ('路', "lu"),
    ('里', "li"),
    ('人', "ren"),
    ('后', "hou"),
];

#[test]
fn pinyin_that_tears_nothing_is_removed() {
    for (readings, annotate) in [
        (WITHOUT_TONES, (|r| format!("({r})")) as fn(&str) -> String),
        (WITHOUT_TONES, |r| format!("({r})({r})")),
        (COMMON_READINGS, |r| format!("({r})({r})")),
        (COMMON_READINGS, |r| format!("({r} )")),
        (WITHOUT_TONES, |r| format!("({r} )")),
    ] {
        let damaged = annotated(NEWS, &readings, annotate);
        check(&damaged, NEWS);
        check_kinds(
            &damaged,
            &[(
                RepairKind::InjectedPinyin,
                NEWS.matches(|c| readings.iter().any(|r| r.0 == c)).count(),
            )],
        );
    }
}

#[test]
fn readings_that_teach_stay() {
    check_same(&annotated(NEWS, &COMMON_READINGS, |r| format!("({r})")));
    check_same("她(he)和他(she)，你(you)和我(he)，他(she)们(men)说，你(you)好，你(you)们");
    check_same("名單：垚(yao)、喆(zhe)、祎(yi)、翀(chong)、昶(chang)、頔(di)、甯(ning)");
    check_same("市(shi)人(ren)路(lu)里(li)市(shi)人(ren)路(lu)里(li)市(shi)人(ren)");
    check_same("中(zhong)國人說中文，中文裡中字常見，國、人、中。f(x)(x)");
}
