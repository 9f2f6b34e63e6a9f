//! What becomes of markup: each check gives a page and its blocks, a line each.

use super::*;
use crate::article::Style;
use crate::dom::{Dom, NodeId};
use crate::settings::Limits;
use proptest::prelude::*;

/// A page without selectors; for the tests of later stages too.
pub(crate) fn page(html: &str) -> Page {
    from_dom(
        &Dom::parse(html, &Limits::default()),
        &[],
        Default::default(),
    )
}

/// A block as `role text`, with `/` for a line break within it.
fn shown(block: &Block) -> String {
    let role = match &block.role {
        Role::Paragraph => "p".to_string(),
        Role::Heading(level) => format!("h{level}"),
        Role::Item(item) => {
            let sign = if item.ordered { '#' } else { '*' };
            format!("{}{sign}{}", "-".repeat(item.depth.into()), item.item)
        }
        Role::Cell(cell) => {
            let sign = if cell.header { "th" } else { "td" };
            format!("{sign}{}.{}", cell.row, cell.cell)
        }
        Role::TableCaption { .. } => "table".to_string(),
        Role::Code { language } => format!("code {}", language.as_deref().unwrap_or("?")),
        Role::Quote(number) => format!("quote{number}"),
        Role::Caption => "caption".to_string(),
        Role::Image => return "image".to_string(),
        Role::Formula => "formula".to_string(),
        Role::Definition => "definition".to_string(),
        Role::Control => "control".to_string(),
    };
    format!("{role} {}", block.text.replace('\n', "/"))
}

#[track_caller]
fn check(html: &str, expected: &[&str]) {
    let blocks: Vec<String> = page(html).blocks.iter().map(shown).collect();
    assert_eq!(blocks, expected, "{html}");
}

#[test]
fn blocks_end_at_block_elements_and_not_at_inline_ones() {
    check("<p>a <b>b</b>c<i> d</i>", &["p a bc d"]);
    check("<div>a<p>b</p>c</div>d", &["p a", "p b", "p c", "p d"]);
    check("<span>a</span><span>b</span>", &["p ab"]);
    check("<span>a</span>\n<span>b</span>", &["p a b"]);
    check("<a href=/x>a<div>b</div>c</a>", &["p a", "p b", "p c"]);
    check("a<hr>b<wbr>c", &["p a", "p bc"]);
    check("<p>\n \u{a0}<p>", &[]);
    check("", &[]);
}

#[test]
fn two_breaks_or_an_indent_end_a_block() {
    check("a<br>b", &["p a/b"]);
    check("a<br> <br>b<br>", &["p a", "p b"]);
    check("<br><br>a<br>&emsp;&emsp;b", &["p a", "p b"]);
    check("一<br>\u{3000}\u{3000}二", &["p 一", "p 二"]);
    check("<b>a<br><br>b</b>", &["p a", "p b"]);
}

#[test]
fn code_keeps_its_white_space() {
    check("<pre>\na\n  b<br>c\n</pre>", &["code ? a/  b/c"]);
    check(
        "<pre><code class='hljs language-Rust'>fn a() {}</code></pre>",
        &["code rust fn a() {}"],
    );
    check("<p>the <code>a  b</code> call", &["p the a b call"]);
}

#[test]
fn lists_keep_their_items_and_depth() {
    check(
        "<ul><li>a<ol><li>b<li>c</ol>d<li><p>e<p>f</ul>",
        &["*1 a", "-#2 b", "-#3 c", "*1 d", "*4 e", "*4 f"],
    );
    check("<dl><dt>a<dd>b</dl>", &["definition a", "definition b"]);
    check("<ul><li><h3>a</h3>b</ul>", &["h3 a", "*1 b"]);
}

#[test]
fn tables_of_data_have_cells_and_layout_has_none() {
    check(
        "<table><caption>t</caption><tr><th>a<th>b<tr><td>c<td><p>d<p>e</table>",
        &[
            "table t", "th0.0 a", "th0.1 b", "td1.0 c", "td1.1 d", "td1.1 e",
        ],
    );
    check("<table><tr><td>a</table>", &["p a"]);
    check(
        "<table><tr><td>x<td><table><tr><th>a<tr><td>b</table></table>",
        &["p x", "th0.0 a", "td1.0 b"],
    );
    check("<ul><li>a<table><tr><td>b</table></ul>", &["*1 a", "p b"]);
}

