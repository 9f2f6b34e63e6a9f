//! XML-TEI as trafilatura writes it: `TEI`, `teiHeader`, a `div` of type `entry`, headings as `ab`, marks as `hi`. The schema that
//! it carries for corpora knows neither tables, code nor formulas, so these are lists and `ab` of a type of their own here, and what comes
//! out is valid against that schema.

use super::address;
use super::inline::{Kind, Mark, Marks, Token, note_id};
use crate::article::{Article, BodyBlock, Definition, ListItem, RichText, Table};
use crate::metadata::{Image, Sourced};

/// The article as a TEI document.
pub(super) fn tei(article: &Article) -> String {
    let mut xml = Xml::default();
    xml.out.push_str(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TEI xmlns=\"http://www.tei-c.org/ns/1.0\">\n",
    );
    header(&mut xml, article);
    xml.out.push_str("<text><body>\n");
    entry(&mut xml, "entry", article.blocks());
    if !article.comments().is_empty() {
        entry(&mut xml, "comments", article.comments());
    }
    xml.out.push_str("</body></text>\n</TEI>\n");
    xml.out
}

/// Written XML; elements are closed by whoever opens them.
#[derive(Default)]
struct Xml {
    out: String,
}

impl Xml {
    fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.out.push('<');
        self.out.push_str(name);
        for (name, value) in attributes {
            self.out.push_str(&format!(" {name}=\""));
            self.text(value);
            self.out.push('"');
        }
        self.out.push('>');
    }

    fn close(&mut self, name: &str) {
        self.out.push_str(&format!("</{name}>"));
    }

    fn element(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.open(name, attributes);
        self.text(text);
        self.close(name);
    }

    /// Characters that XML does not allow, not even as references, become U+FFFD.
    fn text(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '"' => self.out.push_str("&quot;"),
                '\r' => self.out.push_str("&#13;"),
                '\t' | '\n' => self.out.push(c),
                '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => self.out.push('\u{fffd}'),
                c => self.out.push(c),
            }
        }
    }

    fn rich(&mut self, rich: &RichText) {
        for token in Marks::of(rich).tokens(&rich.text) {
            match token {
                Token::Text(Kind::Plain, text) => {
                    for (i, line) in text.split('\n').enumerate() {
                        if i > 0 {
                            self.out.push_str("<lb/>");
                        }
                        self.text(line);
                    }
                }
                Token::Text(Kind::Code, text) => self.element("hi", &[("rend", "#t")], text),
                Token::Text(Kind::Formula, text) => {
                    self.element("hi", &[("rend", "formula")], text);
                }
                Token::Open(_, Mark::Strong) => self.open("hi", &[("rend", "#b")]),
                Token::Open(_, Mark::Emphasis) => self.open("hi", &[("rend", "#i")]),
                Token::Close(_, Mark::Strong | Mark::Emphasis) => self.close("hi"),
                Token::Open(_, Mark::Link(target)) => self.open("ref", &[("target", target)]),
                Token::Close(_, Mark::Link(_)) => self.close("ref"),
            }
        }
    }

    fn rich_element(&mut self, name: &str, attributes: &[(&str, &str)], rich: &RichText) {
        self.open(name, attributes);
        self.rich(rich);
        self.close(name);
    }
}

