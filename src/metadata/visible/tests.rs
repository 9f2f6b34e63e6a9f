use super::*;
use crate::{block, flat};
use proptest::prelude::*;

const TEXT: &str = "    清晨的港口十分安静,渔船排成两行停在码头旁,多年来一直如此;只有渡轮不见了,它在天亮前载着木材、四名乘客、一条狗和寄往各岛的邮件出发,预计傍晚才能回来。";

fn page(text: &str) -> Page {
    block::from_lines(flat::lines(text, Default::default()))
}

fn read_flat(text: &str) -> Visible {
    read(
        &page(text),
        None,
        Habits::default(),
        &AddressWords::default(),
        &Deadline::default(),
    )
}

/// Reads a page whose head line and last line are given.
fn around(head: &str, tail: &str) -> Visible {
    read_flat(&format!(
        "渡轮在大雾中迟到\n\n{head}\n\n{TEXT}\n{TEXT}\n{tail}"
    ))
}

#[test]
fn head_lines() {
    let check = |head: &str, date: &str, authors: &[&str], source: &str| {
        let found = around(head, "");
        let shown = found
            .published
            .or(found.unlabelled)
            .map(|date| date.to_string());
        assert_eq!(shown.unwrap_or_default(), date, "{head}");
        assert_eq!(found.authors, authors, "{head}");
        assert_eq!(found.source.unwrap_or_default(), source, "{head}");
        assert_eq!(found.title.as_deref(), Some("渡轮在大雾中迟到"), "{head}");
        assert!(found.claims.iter().any(|claim| claim.block == 1), "{head}");
    };
    check(
        "2020年05月25日07:26  来源:海港日报",
        "2020-05-25T07:26",
        &[],
        "海港日报",
    );
    check(
        "发布时间:2020-05-25 来源:海港日报 作者:张三 李四",
        "2020-05-25",
        &["张三", "李四"],
        "海港日报",
    );
    check("2018-10-23 本站作者 【 字体:", "2018-10-23", &[], "");
    check("來源： 海港日報  記者：王小明", "", &["王小明"], "海港日報");
    check("2020-05-25 作者:佚名 来源:未知", "2020-05-25", &[], "");
}

#[test]
fn tails() {
    let check = |tail: &str, authors: &[&str], editors: &[&str]| {
        let found = around("2020-05-25", tail);
        assert_eq!(found.authors, authors, "{tail}");
        assert_eq!(found.editors, editors, "{tail}");
        let last = page(&format!("{TEXT}\n{tail}")).blocks.len() - 1;
        assert!(
            found.claims.iter().any(|claim| claim.block == last + 3),
            "{tail}"
        );
    };
    check("(责编:陈易、张祎)", &[], &["陈易", "张祎"]);
    check("【编辑:陈易】", &[], &["陈易"]);
    check("责任编辑： 陈 易", &[], &["陈易"]);
    check("罗跃 图片由海港区融媒体中心提供", &["罗跃"], &[]);
    check("海港日报记者 段彦超 廖艳", &["段彦超", "廖艳"], &[]);
    check("□ 本报记者 方 敏", &["方敏"], &[]);
    check("新海报记者 彭冲 山东冠县报道", &["彭冲"], &[]);
    check("文/图 刘玺东 易赛楠", &["刘玺东", "易赛楠"], &[]);
}

#[test]
fn tails_within_a_paragraph_claim_only_themselves() {
    let check = |tail: &str, authors: &[&str], source: &str| {
        let found = read_flat(&format!(
            "渡轮在大雾中迟到\n2018-10-23\n{TEXT}……{tail}\n阅读全文"
        ));
        assert_eq!(found.authors, authors, "{tail}");
        assert_eq!(found.source.unwrap_or_default(), source, "{tail}");
        let claim = found.claims.last().unwrap();
        let page = page(&format!(
            "渡轮在大雾中迟到\n2018-10-23\n{TEXT}……{tail}\n阅读全文"
        ));
        assert_eq!(&page.blocks[2].text[claim.range.clone()], tail);
    };
    check("(来源:中国乡镇网 作者:夏国强)", &["夏国强"], "中国乡镇网");
    check("（记者 张三、李四）", &["张三", "李四"], "");
}

#[test]
fn brackets_of_the_text_stay() {
    let found = around("2020-05-25", &format!("{TEXT}(详见下文)\n{TEXT}(图)"));
    assert!(found.authors.is_empty() && found.bare.is_empty());
    assert!(found.claims.iter().all(|claim| claim.block < 2));
}

#[test]
fn bare_names() {
    assert_eq!(
        around("2020-05-25", &format!("{TEXT}(张巨峰)")).bare,
        ["张巨峰"]
    );
    assert_eq!(
        around("石佳/中国青年报\n2019-09-24 09:10", "").bare,
        ["石佳"]
    );
    let wire = read_flat(&format!(
        "渡轮在大雾中迟到\n2020-05-25\n新华社北京5月19日电（刘艺、杨吉） {TEXT}"
    ));
    assert_eq!(wire.authors, ["刘艺", "杨吉"]);
    let central = read_flat(&format!(
        "渡輪在大霧中遲到\n（中央社記者王小明台北2日電）{TEXT}"
    ));
    assert_eq!(central.authors, ["王小明"]);
}

