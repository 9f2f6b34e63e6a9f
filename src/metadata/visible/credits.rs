//! Credits that follow no label with a colon: reporters in brackets and at the start of a line, names behind an agency's
//! dateline, who wrote and who gave the pictures.

use std::ops::Range;

use super::{DATELINE, source_name};
use crate::metadata::names;
use crate::metadata::scan::{Chars, has_han, is_east_asian, is_han, squash};
use crate::terms::bylines as terms;

/// Characters at the end of a paragraph in which a tail in brackets is looked for.
pub(super) const TAIL: usize = 160;

/// The last group in brackets, if the text ends with it: its bytes.
pub(super) fn closing_bracket(text: &str) -> Option<Range<usize>> {
    let trimmed = text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '。' | '.'));
    let (close, open) = match trimmed.chars().next_back()? {
        ')' => (')', '('),
        '）' => ('）', '（'),
        '】' => ('】', '【'),
        ']' => (']', '['),
        _ => return None,
    };
    let (open_wide, close_wide) = if close == ')' || close == '）' {
        ('（', '）')
    } else {
        (open, close)
    };
    let narrow = if close_wide == '）' {
        ('(', ')')
    } else {
        (open, close)
    };
    let mut depth = 0_u32;
    for (count, (at, c)) in trimmed.char_indices().rev().enumerate() {
        if count > TAIL {
            return None;
        }
        if c == close || c == close_wide || c == narrow.1 {
            depth += 1;
        } else if c == open || c == open_wide || c == narrow.0 {
            depth = depth.saturating_sub(1);
            if depth == 0 {
                return Some(at..trimmed.len());
            }
        }
    }
    None
}

/// A line that is Chinese names and nothing else, or names and their paper: 石佳/中国青年报. The names and the paper.
pub(super) fn bare_credit(text: &str) -> Option<(Vec<String>, Option<String>)> {
    if !has_han(text) {
        return None;
    }
    let (name, medium) = match text.trim().split_once(['/', '／']) {
        Some((name, medium)) if names::is_medium(medium) => (name, Some(medium)),
        Some(_) => return None,
        None => (text, None),
    };
    let names = names::read(name);
    let people = (1..=4).contains(&names.len())
        && names.iter().any(|name| names::is_chinese_name(name))
        && names
            .iter()
            .all(|name| (2..=4).contains(&name.chars().count()));
    let whole = squash(name) == squash(&names.concat());
    (people && whole).then(|| (names, medium.and_then(source_name)))
}

