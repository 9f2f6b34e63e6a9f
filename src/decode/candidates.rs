//! The choice between legacy encodings. Takes the bytes, their UTF-8 counts and what the caller knows; gives an encoding and the
//! evidence for it. Every candidate reads the same sample, and the smallest cost less its prior wins.
//!
//! A prior is a number of tenths of a bit and does not grow with the page, so a label decides a title and is outvoted by the
//! text of a page that it does not fit. The exception are single-byte encodings of one script, which share most of their
//! letters: there the label, or else the detector, also has a weight for each byte.

use super::reader::Reader;
use super::{Evidence, Hints, double_byte, label, sample, utf8};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    BIG5, EUC_JP, EUC_KR, Encoding, GB18030, GBK, IBM866, ISO_8859_5, KOI8_R, SHIFT_JIS, UTF_8,
    UTF_16BE, UTF_16LE, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252, WINDOWS_1254, WINDOWS_1256,
    WINDOWS_1258, X_MAC_CYRILLIC,
};

/// The encoding chosen for a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Choice {
    pub encoding: &'static Encoding,
    pub evidence: Evidence,
}

/// Prior of the label in the page or in the header.
const LABEL: i64 = 90;

/// Prior of the label iso-8859-1, which is windows-1252: enough to decide a single letter.
const DEFAULT_LABEL: i64 = 20;

/// Weight of a single-byte label for each byte outside ASCII.
const LABEL_PER_BYTE: i64 = 25;

/// Prior of what the statistical detector names.
const DETECTOR: i64 = 40;

/// Weight of an encoding of Latin script that the detector names, for each byte outside ASCII: its statistics of letter pairs
/// know the languages apart, the costs here do not. More would let it keep ISO-8859-2 for a page in windows-1250 whose one
/// corrupt byte made it drop the latter.
const DETECTOR_PER_BYTE: i64 = 8;

/// Prior of an encoding of the language that the page or its host declares.
const LANGUAGE: i64 = 40;

/// Prior of an encoding that only a label or the detector can bring in.
const UNUSUAL: i64 = -40;

/// The encodings that are always read, with a prior for how rare they are on the web.
const ALWAYS: [(&Encoding, i64); 15] = [
    (WINDOWS_1252, 20),
    (GBK, 0),
    (BIG5, 0),
    (SHIFT_JIS, 0),
    (EUC_JP, 0),
    (EUC_KR, 0),
    (WINDOWS_1251, 0),
    (KOI8_R, -10),
    (ISO_8859_5, -60),
    (IBM866, -60),
    (X_MAC_CYRILLIC, -80),
    (WINDOWS_1250, -20),
    (WINDOWS_1254, -20),
    (WINDOWS_1256, -20),
    (WINDOWS_1258, -100),
];

/// Chooses the encoding of `bytes`, which hold bytes outside ASCII and are not plainly UTF-8.
pub(super) fn choose(bytes: &[u8], stats: &utf8::Stats, hints: &Hints<'_>) -> Choice {
    let clues = Clues::gather(bytes, hints);
    let sample = sample::of(bytes, sample::LARGEST);
    let mut contest = Contest::new(&sample, &clues);
    if stats.valid > stats.errors {
        contest.enter(UTF_8, 0);
    }
    for encoding in [clues.http, clues.page].into_iter().flatten() {
        if encoding != UTF_8 && is_readable(encoding) {
            contest.enter(encoding, rarity(encoding));
        }
    }
    for &(encoding, rarity) in &ALWAYS {
        contest.enter(encoding, rarity);
    }
    contest.drop_hopeless();
    contest.read();
    let guess = (!contest.is_clear()).then(|| guess(&sample, clues.tld));
    if let Some(guess) = guess {
        contest.back(guess);
    }
    let encoding = contest.best();
    Choice {
        encoding,
        evidence: clues.evidence(encoding, guess),
    }
}

/// A candidate and its cost less its prior.
struct Entry {
    encoding: &'static Encoding,
    reader: Reader,
    prior: i64,
    cost: i64,
}