fn header(xml: &mut Xml, article: &Article) {
    let metadata = article.metadata();
    let title = article.title().unwrap_or_default();
    let site = value(&metadata.site_name)
        .or(value(&metadata.source))
        .unwrap_or("N/A");
    let published = metadata
        .published
        .as_ref()
        .map(|date| date.value.to_string());
    let date = published.as_deref().unwrap_or_default();
    let license = value(&metadata.license);
    xml.out.push_str("<teiHeader>\n<fileDesc>");
    title_statement(xml, article, title);
    xml.open("publicationStmt", &[]);
    match license {
        Some(license) => {
            xml.element("publisher", &[], site);
            xml.open("availability", &[]);
            xml.element("p", &[], license);
            xml.close("availability");
        }
        None => xml.out.push_str("<p/>"),
    }
    xml.close("publicationStmt");
    xml.open("sourceDesc", &[]);
    let sigle = joined(&[site, date]);
    xml.element("bibl", &[], &joined(&[title, &sigle]));
    xml.element("bibl", &[("type", "sigle")], &sigle);
    xml.open("biblFull", &[]);
    title_statement(xml, article, title);
    xml.open("publicationStmt", &[]);
    xml.element("publisher", &[], site);
    if let Some(url) = value(&metadata.canonical).and_then(address::safe) {
        xml.open("ptr", &[("type", "URL"), ("target", &url)]);
        xml.close("ptr");
    }
    xml.element("date", &[], date);
    xml.close("publicationStmt");
    xml.close("biblFull");
    xml.close("sourceDesc");
    xml.out.push_str("</fileDesc>\n<encodingDesc><appInfo>");
    let version = env!("CARGO_PKG_VERSION");
    xml.open("application", &[("version", version), ("ident", "dehusk")]);
    xml.element("label", &[], "dehusk");
    xml.out
        .push_str("</application></appInfo></encodingDesc>\n<profileDesc>");
    xml.open("abstract", &[]);
    xml.element("p", &[], value(&metadata.description).unwrap_or_default());
    xml.close("abstract");
    keywords(xml, &metadata.keywords, &metadata.breadcrumbs);
    xml.out.push_str("</profileDesc>\n</teiHeader>\n");
}

fn title_statement(xml: &mut Xml, article: &Article, title: &str) {
    xml.open("titleStmt", &[]);
    xml.element("title", &[("type", "main")], title);
    for author in &article.metadata().authors {
        xml.element("author", &[], &author.value);
    }
    for editor in &article.metadata().editors {
        xml.element("editor", &[], &editor.value);
    }
    xml.close("titleStmt");
}

fn keywords(xml: &mut Xml, tags: &[Sourced<String>], categories: &[Sourced<String>]) {
    if tags.is_empty() && categories.is_empty() {
        return;
    }
    xml.out.push_str("<textClass><keywords>");
    for (kind, terms) in [("categories", categories), ("tags", tags)] {
        if !terms.is_empty() {
            let terms: Vec<&str> = terms.iter().map(|term| term.value.as_str()).collect();
            xml.element("term", &[("type", kind)], &terms.join(","));
        }
    }
    xml.out.push_str("</keywords></textClass>");
}

fn value(field: &Option<Sourced<String>>) -> Option<&str> {
    field.as_ref().map(|field| field.value.as_str())
}

fn joined(parts: &[&str]) -> String {
    let parts: Vec<&str> = parts
        .iter()
        .copied()
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(", ")
}

fn entry(xml: &mut Xml, kind: &str, blocks: &[BodyBlock]) {
    xml.open("div", &[("type", kind)]);
    xml.out.push('\n');
    for body_block in blocks {
        block(xml, body_block);
        xml.out.push('\n');
    }
    if blocks.is_empty() {
        xml.out.push_str("<p/>");
    }
    xml.out.push_str("</div>\n");
}

