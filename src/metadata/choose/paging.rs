//! The fields around the text: section, icon of the site, number of comments, and where the page stands among the pages of a
//! text that is split over several.

use url::Url;

use super::{Chooser, Ranked};
use crate::metadata::scan::{
    Chars, Firsts, Openings, begins_with, fold, fold_spaces, has_digit, is_east_asian,
};
use crate::metadata::{Metadata, Pages, Source, Sourced};
use crate::normalize::is_alphabetic;
use crate::terms::{ByFirst, pages as terms};

/// Characters of the longest line that tells a number of comments or of pages.
const LINE: u32 = 60;
/// Pages that a text can be split over; larger numbers are those of lists.
const MOST_PAGES: u32 = 2_000;
/// Characters of the longest name of a section.
const SECTION: usize = 80;
/// Links that are tried for the next page.
const LINKS: usize = 40;

impl Chooser<'_> {
    /// The section of the site: as tags name it, or the last place on the way to the page.
    pub(super) fn section(&mut self, metadata: &Metadata) -> Option<Sourced<String>> {
        let structured = self.structured.section.clone();
        let place = metadata.breadcrumbs.iter().skip(1).last();
        let ranked: Ranked<String> = [
            self.tagged(
                &["article:section", "og:article:section"],
                Source::OpenGraph,
            ),
            structured.map(|section| (section, Source::JsonLd)),
            self.tagged(
                &["parsely-section", "section", "sailthru.section"],
                Source::Meta,
            ),
            place.map(|place| (place.value.clone(), place.source)),
        ]
        .into_iter()
        .flatten()
        .filter(|(section, _)| section.chars().count() <= SECTION)
        .collect();
        self.first("section", &ranked)
    }

    pub(super) fn favicon(&self) -> Option<Sourced<String>> {
        [
            "icon",
            "shortcut",
            "apple-touch-icon",
            "apple-touch-icon-precomposed",
        ]
        .iter()
        .find_map(|rel| self.head.link(rel))
        .map(|address| Sourced::new(address, Source::Link))
    }

    /// How many comments the page says it has. Cards of other texts tell theirs: lines that disagree tell nothing.
    pub(super) fn comment_count(&self) -> Option<Sourced<u32>> {
        if let Some(count) = self.structured.comment_count {
            return Some(Sourced::new(count, Source::JsonLd));
        }
        if let Some(count) = self.markup.comment_count {
            return Some(Sourced::new(count, Source::Microdata));
        }
        let mut told = self
            .context
            .page
            .blocks
            .iter()
            .filter(|block| block.chars <= LINE && block.digits > 0)
            .filter_map(|block| comments_in(&block.text));
        let first = told.next()?;
        told.all(|other| other == first)
            .then(|| Sourced::new(first, Source::VisibleLine))
    }

    /// "Page 2 of 5", 第2页/共5页.
    pub(super) fn pages(&self) -> Option<Sourced<Pages>> {
        let lines = self.context.page.blocks.iter();
        let told = lines
            .filter(|block| block.chars <= LINE && block.digits >= 2)
            .find_map(|block| pages_in(&block.text))?;
        Some(Sourced::new(told, Source::VisibleLine))
    }

    /// The address of the next page of the text: one that differs from this page's by a number. Blogs call the next article
    /// "next" too.
    pub(super) fn next_page(&self, metadata: &Metadata) -> Option<Sourced<String>> {
        let canonical = metadata.canonical.as_ref();
        let own = canonical
            .and_then(|address| Url::parse(&address.value).ok())
            .into_iter()
            .chain(self.context.url.cloned());
        let own: Vec<Url> = own.collect();
        let link = self
            .head
            .link("next")
            .filter(|next| continues(&own, next))
            .map(|next| Sourced::new(next, Source::Link));
        link.or_else(|| {
            let links = self.markup.next.iter().take(LINKS);
            let mut links = links.filter_map(|address| self.head.resolve(address));
            let next = links.find(|next| continues(&own, next))?;
            Some(Sourced::new(next, Source::Markup))
        })
    }
}

/// Whether an address is that of one of `own` but for the number of the page: /a.html and /a_2.html, /a/2 and /a/3.
fn continues(own: &[Url], next: &str) -> bool {
    let Ok(next) = Url::parse(next) else {
        return false;
    };
    own.iter().any(|own| {
        let (before, after) = (stem(own), stem(&next));
        let differs = own.as_str().trim_end_matches('/') != next.as_str().trim_end_matches('/');
        own.host() == next.host() && differs && !before.is_empty() && before == after
    })
}

