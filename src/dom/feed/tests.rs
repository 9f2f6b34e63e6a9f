//! The tree is that which html5ever makes alone, within the bounds; and the bounds hold.

use crate::bounds::Cuts;
use crate::dom::tag::{LONG_VALUE, MOST_ATTRIBUTES, is_formatting};
use crate::dom::unread::is_unread;
use crate::dom::{Dom, NodeId};
use crate::settings::Limits;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tokenizer, TokenizerOpts};
use proptest::prelude::*;

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
    check("<p a b=1 c='2' q=\"3\" e>x", 5);
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
    for tag in ["script", "textarea", "title", "xmp"] {
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
    check("<body><noscript><xmp>a</noscript><p>seen", "aseen");
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

/// The tree as html5ever's own tokenizer has it built.
fn by_tokenizer(html: &str) -> Dom {
    let options = TokenizerOpts {
        discard_bom: false,
        ..TokenizerOpts::default()
    };
    let tokenizer = Tokenizer::new(super::Guard::new(&Limits::default(), html.len()), options);
    let input = BufferQueue::default();
    let html = html.strip_prefix("\u{FEFF}").unwrap_or(html);
    input.push_back(StrTendril::from_slice(html));
    while !matches!(tokenizer.feed(&input), html5ever::TokenizerResult::Done) {}
    tokenizer.end();
    tokenizer.sink.into_dom(html.len())
}

/// Whether an element is a drawing of shapes and nothing else.
fn is_drawing(dom: &Dom, id: NodeId) -> bool {
    let is_svg = |element: crate::dom::Element<'_>| element.name() == "svg" && !element.is_html();
    dom.element(id).is_some_and(is_svg)
        && dom.descendants(id).all(|id| match dom.element(id) {
            Some(element) => super::drawing::is_shape(element.name()),
            None => dom.text(id).is_some_and(|text| text.trim().is_empty()),
        })
}

/// The tree as text: elements with the attributes that are kept, texts but those of style sheets; drawings without their shapes.
fn outline(dom: &Dom) -> String {
    let mut out = String::new();
    for id in dom.descendants(NodeId::ROOT) {
        if dom.ancestors(id).any(|around| is_drawing(dom, around)) {
            continue;
        }
        let depth = dom.ancestors(id).count();
        if let Some(element) = dom.element(id) {
            let every = element.name() != "a" && is_formatting(&element.named.name);
            let kept = element.attributes().filter(|(name, value)| {
                every
                    || value.len() >= LONG_VALUE
                    || !is_unread(name.to_ascii_lowercase().as_bytes())
            });
            let mut kept: Vec<_> = kept.collect();
            // Formatting elements that are alike share one list, whatever the order of each.
            kept.sort_unstable();
            out.push_str(&format!("{depth}<{} {kept:?}>\n", element.name()));
        }
        let parent = dom.parent(id).and_then(|parent| dom.element(parent));
        if let Some(text) = dom.text(id)
            && parent.is_none_or(|parent| parent.name() != "style" || !parent.is_html())
        {
            out.push_str(&format!("{depth} {text:?}\n"));
        }
    }
    out
}

fn same(html: &str) {
    assert_eq!(
        outline(&parse(html)),
        outline(&by_tokenizer(html)),
        "{html}"
    );
}

/// Shapes after html5lib's tests: what a tokenizer can get wrong.
#[test]
fn the_tree_is_that_of_html5ever() {
    for html in [
        "<!DOCTYPE html PUBLIC \"a>b\"><p>x",
        "<!doctype html><!-- c --><html lang=de><head><title>a &amp; b</title></head><body class=c>x",
        "a<b",
        "a<",
        "a</",
        "a</>b",
        "a</ b>c",
        "a<!b>c",
        "a<?b>c",
        "a<!-",
        "<!--",
        "<!-->a",
        "<!--->b",
        "<!--a--!>b",
        "<!--a--b-->c",
        "<!--<!--a-->b-->c",
        "<!----!-->a",
        "<!---->a",
        "<table>a<!-- -->b<tr>c<td>d",
        "<pre><!-- -->\nx",
        "<pre>\n\nx</pre><textarea>\n\ny</textarea><listing>\nz",
        "<pre>&#10;x",
        "<p title=\"a\nb\">\n",
        "<a href=x/>y</a/>z",
        "<br/><br / ><img src=a/ alt=b>",
        "<p a='1'b=\"2\"c=3 d e = f/g>x",
        "<p =a==b>x",
        "<p a=>x",
        "<p a=\"1\" A='2' a>x",
        "<p \"a\"=b<c>x",
        "<P CLASS=X ÄÖ=ü>y</P>",
        "<p class=a&amp;b title='?a=1&copy=2&lt'>x",
        "&lt;p&gt;&nosuch;&#x41;&#128;&",
        "&am",
        "x&#",
        "x&#x",
        "x&notit;",
        "a\0b<p\0 c\0=d\0>e\0",
        "<title>\0&amp;\0</title>",
        "<script>a\0<b></script>c",
        "<script><!-- </script> --></script>d",
        "<script><!--<script></script>--></script>e",
        "<script><!--<</script >e",
        "<script><!--<script><</script ></script>e",
        "<script><!--<script></script x></script>f",
        "<script>'</scripts>'</script >g",
        "<style><p></style>h",
        "<style></style/a=b>i",
        "<xmp><b></xmp>j",
        "<iframe><b></iframe>k",
        "<noframes><b></noframes>l",
        "<noembed><b></noembed>m",
        "<plaintext><b></plaintext>n",
        "<title><b></title>o",
        "<textarea><b></textarea>p",
        "<title>a",
        "<script>a",
        "<style>a</sty",
        "<svg><style><b>x</style><title>y<b>z</title><path d='M0 0'/><script>a<b></script></svg>q",
        "<svg><![CDATA[<p>&amp;]]>a</svg><![CDATA[b]]>c",
        "<math><mi><![CDATA[x]]></mi><annotation-xml encoding=text/html><p>a",
        "<svg viewBox=a><foreignObject><p>x</foreignObject></svg>y",
        "<svg><p>out",
        "<svg viewBox='0 0 9 9'> <g fill=red><path d='M0 0'/><!-- > --><CIRCLE r=1></circle></g>\n</svg >a",
        "<svg/><path>a</path><svg><path><use href=#a></svg>b",
        "<g><svg><path/></g>a</svg>b",
        "<svg><g></path></g><path/>",
        "<svg><g><svg><path/></svg>a</g></svg>b",
        "<svg><path/>a</svg><svg><path/><title>b</title></svg><svg><path/><p>c",
        "<svg><path/></svg",
        "<svg><path d='</svg>'/></svg>a",
        "<table><svg><path/></svg><td><select><svg><g></svg>a",
        "<math><svg><path/></svg><mi>a",
        "<math><font color=a>b<font>c",
        "<input type=hidden><table><input type=hidden><input>x",
        "<frameset><frame></frameset><noframes>a</noframes>",
        "<b class=1><b class=1><b class=1><b class=1><p>x",
        "<p><b id=1 onclick=a><p><b id=1 onclick=b>x<p>y",
        "<a href=1>x<a href=2>y",
        "<a href=1><table><td><a href=2 class=b>x</table><p>y<div><p>z",
        "<i class=1 lang=a><i lang=a class=1><i class=1 lang=a><i class=1 lang=a><p>x<svg><i class=1 lang=a>y",
        "<font size=1><svg><font size=1>a<svg><font size=1>b<p>c<svg><font class=d>e</font><font color=f>g<p>h",
        "<svg><a xlink:href=/x class=y>z</a></svg><math><mi><a href=b>c<p>d",
        "<b class=1><p class=2><tr class=3><table class=4><td class=5><li class=6>x",
        "<template><p>x</template>y",
        "<select><option>a<b>c</select>d",
        "<html a=1><html b=2><body c=3>",
        "\u{FEFF}a<p>\u{FEFF}b",
        "<p>a\u{C}b<br\u{C}/>c<p\ttitle\n=\nx>",
        "x</body>y</html>z<!-- a -->\n",
        "<table><td>a</td> b</table>",
        "<ruby>a<rp>(<rt>b",
        "<image src=a>",
        "</br></p>",
        "<p>&NotEqualTilde;&fjlig;&AMP",
    ] {
        same(html);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn the_tree_of_any_soup_is_that_of_html5ever(parts in proptest::collection::vec(prop_oneof![
        "</?(p|b|a|i|div|table|tr|td|svg|path|g|math|title|style|script|textarea|select|option|pre|li|h1|form|br|img|template|font|body|html|head|meta|xmp|iframe|plaintext|title)( (a|href|class|type|style|onclick|data-x|encoding|color|xlink:href)=('[a&;\"<> ]{0,4}'|\"[a&;'<> ]{0,4}\"|[a&;]{1,3}))?[ /]{0,2}>",
        "<!--[-!>a<]{0,6}(-->)?",
        "[a&;#x<>/!?\\-\\[\\] \n'\"=\0]{1,6}",
        "&(amp|lt|nbsp|copy|not|notin|#65|#x41|#0|#150);?",
        "<!\\[CDATA\\[[a\\]>]{0,4}(\\]\\]>)?",
        "<!DOCTYPE [a-z \"'>]{0,8}",
    ], 0..12)) {
        let html = parts.concat();
        prop_assert_eq!(outline(&parse(&html)), outline(&by_tokenizer(&html)), "{}", html);
    }
}
