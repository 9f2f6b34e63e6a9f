//! What a page says about itself: the encoding label of the HTTP header, of `<meta>` and of the XML declaration, and the
//! language of `<html lang>`. Takes bytes or the header, gives an encoding that a page can really be in, or nothing; linear,
//! no allocation.
//!
//! The scan follows the prescan of the HTML standard
//! (<https://html.spec.whatwg.org/multipage/parsing.html#prescan-a-byte-stream-to-determine-its-encoding>) with one difference:
//! it does not stop after 1024 bytes, because one page in a hundred has a long comment or script in front of its label.

use encoding_rs::{Encoding, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};
use memchr::{memchr, memchr3, memmem};

/// The encoding in a `Content-Type` such as `text/html; charset="gbk"`; a bare label is understood as well.
pub(super) fn from_content_type(value: Option<&str>) -> Option<&'static Encoding> {
    let value = value?.as_bytes();
    let label = match charset_in(value) {
        Some(label) => label,
        None if value.iter().any(|b| matches!(b, b'/' | b';' | b'=')) => return None,
        None => value,
    };
    Encoding::for_label(label).filter(|&e| e != REPLACEMENT)
}

/// The first usable label in the page: in `<meta charset>`, `<meta http-equiv content>` or the XML declaration, outside
/// comments and scripts. When there is none, a label inside a comment is taken: some pages comment the whole head out.
pub(super) fn in_page(bytes: &[u8]) -> Option<&'static Encoding> {
    let bytes = bytes.get(..HEAD_BYTES).unwrap_or(bytes);
    xml_declaration(bytes)
        .or_else(|| tags(bytes, false).find_map(meta))
        .or_else(|| find(bytes, b"<!--").and_then(|_| tags(bytes, true).find_map(meta)))
}

/// The primary language, and the rest of the tag, of the first `<html lang>` or `xml:lang`: `b"zh-TW"`.
pub(super) fn language(bytes: &[u8]) -> Option<&[u8]> {
    let html = tags(bytes, false)
        .take(TAGS_BEFORE_HTML)
        .find(|tag| has_name(tag, b"html"))?;
    attribute(html, b"lang").or_else(|| attribute(html, b"xml:lang"))
}

/// Bytes that are searched for a label. Heads with inlined styles and scripts reach a few hundred kilobytes; the bound stops
/// input made of unclosed quotes, each of which costs [`LONGEST_TAG`] steps.
const HEAD_BYTES: usize = 1024 * 1024;

/// The `<html>` tag is looked for among this many first tags.
const TAGS_BEFORE_HTML: usize = 8;

/// What a page means by a label. A page whose label could be read byte by byte is not in UTF-16, and the standard reads
/// x-user-defined as windows-1252; an encoding that browsers replace by an error page says nothing.
fn usable(label: &[u8]) -> Option<&'static Encoding> {
    let encoding = Encoding::for_label(label)?;
    if encoding == UTF_16LE || encoding == UTF_16BE {
        Some(UTF_8)
    } else if encoding == X_USER_DEFINED {
        Some(WINDOWS_1252)
    } else {
        Some(encoding).filter(|&e| e != REPLACEMENT)
    }
}

fn xml_declaration(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = bytes.iter().position(|b| !b.is_ascii_whitespace())?;
    let rest = bytes.get(start..)?.strip_prefix(b"<?xml")?;
    let end = rest.iter().position(|&b| b == b'>')?;
    usable(attribute(rest.get(..end)?, b"encoding")?)
}

/// The encoding in a `<meta>` tag.
fn meta(tag: &[u8]) -> Option<&'static Encoding> {
    if !has_name(tag, b"meta") {
        return None;
    }
    let declared = attribute(tag, b"charset").and_then(usable);
    // `content="text/html; charset=gbk"`, and malformed tags whose quotes do not close.
    declared.or_else(|| charset_in(tag).and_then(usable))
}

/// Whether the inside of a tag begins with the ASCII name `name`.
fn has_name(tag: &[u8], name: &[u8]) -> bool {
    tag.get(..name.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(name))
        && tag
            .get(name.len())
            .is_none_or(|&b| b.is_ascii_whitespace() || b == b'/')
}

/// The label after the first `charset=` ("extracting a character encoding from a meta element" in the standard).
fn charset_in(value: &[u8]) -> Option<&[u8]> {
    let mut rest = value;
    loop {
        let at = find_ignoring_case(rest, b"charset")?;
        rest = rest.get(at + b"charset".len()..)?;
        let after = trim_start(rest);
        if let Some(after) = after.strip_prefix(b"=") {
            return value_at(after);
        }
    }
}

