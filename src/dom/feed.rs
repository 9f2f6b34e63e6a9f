//! Feeds a page to the tree builder. Tags, text and comments, which are nearly all of a page, are read here as the HTML standard
//! says and handed to it as tokens; what remains, such as doctypes and scripts that hold `<!--`, goes through html5ever's
//! tokenizer, which is left between two constructs each time. Its own pace is a tenth of this one, and it compares each
//! attribute with all before it and shows a tag only when it is read to its end, so that bounds have to be kept in front of it.
//! <https://html.spec.whatwg.org/multipage/parsing.html#tokenization>

use std::borrow::Cow;

use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{self as token, TagKind, Token, TokenSink, Tokenizer, TokenizerOpts};
use html5ever::{LocalName, TokenizerResult};
use memchr::memmem::{self, Finder};
use memchr::{memchr, memchr_iter, memchr2};

use crate::bounds::{Bound, Deadline, Share};
use crate::settings::Limits;

use super::Dom;
use super::attributes::Attributes;
use super::guard::Guard;
use super::kind::Kind;
use super::source::Source;
use super::tag::{Places, Tag};

mod drawing;

/// The tokenizer gets what it gets in pieces, so that its buffers stay small. Bytes.
const PIECE: usize = 64 << 10;

/// Parses a page. `whole` keeps what nothing here reads: attributes, the shapes of drawings.
pub(super) fn parse(html: &str, limits: &Limits, whole: bool, deadline: &Deadline) -> Dom {
    let tokenizer = Tokenizer::new(
        Guard::new(limits, html.len()),
        TokenizerOpts {
            // It would discard one at the start of each piece that it is given.
            discard_bom: false,
            ..TokenizerOpts::default()
        },
    );
    let html = html.strip_prefix('\u{FEFF}').unwrap_or(html);
    feed(&line_feeds(html), whole, &tokenizer, deadline);
    tokenizer.end();
    tokenizer.sink.into_dom(html.len())
}

/// A page with the line ends that the standard reads: line feeds.
fn line_feeds(html: &str) -> Cow<'_, str> {
    let bytes = html.as_bytes();
    let mut out = String::new();
    let mut copied = 0;
    for at in memchr::memchr_iter(b'\r', bytes) {
        out.push_str(&html[copied..at]);
        if bytes.get(at + 1) != Some(&b'\n') {
            out.push('\n');
        }
        copied = at + 1;
    }
    if copied == 0 {
        return Cow::Borrowed(html);
    }
    out.push_str(&html[copied..]);
    Cow::Owned(out)
}

/// Feeds all of `html`, which has no carriage returns, or as much as there is time for. `whole` keeps what nothing here reads. Linear in
/// time.
fn feed(html: &str, whole: bool, tokenizer: &Tokenizer<Guard>, deadline: &Deadline) {
    let source = Source::new(html);
    tokenizer.sink.offer().attributes = Attributes::new(source.page());
    let mut feeder = Feeder {
        html,
        source,
        whole,
        tokenizer,
        deadline,
        is_late: false,
        input: BufferQueue::default(),
        fed: 0,
        may_refer: false,
        room: Places::new(),
        end_tag: Finder::new("</"),
        comment_start: Finder::new("<!--"),
        script_end: 0,
        comment: 0,
    };
    let (mut at, mut asked) = (0, 0);
    while let Some(open) = feeder.next_open(at)
        && !feeder.is_late
    {
        if open >= asked + PIECE {
            feeder.look_at_clock();
            asked = open;
        }
        at = feeder.markup(open);
    }
    if !feeder.is_late {
        feeder.text(html.len());
    }
}

struct Feeder<'a> {
    html: &'a str,
    source: Source<'a>,
    whole: bool,
    tokenizer: &'a Tokenizer<Guard>,
    deadline: &'a Deadline,
    /// Whether the time is over and the rest of the page is left out.
    is_late: bool,
    input: BufferQueue,
    /// Bytes that have been fed, or that are left out.
    fed: usize,
    /// Whether what has not been fed may hold a character reference.
    may_refer: bool,
    /// Where the attributes of a tag are noted.
    room: Places,
    end_tag: Finder<'static>,
    comment_start: Finder<'static>,
    /// The last end of a script and the last `<!--` that were looked for.
    script_end: usize,
    comment: usize,
}

