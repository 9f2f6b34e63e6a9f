//! Bylines, datelines and tails in the shapes of blog software, of papers and of Chinese portals, with words of our own.

use super::tests::{BODY, html, names, value};

const HAN: &str = "<p>港口在那天早上很安静，船沿着码头排成两行，像人们记得的那样一直排在那里；只有渡轮不在，它天亮以前就载着木料、四个乘客、\
    一条狗和岛上的信件出海去了，大家以为它要到晚上才回来，谁也没有料到雾会来得这样早。</p><p>码头上的人等了两个小时，谁也没有走。</p>";

/// What a page is expected to say: authors, editors, source and date, empty for none.
struct Says<'a> {
    authors: &'a [&'a str],
    editors: &'a [&'a str],
    source: &'a str,
    published: &'a str,
}

fn check(page: &str, expected: &Says<'_>) {
    let found = html(page, Some("https://www.harbour.example/a/story.html")).metadata;
    let published = found.published.map(|date| date.value.to_string());
    assert_eq!(names(&found.authors), expected.authors, "authors of {page}");
    assert_eq!(names(&found.editors), expected.editors, "editors of {page}");
    assert_eq!(value(&found.source), expected.source, "source of {page}");
    assert_eq!(
        published.unwrap_or_default(),
        expected.published,
        "day of {page}"
    );
}

/// A Chinese page: what stands between headline and text, and behind the text.
fn chinese(above: &str, below: &str, authors: &[&str], editors: &[&str], source: &str, day: &str) {
    let page = format!(
        "<html lang=zh><title>渡轮昨夜为何晚点两个小时_海港网</title><body><div class=main>\
         <h1>渡轮昨夜为何晚点两个小时</h1>{above}<div class=content>{HAN}{below}</div></div></body></html>"
    );
    let expected = Says {
        authors,
        editors,
        source,
        published: day,
    };
    check(&page, &expected);
}

/// An English page without anything else.
fn plain(lang: &str, byline: &str, authors: &[&str], day: &str) {
    let page = format!(
        "<html lang={lang}><title>Ferry comes home late - Harbour Post</title><body><main><h1>Ferry comes home late</h1>{byline}\
         <div>{BODY}</div></main></body></html>"
    );
    let expected = Says {
        authors,
        editors: &[],
        source: "",
        published: day,
    };
    check(&page, &expected);
}

#[test]
fn chinese_portals() {
    chinese(
        "<div class=a_Info><span class=a_catalog><a href=/x>社会</a></span><span class=a_source>来源：云江晚报</span>\
         <span class=a_author>作者：李小明</span><span class=a_time>2018-05-20 10:12</span></div>",
        "<div class=qq_editor>责任编辑：amandawang</div>",
        &["李小明"],
        &["amandawang"],
        "云江晚报",
        "2018-05-20T10:12",
    );
    chinese(
        "<div class=top-bar><span class=date>2019年09月10日 16:50</span><a class=source href=/s>云江日报</a></div>",
        "<p class=show_author>责任编辑：王小虎 SN240</p>",
        &[],
        &["王小虎"],
        "",
        "2019-09-10T16:50",
    );
    chinese(
        "<div class=post_time_source>2017-06-06 08:00:00　来源: <a id=ne_article_source href=/q>云江晚报</a> <a href=/j>举报</a></div>",
        "<div class=ep-source><span class=left>本文来源：云江晚报</span><span class=ep-editor>责任编辑：张小三_NB123</span></div>",
        &[],
        &["张小三"],
        "云江晚报",
        "2017-06-06T08:00:00",
    );
    chinese(
        "<div class=article-info><span class=time>2018-10-20 12:31</span> 来源:<span><a href=/o>江城观察</a></span></div>",
        "<p>责任编辑：</p>",
        &[],
        &[],
        "江城观察",
        "2018-10-20T12:31",
    );
    chinese(
        "<div class=box01><div class=fl>2020年05月25日07:26&nbsp;&nbsp;来源：<a href=/r>云江网</a></div></div>",
        "<div class=edit>(责编：赵小强、钱多多)</div>",
        &[],
        &["赵小强", "钱多多"],
        "云江网",
        "2020-05-25T07:26",
    );
    chinese(
        "<div class=news_about><p>云江新闻记者 张小明 实习生 李小红</p><p>2019-08-13 14:07 <span>来源：云江新闻</span></p></div>",
        "<p>责任编辑：周小玉</p><p>校对：吴小梅</p>",
        &["张小明", "李小红"],
        &["周小玉"],
        "云江新闻",
        "2019-08-13T14:07",
    );
    chinese(
        "<div class=article-meta><span>2021-04-05 10:30</span><span>·</span><span class=name><a href=/u/1>海边的老王</a></span></div>",
        "",
        &[],
        &[],
        "",
        "2021-04-05T10:30",
    );
    chinese(
        "<p>文 | 李小鱼</p><p>编辑 | 周小玉</p><p>2021-04-05</p>",
        "",
        &["李小鱼"],
        &["周小玉"],
        "",
        "2021-04-05",
    );
    chinese(
        "<p>作者丨李小鱼　来源丨海港观察（ID：haigang）</p>",
        "<p>发布时间：2021-04-05 10:30</p>",
        &["李小鱼"],
        &[],
        "海港观察",
        "2021-04-05T10:30",
    );
}

