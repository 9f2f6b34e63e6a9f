//! Where a part of a line ends: the value of a label, and what is neither date nor label.

use super::{Reader, VALUE};
use crate::metadata::scan::{is_east_asian, is_han, is_word};
use crate::terms::bylines::{self as terms, Label};

impl Reader<'_> {
    /// Where the value of a label ends.
    pub(super) fn value_end(&self, label: Label, start: usize) -> usize {
        let chars = &self.chars;
        let limit = chars.len().min(start + 2 * VALUE);
        let mut i = start;
        let mut depth = 0_u32;
        while i < limit {
            let c = chars.get(i);
            match c {
                '(' | '[' => depth += 1,
                ')' | ']' if depth > 0 => depth -= 1,
                ')' | ']' | '】' | '|' | '•' | '〕' | '。' | '━' | '—' | '#' => return i,
                '·' if chars.before(i) == ' ' => return i,
                // 引用本文: 张三. 港口的历史[J].
                '.' if is_han(chars.before(i)) && chars.get(i + 1) == ' ' => return i,
                '>' | '【' if i > start => return i,
                _ => {}
            }
            if i > start && self.starts_date(i) || i == start && self.starts_date(i) {
                return i;
            }
            if self.label_with_sign(i).is_some()
                && (i == start || !is_word(c) || !is_word(chars.before(i)))
            {
                return i;
            }
            if c == ' ' && self.ends_at_space(label, start, i) {
                return i;
            }
            if i > start && self.runs_into(i) {
                return i;
            }
            i += 1;
        }
        limit
    }

    /// Whether the next part of a dateline ran together with a name: "Jane DoeIn Harbour".
    fn runs_into(&self, i: usize) -> bool {
        let chars = &self.chars;
        is_word(chars.get(i))
            && chars.slice(i - 1..i).ends_with(char::is_lowercase)
            && chars.slice(i..i + 1).starts_with(char::is_uppercase)
            && terms::GLUED_BEHIND.iter().any(|word| {
                let rest = chars.slice(i..chars.len()).strip_prefix(word);
                rest.is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
            })
    }

    /// Whether a value ends at a space: a Chinese source does, a list of names does before what is no name.
    fn ends_at_space(&self, label: Label, start: usize, i: usize) -> bool {
        let chars = &self.chars;
        let next = chars.skip_spaces(i);
        if next >= chars.len() {
            return true;
        }
        let before = chars.before(i);
        // 来源：[ 海港日报 ]
        if matches!(before, '[' | '(') || matches!(chars.get(next), ']' | ')') {
            return false;
        }
        if matches!(before, ',' | '、' | ':' | ';' | '/' | '&' | '和' | '-')
            || matches!(chars.get(next), '、' | ',' | '&' | '/')
        {
            return false;
        }
        let east_asian = (start..i).any(|at| is_east_asian(chars.get(at)));
        if !east_asian {
            // Latin names and titles hold spaces; a bare label behind one ends them.
            return (next < chars.len())
                && !is_word(chars.get(next))
                && is_east_asian(chars.get(next))
                || chars.get(next) == '-'
                || chars.get(next) == '–'
                || chars.get(next) == '—'
                || (is_word(chars.get(next)) && self.bare_label(next).is_some());
        }
        match label {
            Label::Source | Label::Control => true,
            _ => {
                let run_end = (next..next + 6)
                    .find(|&at| !is_han(chars.get(at)))
                    .unwrap_or(next + 6);
                let run = run_end - next;
                let word = chars.slice(next..run_end);
                let sole = (1..=4).contains(&run)
                    && matches!(
                        chars.get(run_end),
                        '\0' | ' ' | '、' | ',' | ')' | '|' | '】' | ';' | ']'
                    );
                let is_label = terms::is_label(word) || terms::is_nobody(word) || is_control(word);
                !sole || (is_label && !terms::TITLES.contains(&word))
            }
        }
    }

    /// Where a run of other text ends: at a separator, a date or a label.
    pub(super) fn rest_end(&self, start: usize) -> usize {
        let chars = &self.chars;
        let mut dates = self.dates.iter().map(|(range, ..)| range.start);
        let date = dates.find(|&at| at > start).unwrap_or(chars.len());
        let mut i = start + 1;
        while i < date {
            let c = chars.get(i);
            // Within a word: most characters.
            if c.is_ascii_alphabetic() && chars.before(i).is_ascii_alphabetic() {
                i += 1;
                continue;
            }
            if matches!(c, '|' | '•' | '⋅' | '∙' | '●' | '【' | '】' | '(' | ')')
                || self.label_with_sign(i).is_some()
            {
                return i;
            }
            if c == ' ' {
                let next = chars.skip_spaces(i);
                let joined = is_word(chars.before(i))
                    && is_word(chars.get(next))
                    && self.bare_label(next).is_none();
                if !joined {
                    return i;
                }
            }
            i += 1;
        }
        date
    }
}

/// Words of buttons that follow a byline without a label's sign.
fn is_control(word: &str) -> bool {
    matches!(
        word,
        "字体"
            | "字號"
            | "字号"
            | "打印"
            | "关闭"
            | "分享"
            | "收藏"
            | "大"
            | "中"
            | "小"
            | "纠错"
            | "评论"
            | "浏览"
            | "阅读"
            | "点击"
            | "转发"
            | "订阅"
            | "关注"
            | "举报"
            | "列印"
            | "推荐"
            | "投稿"
            | "返回"
    )
}
