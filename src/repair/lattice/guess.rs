//! Bytes that are gone: the ways in which a `?`, a cut in front of punctuation or a dropped
//! private-use character can have hidden them. Takes a way and a token, adds the likeliest ways
//! that go on from there, and spends the searches that a page is granted.

use super::super::gbk::{Code, Gbk, is_private_use};
use super::super::page::{Kind, Token};
use super::super::plausibility::{NO_RANK, Rank};
use super::step::{EXPLAINED, MOST_SEEN};
use super::{Lattice, Piece, State};

/// Candidates kept for a character of which one byte is unknown.
const GUESSES: usize = 16;
/// Candidates kept for the character in front of a dropped one, whose second byte is one of some
/// twenty.
const FIRST_GUESSES: usize = 8;
/// What an ASCII question mark costs in front of full-width punctuation, on a page that is damaged
/// elsewhere, nats.
const ODD_QUESTION: f32 = -6.0;
/// What it costs to take `?` in front of punctuation for a lost byte, nats. A real question mark
/// hardly ever stands there.
const CUT: f32 = -3.0;
/// What it costs that a byte is unknown because `?` swallowed what followed, nats.
const SWALLOWED: f32 = -3.0;
/// What it costs to suppose that a private-use character was dropped, nats. -4 to -6 do best.
const DROPPED: f32 = -4.0;
/// What each e-fold of its occurrences on the page gives a guessed character, nats: pages repeat
/// their terms. Without it 海 in 地中海 was computed as 校 on a page about shipping.
const ON_PAGE: f32 = 0.7;

impl Lattice<'_> {
    /// The punctuation behind a `?` in front of which the bytes may have been cut, with how many
    /// `?` the cut shows.
    pub(super) fn cuts(&self, tokens: &[Token], at: usize) -> [Option<(Code, u8)>; 2] {
        let wide = |token: &Token| {
            self.codes(token).find(|&code| {
                matches!(
                    code,
                    0xA3AC | 0xA1A3 | 0xA3A1 | 0xA3BF | 0xA3BB | 0xA3BA | 0xA1A2
                )
            })
        };
        let before = at.checked_sub(1).and_then(|at| tokens.get(at));
        // Where punctuation was folded, a question mark behind a Latin word is just that.
        if before.is_none_or(|t| self.page.folded && t.c.is_ascii_alphanumeric()) {
            return [None; 2];
        }
        let is = |at: usize, kind: Kind| tokens.get(at).filter(|t| t.kind == kind);
        let twice = is(at + 1, Kind::Question).map(|next| {
            let folded = self.unfolded(next.c).map(|code| (code, 1));
            [
                folded,
                is(at + 2, Kind::Char).and_then(wide).map(|code| (code, 2)),
            ]
        });
        match is(at + 1, Kind::Char) {
            Some(next) => [wide(next).map(|code| (code, 1)), None],
            None => twice.unwrap_or([None; 2]),
        }
    }

    pub(super) fn step_question(&mut self, state: &State, line: &str, tokens: &[Token], at: usize) {
        let token = &tokens[at];
        if state.pending == 0 {
            let mut copied = self.copied(state, token, at);
            let cuts = self.cuts(tokens, at);
            // After folding ?! and ?? are what a writer may have put.
            if cuts
                .iter()
                .flatten()
                .any(|&(code, _)| !(self.page.folded && matches!(code, 0xA3A1 | 0xA3BF)))
            {
                copied.score += ODD_QUESTION;
            }
            self.next.push(copied);
            for (code, covered) in cuts.into_iter().flatten() {
                self.step_cut(state, code, covered);
            }
            return;
        }
        if self.page.folded && token.c == '?' {
            self.step_char(
                state,
                &Token {
                    kind: Kind::Char,
                    ..*token
                },
                at,
            );
        }
        let rest = &line[token.end..];
        let swallowed = if token.c == '?' {
            swallowed(rest, self.page.brackets)
        } else {
            None
        };
        let pairs = (0x81..=0xFE).map(|trail| u16::from_be_bytes([state.pending, trail]));
        for code in self.likeliest(state.rank, pairs) {
            let Some(mut read) = self.reading(state, code) else {
                continue;
            };
            read.score += SWALLOWED + self.on_page(code);
            if let Some(c) = swallowed {
                read.rank = self.text.rank(c, self.gbk);
                read.code = Code::from(c as u8);
                read.node = self.node(read.node, Piece::Char(c));
            }
            self.next.push(read);
        }
    }

    /// The ways in which `?` stands for a byte in front of which the stream was cut: one `?` shows
    /// the lead byte of a pair whose second byte is the first of the punctuation, two show a whole
    /// pair.
    fn step_cut(&mut self, state: &State, punctuation: Code, covered: u8) {
        let [lead, trail] = punctuation.to_be_bytes();
        let ends = match covered {
            1 => lead,
            // The first cut stood in front of the other kind of punctuation.
            _ if lead == 0xA3 => 0xA1,
            _ => 0xA3,
        };
        let text = self.text;
        let pairs = text.ending_in(ends).iter().map(|&rank| text.code(rank));
        for code in self.likeliest(state.rank, pairs) {
            let Some(read) = self.reading(state, code) else {
                continue;
            };
            let score = read.score + CUT + self.on_page(code);
            let pending = if covered == 1 { trail } else { 0 };
            let code = if covered == 1 { punctuation } else { code };
            self.next.push(State {
                pending,
                torn: false,
                skip: 1,
                code,
                score,
                ..read
            });
        }
    }

    /// What speaks for a guessed pair because the page holds it elsewhere, nats.
    fn on_page(&self, code: Code) -> f32 {
        let code = usize::from(code);
        let seen = f32::from(self.page.bare[code]) + f32::from(self.page.annotated[code]);
        ON_PAGE * (1.0 + seen.min(MOST_SEEN)).ln()
    }

    /// The pairs that follow a character best.
    fn likeliest(&mut self, before: Rank, pairs: impl Iterator<Item = Code>) -> Vec<Code> {
        if self.searches == 0 {
            return Vec::new();
        }
        self.searches -= 1;
        let mut scored: Vec<(f32, Code)> = pairs
            .map(|code| (self.text.rank_of(code), code))
            .filter(|&(rank, _)| rank != NO_RANK)
            .map(|(rank, code)| {
                let value = self.text.score(before, rank)
                    + self.known_neighbours(before, rank)
                    + self.on_page(code);
                (value, code)
            })
            .collect();
        let order = |a: &(f32, Code), b: &(f32, Code)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
        if scored.len() > GUESSES {
            scored.select_nth_unstable_by(GUESSES - 1, order);
            scored.truncate(GUESSES);
        }
        scored.sort_unstable_by(order);
        scored.into_iter().map(|(_, code)| code).collect()
    }

    /// The ways in which a private-use character was shown in front of a token and dropped since.
    pub(super) fn step_dropped(&mut self, state: &State, token: &Token) {
        let (text, gbk) = (self.text, self.gbk);
        let private_use = std::mem::take(&mut self.private_use);
        let firsts = private_use
            .iter()
            .map(|&(lead, _)| u16::from_be_bytes([state.pending, lead]));
        for first in self
            .likeliest(state.rank, firsts)
            .into_iter()
            .take(FIRST_GUESSES)
        {
            let Some(read) = self.reading(state, first) else {
                continue;
            };
            let read = State {
                score: read.score + DROPPED + self.on_page(first),
                dropped: state.dropped + 1,
                ..read
            };
            let lead = first.to_be_bytes()[1];
            let Some((_, seconds)) = private_use.iter().find(|&&(l, _)| l == lead) else {
                continue;
            };
            let fits = |code: Code| seconds[usize::from(code.to_be_bytes()[0])];
            if let (Kind::Site, Some(syllable)) = (token.kind, token.syllable) {
                for (key, rare) in gbk.keys(syllable).filter(|&(key, _)| fits(key)) {
                    if let Some(end) = self.reading(&read, key) {
                        let score = end.score + self.key_value(key, rare) + EXPLAINED;
                        self.next.push(State { score, ..end });
                    }
                }
                continue;
            }
            for code in self.codes(token) {
                let [shown_lead, trail] = code.to_be_bytes();
                let second = if shown_lead == 0 { trail } else { shown_lead };
                if second < 0x40 || (shown_lead != 0 && trail < 0x80) {
                    continue;
                }
                let pairs = text
                    .ending_in(second)
                    .iter()
                    .map(|&rank| text.code(rank))
                    .filter(|&pair| fits(pair));
                for pair in self.likeliest(read.rank, pairs) {
                    let explained = token.syllable.is_none_or(|syllable| {
                        gbk.reads(if shown_lead == 0 { pair } else { code }, syllable)
                    });
                    let Some(end) = self.reading(&read, pair).filter(|_| explained) else {
                        continue;
                    };
                    let end = State {
                        score: end.score + self.on_page(pair),
                        ..end
                    };
                    if shown_lead == 0 {
                        self.next.push(end);
                    } else {
                        self.next.push(State {
                            pending: trail,
                            code,
                            ..end
                        });
                    }
                }
            }
        }
        self.private_use = private_use;
    }
}