/// The value of the attribute `name` inside a tag. Quotes are honoured, so that a name inside a value is not taken.
fn attribute<'a>(tag: &'a [u8], name: &[u8]) -> Option<&'a [u8]> {
    let name_end = tag
        .iter()
        .position(|b| b.is_ascii_whitespace() || *b == b'/')?;
    let mut rest = tag.get(name_end..)?;
    loop {
        let start = rest
            .iter()
            .position(|b| !b.is_ascii_whitespace() && *b != b'/')?;
        rest = rest.get(start..)?;
        let end = rest
            .iter()
            .skip(1)
            .position(|b| b.is_ascii_whitespace() || matches!(b, b'=' | b'/'))
            .map_or(rest.len(), |p| p + 1);
        let (found, after) = rest.split_at_checked(end)?;
        rest = trim_start(after);
        let Some(after) = rest.strip_prefix(b"=") else {
            continue;
        };
        let (value, after) = split_value(trim_start(after));
        if found.eq_ignore_ascii_case(name) {
            return Some(value);
        }
        rest = after;
    }
}

/// A quoted or bare attribute value and what follows it.
fn split_value(rest: &[u8]) -> (&[u8], &[u8]) {
    let (inner, end) = match rest.first() {
        Some(&quote @ (b'"' | b'\'')) => {
            let inner = rest.get(1..).unwrap_or_default();
            (inner, inner.iter().position(|&b| b == quote))
        }
        _ => (rest, rest.iter().position(u8::is_ascii_whitespace)),
    };
    let end = end.unwrap_or(inner.len());
    (
        inner.get(..end).unwrap_or(inner),
        inner.get(end + 1..).unwrap_or_default(),
    )
}

/// A label, with or without quotes, up to anything that cannot stand in one.
fn value_at(rest: &[u8]) -> Option<&[u8]> {
    let rest = trim_start(rest);
    let rest = match rest.first() {
        Some(b'"' | b'\'') => trim_start(rest.get(1..)?),
        _ => rest,
    };
    let end = rest
        .iter()
        .position(|b| {
            b.is_ascii_whitespace() || matches!(b, b'"' | b'\'' | b';' | b'/' | b'>' | b',')
        })
        .unwrap_or(rest.len());
    rest.get(..end).filter(|label| !label.is_empty())
}

fn trim_start(bytes: &[u8]) -> &[u8] {
    bytes.trim_ascii_start()
}

/// The insides of all tags, in order; elements whose content is no markup are passed over. With `in_comments` those in comments
/// are given too.
fn tags(bytes: &[u8], in_comments: bool) -> impl Iterator<Item = &[u8]> {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        loop {
            let open = memchr(b'<', rest)?;
            rest = rest.get(open + 1..)?;
            if rest.starts_with(b"!--") && !in_comments {
                // `<!-->` is a whole comment: the search begins at the two dashes.
                let dashes = rest.get(1..)?;
                rest = dashes.get(find(dashes, b"-->")? + 3..)?;
                continue;
            }
            if !rest.first().is_some_and(u8::is_ascii_alphabetic) {
                continue;
            }
            let end = tag_end(rest);
            let (tag, after) = rest.split_at_checked(end)?;
            rest = after;
            for name in [&b"script"[..], b"style"] {
                if has_name(tag, name) {
                    rest = past_raw_text(rest, name);
                }
            }
            return Some(tag);
        }
    })
}

/// A tag ends at `>` outside quotes. When a quote never closes within [`LONGEST_TAG`] bytes it was a stray one, and the first
/// `>` counts.
fn tag_end(rest: &[u8]) -> usize {
    let window = rest.get(..LONGEST_TAG).unwrap_or(rest);
    outside_quotes(window)
        .or_else(|| memchr(b'>', window))
        .unwrap_or(window.len())
}

/// The first `>` outside quotes, if all quotes in front of it close.
fn outside_quotes(window: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        let (before, found) =
            window
                .get(at..)?
                .split_at_checked(memchr3(b'>', b'"', b'\'', window.get(at..)?)?)?;
        let (&byte, after) = found.split_first()?;
        at += before.len() + 1;
        if byte == b'>' {
            return Some(at - 1);
        }
        if before.trim_ascii_end().ends_with(b"=") {
            at += memchr(byte, after)? + 1;
        }
    }
}

/// Bytes in which a tag must end. Data URLs in attributes are longer, but never in front of a label; without a bound, every
/// stray quote would read the rest of the page, which is quadratic.
const LONGEST_TAG: usize = 1024;