/// An address without the number of a page: `/a_2.html?page=3` gives `/a`.
fn stem(url: &Url) -> &str {
    let path = url.path().trim_end_matches('/');
    let file = path.rfind('/').map_or(0, |at| at + 1);
    let path = match path[file..].rfind('.') {
        Some(dot) if dot > 0 => &path[..file + dot],
        _ => path,
    };
    let unnumbered = path.trim_end_matches(|c: char| c.is_ascii_digit());
    // A long number names the text, a short one the page of it.
    if unnumbered.len() == path.len() || path.len() - unnumbered.len() > 3 {
        return path;
    }
    let trimmed = unnumbered.trim_end_matches(['_', '-', '/', ',']);
    let trimmed = trimmed.strip_suffix("page").unwrap_or(trimmed);
    trimmed.trim_end_matches(['_', '-', '/'])
}

/// The number in "12 comments", 评论(3), 阅读 120 评论 3, "3 May 2021 | Jane Doe | 3 Kommentare".
fn comments_in(text: &str) -> Option<u32> {
    if !has_digit(text) {
        return None;
    }
    let counted = counted_part(text);
    counted.or_else(|| (!text.is_ascii()).then(|| beside_term(text)).flatten())
}

static COMMENTS: ByFirst<{ terms::COMMENTS.len() }> = ByFirst::new(terms::COMMENTS);

/// Whether a text begins with the first word of such a term.
fn begins_term(text: &str) -> bool {
    static OPENINGS: Openings = Openings::of(terms::COMMENTS);
    let begins = |term: &&str| {
        let first = term.split(' ').next();
        first.is_some_and(|first| begins_with(text, first))
    };
    let first = text.chars().next().map(fold);
    first.is_some_and(|first| {
        OPENINGS.may_begin(first, text) && COMMENTS.beginning(first).iter().any(begins)
    })
}

/// The number in a part of a line that counts comments and nothing else.
fn counted_part(text: &str) -> Option<u32> {
    let parts = text.split(['|', '·', '•', '/', '⋅', '｜', '»', '—', '–']);
    parts
        .filter(|part| has_digit(part))
        .filter(|part| begins_term(part.trim_start_matches(|c| !is_alphabetic(c))))
        .find_map(|part| {
            let folded = fold_spaces(part).to_lowercase();
            let mut numbers = folded
                .split(|c: char| !c.is_ascii_digit())
                .filter(|digits| !digits.is_empty());
            let number = numbers.next().filter(|_| numbers.next().is_none())?;
            let words: Vec<&str> = folded
                .split(|c: char| !c.is_alphabetic())
                .filter(|word| !word.is_empty())
                .collect();
            let counts = terms::COMMENTS.contains(&words.join(" ").as_str());
            counts.then(|| number.parse().ok()).flatten()
        })
}

/// The number right behind or in front of an East Asian term: 评论(3), 共3条评论. Other counts stand beside it in a line.
fn beside_term(text: &str) -> Option<u32> {
    const FIRSTS: Firsts = Firsts::of(terms::COMMENTS);
    let may_begin = |c: char| FIRSTS.may_begin(c) && is_east_asian(c);
    let stands = |(at, c): (usize, char)| {
        let begins = |term: &&str| begins_with(&text[at..], term);
        may_begin(c) && COMMENTS.beginning(c).iter().any(begins)
    };
    // No width is folded in a term that is East Asian throughout.
    if !text.char_indices().any(stands) {
        return None;
    }
    let chars = Chars::new(text);
    let mut places = (0..chars.len()).filter(|&i| may_begin(chars.get(i)));
    let east_asian = |term: &&str| term.chars().all(is_east_asian);
    places.find_map(|i| {
        let here = COMMENTS
            .beginning(chars.get(i))
            .iter()
            .filter_map(|term| Some((term, chars.term(i, term)?)));
        let end = here
            .filter(|(term, _)| east_asian(term))
            .map(|(_, end)| end)
            .max()?;
        let sign = |c: char| matches!(c, '(' | '[' | ':' | ' ');
        let at = (end..end + 3).find(|&at| !sign(chars.get(at)))?;
        let behind = chars.number(at, 6);
        let before = || {
            let last = i - usize::from(chars.before(i) == ' ');
            let from = (last.saturating_sub(6)..last)
                .rev()
                .take_while(|&at| chars.get(at).is_ascii_digit())
                .last()?;
            // 第3条评论 is one of them, 2021-05-03 a day.
            let other = matches!(chars.before(from), '第' | '-' | '/' | ':' | '.' | '月');
            chars.number(from, 6).filter(|_| !other)
        };
        let (number, ..) = behind.or_else(before)?;
        Some(number)
    })
}