/// The lead bytes of the pairs that show as private-use characters, each with its second bytes.
pub(super) fn private_use_leads(gbk: &Gbk) -> Vec<(u8, [bool; 256])> {
    let second = |lead: u8| {
        let mut seconds = [false; 256];
        for trail in 0x81..=0xFEu8 {
            let c = gbk.char(u16::from_be_bytes([lead, trail]));
            seconds[usize::from(trail)] = c.is_some_and(is_private_use);
        }
        (lead, seconds)
    };
    (0x81..=0xFE)
        .map(second)
        .filter(|(_, seconds)| seconds.contains(&true))
        .collect()
}

/// The ASCII character that a lone lead byte has swallowed, as far as what follows tells: `<` of a
/// tag, the first digit of a year, a bracket, a blank. Other digits are lost for good.
fn swallowed(rest: &str, brackets: bool) -> Option<char> {
    /// Bytes looked at for the end of a tag or a bracket, so that a hostile line stays cheap.
    const LOOK_AHEAD: usize = 120;
    let bytes = &rest.as_bytes()[..rest.len().min(LOOK_AHEAD)];
    let name = bytes.strip_prefix(b"/").unwrap_or(bytes);
    let letters = name.iter().take_while(|b| b.is_ascii_alphabetic()).count();
    let after = name.get(letters).copied();
    if letters > 0 && (after == Some(b'>') || (after == Some(b' ') && bytes.contains(&b'='))) {
        return Some('<');
    }
    if let [first, b'0'..=b'9', b'0'..=b'9', after @ ..] = bytes
        && after.starts_with("年".as_bytes())
    {
        return match first {
            b'9' | b'8' => Some('1'),
            b'0' => Some('2'),
            _ => None,
        };
    }
    let bracket = bytes.iter().find(|b| matches!(b, b'(' | b')'));
    let next = rest.chars().next()?;
    if brackets && bracket == Some(&b')') && (next.is_alphanumeric() || next == '《') {
        return Some('(');
    }
    (next.is_alphabetic() || matches!(next, '“' | '《' | '【')).then_some(' ')
}
