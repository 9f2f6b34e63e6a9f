//! Elements of a page whose text the gold has, and the same in Markdown.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use scraper::{ElementRef, Html, Selector};
use std::collections::HashMap;
use std::ops::Range;

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Table,
    Item,
    Code,
    Quote,
    Heading,
    Formula,
}

impl Kind {
    pub const ALL: [Kind; 6] = [
        Kind::Table,
        Kind::Item,
        Kind::Code,
        Kind::Quote,
        Kind::Heading,
        Kind::Formula,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Kind::Table => "tables",
            Kind::Item => "list items",
            Kind::Code => "code blocks",
            Kind::Quote => "quotations",
            Kind::Heading => "headings",
            Kind::Formula => "formulas",
        }
    }

    /// Its elements in a page; formulas are counted in golds that are Markdown.
    fn selector(self) -> Option<&'static str> {
        match self {
            Kind::Table => Some("table"),
            Kind::Item => Some("li"),
            Kind::Code => Some("pre"),
            Kind::Quote => Some("blockquote"),
            Kind::Heading => Some("h2, h3, h4, h5, h6"),
            Kind::Formula => None,
        }
    }
}

/// An element of a page.
pub struct Element {
    pub kind: Kind,
    pub text: String,
    /// All its letters, and those without raised marks and links to edit it.
    letters: [String; 2],
    /// The letters of the cells of a table.
    cells: Vec<String>,
}

/// Letters of an element from which on it is looked for.
const SHORTEST: usize = 6;
/// Letters of an element from which on it is enough that the gold has them. A shorter one may be an entry of a menu whose words stand in
/// the text too: the gold must have it together with what stands before it or behind it in the page.
const TELLING: usize = 40;
/// Letters before it or behind it.
const BESIDE: usize = 12;
/// Share of the cells of a table that the gold must have, and that must be left.
const CELLS: f64 = 0.8;

/// The letters and digits of a text, in lower case.
pub fn letters(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// The elements of a page whose text the gold has. Of elements within each other of one kind the inner ones count.
pub fn of_page(html: &str, gold: &str) -> Vec<Element> {
    let page = Html::parse_document(html);
    let mut all = String::new();
    let mut places = HashMap::new();
    for node in page.tree.root().descendants() {
        let parent = node.parent().and_then(|parent| parent.value().as_element());
        let is_seen = parent.is_none_or(|parent| !UNSEEN.contains(&parent.name()));
        if let Some(text) = node.value().as_text().filter(|_| is_seen) {
            let start = all.len();
            all.push_str(&letters(text));
            places.insert(node.id(), start..all.len());
        }
    }
    let place = |element: ElementRef<'_>| {
        let mut texts = element
            .descendants()
            .filter_map(|node| places.get(&node.id()));
        let first = texts.next()?.clone();
        Some(first.start..texts.last().map_or(first.end, |last| last.end))
    };
    let mut found = Vec::new();
    for kind in Kind::ALL {
        let Some(selector) = kind.selector() else {
            continue;
        };
        let selector = Selector::parse(selector).expect("a selector of this file");
        for element in page.select(&selector) {
            let Some(place) = place(element) else {
                continue;
            };
            let is_outer = element.select(&selector).next().is_some();
            let is_long = all[place.clone()].chars().count() >= SHORTEST;
            if !is_outer && is_long {
                found.extend(of_gold(kind, element, &all, place, gold));
            }
        }
    }
    found
}

/// Elements whose text nobody reads.
const UNSEEN: [&str; 5] = ["script", "style", "template", "title", "button"];

/// The element, if the gold has it; `place` is that of its letters among those of the page.
fn of_gold(
    kind: Kind,
    element: ElementRef<'_>,
    all: &str,
    place: Range<usize>,
    gold: &str,
) -> Option<Element> {
    let mut cells = Vec::new();
    let is_in = match kind {
        Kind::Table => {
            let selector = Selector::parse("td, th").expect("a selector of this file");
            let rows = Selector::parse("tr").expect("a selector of this file");
            cells = element
                .select(&selector)
                .map(|cell| letters(&cell.text().collect::<String>()))
                .filter(|cell| !cell.is_empty())
                .collect();
            // Two rows and two columns make a table.
            let is_data = element.select(&rows).count() >= 2 && cells.len() >= 4;
            let kept = cells
                .iter()
                .filter(|cell| gold.contains(cell.as_str()))
                .count();
            is_data && kept as f64 >= CELLS * cells.len() as f64
        }
        _ => stands_in(gold, all, place.clone()),
    };
    is_in.then(|| Element {
        kind,
        text: element.text().collect(),
        letters: [all[place].to_owned(), without_marks(element)],
        cells,
    })
}

/// Whether the gold has a part of the page, and has it where the page has it.
fn stands_in(gold: &str, all: &str, place: Range<usize>) -> bool {
    let own = &all[place.clone()];
    if own.chars().count() >= TELLING {
        return gold.contains(own);
    }
    let before = all[..place.start].char_indices().rev().nth(BESIDE - 1);
    let behind = all[place.end..].char_indices().nth(BESIDE - 1);
    let with_before = &all[before.map_or(0, |(at, _)| at)..place.end];
    let end = behind.map_or(all.len(), |(at, c)| place.end + at + c.len_utf8());
    let with_behind = &all[place.start..end];
    gold.contains(with_before) || gold.contains(with_behind)
}

