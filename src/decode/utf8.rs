//! Whether bytes hold as UTF-8 when not every one of them does. Takes bytes, gives counts and the two decisions that rest on
//! them; one pass, no allocation.

/// What reading bytes as UTF-8 meets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Stats {
    /// Valid sequences of two bytes and more.
    pub valid: usize,
    /// Maximal malformed sequences. One cut off by the end of the input is none.
    pub errors: usize,
}

/// Valid sequences must outnumber errors by this factor. Pages in another encoding hardly reach one valid sequence for four
/// errors; UTF-8 pages with an included part in another encoding or with broken bytes stay above it.
const VALID_PER_ERROR: usize = 2;

/// Below this number of valid sequences the factor above could be chance: two letters of a word in a legacy encoding.
const ENOUGH_VALID: usize = 6;

/// With fewer valid sequences than [`ENOUGH_VALID`] they must outnumber the errors by this factor.
const VALID_PER_ERROR_WHEN_FEW: usize = 4;

/// From so many valid sequences on it is no chance that they outnumber the errors: of 800,000 texts of common characters in four East
/// Asian encodings five held, with eight at most.
const BEYOND_CHANCE: usize = 16;

impl Stats {
    /// Counts over all of `bytes`.
    pub(super) fn of(bytes: &[u8]) -> Stats {
        let mut stats = Stats::default();
        for chunk in bytes.utf8_chunks() {
            stats.valid += leads(chunk.valid().as_bytes());
            stats.errors += usize::from(!chunk.invalid().is_empty());
        }
        stats.errors -= usize::from(ends_in_a_cut(bytes)).min(stats.errors);
        stats
    }

    /// Whether so few characters might be those of another encoding in which they happen to be valid.
    pub(super) fn may_be_chance(&self) -> bool {
        self.errors > 0 && self.valid < BEYOND_CHANCE
    }

    /// Whether the bytes are UTF-8, possibly damaged.
    pub(super) fn holds(&self) -> bool {
        let factor = if self.valid < ENOUGH_VALID {
            VALID_PER_ERROR_WHEN_FEW
        } else {
            VALID_PER_ERROR
        };
        self.valid > 0 && self.valid >= self.errors.saturating_mul(factor)
    }
}

fn leads(valid: &[u8]) -> usize {
    valid.iter().filter(|&&b| b >= 0xC2).count()
}

/// Whether the last bytes begin a sequence that the end of the input cuts off.
fn ends_in_a_cut(bytes: &[u8]) -> bool {
    let tail = bytes.get(bytes.len().saturating_sub(3)..).unwrap_or(bytes);
    (0..tail.len()).any(|from| {
        let rest = tail.get(from..).unwrap_or_default();
        rest.first().is_some_and(|&b| b >= 0xC2)
            && std::str::from_utf8(rest)
                .is_err_and(|e| e.valid_up_to() == 0 && e.error_len().is_none())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], valid: usize, errors: usize) {
        assert_eq!(Stats::of(bytes), Stats { valid, errors }, "{bytes:?}");
    }

    #[test]
    fn counts_sequences_and_errors() {
        check(b"plain", 0, 0);
        check("é漢😀".as_bytes(), 3, 0);
        check(b"\xC3\xA9\xFF\xFF", 1, 2);
        check(b"\xC3\xA9 \xE9 x", 1, 1);
    }

    #[test]
    fn a_cut_at_the_end_is_no_error() {
        check(b"\xC3\xA9\xC3", 1, 0);
        check(b"\xC3\xA9\xE6\xBC", 1, 0);
        check(b"\xC3\xA9\xF0\x9F\x98", 1, 0);
        check(b"\xC3\xA9\xE6\xBC\xFF", 1, 2);
    }

    #[test]
    fn two_to_one_decides() {
        assert!(
            Stats {
                valid: 12,
                errors: 6
            }
            .holds()
        );
        assert!(
            !Stats {
                valid: 12,
                errors: 7
            }
            .holds()
        );
        assert!(
            !Stats {
                valid: 4,
                errors: 2
            }
            .holds()
        );
        assert!(
            Stats {
                valid: 4,
                errors: 1
            }
            .holds()
        );
        assert!(
            !Stats {
                valid: 0,
                errors: 0
            }
            .holds()
        );
    }
}
