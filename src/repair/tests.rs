//! Damage is made here as it was made in the wild: text to bytes, replacements between the bytes,
//! and back to text.

mod mojibake;
mod readings;

use super::gbk::Gbk;
use super::*;
use proptest::prelude::*;
use readings::{WITHOUT_TONES, annotated};

/// Text of our own, in the characters that a conversion character by character gives.
pub(super) const NEWS: &str = "本報訊 昨日上午，市政府召開新聞發布會，介紹全市農村道路建設的進展情況。負責人說，今年將繼續擴大投資，讓更多村莊通上公共汽車。\n\
“過去去縣城要走兩個小時，現在坐車二十分鐘就到了。”家住山里的老人告訴記者，水果也能賣出好價錢了。\n\
據統計，前三季度全市新建和改造農村公路1200公里，完成投資9億元；學校、醫院和市場門口的路口都裝上了信號燈。\n\
專家認為，交通條件的改善對發展旅游業、保護環境和提高農民收入都有重要意義，應當長期堅持下去。\n\
夏天的傍晚，孩子們在河邊捉螢火蟲，奶奶搖著蒲扇講故事，月亮慢慢爬上屋檐，院子里飄著茉莉花的香氣。\n\
他把信折好放進抽屜，抬頭望著窗外的雨，想起了許多年前離開家鄉的那個早晨，心里說不出是什么滋味。\n\
工廠引進新設備以后，產品質量明顯提高，客戶越來越滿意，工人的收入也增加了，大家干活的勁頭更足了。\n\
比賽進行到最后一分鐘，主隊憑借一記遠射鎖定勝局，全場觀眾起立歡呼，教練和隊員們緊緊擁抱在一起。";

/// Characters with the readings that a table of the wild would give them.
const TABLE: [(char, &str); 40] = [
    ('報', "bào"),
    ('開', "kāi"),
    ('聞', "wén"),
    ('發', "fā"),
    ('會', "huì"),
    ('紹', "shào"),
    ('農', "nóng"),
    ('設', "shè"),
    ('進', "jìn"),
    ('負', "fù"),
    ('責', "zé"),
    ('說', "shuō"),
    ('將', "jiāng"),
    ('繼', "jì"),
    ('續', "xù"),
    ('擴', "kuò"),
    ('資', "zī"),
    ('讓', "ràng"),
    ('莊', "zhuāng"),
    ('車', "chē"),
    ('過', "guò"),
    ('縣', "xiàn"),
    ('時', "shí"),
    ('現', "xiàn"),
    ('鐘', "zhōng"),
    ('訴', "sù"),
    ('賣', "mài"),
    ('價', "jià"),
    ('錢', "qián"),
    ('據', "jù"),
    ('統', "tǒng"),
    ('計', "jì"),
    ('學', "xué"),
    ('場', "chǎng"),
    ('裝', "zhuāng"),
    ('號', "hào"),
    ('專', "zhuān"),
    ('認', "rèn"),
    ('為', "wéi"),
    ('業', "yè"),
];

/// Every `step`th character that can be annotated: the more of them, the more byte pairs are hit by
/// chance across characters.
fn wide_table(step: usize) -> Vec<(char, &'static str)> {
    let readings = include_str!("readings.txt").lines().filter_map(|line| {
        let (name, rest) = line.split_once(' ')?;
        Some(rest.split(' ').next()?.chars().map(move |c| (c, name)))
    });
    let mut table: Vec<_> = readings.flatten().collect();
    table.sort_by_key(|&(c, _)| c);
    table.dedup_by_key(|&mut (c, _)| c);
    table.into_iter().step_by(step).collect()
}

