//! Computes a damaged line back. Takes the line as tokens and what is known of the page; follows
//! every way in which the bytes may have stood, keeps the ways that make plausible Chinese, and
//! gives the best one once they meet again. Work and memory for each token are bounded, so a line
//! costs time linear in its length whatever it holds.

mod guess;
mod step;

use super::gbk::{Code, Gbk};
use super::page::{Kind, Page, Token};
use super::plausibility::{Plausibility, Rank};
use step::{LEFT_ALONE, STRAY_ANNOTATION, quote};

/// Ways followed at the same time. A real place needs two to ten; dropped characters need the rest.
const BEAM: usize = 32;
/// A way that is this much less likely than the best one is given up, nats.
const MARGIN: f32 = 28.0;
/// Tokens after which the best way is taken although others are still possible; stops `?a)?a)?a)…`
/// from growing for ever.
const MAX_RUN: usize = 96;
/// Searches for candidates of a lost byte that every page is granted, and bytes of a page that
/// grant one more. A search takes 2 to 5 µs; when they are used up only what the bytes themselves
/// tell is followed. Damaged pages use one for 230 bytes, and one for 9 when private-use characters
/// were dropped (at worst, short pages, one for 2); a line of question marks would take a hundred
/// for each byte.
const SEARCHES: usize = 5_000;
const BYTES_FOR_A_SEARCH: usize = 4;
/// The likeliest ways of a place that may have lost a private-use character; each needs some ten
/// searches.
const DROP_WAYS: usize = 6;
/// Dropped private-use characters in one run; more than that leaves nothing to compute from.
const MAX_DROPPED: u8 = 3;
/// The run is decoded again with dropped characters allowed when its mean is below this, nats a
/// character.
const DOUBTFUL_MEAN: f32 = -5.0;

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
    /// The part of the score that known neighbours gave: it says which way is right, not how good the best one is.
    known: f32,
    /// A quotation is open.
    quoting: bool,
    /// The last character was computed from bytes, not shown.
    computed: bool,
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
    /// Searches that are left.
    searches: usize,
}

impl<'t> Lattice<'t> {
    pub(super) fn new(gbk: &'t Gbk, text: &'t Plausibility, page: &'t Page, bytes: usize) -> Self {
        let searches = SEARCHES + bytes / BYTES_FOR_A_SEARCH;
        let private_use = if page.dropped {
            guess::private_use_leads(gbk)
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
            searches,
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
            known: 0.0,
            quoting: false,
            computed: false,
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
                state.computed = false;
                quote(&mut state, token.c);
                at += 1;
                continue;
            }
            state = State {
                score: 0.0,
                known: 0.0,
                read: 0,
                dropped: 0,
                node: ROOT,
                ..state
            };
            let (mut end, mut best) = self.run(line, tokens, at, state, false);
            let mean = (best.score - best.known) / f32::from(best.read.max(1));
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

    /// Whether the last two bytes shown explain the annotation of a token, for a way that is in
    /// step.
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
                if drops && i < DROP_WAYS && state.pending != 0 && state.dropped < MAX_DROPPED {
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