/// How text is read that is no markup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Raw {
    /// As it stands.
    Text,
    /// With its character references decoded: a title.
    WithReferences,
    /// Not at all: style sheets.
    Unread,
}

impl<'a> Feeder<'a> {
    fn token(&self, token: Token) {
        // What the tree builder asks of a tokenizer after a tag is asked after tags that go through the tokenizer only; that a
        // script has ended or an encoding is declared, it tells browsers.
        let _ = self.tokenizer.sink.process_token(token, 1);
    }

    /// Gives a tag to the tree builder.
    fn give(&self, tag: &Tag, name: LocalName) {
        let sink = &self.tokenizer.sink;
        let (kind, attrs) = match tag.is_end() {
            true => (TagKind::EndTag, Vec::new()),
            false => {
                let is_foreign = || sink.is_in_foreign_content();
                let mut offer = sink.offer();
                let attributes = offer.start(tag, &name, &self.source, self.whole, is_foreign);
                (TagKind::StartTag, attributes)
            }
        };
        self.token(Token::TagToken(token::Tag {
            kind,
            name,
            self_closing: tag.is_self_closing(),
            attrs,
            had_duplicate_attributes: false,
        }));
        sink.offer().withdraw();
        if sink.offer().attributes.is_full {
            sink.cut(Bound::Attributes);
        }
    }

    /// The next `<` from a place on, with a look at what stands before it.
    fn next_open(&mut self, at: usize) -> Option<usize> {
        let rest = self.html.as_bytes().get(at..)?;
        let found = memchr2(b'<', b'&', rest)?;
        if rest[found] == b'<' {
            return Some(at + found);
        }
        self.may_refer = true;
        find_byte(self.html, at + found, b'<')
    }

    /// Hands on what comes before a place, which is a character boundary, as text.
    fn text(&mut self, end: usize) {
        if self.fed >= end {
            return;
        }
        let range = self.fed..end;
        let text = match std::mem::take(&mut self.may_refer) {
            true => self.source.decoded(range),
            false => self.source.part(range),
        };
        self.fed = end;
        if !self.source.has_nul || memchr(0, text.as_bytes()).is_none() {
            return self.token(Token::CharacterTokens(text));
        }
        for part in text.split_inclusive('\0') {
            let visible = part.trim_end_matches('\0');
            if !visible.is_empty() {
                self.token(Token::CharacterTokens(StrTendril::from_slice(visible)));
            }
            if visible.len() < part.len() {
                self.token(Token::NullCharacterToken);
            }
        }
    }

    /// Hands on what comes before a place within an element that holds no markup.
    fn raw(&mut self, end: usize, raw: Raw) {
        let text = match raw {
            Raw::WithReferences => self.source.visible(self.fed..end),
            Raw::Text => self.source.raw(self.fed..end),
            Raw::Unread => StrTendril::new(),
        };
        self.fed = end;
        if !text.is_empty() {
            self.token(Token::CharacterTokens(text));
        }
    }

    /// Gives the tokenizer what comes before a place, which is a character boundary. It pauses at the end of a script and at
    /// a declared encoding, for browsers; here it goes on.
    fn up_to(&mut self, end: usize) {
        while self.fed < end {
            self.look_at_clock();
            if self.is_late {
                return;
            }
            let rest = &self.html[self.fed..end];
            let piece = &rest[..rest.floor_char_boundary(PIECE.min(rest.len()))];
            self.push(piece);
            self.fed += piece.len();
        }
    }

    fn look_at_clock(&mut self) {
        // The first piece is read in any case, so that there is something to judge.
        if !self.is_late && self.fed >= PIECE && self.deadline.is_over(Share::Parse) {
            self.is_late = true;
            self.tokenizer.sink.cut(Bound::Time);
        }
    }

    fn push(&mut self, piece: &str) {
        self.input.push_back(StrTendril::from_slice(piece));
        while !matches!(self.tokenizer.feed(&self.input), TokenizerResult::Done) {}
    }

