//! Characters that nobody sees. Takes one with what stands around it, and says whether it stays:
//! joiners between letters or emoji that need them do, tags of a flag do, everything else that has
//! no shape falls away.

use unicode_normalization::char::canonical_combining_class;

/// What a character without a shape is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Invisible {
    /// It can be seen (or is white space beyond the ASCII controls).
    No,
    /// Controls, soft hyphen, zero-width space, word joiner, byte order mark, direction marks and
    /// the like: never kept.
    Noise,
    /// ZWJ and ZWNJ.
    Joiner,
    /// The tag characters, which spell the region of a flag.
    Tag,
}

impl Invisible {
    #[inline]
    pub(super) fn of(c: char) -> Invisible {
        match c {
            ' '..='~' => Invisible::No,
            '\0'..='\u{1f}'
            | '\u{7f}'..='\u{9f}'
            | '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{180e}' => Invisible::Noise,
            '\u{200c}' | '\u{200d}' => Invisible::Joiner,
            '\u{200b}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' => Invisible::Noise,
            '\u{feff}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}' => Invisible::Noise,
            '\u{e0020}'..='\u{e007f}' => Invisible::Tag,
            '\u{e0000}'..='\u{e001f}' => Invisible::Noise,
            _ => Invisible::No,
        }
    }
}

/// Whether `c` stays between `before`, which is already clean, and `after`, which is as it came.
pub(super) fn stays(c: char, before: &str, after: &str) -> bool {
    match Invisible::of(c) {
        Invisible::No => true,
        Invisible::Noise => false,
        Invisible::Joiner => joins(before, after),
        Invisible::Tag => before.chars().next_back().is_some_and(is_flag),
    }
}

/// The flag that tags follow, or a tag before this one.
fn is_flag(c: char) -> bool {
    c == '\u{1f3f4}' || Invisible::of(c) == Invisible::Tag
}

/// How many combining marks on each side of a joiner are looked at; real clusters have up to three.
/// It bounds the work for a text of nothing but marks and joiners.
const MARKS_SEEN: usize = 4;

/// Whether a joiner belongs between `before` and `after`: letters of one of the scripts that shape
/// with it on both sides, or emoji on both sides.
///
/// All marks next to the joiner must be of such a script, not only the nearest, and nothing that
/// falls away may stand among them: composing may put marks into another order, and the answer must
/// be the same after it.
fn joins(before: &str, after: &str) -> bool {
    let emoji = before.chars().next_back().is_some_and(is_emoji)
        && after.chars().next().is_some_and(is_emoji);
    emoji || reaches_letter(before.chars().rev()) && is_cluster(after)
}

/// Going away from the joiner over marks of its scripts, there is a letter of them.
fn reaches_letter(chars: impl Iterator<Item = char>) -> bool {
    for c in chars.take(MARKS_SEEN + 1) {
        if !needs_joiners(c) {
            return false;
        }
        if canonical_combining_class(c) == 0 {
            return true;
        }
    }
    false
}

/// What follows the joiner is a letter of its scripts, or marks of them with something after that
/// stays.
fn is_cluster(after: &str) -> bool {
    let mut seen = 0;
    for c in after.chars() {
        if canonical_combining_class(c) == 0 {
            return if seen == 0 {
                needs_joiners(c)
            } else {
                Invisible::of(c) == Invisible::No
            };
        }
        seen += 1;
        if seen > MARKS_SEEN || !needs_joiners(c) {
            return false;
        }
    }
    seen > 0
}

/// Scripts whose letters are shaped by joiners: Arabic, Syriac, N'Ko, Mandaic, the Indic ones with
/// Sinhala, Thai to Khmer, Mongolian, Phags-pa, Balinese and others of that kind in the
/// supplementary planes.
fn needs_joiners(c: char) -> bool {
    matches!(c,
        '\u{600}'..='\u{7ff}' | '\u{840}'..='\u{8ff}' | '\u{900}'..='\u{109f}' | '\u{1780}'..='\u{18af}'
        | '\u{1900}'..='\u{1aaf}' | '\u{1b00}'..='\u{1c4f}' | '\u{1cd0}'..='\u{1cff}' | '\u{a800}'..='\u{a8ff}'
        | '\u{a980}'..='\u{aaff}' | '\u{abc0}'..='\u{abff}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}'
        | '\u{10a00}'..='\u{10eff}' | '\u{11000}'..='\u{11fff}' | '\u{1e900}'..='\u{1e95f}')
        && Invisible::of(c) == Invisible::No
}

/// Pictographs with their modifiers, and the signs that make sequences (♂, ♀, ⚕, ➡, ⬛).
fn is_emoji(c: char) -> bool {
    matches!(c,
        '\u{fe0f}' | '\u{2190}'..='\u{21ff}' | '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
}
