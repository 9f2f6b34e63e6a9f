//! Computes a damaged line back. Takes the line as tokens and what is known of the page; follows every way in which the bytes
//! may have stood, keeps the ways that make plausible Chinese, and gives the best one once they meet again. Work and memory
//! for each token are bounded, so a line costs time linear in its length whatever it holds.

use super::gbk::{Code, Gbk, is_han, is_private_use};
use super::plausibility::{NO_RANK, Plausibility, Rank};

/// Ways followed at the same time. A real place needs two to ten; dropped characters need the rest.
const BEAM: usize = 32;
/// A way that is this much less likely than the best one is given up, nats.
const MARGIN: f32 = 28.0;
/// Tokens after which the best way is taken although others are still possible; stops `?a)?a)?a)…` from growing for ever.
const MAX_RUN: usize = 96;
/// Candidates kept for a character of which one byte is unknown.
const GUESSES: usize = 16;
/// What leaving damage as it stands costs, nats: more than any computed way that reads like a text.
const LEFT_ALONE: f32 = -36.0;
/// What an annotation costs that no character in front of it explains, nats.
const STRAY_ANNOTATION: f32 = -12.0;
/// What an annotation gives that the byte pair in front of it explains, nats.
const EXPLAINED: f32 = 6.0;
/// What a character costs that stands without annotation although the page always annotates it, nats.
const BARE_THOUGH_LISTED: f32 = -6.0;
/// What a character gives that the page annotates elsewhere, when a vanished byte may be its second one, nats.
const LISTED: f32 = 3.0;
/// What a character costs that stands bare on the page, when a vanished byte may be its second one, nats.
const SEEN_BARE: f32 = -6.0;
/// What a rare character costs as the annotated one, nats: tables were made of common characters.
const RARE_KEY: f32 = -5.0;
/// What it costs to take `?` in front of punctuation for a lost byte, nats. A real question mark hardly ever stands there.
const CUT: f32 = -3.0;
/// What an ASCII question mark costs in front of full-width punctuation, on a page that is damaged elsewhere, nats.
const ODD_QUESTION: f32 = -6.0;
/// What it costs that a byte is unknown because `?` swallowed what followed, nats.
const SWALLOWED: f32 = -3.0;
/// What it costs to suppose that a private-use character was dropped, nats.
const DROPPED: f32 = -1.0;
/// Dropped private-use characters in one run; more than that leaves nothing to compute from.
const MAX_DROPPED: u8 = 3;
/// What a character costs beside its rarity that is neither Han nor known, nats: line drawing, kana, Cyrillic.
const SYMBOL: f32 = -6.0;
/// What a quotation mark costs that opens what is open or closes what is not, nats.
const MISPLACED_QUOTE: f32 = -4.0;
/// The run is decoded again with dropped characters allowed when its mean is below this, nats a character.
const DOUBTFUL_MEAN: f32 = -5.0;

/// What stands at a place of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A character, perhaps with an annotation behind it.
    Char,
    /// `?pinyin)`: a byte has vanished together with the bracket.
    Site,
    /// A `?` or U+FFFD that may stand for a lost byte.
    Question,
}

/// A place of a line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) c: char,
    /// The number of the syllable of the annotation or site.
    pub(super) syllable: Option<u16>,
    /// Byte offsets in the line, annotation included.
    pub(super) start: usize,
    pub(super) end: usize,
}

/// What is known of the page before its lines are decoded.
pub(super) struct Page {
    /// How often each pair stands with an annotation, and how often without.
    pub(super) annotated: Vec<u16>,
    pub(super) bare: Vec<u16>,
    /// No full-width punctuation is left: an earlier program has folded it to ASCII.
    pub(super) folded: bool,
    /// No private-use character is left: an earlier program may have dropped them.
    pub(super) dropped: bool,
    /// Brackets are ASCII throughout, and were so when the damage was done.
    pub(super) brackets: bool,
}

impl Page {
    /// Whether the page annotates a character wherever it stands.
    pub(super) fn lists(&self, code: Code) -> bool {
        let code = usize::from(code);
        self.annotated[code] > 0 && self.annotated[code] > self.bare[code]
    }
}

/// One way to read the bytes up to a token.
#[derive(Clone, Copy)]
struct State {
    /// The lead byte that waits for its second one; 0 when characters and bytes are in step.
    pending: u8,
    /// The byte of `pending` stood behind an annotation, so that the pair it leads was torn apart.
    torn: bool,
    /// Tokens that are already read.
    skip: u8,
    /// Dropped characters supposed so far.
    dropped: u8,
    /// The last pair shown, and the last character read.
    code: Code,
    rank: Rank,
    score: f32,
    /// A quotation is open.
    quoting: bool,
    /// Characters read, for the mean.
    read: u16,
    node: u32,
}

