//! What a caller of the stage relies on: one case for each evidence, and the laws.

use super::*;
use encoding_rs::{
    BIG5, EUC_JP, EUC_KR, GB18030, GBK, KOI8_R, SHIFT_JIS, WINDOWS_1251, WINDOWS_1252,
};
use proptest::prelude::*;

const HANS: &str = "今天的天气很好，我们去公园里走走。";
const HANT: &str = "今天的天氣很好，我們去公園裡走走。";
const JAPANESE: &str = "今日はとてもいい天気ですから、公園まで歩きましょう。";
const KOREAN: &str = "오늘은 날씨가 아주 좋아서 우리는 공원에 갑니다.";
const RUSSIAN: &str = "Сегодня очень хорошая погода, и мы идём гулять.";
const FRENCH: &str = "Où est le café près de l’hôtel ? Il est fermé, désolé.";

fn encode(text: &str, encoding: &'static Encoding) -> Vec<u8> {
    let (bytes, used, unmappable) = encoding.encode(text);
    assert!(!unmappable && used == encoding);
    bytes.into_owned()
}

fn utf16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(order).collect()
}

/// Decodes without hints and compares everything but `mixed`.
fn check(bytes: &[u8], text: &str, encoding: &str, evidence: Evidence) {
    check_hints(bytes, &Hints::default(), text, encoding, evidence);
}

fn check_hints(bytes: &[u8], hints: &Hints<'_>, text: &str, encoding: &str, evidence: Evidence) {
    let decoded = decode(bytes, hints);
    let found = (
        &*decoded.text,
        decoded.decoding.encoding(),
        decoded.decoding.evidence(),
    );
    assert_eq!(found, (text, encoding, evidence));
    assert_eq!(decoded.decoding.chars_lost(), 0);
}

fn http(content_type: &str) -> Hints<'_> {
    Hints {
        content_type: Some(content_type),
        tld: None,
    }
}

fn tld(tld: &[u8]) -> Hints<'_> {
    Hints {
        content_type: None,
        tld: Some(tld),
    }
}

#[test]
fn byte_order_marks() {
    check(b"\xEF\xBB\xBFabc", "abc", "UTF-8", Evidence::Bom);
    check(b"\xEF\xBB\xBF", "", "UTF-8", Evidence::Bom);
    check(b"\xFF\xFEa\0", "a", "UTF-16LE", Evidence::Bom);
    check(b"\xFE\xFF\0a", "a", "UTF-16BE", Evidence::Bom);
    // A second mark is text.
    check(
        b"\xEF\xBB\xBF\xEF\xBB\xBFa",
        "\u{FEFF}a",
        "UTF-8",
        Evidence::Bom,
    );
    // The mark of an included file in front of a page in another encoding.
    let mut bytes = b"\xEF\xBB\xBF".to_vec();
    bytes.extend(encode(HANS, GBK));
    check(&bytes, HANS, "GBK", Evidence::Scored);
}

#[test]
fn labels_that_the_bytes_bear_out() {
    let page = format!("<meta charset=gb2312><p>{HANS}</p>");
    check(&encode(&page, GBK), &page, "GBK", Evidence::Label);
    let page = format!("<?xml version='1.0' encoding='big5'?><p>{HANT}</p>");
    check(&encode(&page, BIG5), &page, "Big5", Evidence::Label);
    let page = format!(
        "{}<meta charset=koi8-r><p>{RUSSIAN}</p>",
        "<link rel=a>".repeat(500)
    );
    check(&encode(&page, KOI8_R), &page, "KOI8-R", Evidence::Label);
    let hints = http("text/html; charset=euc-kr");
    check_hints(
        &encode(KOREAN, EUC_KR),
        &hints,
        KOREAN,
        "EUC-KR",
        Evidence::Http,
    );
}

#[test]
fn labels_that_the_bytes_refute() {
    for label in ["utf-8", "gb2312", "iso-8859-1", "euc-jp"] {
        let page = format!("<meta charset={label}><p>{HANT}</p>");
        check(&encode(&page, BIG5), &page, "Big5", Evidence::Scored);
        let hints = http(label);
        check_hints(
            &encode(JAPANESE, SHIFT_JIS),
            &hints,
            JAPANESE,
            "Shift_JIS",
            Evidence::Scored,
        );
    }
    let page = format!("<meta charset=gbk><p>{HANS}</p>");
    check(page.as_bytes(), &page, "UTF-8", Evidence::Utf8Valid);
}

