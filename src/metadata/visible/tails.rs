//! Lines and brackets behind the text: editors, sources, reporters, who gave the pictures.

use super::credits::{
    closing_bracket, korean_reporter, picture_credit, reporter_line, reporters, stroke_credit,
};
use super::{
    Label, Line, PARAGRAPH, Piece, REST, Reader, TAIL_LINE, elsewhere, is_quoted, looks_like_person,
};
use crate::block::{Block, Role};
use crate::metadata::names;
use crate::metadata::scan::{Chars, Firsts, fold, has_han, is_han};
use crate::terms::bylines as terms;
use crate::terms::lines::LineTerms;

/// Blocks behind the heading of a box among which the text goes on, and paragraphs of it there.
const BOX: usize = 12;
const TEXTS: usize = 3;

impl Reader<'_> {
    /// Lines and brackets behind the text.
    pub(super) fn tails(&mut self) {
        let start = self.found.title_block.map_or(0, |at| at + 1);
        let mut seen_text = false;
        let last = self.last_text(start);
        for i in start..self.page.blocks.len() {
            let block = &self.page.blocks[i];
            if seen_text
                && i > last
                && block.chars <= 30
                && block.terms.any(LineTerms::RELATED | LineTerms::COMMENT)
                && !self.text_goes_on(i)
            {
                break;
            }
            if elsewhere(block) || is_quoted(block) || matches!(block.role, Role::Image) {
                continue;
            }
            seen_text |= block.tokens >= PARAGRAPH;
            if block.chars <= 2 * TAIL_LINE {
                self.citation(i);
            }
            if block.chars <= TAIL_LINE {
                self.tail_line(i);
            }
            // A caption keeps the credit of its picture, and the photographer did not write the text.
            let caption = matches!(block.role, Role::Caption) || block.text.starts_with(['▲', '△']);
            if !caption {
                self.tail_in_brackets(i);
            }
        }
    }

    /// The last paragraph beside the first one behind `start`: boxes of related articles stand within the text as well.
    fn last_text(&self, start: usize) -> usize {
        let page = self.page;
        if page.flat {
            return 0;
        }
        let parent = |block: &Block| page.containers.get(block.container).map(|own| own.parent);
        let is_text = |block: &Block| block.tokens >= PARAGRAPH / 2 && !elsewhere(block);
        let behind = page.blocks.get(start..).unwrap_or_default();
        let Some(first) = behind.iter().find(|block| is_text(block)) else {
            return 0;
        };
        behind
            .iter()
            .rposition(|block| is_text(block) && parent(block) == parent(first))
            .map_or(0, |at| start + at)
    }

    /// Whether several paragraphs follow a line: it was the heading of a box before or within the text.
    fn text_goes_on(&self, i: usize) -> bool {
        let behind = self.page.blocks.iter().skip(i + 1).take(BOX);
        let is_text =
            |block: &&Block| block.tokens >= PARAGRAPH && block.ends_sentence && !elsewhere(block);
        behind.filter(is_text).count() >= TEXTS
    }

    /// A whole line that is a tail: 责任编辑：陈易, 罗跃 图片由…提供, 记者 张三.
    fn tail_line(&mut self, i: usize) {
        let block = &self.page.blocks[i];
        if self.claimed.contains_key(&i) {
            return;
        }
        if let Some(authors) = credited(block) {
            if self.found.authors.is_empty() {
                self.found.authors = authors;
            }
            self.claim_whole(i, "authors");
            return;
        }
        if !Line::opens_with_label(&block.text) {
            return;
        }
        let line = Line::read(&block.text, self.habits);
        let opens = matches!(
            line.pieces.first(),
            Some(Piece::Value(
                Label::Author | Label::Editor | Label::Source | Label::Other | Label::Poster,
                _
            ))
        );
        // Elsewhere than around the title, a label of a Latin script needs its colon: "By" opens captions and cards too.
        let plain = block.east_asian > 0 || block.text.contains(':') || is_full(&block.text);
        if opens && plain && !line.long && line.rest <= REST / 2 {
            self.take_names(&line);
            self.claim_whole(i, "editors");
        }
    }

    /// A line that tells how the text is to be cited, the authors first; or such a label alone and the line behind it.
    fn citation(&mut self, i: usize) {
        if !self.found.authors.is_empty() {
            return;
        }
        let Some(rest) = behind_cited(&self.page.blocks[i].text) else {
            return;
        };
        let next = self
            .page
            .blocks
            .get(i + 1)
            .map_or("", |next| next.text.as_str());
        self.found.authors = first_names(if rest.is_empty() { next } else { rest });
    }

    fn tail_in_brackets(&mut self, i: usize) {
        let text = &self.page.blocks[i].text;
        let Some(range) = closing_bracket(text) else {
            return;
        };
        let inner = &text[range.clone()];
        let reporters = reporters(inner);
        let line = Line::read(
            inner.trim_matches(|c| matches!(c, '(' | ')' | '（' | '）' | '【' | '】' | '[' | ']')),
            self.habits,
        );
        let labelled = matches!(
            line.pieces.first(),
            Some(Piece::Value(Label::Author | Label::Editor | Label::Source | Label::Poster, _))
        ) || line.pieces.iter().any(|piece| matches!(piece, Piece::Value(Label::Editor | Label::Source, value) if !value.is_empty()));
        let bare = || {
            let may_be = inner.starts_with(['(', '（']) && has_han(inner);
            let found = may_be.then(|| names::read(inner))?;
            let people = found.iter().all(|name| names::is_chinese_name(name));
            ((1..=4).contains(&found.len()) && people).then_some(found)
        };
        if labelled
            && (inner.contains([':', '：']) || inner.contains(is_han))
            && !line.long
            && line.rest <= REST
        {
            self.take_names(&line);
        } else if self.found.bare.is_empty()
            && let Some(found) = bare()
        {
            self.found.bare = found;
        } else if !reporters.is_empty() {
            if self.found.authors.is_empty() {
                self.found.authors = reporters;
            }
        } else {
            return;
        }
        let start = text[..range.start].trim_end().len();
        self.claim(i, start..text.len(), "editors");
    }

    /// Takes the people and the source that a line names, where none have been found yet.
    pub(super) fn take_names(&mut self, line: &Line) {
        if self.found.authors.is_empty() {
            self.found.authors = line.names(Label::Author);
        }
        if self.found.posters.is_empty() {
            self.found.posters = line.names(Label::Poster);
        }
        if self.found.editors.is_empty() {
            self.found.editors = line.names(Label::Editor);
        }
        if self.found.source.is_none() {
            self.found.source = line.source();
        }
    }
}

