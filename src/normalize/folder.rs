//! White space and invisible characters of running text, which may come in pieces.

use super::invisible;
use super::{
    UnicodeForm, is_ascii_or_usual, is_cjk, is_line_break, is_plainly_wide, is_shared_punctuation,
    is_single_spaced, is_space, is_usual_han, may_need_composing, nfc,
};
use unicode_normalization::{IsNormalized, is_nfc_quick};

/// White space and invisible characters; composing comes after, since what falls away can bring
/// marks together.
pub(super) fn one_line(text: &str) -> String {
    let mut folder = Folder::default();
    folder.text.reserve(text.len());
    folder.fold(text);
    folder.text
}

/// Builds running text piece by piece, as [`inline`](super::inline) would have it, for callers who need to know where in the folded text
/// a piece came to stand. A forced line break is kept as `\n`.
#[derive(Debug, Default)]
pub(crate) struct Folder {
    form: UnicodeForm,
    text: String,
    space: bool,
    broken: bool,
    forced: bool,
}

/// Bytes from which on a text is handed over with the place that it has, and not copied out of it.
const KEPT: usize = 4 << 10;

impl Folder {
    pub(crate) fn new(form: UnicodeForm) -> Self {
        Folder {
            form,
            ..Folder::default()
        }
    }

    /// The text so far, without white space at its end.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Whether a forced line break is the last thing seen.
    pub(crate) fn ends_with_break(&self) -> bool {
        self.forced
    }

    /// Adds a piece. Each piece is composed by itself: marks that begin a piece are not joined to the one before.
    pub(crate) fn push(&mut self, piece: &str) {
        self.text.reserve(piece.len());
        let behind = piece.trim_ascii_start();
        let text = behind.trim_ascii_end();
        if is_single_spaced(text.as_bytes()) && is_ascii_or_usual(text) {
            self.skip_ascii(&piece[..piece.len() - behind.len()]);
            self.push_run(text);
            self.skip_ascii(&behind[text.len()..]);
            return;
        }
        if piece.is_ascii() {
            return self.fold_ascii(piece);
        }
        // What is composed whatever stands around it need not be asked.
        let asked = |&c: &char| !is_usual_han(c) && may_need_composing(c);
        match is_nfc_quick(piece.chars().filter(asked)) {
            _ if self.form == UnicodeForm::AsIs => self.fold(piece),
            IsNormalized::Yes => self.fold(piece),
            _ => self.fold(&nfc(piece)),
        }
    }

    /// Adds text in which white space is exact.
    pub(crate) fn push_exact(&mut self, piece: &str) {
        self.text.push_str(piece);
    }

    /// Adds a forced line break.
    pub(crate) fn line_break(&mut self) {
        self.forced = true;
    }

    /// Hands over the text, with no more room than it needs, and starts anew in the same place.
    pub(crate) fn take(&mut self) -> String {
        let text = match self.text.len() {
            ..KEPT => self.text.as_str().to_owned(),
            _ => std::mem::take(&mut self.text),
        };
        self.clear();
        text
    }

    /// Starts anew, and lets go what there is.
    pub(crate) fn clear(&mut self) {
        self.text.clear();
        (self.space, self.broken, self.forced) = (false, false, false);
    }

    /// As [`fold`](Self::fold) does it, a run of visible characters at a time.
    fn fold_ascii(&mut self, piece: &str) {
        let mut rest = piece;
        while !rest.is_empty() {
            let run = visible_run(rest.as_bytes());
            let (seen, behind) = rest.split_at(run.max(1));
            match run {
                0 => self.skip_ascii(seen),
                _ => self.push_run(seen),
            }
            rest = behind;
        }
    }

    /// Notes ASCII that is not seen; what is no white space of it is controls.
    fn skip_ascii(&mut self, unseen: &str) {
        for b in unseen.bytes() {
            self.space |= matches!(b, b' ' | b'\t'..=b'\r');
            self.broken |= matches!(b, b'\n'..=b'\r');
        }
    }

    /// Adds what is seen behind the white space that was noted.
    fn push_run(&mut self, run: &str) {
        if (self.space || self.forced) && !self.text.is_empty() {
            let vanishes = || {
                let after = run.chars().next();
                after.is_some_and(|after| vanishes_between(self.text.chars().next_back(), after))
            };
            if self.forced {
                self.text.push('\n');
            } else if !(self.broken && vanishes()) {
                self.text.push(' ');
            }
        }
        (self.space, self.broken, self.forced) = (false, false, false);
        self.text.push_str(run);
    }

    fn fold(&mut self, piece: &str) {
        let mut rest = piece;
        while let Some(c) = rest.chars().next() {
            if c.is_ascii() {
                let end = rest.bytes().position(|b| !b.is_ascii());
                let (ascii, behind) = rest.split_at(end.unwrap_or(rest.len()));
                self.fold_ascii(ascii);
                rest = behind;
                continue;
            }
            // Usual Han characters and what is set with them stay, all that follow each other.
            let stays = is_plainly_wide(c);
            let end = match stays {
                true => rest.find(|c| !is_plainly_wide(c)).unwrap_or(rest.len()),
                false => c.len_utf8(),
            };
            let (run, behind) = rest.split_at(end);
            rest = behind;
            if is_space(c) {
                self.space = true;
                self.broken |= is_line_break(c);
                continue;
            }
            let gap = self.space || self.forced;
            // Behind white space that is still to be written nothing can be joined to.
            let before = if gap { "" } else { self.text.as_str() };
            if !stays && !invisible::stays(c, before, rest) {
                continue;
            }
            self.push_run(run);
        }
    }
}

/// Bytes of visible ASCII with no more than a space between words.
fn visible_run(text: &[u8]) -> usize {
    let is_seen = |at: usize| text.get(at).is_some_and(u8::is_ascii_graphic);
    let mut end = 0;
    while is_seen(end) || end > 0 && text.get(end) == Some(&b' ') && is_seen(end + 1) {
        end += 1;
    }
    end
}

fn vanishes_between(before: Option<char>, after: char) -> bool {
    let Some(before) = before else { return true };
    let cjk = (is_cjk(before), is_cjk(after));
    match cjk {
        (true, true) => true,
        (true, false) => is_shared_punctuation(after),
        (false, true) => is_shared_punctuation(before),
        (false, false) => false,
    }
}