#[test]
fn a_label_decides_what_the_bytes_leave_open() {
    // One byte is no evidence; every encoding of Latin script has a letter there.
    let bytes = b"<p>x\xEC</p>";
    check_hints(
        bytes,
        &http("iso-8859-2"),
        "<p>xě</p>",
        "ISO-8859-2",
        Evidence::Http,
    );
    check_hints(
        bytes,
        &http("windows-1252"),
        "<p>xì</p>",
        "windows-1252",
        Evidence::Http,
    );
}

#[test]
fn utf8() {
    check("é漢😀".as_bytes(), "é漢😀", "UTF-8", Evidence::Utf8Valid);
    check(b"plain", "plain", "UTF-8", Evidence::Ascii);
    check(b"", "", "UTF-8", Evidence::Ascii);
    check(b"a\0b", "a\0b", "UTF-8", Evidence::Ascii);
    check(b"\x1B[31mred", "\x1B[31mred", "UTF-8", Evidence::Ascii);
    check(
        "U+FFFD \u{FFFD}".as_bytes(),
        "U+FFFD \u{FFFD}",
        "UTF-8",
        Evidence::Utf8Valid,
    );
}

#[test]
fn damaged_utf8_counts_its_losses() {
    let mut bytes = HANS.as_bytes().to_vec();
    bytes.push(0xFF);
    bytes.extend_from_slice("\u{FFFD}走走".as_bytes());
    bytes.extend_from_slice(&"走".as_bytes()[..2]);
    let decoded = decode(&bytes, &Hints::default());
    assert_eq!(decoded.text, format!("{HANS}\u{FFFD}\u{FFFD}走走\u{FFFD}"));
    assert_eq!(decoded.decoding.chars_lost(), 2);
    assert_eq!(decoded.decoding.evidence(), Evidence::Utf8Mostly);
    assert_eq!(decoded.decoding.mixed(), None);
}

#[test]
fn without_a_label() {
    check(&encode(HANS, GBK), HANS, "GBK", Evidence::Scored);
    check(&encode(HANT, BIG5), HANT, "Big5", Evidence::Scored);
    check(
        &encode(JAPANESE, EUC_JP),
        JAPANESE,
        "EUC-JP",
        Evidence::Scored,
    );
    check(
        &encode(JAPANESE, SHIFT_JIS),
        JAPANESE,
        "Shift_JIS",
        Evidence::Scored,
    );
    check(&encode(KOREAN, EUC_KR), KOREAN, "EUC-KR", Evidence::Scored);
    check(
        &encode(RUSSIAN, WINDOWS_1251),
        RUSSIAN,
        "windows-1251",
        Evidence::Detected,
    );
    check(
        &encode(FRENCH, WINDOWS_1252),
        FRENCH,
        "windows-1252",
        Evidence::Detected,
    );
}

#[test]
fn the_country_decides_a_word() {
    // The two characters are common in Chinese, and so is the Korean reading.
    let bytes = encode("경기", EUC_KR);
    check_hints(&bytes, &tld(b"kr"), "경기", "EUC-KR", Evidence::Detected);
    // What is no country is ignored.
    for odd in [&b""[..], b"KR", b"a.b", b"\xFF", b"xn--p1ai"] {
        check_hints(&encode(HANS, GBK), &tld(odd), HANS, "GBK", Evidence::Scored);
    }
}

#[test]
fn four_byte_characters_of_gb18030() {
    let page = format!("<meta charset=gb2312><p>{HANS}😀𠮷{HANS}</p>");
    check(&encode(&page, GB18030), &page, "GBK", Evidence::Label);
}

/// Characters of Cantonese that only the supplement of Hong Kong has. The library that decodes does not encode them.
#[test]
fn big5_with_the_supplement_of_hong_kong() {
    let text = "佢哋話嘅嘢，我哋都睇得明。啲人喺度等咗好耐，話畀我知隻貓瞓喺張枱底。";
    let bytes = b"\xca\x5c\x92\x5d\xb8\xdc\x9d\xef\x9d\xcf\xa1\x41\xa7\xda\x92\x5d\xb3\xa3\xda\xbb\xb1\x6f\xa9\xfa\xa1\x43\
        \x9d\xf8\xa4\x48\x9d\xf6\xab\xd7\xb5\xa5\x9d\xf7\xa6\x6e\xad\x40\xa1\x41\xb8\xdc\xcd\x71\xa7\xda\xaa\xbe\xb0\xa6\
        \xbf\xdf\x8f\xd4\x9d\xf6\xb1\x69\xfd\x5e\xa9\xb3\xa1\x43";
    check(bytes, text, "Big5", Evidence::Detected);
}

