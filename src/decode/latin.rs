//! Which languages write a Latin letter outside ASCII. Takes letters, gives the cost of all of them in the one language that
//! suits best: Polish has ą and ś, Czech has š, and a text with both in equal parts is a wrong reading of either.

/// Letters outside ASCII of the languages that legacy single-byte encodings were made for, lower case.
const LANGUAGES: [&str; 18] = [
    "àâäçèéêëîïôöùûüœæ",
    "äöüß",
    "áéíóúñü",
    "àáâãçéêíóôõúü",
    "àèéìòù",
    "àçèéíïòóúü",
    "åäöøæé",
    "áéíóúýðþæö",
    "ąćęłńóśźż",
    "áčďéěíňóřšťúůýžäľĺŕô",
    "čćđšž",
    "áéíóöőúüű",
    "ăâîșțşţ",
    "çğıöşüâîû",
    "ąčęėįšųūž",
    "āčēģīķļņšūž",
    "äöõüšž",
    "ăâđêôơưàáéèíìóòúùýãõ",
];

/// The place of Icelandic in [`LANGUAGES`].
const ICELANDIC: usize = 7;

/// Prior against Icelandic, in tenths of a bit. Its ð, ý and þ stand where Turkish has ğ, ı and ş, and Turkish pages are some two
/// hundred times as many.
const ICELANDIC_IS_RARE: i64 = 75;

/// Cost of a letter of the language, in tenths of a bit: one of some ten that share a twentieth of the letters.
const NATIVE: i64 = 58;

/// Cost of a letter that the language does not write; names and quotations have some.
const FOREIGN: i64 = 115;

/// The block that holds the letters: Latin-1 Supplement to Latin Extended-B.
const FIRST: u32 = 0xC0;
const COUNT: usize = 0x190;

/// For each letter of the block a bit for each language that writes it.
static WRITTEN_BY: [u32; COUNT] = {
    let mut table = [0; COUNT];
    let mut language = 0;
    while language < LANGUAGES.len() {
        let bytes = LANGUAGES[language].as_bytes();
        let mut at = 0;
        // All letters of the block take two bytes in UTF-8.
        while at + 1 < bytes.len() {
            let code = ((bytes[at] as u32 & 0x1F) << 6) | (bytes[at + 1] as u32 & 0x3F);
            table[(code - FIRST) as usize] |= 1 << language;
            at += 2;
        }
        language += 1;
    }
    table
};

/// Adds up the cost of letters for all languages at once.
#[derive(Debug, Clone, Default)]
pub(super) struct Languages {
    costs: [i64; LANGUAGES.len()],
}

impl Languages {
    /// Adds a letter outside ASCII, `count` times.
    pub(super) fn add(&mut self, letter: char, count: usize) {
        let lower = letter.to_lowercase().next().unwrap_or(letter);
        let index = u32::from(lower).wrapping_sub(FIRST) as usize;
        let written_by = WRITTEN_BY.get(index).copied().unwrap_or(0);
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        for (language, cost) in self.costs.iter_mut().enumerate() {
            let native = written_by >> language & 1 == 1;
            let each = if native { NATIVE } else { FOREIGN };
            *cost = cost.saturating_add(count.saturating_mul(each));
        }
    }

    /// The cost in the best language.
    pub(super) fn total(&self) -> i64 {
        let icelandic = self.costs.get(ICELANDIC).copied().unwrap_or(0);
        let others = self.costs.iter().copied().enumerate();
        let best = others
            .filter(|&(at, _)| at != ICELANDIC)
            .map(|(_, cost)| cost)
            .min();
        best.unwrap_or(0)
            .min(icelandic.saturating_add(ICELANDIC_IS_RARE))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cost(letters: &str) -> i64 {
        let mut languages = Languages::default();
        letters.chars().for_each(|c| languages.add(c, 1));
        languages.total()
    }

    #[test]
    fn icelandic_is_the_eighth() {
        assert!(LANGUAGES[ICELANDIC].contains('þ'));
        assert_eq!(cost("ðýþ"), 3 * NATIVE + ICELANDIC_IS_RARE);
        assert_eq!(cost("ğış"), 3 * NATIVE);
    }

    #[test]
    fn one_language_must_hold_all_letters() {
        assert_eq!(cost("ąęś"), 3 * NATIVE);
        assert_eq!(cost("ĄĘŚ"), 3 * NATIVE);
        assert_eq!(cost("ąęłš"), 3 * NATIVE + FOREIGN);
        assert_eq!(cost("žñ"), NATIVE + FOREIGN);
        assert_eq!(cost(""), 0);
    }
}
