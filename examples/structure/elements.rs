//! Elements of a page whose text the gold has, and the same in Markdown.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use scraper::{ElementRef, Html, Selector};

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Table,
    Item,
    Code,
    Quote,
    Heading,
}

impl Kind {
    pub const ALL: [Kind; 5] = [
        Kind::Table,
        Kind::Item,
        Kind::Code,
        Kind::Quote,
        Kind::Heading,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Kind::Table => "tables",
            Kind::Item => "list items",
            Kind::Code => "code blocks",
            Kind::Quote => "quotations",
            Kind::Heading => "headings",
        }
    }

    fn selector(self) -> &'static str {
        match self {
            Kind::Table => "table",
            Kind::Item => "li",
            Kind::Code => "pre",
            Kind::Quote => "blockquote",
            Kind::Heading => "h2, h3, h4, h5, h6",
        }
    }
}

/// An element of a page.
pub struct Element {
    pub kind: Kind,
    pub text: String,
    /// The letters of the cells of a table.
    cells: Vec<String>,
}

/// Letters of an element from which on it is looked for.
const SHORTEST: usize = 6;
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
    let mut found = Vec::new();
    for kind in Kind::ALL {
        let selector = Selector::parse(kind.selector()).expect("a selector of this file");
        for element in page.select(&selector) {
            if let Some(element) = of_gold(kind, element, &selector, gold) {
                found.push(element);
            }
        }
    }
    found
}

fn of_gold(
    kind: Kind,
    element: ElementRef<'_>,
    selector: &Selector,
    gold: &str,
) -> Option<Element> {
    let is_outer = element.select(selector).next().is_some();
    let text: String = element.text().collect();
    let own = letters(&text);
    if is_outer || own.chars().count() < SHORTEST {
        return None;
    }
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
        _ => gold.contains(&own),
    };
    is_in.then_some(Element { kind, text, cells })
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
            TagEnd::Item => &mut self.items,
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
        self.letters.contains(&letters(&element.text))
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
        };
        let own = letters(&element.text);
        list.iter().any(|text| letters(text).contains(&own))
    }
}

fn kind_of(tag: &Tag<'_>) -> Option<Kind> {
    match tag {
        Tag::Item => Some(Kind::Item),
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