    /// Goes through what begins with the `<` at `open`, and gives its end.
    fn markup(&mut self, open: usize) -> usize {
        let rest = &self.html[open + 1..];
        if is_tag(rest) {
            return self.tag(open);
        }
        if rest.starts_with("!--") {
            return self.comment(open);
        }
        let end = match rest.as_bytes().first() {
            Some(b'!') if rest.starts_with("![CDATA[") && self.is_in_foreign_content(open) => {
                behind(self.html, open, "]]>")
            }
            Some(b'!' | b'?') => behind(self.html, open, ">"),
            Some(b'/') => behind(self.html, open + 2, ">"),
            _ => return open + 1,
        };
        self.text(open);
        self.up_to(end);
        end
    }

    fn is_in_foreign_content(&mut self, open: usize) -> bool {
        self.text(open);
        self.tokenizer.sink.is_in_foreign_content()
    }

    /// Goes through a comment. The tree has none, but its builder is told, since text before and after it is read apart.
    fn comment(&mut self, open: usize) -> usize {
        self.text(open);
        let end = end_of_comment(self.html, open + 4);
        self.fed = end;
        self.token(Token::CommentToken(StrTendril::new()));
        end
    }

    /// Goes through a tag and, if text follows that is not read as markup, through this.
    fn tag(&mut self, open: usize) -> usize {
        self.text(open);
        let tag = self.scan(open);
        let local_name = LocalName::from(tag.lower_name());
        let kind = Kind::of(&local_name);
        let name = tag.name();
        let changes = kind == Kind::RawText;
        let draws = name.eq_ignore_ascii_case("svg")
            && !(self.whole || tag.is_end() || tag.is_self_closing());
        let needs_tokenizer = changes && self.needs_tokenizer(name, tag.end());
        let end = match needs_tokenizer {
            true => self.through_tokenizer(&tag),
            false => self.past_tokenizer(tag, local_name),
        };
        match changes {
            true => self.raw_text(name, end, needs_tokenizer),
            false if draws => self.drawing(end),
            false => end,
        }
    }

    /// Goes through the shapes of a drawing, if it is nothing else. Selectors of the caller may ask for shapes, and then they are kept.
    fn drawing(&mut self, from: usize) -> usize {
        if let Some(end) = drawing::end(self.html, from, &mut self.room) {
            self.fed = end;
        }
        self.fed
    }

    /// Whether the text behind a tag of this name ends where only the tokenizer can tell: never, or in a script that holds `<!--`,
    /// behind which an end tag may be text.
    fn needs_tokenizer(&mut self, name: &str, at: usize) -> bool {
        if !name.eq_ignore_ascii_case("script") {
            return name.eq_ignore_ascii_case("plaintext");
        }
        // What has been found is looked for again only behind it, or a page of start tags would be read once for each.
        if self.script_end < at {
            self.script_end = self.find_end(at, name).unwrap_or(self.html.len());
        }
        if self.comment < at {
            let comment = find(self.html, at, &self.comment_start);
            self.comment = comment.unwrap_or(self.html.len());
        }
        self.comment < self.script_end
    }

    /// Where the next end tag of this name begins.
    fn find_end(&self, from: usize, name: &str) -> Option<usize> {
        let mut at = from;
        loop {
            let open = find(self.html, at, &self.end_tag)?;
            at = open + 2;
            if self.html[at..Tag::scan_name(self.html, open)].eq_ignore_ascii_case(name) {
                return Some(open);
            }
        }
    }

    /// Goes through a tag without the tokenizer; gives its end.
    fn past_tokenizer(&mut self, tag: Tag, name: LocalName) -> usize {
        if tag.cut().is_some() {
            self.tokenizer.sink.cut(Bound::Attributes);
        }
        self.fed = tag.end();
        if tag.is_closed() {
            self.give(&tag, name);
        }
        self.room = tag.into_room();
        self.fed
    }