#[test]
fn subtitle_and_path() {
    let found = read_flat(&format!(
        "当前所在位置: 首页 > 报告\n渡轮在大雾中迟到\n2018-10-23\n  ——海港镇的一天\n{TEXT}"
    ));
    assert_eq!(found.crumbs, ["首页", "报告"]);
    assert_eq!(found.subtitle.as_deref(), Some("——海港镇的一天"));
    assert_eq!(found.title.as_deref(), Some("渡轮在大雾中迟到"));
    let fields: Vec<&str> = found.claims.iter().map(|claim| claim.field).collect();
    assert_eq!(fields, ["breadcrumbs", "title", "published", "subtitle"]);
}

#[test]
fn paths() {
    let check = |line: &str, expected: &[&str]| {
        assert_eq!(path::path(line).unwrap_or_default(), expected, "{line}")
    };
    check(
        "您现在的位置：首页 >> 新闻 >> 正文",
        &["首页", "新闻", "正文"],
    );
    check("當前位置: 首頁 > 要聞", &["首頁", "要聞"]);
    check("You are here: Home » News", &["Home", "News"]);
    check("Home / News / Ferry", &["Home", "News", "Ferry"]);
    check("5 > 3", &[]);
    check("首页", &[]);
}

proptest! {
    #[test]
    fn claims_stand_at_boundaries_and_do_not_overlap(
        lines in proptest::collection::vec("(作者|来源|责编|记者|编辑|By |[(（【:： 、>]|张三|2020-05-25|[a-z。]{1,4}|\\PC){0,14}", 0..12)
    ) {
        let page = page(&lines.join("\n"));
        let found = read(&page, None, Habits::default(), &AddressWords::default(), &Deadline::default());
        for (i, claim) in found.claims.iter().enumerate() {
            prop_assert!(page.blocks[claim.block].text.get(claim.range.clone()).is_some());
            for other in &found.claims[i + 1..] {
                let apart = other.block != claim.block || other.range.start >= claim.range.end;
                prop_assert!(apart);
            }
        }
    }
}

#[test]
fn names_and_sources_in_brackets_around_a_date() {
    let found = around(
        "HARBOUR.COM 2004年7月16日08:19 [ 王宇 ] 来源：[ 海港日报 ]",
        "",
    );
    assert_eq!(found.beside_date, ["王宇"]);
    assert_eq!(found.source.as_deref(), Some("海港日报"));
}

#[test]
fn who_posted_it_stands_around_the_day() {
    let check = |line: &str, expected: &[&str]| {
        assert_eq!(around("港口", line).posters, expected, "{line}");
    };
    check("jdoe 发表于 2005-9-15 11:46:00", &["jdoe"]);
    check("由小王张贴 @ 2005-06-14 03:25:55", &["小王"]);
    check("由来已久 2005-06-14", &[]);
}

#[test]
fn the_columnist_and_the_body_that_signs_are_authors() {
    let read = |text: &str, title: &str| {
        let page = page(text);
        super::read(
            &page,
            Some(title),
            Habits::default(),
            &AddressWords::default(),
            &Deadline::default(),
        )
    };
    let found = read(&format!("茉莉：我的港口\n茉莉\n{TEXT}"), "茉莉：我的港口");
    assert_eq!(found.bare, ["茉莉"]);
    let title = "海港市人民政府关于渡轮的通告";
    let found = read(
        &format!("{title}\n{TEXT}\n海港市人民政府\n2022年1月27日"),
        title,
    );
    assert_eq!(found.bare, ["海港市人民政府"]);
}

#[test]
fn bylines_that_ran_together_are_read() {
    let text = "The ferry left before dawn with four passengers, a dog and the mail for the islands, and everybody expected \
        it to be back by the evening of that day.";
    let check = |line: &str, expected: &[&str]| {
        let found = read_flat(&format!(
            "Why the ferry came home late\n{line}\n{text}\n{text}"
        ));
        let names = if found.authors.is_empty() {
            found.beside_date
        } else {
            found.authors
        };
        assert_eq!(names, expected, "{line}");
    };
    check("By Jane DoePublished: Jan 29, 2025", &["Jane Doe"]);
    check("ByJane Doe", &["Jane Doe"]);
    check("by Jane Doe—10 min read", &["Jane Doe"]);
    check("Jane Doe\nJan 29, 2025", &["Jane Doe"]);
    check("Jane Doe\n7 min read", &["Jane Doe"]);
    check("Read More\nSubscribe now", &[]);
}

#[test]
fn a_label_alone_is_read_in_any_width() {
    assert_eq!(alone::label_alone("文／"), Some(false));
    assert_eq!(alone::label_alone("Written by:"), Some(true));
    assert_eq!(alone::label_alone("Written by us"), None);
}