/// Damages a line: every place where the two bytes of a character of the table stand gets its
/// pinyin, one character after the other in the order of their bytes, wherever characters begin;
/// then the bytes are read as GBK.
fn damage(gbk: &Gbk, line: &str, table: &[(char, &str)]) -> String {
    let encode = |text: &str| -> Vec<u8> {
        let codes = text
            .chars()
            .map(|c| gbk.code(c).expect("the test text is GBK"));
        codes
            .flat_map(|code| code.to_be_bytes().into_iter().filter(|&b| b != 0))
            .collect()
    };
    let mut keys: Vec<_> = table
        .iter()
        .map(|&(c, pinyin)| (gbk.code(c).unwrap(), pinyin))
        .collect();
    keys.sort_unstable();
    let mut bytes = encode(line);
    for (key, pinyin) in keys {
        let annotation = encode(&format!("({pinyin})"));
        let mut out = Vec::new();
        let mut at = 0;
        while at < bytes.len() {
            if bytes[at..].starts_with(&key.to_be_bytes()) {
                out.extend_from_slice(&key.to_be_bytes());
                out.extend_from_slice(&annotation);
                at += 2;
            } else {
                out.push(bytes[at]);
                at += 1;
            }
        }
        bytes = out;
    }
    let mut shown = String::new();
    let mut rest = bytes.into_iter();
    while let Some(lead) = rest.next() {
        match (lead, rest.len()) {
            (..0x80, _) => shown.push(char::from(lead)),
            (0x80, _) => shown.push('€'),
            (_, 0) => shown.push('?'),
            _ => {
                // A byte that cannot be a second one vanishes together with the lead byte.
                let trail = rest.next().unwrap();
                shown.push(gbk.char(u16::from_be_bytes([lead, trail])).unwrap_or('?'));
            }
        }
    }
    shown
}

fn damage_all(text: &str, table: &[(char, &str)]) -> String {
    let gbk = Gbk::new();
    text.lines()
        .map(|line| damage(&gbk, line, table))
        .collect::<Vec<_>>()
        .join("\n")
}

/// Checks that a text comes back as wanted, and that it then stays.
#[track_caller]
fn check(text: &str, wanted: &str) {
    let repaired = repair(text);
    assert_eq!(repaired.text, wanted);
    assert_eq!(repaired.repairs.is_empty(), text == wanted);
    check_same(wanted);
}

/// Checks that a text is left alone.
#[track_caller]
fn check_same(text: &str) {
    let repaired = repair(text);
    assert_eq!(repaired.text, text);
    assert!(matches!(repaired.text, Cow::Borrowed(_)));
    assert!(repaired.repairs.is_empty());
}

/// Checks the kinds and counts that are reported.
#[track_caller]
fn check_kinds(text: &str, wanted: &[(RepairKind, usize)]) {
    let kinds: Vec<_> = repair(text)
        .repairs
        .iter()
        .map(|r| (r.kind, r.count))
        .collect();
    assert_eq!(kinds, wanted);
}

#[test]
fn damaged_news_is_computed_back() {
    check(&damage_all(NEWS, &TABLE), NEWS);
    for step in [1, 2, 3, 5] {
        check(&damage_all(NEWS, &wide_table(step)), NEWS);
    }
    let torn = damage_all(NEWS, &wide_table(1)).matches('?').count();
    assert!(torn >= 6, "only {torn} places are torn apart");
}

#[test]
fn each_half_of_the_table_is_undone() {
    for table in [&TABLE[..20], &TABLE[20..], &TABLE[10..30]] {
        check(&damage_all(NEWS, table), NEWS);
    }
}

#[test]
fn dropped_private_use_characters_are_found_again() {
    let damaged: String = damage_all(NEWS, &wide_table(2))
        .chars()
        .filter(|&c| !gbk::is_private_use(c))
        .collect();
    let repaired = repair(&damaged);
    let wrong = repaired
        .text
        .lines()
        .zip(NEWS.lines())
        .filter(|(a, b)| a != b)
        .count();
    assert!(wrong <= 1, "{}", repaired.text);
}

#[test]
fn bytes_that_our_own_decoder_read_are_repaired_too() {
    let damaged = damage_all(NEWS, &wide_table(2));
    // A decoder of the present shows a broken lead byte as U+FFFD and keeps the bracket.
    let shown = damaged
        .replace('?', "\u{FFFD}(")
        .replace("\u{FFFD}()", "\u{FFFD}");
    assert_eq!(repair(&shown).text, NEWS);
}

#[test]
fn a_vanished_lead_byte_puts_what_follows_out_of_step() {
    let gbk = Gbk::new();
    let table =
        [("贈", "zèng"), ("級", "jí"), ("號", "hào")].map(|(c, p)| (c.chars().next().unwrap(), p));
    let text = "三級書記帶頭，吹響決勝沖鋒號";
    let damaged = damage(&gbk, text, &table);
    assert!(damaged.contains("勝?zèng)_鋒"), "{damaged}");
    check(&damaged, text);
}

