//! ISO-2022-JP, the one encoding in use that switches character sets by escape sequences. Takes bytes, says whether they are
//! in it; a stray escape byte is not enough.

use super::read;
use crate::bounds::Pace;
use encoding_rs::ISO_2022_JP;

/// How many characters outside ASCII must stand against each error. A page cut and corrupted in three places has dozens; a page
/// that only happens to hold `ESC $ B` reads its markup as two-byte codes and fails at once.
const CHARACTERS_PER_ERROR: usize = 3;

/// Whether `bytes` are ISO-2022-JP: a switch to a Japanese set, and what follows reads as such, as far as there is time to read it.
pub(super) fn is_iso_2022_jp(bytes: &[u8], pace: &mut Pace<'_>) -> bool {
    // `contains` is the fast search of the standard library; the windows are only walked when there is something to find.
    if !bytes.contains(&ESCAPE) || !bytes.windows(3).any(is_switch) {
        return false;
    }
    let mut text = String::new();
    let errors = read::append(bytes, ISO_2022_JP, &mut text, pace);
    let foreign = text.chars().filter(|c| !c.is_ascii()).count() - errors.min(text.len());
    foreign > 0 && foreign >= errors * CHARACTERS_PER_ERROR
}

const ESCAPE: u8 = 0x1B;

/// The switches to JIS X 0208 (two editions) and to half-width katakana; those to ASCII and Roman prove nothing.
fn is_switch(window: &[u8]) -> bool {
    matches!(window, b"\x1B$B" | b"\x1B$@" | b"\x1B(I")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bounds::{Deadline, Share};

    fn check(bytes: &[u8], expected: bool) {
        let never = Deadline::default();
        let found = is_iso_2022_jp(bytes, &mut never.pace(Share::Decode));
        assert_eq!(found, expected, "{bytes:?}");
    }

    #[test]
    fn needs_a_switch_and_text_behind_it() {
        check(b"<p>\x1B$B$3$s$K$A$O\x1B(B</p>", true);
        check(b"<p>\x1B$@$3$s$K$A$O\x1B(B</p>", true);
        check(b"\x1B(I1234\x1B(B", true);
        // Cut inside a character.
        check(b"<p>\x1B$B$3$s$K$A$", true);
        check(b"plain \x1B[31mred\x1B[0m", false);
        check(b"\x1B(B", false);
        check(b"\x1B$B", false);
        check(b"", false);
        check(b"\x1B$B\xFF\xFE\xFD\xFC\xFB", false);
    }
}