/// The numbers in a line that tells the page: "Page 2 of 5".
fn pages_in(text: &str) -> Option<Pages> {
    let (first, trimmed) = (text.chars().next().map(fold), text.trim_end());
    // 2/5页 tells by its last character that it is no day.
    let begins = |(before, _, after): &(&str, &str, &str)| match before.chars().next() {
        Some(c) => first == Some(c),
        None => trimmed.ends_with(after),
    };
    if !terms::PAGE_OF.iter().any(begins) {
        return None;
    }
    let chars = Chars::new(text);
    terms::PAGE_OF.iter().find_map(|(before, between, after)| {
        let start = chars.term(0, before)?;
        let (number, _, end) = chars.number(chars.skip_spaces(start), 4)?;
        let end = chars.term(chars.skip_spaces(end), between)?;
        let (count, _, end) = chars.number(chars.skip_spaces(end), 4)?;
        let end = chars.term(chars.skip_spaces(end), after)?;
        let whole = chars.skip_spaces(end) >= chars.len();
        let possible = (1..=count).contains(&number) && count <= MOST_PAGES;
        (whole && possible).then_some(Pages {
            number,
            count: Some(count),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_page_differs_by_a_number() {
        let check = |own: &str, next: &str, expected: bool| {
            let own = [Url::parse(own).unwrap()];
            assert_eq!(continues(&own, next), expected, "{next}");
        };
        check(
            "https://a.example/x/ferry.html",
            "https://a.example/x/ferry_2.html",
            true,
        );
        check(
            "https://a.example/ferry",
            "https://a.example/ferry/2/",
            true,
        );
        check(
            "https://a.example/ferry/2/",
            "https://a.example/ferry/3/",
            true,
        );
        check(
            "https://a.example/ferry",
            "https://a.example/ferry?page=2",
            true,
        );
        check(
            "https://a.example/ferry",
            "https://a.example/ferry/page/2",
            true,
        );
        check(
            "https://a.example/ferry",
            "https://a.example/the-next-story",
            false,
        );
        check(
            "https://a.example/2021/12345.html",
            "https://a.example/2021/12346.html",
            false,
        );
        check(
            "https://a.example/ferry",
            "https://b.example/ferry/2",
            false,
        );
        check("https://a.example/ferry", "https://a.example/ferry", false);
    }

    #[test]
    fn lines_tell_comments_and_pages() {
        assert_eq!(comments_in("12 Comments"), Some(12));
        assert_eq!(comments_in("评论(3)"), Some(3));
        assert_eq!(comments_in("0 Kommentare"), Some(0));
        assert_eq!(comments_in("Jane Doe | 3 May 2021 | 6 comments"), Some(6));
        assert_eq!(comments_in("Comments (14)"), Some(14));
        assert_eq!(comments_in("阅读 120 评论 3 收藏"), Some(3));
        assert_eq!(comments_in("评论：7"), Some(7));
        assert_eq!(comments_in("共12条评论"), Some(12));
        assert_eq!(comments_in("コメント（5件）"), Some(5));
        assert_eq!(comments_in("댓글 8"), Some(8));
        assert_eq!(comments_in("2021-05-03 评论"), None);
        assert_eq!(comments_in("发表评论"), None);
        assert_eq!(comments_in("12 boats"), None);
        assert_eq!(comments_in("3 of 12 comments"), None);
        let pages = |text| pages_in(text).map(|pages| pages.to_string());
        assert_eq!(pages("Page 2 of 5").as_deref(), Some("2/5"));
        assert_eq!(pages("第2页/共5页").as_deref(), Some("2/5"));
        assert_eq!(pages("Seite 7 von 5"), None);
        assert_eq!(pages("Page 2 of 5 boats"), None);
    }
}
