//! Feeds a page to the tokenizer, in pieces, without the attributes that a tag has beyond a bound. The tokenizer compares each
//! attribute with all before it and shows a tag only when it is read to its end, so the bound has to be kept in front of it:
//! markup is followed here as the HTML standard says, with the tokenizer's own word for what only the tree builder knows.
//! <https://html.spec.whatwg.org/multipage/parsing.html#tokenization>

use html5ever::TokenizerResult;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::Tokenizer;

use crate::bounds::{Bound, Deadline, Share};

use super::guard::{Guard, changes_tokenizer};

/// Attributes of a tag that are read; the rest of the tag is skipped. Stops html5ever's quadratic search for duplicates: half
/// a megabyte of attributes took two seconds. Pages have been seen with about fifty.
pub(super) const MOST_ATTRIBUTES: usize = 256;
/// The parser gets the page in pieces, so that its buffers stay small. Bytes.
const PIECE: usize = 64 << 10;

/// Feeds all of `html`, or as much as there is time for. Linear in time.
pub(super) fn feed(html: &str, tokenizer: &Tokenizer<Guard>, deadline: &Deadline) {
    let mut feeder = Feeder {
        html,
        tokenizer,
        deadline,
        is_late: false,
        input: BufferQueue::default(),
        fed: 0,
    };
    let mut at = 0;
    while let Some(open) = find(html, at, "<")
        && !feeder.is_late
    {
        at = feeder.markup(open);
    }
    feeder.up_to(html.len());
}

struct Feeder<'a> {
    html: &'a str,
    tokenizer: &'a Tokenizer<Guard>,
    deadline: &'a Deadline,
    /// Whether the time is over and the rest of the page is left out.
    is_late: bool,
    input: BufferQueue,
    /// Bytes that the tokenizer has been given, or that are left out.
    fed: usize,
}

impl Feeder<'_> {
    /// Feeds what comes before a place, which is a character boundary. The tokenizer pauses at the end of a script and at a
    /// declared encoding, for browsers; here it goes on.
    fn up_to(&mut self, end: usize) {
        while self.fed < end && !self.is_late {
            if self.deadline.is_over(Share::Parse) {
                self.is_late = true;
                self.tokenizer.sink.cut(Bound::Time);
                return;
            }
            let rest = &self.html[self.fed..end];
            let piece = &rest[..rest.floor_char_boundary(PIECE.min(rest.len()))];
            self.input.push_back(StrTendril::from_slice(piece));
            self.fed += piece.len();
            while !matches!(self.tokenizer.feed(&self.input), TokenizerResult::Done) {}
        }
    }

    /// Goes through what begins with the `<` at `open`, and gives its end.
    fn markup(&mut self, open: usize) -> usize {
        let rest = &self.html[open + 1..];
        if is_tag(rest) {
            return self.tag(open);
        }
        if rest.starts_with("!--") {
            return end_of_comment(self.html, open + 4);
        }
        if rest.starts_with("![CDATA[") {
            self.up_to(open);
            if self.tokenizer.sink.is_in_foreign_content() {
                return behind(self.html, open, "]]>");
            }
        }
        match rest.as_bytes().first() {
            Some(b'!' | b'?') => behind(self.html, open, ">"),
            Some(b'/') => behind(self.html, open + 2, ">"),
            _ => open + 1,
        }
    }

    /// Goes through a tag and, if text follows that is not read as markup, through this.
    fn tag(&mut self, open: usize) -> usize {
        let tag = Tag::scan(self.html, open);
        let mut at = self.attributes(&tag);
        if !changes_tokenizer(tag.name(self.html)) {
            return at;
        }
        self.up_to(at);
        while self.tokenizer.sink.is_in_raw_text() && !self.is_late {
            let Some(open) = find(self.html, at, "</") else {
                return self.html.len();
            };
            at = open + 2;
            let end = Tag::scan_name(self.html, open);
            let name = tag.name(self.html);
            if self.html[at..end].eq_ignore_ascii_case("noscript") && self.ends_noscript(name) {
                self.up_to(open);
                self.close(name);
                return open;
            }
            let is_end = self.html[at..end].eq_ignore_ascii_case(name);
            if !is_end || end >= self.html.len() {
                continue;
            }
            // In a script, an end tag may be text. It is if the tokenizer hands it on before it has seen the end.
            self.up_to(open);
            let tokens = self.tokenizer.sink.tokens();
            self.up_to(end + 1);
            let is_text =
                self.tokenizer.sink.is_in_raw_text() && self.tokenizer.sink.tokens() > tokens;
            at = end + 1;
            if !is_text {
                let tag = Tag::scan(self.html, open);
                at = self.attributes(&tag);
                self.up_to(at);
            }
        }
        at
    }

    /// Whether the end of a `noscript` ends the text of this element too. For a browser all of a `noscript` is text up to its
    /// end tag, so that an `iframe` in it that nobody closed, as in `<noscript><iframe src=… /></noscript>`, ends there; here it
    /// would swallow the rest of the page.
    fn ends_noscript(&self, name: &str) -> bool {
        let closes =
            !name.eq_ignore_ascii_case("script") && !name.eq_ignore_ascii_case("plaintext");
        closes && self.tokenizer.sink.is_in_noscript()
    }

    /// Gives the tokenizer an end tag that the page does not have.
    fn close(&mut self, name: &str) {
        let tag = format!("</{name}>");
        self.input.push_back(StrTendril::from_slice(&tag));
        while !matches!(self.tokenizer.feed(&self.input), TokenizerResult::Done) {}
    }

    /// Leaves out the attributes of a tag that are too many; gives the end of the tag.
    fn attributes(&mut self, tag: &Tag) -> usize {
        if let Some(cut) = tag.cut {
            self.up_to(cut);
            self.fed = tag.last;
            self.tokenizer.sink.cut(Bound::Attributes);
        }
        (tag.last + 1).min(self.html.len())
    }
}

