//! The plain case: a text whose words are to a good part the small words of one language. It needs no statistics, which cost as
//! much as parsing a short page.

use crate::normalize::{lower, words};
use crate::word_table::{WordTable, count_words};

/// Small words of languages that much of the web is written in, none of them frequent in another of these or in a near relative.
const SMALL: [(&str, &[&str]); 7] = [
    (
        "en",
        &[
            "the", "of", "and", "to", "that", "with", "by", "this", "from", "are", "not", "they",
            "which", "were", "their", "who", "would",
        ],
    ),
    (
        "de",
        &[
            "der", "und", "das", "von", "mit", "ist", "nicht", "auf", "dem", "ein", "eine",
            "einen", "für", "im", "zu", "sich", "auch", "wird", "sind", "bei",
        ],
    ),
    (
        "fr",
        &[
            "les", "des", "dans", "pour", "une", "qui", "sur", "pas", "avec", "au", "du", "cette",
            "sont", "aux", "leur", "nous", "vous",
        ],
    ),
    (
        "es",
        &[
            "el", "los", "las", "del", "una", "por", "con", "para", "y", "su", "es", "pero",
        ],
    ),
    (
        "it",
        &[
            "il", "di", "che", "della", "per", "non", "gli", "con", "del", "una", "dei", "nel",
            "sono", "alla", "dal",
        ],
    ),
    (
        "pt",
        &[
            "do", "da", "não", "uma", "em", "os", "dos", "mais", "com", "ao", "são", "na", "pelo",
            "foi",
        ],
    ),
    (
        "nl",
        &[
            "het", "een", "van", "niet", "voor", "zijn", "op", "met", "wordt", "naar", "ook",
            "deze",
        ],
    ),
];

/// The same as a table from each word to the languages that have it, a bit each.
static TABLE: WordTable<{ count_words(&SMALL) }> = {
    let (mut entries, mut next, mut lang) = ([("", 0); count_words(&SMALL)], 0, 0);
    while lang < SMALL.len() {
        let mut i = 0;
        while i < SMALL[lang].1.len() {
            entries[next] = (SMALL[lang].1[i], 1 << lang);
            next += 1;
            i += 1;
        }
        lang += 1;
    }
    WordTable::new(&entries)
};

/// Bytes of the longest small word. Half of all words are longer and need not be looked up.
const LONGEST: usize = {
    let (mut longest, mut lang) = (0, 0);
    while lang < SMALL.len() {
        let mut i = 0;
        while i < SMALL[lang].1.len() {
            let length = SMALL[lang].1[i].len();
            longest = if length > longest { length } else { longest };
            i += 1;
        }
        lang += 1;
    }
    longest
};

/// Words that are looked at, and those that there must be.
const MOST: usize = 300;
const FEWEST: usize = 60;
/// One word in this many is small, at least.
const SHARE: usize = 10;
/// Times as many small words of the language as of any other.
const AHEAD: usize = 3;

/// The language that a text is in beyond doubt, by the small words among its first. Many languages have no such words here.
pub(super) fn language(text: &str) -> Option<&'static str> {
    let (mut counts, mut all, mut buffer) = ([0; SMALL.len()], 0, String::new());
    for word in words(text).take(MOST) {
        all += 1;
        if word.len() > LONGEST {
            continue;
        }
        let mut langs = TABLE.get(lower(word, &mut buffer).as_bytes());
        while langs != 0 {
            counts[langs.trailing_zeros() as usize] += 1;
            langs &= langs - 1;
        }
    }
    let (found, own) = counts
        .into_iter()
        .enumerate()
        .max_by_key(|&(_, count)| count)?;
    let is_ahead = |(i, &other): (usize, &usize)| i == found || own >= AHEAD * other;
    let is_plain = all >= FEWEST && own * SHARE >= all;
    (is_plain && counts.iter().enumerate().all(is_ahead)).then_some(SMALL[found].0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_texts_are_told() {
        let english =
            "The boats stayed in the harbour until the ice had gone, and that was in May. "
                .repeat(4);
        let german =
            "Die Boote blieben im Hafen, bis das Eis von der Bucht verschwunden war. ".repeat(6);
        assert_eq!(language(&english), Some("en"));
        assert_eq!(language(&german), Some("de"));
        // Too short, too mixed, no sentences.
        assert_eq!(language(&english[..100]), None);
        assert_eq!(language(&format!("{english}{german}")), None);
        assert_eq!(language(&"boat harbour ice ".repeat(50)), None);
    }
}
