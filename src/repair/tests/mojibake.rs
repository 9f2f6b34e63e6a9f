//! Text that was read in a wrong encoding, made here by reading our own so; and good text that looks like it.

use super::{check, check_same};

#[test]
fn single_byte_readings_of_utf8_are_undone() {
    check("donâ€™t â€œworryâ€\u{9d}", "don’t “worry”");
    check("CafÃ© MÃ¼ller, Â© 2020", "Café Müller, © 2020");
    check("æˆ‘ä»¬çš„æ–‡å\u{ad}—", "我们的文字");
    check("zurÃƒÂ¼ck", "zurück");
    check("Ð¡Ð»Ð¾Ð¹ 2", "Слой 2");
    check("fine ðŸ˜€", "fine 😀");
}

/// Text of our own in scripts that UTF-8 writes in two, three and four bytes.
const LANGUAGES: [&str; 6] = [
    "第三节车厢里有①人说：“到了。”Ⅲ号线，2019年10月。",
    "今日は天気がいいから、公園を散歩しました。☀️",
    "오늘은 날씨가 좋아서 공원에 나갔습니다.",
    "В обиходе говорят о машинах с «автоматами» и о них же.",
    "O secretário entregou três ações em São João — à tarde, né?",
    "Žluťoučký kůň úpěl ďábelské ódy, Größe “schön” 😀.",
];

#[test]
fn utf8_read_as_single_bytes_once_or_twice_is_undone() {
    let latin1 = |text: &str| encoding_rs::mem::decode_latin1(text.as_bytes()).into_owned();
    let windows = |text: &str| {
        let (shown, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(text.as_bytes());
        shown.into_owned()
    };
    let good = "A good line, été, 桥。";
    for text in LANGUAGES {
        for shown in [
            latin1(text),
            windows(text),
            latin1(&latin1(text)),
            windows(&windows(text)),
        ] {
            check(&shown, text);
            check(
                &format!("{good}\n{shown}\n{good}"),
                &format!("{good}\n{text}\n{good}"),
            );
        }
    }
}

#[test]
fn double_byte_text_read_as_single_bytes_is_undone() {
    for (charset, text) in [
        (encoding_rs::GBK, "本报讯 昨日上午，市政府召开新闻发布会。"),
        (
            encoding_rs::BIG5,
            "他說今天的天氣很好，我們一起去公園走走。",
        ),
        (
            encoding_rs::EUC_KR,
            "오늘은 날씨가 좋아서 공원에 나갔습니다. 사람들이 많았어요.",
        ),
        (
            encoding_rs::SHIFT_JIS,
            "今日は天気がいいから、こうえんをさんぽしました。",
        ),
    ] {
        let (bytes, ..) = charset.encode(text);
        let (shown, ..) = encoding_rs::WINDOWS_1252.decode(&bytes);
        check(&shown, text);
    }
}

#[test]
fn two_ideographic_blanks_follow_the_charset_of_the_page() {
    let text = "本报讯 昨日上午，市政府召开新闻发布会。\n　　他说";
    let (bytes, ..) = encoding_rs::GBK.encode(text);
    let (shown, ..) = encoding_rs::WINDOWS_1252.decode(&bytes);
    assert!(shown.contains("\n¡¡¡¡"));
    check(&shown, text);
    check_same("¡¡¡¡Gol!!!!");
}

#[test]
fn utf8_read_as_gbk_is_undone() {
    check("鎴戜滑", "我们");
    for text in ["我们在公园里", "新闻发布会，昨日上午召开"] {
        let (shown, _) = encoding_rs::GBK.decode_without_bom_handling(text.as_bytes());
        check(&shown, text);
    }
    // The last byte is lost for good, the characters in front of it are not.
    let (shown, _) = encoding_rs::GBK.decode_without_bom_handling("我们的公园".as_bytes());
    check(&shown, "我们的公\u{fffd}");
}

#[test]
fn western_marks_read_as_gbk_are_undone() {
    for text in ["It’s late", "“Hello, said the man–then"] {
        let (shown, _) = encoding_rs::GBK.decode_without_bom_handling(text.as_bytes());
        assert!(shown.contains('鈥'), "{shown}");
        check(&shown, text);
    }
    // The bytes behind 鈥 are gone where a blank followed.
    check_same("one of the boys鈥\u{fffd} boats");
    check_same("鈥字罕見，鈥，鈥a");
}

#[test]
fn good_text_in_any_language_stays() {
    check_same("« Il a dit “café”… » à Orléans — préféré, É»È");
    check_same("JOSÉ” IRMÃO” MANHÔ” aggravé\u{a0}» está”… amanhã…” café”…");
    check_same("ÀÁÂÃÄÅ ÆÇÈÉÊË àáâãäåæçèéêë ÄÖÜäöüß áéíóúñü");
    check_same("銀行開門，鋼鐵廠間關閉錄取。鑰匙鎖鏈釘鎚");
    check_same("¿¡Qué!? £100 ½ §§ ¶¶ ©®");
    check_same("la lettre « Â» et le mot « ALLÂ»");
    check_same("I saw \"Ã¤\" instead of \"ä\".");
    check_same("한국어 문장입니다. 日本語の文章です。Русский текст. Ελληνικά");
    check_same("icons \u{e001}\u{f0c9} and lost \u{fffd}\u{fffd} stay");
}