/// The letters of an element without marks of notes, which are no letters where notes are kept, and the links that encyclopedias put at
/// headings.
fn without_marks(element: ElementRef<'_>) -> String {
    let marks = Selector::parse("sup, .mw-editsection").expect("a selector of this file");
    let marks: Vec<_> = element.select(&marks).map(|mark| mark.id()).collect();
    let mut text = String::new();
    for node in element.descendants() {
        let is_marked = node.ancestors().any(|around| marks.contains(&around.id()));
        if let Some(part) = node.value().as_text().filter(|_| !is_marked) {
            text.push_str(&letters(part));
        }
    }
    text
}

/// The formulas of a gold that is Markdown. Prices between dollar signs are none.
pub fn formulas(gold: &str) -> Vec<Element> {
    let found = Markdown::read(gold).formulas.into_iter();
    found
        .filter(|tex| !tex.contains(['$', ',']) || tex.contains('\\'))
        .map(|text| Element {
            kind: Kind::Formula,
            letters: [letters(&text), letters(&plain(&text))],
            text,
            cells: Vec::new(),
        })
        .collect()
}

/// LaTeX without what only sets the size of brackets or the face of letters: one converter writes it, another does not.
fn plain(tex: &str) -> String {
    let commands = ["\\left", "\\right", "\\mathrm", "\\text", "\\operatorname"];
    commands
        .iter()
        .fold(tex.to_owned(), |tex, command| tex.replace(command, ""))
}

/// What a Markdown text holds.
#[derive(Default)]
pub struct Markdown {
    pub items: Vec<String>,
    pub code: Vec<String>,
    pub quotes: Vec<String>,
    pub headings: Vec<String>,
    pub formulas: Vec<String>,
    /// All of it.
    letters: String,
    /// Rows of cells of each table.
    pub tables: Vec<Vec<Vec<String>>>,
}

impl Markdown {
    pub fn read(text: &str) -> Markdown {
        let mut found = Markdown::default();
        let mut open: Vec<(Option<Kind>, String)> = Vec::new();
        let options = Options::ENABLE_TABLES | Options::ENABLE_MATH | Options::ENABLE_FOOTNOTES;
        for event in Parser::new_ext(text, options) {
            match event {
                Event::Start(tag) => {
                    if matches!(tag, Tag::Table(_)) {
                        found.tables.push(Vec::new());
                    }
                    if let (Tag::TableHead | Tag::TableRow, Some(table)) =
                        (&tag, found.tables.last_mut())
                    {
                        table.push(Vec::new());
                    }
                    let kind = kind_of(&tag);
                    if kind.is_some() || matches!(tag, Tag::TableCell) {
                        open.push((kind, String::new()));
                    }
                }
                Event::End(end) => found.end(end, &mut open),
                Event::InlineMath(tex) | Event::DisplayMath(tex) => {
                    push(&mut open, &tex);
                    found.formulas.push(tex.to_string());
                }
                Event::Text(text) | Event::Code(text) => {
                    push(&mut open, &text);
                    found.letters.push_str(&letters(&text));
                }
                Event::SoftBreak | Event::HardBreak => push(&mut open, "\n"),
                _ => {}
            }
        }
        found
    }

    fn end(&mut self, end: TagEnd, open: &mut Vec<(Option<Kind>, String)>) {
        let list = match end {
            TagEnd::Item | TagEnd::FootnoteDefinition => &mut self.items,
            TagEnd::CodeBlock => &mut self.code,
            TagEnd::BlockQuote(_) => &mut self.quotes,
            TagEnd::Heading(_) => &mut self.headings,
            TagEnd::TableCell => match self.tables.last_mut().and_then(|table| table.last_mut()) {
                Some(row) => row,
                None => return,
            },
            _ => return,
        };
        if let Some((_, text)) = open.pop() {
            list.push(text);
        }
    }

    /// Whether the text of an element is there, whatever it has become.
    pub fn has_text_of(&self, element: &Element) -> bool {
        let has = |own: &String| self.letters.contains(own.as_str());
        element.letters.iter().any(has)
    }

    /// Whether an element of the page is still what it was.
    pub fn holds(&self, element: &Element) -> bool {
        let list = match element.kind {
            Kind::Table => {
                return self
                    .tables
                    .iter()
                    .any(|table| holds_cells(table, &element.cells));
            }
            Kind::Item => &self.items,
            Kind::Code => &self.code,
            Kind::Quote => &self.quotes,
            Kind::Heading => &self.headings,
            Kind::Formula => &self.formulas,
        };
        list.iter().any(|text| {
            let text = match element.kind {
                Kind::Formula => letters(&plain(text)),
                _ => letters(text),
            };
            element.letters.iter().any(|own| text.contains(own))
        })
    }
}

fn kind_of(tag: &Tag<'_>) -> Option<Kind> {
    match tag {
        // A note below the text is an item of a list in the page.
        Tag::Item | Tag::FootnoteDefinition(_) => Some(Kind::Item),
        Tag::CodeBlock(_) => Some(Kind::Code),
        Tag::BlockQuote(_) => Some(Kind::Quote),
        Tag::Heading { .. } => Some(Kind::Heading),
        _ => None,
    }
}

/// Adds text to everything that is open: an item holds the items within it.
fn push(open: &mut [(Option<Kind>, String)], text: &str) {
    for (_, whole) in open {
        whole.push_str(text);
    }
}

fn holds_cells(table: &[Vec<String>], cells: &[String]) -> bool {
    let text: String = table.iter().flatten().map(|cell| letters(cell)).collect();
    let kept = cells
        .iter()
        .filter(|cell| text.contains(cell.as_str()))
        .count();
    kept as f64 >= CELLS * cells.len() as f64
}