/// The candidates and the sample that they read.
struct Contest<'a> {
    sample: &'a [u8],
    clues: &'a Clues<'a>,
    /// Bytes of the sample outside ASCII.
    high: i64,
    entries: Vec<Entry>,
}

/// Bytes that every candidate reads; the others are read only by those that are not far behind then.
const FIRST_LOOK: usize = 1024;

/// Distance, in tenths of a bit, at which a candidate is out after the first look. The sum of all priors is smaller.
const HOPELESS: i64 = 800;

/// A reading in an East Asian encoding that costs less for each byte, in tenths of a bit, is text: Chinese and ASCII take about
/// 50, a wrong reading 70 and more.
const CLEAR_BYTE: i64 = 62;

/// Distance to the second at which a clear reading needs no detector.
const CLEAR_LEAD: i64 = 300;

impl<'a> Contest<'a> {
    fn new(sample: &'a [u8], clues: &'a Clues<'a>) -> Contest<'a> {
        Contest {
            sample,
            clues,
            high: high_bytes(sample),
            entries: Vec::with_capacity(ALWAYS.len() + 4),
        }
    }

    /// Adds a candidate, unless it is there already.
    fn enter(&mut self, encoding: &'static Encoding, rarity: i64) {
        if !self.entries.iter().any(|e| same(e.encoding, encoding)) {
            self.entries.push(Entry {
                encoding,
                reader: Reader::new(encoding),
                prior: rarity + self.clues.prior(encoding, self.high),
                cost: 0,
            });
        }
    }

    /// Drops the candidates that read a small part of the sample much worse than another.
    fn drop_hopeless(&mut self) {
        if self.sample.len() <= FIRST_LOOK {
            return;
        }
        let part = sample::of(self.sample, FIRST_LOOK);
        // A prior that grows with the sample counts as far as it has been read.
        let share = |prior: i64| prior.saturating_mul(high_bytes(&part)) / self.high.max(1);
        for entry in &mut self.entries {
            entry.cost = entry.reader.cost(&part) - share(entry.prior);
        }
        let best = self.entries.iter().map(|e| e.cost).min().unwrap_or(0);
        self.entries
            .retain(|e| e.cost <= best.saturating_add(HOPELESS));
    }

    /// Lets the candidates read the whole sample.
    fn read(&mut self) {
        for entry in &mut self.entries {
            entry.cost = entry.reader.cost(self.sample) - entry.prior;
        }
    }

    /// Whether an East Asian encoding reads so well that the detector could not change the outcome.
    fn is_clear(&self) -> bool {
        let best = self.best();
        let cost = |e: &Entry| e.cost + e.prior;
        let bytes = i64::try_from(self.sample.len()).unwrap_or(i64::MAX);
        let Some(first) = self.entries.iter().find(|e| e.encoding == best) else {
            return false;
        };
        let second = self
            .entries
            .iter()
            .filter(|e| e.encoding != best)
            .map(|e| e.cost)
            .min();
        double_byte::is_one(best)
            && cost(first) <= bytes.saturating_mul(CLEAR_BYTE)
            && second.is_none_or(|second| second >= first.cost.saturating_add(CLEAR_LEAD))
    }

    /// Gives the detector's vote, and lets the encoding read the sample when it was not a candidate.
    fn back(&mut self, guess: &'static Encoding) {
        let vote = if is_latin(guess) {
            DETECTOR + DETECTOR_PER_BYTE.saturating_mul(self.high)
        } else {
            DETECTOR
        };
        if let Some(entry) = self.entries.iter_mut().find(|e| same(e.encoding, guess)) {
            entry.cost -= vote;
            return;
        }
        let prior = rarity(guess) + self.clues.prior(guess, self.high) + vote;
        let mut reader = Reader::new(guess);
        self.entries.push(Entry {
            encoding: guess,
            prior,
            cost: reader.cost(self.sample) - prior,
            reader,
        });
    }

    /// The candidate with the smallest cost, of equal ones the first.
    fn best(&self) -> &'static Encoding {
        let best = self.entries.iter().min_by_key(|e| e.cost);
        best.map_or(WINDOWS_1252, |e| e.encoding)
    }
}