#[test]
fn a_swallowed_tag_comes_back() {
    let damaged = damage_all(
        "<p>全縣的學校和市場</p>\n<p>據統計，農業發展很快</p>",
        &TABLE,
    );
    let repaired = repair(&damaged);
    assert_eq!(
        repaired.text,
        "<p>全縣的學校和市場</p>\n<p>據統計，農業發展很快</p>"
    );
}

#[test]
fn repairs_are_reported_with_an_example() {
    let damaged = damage_all(NEWS, &TABLE);
    let repaired = repair(&damaged);
    let pinyin = &repaired.repairs[0];
    assert_eq!(pinyin.kind, RepairKind::InjectedPinyin);
    assert_eq!(pinyin.count, damaged.matches(')').count());
    assert!(damaged.contains(&pinyin.before) && NEWS.contains(&pinyin.after));
    assert!(pinyin.before.chars().count() <= EXAMPLE && pinyin.before != pinyin.after);
}

#[test]
fn references_without_their_sign_are_read() {
    check("他说#xff0c;好#x3002;", "他说，好。");
    check("don#8217;t and it#8217;s", "don’t and it’s");
    check("中#20013;文", "中中文");
    check_kinds("他说#xff0c;好#x3002;", &[(RepairKind::Reference, 2)]);
    check_same("a{color:#333333;background:#020203;border:#8217;fill:#03071;x:#0d3;}");
    check_same("{\"a\":\"I\\u0026#8217;m, you\\u0026#8217;re\"} ?q=%26#8220;a%26#8220;");
    check_same("write &#8217; or &amp;#8217; or #8217; or &#x4e2d;");
    check_same("#x27;#x41;#12; issue #20013 and {{title}}");
}

#[test]
fn controls_go_and_layout_stays() {
    check("a\0b\u{1}c\u{7f}d", "abcd");
    check("a\u{c}b\u{b}c", "a b c");
    check("It\u{92}s \u{93}good\u{94}", "It’s “good”");
    check("x\u{81}y\u{8d}z", "xyz");
    check_same("a\tb\r\nc\n\n");
    check_kinds("a\0b\u{1}c", &[(RepairKind::Control, 2)]);
    check_kinds(
        "don\u{92}t\u{81}",
        &[(RepairKind::Mojibake, 1), (RepairKind::Control, 1)],
    );
}

#[test]
fn kinds_have_names() {
    let kinds = [
        RepairKind::InjectedPinyin,
        RepairKind::Mojibake,
        RepairKind::Control,
        RepairKind::Reference,
        RepairKind::Replacement,
        RepairKind::PrivateUse,
    ];
    let names = kinds.map(RepairKind::as_str);
    assert_eq!(
        names,
        [
            "injected_pinyin",
            "mojibake",
            "control",
            "reference",
            "replacement",
            "private_use"
        ]
    );
    assert_eq!(RepairKind::Mojibake.to_string(), "mojibake");
}

/// The page that this repair was made for, when the folder that holds it is at hand.
#[test]
fn the_first_seed_comes_out_as_expected() {
    let base = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../shared/seeds/000_4b105e993f9cdb78"
    );
    let (Ok(text), Ok(json)) = (
        std::fs::read_to_string(format!("{base}.txt")),
        std::fs::read_to_string(format!("{base}.expected.json")),
    ) else {
        return;
    };
    let squeezed = |text: &str| {
        text.chars()
            .filter(|c| !c.is_whitespace())
            .collect::<String>()
    };
    let expected: serde_json::Value = serde_json::from_str(&json).unwrap();
    let paragraphs = expected["with --script keep"]["paragraphs"]
        .as_array()
        .unwrap();
    let repaired = repair(&text);
    let lines: Vec<String> = repaired.text.lines().map(squeezed).collect();
    for paragraph in paragraphs {
        let paragraph = squeezed(paragraph.as_str().unwrap());
        assert!(lines.contains(&paragraph), "{paragraph}");
    }
    assert_eq!(repaired.text.lines().count(), text.lines().count());
    check_same(&repaired.text);
}