/// Where the parts of a tag are.
struct Tag {
    /// The first byte of the name.
    start: usize,
    /// One past the name.
    name_end: usize,
    /// The first attribute that is one too many.
    cut: Option<usize>,
    /// The `>`, or the end of the page.
    last: usize,
}

impl Tag {
    /// Scans the tag whose `<` is at `open`, through the states "tag name" to "after attribute value (quoted)".
    fn scan(html: &str, open: usize) -> Tag {
        let bytes = html.as_bytes();
        let name_end = Tag::scan_name(html, open);
        let mut tag = Tag {
            start: open + 1 + usize::from(bytes.get(open + 1) == Some(&b'/')),
            name_end,
            cut: None,
            last: html.len(),
        };
        let skip = |at: usize, until: fn(u8) -> bool| {
            let rest = bytes.get(at..).unwrap_or_default();
            at + rest.iter().position(|&b| until(b)).unwrap_or(rest.len())
        };
        let mut count = 0;
        let mut at = name_end;
        loop {
            at = skip(at, |b| !is_space(b) && b != b'/');
            match bytes.get(at) {
                None => return tag,
                Some(b'>') => {
                    tag.last = at;
                    return tag;
                }
                Some(_) => {}
            }
            count += 1;
            if count > MOST_ATTRIBUTES && tag.cut.is_none() {
                tag.cut = Some(at);
            }
            // A name may begin with an equals sign.
            at = skip(at + 1, |b| is_space(b) || matches!(b, b'/' | b'>' | b'='));
            let behind_name = skip(at, |b| !is_space(b));
            if bytes.get(behind_name) != Some(&b'=') {
                continue;
            }
            at = skip(behind_name + 1, |b| !is_space(b));
            at = match bytes.get(at) {
                Some(b'"') => skip(at + 1, |b| b == b'"') + 1,
                Some(b'\'') => skip(at + 1, |b| b == b'\'') + 1,
                _ => skip(at, |b| is_space(b) || b == b'>'),
            };
        }
    }

    /// One past the name of the tag whose `<` is at `open`.
    fn scan_name(html: &str, open: usize) -> usize {
        let start = open + 1 + usize::from(html[open + 1..].starts_with('/'));
        let rest = &html.as_bytes()[start..];
        let ends = |&b: &u8| is_space(b) || matches!(b, b'/' | b'>');
        start + rest.iter().position(ends).unwrap_or(rest.len())
    }

    fn name<'a>(&self, html: &'a str) -> &'a str {
        &html[self.start..self.name_end]
    }
}

/// White space within tags; the tokenizer reads a carriage return as a line feed.
fn is_space(b: u8) -> bool {
    matches!(b, b'\t' | b'\n' | b'\x0C' | b'\r' | b' ')
}

/// Whether a tag follows a `<`.
fn is_tag(rest: &str) -> bool {
    let name = rest.strip_prefix('/').unwrap_or(rest);
    name.starts_with(|c: char| c.is_ascii_alphabetic())
}

fn find(html: &str, from: usize, what: &str) -> Option<usize> {
    Some(from + html.get(from..)?.find(what)?)
}

/// One past the next `what`, or the end of the page.
fn behind(html: &str, from: usize, what: &str) -> usize {
    find(html, from, what).map_or(html.len(), |at| at + what.len())
}