/// The names of a line that is a credit of an East Asian page.
fn credited(block: &Block) -> Option<Vec<String>> {
    if block.east_asian == 0 {
        return None;
    }
    let text = &block.text;
    let authors = picture_credit(text).or_else(|| stroke_credit(text));
    authors.or_else(|| {
        let mut reporters = reporter_line(text);
        if reporters.is_empty() {
            reporters = korean_reporter(text);
        }
        (!reporters.is_empty() && block.chars <= TAIL_LINE / 2).then_some(reporters)
    })
}

/// Whether a line is "Written by" and a person.
fn is_full(text: &str) -> bool {
    let chars = Chars::new(text);
    let end = chars.longest(0, terms::FULL);
    end.is_some_and(|end| looks_like_person(chars.slice(end..chars.len())))
}

/// What stands behind a label of a citation with which a line begins.
fn behind_cited(text: &str) -> Option<&str> {
    const FIRSTS: Firsts = Firsts::of(terms::CITED);
    if !text
        .chars()
        .next()
        .is_some_and(|c| FIRSTS.may_begin(fold(c)))
    {
        return None;
    }
    let chars = Chars::new(text);
    let end = chars.longest(0, terms::CITED)?;
    let at = chars.skip_spaces(end);
    (chars.get(at) == ':').then(|| chars.slice(at + 1..chars.len()).trim())
}

/// The Chinese names with which a citation begins, up to the stop behind them: 张三, 李四. 港口的历史[J].
fn first_names(citation: &str) -> Vec<String> {
    let citation = citation.strip_prefix("[1]").unwrap_or(citation);
    let Some(end) = citation.find(['.', '．', '。', '：', ':', '《', '[']) else {
        return Vec::new();
    };
    let names = names::read(&citation[..end]);
    let people = names
        .iter()
        .all(|name| names::is_chinese_name(name) || *name == "等");
    if people { names } else { Vec::new() }
}
