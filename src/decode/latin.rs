//! Which languages write a Latin letter outside ASCII. Takes letters, gives the cost of all of them in the one language that
//! suits best: Polish has ą and ś, Czech has š, and a text with both in equal parts is a wrong reading of either.

/// Letters outside ASCII of the languages that legacy single-byte encodings were made for, lower case.
const LANGUAGES: [&str; 18] = [
    "àâäçèéêëîïôöùûüœæ",
    "äöüß",
    "áéíóúñüºª",
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

/// Cost of a letter of the language, in tenths of a bit: one of some ten that share a twentieth of the letters.
const NATIVE: i64 = 58;

/// Cost of a letter that the language does not write; names and quotations have some.
const FOREIGN: i64 = 115;

/// The block that holds the letters: Latin-1 Supplement to Latin Extended-B.
const FIRST: u32 = 0xC0;
const COUNT: usize = 0x190;

/// Counts letters, for all languages at once.
#[derive(Debug, Clone)]
pub(super) struct Languages {
    counts: [usize; COUNT],
}

impl Languages {
    pub(super) fn new() -> Languages {
        Languages { counts: [0; COUNT] }
    }

    /// Adds a letter outside ASCII, `count` times.
    pub(super) fn add(&mut self, letter: char, count: usize) {
        let index = u32::from(letter).wrapping_sub(FIRST);
        if let Some(sum) = self.counts.get_mut(index as usize) {
            *sum = sum.saturating_add(count);
        }
    }

    /// The cost of the letters in the best language.
    pub(super) fn total(&self) -> i64 {
        let mut costs = [0; LANGUAGES.len()];
        for (&count, code) in self
            .counts
            .iter()
            .zip(FIRST..)
            .filter(|(count, _)| **count > 0)
        {
            let letter = char::from_u32(code).unwrap_or_default();
            let lower = letter.to_lowercase().next().unwrap_or(letter);
            for (cost, letters) in costs.iter_mut().zip(LANGUAGES) {
                let native = letters.contains(lower);
                *cost += i64::try_from(count).unwrap_or(i64::MAX / FOREIGN)
                    * if native { NATIVE } else { FOREIGN };
            }
        }
        costs.into_iter().min().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cost(letters: &str) -> i64 {
        let mut languages = Languages::new();
        letters.chars().for_each(|c| languages.add(c, 1));
        languages.total()
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