fn block(xml: &mut Xml, block: &BodyBlock) {
    match block {
        BodyBlock::Heading { level, content } => {
            let level = format!("h{}", (*level).clamp(1, 6));
            xml.rich_element("ab", &[("rend", &level), ("type", "header")], content);
        }
        BodyBlock::Paragraph { content } => xml.rich_element("p", &[], content),
        BodyBlock::List { ordered, items, .. } => list(xml, *ordered, items),
        BodyBlock::Table(content) => table(xml, content),
        BodyBlock::Quote { content } => quote(xml, &[], content),
        BodyBlock::Code { text, .. } => {
            xml.element("ab", &[("type", "code"), ("xml:space", "preserve")], text);
        }
        BodyBlock::Figure { image, caption } => figure(xml, image.as_ref(), caption),
        BodyBlock::Formula { tex } => xml.element("ab", &[("type", "formula")], tex),
        BodyBlock::Definitions { entries } => definitions(xml, entries),
        BodyBlock::Callout { content, .. } => quote(xml, &[("rend", "callout")], content),
        BodyBlock::Footnote { label, content } => {
            xml.open("ab", &[("type", "note")]);
            xml.open("note", &[("n", &note_id(label))]);
            for paragraph in content {
                xml.rich_element("p", &[], paragraph);
            }
            xml.close("note");
            xml.close("ab");
        }
        BodyBlock::Media { url, title, .. } => {
            let Some(target) = address::safe(url) else {
                xml.out.push_str("<p/>");
                return;
            };
            let text = if title.trim().is_empty() {
                &target
            } else {
                title
            };
            xml.open("p", &[]);
            xml.element("ref", &[("target", &target)], text);
            xml.close("p");
        }
    }
}

fn quote(xml: &mut Xml, attributes: &[(&str, &str)], content: &[BodyBlock]) {
    xml.open("quote", attributes);
    content.iter().for_each(|held| block(xml, held));
    xml.close("quote");
}

fn list_kind(ordered: bool) -> &'static str {
    if ordered { "ol" } else { "ul" }
}

/// Items as nested lists; what claims to lie deeper than one level below the item before it is put there.
fn list(xml: &mut Xml, ordered: bool, items: &[ListItem]) {
    let mut open = 0;
    for item in items {
        let level = usize::from(item.depth).min(open);
        while open > level + 1 {
            xml.out.push_str("</item></list>");
            open -= 1;
        }
        if open == level + 1 {
            xml.out.push_str("</item>");
        } else {
            xml.open("list", &[("rend", list_kind(item.ordered))]);
            open += 1;
        }
        xml.open("item", &[]);
        xml.rich(&item.content);
        item.blocks.iter().for_each(|held| block(xml, held));
    }
    if items.is_empty() {
        xml.open("list", &[("rend", list_kind(ordered))]);
        xml.out.push_str("<item/></list>");
    }
    for _ in 0..open {
        xml.out.push_str("</item></list>");
    }
}

fn definitions(xml: &mut Xml, entries: &[Definition]) {
    xml.open("list", &[("rend", "dl")]);
    for entry in entries {
        let rend = if entry.is_term { "dt" } else { "dd" };
        xml.rich_element("item", &[("rend", rend)], &entry.content);
    }
    if entries.is_empty() {
        xml.out.push_str("<item/>");
    }
    xml.close("list");
}

/// Rows as items that hold a list of cells.
fn table(xml: &mut Xml, table: &Table) {
    xml.open("list", &[("rend", "table")]);
    if !table.caption.is_empty() {
        xml.rich_element("head", &[], &table.caption);
    }
    let rows = table.rows.iter().filter(|row| !row.is_empty());
    let mut written = false;
    for row in rows {
        written = true;
        xml.open("item", &[("rend", "row")]);
        xml.open("list", &[("rend", "row")]);
        for cell in row {
            let rend = if cell.header { "cell head" } else { "cell" };
            xml.rich_element("item", &[("rend", rend)], &cell.content);
        }
        xml.close("list");
        xml.close("item");
    }
    if !written {
        xml.out.push_str("<item/>");
    }
    xml.close("list");
}

fn figure(xml: &mut Xml, image: Option<&Image>, caption: &RichText) {
    xml.open("p", &[("rend", "figure")]);
    if let Some((image, url)) = image.and_then(|image| Some((image, address::safe(&image.url)?))) {
        xml.open("graphic", &[("url", &url)]);
        if !image.alt.is_empty() {
            xml.element("desc", &[], &image.alt);
        }
        xml.close("graphic");
    }
    xml.rich(caption);
    xml.close("p");
}