/// Names behind 记者 in brackets, or in front of 报道: （记者张三、李四）, （中央社記者王小明台北2日電）.
pub(super) fn reporters(text: &str) -> Vec<String> {
    if !has_han(text) {
        return Vec::new();
    }
    let chars = Chars::new(text);
    for i in 0..chars.len() {
        let Some(end) = chars.term(i, "记者").or_else(|| chars.term(i, "記者")) else {
            continue;
        };
        let from = i.saturating_sub(12);
        let open = (from..i)
            .rev()
            .find(|&at| matches!(chars.get(at), '(' | '【' | '[' | '〔'));
        let clear = open.is_some_and(|open| (open..i).all(|at| chars.get(at) != ')'));
        if !clear {
            continue;
        }
        let stop = chars.find(end, &[')', '】', ']', '〕', '。']);
        if stop >= chars.len() || stop - end > 60 {
            continue;
        }
        let value = chars.slice(end..stop);
        let run = (end..stop).take_while(|&at| is_han(chars.get(at))).count();
        // The place stands between name and day: 王小明台北2日電.
        if chars.get(end + run).is_ascii_digit() && (4..=6).contains(&run) {
            return names::read(chars.slice(end..end + run - 2));
        }
        let found: Vec<String> = names::read(value)
            .into_iter()
            .filter(|name| {
                let count = name.chars().count();
                (2..=4).contains(&count) || name.contains(['·', ' '])
            })
            .collect();
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

/// Names behind 记者 at the start of a line: 澎湃新闻记者 段彦超 廖艳, □ 本报记者 葛灵丹, 新京报记者 彭冲 山东冠县报道.
pub(super) fn reporter_line(text: &str) -> Vec<String> {
    if !has_han(text) {
        return Vec::new();
    }
    // Of most lines nothing but the beginning is looked at.
    const TITLES: &[&str] = &["记者", "記者", "评论员", "通讯员", "实习生", "》作者"];
    let mut opening = text.char_indices().take(16).enumerate();
    let Some(end) = opening.find_map(|(i, (at, _))| {
        let title = TITLES
            .iter()
            .find(|title| text[at..].starts_with(**title))?;
        Some(i + title.chars().count())
    }) else {
        return Vec::new();
    };
    let chars = Chars::new(text);
    let before_is_name = (0..end).all(|i| {
        is_han(chars.get(i))
            || matches!(
                chars.get(i),
                '·' | '《' | '》' | '□' | '■' | ' ' | '【' | '】' | '◎' | '●' | '/' | '丨' | '|'
            )
    });
    let run = (end..end + 5)
        .take_while(|&at| is_han(chars.get(at)))
        .count();
    let close = names::is_chinese_name(chars.slice(end..end + run))
        && !chars.get(end + run).is_alphanumeric();
    if !before_is_name || !(matches!(chars.get(end), ' ' | ':') || close) {
        return Vec::new();
    }
    let mut stop = end;
    let mut i = chars.skip_spaces(end + usize::from(chars.get(end) == ':'));
    loop {
        let run = (i..i + 5).take_while(|&at| is_han(chars.get(at))).count();
        let after = chars.get(i + run);
        let titled =
            ["通讯员", "记者", "实习生", "通訊員", "記者"].contains(&chars.slice(i..i + run));
        let ends = matches!(after, ' ' | '\0' | '、' | ',' | ')' | '\n' | '/' | '|');
        let pair =
            run == 1 && after == ' ' && is_han(chars.get(i + 2)) && !is_han(chars.get(i + 3));
        let second = run == 1
            && stop + 1 == i
            && chars
                .slice(stop.saturating_sub(1)..stop)
                .chars()
                .all(is_han)
            && !is_han(chars.before(stop.saturating_sub(1)));
        let fits = ends && ((2..=4).contains(&run) || pair || second || titled);
        let known =
            titled || run < 2 || names::is_chinese_name(chars.slice(i..i + run)) || stop == end;
        if !fits || !known {
            break;
        }
        stop = i + run;
        i = chars.skip_spaces(stop + usize::from(matches!(after, '、' | ',')));
        if after == '/' || i >= chars.len() {
            break;
        }
    }
    names::read(chars.slice(end..stop))
}

/// Korean reporters, whose title stands behind the name: 홍길동 기자 hong@host, (서울=항구뉴스) 홍길동 기자 =.
pub(super) fn korean_reporter(text: &str) -> Vec<String> {
    if text.is_ascii() || !text.contains("기자") {
        return Vec::new();
    }
    let is_hangul = |c: char| matches!(c, '\u{AC00}'..='\u{D7AF}');
    let mut words = text.split_whitespace().peekable();
    let mut before = "";
    while let Some(word) = words.next() {
        let ends = words
            .peek()
            .is_none_or(|next| next.starts_with(['=', '|', '·', '(', '/']) || next.contains('@'));
        let joined = word.strip_suffix("기자").unwrap_or_default();
        let name = if joined.is_empty() { before } else { joined };
        let name = name.trim_start_matches(|c: char| !is_hangul(c));
        let fits = (2..=4).contains(&name.chars().count()) && name.chars().all(is_hangul);
        if word.ends_with("기자") && ends && fits {
            return names::read(name);
        }
        before = word;
    }
    Vec::new()
}

/// Names behind a dateline of an agency: 新华社北京5月19日电（刘艺、杨吉）.
pub(super) fn wire(text: &str) -> Vec<String> {
    if !has_han(text) {
        return Vec::new();
    }
    let chars = Chars::new(text);
    let open = (0..chars.len().min(DATELINE / 2))
        .find(|&i| chars.get(i) == '(' && matches!(chars.before(i), '电' | '電' | '讯' | '訊'));
    let Some(open) = open else { return Vec::new() };
    let close = chars.find(open, &[')']);
    let names = names::read(chars.slice(open + 1..close));
    let people = names
        .iter()
        .all(|name| (2..=4).contains(&name.chars().count()) && name.chars().all(is_han));
    if people { names } else { Vec::new() }
}

/// 罗跃 图片由黔江区融媒体中心提供: who wrote it, and who gave the pictures.
pub(super) fn picture_credit(text: &str) -> Option<Vec<String>> {
    if !has_han(text) {
        return None;
    }
    let tail = text.trim_end_matches(['。', ')', '）', ' ']);
    let ends = ["提供", "摄", "攝", "拍摄", "供图", "供圖"];
    if !ends.iter().any(|end| tail.ends_with(end)) {
        return None;
    }
    let finds = terms::PICTURES_BY.iter().filter_map(|term| text.find(term));
    let at = finds.min()?;
    let names = names::read(&text[..at]);
    let people = !names.is_empty()
        && names
            .iter()
            .all(|name| (2..=4).contains(&name.chars().count()) && name.chars().all(is_han));
    people.then_some(names)
}

/// 张三/文, 张三 文/图: names in front of what they did.
pub(super) fn stroke_credit(text: &str) -> Option<Vec<String>> {
    let text = text.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '(' | ')' | '（' | '）' | '【' | '】')
    });
    let rest = [
        "文/图",
        "图/文",
        "文/圖",
        "圖/文",
        "/文",
        "／文",
        "/撰文",
        "/整理",
        "文/攝影",
        "文／圖",
    ]
    .iter()
    .find_map(|end| text.strip_suffix(end))?;
    let names = names::read(rest);
    let people = !names.is_empty()
        && names.len() <= 4
        && names
            .iter()
            .all(|name| name.chars().count() <= 4 && name.chars().all(is_east_asian));
    people.then_some(names)
}