/// Bytes outside ASCII.
fn high_bytes(bytes: &[u8]) -> i64 {
    let high = bytes.iter().filter(|b| !b.is_ascii()).count();
    i64::try_from(high).unwrap_or(i64::MAX)
}

/// The prior of an encoding for how rare it is.
fn rarity(encoding: &'static Encoding) -> i64 {
    let known = ALWAYS.iter().find(|(e, _)| same(e, encoding));
    known.map_or(UNUSUAL, |&(_, rarity)| rarity)
}

/// What the page and the caller say.
struct Clues<'a> {
    http: Option<&'static Encoding>,
    page: Option<&'static Encoding>,
    tld: Option<&'a [u8]>,
}

impl<'a> Clues<'a> {
    fn gather(bytes: &'a [u8], hints: &Hints<'a>) -> Clues<'a> {
        let tld = hints
            .tld
            .filter(|tld| is_detector_tld(tld))
            .or_else(|| label::language(bytes).and_then(country));
        Clues {
            http: label::from_content_type(hints.content_type),
            page: label::in_page(bytes),
            tld,
        }
    }

    fn prior(&self, encoding: &'static Encoding, high: i64) -> i64 {
        let votes = [self.http, self.page];
        let votes = votes
            .into_iter()
            .flatten()
            .filter(|&e| same(e, encoding))
            .count();
        let language = if self.speaks_for(encoding) {
            LANGUAGE
        } else {
            0
        };
        // iso-8859-1, which means windows-1252, stands on pages by default: it is the commonest false label.
        if votes == 0 {
            return language;
        }
        if encoding == WINDOWS_1252 {
            return language + DEFAULT_LABEL;
        }
        let label = if votes == 1 { LABEL } else { LABEL + LABEL / 2 };
        let per_byte = if encoding.is_single_byte() {
            LABEL_PER_BYTE
        } else {
            0
        };
        language + label + per_byte.saturating_mul(high)
    }

    /// Whether the country or language goes with the encoding.
    fn speaks_for(&self, encoding: &'static Encoding) -> bool {
        match self.tld {
            Some(b"cn" | b"sg") => same(encoding, GBK),
            Some(b"tw" | b"hk" | b"mo") => encoding == BIG5,
            Some(b"jp") => encoding == EUC_JP || encoding == SHIFT_JIS,
            Some(b"kr") => encoding == EUC_KR,
            Some(b"ru" | b"by") => encoding == WINDOWS_1251 || encoding == KOI8_R,
            _ => false,
        }
    }

    fn evidence(&self, encoding: &'static Encoding, guess: Option<&'static Encoding>) -> Evidence {
        if encoding == UTF_8 {
            Evidence::Utf8Mostly
        } else if self.http.is_some_and(|e| same(e, encoding)) {
            Evidence::Http
        } else if self.page.is_some_and(|e| same(e, encoding)) {
            Evidence::Label
        } else if guess.is_some_and(|e| same(e, encoding)) {
            Evidence::Detected
        } else {
            Evidence::Scored
        }
    }
}

/// What the statistical detector makes of the sample.
fn guess(sample: &[u8], tld: Option<&[u8]>) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    detector.guess(tld, Utf8Detection::Deny)
}

/// The detector panics on anything but lower-case ASCII without periods.
fn is_detector_tld(tld: &[u8]) -> bool {
    !tld.is_empty()
        && tld
            .iter()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || *b == b'-')
}