/// Texts that are damaged all over, each in its way.
pub(super) fn all_damage() -> Vec<(&'static str, String)> {
    let single = |text: &str, charset: &'static encoding_rs::Encoding| {
        let (bytes, ..) = charset.encode(text);
        encoding_rs::WINDOWS_1252.decode(&bytes).0.into_owned()
    };
    let utf8_as = |charset: &'static encoding_rs::Encoding| {
        let (shown, _) = charset.decode_without_bom_handling(NEWS.as_bytes());
        shown.into_owned()
    };
    let once = utf8_as(encoding_rs::WINDOWS_1252);
    vec![
        ("injected pinyin", damage_all(NEWS, &wide_table(1))),
        (
            "injected pinyin, private-use characters dropped",
            damage_all(NEWS, &wide_table(1))
                .chars()
                .filter(|&c| !gbk::is_private_use(c))
                .collect(),
        ),
        (
            "pinyin twice",
            annotated(NEWS, &WITHOUT_TONES, |r| format!("({r})({r})")),
        ),
        ("GBK as windows-1252", single(NEWS, encoding_rs::GBK)),
        (
            "UTF-8 as windows-1252, twice",
            encoding_rs::WINDOWS_1252
                .decode_without_bom_handling(once.as_bytes())
                .0
                .into_owned(),
        ),
        ("UTF-8 as windows-1252", once),
        ("UTF-8 as GBK", utf8_as(encoding_rs::GBK)),
        (
            "controls",
            "It\u{92}s a \u{93}test\u{94}\u{7}.\n".repeat(20),
        ),
        ("references", "他说#xff0c;好#x3002;".repeat(20)),
    ]
}

/// Pieces that set the stages off.
const TRIGGERS: [&str; 38] = [
    "?zèng)",
    "(zèng)",
    "贈",
    "勝",
    "長(zhǎng)",
    "級(jí)",
    "?",
    "？",
    "?，",
    "??；",
    "\u{fffd}",
    "\u{fffd}(jí)",
    "\u{e317}",
    "(",
    ")",
    "?a)",
    "¡¡",
    "£¬",
    "â€™",
    "Ã©",
    "é",
    "鎴戜滑",
    "锛",
    "銆",
    "\u{92}",
    "\0",
    "\u{81}",
    "\n",
    "a",
    "9",
    "<p>",
    "，",
    "市(shi)",
    "市(shi)(shi)",
    "里(lǐ )",
    "#xff0c;",
    "#8217;",
    "#",
];

/// Repetitions of triggers take time in proportion to their length.
#[test]
fn hostile_repetition_stays_linear() {
    for trigger in [
        "(",
        "?a)",
        "勝?zèng)",
        "?zèng)級(jí)",
        "級(jí)?jí)?，",
        "??；",
        "長(zhǎng)?",
        "¡¡",
        "é",
        "â€",
        "鎴",
        "鎴戜滑?",
        "\0",
        "(a)a",
        "市(shi)",
        "市(shi)(shi)",
        "#xff0c;",
        "#8217",
    ] {
        for pattern in [trigger.to_owned(), format!("{trigger}貓\u{e317}")] {
            let text = format!("級(jí)別發(fā)展{}", pattern.repeat(60_000 / pattern.len()));
            let start = std::time::Instant::now();
            let _ = repair(&text);
            // 60 kB take about 0.1 s unoptimised; quadratic work takes minutes.
            assert!(
                start.elapsed().as_secs() < 20,
                "{pattern:?} took {:?}",
                start.elapsed()
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn text_without_marks_comes_back_borrowed(text in "[a-zA-Z0-9 ,.?!()\\n\u{4e00}-\u{91ff}，。“”]{0,200}") {
        prop_assume!(!text.contains(')'));
        prop_assert!(matches!(repair(&text).text, Cow::Borrowed(same) if same == text));
    }

    #[test]
    fn any_text_is_taken_and_settles(text in "\\PC{0,120}|[\\x00-\\u{ff}\\n]{0,120}") {
        let once = repair(&text).text.into_owned();
        prop_assert_eq!(&repair(&once).text, &once);
        prop_assert_eq!(once.matches('\n').count(), text.matches('\n').count());
    }

    #[test]
    fn any_row_of_triggers_settles(pieces in prop::collection::vec(prop::sample::select(&TRIGGERS[..]), 0..40)) {
        let text = pieces.concat();
        let once = repair(&text);
        prop_assert_eq!(once.text.matches('\n').count(), text.matches('\n').count());
        prop_assert_eq!(once.repairs.is_empty(), once.text == text);
        let once = once.text.into_owned();
        let twice = repair(&once);
        prop_assert_eq!(&twice.text, &once);
        prop_assert!(twice.repairs.is_empty());
    }
}