/// What follows the end tag `name`; the whole rest when there is none, so that a label behind a broken script is still found.
fn past_raw_text<'a>(rest: &'a [u8], name: &[u8]) -> &'a [u8] {
    let mut from = 0;
    while let Some(at) = rest.get(from..).and_then(|tail| find(tail, b"</")) {
        let end = from + at + 2;
        let tail = rest.get(end..).unwrap_or_default();
        if has_name(tail.get(..name.len()).unwrap_or_default(), name) {
            return tail;
        }
        from = end;
    }
    // Nothing closes it: reading on from here would let a page of such tags be searched again and again.
    &[]
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    memmem::find(haystack, needle)
}

fn find_ignoring_case(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack
        .windows(needle.len())
        .position(|w| w.eq_ignore_ascii_case(needle))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(page: &str, expected: Option<&str>) {
        let found = in_page(page.as_bytes()).map(Encoding::name);
        assert_eq!(found, expected, "{page}");
    }

    fn check_header(value: &str, expected: Option<&str>) {
        let found = from_content_type(Some(value)).map(Encoding::name);
        assert_eq!(found, expected, "{value}");
    }

    fn check_language(page: &str, expected: Option<&str>) {
        assert_eq!(language(page.as_bytes()), expected.map(str::as_bytes));
    }

    #[test]
    fn meta_charset() {
        check("<meta charset=gbk>", Some("GBK"));
        check("<META CharSet = ' GB2312 '/>", Some("GBK"));
        check("<meta charset=\"big5\"/>", Some("Big5"));
        check("<meta name=x charset=euc-kr>", Some("EUC-KR"));
        check("<meta\ncharset=koi8-r\n>", Some("KOI8-R"));
        check("<meta charset=\"shift_jis>", Some("Shift_JIS"));
    }

    #[test]
    fn meta_http_equiv() {
        let page = "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=gb18030\">";
        check(page, Some("gb18030"));
        check(
            "<meta content='text/html;CHARSET=\"x-sjis\"' http-equiv=content-type>",
            Some("Shift_JIS"),
        );
        check("<meta content=text/html;charset=big5-hkscs>", Some("Big5"));
        check("<meta content=\"charset charset = gbk\">", Some("GBK"));
    }

    #[test]
    fn xml_declarations() {
        check(
            "<?xml version=\"1.0\" encoding=\"EUC-JP\"?><a/>",
            Some("EUC-JP"),
        );
        check(
            "\n<?xml version='1.0' encoding='windows-1251' ?>",
            Some("windows-1251"),
        );
        check("<?xml version='1.0'?><meta charset=gbk>", Some("GBK"));
    }

    #[test]
    fn labels_are_found_wherever_they_stand() {
        let late = format!("<head>{}<meta charset=gbk>", "<link rel=x>".repeat(1000));
        check(&late, Some("GBK"));
        check(
            "<!-- <meta charset=big5> --><meta charset=gbk>",
            Some("GBK"),
        );
        check("<!-- <meta charset=big5> -->", Some("Big5"));
        check("<!--><meta charset=big5><!-- -->", Some("Big5"));
        check(
            "<script>'<meta charset=big5>'</script><meta charset=gbk>",
            Some("GBK"),
        );
        check("<style>a</STYLE><meta charset=gbk>", Some("GBK"));
        check("<a title='>'><meta charset=gbk>", Some("GBK"));
        check("<a title='><meta charset=gbk>", Some("GBK"));
    }

    #[test]
    fn what_is_no_label() {
        check("", None);
        check("<", None);
        check("<meta", None);
        check("<meta charset", None);
        check("<meta charset=>", None);
        check("<meta charset=nonsense>", None);
        check("<metadata charset=gbk>", None);
        check("<meta name=description content='our charset'>", None);
        check("<meta charset=hz-gb-2312>", None);
        check("<?xml encoding=", None);
    }

    #[test]
    fn labels_that_mean_another() {
        check("<meta charset=utf-16le>", Some("UTF-8"));
        check("<meta charset=x-user-defined>", Some("windows-1252"));
        check("<meta charset=iso-8859-1>", Some("windows-1252"));
    }

    #[test]
    fn headers() {
        check_header("text/html; charset=gbk", Some("GBK"));
        check_header("text/html;Charset=\"EUC-KR\"; boundary=x", Some("EUC-KR"));
        check_header("gb2312", Some("GBK"));
        check_header("text/html; charset=utf-16le", Some("UTF-16LE"));
        check_header("text/html", None);
        check_header("text/html; charset=", None);
        check_header("", None);
        check_header("charset=hz-gb-2312", None);
    }

    #[test]
    fn languages() {
        check_language("<!doctype html><html lang=\"zh-TW\">", Some("zh-TW"));
        check_language("<html class=a xml:lang='ja'>", Some("ja"));
        check_language("<html class='lang=ko'>", None);
        check_language("<p>", None);
    }
}