impl State {
    fn last_byte(&self) -> Option<u8> {
        match self.pending {
            0 if self.code > 0xFF => Some(self.code.to_be_bytes()[1]),
            0 => None,
            byte => Some(byte),
        }
    }

    fn in_step(&self) -> bool {
        self.pending == 0 && self.skip == 0
    }

    fn key(&self) -> (u8, Code, u8, bool, Rank) {
        (self.pending, self.code, self.skip, self.torn, self.rank)
    }
}

/// What a way adds to the text.
#[derive(Clone, Copy)]
enum Piece {
    Char(char),
    /// The token as it stands.
    Token(u32),
}

struct Node {
    before: u32,
    piece: Piece,
}

/// The node in front of the first one.
const ROOT: u32 = u32::MAX;

/// The decoder of the lines of one page.
pub(super) struct Lattice<'t> {
    gbk: &'t Gbk,
    text: &'t Plausibility,
    page: &'t Page,
    nodes: Vec<Node>,
    states: Vec<State>,
    next: Vec<State>,
    /// Lead bytes of private-use pairs, each with its second bytes; empty when none was dropped.
    private_use: Vec<(u8, [bool; 256])>,
}

impl<'t> Lattice<'t> {
    pub(super) fn new(gbk: &'t Gbk, text: &'t Plausibility, page: &'t Page) -> Self {
        let private_use = if page.dropped {
            private_use_leads(gbk)
        } else {
            Vec::new()
        };
        Self {
            gbk,
            text,
            page,
            nodes: Vec::new(),
            states: Vec::new(),
            next: Vec::new(),
            private_use,
        }
    }

    /// Decodes a line into `out`; gives how many annotations and vanished bytes were undone.
    pub(super) fn line(&mut self, line: &str, tokens: &[Token], out: &mut String) -> usize {
        let blank = self.text.rank(' ', self.gbk);
        let start = State {
            pending: 0,
            torn: false,
            skip: 0,
            dropped: 0,
            code: 0,
            rank: blank,
            score: 0.0,
            quoting: false,
            read: 0,
            node: ROOT,
        };
        let (mut state, mut at, mut undone) = (start, 0, 0);
        while let Some(token) = tokens.get(at) {
            if state.in_step() && !self.needs_run(tokens, at) {
                // Nothing is open here: the character is taken as it stands.
                let removed = token.syllable.is_some() && self.explains(&state, token);
                if removed {
                    undone += 1;
                    out.push(token.c);
                } else {
                    out.push_str(&line[token.start..token.end]);
                }
                (state.code, state.rank) = self.shown(token);
                quote(&mut state, token.c);
                at += 1;
                continue;
            }
            state = State {
                score: 0.0,
                read: 0,
                dropped: 0,
                node: ROOT,
                ..state
            };
            let (mut end, mut best) = self.run(line, tokens, at, state, false);
            let mean = best.score / f32::from(best.read.max(1));
            if self.page.dropped && mean < DOUBTFUL_MEAN {
                (end, best) = self.run(line, tokens, at, state, true);
            }
            undone += self.emit(line, tokens, at..end, best.node, out);
            (state, at) = (best, end);
        }
        undone
    }

    /// Whether a token opens more than one way.
    fn needs_run(&self, tokens: &[Token], at: usize) -> bool {
        match tokens[at].kind {
            Kind::Char => false,
            Kind::Site => true,
            Kind::Question => self.cuts(tokens, at) != [None; 2],
        }
    }

    /// The last pair and the rank of a token that is taken as it stands.
    fn shown(&self, token: &Token) -> (Code, Rank) {
        let c = if token.kind == Kind::Site {
            ')'
        } else {
            token.c
        };
        let wide = if c.is_ascii_punctuation() {
            self.unfolded(c)
        } else {
            None
        };
        (
            wide.or(self.gbk.code(c)).unwrap_or(0),
            self.text.rank(c, self.gbk),
        )
    }

    /// Whether the last two bytes shown explain the annotation of a token, for a way that is in step.
    fn explains(&self, state: &State, token: &Token) -> bool {
        let Some(syllable) = token.syllable else {
            return false;
        };
        self.codes(token).any(|code| {
            let key = match state.last_byte() {
                Some(byte) if code <= 0xFF => u16::from_be_bytes([byte, code as u8]),
                _ => code,
            };
            self.gbk.reads(key, syllable)
                && self.page.annotated[usize::from(key)] >= self.page.bare[usize::from(key)]
        })
    }

