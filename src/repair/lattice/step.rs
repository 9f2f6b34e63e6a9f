//! What the bytes themselves tell: how a way goes on over a character, an annotation or a torn
//! place. Takes a way and a token, adds every way that the bytes allow, each with what speaks for
//! it.

use super::super::gbk::{Code, is_han, is_private_use};
use super::super::page::Token;
use super::super::plausibility::{NO_RANK, Rank};
use super::{Lattice, Piece, State};

/// What an annotation costs that no character in front of it explains, nats.
pub(super) const STRAY_ANNOTATION: f32 = -12.0;
/// What an annotation gives that the byte pair in front of it explains, nats.
pub(super) const EXPLAINED: f32 = 6.0;
/// What a character costs that stands without annotation although the page always annotates it,
/// nats.
const BARE_THOUGH_LISTED: f32 = -6.0;
/// What a character gives that the page annotates elsewhere, when a vanished byte may be its second
/// one, nats.
const LISTED: f32 = 3.0;
/// What a character costs that stands bare on the page, when a vanished byte may be its second one,
/// nats.
const SEEN_BARE: f32 = -6.0;
/// What a rare character costs as the annotated one, nats: tables were made of common characters.
const RARE_KEY: f32 = -5.0;
/// What a character costs beside its rarity that is neither Han nor known, nats: line drawing,
/// kana, Cyrillic.
const SYMBOL: f32 = -6.0;
/// What a quotation mark costs that opens what is open or closes what is not, nats.
const MISPLACED_QUOTE: f32 = -2.0;
/// What each e-fold of its occurrences on the page gives a pair of neighbours of which one is
/// computed, nats: pages repeat their names and terms. 2 to 3 do best.
const NEIGHBOURS: f32 = 3.0;
/// Occurrences beyond which more of them say nothing new.
pub(super) const MOST_SEEN: f32 = 20.0;
/// What leaving damage as it stands costs, nats: more than any computed way that reads like a text.
pub(super) const LEFT_ALONE: f32 = -36.0;

impl Lattice<'_> {
    /// A way that takes a token as it stands.
    pub(super) fn copied(&mut self, state: &State, token: &Token, at: usize) -> State {
        let (code, rank) = self.shown(token);
        let mut state = *state;
        quote(&mut state, token.c);
        // A shown character behind a shown one stands on the page for certain, whatever way is taken.
        let known = if state.computed {
            self.known_neighbours(state.rank, rank)
        } else {
            0.0
        };
        let piece = match token.syllable {
            Some(_) => Piece::Token(at as u32),
            None => Piece::Char(token.c),
        };
        State {
            torn: false,
            computed: false,
            code,
            rank,
            score: state.score + self.text.score(state.rank, rank) + known,
            known: state.known + known,
            read: state.read.saturating_add(1),
            node: self.node(state.node, piece),
            ..state
        }
    }

    /// A way that reads a computed pair; `None` when nothing is assigned to the pair.
    pub(super) fn reading(&mut self, state: &State, code: Code) -> Option<State> {
        let c = self.gbk.char(code).filter(|&c| !is_private_use(c))?;
        let rank = self.text.rank_of(code);
        let symbol = if rank == NO_RANK && !is_han(c) {
            SYMBOL
        } else {
            0.0
        };
        let listed = !state.torn && self.page.lists(code);
        let bare = if listed { BARE_THOUGH_LISTED } else { 0.0 };
        let known = self.known_neighbours(state.rank, rank);
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
            computed: true,
            code,
            rank,
            score: state.score + self.text.score(state.rank, rank) + known + symbol + bare,
            known: state.known + known,
            read: state.read.saturating_add(1),
            node: self.node(state.node, Piece::Char(c)),
            ..state
        })
    }

    /// What speaks for two characters side by side because the page shows them so elsewhere, nats.
    pub(super) fn known_neighbours(&self, before: Rank, next: Rank) -> f32 {
        let seen = f32::from(self.page.follows(before, next));
        NEIGHBOURS * (1.0 + seen.min(MOST_SEEN)).ln()
    }

    pub(super) fn step_char(&mut self, state: &State, token: &Token, at: usize) {
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
    pub(super) fn key_value(&self, key: Code, rare: bool) -> f32 {
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

    pub(super) fn step_site(&mut self, state: &State, token: &Token, at: usize) {
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
}

/// Notes a quotation mark; one that does not fit the ones before costs.
pub(super) fn quote(state: &mut State, c: char) {
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
