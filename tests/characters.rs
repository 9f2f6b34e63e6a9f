//! What can be asked for on the way of characters: conversion with its exceptions, Unicode forms, widths, punctuation; and what
//! the article says about script and language. Through the public interface only.

use dehusk::{
    Article, Extractor, ExtractorBuilder, Input, LanguageEvidence, OutputScript, Region,
    RepairKind, Script, UnicodeForm,
};

const HANT: &str = "<html lang='en'><head><title>龍舟「飛龍」又下水了</title><meta name=author content='羅躍龍'></head>\
    <body><article><h1>龍舟「飛龍」又下水了</h1>\
    <p>老人說：「這條<a href='/龍'>龍舟</a>已經修好,大家都來看。」他們看著ＡＢＣ隊的<code>軟體('說')</code>一起下水。</p>\
    <p>國家圖書館的人也來了(很多人),他們把這件事寫進了書裡,還拍了ｶﾞｲﾄﾞ用的照片。每個人都說這是ﬁne的一天。</p>\
    </article></body></html>";

fn extract(build: impl Fn(ExtractorBuilder) -> ExtractorBuilder) -> Article {
    let extractor = build(Extractor::builder()).build();
    let extractor = extractor.expect("no selector, no limit");
    extractor.extract(Input::html(HANT))
}

fn check(build: impl Fn(ExtractorBuilder) -> ExtractorBuilder, present: &[&str], absent: &[&str]) {
    let markdown = extract(build).to_markdown();
    for part in present {
        assert!(markdown.contains(part), "{part} is missing in {markdown}");
    }
    for part in absent {
        assert!(!markdown.contains(part), "{part} is in {markdown}");
    }
}

#[test]
fn nothing_is_changed_unasked() {
    check(
        |b| b,
        &[
            "「這條",
            "看著ＡＢＣ隊",
            "修好,大家",
            "來了(很多人),",
            "ｶﾞｲﾄﾞ",
            "ﬁne",
        ],
        &[],
    );
    let article = extract(|b| b);
    assert_eq!(article.title_script(), Script::Hant);
    assert_eq!(article.script(), Script::Hant);
    assert_eq!(article.metadata().language.as_ref().unwrap().value, "zh");
    assert_eq!(article.language_evidence(), Some(LanguageEvidence::Script));
}

#[test]
fn code_links_and_names_are_never_converted() {
    let article = extract(|b| b.script(OutputScript::Hans));
    let markdown = article.to_markdown();
    assert!(markdown.contains("`軟體('說')`"), "{markdown}");
    assert!(!markdown.contains("/龙"), "{markdown}");
    assert!(markdown.contains("老人说"), "{markdown}");
    assert_eq!(article.title(), Some("龙舟「飞龙」又下水了"));
    assert_eq!(article.title_script(), Script::Hans);
    assert_eq!(article.metadata().authors[0].value, "羅躍龍");
    let asked = extract(|b| b.script(OutputScript::Hans).convert_names(true));
    assert_eq!(asked.metadata().authors[0].value, "罗跃龙");
}

#[test]
fn conversion_has_its_exceptions() {
    check(
        |b| {
            b.script(OutputScript::Hans)
                .quotation_marks(true)
                .protect("國家圖書館")
        },
        &["老人说：“这条", "國家圖書館的人也来了", "看着"],
        &["「"],
    );
    check(
        |b| b.script(OutputScript::Hans).region(Region::Taiwan),
        &["他们看着", "写进了书里"],
        &[],
    );
}

#[test]
fn forms_widths_and_punctuation_follow_when_asked() {
    check(
        |b| b.usual_widths(true).chinese_punctuation(true),
        &[
            "看著ABC隊",
            "修好，大家",
            "來了（很多人），",
            "ガイド",
            "ﬁne",
        ],
        &["ＡＢＣ"],
    );
    check(
        |b| b.unicode_form(UnicodeForm::Nfkc),
        &["看著ABC隊", "fine", "ガイド"],
        &["ﬁ"],
    );
    let accents = "<article><p>Le cafe\u{301} est ouvert, et tout le monde y vient le matin avant le travail.</p></article>";
    let text = |form| {
        let extractor = Extractor::builder().unicode_form(form).build();
        extractor
            .expect("no selector, no limit")
            .extract(Input::html(accents))
            .text()
    };
    assert!(text(UnicodeForm::Nfc).contains("café"));
    assert!(text(UnicodeForm::AsIs).contains("cafe\u{301}"));
}

#[test]
fn a_page_that_was_converted_by_its_damage_gets_its_names_back() {
    let page = "龍舟下水\n2020-05-01 作者：羅躍\n他們說這是發(fā)展的機會，發(fā)言人說農(nóng)村和農(nóng)業都好，\
        大家看著龍舟下水，發(fā)出歡呼，農(nóng)民也來了。\n";
    let extractor = Extractor::builder().script(OutputScript::Hans).build();
    let article = extractor
        .expect("no selector, no limit")
        .extract(Input::text(page));
    let repair = &article.repairs()[0];
    assert_eq!((repair.kind, repair.count), (RepairKind::InjectedPinyin, 6));
    assert!(
        repair.before.contains("發(fā)展") && repair.after.contains("發展"),
        "{repair:?}"
    );
    assert!(
        article
            .text()
            .contains("发言人说农村和农业都好，大家看着龙舟下水"),
        "{}",
        article.text()
    );
    for author in &article.metadata().authors {
        assert_eq!(author.value, "罗跃");
    }
}
