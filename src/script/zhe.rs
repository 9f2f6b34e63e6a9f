//! Takes simplified text in which 著 may stand for 着, as it does where a page was converted
//! character by character and back; gives it with 着 where that is meant. 著 stays in the words that
//! are written with it.
//!
//! 着 is some eight times as frequent in running text, so it is the default and 著 the exception,
//! known by the word around it.

use crate::normalize::is_han;

const ZHU: char = '著';
const ZHE: char = '着';

/// What stands in front of 著 in words that end in it (显著, 名著) and that hardly any verb with 着 looks
/// like.
const ENDING: [&str; 12] = [
    "显", "卓", "昭", "名", "原", "专", "论", "巨", "钜", "拙", "土", "遗",
];

/// The same for words that give way when a word beginning with 着 follows: 新著 but 新着装, 所著 but 所着重.
const ENDING_WEAK: [&str; 8] = ["编", "译", "合", "新", "所", "撰", "旧", "素"];

/// Verbs that look like the words of [`ENDING`] and take the particle: 讨论着, 彰显着.
const ENDING_OF_VERB: [&str; 22] = [
    "讨论", "谈论", "议论", "争论", "辩论", "评论", "彰显", "凸显", "突显", "还原", "翻译", "刷新",
    "更新", "翻新", "结合", "配合", "融合", "混合", "组合", "整合", "契合", "聚合",
];

/// What follows in words that begin with 着.
const AFTER_ZHE: &str = "装手眼急重想落实色力迷凉火陆床意笔墨劲";

/// What follows in words that begin with 著. 力点 is here because 著力点 is met in that spelling in texts
/// whose originals have it so; the verb 着力 is not.
const BEGINNING: [&str; 8] = ["名", "作", "述", "称", "书", "者", "录", "力点"];

/// Words that begin with 作 and follow the particle: 起着作用, 有着作为. Not a 著作.
const AFTER_PARTICLE: [&str; 6] = ["作用", "作为", "作出", "作战", "作业", "作息"];

/// Verbs after which 著 is the particle even if a word of [`BEGINNING`] could start with it: 看着书,
/// 穿着者.
const VERBS: &str = "随跟沿朝拿穿戴捧围绕趁凭味执抱夹藏含握牵拉推骑挂贴刻印忙急活哭唱跑坐站躺睡住守带提背扛披搂盯\
     看听读写翻想讲念对向等接靠借有试望笑走做过存在附吸";

/// The verbs among them that make sense in front of 著名 only as verb and particle: 随着名气. All others
/// may stand before the adjective, as in 听著名歌手.
const VERBS_BEFORE_FAME: &str = "随沿味执";

/// What stands in front of 著有, the list of somebody's books, where it is not the beginning of a
/// clause.
const BEFORE_LIST: &str = "曾还并后也";

/// `text` with 着 for every 著 that is not part of a word written with 著.
pub(super) fn restore(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let keep = c != ZHU || is_book(&text[..at], &text[at + c.len_utf8()..]);
        out.push(if keep { c } else { ZHE });
    }
    out
}

/// Whether the 著 between `before` and `after` is the one of books and fame. Looks at a few
/// characters on both sides.
fn is_book(before: &str, after: &str) -> bool {
    let (last, next) = (before.chars().next_back(), after.chars().next());
    let bounded_left = !last.is_some_and(is_han);
    if bounded_left && !next.is_some_and(is_han) {
        // The mark of an author, 某某 著, or a heading of its own.
        return true;
    }
    if ends_word(before, next) {
        return true;
    }
    if next == Some('有') {
        let listed = last.is_some_and(|c| BEFORE_LIST.contains(c)) || after.starts_with("有《");
        return bounded_left || listed;
    }
    begins_word(last, after)
}

fn ends_word(before: &str, next: Option<char>) -> bool {
    let ends = |words: &[&str]| words.iter().any(|word| before.ends_with(word));
    if ends(&ENDING_OF_VERB) {
        return false;
    }
    ends(&ENDING) || ends(&ENDING_WEAK) && !next.is_some_and(|c| AFTER_ZHE.contains(c))
}

fn begins_word(last: Option<char>, after: &str) -> bool {
    let starts = |words: &[&str]| words.iter().any(|word| after.starts_with(word));
    if !starts(&BEGINNING) || starts(&AFTER_PARTICLE) {
        return false;
    }
    let verbs = match after.starts_with('名') {
        true => VERBS_BEFORE_FAME,
        false => VERBS,
    };
    !last.is_some_and(|c| verbs.contains(c))
}

#[cfg(test)]
mod tests {
    use super::restore;

    fn check(before: &str, after: &str) {
        assert_eq!(restore(before), after);
        assert_eq!(restore(after), after, "not stable");
    }

    #[test]
    fn the_particle_and_the_verb_come_back() {
        check("他看著书，跟著老师走", "他看着书，跟着老师走");
        check("沿著河边，意味著什么", "沿着河边，意味着什么");
        check("起著作用，有著作为", "起着作用，有着作为");
        check(
            "著力推进，著手准备，身著盛装",
            "着力推进，着手准备，身着盛装",
        );
        check("人们讨论著，彰显著活力", "人们讨论着，彰显着活力");
        check("随著名气增长", "随着名气增长");
        check("睡不著。活著。", "睡不着。活着。");
        check("存在著有利条件", "存在着有利条件");
        check("统一新著装", "统一新着装");
    }

    #[test]
    fn words_written_with_zhu_stay() {
        check("成效显著的著名作家", "成效显著的著名作家");
        check("听著名歌手演唱", "听著名歌手演唱");
        check("四大名著和学术专著", "四大名著和学术专著");
        check("以风景著称，著述颇丰", "以风景著称，著述颇丰");
        check("著有《海边》，曾著有多部", "著有《海边》，曾著有多部");
        check("鲁迅 著", "鲁迅 著");
        check("找准著力点", "找准著力点");
        check("土著居民与著作权", "土著居民与著作权");
    }

    #[test]
    fn text_without_it_is_the_same() {
        check("", "");
        check("着急的人看着你", "着急的人看着你");
    }
}
