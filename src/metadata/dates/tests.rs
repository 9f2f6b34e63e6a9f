use super::*;
use proptest::prelude::*;

const AMERICAN: Habits = Habits {
    month_first: true,
    republic: false,
};
const TAIWAN: Habits = Habits {
    month_first: false,
    republic: true,
};

fn all(text: &str, habits: Habits) -> Vec<String> {
    scan(text, habits)
        .iter()
        .map(|found| found.date.to_string())
        .collect()
}

fn check(text: &str, expected: &str) {
    assert_eq!(all(text, Habits::default()).join(" "), expected, "{text}");
}

fn value(text: &str, expected: &str) {
    let date = parse(text, Habits::default()).map(|date| date.to_string());
    assert_eq!(date.unwrap_or_default(), expected, "{text}");
}

#[test]
fn machine_forms() {
    value("2020-05-25T07:26:00+08:00", "2020-05-25T07:26:00+08:00");
    value("2020-05-25T07:26:00.123Z", "2020-05-25T07:26:00Z");
    value("2020-05-25T07:26Z", "2020-05-25T07:26Z");
    value("2020-05-25 07:26:00 +0800", "2020-05-25T07:26:00+08:00");
    value("2020-05-25T07:26:00-05", "2020-05-25T07:26:00-05:00");
    value("Mon, 25 May 2020 07:26:05 GMT", "2020-05-25T07:26:05Z");
    value("Mon May 25 07:26:05 CST 2020", "2020-05-25T07:26:05");
    value("20200525", "2020-05-25");
    value("20200525T072605Z", "2020-05-25T07:26:05Z");
    value("20200525072605", "2020-05-25T07:26:05");
    value("1590391565", "2020-05-25T07:26:05Z");
    value("1590391565000", "2020-05-25T07:26:05Z");
    value("2020-05", "2020-05");
    value("2020", "2020");
    value("12345", "");
    value("2020-13-45", "");
    value("2021-02-29", "");
    value("2020-02-29", "2020-02-29");
}

#[test]
fn written_forms() {
    check("October 23, 2018", "2018-10-23");
    check("Oct. 23rd, 2018 at 3:05 p.m.", "2018-10-23T15:05");
    check("23 October 2018 10:20 AM", "2018-10-23T10:20");
    check("the 23rd of October, 2018", "2018-10-23");
    check("23-Oct-2018", "2018-10-23");
    check("23. Oktober 2018, 14.30 Uhr", "2018-10-23T14:30");
    check("3. März 2020 um 7:05 Uhr", "2020-03-03T07:05");
    check("1er janvier 2020 à 14h30", "2020-01-01T14:30");
    check("23 de octubre de 2018", "2018-10-23");
    check("5 de março de 2021 às 09h15", "2021-03-05T09:15");
    check("12 dicembre 2019", "2019-12-12");
    check("25 мая 2020, 10:15", "2020-05-25T10:15");
    check("07:26, 25 May 2020", "2020-05-25T07:26");
    check("10:20 AM EDT, Mon May 25, 2020", "2020-05-25T10:20-04:00");
    check("May 2020", "2020-05");
    check("mayor 23, 2018", "");
}

#[test]
fn numeric_forms() {
    check("25.05.2020", "2020-05-25");
    check("25.5.20 08:10", "2020-05-25T08:10");
    check("25. 5. 2020", "2020-05-25");
    check("2020/5/25 7:26", "2020-05-25T07:26");
    check("2020.05.25", "2020-05-25");
    check("12/25/2020", "2020-12-25");
    check("25/12/2020", "2020-12-25");
    check("05/06/2020", "2020-06-05");
    assert_eq!(all("05/06/2020", AMERICAN), ["2020-05-06"]);
    assert_eq!(all("05.06.2020", AMERICAN), ["2020-06-05"]);
    check("1.2.3.4 and 192.168.10.12", "");
    check("call 030-12-2020111", "");
}

#[test]
fn east_asian_forms() {
    check("2020年05月25日07:26  来源:重庆日报网", "2020-05-25T07:26");
    check("2020年5月25日 星期一 下午2:05", "2020-05-25T14:05");
    check("2024年5月22日週三 上午8:21", "2024-05-22T08:21");
    check("２０２０年５月２５日", "2020-05-25");
    check("2020 年 5 月 25 日 7時26分", "2020-05-25T07:26");
    check("2020年5月", "2020-05");
    check("二〇二〇年五月二十五日", "2020-05-25");
    check("一九九八年十二月", "1998-12");
    check("民國111年8月2日", "2022-08-02");
    check("中央社記者攝 111年8月2日", "2022-08-02");
    check("令和5年6月1日", "2023-06-01");
    check("令和元年5月1日", "2019-05-01");
    check("2021년 3월 2일 오후 3:05", "2021-03-02T15:05");
    check("입력 2021.03.02. 10:20", "2021-03-02T10:20");
    check("2021-03-02(火) 10:20", "2021-03-02T10:20");
    assert_eq!(all("111/08/02", TAIWAN), ["2022-08-02"]);
    check("111/08/02", "");
}

#[test]
fn several_dates_in_a_line() {
    check(
        "Published 2020-05-25, updated 2020-05-26 08:00",
        "2020-05-25 2020-05-26T08:00",
    );
    check("2018年3月,李波调任;2019年4月5日", "2018-03 2019-04-05");
}

#[test]
fn addresses() {
    let check = |path: &str, expected: &str| {
        let date = in_address(path).map(|date| date.to_string());
        assert_eq!(date.unwrap_or_default(), expected, "{path}");
    };
    check("/2020/05/25/story", "2020-05-25");
    check("/n1/2020/0525/c1001-31.html", "2020-05-25");
    check("/a/202405/20/WS664a", "2024-05-20");
    check("/t20200525_123.html", "2020-05-25");
    check("/2020-05/25/content_1.htm", "2020-05-25");
    check("/education/2020/jan/20/thousands", "2020-01-20");
    check("/2020/05/slug", "2020-05");
    check("/item/365999454668", "");
    check("/2905/12/31/x", "");
}

proptest! {
    #[test]
    fn any_text_is_read_without_panic(text in "\\PC{0,60}") {
        for found in scan(&text, AMERICAN) {
            prop_assert!(text.get(found.range).is_some());
        }
        let _ = parse(&text, TAIWAN);
        let _ = in_address(&text);
    }

    #[test]
    fn date_like_text_is_read_without_panic(text in "[0-9年月日:：./ TZ+\\-民國十一amp]{0,40}") {
        for found in scan(&text, TAIWAN) {
            prop_assert!(text.get(found.range).is_some());
        }
        let _ = parse(&text, AMERICAN);
        let _ = in_address(&text);
    }

    #[test]
    fn what_is_displayed_is_read_again(
        year in 1990i16..2100, month in 1u8..=12, day in 1u8..=28,
        hour in 0u8..24, minute in 0u8..60, offset in proptest::option::of(-840i16..=840),
    ) {
        let time = Some(Time { hour, minute, second: Some(5), offset });
        let date = Date { year, month: Some(month), day: Some(day), time };
        prop_assert_eq!(parse(&date.to_string(), Habits::default()), Some(date));
    }
}