#[test]
fn taiwan_and_hong_kong() {
    chinese(
        "<section class=authors><time class=article-content__time>2022-08-03 00:12</time>\
         <span class=article-content__author>海港報 / <a href=/r/1>記者王小美</a>／台北即時報導</span></section>",
        "",
        &["王小美"],
        &[],
        "",
        "2022-08-03T00:12",
    );
    chinese(
        "<span class=time>2022/08/03 05:30</span>",
        "<p>〔記者王小明／台北報導〕渡輪昨夜晚了兩個小時。</p>",
        &["王小明"],
        &[],
        "",
        "2022-08-03T05:30",
    );
    chinese(
        "<div class=updatetime><span>2022/8/2 20:19</span></div><p>（中央社記者王小明台北2日電）渡輪昨夜晚了兩個小時。</p>",
        "<p>（編輯：林小玉）1110802</p>",
        &["王小明"],
        &["林小玉"],
        "",
        "2022-08-02T20:19",
    );
    chinese(
        "<div>撰文：李大文</div><div>出版：<time datetime=2022-08-02T10:30:00+08:00>2022-08-02 10:30</time></div>",
        "",
        &["李大文"],
        &[],
        "",
        "2022-08-02T10:30:00+08:00",
    );
    chinese(
        "<p>記者王小明／綜合報導</p><p>民國111年8月2日</p>",
        "",
        &["王小明"],
        &[],
        "",
        "2022-08-02",
    );
}

#[test]
fn blog_software() {
    plain(
        "en",
        "<div class=entry-meta><span class=posted-on>Posted on <a href=/x><time class='entry-date published' \
         datetime=2021-05-03T10:00:00+00:00>May 3, 2021</time></a></span><span class=byline> by <span class='author vcard'>\
         <a class='url fn n' href=/author/jane>Jane Doe</a></span></span></div>",
        &["Jane Doe"],
        "2021-05-03T10:00:00Z",
    );
    plain(
        "en",
        "<div class=post-footer-line><span class='post-author vcard'>Posted by <span class=fn itemprop=author>\
         <span itemprop=name>Jane Doe</span></span></span> <span class=post-timestamp>at <abbr class=published itemprop=datePublished \
         title=2012-03-04T10:00:00-08:00>10:00 AM</abbr></span></div>",
        &["Jane Doe"],
        "2012-03-04T10:00:00-08:00",
    );
    plain(
        "en",
        "<div><a rel=author data-testid=authorName href=/@jane>Jane Doe</a><span data-testid=storyPublishDate>May 3, 2021</span>\
         <span data-testid=storyReadTime>5 min read</span></div>",
        &["Jane Doe"],
        "2021-05-03",
    );
    plain(
        "en",
        "<ul><li><span data-hook=user-name class=x9>Jane Doe</span></li><li><span data-hook=date class=y>May 3, 2021</span></li>\
         <li><span data-hook=time-to-read>5 min read</span></li></ul>",
        &["Jane Doe"],
        "2021-05-03",
    );
    plain(
        "en",
        "<div class='Blog-meta'><time class='Blog-meta-item Blog-meta-item--date' datetime=2021-05-03>May 3</time>\
         <a class='Blog-meta-item Blog-meta-item--author' href='/?author=1'>Jane Doe</a></div>",
        &["Jane Doe"],
        "2021-05-03",
    );
    plain(
        "en",
        "<section><h4 class='author-name text-sm'><a href=/author/jane>Jane Doe</a></h4>\
         <time class=byline-meta-date datetime=2021-05-03>3 May 2021</time></section>",
        &["Jane Doe"],
        "2021-05-03",
    );
    plain(
        "en",
        "<div>On May 3, 2021 By <a href=/author/jane>Jane Doe</a> In <a href=/c/1>Boats and Ferries</a>, <a href=/c/2>Harbours</a>, \
         <a href=/c/3>Small Towns</a>, <a href=/c/4>Letters</a></div>",
        &["Jane Doe"],
        "2021-05-03",
    );
    plain(
        "en",
        "<p>First published:</p><p>May 3, 2021</p><p>Last update:</p><p>July 16, 2025</p>",
        &[],
        "2021-05-03",
    );
    plain(
        "en",
        "<p class=meta>By <strong>Jane Doe</strong> and <strong>John Roe</strong> &middot; 3 May 2021 &middot; 6 Comments</p>",
        &["Jane Doe", "John Roe"],
        "2021-05-03",
    );
}

