//! Page shapes that have made parsers and extractors slow or large, this library's own triggers among them: each grows in one
//! structural dimension.

/// A page shape: its name, and the page for a number of repetitions.
pub type Shape = (&'static str, fn(usize) -> String);

/// Pages of HTML.
pub const HTML: &[Shape] = &[
    ("nested div", |n| format!("<body>{}x", "<div>".repeat(n))),
    ("nested and closed div", |n| {
        format!("<body>{}x{}", "<div>".repeat(n), "</div>".repeat(n))
    }),
    ("nested lists", |n| {
        format!("<body>{}x", "<ul><li>a".repeat(n))
    }),
    ("nested formatting", |n| {
        format!("<body>{}x", "<b><i>".repeat(n))
    }),
    ("misnested formatting", |n| {
        format!("<body>{}", "<b><i>a</b>b</i>".repeat(n))
    }),
    ("nested tables", |n| {
        format!("<body>{}x", "<table><tr><td>".repeat(n))
    }),
    ("text between table and row", |n| {
        format!("<body><table>{}", "a<tr>b".repeat(n))
    }),
    ("nested font", |n| {
        format!("<body>{}x", "<font color=red>".repeat(n))
    }),
    ("unclosed formatting in paragraphs", |n| {
        format!("<body>{}", "<p><b class=x><i>some text".repeat(n))
    }),
    ("unclosed formatting that differs", |n| {
        let piece = |i| format!("<p><font size={i}>some text");
        format!("<body>{}", (0..n).map(piece).collect::<String>())
    }),
    ("unclosed links", |n| {
        format!("<body>{}", "<a href=/x>link ".repeat(n))
    }),
    ("nested buttons, forms, selects", |n| {
        format!("<body>{}", "<form><button><select><option>".repeat(n))
    }),
    ("nested quotations", |n| {
        format!("<body>{}", "<blockquote><p>said".repeat(n))
    }),
    ("nested svg and math", |n| {
        format!("<body>{}", "<svg><math><mi>".repeat(n))
    }),
    ("nested templates", |n| {
        format!("<body>{}", "<template><p>".repeat(n))
    }),
    ("nested ruby", |n| {
        format!("<body>{}", "<ruby>字<rt>zì".repeat(n))
    }),
    ("end tags without a start", |n| {
        format!("<body><div>{}", "</p></b></div></x>".repeat(n))
    }),
    ("line breaks", |n| format!("<body>{}", "a<br>".repeat(n))),
    ("double line breaks", |n| {
        format!("<body>{}", "some words here<br><br>".repeat(n))
    }),
    ("one long text node", |n| {
        format!("<body><p>{}", "word and word, ".repeat(n))
    }),
    ("one long Chinese text node", |n| {
        format!("<body><p>{}", "这座桥今天重新开放，".repeat(n))
    }),
    ("one long word", |n| {
        format!("<body><p>{}", "x".repeat(8 * n))
    }),
    ("spaces", |n| {
        format!("<body><p>a{}b", " \n\u{3000}".repeat(n))
    }),
    ("invisible characters", |n| {
        format!("<body><p>a{}b", "\u{200b}\u{200d}\u{ad}".repeat(n))
    }),
    ("combining marks", |n| {
        format!("<body><p>a{}", "\u{301}\u{327}".repeat(n))
    }),
    ("marks split over elements", |n| {
        format!("<body><p>a{}", "<b>\u{301}</b>".repeat(n))
    }),
    ("many paragraphs", |n| {
        let piece = |i| format!("<p>Paragraph {i} of a page that goes on and on.</p>");
        format!("<body>{}", (0..n).map(piece).collect::<String>())
    }),
    ("paragraphs that are the same", |n| {
        format!(
            "<body>{}",
            "<p>The same paragraph, over and over again.</p>".repeat(n)
        )
    }),
    ("many headings", |n| {
        format!("<body>{}", "<h2>Part</h2><p>a</p>".repeat(n))
    }),
    ("many containers", |n| {
        format!(
            "<body>{}",
            "<div class=post><div class=text>Words of somebody, written down.</div></div>"
                .repeat(n)
        )
    }),
    ("many links", |n| {
        let piece = |i| format!("<li><a href=\"/news/{i}.html\">Story number {i}</a></li>");
        format!("<body><ul>{}</ul>", (0..n).map(piece).collect::<String>())
    }),
    ("many links in one paragraph", |n| {
        format!("<body><p>{}", "see <a href=/x>this</a>, ".repeat(n))
    }),
    ("many marks in one paragraph", |n| {
        format!("<body><p>{}", "<b>a</b><i>b</i> ".repeat(n))
    }),
    ("many images", |n| {
        format!(
            "<body>{}",
            "<figure><img src=/a.jpg alt=x><figcaption>c</figcaption></figure>".repeat(n)
        )
    }),
    ("many images in one paragraph", |n| {
        format!("<body><p>text{}", "<img src=/a.jpg>".repeat(n))
    }),
    ("a table of many rows", |n| {
        format!(
            "<body><table>{}</table>",
            "<tr><td>1<td>2<td colspan=9>3".repeat(n)
        )
    }),
    ("a table of one row", |n| {
        format!("<body><table><tr>{}</table>", "<td>1".repeat(n))
    }),
    ("many tables", |n| {
        format!("<body>{}", "<table><tr><th>a<tr><td>b</table>".repeat(n))
    }),
    ("spans of columns and rows", |n| {
        format!(
            "<body><table>{}</table>",
            "<tr><td colspan=65535 rowspan=65535>x".repeat(n)
        )
    }),
    ("a list of many items", |n| {
        format!("<body><ul>{}", "<li>item".repeat(n))
    }),
    ("code of many lines", |n| {
        format!("<body><pre>{}", "let a = 1;\n".repeat(n))
    }),
    ("code of many backticks", |n| {
        format!("<body><pre>{}", "`".repeat(8 * n))
    }),
    ("a long class", |n| {
        format!("<body><div class=\"{}\">text", "post-12 ad ".repeat(n))
    }),
    ("a long class around blocks", |n| {
        format!(
            "<body><div class=\"{}\">{}",
            "post-12 ad ".repeat(n),
            "<p>text".repeat(n)
        )
    }),
    ("a long attribute", |n| {
        format!("<body><a href=\"{}\">text", "/../%20".repeat(n))
    }),
    ("a long srcset", |n| {
        format!("<body><img srcset=\"{}\">", "/a.jpg 100w, ".repeat(n))
    }),
    ("attributes of one tag", |n| {
        let piece = |i| format!(" a{i}=1");
        format!("<body><p{}>text", (0..n).map(piece).collect::<String>())
    }),
    ("tags of short attributes", |n| {
        "<p a b c d e f g h i j k l m n o>x".repeat(n)
    }),
    ("a link that is left open in a formula", |n| {
        let value = "a".repeat(n);
        format!(
            "<body><math><mi><a title={value} href=/{value}></mi></math>{}",
            "<p>x".repeat(n / 10)
        )
    }),
    ("attributes of an end tag", |n| {
        let piece = |i| format!(" a{i}");
        format!("<body><p>text</p{}", (0..n).map(piece).collect::<String>())
    }),
    ("raw text and its ends", |n| {
        format!(
            "<body>{}",
            "<title></b></title x><script></script a=b>".repeat(n)
        )
    }),
    ("ends of raw text that are text", |n| {
        format!("<body><script><!--{}", "<script></script x".repeat(n))
    }),
    ("attributes of the root", |n| {
        let piece = |i| format!("<html a{i}=1>");
        (0..n).map(piece).collect()
    }),
    ("entities", |n| {
        format!("<body><p>{}", "&amp;&#x4E00;&nbsp;&notit;&".repeat(n))
    }),
    ("a comment that is never closed", |n| {
        format!("<body>a<!--{}", "- <!-".repeat(n))
    }),
    ("comments", |n| format!("<body>{}", "<!-- x -->".repeat(n))),
    ("a script that is never closed", |n| {
        format!("<body>a<script>{}", "<!--<script></scrip".repeat(n))
    }),
    ("scripts", |n| {
        format!("<body>{}", "<script>x</script>".repeat(n))
    }),
    ("drawings", |n| {
        let drawing = "<svg><g><path d='M0 0h9'/><circle></circle></g></svg>";
        format!("<body>{}", drawing.repeat(n))
    }),
    ("drawings in drawings that never end", |n| {
        format!("<body>{}", "<svg><g/><path>".repeat(n))
    }),
    ("a drawing of all shapes that holds a word", |n| {
        format!("<body><svg>{}x</svg>", "<path d=z /> <g></g>".repeat(n))
    }),
    ("brackets", |n| format!("<body>{}", "<".repeat(8 * n))),
    ("CDATA and declarations", |n| {
        format!("<body>{}", "<![CDATA[x]]><!doctype y><?z>".repeat(n))
    }),
    ("metadata", |n| {
        let piece = "<meta property=og:title content=\"A title\"><meta name=author content=\"Ann Bo\">\
            <meta name=keywords content=\"a,b,c\"><link rel=canonical href=/x>";
        format!("<head>{}<body><p>text", piece.repeat(n))
    }),
    ("structured data", |n| {
        let piece = "<script type=\"application/ld+json\">{\"@type\":\"Article\",\"headline\":\"T\",\
            \"author\":[{\"name\":\"Ann\"}]}</script>";
        format!("<head>{}<body><p>text", piece.repeat(n))
    }),
    ("nested structured data", |n| {
        format!(
            "<head><script type=\"application/ld+json\">{}</script><body><p>text",
            "{\"a\":[".repeat(n)
        )
    }),
    ("long structured data", |n| {
        format!(
            "<head><script type=\"application/ld+json\">{{\"@graph\":[{}0]}}</script><body><p>text",
            "{\"@type\":\"Person\",\"@id\":\"#a\",\"name\":\"Ann\"},".repeat(n)
        )
    }),
    ("text in data", |n| {
        let piece = "{\"body\":\"The river rose in the night, and by the morning it had taken the lower bridge.\"},";
        format!(
            "<body><script type=application/json>[{}0]</script>",
            piece.repeat(n)
        )
    }),
    ("data in data", |n| {
        format!(
            "<body><p data-x='[{}0]'>x",
            "\"[\\\"[1,2,3,4,5,6,7,8,9,10,11]\\\",0]\",".repeat(n)
        )
    }),
    ("late parts", |n| {
        let parts = |i: usize| {
            format!(
                "<template id=B:{i}></template><div hidden id=S:{i}>x</div><script>$RC(\"B:{i}\",\"S:{i}\")</script>"
            )
        };
        format!("<body>{}", (0..n).map(parts).collect::<String>())
    }),
    ("late parts in each other", |n| {
        // More than instructions are followed, at both sizes: parts that have moved make one block, others one each.
        let n = n + 2_000;
        let parts =
            |i: usize| format!("<div hidden id=S:{i}>x<template id=B:{i}></template></div>");
        let lines = |i: usize| format!("$RC(\"B:{i}\",\"S:{}\")", i + 1);
        format!(
            "<body>{}<script>{}</script>",
            (0..n).map(parts).collect::<String>(),
            (0..n).map(lines).collect::<String>()
        )
    }),
    ("open frames in noscript", |n| {
        format!(
            "<body>{}",
            "<noscript><iframe src=x /></noscript>x".repeat(n)
        )
    }),
    ("adjoining elements", |n| {
        format!(
            "<body><p>{}",
            "<code>aa<span>Word</span><span>Word</span></code>".repeat(n)
        )
    }),
    ("hidden elements in each other", |n| {
        format!("<body>{}", "<i hidden><p>word</p>".repeat(n))
    }),
    ("links at headings", |n| {
        format!("<body><h2>{}", "<a class=headerlink>#</a>".repeat(n))
    }),
    ("bylines and dates", |n| {
        format!(
            "<body>{}",
            "<div class=byline>By Ann Bo, 4 March 2021 05:06</div><time datetime=2021-03-04>x</time>"
                .repeat(n)
        )
    }),
    ("formulas between signs", |n| {
        format!("<body><p>{}", "\\(a\\) \\[b\\] ".repeat(n))
    }),
    ("a title of many parts", |n| {
        let piece = |i| format!("Part {i} | Site - ");
        let title = (0..n).map(piece).collect::<String>();
        format!("<title>{title}</title><body><h1>Part 1</h1><p>text")
    }),
    ("many titles", |n| {
        let piece = |i| format!("<h1>Head {i}</h1>");
        let headings = (0..n).map(piece).collect::<String>();
        format!("<title>Head 5 - Site</title><body>{headings}")
    }),
    ("terms and definitions", |n| {
        format!("<body><dl>{}", "<dt>term<dd>definition".repeat(n))
    }),
    ("bullets in paragraphs", |n| {
        format!("<body>{}", "<p>• a<br>• b<br>• c<br>• d<br>• e".repeat(n))
    }),
    ("callouts", |n| {
        format!(
            "<body>{}",
            "<div class='note warning'><p class=title>Note</p><p>x</div>".repeat(n)
        )
    }),
    ("one figure of many images", |n| {
        format!(
            "<body><figure><figcaption>c{}",
            "<img src=/a.jpg alt=c>".repeat(n)
        )
    }),
    ("notes that refer to notes", |n| {
        let piece = |i| format!("<p id=f{i}>note <sup><a href=#f{}>{i}</a></sup></p>", i + 1);
        format!("<body>{}", (0..n).map(piece).collect::<String>())
    }),
    ("cells of prose", |n| {
        let row =
            "<tr><td>The river rose in the night and by<br>the morning it had taken the bridge";
        format!("<body><table>{}", row.repeat(n))
    }),
    ("links around blocks", |n| {
        // A link within a cell within a link: each block stands in all of them.
        let around = |i| format!("<a href={i}><table><tr><td>");
        format!(
            "<body>{}{}",
            (0..80).map(around).collect::<String>(),
            "<p>x".repeat(n)
        )
    }),
    ("formulas", |n| {
        format!(
            "<body><p>{}",
            "<math alttext=x><mi>x</mi></math><script type=math/tex>y</script>".repeat(n)
        )
    }),
];

/// Flattened pages.
pub const TEXT: &[Shape] = &[
    ("lines that are the same", |n| {
        "The same line again.\n".repeat(n)
    }),
    ("lines that differ", |n| {
        (0..n)
            .map(|i| format!("Line {i} of a long text.\n"))
            .collect()
    }),
    ("lines of a letter", |n| "a\n".repeat(n)),
    ("lines of a bullet", |n| "• item\n".repeat(n)),
    ("lines of other ends", |n| "a\u{2028}b\r".repeat(n)),
    ("labels", |n| {
        "责任编辑：李四\n来源：示例报 2021-03-04\n相关阅读\n".repeat(n)
    }),
    ("blank lines", |n| format!("a{}b", "\n \n\t".repeat(n))),
    ("one long line", |n| "这座桥今天重新开放。".repeat(n)),
    ("opening brackets", |n| "(".repeat(8 * n)),
    ("closing brackets", |n| ")".repeat(8 * n)),
    ("brackets of labels", |n| "（责任编辑：".repeat(n)),
    ("words joined by bars", |n| "首页 | 新闻 | ".repeat(n)),
    ("injected pinyin", |n| {
        "鎔(róng)爐邊(biān)的囧(jiǒng)態".repeat(n)
    }),
    ("injected pinyin in lines", |n| {
        "鎔(róng)爐邊(biān)的囧(jiǒng)態\n".repeat(n)
    }),
    ("torn pinyin", |n| {
        "橋面?lóng)舟從橋下過，鎮?zhèn)上".repeat(n)
    }),
    ("question marks", |n| {
        format!("鎔(róng)爐囧(jiǒng){}", "?".repeat(4 * n))
    }),
    ("pinyin without a character", |n| "(lóng)".repeat(n)),
    ("syllables without a bracket", |n| "龍(lóng".repeat(n)),
    ("replacement characters", |n| {
        format!("鎔(róng){}", "\u{FFFD}(".repeat(n))
    }),
    ("mojibake", |n| "æ–°é—» Ã©tÃ© â€™".repeat(n)),
    ("mojibake in lines", |n| "æ–°é—» Ã©tÃ© â€™\n".repeat(n)),
    ("mojibake of GBK", |n| "鏂伴椈涓枃".repeat(n)),
    ("controls", |n| "It\u{92}s\u{7}\u{b}".repeat(n)),
];

/// A shape of bytes: its name, and the page for a number of repetitions.
pub type Dimension = (&'static str, fn(usize) -> Vec<u8>);

/// Bytes that make the choice of an encoding hard.
pub const BYTES: &[Dimension] = &[
    ("bytes of no encoding", |n| {
        b"\xff\x80 \xe4\xb8\xc3(".repeat(n)
    }),
    ("UTF-8 and GBK in turns", |n| {
        "老桥"
            .bytes()
            .chain(*b"\xc0\xcf\xc7\xc5 ")
            .collect::<Vec<u8>>()
            .repeat(n)
    }),
    ("paragraphs in UTF-8 and in GBK in turns", |n| {
        let utf8 = "<p>今天重新开放的桥</p>\n".bytes();
        utf8.chain(*b"<p>\xc0\xcf\xc7\xc5\xd6\xd8\xd0\xc2</p>\n")
            .collect::<Vec<u8>>()
            .repeat(n)
    }),
    ("ISO-2022-JP", |n| b"\x1b$B$3$s$K$A$O\x1b(B abc ".repeat(n)),
    ("GBK without a label", |n| {
        b"\xc0\xcf\xc7\xc5\xd6\xd8\xd0\xc2\xa3\xac".repeat(n)
    }),
    ("labels of encodings", |n| {
        b"<meta charset=gbk>\xc0\xcf".repeat(n)
    }),
    ("escape sequences", |n| b"\x1b$B$\"\x1b(B".repeat(n)),
    ("zero bytes", |n| b"a\0b\0".repeat(n)),
    ("surrogates", |n| b"\xff\xfe\xd8\x00".repeat(n)),
];