    fn scan(&mut self, open: usize) -> Tag<'a> {
        Tag::scan(self.html, open, std::mem::take(&mut self.room))
    }

    /// Gives a tag to the tokenizer, without the attributes that are too many; gives the end of the tag.
    fn through_tokenizer(&mut self, tag: &Tag) -> usize {
        if let Some((cut, last)) = tag.cut() {
            self.up_to(cut);
            self.fed = last;
            self.tokenizer.sink.cut(Bound::Attributes);
        }
        self.up_to(tag.end());
        tag.end()
    }

    /// Goes through the text in an element of which only the end tag is markup, and through the end tag; with the tokenizer, if it
    /// has read the start tag.
    fn raw_text(&mut self, name: &str, mut at: usize, with_tokenizer: bool) -> usize {
        let is = |other: &str| name.eq_ignore_ascii_case(other);
        let raw = match () {
            () if is("title") || is("textarea") => Raw::WithReferences,
            () if is("style") => Raw::Unread,
            () => Raw::Text,
        };
        // Behind `<!--` in a script, an end tag may be text.
        let mut escaped = false;
        while self.tokenizer.sink.is_in_raw_text() && !self.is_late {
            let close = find(self.html, at, &self.end_tag);
            let Some(open) = close.filter(|_| !is("plaintext")) else {
                self.raw(self.html.len(), raw);
                return self.html.len();
            };
            at = open + 2;
            let end = Tag::scan_name(self.html, open);
            if self.html[at..end].eq_ignore_ascii_case("noscript") && self.ends_noscript(name) {
                self.raw(open, raw);
                self.close(name);
                return open;
            }
            if !is(&self.html[at..end]) || end >= self.html.len() {
                continue;
            }
            escaped |= with_tokenizer
                && memmem::find(&self.html.as_bytes()[self.fed..open], b"<!--").is_some();
            if !escaped {
                self.raw(open, raw);
            } else if self.is_text(open, end + 1) {
                at = end + 1;
                continue;
            }
            let tag = self.scan(open);
            at = match with_tokenizer {
                true => self.through_tokenizer(&tag),
                false => {
                    let name = LocalName::from(tag.lower_name());
                    self.past_tokenizer(tag, name)
                }
            };
        }
        at
    }

    /// Whether the end tag from `open`, whose name ends before `behind_name`, is text of its script. It is if the tokenizer
    /// hands it on before it has seen the end.
    fn is_text(&mut self, open: usize, behind_name: usize) -> bool {
        // A `<` in front of the tag is handed on when the next one is read.
        self.up_to(open + 1);
        let tokens = self.tokenizer.sink.tokens();
        self.up_to(behind_name);
        self.tokenizer.sink.is_in_raw_text() && self.tokenizer.sink.tokens() > tokens
    }

    /// Whether the end of a `noscript` ends the text of this element too. For a browser all of a `noscript` is text up to its
    /// end tag, so that an `iframe` in it that nobody closed, as in `<noscript><iframe src=… /></noscript>`, ends there; here it
    /// would swallow the rest of the page.
    fn ends_noscript(&self, name: &str) -> bool {
        let closes =
            !name.eq_ignore_ascii_case("script") && !name.eq_ignore_ascii_case("plaintext");
        closes && self.tokenizer.sink.is_in_noscript()
    }

    /// Gives the tree builder an end tag that the page does not have.
    fn close(&mut self, name: &str) {
        let html = format!("</{name}>");
        let tag = Tag::scan(&html, 0, Places::new());
        self.give(&tag, LocalName::from(tag.lower_name()));
    }
}

/// Whether a tag follows a `<`.
fn is_tag(rest: &str) -> bool {
    let name = rest.strip_prefix('/').unwrap_or(rest);
    name.starts_with(|c: char| c.is_ascii_alphabetic())
}

fn find(html: &str, from: usize, what: &Finder<'_>) -> Option<usize> {
    Some(from + what.find(html.as_bytes().get(from..)?)?)
}

fn find_byte(html: &str, from: usize, byte: u8) -> Option<usize> {
    Some(from + memchr(byte, html.as_bytes().get(from..)?)?)
}

/// One past the next `what`, or the end of the page.
fn behind(html: &str, from: usize, what: &str) -> usize {
    let found = memmem::find(&html.as_bytes()[from..], what.as_bytes());
    found.map_or(html.len(), |at| from + at + what.len())
}

/// The end of a comment whose text begins at `start`, behind `<!--`.
fn end_of_comment(html: &str, start: usize) -> usize {
    for empty in [">", "->"] {
        if html[start..].starts_with(empty) {
            return start + empty.len();
        }
    }
    let bytes = html.as_bytes();
    let mut ends = memchr_iter(b'>', &bytes[start..]).map(|at| start + at);
    let end = ends.find(|&at| {
        let text = &bytes[start..at];
        text.ends_with(b"--") || text.ends_with(b"--!")
    });
    end.map_or(html.len(), |at| at + 1)
}

#[cfg(test)]
mod tests;