/// The end of a comment whose text begins at `start`, behind `<!--`.
fn end_of_comment(html: &str, start: usize) -> usize {
    for empty in [">", "->"] {
        if html[start..].starts_with(empty) {
            return start + empty.len();
        }
    }
    let mut at = start;
    while let Some(dashes) = find(html, at, "--") {
        let rest = &html[dashes + 2..];
        for end in [">", "!>"] {
            if rest.starts_with(end) {
                return dashes + 2 + end.len();
            }
        }
        at = dashes + 1;
    }
    html.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bounds::Cuts;
    use crate::dom::{Dom, NodeId};
    use crate::settings::Limits;

    fn parse(html: &str) -> Dom {
        Dom::parse(html, &Limits::default())
    }

    fn attributes(count: usize) -> String {
        (0..count).map(|i| format!(" a{i}")).collect()
    }

    /// The most attributes that an element of the page has.
    fn most(dom: &Dom) -> usize {
        let elements = dom
            .descendants(NodeId::ROOT)
            .filter_map(|id| dom.element(id));
        elements
            .map(|element| element.attributes().count())
            .max()
            .unwrap_or(0)
    }

    #[test]
    fn ordinary_tags_keep_their_attributes() {
        let check = |html: &str, count: usize| {
            let dom = parse(html);
            assert_eq!((most(&dom), dom.cuts()), (count, Cuts::default()), "{html}");
        };
        check("<p a b=1 c='2' d=\"3\" e>x", 5);
        check(
            &format!("<p{}>x", attributes(MOST_ATTRIBUTES)),
            MOST_ATTRIBUTES,
        );
        check(&format!("<p title=\"{}\">x", attributes(9_000)), 1);
        check(&format!("<p title='{}>\"' lang=de>x", attributes(9_000)), 2);
        check(&format!("<!-- <p{}> --><p a>x", attributes(9_000)), 1);
        check(
            &format!("<script>a <b{}</script><p a>x", attributes(9_000)),
            1,
        );
        check(&format!("<p a>1 < 2{}", attributes(9_000)), 1);
    }

    /// What stands before a tag must not hide it from the bound.
    #[test]
    fn no_tag_has_more_attributes_than_the_bound() {
        for before in [
            "",
            "<",
            "<p x='>'>",
            "<p x=\"<\">",
            "<p =\">",
            "<p x = '\"'y=\"'\">",
            "<p/x='>'/>",
            "</p x='>'>",
            "</ x='>",
            "<!-->",
            "<!--->",
            "<!-- ' \" --!>",
            "<!-- <!-- -->",
            "<!x '>",
            "<?x '>",
            "<!doctype html public '>",
            "<![CDATA[ ' >",
            "<svg><![CDATA[ <p ' > ]]>",
            "<svg><title><b x='>'>",
            "<svg><style>",
            "<math><title>",
            "<title> <p ' </title>",
            "<textarea> <p ' </TEXTAREA >",
            "<style> <!-- ' </style>",
            "<script> '<!-- </script>",
            "<script><!-- <script> </script x=' --> </script>",
            "<script><!-- <script> </script> ' </script>",
            "<script> </scripts x=' </script x='>'>",
            "<xmp> </p ' </xmp>",
            "<select><xmp>",
            "<select><style>",
            "<frameset><title></frameset>",
            "<noscript><p x='>'>",
            "<iframe> ' </iframe/>",
        ] {
            for tag in ["p", "/p", "svg", "html", "body", "script"] {
                let many = attributes(4 * MOST_ATTRIBUTES);
                let html = format!("{before}<{tag}{many}>text</script>");
                let dom = parse(&html);
                assert!(most(&dom) <= MOST_ATTRIBUTES, "{before}<{tag}");
                // Whether text is raw within a list of options depends on the version of the standard.
                let may_be_raw = before.starts_with("<select>");
                assert!(
                    !dom.cuts().list().is_empty() || may_be_raw,
                    "{before}<{tag}"
                );
            }
        }
    }

    /// What looks like a tag in a script is none, so a script stays whole; structured data is read from there.
    #[test]
    fn raw_text_is_not_cut() {
        for tag in ["script", "style", "textarea", "title", "xmp"] {
            let text = format!("a <b{} x='", attributes(9_000));
            let html = format!("<{tag}>{text}</{tag}><p>more");
            let dom = parse(&html);
            assert_eq!(dom.cuts(), Cuts::default(), "{tag}");
            assert_eq!(
                dom.text_content(NodeId::ROOT),
                format!("{text}more"),
                "{tag}"
            );
        }
    }

    /// A browser reads no element within `noscript`, so that one which is left open there ends with it.
    #[test]
    fn raw_text_ends_with_its_noscript() {
        let check = |html: &str, text: &str| {
            let dom = parse(html);
            assert_eq!(dom.text_content(NodeId::ROOT), text, "{html}");
            let (p, _) = dom.named(NodeId::ROOT, "p").next().expect(html);
            assert!(dom.ancestors(p).all(|id| {
                dom.element(id)
                    .is_none_or(|element| element.name() != "noscript")
            }));
        };
        check("<body><noscript><iframe src=x /></noscript><p>seen", "seen");
        check("<noscript><IFRAME>a</NOSCRIPT ><p>seen", "aseen");
        check("<body><noscript><style>a</noscript><p>seen", "aseen");
        check(
            "<body><noscript>a</noscript><iframe>b</noscript></iframe><p>c",
            "ab</noscript>c",
        );
        check("<noscript><iframe>a</iframe></noscript><p>seen", "aseen");
    }

    #[test]
    fn text_behind_such_a_tag_stays() {
        let html = format!("<p{} x=\">\">text<p>more", attributes(9_000));
        assert_eq!(parse(&html).text_content(NodeId::ROOT), "textmore");
        let html = format!("<p>text<b{}", attributes(9_000));
        assert_eq!(parse(&html).text_content(NodeId::ROOT), "text");
    }
}
