//! Text in lines of a bounded width. East Asian characters take two columns and may be parted anywhere but before closing
//! punctuation; other text is parted at spaces. Words that are longer than a line stay whole.

/// Wraps each line of a text. A width of 0 counts as 1.
pub(super) fn wrapped(text: &str, width: usize) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / width.max(1));
    for (i, line) in text.split('\n').enumerate() {
        if i > 0 {
            out.push('\n');
        }
        wrap_line(&mut out, line, width.max(1));
    }
    out
}

fn wrap_line(out: &mut String, line: &str, width: usize) {
    let mut column = 0;
    let mut rest = line;
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(piece_end(rest));
        let word = piece.trim_end_matches(' ');
        let columns = word.chars().map(columns_of).sum::<usize>();
        if column > 0 && column + columns > width {
            let kept = out.trim_end_matches(' ').len();
            out.truncate(kept);
            out.push('\n');
            column = 0;
        }
        out.push_str(piece);
        column += columns + (piece.len() - word.len());
        rest = after;
    }
}

/// Where the first piece that must stay on one line ends: a word with the spaces behind it, or an East Asian character with the
/// punctuation that must not begin a line.
fn piece_end(text: &str) -> usize {
    let mut before: Option<char> = None;
    for (at, c) in text.char_indices() {
        if let Some(last) = before {
            let after_space = last == ' ' && c != ' ';
            let between_wide =
                (is_wide(last) || is_wide(c)) && c != ' ' && !clings(c) && !opens(last);
            if after_space || between_wide {
                return at;
            }
        }
        before = Some(c);
    }
    text.len()
}

fn columns_of(c: char) -> usize {
    if is_wide(c) { 2 } else { 1 }
}

fn is_wide(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{303e}' | '\u{3041}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}' | '\u{20000}'..='\u{3fffd}')
}

/// Characters that must not begin a line.
fn clings(c: char) -> bool {
    matches!(
        c,
        '、' | '。'
            | '，'
            | '．'
            | '：'
            | '；'
            | '？'
            | '！'
            | '）'
            | '」'
            | '』'
            | '】'
            | '》'
            | '〉'
            | '”'
            | '’'
            | '…'
            | '—'
            | 'ー'
            | '々'
            | ','
            | '.'
            | ':'
            | ';'
            | '?'
            | '!'
            | ')'
            | ']'
            | '}'
            | '%'
            | '\u{300}'..='\u{36f}'
    )
}

/// Characters that must not end a line.
fn opens(c: char) -> bool {
    matches!(
        c,
        '（' | '「' | '『' | '【' | '《' | '〈' | '“' | '‘' | '(' | '[' | '{'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lines_end_where_they_may() {
        let check = |text: &str, width: usize, expected: &str| {
            assert_eq!(wrapped(text, width), expected, "{text}")
        };
        check("one two three", 7, "one two\nthree");
        check("one two\nthree", 80, "one two\nthree");
        check("extraordinary", 5, "extraordinary");
        check("一二三四五", 4, "一二\n三四\n五");
        check("一二，三四", 4, "一\n二，\n三四");
        check("他說「好」", 6, "他說\n「好」");
        check("", 10, "");
    }

    proptest! {
        #[test]
        fn no_letter_is_lost(text in "[a-c一二，。「」 \n]{0,40}", width in 0usize..12) {
            let letters = |text: &str| text.split_whitespace().collect::<String>();
            prop_assert_eq!(letters(&wrapped(&text, width)), letters(&text));
        }
    }
}
