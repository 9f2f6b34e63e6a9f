//! What is converted and what is not. Takes a text with what is asked for, finds the lines that are
//! in another script than the wanted one, and gives them converted, all else untouched.

use super::marks::Marks;
use super::quotes::Quotes;
use super::{OutputScript, Region, Script, convert, zhe};
use crate::normalize::is_han;
use std::borrow::Cow;

/// What is asked for. The default converts nothing.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Conversion<'a> {
    pub to: OutputScript,
    /// Whose forms traditional text is written in.
    pub from: Region,
    /// Whether quotation marks follow the script.
    pub quotes: bool,
    /// Terms that stay as they are, sorted by [`sort_terms`](Self::sort_terms).
    pub protected: &'a [String],
    /// The text came from simplified text that was converted character by character, in which 著 stands for 着 too.
    /// Such text is taken to be traditional wherever its own evidence is not clear.
    pub damaged_hant: bool,
}

impl Conversion<'_> {
    /// Brings terms into the order in which they are looked up: by their first character, the longer ones first.
    pub(crate) fn sort_terms(terms: &mut Vec<String>) {
        terms.retain(|term| !term.is_empty());
        let first = |term: &String| term.chars().next();
        terms.sort_by(|a, b| (first(a), b.len(), a).cmp(&(first(b), a.len(), b)));
        terms.dedup();
    }

    /// `text` in the wanted script; borrowed when nothing changes.
    ///
    /// Works line by line: a line in the wanted script is not touched, and one without evidence of its
    /// own is taken to be in the script of the whole.
    pub(crate) fn convert<'t>(&self, text: &'t str) -> Cow<'t, str> {
        self.convert_within(text, Script::Unclear)
    }

    /// As [`convert`](Self::convert), for a text that is part of a page in the script `around`: that decides where the
    /// text itself gives no evidence. 十年后 in a simplified page becomes 十年後; alone it could be
    /// traditional, where 后 is an empress.
    pub(crate) fn convert_within<'t>(&self, text: &'t str, around: Script) -> Cow<'t, str> {
        if self.to == OutputScript::Keep || !text.chars().any(is_han) {
            return Cow::Borrowed(text);
        }
        let own = self.settle(Marks::count(text).judge(), around);
        if matches!(own, Script::Japanese | Script::Korean) {
            return Cow::Borrowed(text);
        }
        // Damaged and Taiwanese text writes 着 nowhere; other traditional text knows both characters,
        // and its 著 is 著.
        let one_zhe = self.damaged_hant || !text.contains('着');
        let mut out = String::new();
        // Everything before this byte of `text` is already in `out`.
        let mut done = 0;
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let script = self.settle(Marks::count(line).judge(), own);
            if let Some(new) = self.line(line, script, one_zhe) {
                out.push_str(&text[done..at]);
                out.push_str(&new);
                done = at + line.len();
            }
            at += line.len();
        }
        if done == 0 {
            return Cow::Borrowed(text);
        }
        out.push_str(&text[done..]);
        Cow::Owned(out)
    }

    /// The script to convert from: the text's own where it has one, else that of its surroundings.
    fn settle(&self, own: Script, around: Script) -> Script {
        match own {
            Script::Unclear | Script::Mixed if self.damaged_hant => Script::Hant,
            Script::Unclear => match around {
                // Surroundings in another language say nothing about a Chinese line in them.
                Script::None => Script::Unclear,
                around => around,
            },
            own => own,
        }
    }

    /// The converted line, or nothing when it stays as it is. `one_zhe` says that 著 may stand for 着 in
    /// it.
    fn line(&self, line: &str, from: Script, one_zhe: bool) -> Option<String> {
        let converter = self.converter(from, one_zhe);
        let chinese = matches!(from, Script::Hans | Script::Hant | Script::Mixed);
        let mut quotes =
            (self.quotes && chinese && line.chars().any(is_han)).then(|| Quotes::of(self.to));
        if converter.is_none() && quotes.is_none() {
            return None;
        }
        let mut piece = |text: &str| {
            let new = converter.map_or_else(|| text.to_owned(), |convert| convert(text));
            match &mut quotes {
                Some(quotes) => quotes.follow(&new),
                None => new,
            }
        };
        let mut new = String::with_capacity(line.len());
        let mut rest = line;
        while let Some((at, term)) = self.next_term(rest) {
            new.push_str(&piece(&rest[..at]));
            new.push_str(term);
            rest = &rest[at + term.len()..];
        }
        new.push_str(&piece(rest));
        (new != line).then_some(new)
    }

    /// The first protected term of a text, the longest where several begin.
    fn next_term(&self, text: &str) -> Option<(usize, &str)> {
        if self.protected.is_empty() {
            return None;
        }
        text.char_indices().find_map(|(at, c)| {
            let first = |term: &String| term.chars().next();
            let from = self.protected.partition_point(|term| first(term) < Some(c));
            let terms = self.protected[from..].iter();
            let mut terms = terms.take_while(|term| first(term) == Some(c));
            let term = terms.find(|term| text[at..].starts_with(term.as_str()))?;
            Some((at, term.as_str()))
        })
    }

    /// How a text in a script is converted; nothing when it stays.
    fn converter(&self, from: Script, one_zhe: bool) -> Option<fn(&str) -> String> {
        let (from_hans, from_hant) = match from {
            Script::Hans => (true, false),
            Script::Hant => (false, true),
            Script::Mixed => (true, true),
            Script::Japanese | Script::Korean | Script::None | Script::Unclear => return None,
        };
        let converter: fn(&str) -> String = match self.to {
            OutputScript::Keep => return None,
            OutputScript::Hans if !from_hant => return None,
            OutputScript::Hans => match self.from {
                Region::Taiwan => convert::tw_to_hans,
                Region::HongKong => convert::hk_to_hans,
                Region::Unknown if one_zhe => |text| zhe::restore(&convert::to_hans(text)),
                Region::Unknown => convert::to_hans,
            },
            OutputScript::Hant if !from_hans => return None,
            OutputScript::Hant => convert::to_hant,
            OutputScript::HantTwWords if from_hans => convert::to_tw_words,
            OutputScript::HantTw if from_hans => convert::to_tw,
            OutputScript::HantTw | OutputScript::HantTwWords => convert::hant_to_tw,
            OutputScript::HantHk if from_hans => convert::to_hk,
            OutputScript::HantHk => convert::hant_to_hk,
        };
        Some(converter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn terms(terms: &[&str]) -> Vec<String> {
        let mut terms = terms.iter().map(ToString::to_string).collect();
        Conversion::sort_terms(&mut terms);
        terms
    }

    #[test]
    fn every_conversion_of_opencc_is_at_hand() {
        let check = |to, from, text: &str, want: &str| {
            let conversion = Conversion {
                to,
                from,
                ..Conversion::default()
            };
            assert_eq!(conversion.convert(text), want);
        };
        use OutputScript::{Hans, Hant, HantHk, HantTw, HantTwWords};
        check(Hant, Region::Unknown, "这里的软件说明", "這裏的軟件說明");
        check(HantTw, Region::Unknown, "这里的软件说明", "這裡的軟件說明");
        check(
            HantTwWords,
            Region::Unknown,
            "这里的软件说明",
            "這裡的軟體說明",
        );
        check(
            HantTwWords,
            Region::Unknown,
            "這裏的軟件說明",
            "這裡的軟件說明",
        );
        check(HantHk, Region::Unknown, "这里的软件说明", "這裏的軟件説明");
        check(Hans, Region::Unknown, "這裏的軟件説明", "这里的软件说明");
        check(
            Hans,
            Region::Taiwan,
            "這裡吃著麵，他的著作",
            "这里吃着面，他的著作",
        );
        check(Hans, Region::HongKong, "衞生署説明這裏", "卫生署说明这里");
    }

    #[test]
    fn protected_terms_stay() {
        let protected = terms(&["國家", "國家圖書館", "", "說"]);
        assert_eq!(protected, ["國家圖書館", "國家", "說"]);
        let conversion = Conversion {
            to: OutputScript::Hans,
            protected: &protected,
            ..Conversion::default()
        };
        assert_eq!(
            conversion.convert("國家圖書館說，這個國家的圖書很多"),
            "國家圖書館說，这个國家的图书很多"
        );
        assert_eq!(conversion.convert("說"), "說");
    }

    #[test]
    fn quotation_marks_follow_when_asked() {
        let mut conversion = Conversion {
            to: OutputScript::Hans,
            quotes: true,
            ..Conversion::default()
        };
        assert_eq!(
            conversion.convert("他說：「這是『龍舟』。」"),
            "他说：“这是‘龙舟’。”"
        );
        assert_eq!(conversion.convert("「東京の話です」"), "「東京の話です」");
        conversion.to = OutputScript::HantTw;
        assert_eq!(
            conversion.convert("他说：“这是‘龙舟’，don’t ask。”"),
            "他說：「這是『龍舟』，don’t ask。」"
        );
        conversion.quotes = false;
        assert_eq!(conversion.convert("他说：“好”"), "他說：“好”");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(500))]

        #[test]
        fn a_second_conversion_changes_nothing(text in "[这這里裡國国軟软件说說「」“”‘’『』，。a ]{0,24}") {
            let protected = terms(&["軟件", "这"]);
            for (to, from) in [
                (OutputScript::Hans, Region::Unknown),
                (OutputScript::Hans, Region::Taiwan),
                (OutputScript::HantTw, Region::Unknown),
                (OutputScript::HantHk, Region::Unknown),
            ] {
                // A protected word of the other script keeps the line mixed, so it is asked about apart.
                for protected in [&[][..], &protected[..]] {
                    let conversion = Conversion { to, from, quotes: true, protected, damaged_hant: false };
                    let once = conversion.convert(&text).into_owned();
                    prop_assert_eq!(conversion.convert(&once), once.clone());
                }
            }
        }

        #[test]
        fn terms_are_never_touched(text in "[这這里裡國国軟软件说說a\n]{0,24}") {
            let protected = terms(&["軟件", "这", "國"]);
            let conversion = Conversion { to: OutputScript::Hans, protected: &protected, ..Conversion::default() };
            let new = conversion.convert(&text);
            for term in &protected {
                prop_assert!(new.matches(term.as_str()).count() >= text.matches(term.as_str()).count());
            }
        }
    }
}