#[test]
fn utf16_without_a_mark() {
    for text in [
        "<html><p>Plain.</p></html>",
        HANS,
        JAPANESE,
        KOREAN,
        RUSSIAN,
    ] {
        let little = utf16(text, u16::to_le_bytes);
        check(&little, text, "UTF-16LE", Evidence::Detected);
        let big = utf16(text, u16::to_be_bytes);
        check(&big, text, "UTF-16BE", Evidence::Detected);
    }
}

#[test]
fn iso_2022_jp() {
    let bytes = encode(JAPANESE, ISO_2022_JP);
    check(&bytes, JAPANESE, "ISO-2022-JP", Evidence::Detected);
    let page = format!("<meta charset=iso-2022-jp><p>{JAPANESE}</p>");
    check(
        &encode(&page, ISO_2022_JP),
        &page,
        "ISO-2022-JP",
        Evidence::Label,
    );
    let hints = http("text/html;charset=iso-2022-jp");
    check_hints(&bytes, &hints, JAPANESE, "ISO-2022-JP", Evidence::Http);
    check(
        b"<meta charset=iso-2022-jp>",
        "<meta charset=iso-2022-jp>",
        "UTF-8",
        Evidence::Ascii,
    );
}

#[test]
fn a_cut_inside_a_character_loses_one() {
    for (text, encoding) in [
        (HANS, GBK),
        (HANT, BIG5),
        (JAPANESE, EUC_JP),
        (KOREAN, EUC_KR),
    ] {
        let text = text.trim_end_matches('.');
        let bytes = encode(text, encoding);
        let decoded = decode(&bytes[..bytes.len() - 1], &Hints::default());
        assert_eq!(decoded.decoding.encoding(), encoding.name());
        assert_eq!(decoded.decoding.chars_lost(), 1);
        assert!(decoded.text.ends_with(char::REPLACEMENT_CHARACTER));
    }
    check(b"caf\xE9", "café", "windows-1252", Evidence::Detected);
}

#[test]
fn zero_bytes_in_a_page() {
    let page = format!("<p>{HANS}\0{HANS}</p>");
    check(&encode(&page, GBK), &page, "GBK", Evidence::Scored);
    check(page.as_bytes(), &page, "UTF-8", Evidence::Utf8Valid);
}

#[test]
fn glued_pages_are_read_in_both_encodings() {
    let lines = [
        format!("<p>{HANS}</p>\n"),
        format!("<div>{HANS}{HANS}</div>\n"),
    ];
    let mut bytes = encode(&lines[0], GBK);
    bytes.extend_from_slice(lines[1].as_bytes());
    bytes.extend(encode(&lines[0], GBK));
    let decoded = decode(&bytes, &http("text/html; charset=gbk"));
    assert_eq!(
        decoded.text,
        format!("{}{}{}", lines[0], lines[1], lines[0])
    );
    assert_eq!(decoded.decoding.chars_lost(), 0);
    let mut found = [Some(decoded.decoding.encoding()), decoded.decoding.mixed()];
    found.sort_unstable();
    assert_eq!(found, [Some("GBK"), Some("UTF-8")]);
}

#[test]
fn text_from_the_beginning() {
    let decoding = Decoding::already_text();
    assert_eq!(decoding.evidence(), Evidence::AlreadyText);
    assert_eq!((decoding.encoding(), decoding.chars_lost()), ("UTF-8", 0));
    assert_eq!(decoding.mixed(), None);
}

#[test]
fn values_are_plain_data() {
    fn check<T: Send + Sync + Clone + std::fmt::Debug + PartialEq>() {}
    check::<Decoding>();
    check::<Evidence>();
    assert_eq!(Evidence::Utf8Mostly.as_str(), "utf8_mostly");
    assert_eq!(Evidence::AlreadyText.as_str(), "already_text");
}