    /// The bytes that a shown character may stand for.
    fn codes(&self, token: &Token) -> impl Iterator<Item = Code> + use<> {
        self.gbk
            .code(token.c)
            .into_iter()
            .chain(self.unfolded(token.c))
    }

    /// The full-width form of an ASCII character, where an earlier program has folded them.
    fn unfolded(&self, c: char) -> Option<Code> {
        let wide = match c {
            '!'..='~' if self.page.folded => char::from_u32(c as u32 + 0xFEE0)?,
            _ => return None,
        };
        self.gbk.code(wide)
    }

    /// Follows all ways from a token on until one is left; gives where that is, and the way.
    fn run(
        &mut self,
        line: &str,
        tokens: &[Token],
        from: usize,
        start: State,
        drops: bool,
    ) -> (usize, State) {
        self.nodes.clear();
        self.states.clear();
        self.states.push(start);
        let mut at = from;
        while let Some(token) = tokens.get(at) {
            self.next.clear();
            for i in 0..self.states.len() {
                let state = self.states[i];
                if state.skip > 0 {
                    self.next.push(State {
                        skip: state.skip - 1,
                        ..state
                    });
                    continue;
                }
                match token.kind {
                    Kind::Char => self.step_char(&state, token, at),
                    Kind::Site => self.step_site(&state, token, at),
                    Kind::Question => self.step_question(&state, line, tokens, at),
                }
                if drops && state.pending != 0 && state.dropped < MAX_DROPPED {
                    self.step_dropped(&state, token);
                }
            }
            if self.next.is_empty() {
                // No way goes on: the best so far loses its open byte and is in step again.
                let best = self.best();
                let best = self.copied(
                    &State {
                        pending: 0,
                        score: best.score + LEFT_ALONE,
                        ..best
                    },
                    token,
                    at,
                );
                self.next.push(best);
            }
            self.prune();
            at += 1;
            let alone = self.states.len() == 1 && self.states[0].in_step();
            if alone || at - from >= MAX_RUN {
                break;
            }
        }
        if at == tokens.len() {
            let blank = self.text.rank(' ', self.gbk);
            for state in &mut self.states {
                state.score += self.text.score(state.rank, blank);
            }
        }
        (at, self.best())
    }

    /// The best way; at the end of a line one that is in step beats one with a byte left over.
    fn best(&self) -> State {
        let value = |s: &State| {
            if s.pending == 0 {
                s.score
            } else {
                s.score + STRAY_ANNOTATION
            }
        };
        let best = self
            .states
            .iter()
            .max_by(|a, b| value(a).total_cmp(&value(b)));
        *best.expect("a run never has no state")
    }

    /// Keeps the best of the ways that cannot differ any more, and of those the best few.
    fn prune(&mut self) {
        self.next
            .sort_by(|a, b| a.key().cmp(&b.key()).then(b.score.total_cmp(&a.score)));
        self.next.dedup_by(|b, a| a.key() == b.key());
        self.next
            .sort_by(|a, b| b.score.total_cmp(&a.score).then(a.key().cmp(&b.key())));
        self.next.truncate(BEAM);
        let least = self.next.first().map_or(0.0, |s| s.score) - MARGIN;
        self.next.retain(|s| s.score >= least);
        std::mem::swap(&mut self.states, &mut self.next);
    }

    fn node(&mut self, before: u32, piece: Piece) -> u32 {
        self.nodes.push(Node { before, piece });
        (self.nodes.len() - 1) as u32
    }

    /// A way that takes a token as it stands.
    fn copied(&mut self, state: &State, token: &Token, at: usize) -> State {
        let (code, rank) = self.shown(token);
        let mut state = *state;
        quote(&mut state, token.c);
        let piece = match token.syllable {
            Some(_) => Piece::Token(at as u32),
            None => Piece::Char(token.c),
        };
        State {
            torn: false,
            code,
            rank,
            score: state.score + self.text.score(state.rank, rank),
            read: state.read.saturating_add(1),
            node: self.node(state.node, piece),
            ..state
        }
    }

    /// A way that reads a computed pair; `None` when nothing is assigned to the pair.
    fn reading(&mut self, state: &State, code: Code) -> Option<State> {
        let c = self.gbk.char(code).filter(|&c| !is_private_use(c))?;
        let rank = self.text.rank_of(code);
        let symbol = if rank == NO_RANK && !is_han(c) {
            SYMBOL
        } else {
            0.0
        };
        let listed = !state.torn && self.page.lists(code);
        let bare = if listed { BARE_THOUGH_LISTED } else { 0.0 };
        let mut state = *state;
        quote(&mut state, c);
        // What is computed is folded as the rest of the page is.
        let c = match c {
            '！'..='～' if self.page.folded => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            _ => c,
        };
        Some(State {
            pending: 0,
            torn: false,
            code,
            rank,
            score: state.score + self.text.score(state.rank, rank) + symbol + bare,
            read: state.read.saturating_add(1),
            node: self.node(state.node, Piece::Char(c)),
            ..state
        })
    }