#[test]
fn quotations_figures_and_controls() {
    check(
        "<blockquote>a<p>b<blockquote>c</blockquote></blockquote><blockquote>d</blockquote>",
        &["quote1 a", "quote1 b", "quote1 c", "quote2 d"],
    );
    check(
        "<figure><img src=a.jpg><figcaption>b</figcaption></figure>",
        &["image", "caption b"],
    );
    check("<p>a <img src=a.jpg> b</p>c", &["p a b", "image", "p c"]);
    check("<button>a</button><p>b", &["control a", "p b"]);
    check(
        "<p>a <math><annotation encoding='application/x-tex'>x^2</annotation></math> b",
        &["p a x^2 b"],
    );
    check(
        "a<script type='math/tex; mode=display'>x^2</script>b<script>no</script>",
        &["p a", "formula x^2", "p b"],
    );
}

#[test]
fn what_is_not_shown_is_left_out_or_marked() {
    check(
        "<p>a <span hidden>b</span><sup class=reference>1</sup>",
        &["p a"],
    );
    check(
        "<style>a</style><template>b</template><p>漢<ruby>字<rt>じ</ruby>",
        &["p 漢字"],
    );
    let inside = |html: &str, mark: Landmarks| {
        assert!(page(html).blocks[0].inside.has(mark), "{html}");
    };
    inside("<div style='display: none'>a</div>", Landmarks::HIDDEN);
    inside("<div aria-hidden=true><p>a</p></div>", Landmarks::HIDDEN);
    inside("<body><noscript><p>a</p></noscript>", Landmarks::NOSCRIPT);
    inside("<div role=navigation><p>a", Landmarks::NAV);
    inside("<article><article>a", Landmarks::INNER_ARTICLE);
}

#[test]
fn hidden_text_that_is_long_is_a_block_of_its_own() {
    let long = "word ".repeat(50);
    let page = page(&format!("<p>a <span style='display:none'>{long}</span>b"));
    let texts: Vec<&str> = page.blocks.iter().map(|block| &*block.text).collect();
    assert_eq!(texts, ["a", long.trim_end(), "b"]);
    assert!(page.blocks[1].inside.has(Landmarks::HIDDEN));
    assert!(!page.blocks[2].inside.has(Landmarks::HIDDEN));
    check("a<my-app hidden><p>b</p></my-app>c", &["p a", "p b", "p c"]);
    check("a<my-app hidden>b</my-app>c", &["p ac"]);
    check(
        "<p>b</p><div>a<em hidden><p>b</p><p>c</p></em>d</div>",
        &["p b", "p a", "p c", "p d"],
    );
    check("a<my-app hidden><p></p></my-app>c", &["p ac"]);
}

#[test]
fn links_at_headings_are_left_out_unless_they_are_the_heading() {
    check(
        "<h2>a<a class=headerlink href=#a>Link to a</a></h2>",
        &["h2 a"],
    );
    check("<h2><a class=heading-anchor href=#a>a</a></h2>", &["h2 a"]);
    check(
        "<h2><b>a</b> <span><a class=hash-link href=#a>#</a></span></h2>",
        &["h2 a"],
    );
    check("<p><a class=hash-link href=#a>a</a>", &[]);
}

#[test]
fn elements_that_adjoin_are_not_glued() {
    check("<span>Colour</span><span>Red</span>", &["p Colour Red"]);
    check("<a href=/x>news</a><a href=/y>sport</a>", &["p news sport"]);
    check(
        "<a href=/x><b>news</b></a><a href=/y><i>sport</i></a>",
        &["p news sport"],
    );
    check("<a href=/x>new</a><a href=/x>s</a>", &["p news"]);
    check(
        "<label>Bags</label><svg></svg><span>61</span>",
        &["control Bags 61"],
    );
    check("<span>hel</span><span>lo</span>", &["p hello"]);
    check("<b>Java</b>Script<i>Core</i>", &["p JavaScriptCore"]);
    check(
        "<code><span>get</span><span>Value</span></code>",
        &["p getValue"],
    );
    check(
        "<pre><span>get</span><span>Value</span></pre>",
        &["code ? getValue"],
    );
}

#[test]
fn shadow_roots_are_shown() {
    check(
        "<p>a<my-card><template shadowrootmode=open><p>b</p></template>c</my-card>",
        &["p a", "p b", "p c"],
    );
}

