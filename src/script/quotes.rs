//! Quotation marks of a Chinese line as the regions write them. Takes text, gives it with “ ” ‘ ’
//! where simplified text is wanted and with 「 」 『 』 where traditional text is. An apostrophe stays:
//! only a mark that was opened is closed.

use super::OutputScript;

/// The marks of a line, read from its start to its end.
pub(super) struct Quotes {
    simplified: bool,
    /// A single quotation mark is open.
    open: bool,
}

impl Quotes {
    pub(super) fn of(to: OutputScript) -> Quotes {
        Quotes {
            simplified: to == OutputScript::Hans,
            open: false,
        }
    }

    /// The next piece of the line with its marks replaced.
    pub(super) fn follow(&mut self, piece: &str) -> String {
        let mark = |c: char| match (self.simplified, c) {
            (true, '「') => '“',
            (true, '」') => '”',
            (true, '『') => '‘',
            (true, '』') => '’',
            (false, '“') => '「',
            (false, '”') => '」',
            (false, '‘') => {
                self.open = true;
                '『'
            }
            (false, '’') if std::mem::take(&mut self.open) => '』',
            _ => c,
        };
        piece.chars().map(mark).collect()
    }
}
