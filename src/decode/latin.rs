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

/// Adds up letters for all languages at once.
#[derive(Debug, Clone, Default)]
pub(super) struct Languages {
    costs: [i64; LANGUAGES.len()],
}

impl Languages {
    /// Adds a letter outside ASCII.
    pub(super) fn add(&mut self, letter: char) {
        let lower = letter.to_lowercase().next().unwrap_or(letter);
        for (cost, letters) in self.costs.iter_mut().zip(LANGUAGES) {
            *cost += if letters.contains(lower) {
                NATIVE
            } else {
                FOREIGN
            };
        }
    }

    /// The cost in the best language.
    pub(super) fn total(&self) -> i64 {
        self.costs.iter().copied().min().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cost(letters: &str) -> i64 {
        let mut languages = Languages::default();
        letters.chars().for_each(|c| languages.add(c));
        languages.total()
    }

    #[test]
    fn one_language_must_hold_all_letters() {
        assert_eq!(cost("ąęś"), 3 * NATIVE);
        assert_eq!(cost("ĄĘŚ"), 3 * NATIVE);
        assert_eq!(cost("ąęš"), 2 * NATIVE + FOREIGN);
        assert_eq!(cost("ž€"), NATIVE + FOREIGN);
        assert_eq!(cost(""), 0);
    }
}
