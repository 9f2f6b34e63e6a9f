//! What a page wrote must not steer a terminal: an escape sequence in a text, an address or a file name can recolour the
//! screen, set its title or, in bad terminals, type commands. Everything that may reach one goes through here.

use std::fmt;
use std::io::{self, Write};

/// The text with each control but tab and line feed, and each mark that turns the direction of what follows, spelled out:
/// `\u{1b}`.
pub fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if steers(c) {
            out.extend(c.escape_unicode());
        } else {
            out.push(c);
        }
    }
    out
}

/// As [`visible`], on one line.
pub fn visible_line(text: &str) -> String {
    visible(text).replace('\n', "\\n")
}

/// C0 and C1 controls (a terminal may take U+009B alone for the start of a sequence), and the directional embeddings,
/// overrides and isolates, with which a name can be made to read as another one.
fn steers(c: char) -> bool {
    (c.is_control() && !matches!(c, '\t' | '\n'))
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Writes to standard error, if anybody listens.
pub fn tell(message: fmt::Arguments<'_>) {
    let _ = io::stderr().write_all(visible(&message.to_string()).as_bytes());
}

/// A terminal as a place to write to. Each call of `write` must bring whole characters, as `write_all` and `write!` with
/// strings do.
pub struct Screen<W>(pub W);

impl<W: Write> Write for Screen<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let text = String::from_utf8_lossy(bytes);
        self.0.write_all(visible(&text).as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}
