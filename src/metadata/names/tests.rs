use super::*;
use proptest::prelude::*;

fn check(value: &str, expected: &[&str]) {
    assert_eq!(read(value), expected, "{value}");
}

#[test]
fn latin_names() {
    check("Jane Doe", &["Jane Doe"]);
    check("By Jane Doe and John Smith", &["Jane Doe", "John Smith"]);
    check("by JANE DOE", &["JANE DOE"]);
    check("Jane DoeDecember 17", &["Jane Doe"]);
    check("Jane Doe Dec. 8December 8", &["Jane Doe"]);
    check("Jane Maria Doe Fr, 12. Oktober 2019", &["Jane Maria Doe"]);
    check("April May", &["April May"]);
    check("Jane Doeson.", &["Jane Doeson"]);
    check("John Roe Jr.", &["John Roe Jr."]);
    check("jdoe77231", &["jdoe77231"]);
    check("j77231", &[]);
    check("Follow", &[]);
    check("关注", &[]);
    check(
        "Jane Doe, John Smith & Ann Lee",
        &["Jane Doe", "John Smith", "Ann Lee"],
    );
    check("Von Jürgen Groß und Anna Öz", &["Jürgen Groß", "Anna Öz"]);
    check("Por María José y Juan Pérez", &["María José", "Juan Pérez"]);
    check("Par Jean-Luc Mélin", &["Jean-Luc Mélin"]);
    check("Written by: Jane Doe (jane@doe.org)", &["Jane Doe"]);
    check("Jane Doe jane@doe.org", &["Jane Doe"]);
    check("Jane Doe | Reuters", &["Jane Doe", "Reuters"]);
    check("Ann Smith, PhD", &["Ann Smith, PhD"]);
    check("Martin King, Jr.", &["Martin King, Jr."]);
    check("Автор: Иван Петров и Анна Ли", &["Иван Петров", "Анна Ли"]);
    check("Jane Doe; JANE DOE", &["Jane Doe"]);
    check("https://example.org/people/jane", &[]);
}

#[test]
fn chinese_names() {
    check("陈易、张祎", &["陈易", "张祎"]);
    check("宋怡 杨志华", &["宋怡", "杨志华"]);
    check("刘 伟 周炜", &["刘伟", "周炜"]);
    check("刘国栋 周 炜 王燕平", &["刘国栋", "周炜", "王燕平"]);
    check("张三和李四", &["张三", "李四"]);
    check("作者：张三", &["张三"]);
    check("文/张三", &["张三"]);
    check("本报记者 张三 通讯员 李四", &["张三", "李四"]);
    check("记者张三报道", &["张三"]);
    check("記者王小明／台北報導", &["王小明"]);
    check("（张三）", &["张三"]);
    check("列夫·托尔斯泰", &["列夫·托尔斯泰"]);
    check("홍길동 기자", &["홍길동"]);
    check("홍길동 기자 hong@news.kr", &["홍길동"]);
}

#[test]
fn nobody() {
    for value in [
        "admin",
        "Administrator",
        "佚名",
        "本站作者",
        "未知",
        "Unknown",
        "-",
        "",
        "作者：",
        "By",
        "12345",
        "网络",
    ] {
        check(value, &[]);
    }
}

proptest! {
    #[test]
    fn any_value_is_read_without_panic(value in "\\PC{0,80}") {
        for name in read(&value) {
            prop_assert!(is_name(&name));
        }
    }

    #[test]
    fn byline_like_values_are_read_without_panic(value in "[作者记:：/和与、 By,and张三()（）@.]{0,40}") {
        let _ = read(&value);
    }
}

#[test]
fn a_stop_parts_chinese_names_only() {
    check("林柏宇．周靖文", &["林柏宇", "周靖文"]);
    check("列夫．托爾斯泰", &["列夫．托爾斯泰"]);
}

#[test]
fn what_stands_behind_a_name_leaves_it() {
    check("Jane Doe ⋅ Review Editor", &["Jane Doe"]);
    check("Jane Doe @janedoe", &["Jane Doe"]);
    check("Jane Doe/HBP-X", &["Jane Doe"]);
    check(
        "Jane Doe, Head of Harbours, Ann Lee",
        &["Jane Doe", "Ann Lee"],
    );
    check("Jane DoePublished", &["Jane Doe"]);
    check("Luxury Boat Expert", &["Luxury Boat Expert"]);
    assert_eq!(read_line("Jane Doe Senior Quay Reporter"), ["Jane Doe"]);
    for nobody in ["Sat", "Authored by", "page.head.extra.author"] {
        check(nobody, &[]);
    }
}

#[test]
fn words_that_ran_into_a_name_leave_it() {
    check("Jane DoePublished", &["Jane Doe"]);
    check("Jane DoeUpdated 3", &["Jane Doe"]);
    check("Jane DoeIngram", &["Jane DoeIngram"]);
}
