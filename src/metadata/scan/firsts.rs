//! How terms of a list begin, made at compile time: most places of a text are told by it from those where a term stands, without a look
//! at the list.

use super::fold_ascii;

/// The first characters of a list of terms, so that most places of a text are passed by without a look at the list.
pub(in crate::metadata) struct Firsts {
    ascii: u128,
    /// Of others, the last eight bits of their number.
    others: [u64; 4],
}

impl Firsts {
    const NONE: Firsts = Firsts {
        ascii: 0,
        others: [0; 4],
    };

    /// Of terms in folded form.
    pub(in crate::metadata) const fn of(terms: &[&str]) -> Firsts {
        Firsts::NONE.and(terms)
    }

    /// And those of more terms.
    pub(in crate::metadata) const fn and(mut self, terms: &[&str]) -> Firsts {
        let mut i = 0;
        while i < terms.len() {
            self.add(terms[i]);
            i += 1;
        }
        self
    }

    /// Of the words of a table.
    pub(in crate::metadata) const fn of_table<T>(terms: &[(&str, T)]) -> Firsts {
        let mut firsts = Firsts::NONE;
        let mut i = 0;
        while i < terms.len() {
            firsts.add(terms[i].0);
            i += 1;
        }
        firsts
    }

    const fn add(&mut self, term: &str) {
        let bytes = term.as_bytes();
        if bytes[0] < 0x80 {
            self.ascii |= 1 << bytes[0];
            return;
        }
        // The last bytes of the UTF-8 form of a character have six of its bits each.
        let mut last = 1;
        while last + 1 < bytes.len() && bytes[last + 1] & 0xC0 == 0x80 {
            last += 1;
        }
        self.others[(bytes[last - 1] & 3) as usize] |= 1 << (bytes[last] & 0x3F);
    }

    /// Whether a term may begin with this character; for some characters true although none does.
    pub(in crate::metadata) fn may_begin(&self, c: char) -> bool {
        match c as u32 {
            c @ ..0x80 => self.ascii >> c & 1 != 0,
            c => self.others[(c >> 6 & 3) as usize] >> (c & 0x3F) & 1 != 0,
        }
    }
}

/// The first two letters of a list of terms, so that most texts are told from those that begin with one without a look at the list.
pub(in crate::metadata) struct Openings {
    firsts: Firsts,
    /// For each first letter of ASCII the second ones, by the last five bits of their bytes.
    seconds: [u32; 128],
}

impl Openings {
    const NONE: Openings = Openings {
        firsts: Firsts::NONE,
        seconds: [0; 128],
    };

    /// Of terms in folded form.
    pub(in crate::metadata) const fn of(terms: &[&str]) -> Openings {
        Openings::NONE.and(terms)
    }

    /// And those of more terms.
    pub(in crate::metadata) const fn and(mut self, terms: &[&str]) -> Openings {
        let mut i = 0;
        while i < terms.len() {
            self.add(terms[i]);
            i += 1;
        }
        self
    }

    /// Of the words of a table.
    pub(in crate::metadata) const fn of_table<T>(terms: &[(&str, T)]) -> Openings {
        let mut openings = Openings::NONE;
        let mut i = 0;
        while i < terms.len() {
            openings.add(terms[i].0);
            i += 1;
        }
        openings
    }

    const fn add(&mut self, term: &str) {
        self.firsts.add(term);
        let bytes = term.as_bytes();
        if bytes[0] < 0x80 {
            self.seconds[bytes[0] as usize] |= match bytes.len() {
                1 => u32::MAX,
                _ => 1 << (bytes[1] & 31),
            };
        }
    }

    /// Whether a text, whose first letter is given in folded form, may begin with a term; for some texts true although none does.
    pub(in crate::metadata) fn may_begin(&self, first: char, text: &str) -> bool {
        if !self.firsts.may_begin(first) {
            return false;
        }
        let folded = |b: u8| fold_ascii(b.into()) as usize;
        match *text.as_bytes() {
            [first, second, ..] if first.is_ascii() && second.is_ascii() => {
                self.seconds[folded(first)] >> (folded(second) & 31) & 1 != 0
            }
            _ => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fold;
    use super::*;

    #[test]
    fn no_first_character_is_passed_by() {
        use crate::terms::{bylines, dates};
        let lists = [bylines::POSITION, bylines::CHANGED, bylines::POSTED];
        for list in lists {
            let firsts = Firsts::of(list);
            assert!(
                list.iter()
                    .all(|term| firsts.may_begin(term.chars().next().unwrap()))
            );
            assert!(!firsts.may_begin('0') && !firsts.may_begin('('));
        }
        let firsts = Firsts::of_table(dates::MONTHS);
        let mut months = dates::MONTHS.iter().map(|(month, _)| month);
        assert!(months.all(|month| firsts.may_begin(month.chars().next().unwrap())));
        assert!(!firsts.may_begin('x'));
    }

    #[test]
    fn no_opening_is_passed_by() {
        use crate::terms::{bylines, pages};
        let may_begin = |openings: &Openings, text: &str| {
            let mut first = text.chars().map(fold);
            first
                .next()
                .is_some_and(|first| openings.may_begin(first, text))
        };
        for list in [
            bylines::POSITION,
            bylines::CHANGED,
            bylines::BY,
            pages::COMMENTS,
        ] {
            let openings = Openings::of(list);
            assert!(list.iter().all(|term| may_begin(&openings, term)));
            let mut upper = list.iter().map(|term| term.to_uppercase());
            assert!(upper.all(|term| may_begin(&openings, &term)));
            assert!(!may_begin(&openings, "0") && !may_begin(&openings, "xq"));
        }
        let openings = Openings::of(&["e"]).and(&["by"]);
        let check = |text: &str, expected: bool| assert_eq!(may_begin(&openings, text), expected);
        for text in ["e", "Et", "BYE", "bÿ", "ｂｙ"] {
            check(text, true);
        }
        for text in ["bus", "港"] {
            check(text, false);
        }
    }
}