#[test]
fn links_are_counted_where_they_stand() {
    let check = |html: &str, link_tokens: u32, begins: bool, whole: bool| {
        let block = &page(html).blocks[0];
        let got = (
            block.link_tokens,
            block.begins_with_link,
            block.inside.has(Landmarks::LINK),
        );
        assert_eq!(got, (link_tokens, begins, whole), "{html}");
    };
    check("<p><a href=/x>one two</a> three", 2, true, false);
    check("<p>one <a href=/x>two</a>", 1, false, false);
    check("<p>“<a href=/x>one</a>” two", 1, true, false);
    check("<p><a href=/x>one</a> | <a href=/y>two</a>", 2, true, true);
    check("<a href=/x><p>one</p></a>", 1, true, true);
    check("<p><a name=x>one</a>", 0, false, false);
}

#[test]
fn marks_of_equal_range_stand_outer_before_inner() {
    let check = |html: &str| {
        let spans = &page(html).blocks[0].spans;
        let styles: Vec<_> = spans.iter().map(|span| span.style.clone()).collect();
        assert_eq!(styles, [Style::Strong, Style::Emphasis], "{html}");
    };
    check("<p><b><i>a</i></b>");
    check("<b><i><p>a</i></b>");
    check("<b><i><b><i>a</i></b></i></b>");
}

#[test]
fn addresses_are_not_copied_without_bound() {
    let address = "x".repeat(4_000);
    let html = format!("<a href='/{address}'>{}</a>", "<p>a".repeat(10_000));
    let page = page(&html);
    let bytes: usize = page
        .blocks
        .iter()
        .flat_map(|block| &block.spans)
        .map(|span| match &span.style {
            Style::Link(address) => address.len(),
            _ => 0,
        })
        .sum();
    assert_eq!(page.blocks.len(), 10_000);
    assert!(bytes <= 16 << 20, "{bytes}");
    assert!(page.blocks.iter().all(|block| block.link_tokens == 1));
}

#[test]
fn containers_hold_their_blocks() {
    let page = page("<body><div class=a><p>one two</p><p><a href=/x>three</a></p></div><p>four");
    let number = page.classes.iter().position(|class| class == "a");
    let mut containers = page.containers.iter();
    let div = containers.find(|c| Some(c.class as usize) == number);
    let div = div.unwrap();
    assert_eq!(
        (div.first, div.end, div.tokens, div.link_tokens),
        (0, 2, 3, 1)
    );
    assert_eq!(page.containers[0].end, 3);
    assert_eq!(page.containers[0].tokens, 4);
    for container in page.containers.iter().skip(1) {
        let parent = &page.containers[container.parent];
        assert!(parent.first <= container.first && container.end <= parent.end);
    }
}

#[test]
fn selectors_drop_parts_of_lines() {
    let dom = Dom::parse("<p>a <i class=x>b</i> c<p class=x>d", &Limits::default());
    let drop = [scraper::Selector::parse(".x").unwrap()];
    let page = from_dom(
        &dom,
        &crate::dom::select::marks(&dom, &[], &drop).0,
        Default::default(),
    );
    assert_eq!(page.blocks[0].text, "a c");
    assert!(page.blocks[1].inside.has(Landmarks::DROP));
}

proptest! {
    /// All that is shown is in the blocks, once and in the order of the tree.
    #[test]
    fn text_is_neither_lost_nor_doubled(pieces in prop::collection::vec(0..40usize, 0..60)) {
        const TAGS: [&str; 30] = [
            "<p>", "</p>", "<div>", "</div>", "<b>", "</b>", "<a href=/x>", "</a>", "<ul>", "</ul>", "<li>", "<ol>", "<table>",
            "</table>", "<tr>", "<td>", "<th>", "<blockquote>", "</blockquote>", "<br>", "<h2>", "</h2>", "<pre>", "</pre>",
            "<img src=x.jpg>", "<figure>", "<figcaption>", "<label>", "<noscript>", "<dl><dt>",
        ];
        let html: String = pieces.iter().enumerate().map(|(i, &piece)| match TAGS.get(piece) {
            Some(tag) => tag.to_string(),
            None => format!(" w{i}"),
        }).collect();
        let dom = Dom::parse(&html, &Limits::default());
        let squeezed = |text: &str| text.split_whitespace().collect::<String>();
        let text: String = from_dom(&dom, &[], Default::default()).blocks.iter().map(|block| squeezed(&block.text)).collect();
        prop_assert_eq!(text, squeezed(&dom.text_content(NodeId::ROOT)), "{}", html);
    }
}
