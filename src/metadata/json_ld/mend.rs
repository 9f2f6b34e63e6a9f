//! JSON as sites write it: takes the text of a script, gives the values in it. Valid JSON is parsed as it is; else comments,
//! trailing commas, raw control characters, stray quotes and escapes, and references are mended, and the text parsed again.

use serde_json::{Deserializer, Value};

/// Brackets that are open at once; serde_json reads no deeper.
const DEPTH: usize = 120;
/// Values that one script can hold one after the other.
const VALUES: usize = 1_000;

/// The values of a script, as many as can be read.
pub(super) fn parse(text: &str) -> Vec<Value> {
    let text = text.trim().trim_start_matches('\u{FEFF}');
    if let Ok(value) = serde_json::from_str(text) {
        return vec![value];
    }
    let mut text = strip_wrapping(text).to_string();
    if !text.contains('"') && text.contains("&quot;") {
        text = text
            .replace("&quot;", "\"")
            .replace("&#39;", "'")
            .replace("&amp;", "&");
    }
    let mended = mend(&text);
    let values: Vec<Value> = Deserializer::from_str(&mended)
        .into_iter::<Value>()
        .map_while(Result::ok)
        .take(VALUES)
        .collect();
    if !values.is_empty() {
        return values;
    }
    if let Some(value) = closed(&mended).and_then(|text| serde_json::from_str(&text).ok()) {
        return vec![value];
    }
    // `var data = {…}` and the like: from the first brace on.
    match mended.find(['{', '[']) {
        Some(start) if start > 0 => Deserializer::from_str(&mended[start..])
            .into_iter::<Value>()
            .map_while(Result::ok)
            .take(VALUES)
            .collect(),
        _ => Vec::new(),
    }
}

/// A text that breaks off within its value, up to the last comma outside of strings, with the brackets closed that are open
/// there.
fn closed(text: &str) -> Option<String> {
    let mut open: Vec<char> = Vec::new();
    let (mut inside, mut escaped) = (false, false);
    let mut cut = None;
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if inside => escaped = true,
            '"' => inside = !inside,
            _ if inside => {}
            '{' if open.len() < DEPTH => open.push('}'),
            '[' if open.len() < DEPTH => open.push(']'),
            '{' | '[' => return None,
            '}' | ']' => {
                open.pop()?;
                // Up to here the value is whole too.
                cut = Some((at + 1, open.len()));
            }
            ',' => cut = Some((at, open.len())),
            _ => {}
        }
    }
    let (end, depth) = cut.filter(|_| !open.is_empty())?;
    // Brackets opened behind the cut are not in it; those before it still stand first.
    let closers: String = open[..depth.min(open.len())].iter().rev().collect();
    Some(format!("{}{closers}", &text[..end]))
}

/// Without `<!-- -->`, `<![CDATA[ ]]>` and their comment signs around it.
fn strip_wrapping(text: &str) -> &str {
    let mut text = text;
    loop {
        let before = text.len();
        for opening in [
            "<!--",
            "<![CDATA[",
            "//<![CDATA[",
            "// <![CDATA[",
            "/*<![CDATA[*/",
            "/* <![CDATA[ */",
        ] {
            text = text.strip_prefix(opening).unwrap_or(text).trim_start();
        }
        for closing in [
            "-->",
            "]]>",
            "//]]>",
            "// ]]>",
            "/*]]>*/",
            "/* ]]> */",
            "//",
            ";",
        ] {
            text = text.strip_suffix(closing).unwrap_or(text).trim_end();
        }
        if text.len() == before {
            return text;
        }
    }
}

/// Mends what can be mended in one pass over the characters.
fn mend(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let closes = closing_quotes(&chars);
    let mut out = String::with_capacity(text.len());
    let mut i = 0;
    let mut inside = false;
    while let Some(&c) = chars.get(i) {
        let next = chars.get(i + 1).copied().unwrap_or('\0');
        if inside {
            i += in_string(&mut out, c, next, closes[i], &mut inside);
            continue;
        }
        match c {
            '"' => {
                inside = true;
                out.push(c);
            }
            '/' if next == '/' => {
                while chars.get(i).is_some_and(|c| *c != '\n') {
                    i += 1;
                }
                continue;
            }
            '/' if next == '*' => {
                i += 2;
                while i < chars.len() && !(chars[i - 1] == '*' && chars[i] == '/') {
                    i += 1;
                }
            }
            '}' | ']' => {
                let kept = out.trim_end().len();
                if out[..kept].ends_with(',') {
                    out.truncate(kept - 1);
                }
                out.push(c);
            }
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
        i += 1;
    }
    out
}

/// Writes what stands within a string; gives how many characters were used.
fn in_string(out: &mut String, c: char, next: char, closes: bool, inside: &mut bool) -> usize {
    match c {
        '\\' if matches!(next, '"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' | 'u') => {
            out.push(c);
            out.push(next);
            2
        }
        // An escape that JSON does not know: \' and the like.
        '\\' => 1,
        '"' if closes => {
            *inside = false;
            out.push(c);
            1
        }
        '"' => {
            out.push_str("\\\"");
            1
        }
        '\n' => {
            out.push_str("\\n");
            1
        }
        c if c.is_control() => {
            out.push(' ');
            1
        }
        c => {
            out.push(c);
            1
        }
    }
}

/// For each character whether a quote there could close a string: the next thing is a comma, colon or bracket, or the end.
/// From the back, so that the whole costs one pass.
fn closing_quotes(chars: &[char]) -> Vec<bool> {
    let mut closes = vec![false; chars.len()];
    let mut next = '\0';
    let mut after_comma = '\0';
    for (i, &c) in chars.iter().enumerate().rev() {
        closes[i] = match next {
            '\0' | ':' | '}' | ']' | '/' => true,
            // After a comma the next value or key begins; "a", said he, is text.
            ',' => matches!(
                after_comma,
                '"' | '{' | '[' | '}' | ']' | '-' | 't' | 'f' | 'n' | '0'..='9' | '/'
            ),
            _ => false,
        };
        if !c.is_whitespace() {
            after_comma = next;
            next = c;
        }
    }
    closes
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text in "\\PC{0,80}") {
            let _ = parse(&text);
        }

        #[test]
        fn json_like_text_is_read_without_panic(text in "[\\[\\]{}\",:/* \\\\n\u{0}\na1&;-]{0,60}") {
            let _ = parse(&text);
        }

        #[test]
        fn valid_json_is_parsed_as_it_is(key in "[a-z\"\\\\]{0,8}", word in "\\PC{0,20}") {
            let value = serde_json::json!({ key: [word, 1, null] });
            prop_assert_eq!(parse(&value.to_string()), vec![value]);
        }
    }
}