#[test]
fn bylines_of_many_languages() {
    plain(
        "de",
        "<p>Von Jane Doe, 3. Mai 2021, 10:30 Uhr</p>",
        &["Jane Doe"],
        "2021-05-03T10:30",
    );
    plain(
        "de",
        "<p>Veröffentlicht am 3. Mai 2021 von Jane Doe</p>",
        &["Jane Doe"],
        "2021-05-03",
    );
    plain(
        "de",
        "<p>Stand: 03.05.2021, 10:30 Uhr</p>",
        &[],
        "2021-05-03T10:30",
    );
    plain(
        "fr",
        "<p>Par Jane Doe - Publié le 3 mai 2021 à 10h30, mis à jour le 4 mai 2021 à 9h00</p>",
        &["Jane Doe"],
        "2021-05-03T10:30",
    );
    plain(
        "es",
        "<p>Por Jane Doe | 3 de mayo de 2021</p>",
        &["Jane Doe"],
        "2021-05-03",
    );
    plain(
        "pt",
        "<p>Por Jane Doe</p><p>03/05/2021 10h30</p>",
        &["Jane Doe"],
        "2021-05-03T10:30",
    );
    plain(
        "it",
        "<p>di Jane Doe</p><p>Pubblicato il 3 maggio 2021</p>",
        &["Jane Doe"],
        "2021-05-03",
    );
    plain(
        "ru",
        "<p>Автор: Иван Петров</p><p>Дата публикации: 3 мая 2021, 10:30</p>",
        &["Иван Петров"],
        "2021-05-03T10:30",
    );
    plain(
        "nl",
        "<p>Geschreven door Jane Doe</p><p>Gepubliceerd op 3 mei 2021</p>",
        &["Jane Doe"],
        "2021-05-03",
    );
}

#[test]
fn japanese_and_korean() {
    let japanese = |above: &str, authors: &[&str], day: &str| {
        let text = "<p>港はその朝、静かだった。船は岸に二列に並び、誰もが覚えているとおりに横たわっていた。渡し船だけがいなかった。夜明け前に\
            木材と四人の客と一匹の犬を乗せて出ていったのである。</p>";
        let page = format!(
            "<html lang=ja><title>渡し船はなぜ遅れたのか | 港新聞</title><body><h1>渡し船はなぜ遅れたのか</h1>{above}{text}{text}</body></html>"
        );
        let expected = Says {
            authors,
            editors: &[],
            source: "",
            published: day,
        };
        check(&page, &expected);
    };
    japanese(
        "<p>公開日：2021年5月3日 更新日：2021年6月1日</p><p>取材・文：山田太郎</p>",
        &["山田太郎"],
        "2021-05-03",
    );
    japanese("<p>2021年5月3日 10時30分</p>", &[], "2021-05-03T10:30");
    japanese("<p>投稿日時：2021/05/03 10:30</p>", &[], "2021-05-03T10:30");
    let korean = |above: &str, below: &str, authors: &[&str], day: &str| {
        let text = "<p>그날 아침 항구는 조용했고 배들은 부두를 따라 두 줄로 늘어서 있었다. 나룻배만 보이지 않았다. 동이 트기 전에 목재와 손님 네 명과 \
            개 한 마리를 싣고 나갔기 때문이다.</p>";
        let page = format!(
            "<html lang=ko><title>나룻배는 왜 늦었나 - 항구신문</title><body><h1>나룻배는 왜 늦었나</h1>{above}{text}{text}{below}</body></html>"
        );
        let expected = Says {
            authors,
            editors: &[],
            source: "",
            published: day,
        };
        check(&page, &expected);
    };
    korean(
        "<p>입력 2021.05.03 10:30 수정 2021.05.03 11:00</p>",
        "<p>홍길동 기자 hong@harbour.example</p>",
        &["홍길동"],
        "2021-05-03T10:30",
    );
    korean(
        "<p>홍길동 기자</p><p>기사입력 2021-05-03 오전 10:30</p>",
        "",
        &["홍길동"],
        "2021-05-03T10:30",
    );
}

#[test]
fn a_card_for_messengers_names_the_author() {
    let page = format!(
        "<html lang=en><head><title>Ferry comes home late</title><meta name='twitter:label1' content='Written by'>\
         <meta name='twitter:data1' content='Jane Doe'><meta name='twitter:label2' content='Est. reading time'>\
         <meta name='twitter:data2' content='3 minutes'></head><body><h1>Ferry comes home late</h1>{BODY}</body></html>"
    );
    let expected = Says {
        authors: &["Jane Doe"],
        editors: &[],
        source: "",
        published: "",
    };
    check(&page, &expected);
}
