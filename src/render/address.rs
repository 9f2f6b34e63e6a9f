//! Addresses that may stand in output: `http`, `https`, `mailto`, and relative ones. Everything else, `javascript:` and
//! `data:` above all, is refused, however a page disguises it.

/// The schemes that output may hold.
const SCHEMES: [&str; 3] = ["http", "https", "mailto"];

/// The address as it may be written, or `None` if it is empty or of a scheme that may run code.
///
/// Browsers drop tabs and line breaks anywhere in an address and controls around it, so `java\nscript:` is a script to them.
/// All controls are dropped here first, and white space is percent-encoded.
pub(super) fn safe(address: &str) -> Option<String> {
    let visible: String = address
        .chars()
        .filter(|c| !c.is_control() && !is_invisible(*c))
        .collect();
    let trimmed = visible.trim();
    if trimmed.is_empty() || !has_safe_scheme(trimmed) {
        return None;
    }
    let mut out = String::with_capacity(trimmed.len());
    for c in trimmed.chars() {
        if c.is_whitespace() {
            percent_encode(&mut out, c);
        } else {
            out.push(c);
        }
    }
    Some(out)
}

/// Writes a character as the percent-encoded bytes of its UTF-8 form.
pub(super) fn percent_encode(out: &mut String, c: char) {
    const HEX: [char; 16] = [
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F',
    ];
    let mut buffer = [0; 4];
    for byte in c.encode_utf8(&mut buffer).bytes() {
        out.push('%');
        out.push(HEX[usize::from(byte >> 4)]);
        out.push(HEX[usize::from(byte & 15)]);
    }
}

/// What stands before a colon is a scheme, unless a slash, question mark or hash comes first. White space within it is
/// ignored: what is not a scheme to a browser is not worth an argument.
fn has_safe_scheme(address: &str) -> bool {
    match address.find([':', '/', '?', '#']) {
        Some(end) if address[end..].starts_with(':') => {
            let scheme: String = address[..end]
                .chars()
                .filter(|c| !c.is_whitespace())
                .collect();
            SCHEMES.iter().any(|safe| scheme.eq_ignore_ascii_case(safe))
        }
        _ => true,
    }
}

/// Zero-width characters and direction marks, which a reader does not see.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(address: &str, expected: Option<&str>) {
        assert_eq!(safe(address).as_deref(), expected, "{address:?}");
    }

    #[test]
    fn ordinary_addresses_pass() {
        for address in [
            "https://tea.example/a?b=1#c",
            "HTTP://tea.example",
            "mailto:a@b.example",
            "/path:with/colon",
            "page.html",
            "?q=a:b",
            "#top",
            "//cdn.example/x.png",
            "茶.html",
        ] {
            check(address, Some(address));
        }
    }

    #[test]
    fn white_space_is_encoded_or_dropped() {
        check(" /a b\n", Some("/a%20b"));
        check("https://a.example/\tx", Some("https://a.example/x"));
        check("/a\u{3000}b", Some("/a%E3%80%80b"));
    }

    #[test]
    fn addresses_that_run_code_are_refused() {
        for address in [
            "javascript:alert(1)",
            " JaVaScRiPt:alert(1)",
            "java\tscript:alert(1)",
            "java\nscript\r:alert(1)",
            "\u{1}javascript:alert(1)",
            "java\u{200b}script:alert(1)",
            "java script:alert(1)",
            "vbscript:x",
            "data:text/html,x",
            "file:///etc/passwd",
            "",
            " \n ",
        ] {
            check(address, None);
        }
    }
}