    fn step_char(&mut self, state: &State, token: &Token, at: usize) {
        if state.pending == 0 {
            let mut copied = self.copied(state, token, at);
            if token.syllable.is_some() {
                if self.explains(state, token) {
                    copied.node = self.node(state.node, Piece::Char(token.c));
                } else {
                    copied.score += STRAY_ANNOTATION;
                }
            }
            self.next.push(copied);
            return;
        }
        for code in self.codes(token) {
            let [lead, trail] = code.to_be_bytes();
            if lead == 0 {
                // A single byte ends the open pair, and all is in step again.
                if trail < 0x40 {
                    continue;
                }
                let pair = u16::from_be_bytes([state.pending, trail]);
                let Some(mut read) = self.reading(state, pair) else {
                    continue;
                };
                if let Some(syllable) = token.syllable {
                    let undone = if self.page.lists(pair) && !state.torn {
                        -BARE_THOUGH_LISTED
                    } else {
                        0.0
                    };
                    let explained = self.gbk.reads(pair, syllable);
                    read.score += undone
                        + if explained {
                            EXPLAINED
                        } else {
                            STRAY_ANNOTATION
                        };
                    if !explained {
                        continue;
                    }
                }
                self.next.push(read);
                continue;
            }
            let Some(read) = self.reading(state, u16::from_be_bytes([state.pending, lead])) else {
                continue;
            };
            let explained = token
                .syllable
                .is_none_or(|syllable| self.gbk.reads(code, syllable));
            let score = read.score + if explained { 0.0 } else { STRAY_ANNOTATION };
            if trail < 0x80 {
                // The second byte of what is shown was a letter of its own.
                let letter = char::from(trail);
                let rank = self.text.rank(letter, self.gbk);
                let score = score + self.text.score(read.rank, rank);
                let node = self.node(read.node, Piece::Char(letter));
                self.next.push(State {
                    code: Code::from(trail),
                    rank,
                    score,
                    node,
                    ..read
                });
            } else {
                let torn = token.syllable.is_some();
                self.next.push(State {
                    pending: trail,
                    torn,
                    code,
                    score,
                    ..read
                });
            }
        }
    }

    /// How much speaks for a pair as the annotated one of a site.
    fn key_value(&self, key: Code, rare: bool) -> f32 {
        let (annotated, bare) = (
            self.page.annotated[usize::from(key)],
            self.page.bare[usize::from(key)],
        );
        let seen = match (annotated, bare) {
            (0, 0) => 0.0,
            _ if annotated >= bare => LISTED,
            _ => SEEN_BARE,
        };
        let rarity = if rare {
            RARE_KEY
        } else {
            0.1 * self.text.frequency(self.text.rank_of(key))
        };
        seen + rarity
    }

    fn step_site(&mut self, state: &State, token: &Token, at: usize) {
        let (gbk, Some(syllable)) = (self.gbk, token.syllable) else {
            return;
        };
        if state.pending == 0 {
            let mut copied = self.copied(state, token, at);
            copied.score = state.score + LEFT_ALONE;
            self.next.push(copied);
        }
        let Some(lead) = state.last_byte() else {
            return;
        };
        for (key, rare) in gbk.keys(syllable) {
            let [key_lead, vanished] = key.to_be_bytes();
            if key_lead != lead {
                continue;
            }
            let value = self.key_value(key, rare);
            if state.pending != 0 {
                // The open pair was itself the annotated one, and all is in step again.
                if let Some(read) = self.reading(state, key) {
                    let listed = if self.page.lists(key) && !state.torn {
                        -BARE_THOUGH_LISTED
                    } else {
                        0.0
                    };
                    self.next.push(State {
                        score: read.score + value + listed,
                        ..read
                    });
                }
            } else if vanished >= 0x80 {
                let score = state.score + value;
                self.next.push(State {
                    pending: vanished,
                    torn: true,
                    code: key,
                    score,
                    ..*state
                });
            }
        }
    }