/// Text that encodes without loss, from the block of its language.
fn text_in(chars: &'static str) -> impl Strategy<Value = String> {
    let chars: Vec<char> = chars.chars().collect();
    prop::collection::vec(prop::sample::select(chars), 8..60).prop_map(String::from_iter)
}

/// Its bytes in GBK are six characters of UTF-8 and three errors.
#[test]
fn few_characters_that_happen_to_be_utf8_are_read_as_declared() {
    let page = "<meta charset=GBK><p>为的就和时这不一</p>";
    let (bytes, _, _) = GBK.encode(page);
    let decoded = decode(&bytes, &Hints::default());
    assert_eq!(decoded.text, page);
    assert_eq!(decoded.decoding.evidence(), Evidence::Label);
    // UTF-8 with an error that declares something else, and has errors in that too.
    let mut bytes = "<meta charset=GBK><p>为的就和时这不一".as_bytes().to_vec();
    bytes.extend(*b"\xE4\xB8</p>");
    assert_eq!(
        decode(&bytes, &Hints::default()).decoding.encoding(),
        "UTF-8"
    );
}

/// Characters of Shift_JIS and EUC-KR whose code is another's as well do not come back; these do.
fn round_trips(text: &str, encoding: &'static Encoding) -> Result<(), TestCaseError> {
    let page = format!("<meta charset={}><p>{text}</p>", encoding.name());
    let (bytes, _, unmappable) = encoding.encode(&page);
    prop_assert!(!unmappable);
    let decoded = decode(&bytes, &Hints::default());
    prop_assert_eq!(&*decoded.text, &*page);
    prop_assert_eq!(decoded.decoding.evidence(), Evidence::Label);
    Ok(())
}

proptest! {
    #[test]
    fn valid_utf8_comes_back_unchanged_and_borrowed(text in "[^\0\x1B\u{FEFF}]{0,80}") {
        let decoded = decode(text.as_bytes(), &Hints::default());
        prop_assert_eq!(&*decoded.text, &*text);
        prop_assert!(matches!(decoded.text, Cow::Borrowed(_)));
        prop_assert_eq!(decoded.decoding.chars_lost(), 0);
    }

    #[test]
    fn any_bytes_give_text_and_always_the_same(
        bytes in prop::collection::vec(any::<u8>(), 0..400),
        content_type in prop::option::of(".{0,30}"),
        tld in prop::option::of(prop::collection::vec(any::<u8>(), 0..4)),
    ) {
        let hints = Hints { content_type: content_type.as_deref(), tld: tld.as_deref() };
        let decoded = decode(&bytes, &hints);
        prop_assert_eq!(&decoded, &decode(&bytes, &hints));
        let shown = decoded.text.matches(char::REPLACEMENT_CHARACTER).count();
        prop_assert!(decoded.decoding.chars_lost() <= shown);
        prop_assert!(Encoding::for_label(decoded.decoding.encoding().as_bytes()).is_some());
    }

    #[test]
    fn markup_and_high_bytes_never_panic(
        bytes in "(<meta |charset=|gbk|<!--|-->|<html lang=zh|['\">=; ]|<script>|é|漢|\u{1B}\\$B|\0){0,40}",
        cut in any::<prop::sample::Index>(),
        noise in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6),
    ) {
        let mut bytes = bytes.into_bytes();
        for (at, byte) in noise {
            if !bytes.is_empty() {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
        }
        let end = cut.index(bytes.len() + 1);
        let decoded = decode(&bytes[..end], &Hints::default());
        prop_assert!(decoded.text.len() <= 3 * end);
    }

    #[test]
    fn gbk_round_trips(text in text_in("的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会，。经济新闻报导發國電腦")) {
        round_trips(&text, GBK)?;
    }

    #[test]
    fn big5_round_trips(text in text_in("的一是不人在有我他這中大來上國個到說們為子和你地出道也時年得就那要下以生會，。經濟新聞報導發電腦")) {
        round_trips(&text, BIG5)?;
    }

    #[test]
    fn shift_jis_round_trips(text in text_in("のにはをたがでてとしれさいるなかりすらもこアイウエオカキクスタット日本人東京大学新聞会社、。ー表示能力")) {
        round_trips(&text, SHIFT_JIS)?;
    }

    #[test]
    fn euc_kr_round_trips(text in text_in("이다의는에을가고하를지은사로한도기자인서대리나어시그있니라아해들으정일부수보것여스장 .,")) {
        round_trips(&text, EUC_KR)?;
    }
}