/// The country whose pages are like those in the language `tag`.
fn country(tag: &[u8]) -> Option<&'static [u8]> {
    let tag = tag.to_ascii_lowercase();
    let mut subtags = tag.split(|&b| b == b'-' || b == b'_');
    let country: &[u8] = match subtags.next()? {
        b"zh" => match subtags.next() {
            Some(b"tw" | b"hant") => b"tw",
            Some(b"hk" | b"mo") => b"hk",
            _ => b"cn",
        },
        b"ja" => b"jp",
        b"ko" => b"kr",
        b"ru" => b"ru",
        b"uk" => b"ua",
        b"pl" => b"pl",
        b"cs" => b"cz",
        b"hu" => b"hu",
        b"el" => b"gr",
        b"tr" => b"tr",
        b"he" => b"il",
        b"th" => b"th",
        _ => return None,
    };
    Some(country)
}

/// Encodings that this choice can read; the others have been decided by the shape of the bytes before.
fn is_readable(encoding: &'static Encoding) -> bool {
    encoding.is_ascii_compatible() && encoding != UTF_16LE && encoding != UTF_16BE
}

/// Whether the upper half of `encoding` is Latin: all single-byte encodings have é at E9 then, or another Latin letter.
fn is_latin(encoding: &'static Encoding) -> bool {
    let latin = |c: char| matches!(c, '\u{C0}'..='\u{24F}');
    encoding.is_single_byte()
        && encoding
            .decode_without_bom_handling_and_without_replacement(&[0xE9])
            .is_some_and(|text| text.chars().all(latin))
}

/// GBK and gb18030 decode alike.
fn same(a: &'static Encoding, b: &'static Encoding) -> bool {
    a == b || [a, b].iter().all(|&e| e == GBK || e == GB18030)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], hints: &Hints<'_>, encoding: &'static Encoding, evidence: Evidence) {
        let choice = choose(bytes, &utf8::Stats::of(bytes), hints);
        assert_eq!(choice, Choice { encoding, evidence }, "{bytes:?}");
    }

    fn check_country(tag: &str, expected: Option<&str>) {
        assert_eq!(
            country(tag.as_bytes()),
            expected.map(str::as_bytes),
            "{tag}"
        );
    }

    #[test]
    fn the_language_of_the_page_decides_a_word() {
        // 中国 in GBK and two syllables in EUC-KR.
        let word = b"\xD6\xD0\xB9\xFA";
        check(word, &Hints::default(), GBK, Evidence::Detected);
        let page = |lang: &str| [format!("<html lang={lang}>").as_bytes(), b"\xC0\xCF"].concat();
        check(&page("ko"), &Hints::default(), EUC_KR, Evidence::Detected);
        check(&page("zh-CN"), &Hints::default(), GBK, Evidence::Detected);
    }

    #[test]
    fn a_label_is_outvoted_by_a_page() {
        let (bytes, _, _) = WINDOWS_1251.encode("Сегодня очень хорошая погода, и мы идём гулять.");
        for label in ["gbk", "koi8-r", "iso-8859-1", "big5", "windows-1250"] {
            let hints = Hints {
                content_type: Some(label),
                tld: None,
            };
            check(&bytes, &hints, WINDOWS_1251, Evidence::Detected);
        }
    }

    #[test]
    fn encodings_that_the_detector_does_not_know() {
        let (bytes, _, _) =
            X_MAC_CYRILLIC.encode("Сегодня Очень Хорошая погода, и мы идём гулять. Я тоже.");
        check(&bytes, &Hints::default(), X_MAC_CYRILLIC, Evidence::Scored);
    }

    #[test]
    fn long_input_is_decided_by_its_sample() {
        let text = "今天的天气很好，我们去公园里走走。\n".repeat(20_000);
        let (bytes, _, _) = GBK.encode(&text);
        check(&bytes, &Hints::default(), GBK, Evidence::Scored);
    }

    #[test]
    fn countries_of_languages() {
        check_country("zh-TW", Some("tw"));
        check_country("zh_Hant_HK", Some("tw"));
        check_country("zh-hk", Some("hk"));
        check_country("zh", Some("cn"));
        check_country("JA-jp", Some("jp"));
        check_country("en", None);
        check_country("", None);
    }
}