    /// The punctuation behind a `?` in front of which the bytes may have been cut, with how many `?` the cut shows.
    fn cuts(&self, tokens: &[Token], at: usize) -> [Option<(Code, u8)>; 2] {
        let wide = |token: &Token| {
            self.codes(token).find(|&code| {
                matches!(
                    code,
                    0xA3AC | 0xA1A3 | 0xA3A1 | 0xA3BF | 0xA3BB | 0xA3BA | 0xA1A2
                )
            })
        };
        let before = at.checked_sub(1).and_then(|at| tokens.get(at));
        let plain =
            |t: &Token| t.c.is_ascii() && t.syllable.is_none() && self.unfolded(t.c).is_none();
        if before.is_none_or(|t| plain(t) || t.c.is_ascii_alphanumeric()) {
            return [None; 2];
        }
        let is = |at: usize, kind: Kind| tokens.get(at).filter(|t| t.kind == kind);
        let twice = is(at + 1, Kind::Question).and_then(|next| {
            let folded = self.unfolded(next.c).map(|code| (code, 1));
            Some([
                folded,
                is(at + 2, Kind::Char).and_then(wide).map(|code| (code, 2)),
            ])
        });
        match is(at + 1, Kind::Char) {
            Some(next) => [wide(next).map(|code| (code, 1)), None],
            None => twice.unwrap_or([None; 2]),
        }
    }

    fn step_question(&mut self, state: &State, line: &str, tokens: &[Token], at: usize) {
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
            read.score += SWALLOWED;
            if let Some(c) = swallowed {
                read.rank = self.text.rank(c, self.gbk);
                read.code = Code::from(c as u8);
                read.node = self.node(read.node, Piece::Char(c));
            }
            self.next.push(read);
        }
    }

    /// The ways in which `?` stands for a byte in front of which the stream was cut: one `?` shows the lead byte of a pair
    /// whose second byte is the first of the punctuation, two show a whole pair.
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
            let score = read.score + CUT;
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

    /// The pairs that follow a character best.
    fn likeliest(&self, before: Rank, pairs: impl Iterator<Item = Code>) -> Vec<Code> {
        let mut scored: Vec<(f32, Code)> = pairs
            .map(|code| (self.text.rank_of(code), code))
            .filter(|&(rank, _)| rank != NO_RANK)
            .map(|(rank, code)| (self.text.score(before, rank), code))
            .collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        scored
            .into_iter()
            .take(GUESSES)
            .map(|(_, code)| code)
            .collect()
    }

    /// The ways in which a private-use character was shown in front of a token and dropped since.
    fn step_dropped(&mut self, state: &State, token: &Token) {
        let (text, gbk) = (self.text, self.gbk);
        let firsts = self
            .private_use
            .iter()
            .map(|&(lead, _)| u16::from_be_bytes([state.pending, lead]));
        for first in self.likeliest(state.rank, firsts) {
            let Some(read) = self.reading(state, first) else {
                continue;
            };
            let read = State {
                score: read.score + DROPPED,
                dropped: state.dropped + 1,
                ..read
            };
            let lead = first.to_be_bytes()[1];
            let Some(&(_, seconds)) = self.private_use.iter().find(|&&(l, _)| l == lead) else {
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
    }

    /// Writes a way out; gives how many annotations and sites of its tokens are gone.
    fn emit(
        &self,
        line: &str,
        tokens: &[Token],
        range: std::ops::Range<usize>,
        node: u32,
        out: &mut String,
    ) -> usize {
        let mut pieces = Vec::new();
        let mut at = node;
        while let Some(node) = self.nodes.get(at as usize) {
            pieces.push(node.piece);
            at = node.before;
        }
        let damaged = tokens[range]
            .iter()
            .filter(|t| t.syllable.is_some())
            .count();
        let mut left = 0;
        for piece in pieces.into_iter().rev() {
            match piece {
                Piece::Char(c) => out.push(c),
                Piece::Token(at) => {
                    if let Some(token) = tokens.get(at as usize) {
                        out.push_str(&line[token.start..token.end]);
                        left += usize::from(token.syllable.is_some());
                    }
                }
            }
        }
        damaged.saturating_sub(left)
    }
}

/// Notes a quotation mark; one that does not fit the ones before costs.
fn quote(state: &mut State, c: char) {
    let opens = match c {
        '“' => true,
        '”' => false,
        _ => return,
    };
    if state.quoting == opens {
        state.score += MISPLACED_QUOTE;
    }
    state.quoting = opens;
}

/// The lead bytes of the pairs that show as private-use characters, each with its second bytes.
fn private_use_leads(gbk: &Gbk) -> Vec<(u8, [bool; 256])> {
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

/// The ASCII character that a lone lead byte has swallowed, as far as what follows tells: `<` of a tag, the first digit of a
/// year, a bracket, a blank. Other digits are lost for good.
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
