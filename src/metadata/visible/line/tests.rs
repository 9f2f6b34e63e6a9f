use super::*;
use proptest::prelude::*;

fn show(text: &str) -> String {
    let line = Line::read(text, Habits::default());
    let label = |label: &Label| format!("{label:?}").to_lowercase();
    let pieces: Vec<String> = line
        .pieces
        .iter()
        .map(|piece| match piece {
            Piece::Date(date, None) => date.to_string(),
            Piece::Date(date, Some(of)) => format!("{}={date}", label(of)),
            Piece::Value(of, value) => format!("{}={value}", label(of)),
            Piece::Rest(rest) => format!("?{rest}"),
        })
        .collect();
    pieces.join("; ")
}

fn check(text: &str, expected: &str) {
    assert_eq!(show(text), expected, "{text}");
}

#[test]
fn chinese_head_lines() {
    check(
        "2020年05月25日07:26 来源:重庆日报网",
        "2020-05-25T07:26; source=重庆日报网",
    );
    check(
        "2020年05月25日07:26来源:重庆日报网",
        "2020-05-25T07:26; source=重庆日报网",
    );
    check(
        "2013-06-25 14:16:38 | 来源:新华网 | 作者:张三",
        "2013-06-25T14:16:38; source=新华网; author=张三",
    );
    check("来源: 发布时间:", "source=; published=");
    check(
        "作者：张三来源：新华网发布时间：2020-05-25",
        "author=张三; source=新华网; published=2020-05-25",
    );
    check(
        "发布时间：2020-05-25 浏览次数：12 字号：大 中 小",
        "published=2020-05-25; control=12; control=大; ?中; ?小",
    );
    check(
        "作者：宋怡 杨志华 来源：光明日报",
        "author=宋怡 杨志华; source=光明日报",
    );
    check(
        "更新時間 2021-03-02 10:20 記者 王小明",
        "modified=2021-03-02T10:20; author=王小明",
    );
    check(
        "2018-10-23 本站作者 【 字体:",
        "2018-10-23; ?本站作者; control=",
    );
    check("記者王小明／台北報導", "author=王小明／台北報導");
    check("文/张三 图/李四", "author=张三; other=李四");
    check("(责编:陈易、张祎)", "editor=陈易、张祎");
    check("【编辑:张三】", "editor=张三");
    check(
        "(来源:中国乡镇网 作者:夏国强)",
        "source=中国乡镇网; author=夏国强",
    );
    check(
        "稿源：中国新闻网　责任编辑：刘 伟",
        "source=中国新闻网; editor=刘 伟",
    );
}

#[test]
fn lines_in_other_languages() {
    check("By Jane Doe", "author=Jane Doe");
    check("By Jane Doe | May 25, 2020", "author=Jane Doe; 2020-05-25");
    check(
        "Written by Jane Doe and John Smith",
        "author=Jane Doe and John Smith",
    );
    check(
        "Published: May 25, 2020 | Updated: May 26, 2020",
        "published=2020-05-25; modified=2020-05-26",
    );
    check(
        "Posted by Jane on 25 May 2020",
        "poster=Jane on; 2020-05-25",
    );
    check(
        "Von Max Müller 25.05.2020, 14:30 Uhr",
        "author=Max Müller; 2020-05-25T14:30",
    );
    check("Publicado el 25 de mayo de 2020", "published=2020-05-25");
    check(
        "Автор: Иван Петров, 25 мая 2020",
        "author=Иван Петров,; 2020-05-25",
    );
    check(
        "입력 2021.03.02. 10:20 수정 2021.03.02. 11:00",
        "published=2021-03-02T10:20; modified=2021-03-02T11:00",
    );
    check(
        "公開日：2021年3月2日 著者：山田太郎",
        "published=2021-03-02; author=山田太郎",
    );
}

#[test]
fn prose_holds_no_label() {
    check("The byte was written", "?The byte was written");
    check("文 化", "?文; ?化");
    check("记者从有关部门获悉", "?记者从有关部门获悉");
}

proptest! {
    #[test]
    fn any_line_is_read_without_panic(text in "\\PC{0,80}") {
        let line = Line::read(&text, Habits::default());
        let _ = (line.names(Label::Author), line.source());
    }

    #[test]
    fn label_like_lines_are_read_without_panic(text in "[作者来源记发布时间：: 2020-05(张三)|文/By ,]{0,50}") {
        let line = Line::read(&text, Habits::default());
        let _ = (line.names(Label::Author), line.source());
    }

    #[test]
    fn nothing_is_said_where_nothing_may_be(text in "(by|Von|updated|文|作者|来源|[ :|•,.(丨年月日Aa-]|[0-9]{1,4}){0,12}") {
        let line = Line::read(&text, Habits::default());
        let says = line.pieces.iter().any(|piece| !matches!(piece, Piece::Rest(_)));
        prop_assert!(Line::may_say(&text) || !says);
    }
}

#[test]
fn many_dates_take_time_in_proportion() {
    let text = "2020-05-25x".repeat(100_000);
    let start = std::time::Instant::now();
    let line = Line::read(&text, Habits::default());
    assert!(line.pieces.len() >= 200_000);
    // It takes a second or two unoptimised; quadratic work takes minutes.
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}
