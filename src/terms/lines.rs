//! Words of visible lines that are not body: labels, notices, calls to act. Phrases in simplified, traditional and
//! full-width form and in the languages that scraped pages are written in. They are facts that a classifier weighs, not
//! verdicts: a sentence may speak of comments.

mod arabic;
mod chinese;
mod czech;
mod dutch;
mod english;
mod french;
mod german;
mod indonesian;
mod italian;
mod japanese;
mod korean;
mod nordic;
mod polish;
mod portuguese;
mod russian;
mod spanish;
mod turkish;
mod ukrainian;
mod vietnamese;

use crate::normalize::{is_alphabetic, is_alphanumeric, is_cjk};

/// What the wording of a line says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct LineTerms(u16);

macro_rules! line_terms {
    ($($(#[$doc:meta])* $name:ident = $bit:literal;)*) => {
        impl LineTerms {
            $($(#[$doc])* pub(crate) const $name: LineTerms = LineTerms(1 << $bit);)*
        }
    };
}

line_terms! {
    /// The heading of a list of other articles, or a teaser's label.
    RELATED = 0;
    /// A call to open the rest.
    MORE = 1;
    /// Buttons: share, print, font size.
    SHARE = 2;
    /// The head or the form of a comment section.
    COMMENT = 3;
    /// Copyright, disclaimers, links of the imprint.
    LEGAL = 4;
    /// Advertising and its error messages.
    AD = 5;
    /// Log-in, subscription, apps, QR codes.
    SIGNUP = 6;
    /// Previous, next, back to top.
    PAGER = 7;
    /// The path to the page.
    CRUMBS = 8;
    /// Byline, source line, date label, counters.
    BYLINE = 9;
    /// A list of tags.
    TAGS = 10;
    /// Consent notices, browser warnings.
    COOKIE = 11;
    /// A mark that the text ends here.
    END = 12;
    /// A unit that counters count: likes, views, answers.
    COUNT = 13;
}

impl LineTerms {
    /// The set as a number; bit `n` is the term of that number.
    pub(crate) fn bits(self) -> u16 {
        self.0
    }

    /// Whether it holds one of `other`.
    pub(crate) fn any(self, other: LineTerms) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether nothing was found.
    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl std::ops::BitOr for LineTerms {
    type Output = LineTerms;

    fn bitor(self, other: LineTerms) -> LineTerms {
        LineTerms(self.0 | other.0)
    }
}

impl std::ops::BitOrAssign for LineTerms {
    fn bitor_assign(&mut self, other: LineTerms) {
        self.0 |= other.0;
    }
}

/// Where in a line a phrase has to stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// At the start, behind brackets and bullets.
    Start,
    /// The whole line, but for brackets, arrows and numbers.
    Whole,
    /// Anywhere.
    Any,
}

/// Characters of a line that are read: the phrases stand in short lines and at the start of long ones.
const READ: usize = 160;

/// What the wording of a line says. The phrases are compared without regard to case and width; one in letters ends where a
/// word ends.
/// `folded` is room for the line, to be used again.
pub(crate) fn read(line: &str, folded: &mut String) -> LineTerms {
    let line = line.trim();
    let whole = fold_line(line, folded);
    let mut found = LineTerms::default();
    let mut add = |at: usize, &(phrase, place, terms): &Term| {
        let rest = &folded[at + phrase.len()..];
        let here = place != Place::Whole || whole && rest.chars().all(is_filler);
        if here && ends_word(phrase, rest) {
            found |= terms;
        }
    };
    EDGE.beginnings(folded, &mut |term| add(0, term));
    match folded.find(|c: char| !is_ornament(c)) {
        Some(start @ 1..) => EDGE.beginnings(&folded[start..], &mut |term| add(start, term)),
        _ => {}
    }
    let mut next = 0;
    while let Some(at) = ANYWHERE.next_head(folded.as_bytes(), next) {
        next = at + 1;
        if begins_word(folded, at) {
            ANYWHERE.beginnings(&folded[at..], &mut |term| add(at, term));
        }
    }
    found
}

/// Folds as much of a line as is read; gives whether that is all of it.
fn fold_line(line: &str, folded: &mut String) -> bool {
    folded.clear();
    let start = &line.as_bytes()[..line.len().min(READ)];
    if start.is_ascii() && memchr::memchr2(b'\n', b'\t', start).is_none() {
        folded.push_str(&line[..start.len()]);
        folded.make_ascii_lowercase();
        return start.len() == line.len();
    }
    // What stays as it is is taken over by runs.
    let mut run = 0;
    let mut chars = line.char_indices();
    for (at, c) in chars.by_ref().take(READ) {
        if folds(c) {
            folded.push_str(&line[run..at]);
            folded.extend(fold(c));
            run = at + c.len_utf8();
        }
    }
    folded.push_str(&line[run..chars.offset()]);
    folded.make_ascii_lowercase();
    chars.as_str().is_empty()
}

/// Whether a character may fold to another, capitals of ASCII aside.
fn folds(c: char) -> bool {
    match c {
        '\n' | '\t' => true,
        // Punctuation, kana, Han and hangul have neither case nor another width.
        '\0'..='\x7F' | '“' | '”' | '–' | '—' | '…' => false,
        '\u{3001}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' => false,
        // Small letters.
        'ß'..='ö' | 'ø'..='ÿ' | 'а'..='ё' | '\u{620}'..='\u{64a}' => false,
        _ => true,
    }
}

fn fold(c: char) -> impl Iterator<Item = char> {
    let c = match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' | '\u{a0}' | '\n' | '\t' => ' ',
        '’' => '\'',
        // Lower case would add a dot of its own.
        'İ' => 'i',
        c => c,
    };
    c.to_lowercase()
}

/// Whether a phrase may begin at a place, which need not be one between characters: not within a word in letters.
fn begins_word(line: &str, at: usize) -> bool {
    let Some((before, behind)) = line.split_at_checked(at) else {
        return false;
    };
    let is_spelled = |c: Option<char>| c.is_some_and(is_spelled);
    !(is_spelled(before.chars().next_back()) && is_spelled(behind.chars().next()))
}

fn is_ornament(c: char) -> bool {
    !is_alphanumeric(c)
}

fn is_filler(c: char) -> bool {
    !is_alphabetic(c)
}

fn ends_word(phrase: &str, rest: &str) -> bool {
    let last = phrase.chars().next_back().unwrap_or(' ');
    let next = rest.chars().next().unwrap_or(' ');
    !(is_spelled(last) && is_spelled(next))
}

/// Written in words with spaces between them; endings are glued to Korean words.
fn is_spelled(c: char) -> bool {
    is_alphanumeric(c) && !is_cjk(c) && !('가'..='힣').contains(&c)
}

type Term = (&'static str, Place, LineTerms);

/// Phrases in the order of their bytes, found by their heads: their first four bytes, or all of a shorter one. Made at compile time.
struct Table<const N: usize> {
    sorted: [Term; N],
    /// The head of each phrase.
    heads: [u32; N],
    /// One more than the place of the first phrase of a head, in the slot that the head hashes to or as near behind as there was
    /// room; 0 is free.
    slots: [u16; SLOTS],
    /// A bit for each head, as it hashes: most words of a page are told from all phrases by them.
    bits: [u64; 1024],
}

/// Slots of a table, a power of two and several times the number of heads.
const SLOTS: usize = 8192;
/// Bytes of a head.
const HEAD: usize = 4;
/// Bytes of the shortest phrase.
const SHORTEST: usize = 2;

impl<const N: usize> Table<N> {
    /// The phrases that may stand anywhere, or the others.
    const fn of(anywhere: bool) -> Self {
        assert!(N < u16::MAX as usize);
        let sorted = sorted(gathered(anywhere));
        let mut table = Table {
            sorted,
            heads: [0; N],
            slots: [0; SLOTS],
            bits: [0; 1024],
        };
        let mut i = 0;
        while i < N {
            let phrase = sorted[i].0.as_bytes();
            assert!(phrase.len() >= if anywhere { HEAD } else { SHORTEST });
            let head = head(
                phrase,
                if phrase.len() < HEAD {
                    phrase.len()
                } else {
                    HEAD
                },
            );
            table.heads[i] = head;
            if i == 0 || table.heads[i - 1] != head {
                let bit = hash(head);
                table.bits[bit / 64] |= 1 << (bit % 64);
                let mut slot = bit % SLOTS;
                while table.slots[slot] != 0 {
                    slot = (slot + 1) % SLOTS;
                }
                table.slots[slot] = i as u16 + 1;
            }
            i += 1;
        }
        table
    }

    /// Whether there may be phrases of a head.
    fn may_have(&self, head: u32) -> bool {
        let bit = hash(head);
        self.bits[bit / 64] >> (bit % 64) & 1 != 0
    }

    /// The next place of a line where the head of a phrase may stand, if all have [`HEAD`] bytes. Most lines have no such place.
    #[inline(never)]
    fn next_head(&self, line: &[u8], from: usize) -> Option<usize> {
        let mut heads = line.get(from..)?.windows(HEAD);
        let next = heads.position(|four| self.may_have(head(four, HEAD)))?;
        Some(from + next)
    }

    /// The phrases of a head.
    fn of_head(&self, head: u32) -> &[Term] {
        let mut slot = hash(head) % SLOTS;
        while let Some(first) = usize::from(self.slots[slot]).checked_sub(1) {
            if self.heads[first] == head {
                let count = self.heads[first..]
                    .iter()
                    .take_while(|&&h| h == head)
                    .count();
                return &self.sorted[first..first + count];
            }
            slot = (slot + 1) % SLOTS;
        }
        &[]
    }

    /// Calls `add` with every phrase that `line` begins with.
    fn beginnings(&self, line: &str, add: &mut impl FnMut(&Term)) {
        for length in SHORTEST..=HEAD.min(line.len()) {
            let head = head(line.as_bytes(), length);
            if self.may_have(head) {
                let phrases = self.of_head(head).iter();
                phrases
                    .filter(|term| line.starts_with(term.0))
                    .for_each(&mut *add);
            }
        }
    }
}

/// The first bytes of a text as a number; of less than four the others are 0, which no phrase has.
const fn head(text: &[u8], length: usize) -> u32 {
    let (mut head, mut i) = (0, 0);
    while i < length {
        head |= (text[i] as u32) << (8 * i);
        i += 1;
    }
    head
}

/// The upper sixteen bits of a product, which depend on all four bytes.
const fn hash(head: u32) -> usize {
    (head.wrapping_mul(0x9e37_79b1) >> 16) as usize
}

/// Phrases of the start of a line, whole lines among them: they are looked for at two places of a line.
static EDGE: Table<{ count(false) }> = Table::of(false);
/// Phrases that may stand anywhere, which are few: they are looked for at every word.
static ANYWHERE: Table<{ count(true) }> = Table::of(true);

/// How many phrases may stand anywhere, or may not.
const fn count(anywhere: bool) -> usize {
    let (mut count, mut list) = (0, 0);
    while list < LISTS.len() {
        let mut i = 0;
        while i < LISTS[list].len() {
            count += (matches!(LISTS[list][i].1, Any) == anywhere) as usize;
            i += 1;
        }
        list += 1;
    }
    count
}

const fn gathered<const N: usize>(anywhere: bool) -> [Term; N] {
    let mut all = [("", Any, LineTerms(0)); N];
    let (mut count, mut list) = (0, 0);
    while list < LISTS.len() {
        let mut i = 0;
        while i < LISTS[list].len() {
            if matches!(LISTS[list][i].1, Any) == anywhere {
                all[count] = LISTS[list][i];
                count += 1;
            }
            i += 1;
        }
        list += 1;
    }
    all
}

const fn sorted<const N: usize>(list: [Term; N]) -> [Term; N] {
    let (mut words, mut i) = ([""; N], 0);
    while i < N {
        words[i] = list[i].0;
        i += 1;
    }
    let order = super::order(&words);
    let (mut sorted, mut i) = (list, 0);
    while i < N {
        sorted[i] = list[order[i] as usize];
        i += 1;
    }
    sorted
}

/// The phrases of all languages, and those of each.
const LISTS: &[&[Term]] = &[
    TERMS,
    arabic::TERMS,
    chinese::TERMS,
    czech::TERMS,
    dutch::TERMS,
    english::TERMS,
    french::TERMS,
    german::TERMS,
    indonesian::TERMS,
    italian::TERMS,
    japanese::TERMS,
    korean::TERMS,
    nordic::TERMS,
    polish::TERMS,
    portuguese::TERMS,
    russian::TERMS,
    spanish::TERMS,
    turkish::TERMS,
    ukrainian::TERMS,
    vietnamese::TERMS,
];

use LineTerms as L;
use Place::{Any, Start, Whole};

/// One phrase an entry, lower case, ASCII punctuation, grouped by concept; those of one language stand in its own file.
#[rustfmt::skip]
const TERMS: &[Term] = &[
    // RELATED
    ("相关阅读", Start, L::RELATED),
    ("相关新闻", Start, L::RELATED),
    ("相关推荐", Start, L::RELATED),
    ("相关文章", Start, L::RELATED),
    ("相关链接", Start, L::RELATED),
    ("相关报道", Start, L::RELATED),
    ("相关专题", Start, L::RELATED),
    ("相关内容", Start, L::RELATED),
    ("相关资讯", Start, L::RELATED),
    ("相关视频", Start, L::RELATED),
    ("相关图片", Start, L::RELATED),
    ("相关话题", Start, L::RELATED),
    ("相关产品", Start, L::RELATED),
    ("相關閱讀", Start, L::RELATED),
    ("相關新聞", Start, L::RELATED),
    ("相關推薦", Start, L::RELATED),
    ("相關文章", Start, L::RELATED),
    ("相關報導", Start, L::RELATED),
    ("相關報道", Start, L::RELATED),
    ("相關連結", Start, L::RELATED),
    ("相關內容", Start, L::RELATED),
    ("相關資訊", Start, L::RELATED),
    ("延伸阅读", Start, L::RELATED),
    ("延伸閱讀", Start, L::RELATED),
    ("推荐阅读", Start, L::RELATED),
    ("推薦閱讀", Start, L::RELATED),
    ("为您推荐", Start, L::RELATED),
    ("為您推薦", Start, L::RELATED),
    ("猜你喜欢", Start, L::RELATED),
    ("猜你喜歡", Start, L::RELATED),
    ("热门文章", Start, L::RELATED),
    ("熱門文章", Start, L::RELATED),
    ("热门推荐", Start, L::RELATED),
    ("熱門推薦", Start, L::RELATED),
    ("热门新闻", Start, L::RELATED),
    ("熱門新聞", Start, L::RELATED),
    ("热点推荐", Start, L::RELATED),
    ("热点新闻", Start, L::RELATED),
    ("精彩推荐", Start, L::RELATED),
    ("精彩推薦", Start, L::RELATED),
    ("精彩图片", Start, L::RELATED),
    ("图文推荐", Start, L::RELATED),
    ("圖文推薦", Start, L::RELATED),
    ("今日推荐", Start, L::RELATED),
    ("本周热门", Start, L::RELATED),
    ("最新文章", Start, L::RELATED),
    ("最新新闻", Start, L::RELATED),
    ("最新新聞", Start, L::RELATED),
    ("最新资讯", Start, L::RELATED),
    ("热文排行", Start, L::RELATED),
    ("阅读排行", Start, L::RELATED),
    ("点击排行", Start, L::RELATED),
    ("新闻排行", Start, L::RELATED),
    ("新聞排行", Start, L::RELATED),
    ("排行榜", Start, L::RELATED),
    ("热搜", Start, L::RELATED),
    ("全站热搜", Start, L::RELATED),
    ("全站熱搜", Start, L::RELATED),
    ("大家都在看", Start, L::RELATED),
    ("你可能感兴趣", Start, L::RELATED),
    ("您可能感兴趣", Start, L::RELATED),
    ("你可能喜歡", Start, L::RELATED),
    ("看更多", Start, L::RELATED),
    ("更多新闻", Start, L::RELATED),
    ("更多新聞", Start, L::RELATED),
    ("更多文章", Start, L::RELATED),
    ("更多精彩", Start, L::RELATED),
    ("更多相关", Start, L::RELATED),
    ("同类文章", Start, L::RELATED),
    ("其他文章", Start, L::RELATED),
    ("上一则", Start, L::RELATED),
    ("下一则", Start, L::RELATED),
    ("往期回顾", Start, L::RELATED),
    ("编辑推荐", Start, L::RELATED),
    ("編輯推薦", Start, L::RELATED),
    ("編輯精選", Start, L::RELATED),
    ("人气推荐", Start, L::RELATED),
    ("其他人還看了", Start, L::RELATED),
    ("関連記事", Start, L::RELATED),
    ("関連ニュース", Start, L::RELATED),
    ("関連リンク", Start, L::RELATED),
    ("おすすめ記事", Start, L::RELATED),
    ("あわせて読みたい", Start, L::RELATED),
    ("人気記事", Start, L::RELATED),
    ("最新記事", Start, L::RELATED),
    ("新着記事", Start, L::RELATED),
    ("ランキング", Start, L::RELATED),
    ("こちらもおすすめ", Start, L::RELATED),
    ("관련기사", Start, L::RELATED),
    ("관련뉴스", Start, L::RELATED),
    ("추천기사", Start, L::RELATED),
    ("인기기사", Start, L::RELATED),
    ("많이본뉴스", Start, L::RELATED),
    ("주요뉴스", Start, L::RELATED),
    ("실시간", Start, L::RELATED),
    ("related articles", Start, L::RELATED),
    ("related stories", Start, L::RELATED),
    ("related posts", Start, L::RELATED),
    ("related news", Start, L::RELATED),
    ("related content", Start, L::RELATED),
    ("related topics", Start, L::RELATED),
    ("related links", Start, L::RELATED),
    ("related coverage", Start, L::RELATED),
    ("related reading", Start, L::RELATED),
    ("related:", Start, L::RELATED),
    ("related searches", Start, L::RELATED),
    ("you may also like", Start, L::RELATED),
    ("you might also like", Start, L::RELATED),
    ("you may like", Start, L::RELATED),
    ("you might like", Start, L::RELATED),
    ("you might also enjoy", Start, L::RELATED),
    ("you may also be interested", Start, L::RELATED),
    ("recommended for you", Start, L::RELATED),
    ("recommended stories", Start, L::RELATED),
    ("recommended reading", Start, L::RELATED),
    ("recommended articles", Start, L::RELATED),
    ("more from", Start, L::RELATED),
    ("more on this", Start, L::RELATED),
    ("more stories", Start, L::RELATED),
    ("more news", Start, L::RELATED),
    ("more in", Start, L::RELATED),
    ("more articles", Start, L::RELATED),
    ("more like this", Start, L::RELATED),
    ("more about", Start, L::RELATED),
    ("read more:", Start, L::RELATED),
    ("read more about", Start, L::RELATED),
    ("see also:", Start, L::RELATED),
    ("also read", Start, L::RELATED),
    ("also on", Start, L::RELATED),
    ("read also", Start, L::RELATED),
    ("read next", Start, L::RELATED),
    ("up next", Start, L::RELATED),
    ("most read", Start, L::RELATED),
    ("most popular", Start, L::RELATED),
    ("most viewed", Start, L::RELATED),
    ("most commented", Start, L::RELATED),
    ("popular posts", Start, L::RELATED),
    ("popular articles", Start, L::RELATED),
    ("popular stories", Start, L::RELATED),
    ("popular now", Start, L::RELATED),
    ("trending", Start, L::RELATED),
    ("latest news", Start, L::RELATED),
    ("latest stories", Start, L::RELATED),
    ("latest posts", Start, L::RELATED),
    ("latest articles", Start, L::RELATED),
    ("recent posts", Start, L::RELATED),
    ("recent articles", Start, L::RELATED),
    ("recent stories", Start, L::RELATED),
    ("recent news", Start, L::RELATED),
    ("editors picks", Start, L::RELATED),
    ("editor's picks", Start, L::RELATED),
    ("top stories", Start, L::RELATED),
    ("don't miss", Start, L::RELATED),
    ("other stories", Start, L::RELATED),
    ("similar articles", Start, L::RELATED),
    ("similar posts", Start, L::RELATED),
    ("what to read next", Start, L::RELATED),
    ("keep reading", Start, L::RELATED),
    ("in other news", Start, L::RELATED),
    ("from around the web", Start, L::RELATED),
    ("promoted stories", Start, L::RELATED),
    ("sponsored stories", Start, L::RELATED),
    ("around the web", Start, L::RELATED),
    ("das könnte sie", Start, L::RELATED),
    ("das könnte dich", Start, L::RELATED),
    ("mehr zum thema", Start, L::RELATED),
    ("mehr zu", Start, L::RELATED),
    ("lesen sie auch", Start, L::RELATED),
    ("lesen sie mehr", Start, L::RELATED),
    ("weitere artikel", Start, L::RELATED),
    ("weitere themen", Start, L::RELATED),
    ("ähnliche artikel", Start, L::RELATED),
    ("ähnliche beiträge", Start, L::RELATED),
    ("verwandte artikel", Start, L::RELATED),
    ("meistgelesen", Start, L::RELATED),
    ("meist gelesen", Start, L::RELATED),
    ("das könnte auch", Start, L::RELATED),
    ("auch interessant", Start, L::RELATED),
    ("à lire aussi", Start, L::RELATED),
    ("lire aussi", Start, L::RELATED),
    ("sur le même sujet", Start, L::RELATED),
    ("articles similaires", Start, L::RELATED),
    ("articles liés", Start, L::RELATED),
    ("les plus lus", Start, L::RELATED),
    ("vous aimerez aussi", Start, L::RELATED),
    ("a lire aussi", Start, L::RELATED),
    ("te puede interesar", Start, L::RELATED),
    ("lea también", Start, L::RELATED),
    ("lee también", Start, L::RELATED),
    ("artículos relacionados", Start, L::RELATED),
    ("noticias relacionadas", Start, L::RELATED),
    ("más noticias", Start, L::RELATED),
    ("más leídas", Start, L::RELATED),
    ("le recomendamos", Start, L::RELATED),
    ("también te puede", Start, L::RELATED),
    ("leia também", Start, L::RELATED),
    ("leia mais", Start, L::RELATED),
    ("veja também", Start, L::RELATED),
    ("veja mais", Start, L::RELATED),
    ("notícias relacionadas", Start, L::RELATED),
    ("mais lidas", Start, L::RELATED),
    ("matérias relacionadas", Start, L::RELATED),
    ("leggi anche", Start, L::RELATED),
    ("articoli correlati", Start, L::RELATED),
    ("potrebbe interessarti", Start, L::RELATED),
    ("читайте также", Start, L::RELATED),
    ("читать также", Start, L::RELATED),
    ("по теме", Start, L::RELATED),
    ("похожие статьи", Start, L::RELATED),
    ("похожие материалы", Start, L::RELATED),
    ("другие новости", Start, L::RELATED),
    ("смотрите также", Start, L::RELATED),
    ("рекомендуем", Start, L::RELATED),
    ("zobacz także", Start, L::RELATED),
    ("czytaj też", Start, L::RELATED),
    ("lees ook", Start, L::RELATED),
    ("baca juga", Start, L::RELATED),
    ("artikel terkait", Start, L::RELATED),
    ("berita terkait", Start, L::RELATED),
    ("lihat juga", Start, L::RELATED),
    ("bersambung", Start, L::RELATED),
    // MORE
    ("阅读全文", Whole, L::MORE),
    ("閱讀全文", Whole, L::MORE),
    ("展开全文", Whole, L::MORE),
    ("展開全文", Whole, L::MORE),
    ("查看全文", Whole, L::MORE),
    ("点击查看", Whole, L::MORE),
    ("点击查看更多", Whole, L::MORE),
    ("查看更多", Whole, L::MORE),
    ("更多", Whole, L::MORE),
    ("更多>>", Whole, L::MORE),
    ("加载更多", Whole, L::MORE),
    ("載入更多", Whole, L::MORE),
    ("繼續閱讀", Whole, L::MORE),
    ("继续阅读", Whole, L::MORE),
    ("请继续往下阅读", Whole, L::MORE),
    ("請繼續往下閱讀", Whole, L::MORE),
    ("繼續往下閱讀", Whole, L::MORE),
    ("詳しくはこちら", Whole, L::MORE),
    ("続きを読む", Whole, L::MORE),
    ("もっと見る", Whole, L::MORE),
    ("더보기", Whole, L::MORE),
    ("기사더보기", Whole, L::MORE),
    ("read more", Whole, L::MORE),
    ("continue reading", Whole, L::MORE),
    ("load more", Whole, L::MORE),
    ("show more", Whole, L::MORE),
    ("see more", Whole, L::MORE),
    ("view more", Whole, L::MORE),
    ("view all", Whole, L::MORE),
    ("see all", Whole, L::MORE),
    ("more", Whole, L::MORE),
    ("learn more", Whole, L::MORE),
    ("show all", Whole, L::MORE),
    ("full story", Whole, L::MORE),
    ("read full story", Whole, L::MORE),
    ("click here", Whole, L::MORE),
    ("weiterlesen", Whole, L::MORE),
    ("mehr", Whole, L::MORE),
    ("mehr lesen", Whole, L::MORE),
    ("mehr anzeigen", Whole, L::MORE),
    ("lire la suite", Whole, L::MORE),
    ("voir plus", Whole, L::MORE),
    ("en savoir plus", Whole, L::MORE),
    ("leer más", Whole, L::MORE),
    ("ver más", Whole, L::MORE),
    ("leia mais", Whole, L::MORE),
    ("saiba mais", Whole, L::MORE),
    ("ler mais", Whole, L::MORE),
    ("читать далее", Whole, L::MORE),
    ("подробнее", Whole, L::MORE),
    ("показать ещё", Whole, L::MORE),
    ("leggi tutto", Whole, L::MORE),
    // SHARE
    ("分享到", Start, L::SHARE),
    ("分享至", Start, L::SHARE),
    ("分享本文", Start, L::SHARE),
    ("转发到", Start, L::SHARE),
    ("一键分享", Start, L::SHARE),
    ("分享给好友", Start, L::SHARE),
    ("分享按钮", Start, L::SHARE),
    ("シェア", Start, L::SHARE),
    ("この記事をシェア", Start, L::SHARE),
    ("ツイート", Start, L::SHARE),
    ("공유하기", Start, L::SHARE),
    ("기사공유", Start, L::SHARE),
    ("share this", Start, L::SHARE),
    ("share on", Start, L::SHARE),
    ("share via", Start, L::SHARE),
    ("share with", Start, L::SHARE),
    ("share:", Start, L::SHARE),
    ("share article", Start, L::SHARE),
    ("share story", Start, L::SHARE),
    ("share the", Start, L::SHARE),
    ("tweet this", Start, L::SHARE),
    ("email this", Start, L::SHARE),
    ("email to", Start, L::SHARE),
    ("print this", Start, L::SHARE),
    ("follow us", Start, L::SHARE),
    ("follow @", Start, L::SHARE),
    ("follow me", Start, L::SHARE),
    ("like us", Start, L::SHARE),
    ("find us on", Start, L::SHARE),
    ("join us on", Start, L::SHARE),
    ("pin it", Start, L::SHARE),
    ("copy link", Start, L::SHARE),
    ("teilen", Start, L::SHARE),
    ("auf facebook", Start, L::SHARE),
    ("partager", Start, L::SHARE),
    ("compartir", Start, L::SHARE),
    ("compartilhar", Start, L::SHARE),
    ("condividi", Start, L::SHARE),
    ("поделиться", Start, L::SHARE),
    ("分享", Whole, L::SHARE),
    ("转发", Whole, L::SHARE),
    ("轉發", Whole, L::SHARE),
    ("收藏", Whole, L::SHARE),
    ("点赞", Whole, L::SHARE),
    ("打印", Whole, L::SHARE),
    ("列印", Whole, L::SHARE),
    ("打印本页", Whole, L::SHARE),
    ("关闭窗口", Whole, L::SHARE),
    ("关闭", Whole, L::SHARE),
    ("【关闭】", Whole, L::SHARE),
    ("打印本文", Whole, L::SHARE),
    ("收藏本文", Whole, L::SHARE),
    ("推荐", Whole, L::SHARE),
    ("微信", Whole, L::SHARE),
    ("微博", Whole, L::SHARE),
    ("新浪微博", Whole, L::SHARE),
    ("腾讯微博", Whole, L::SHARE),
    ("qq空间", Whole, L::SHARE),
    ("朋友圈", Whole, L::SHARE),
    ("复制链接", Whole, L::SHARE),
    ("複製連結", Whole, L::SHARE),
    ("訂閱", Whole, L::SHARE),
    ("订阅", Whole, L::SHARE),
    ("追蹤", Whole, L::SHARE),
    ("纠错", Whole, L::SHARE),
    ("我要纠错", Whole, L::SHARE),
    ("挑错", Whole, L::SHARE),
    ("字号", Whole, L::SHARE),
    ("字號", Whole, L::SHARE),
    ("大", Whole, L::SHARE),
    ("中", Whole, L::SHARE),
    ("小", Whole, L::SHARE),
    ("大中小", Whole, L::SHARE),
    ("文字大小", Whole, L::SHARE),
    ("字体大小", Whole, L::SHARE),
    ("印刷", Whole, L::SHARE),
    ("戻る", Whole, L::SHARE),
    ("프린트", Whole, L::SHARE),
    ("스크랩", Whole, L::SHARE),
    ("글자크기", Whole, L::SHARE),
    ("share", Whole, L::SHARE),
    ("tweet", Whole, L::SHARE),
    ("email", Whole, L::SHARE),
    ("e-mail", Whole, L::SHARE),
    ("print", Whole, L::SHARE),
    ("facebook", Whole, L::SHARE),
    ("twitter", Whole, L::SHARE),
    ("linkedin", Whole, L::SHARE),
    ("whatsapp", Whole, L::SHARE),
    ("pinterest", Whole, L::SHARE),
    ("reddit", Whole, L::SHARE),
    ("telegram", Whole, L::SHARE),
    ("messenger", Whole, L::SHARE),
    ("tumblr", Whole, L::SHARE),
    ("like", Whole, L::SHARE),
    ("save", Whole, L::SHARE),
    ("bookmark", Whole, L::SHARE),
    ("copy", Whole, L::SHARE),
    ("follow", Whole, L::SHARE),
    ("instagram", Whole, L::SHARE),
    ("youtube", Whole, L::SHARE),
    ("rss", Whole, L::SHARE),
    ("drucken", Whole, L::SHARE),
    ("merken", Whole, L::SHARE),
    ("imprimer", Whole, L::SHARE),
    ("imprimir", Whole, L::SHARE),
    ("stampa", Whole, L::SHARE),
    ("печать", Whole, L::SHARE),
    ("vkontakte", Whole, L::SHARE),
    // COMMENT
    ("发表评论", Start, L::COMMENT),
    ("發表評論", Start, L::COMMENT),
    ("我要评论", Start, L::COMMENT),
    ("我来说两句", Start, L::COMMENT),
    ("最新评论", Start, L::COMMENT),
    ("热门评论", Start, L::COMMENT),
    ("网友评论", Start, L::COMMENT),
    ("网友留言", Start, L::COMMENT),
    ("全部评论", Start, L::COMMENT),
    ("查看评论", Start, L::COMMENT),
    ("评论区", Start, L::COMMENT),
    ("發表留言", Start, L::COMMENT),
    ("留言板", Start, L::COMMENT),
    ("我要留言", Start, L::COMMENT),
    ("文明上网", Start, L::COMMENT),
    ("登录后发表", Start, L::COMMENT),
    ("登录后评论", Start, L::COMMENT),
    ("请先登录", Start, L::COMMENT),
    ("コメントする", Start, L::COMMENT),
    ("コメントを書く", Start, L::COMMENT),
    ("コメント一覧", Start, L::COMMENT),
    ("댓글", Start, L::COMMENT),
    ("댓글쓰기", Start, L::COMMENT),
    ("의견쓰기", Start, L::COMMENT),
    ("leave a comment", Start, L::COMMENT),
    ("leave a reply", Start, L::COMMENT),
    ("leave comment", Start, L::COMMENT),
    ("post a comment", Start, L::COMMENT),
    ("post comment", Start, L::COMMENT),
    ("add a comment", Start, L::COMMENT),
    ("add comment", Start, L::COMMENT),
    ("write a comment", Start, L::COMMENT),
    ("join the conversation", Start, L::COMMENT),
    ("join the discussion", Start, L::COMMENT),
    ("view comments", Start, L::COMMENT),
    ("show comments", Start, L::COMMENT),
    ("comments are closed", Start, L::COMMENT),
    ("comments (", Start, L::COMMENT),
    ("no comments", Start, L::COMMENT),
    ("0 comments", Start, L::COMMENT),
    ("be the first to comment", Start, L::COMMENT),
    ("you must be logged", Start, L::COMMENT),
    ("log in to comment", Start, L::COMMENT),
    ("sign in to comment", Start, L::COMMENT),
    ("login to comment", Start, L::COMMENT),
    ("your email address will not", Start, L::COMMENT),
    ("kommentar schreiben", Start, L::COMMENT),
    ("kommentare ", Start, L::COMMENT),
    ("schreiben sie einen kommentar", Start, L::COMMENT),
    ("kommentar verfassen", Start, L::COMMENT),
    ("laisser un commentaire", Start, L::COMMENT),
    ("commentaires ", Start, L::COMMENT),
    ("deja un comentario", Start, L::COMMENT),
    ("dejar un comentario", Start, L::COMMENT),
    ("comentarios ", Start, L::COMMENT),
    ("deixe um comentário", Start, L::COMMENT),
    ("lascia un commento", Start, L::COMMENT),
    ("оставить комментарий", Start, L::COMMENT),
    ("комментарии ", Start, L::COMMENT),
    ("добавить комментарий", Start, L::COMMENT),
    ("评论", Whole, L::COMMENT),
    ("評論", Whole, L::COMMENT),
    ("留言", Whole, L::COMMENT),
    ("回复", Whole, L::COMMENT),
    ("回覆", Whole, L::COMMENT),
    ("回應", Whole, L::COMMENT),
    ("举报", Whole, L::COMMENT),
    ("跟帖", Whole, L::COMMENT),
    ("コメント", Whole, L::COMMENT),
    ("返信", Whole, L::COMMENT),
    ("댓글", Whole, L::COMMENT),
    ("comments", Whole, L::COMMENT),
    ("comment", Whole, L::COMMENT),
    ("reply", Whole, L::COMMENT),
    ("kommentare", Whole, L::COMMENT),
    ("kommentieren", Whole, L::COMMENT),
    ("commentaires", Whole, L::COMMENT),
    ("comentarios", Whole, L::COMMENT),
    ("comentários", Whole, L::COMMENT),
    ("комментарии", Whole, L::COMMENT),
    ("ответить", Whole, L::COMMENT),
    // LEGAL
    ("版权声明", Start, L::LEGAL),
    ("版權聲明", Start, L::LEGAL),
    ("版权所有", Start, L::LEGAL),
    ("版權所有", Start, L::LEGAL),
    ("免责声明", Start, L::LEGAL),
    ("免責聲明", Start, L::LEGAL),
    ("特别声明", Start, L::LEGAL),
    ("郑重声明", Start, L::LEGAL),
    ("声明:", Start, L::LEGAL),
    ("声明:本", Start, L::LEGAL),
    ("转载请注明", Start, L::LEGAL),
    ("轉載請註明", Start, L::LEGAL),
    ("转载声明", Start, L::LEGAL),
    ("未经授权", Start, L::LEGAL),
    ("未經授權", Start, L::LEGAL),
    ("未经许可", Start, L::LEGAL),
    ("本文系转载", Start, L::LEGAL),
    ("本站所有", Start, L::LEGAL),
    ("本网站所有", Start, L::LEGAL),
    ("凡本网", Start, L::LEGAL),
    ("凡注明", Start, L::LEGAL),
    ("著作权", Start, L::LEGAL),
    ("著作權", Start, L::LEGAL),
    ("저작권자", Start, L::LEGAL),
    ("무단 전재", Start, L::LEGAL),
    ("무단전재", Start, L::LEGAL),
    ("無断転載", Start, L::LEGAL),
    ("著作権", Start, L::LEGAL),
    ("禁無断", Start, L::LEGAL),
    ("本文仅代表", Start, L::LEGAL),
    ("本文为作者", Start, L::LEGAL),
    ("以上内容仅", Start, L::LEGAL),
    ("本内容由", Start, L::LEGAL),
    ("文章来源于网络", Start, L::LEGAL),
    ("本站部分", Start, L::LEGAL),
    ("如有侵权", Start, L::LEGAL),
    ("如涉及版权", Start, L::LEGAL),
    ("侵权联系", Start, L::LEGAL),
    ("不代表本站", Start, L::LEGAL),
    ("责任声明", Start, L::LEGAL),
    ("网站地图", Start, L::LEGAL),
    ("联系我们", Start, L::LEGAL),
    ("关于我们", Start, L::LEGAL),
    ("關於我們", Start, L::LEGAL),
    ("聯絡我們", Start, L::LEGAL),
    ("隱私權", Start, L::LEGAL),
    ("隐私政策", Start, L::LEGAL),
    ("服务条款", Start, L::LEGAL),
    ("使用条款", Start, L::LEGAL),
    ("人才招聘", Start, L::LEGAL),
    ("广告服务", Start, L::LEGAL),
    ("友情链接", Start, L::LEGAL),
    ("icp备", Start, L::LEGAL),
    ("京icp", Start, L::LEGAL),
    ("沪icp", Start, L::LEGAL),
    ("粤icp", Start, L::LEGAL),
    ("京公网安备", Start, L::LEGAL),
    ("增值电信", Start, L::LEGAL),
    ("互联网新闻信息", Start, L::LEGAL),
    ("违法和不良信息", Start, L::LEGAL),
    ("举报电话", Start, L::LEGAL),
    ("copyright", Start, L::LEGAL),
    ("©", Start, L::LEGAL),
    ("(c) 20", Start, L::LEGAL),
    ("all rights reserved", Start, L::LEGAL),
    ("all content copyright", Start, L::LEGAL),
    ("terms of", Start, L::LEGAL),
    ("terms and conditions", Start, L::LEGAL),
    ("terms &", Start, L::LEGAL),
    ("privacy policy", Start, L::LEGAL),
    ("privacy notice", Start, L::LEGAL),
    ("cookie policy", Start, L::LEGAL),
    ("disclaimer:", Start, L::LEGAL),
    ("disclosure:", Start, L::LEGAL),
    ("this article contains affiliate", Start, L::LEGAL),
    ("we may earn a commission", Start, L::LEGAL),
    ("reproduction without", Start, L::LEGAL),
    ("powered by", Start, L::LEGAL),
    ("proudly powered", Start, L::LEGAL),
    ("unless otherwise noted", Start, L::LEGAL),
    ("alle rechte vorbehalten", Start, L::LEGAL),
    ("tous droits réservés", Start, L::LEGAL),
    ("todos los derechos", Start, L::LEGAL),
    ("todos os direitos", Start, L::LEGAL),
    ("tutti i diritti", Start, L::LEGAL),
    ("все права защищены", Start, L::LEGAL),
    ("impressum", Start, L::LEGAL),
    ("datenschutz", Start, L::LEGAL),
    ("mentions légales", Start, L::LEGAL),
    ("aviso legal", Start, L::LEGAL),
    ("icp备", Any, L::LEGAL),
    ("icp備", Any, L::LEGAL),
    ("公网安备", Any, L::LEGAL),
    ("備案號", Any, L::LEGAL),
    ("备案号", Any, L::LEGAL),
    ("版权所有", Any, L::LEGAL),
    ("版權所有", Any, L::LEGAL),
    ("转载请注明", Any, L::LEGAL),
    ("轉載請註明", Any, L::LEGAL),
    ("不代表本站", Any, L::LEGAL),
    ("不代表本网", Any, L::LEGAL),
    ("不得转载", Any, L::LEGAL),
    ("不得轉載", Any, L::LEGAL),
    ("严禁转载", Any, L::LEGAL),
    ("無断転載", Any, L::LEGAL),
    ("무단 전재", Any, L::LEGAL),
    ("무단전재", Any, L::LEGAL),
    ("all rights reserved", Any, L::LEGAL),
    // AD
    ("广告", Start, L::AD),
    ("廣告", Start, L::AD),
    ("赞助", Start, L::AD),
    ("推广", Start, L::AD),
    ("商业推广", Start, L::AD),
    ("本文赞助", Start, L::AD),
    ("該廣告", Start, L::AD),
    ("スポンサーリンク", Start, L::AD),
    ("スポンサード", Start, L::AD),
    ("広告", Start, L::AD),
    ("[pr]", Start, L::AD),
    ("advertisement", Start, L::AD),
    ("advert", Start, L::AD),
    ("sponsored", Start, L::AD),
    ("sponsored by", Start, L::AD),
    ("sponsored content", Start, L::AD),
    ("promoted", Start, L::AD),
    ("ad feedback", Start, L::AD),
    ("continue reading below", Start, L::AD),
    ("story continues below", Start, L::AD),
    ("article continues below", Start, L::AD),
    ("advertisement -", Start, L::AD),
    ("scroll to continue", Start, L::AD),
    ("anzeige", Start, L::AD),
    ("werbung", Start, L::AD),
    ("publicité", Start, L::AD),
    ("publicidad", Start, L::AD),
    ("publicidade", Start, L::AD),
    ("pubblicità", Start, L::AD),
    ("реклама", Start, L::AD),
    ("paid content", Start, L::AD),
    ("promoted content", Start, L::AD),
    ("ads by", Start, L::AD),
    ("该广告id", Any, L::AD),
    ("广告id", Any, L::AD),
    ("该广告位", Any, L::AD),
    ("该广告不存在", Any, L::AD),
    ("广告位招租", Any, L::AD),
    ("广告加载", Any, L::AD),
    // SIGNUP
    ("登录", Start, L::SIGNUP),
    ("登錄", Start, L::SIGNUP),
    ("注册", Start, L::SIGNUP),
    ("註冊", Start, L::SIGNUP),
    ("立即登录", Start, L::SIGNUP),
    ("免费注册", Start, L::SIGNUP),
    ("忘记密码", Start, L::SIGNUP),
    ("请输入验证码", Start, L::SIGNUP),
    ("扫一扫", Start, L::SIGNUP),
    ("扫码", Start, L::SIGNUP),
    ("掃碼", Start, L::SIGNUP),
    ("掃描", Start, L::SIGNUP),
    ("扫描二维码", Start, L::SIGNUP),
    ("长按二维码", Start, L::SIGNUP),
    ("微信扫", Start, L::SIGNUP),
    ("关注我们", Start, L::SIGNUP),
    ("关注微信", Start, L::SIGNUP),
    ("关注公众号", Start, L::SIGNUP),
    ("微信公众号", Start, L::SIGNUP),
    ("下载app", Start, L::SIGNUP),
    ("下載app", Start, L::SIGNUP),
    ("下载客户端", Start, L::SIGNUP),
    ("打开app", Start, L::SIGNUP),
    ("打開app", Start, L::SIGNUP),
    ("打开微信", Start, L::SIGNUP),
    ("手机版", Start, L::SIGNUP),
    ("客户端下载", Start, L::SIGNUP),
    ("立即下载", Start, L::SIGNUP),
    ("點我下載", Start, L::SIGNUP),
    ("下載《", Start, L::SIGNUP),
    ("加入會員", Start, L::SIGNUP),
    ("訂閱電子報", Start, L::SIGNUP),
    ("免費訂閱", Start, L::SIGNUP),
    ("按讚加入", Start, L::SIGNUP),
    ("追蹤我們", Start, L::SIGNUP),
    ("加入line", Start, L::SIGNUP),
    ("加入粉絲", Start, L::SIGNUP),
    ("ログイン", Start, L::SIGNUP),
    ("会員登録", Start, L::SIGNUP),
    ("新規登録", Start, L::SIGNUP),
    ("メルマガ", Start, L::SIGNUP),
    ("로그인", Start, L::SIGNUP),
    ("회원가입", Start, L::SIGNUP),
    ("구독", Start, L::SIGNUP),
    ("subscribe", Start, L::SIGNUP),
    ("sign up", Start, L::SIGNUP),
    ("sign in", Start, L::SIGNUP),
    ("log in", Start, L::SIGNUP),
    ("login", Start, L::SIGNUP),
    ("register", Start, L::SIGNUP),
    ("create an account", Start, L::SIGNUP),
    ("create account", Start, L::SIGNUP),
    ("get the latest", Start, L::SIGNUP),
    ("get our", Start, L::SIGNUP),
    ("get breaking", Start, L::SIGNUP),
    ("newsletter", Start, L::SIGNUP),
    ("enter your email", Start, L::SIGNUP),
    ("your email", Start, L::SIGNUP),
    ("email address", Start, L::SIGNUP),
    ("join our", Start, L::SIGNUP),
    ("join now", Start, L::SIGNUP),
    ("join the", Start, L::SIGNUP),
    ("download the app", Start, L::SIGNUP),
    ("download our", Start, L::SIGNUP),
    ("get the app", Start, L::SIGNUP),
    ("already a member", Start, L::SIGNUP),
    ("already have an account", Start, L::SIGNUP),
    ("forgot password", Start, L::SIGNUP),
    ("forgot your", Start, L::SIGNUP),
    ("don't have an account", Start, L::SIGNUP),
    ("support our", Start, L::SIGNUP),
    ("support us", Start, L::SIGNUP),
    ("donate", Start, L::SIGNUP),
    ("become a member", Start, L::SIGNUP),
    ("become a subscriber", Start, L::SIGNUP),
    ("start your free", Start, L::SIGNUP),
    ("try for free", Start, L::SIGNUP),
    ("thank you for subscribing", Start, L::SIGNUP),
    ("please enter a valid", Start, L::SIGNUP),
    ("stay up to date", Start, L::SIGNUP),
    ("stay informed", Start, L::SIGNUP),
    ("jetzt anmelden", Start, L::SIGNUP),
    ("jetzt abonnieren", Start, L::SIGNUP),
    ("anmelden", Start, L::SIGNUP),
    ("registrieren", Start, L::SIGNUP),
    ("abonnieren", Start, L::SIGNUP),
    ("s'abonner", Start, L::SIGNUP),
    ("inscrivez-vous", Start, L::SIGNUP),
    ("suscríbete", Start, L::SIGNUP),
    ("suscríbase", Start, L::SIGNUP),
    ("regístrate", Start, L::SIGNUP),
    ("iniciar sesión", Start, L::SIGNUP),
    ("assine", Start, L::SIGNUP),
    ("cadastre-se", Start, L::SIGNUP),
    ("iscriviti", Start, L::SIGNUP),
    ("подписаться", Start, L::SIGNUP),
    ("подписывайтесь", Start, L::SIGNUP),
    ("войти", Start, L::SIGNUP),
    ("зарегистрироваться", Start, L::SIGNUP),
    // PAGER
    ("上一篇", Start, L::PAGER),
    ("下一篇", Start, L::PAGER),
    ("上一页", Start, L::PAGER),
    ("下一页", Start, L::PAGER),
    ("上一頁", Start, L::PAGER),
    ("下一頁", Start, L::PAGER),
    ("上一章", Start, L::PAGER),
    ("下一章", Start, L::PAGER),
    ("上一則", Start, L::PAGER),
    ("下一則", Start, L::PAGER),
    ("上一条", Start, L::PAGER),
    ("下一条", Start, L::PAGER),
    ("返回列表", Start, L::PAGER),
    ("返回首页", Start, L::PAGER),
    ("返回顶部", Start, L::PAGER),
    ("返回頂部", Start, L::PAGER),
    ("回到顶部", Start, L::PAGER),
    ("返回目录", Start, L::PAGER),
    ("目录", Start, L::PAGER),
    ("回首頁", Start, L::PAGER),
    ("回上頁", Start, L::PAGER),
    ("前の記事", Start, L::PAGER),
    ("次の記事", Start, L::PAGER),
    ("前のページ", Start, L::PAGER),
    ("次のページ", Start, L::PAGER),
    ("이전글", Start, L::PAGER),
    ("다음글", Start, L::PAGER),
    ("이전기사", Start, L::PAGER),
    ("다음기사", Start, L::PAGER),
    ("목록", Start, L::PAGER),
    ("previous article", Start, L::PAGER),
    ("next article", Start, L::PAGER),
    ("previous post", Start, L::PAGER),
    ("next post", Start, L::PAGER),
    ("previous:", Start, L::PAGER),
    ("next:", Start, L::PAGER),
    ("previous story", Start, L::PAGER),
    ("next story", Start, L::PAGER),
    ("«", Start, L::PAGER),
    ("‹", Start, L::PAGER),
    ("back to top", Start, L::PAGER),
    ("back to", Start, L::PAGER),
    ("page 1 of", Start, L::PAGER),
    ("older posts", Start, L::PAGER),
    ("newer posts", Start, L::PAGER),
    ("nächster artikel", Start, L::PAGER),
    ("vorheriger", Start, L::PAGER),
    ("首页", Whole, L::PAGER),
    ("首頁", Whole, L::PAGER),
    ("尾页", Whole, L::PAGER),
    ("末页", Whole, L::PAGER),
    ("previous", Whole, L::PAGER),
    ("next", Whole, L::PAGER),
    ("prev", Whole, L::PAGER),
    ("first", Whole, L::PAGER),
    ("last", Whole, L::PAGER),
    ("older", Whole, L::PAGER),
    ("newer", Whole, L::PAGER),
    ("back", Whole, L::PAGER),
    ("zurück", Whole, L::PAGER),
    ("weiter", Whole, L::PAGER),
    ("précédent", Whole, L::PAGER),
    ("suivant", Whole, L::PAGER),
    ("anterior", Whole, L::PAGER),
    ("siguiente", Whole, L::PAGER),
    ("próximo", Whole, L::PAGER),
    ("назад", Whole, L::PAGER),
    ("вперед", Whole, L::PAGER),
    // CRUMBS
    ("当前位置", Start, L::CRUMBS),
    ("當前位置", Start, L::CRUMBS),
    ("您现在的位置", Start, L::CRUMBS),
    ("您現在的位置", Start, L::CRUMBS),
    ("您的位置", Start, L::CRUMBS),
    ("您当前的位置", Start, L::CRUMBS),
    ("当前所在位置", Start, L::CRUMBS),
    ("所在位置", Start, L::CRUMBS),
    ("你的位置", Start, L::CRUMBS),
    ("您所在的位置", Start, L::CRUMBS),
    ("現在位置", Start, L::CRUMBS),
    ("你现在的位置", Start, L::CRUMBS),
    ("首页>", Start, L::CRUMBS),
    ("首页 >", Start, L::CRUMBS),
    ("首頁>", Start, L::CRUMBS),
    ("首頁 >", Start, L::CRUMBS),
    ("导航:", Start, L::CRUMBS),
    ("導航:", Start, L::CRUMBS),
    ("现在位置", Start, L::CRUMBS),
    ("当前的位置", Start, L::CRUMBS),
    ("you are here", Start, L::CRUMBS),
    ("home >", Start, L::CRUMBS),
    ("home »", Start, L::CRUMBS),
    ("home /", Start, L::CRUMBS),
    ("home ›", Start, L::CRUMBS),
    ("sie sind hier", Start, L::CRUMBS),
    ("startseite >", Start, L::CRUMBS),
    ("vous êtes ici", Start, L::CRUMBS),
    ("accueil >", Start, L::CRUMBS),
    ("usted está aquí", Start, L::CRUMBS),
    ("inicio >", Start, L::CRUMBS),
    ("você está aqui", Start, L::CRUMBS),
    ("главная >", Start, L::CRUMBS),
    ("главная /", Start, L::CRUMBS),
    ("главная »", Start, L::CRUMBS),
    // BYLINE
    ("来源:", Start, L::BYLINE),
    ("來源:", Start, L::BYLINE),
    ("稿源:", Start, L::BYLINE),
    ("出处:", Start, L::BYLINE),
    ("文章来源", Start, L::BYLINE),
    ("信息来源", Start, L::BYLINE),
    ("資料來源", Start, L::BYLINE),
    ("作者:", Start, L::BYLINE),
    ("记者:", Start, L::BYLINE),
    ("記者:", Start, L::BYLINE),
    ("编辑:", Start, L::BYLINE),
    ("編輯:", Start, L::BYLINE),
    ("責編", Start, L::BYLINE),
    ("责编", Start, L::BYLINE),
    ("责任编辑", Start, L::BYLINE),
    ("責任編輯", Start, L::BYLINE),
    ("【编辑", Start, L::BYLINE),
    ("(责编", Start, L::BYLINE),
    ("(责任编辑", Start, L::BYLINE),
    ("发布时间", Start, L::BYLINE),
    ("發布時間", Start, L::BYLINE),
    ("發佈時間", Start, L::BYLINE),
    ("发布日期", Start, L::BYLINE),
    ("發布日期", Start, L::BYLINE),
    ("发表时间", Start, L::BYLINE),
    ("發表時間", Start, L::BYLINE),
    ("更新时间", Start, L::BYLINE),
    ("更新時間", Start, L::BYLINE),
    ("更新日期", Start, L::BYLINE),
    ("发表于", Start, L::BYLINE),
    ("时间:", Start, L::BYLINE),
    ("日期:", Start, L::BYLINE),
    ("浏览次数", Start, L::BYLINE),
    ("浏览:", Start, L::BYLINE),
    ("瀏覽", Start, L::BYLINE),
    ("点击数", Start, L::BYLINE),
    ("点击:", Start, L::BYLINE),
    ("点击次数", Start, L::BYLINE),
    ("阅读量", Start, L::BYLINE),
    ("阅读:", Start, L::BYLINE),
    ("阅读次数", Start, L::BYLINE),
    ("人气:", Start, L::BYLINE),
    ("人氣", Start, L::BYLINE),
    ("审核:", Start, L::BYLINE),
    ("初审", Start, L::BYLINE),
    ("复审", Start, L::BYLINE),
    ("终审", Start, L::BYLINE),
    ("一审", Start, L::BYLINE),
    ("二审", Start, L::BYLINE),
    ("校对", Start, L::BYLINE),
    ("校對", Start, L::BYLINE),
    ("监制", Start, L::BYLINE),
    ("供稿", Start, L::BYLINE),
    ("撰稿", Start, L::BYLINE),
    ("撰文", Start, L::BYLINE),
    ("文/", Start, L::BYLINE),
    ("图/", Start, L::BYLINE),
    ("圖/", Start, L::BYLINE),
    ("通讯员", Start, L::BYLINE),
    ("摄影:", Start, L::BYLINE),
    ("攝影:", Start, L::BYLINE),
    ("【字体", Start, L::BYLINE),
    ("字体:", Start, L::BYLINE),
    ("【字體", Start, L::BYLINE),
    ("字号:", Start, L::BYLINE),
    ("字號:", Start, L::BYLINE),
    ("本报记者", Start, L::BYLINE),
    ("本刊记者", Start, L::BYLINE),
    ("入力", Start, L::BYLINE),
    ("입력", Start, L::BYLINE),
    ("수정", Start, L::BYLINE),
    ("기자", Start, L::BYLINE),
    ("by ", Start, L::BYLINE),
    ("by:", Start, L::BYLINE),
    ("written by", Start, L::BYLINE),
    ("posted by", Start, L::BYLINE),
    ("posted on", Start, L::BYLINE),
    ("posted at", Start, L::BYLINE),
    ("published on", Start, L::BYLINE),
    ("published:", Start, L::BYLINE),
    ("published at", Start, L::BYLINE),
    ("published by", Start, L::BYLINE),
    ("last updated", Start, L::BYLINE),
    ("last modified", Start, L::BYLINE),
    ("updated:", Start, L::BYLINE),
    ("updated on", Start, L::BYLINE),
    ("updated at", Start, L::BYLINE),
    ("first published", Start, L::BYLINE),
    ("story by", Start, L::BYLINE),
    ("reported by", Start, L::BYLINE),
    ("reporting by", Start, L::BYLINE),
    ("edited by", Start, L::BYLINE),
    ("editing by", Start, L::BYLINE),
    ("photo by", Start, L::BYLINE),
    ("photograph by", Start, L::BYLINE),
    ("photos by", Start, L::BYLINE),
    ("image credit", Start, L::BYLINE),
    ("photo credit", Start, L::BYLINE),
    ("source:", Start, L::BYLINE),
    ("author:", Start, L::BYLINE),
    ("von ", Start, L::BYLINE),
    ("stand:", Start, L::BYLINE),
    ("veröffentlicht", Start, L::BYLINE),
    ("aktualisiert", Start, L::BYLINE),
    ("quelle:", Start, L::BYLINE),
    ("foto:", Start, L::BYLINE),
    ("par ", Start, L::BYLINE),
    ("publié le", Start, L::BYLINE),
    ("mis à jour", Start, L::BYLINE),
    ("modifié le", Start, L::BYLINE),
    ("por ", Start, L::BYLINE),
    ("publicado", Start, L::BYLINE),
    ("actualizado", Start, L::BYLINE),
    ("atualizado", Start, L::BYLINE),
    ("fuente:", Start, L::BYLINE),
    ("fonte:", Start, L::BYLINE),
    ("автор:", Start, L::BYLINE),
    ("опубликовано", Start, L::BYLINE),
    ("источник:", Start, L::BYLINE),
    ("min read", Start, L::BYLINE),
    ("minute read", Start, L::BYLINE),
    ("reading time", Start, L::BYLINE),
    ("estimated reading", Start, L::BYLINE),
    ("次浏览", Any, L::BYLINE),
    ("次阅读", Any, L::BYLINE),
    ("人阅读", Any, L::BYLINE),
    ("次閱讀", Any, L::BYLINE),
    ("人瀏覽", Any, L::BYLINE),
    ("责任编辑", Any, L::BYLINE),
    ("責任編輯", Any, L::BYLINE),
    ("责编:", Any, L::BYLINE),
    ("min read", Any, L::BYLINE),
    ("minute read", Any, L::BYLINE),
    // TAGS
    ("标签:", Start, L::TAGS),
    ("標籤", Start, L::TAGS),
    ("关键词", Start, L::TAGS),
    ("關鍵字", Start, L::TAGS),
    ("關鍵詞", Start, L::TAGS),
    ("關鍵字:", Start, L::TAGS),
    ("tags:", Start, L::TAGS),
    ("タグ", Start, L::TAGS),
    ("태그", Start, L::TAGS),
    ("tagged", Start, L::TAGS),
    ("tags ", Start, L::TAGS),
    ("filed under", Start, L::TAGS),
    ("posted in", Start, L::TAGS),
    ("categories:", Start, L::TAGS),
    ("category:", Start, L::TAGS),
    ("topics:", Start, L::TAGS),
    ("keywords:", Start, L::TAGS),
    ("labels:", Start, L::TAGS),
    ("schlagwörter", Start, L::TAGS),
    ("stichwörter", Start, L::TAGS),
    ("mots-clés", Start, L::TAGS),
    ("etiquetas:", Start, L::TAGS),
    ("temas:", Start, L::TAGS),
    ("теги:", Start, L::TAGS),
    ("метки:", Start, L::TAGS),
    // COOKIE
    ("we use cookies", Any, L::COOKIE),
    ("uses cookies", Any, L::COOKIE),
    ("use of cookies", Any, L::COOKIE),
    ("our cookie", Any, L::COOKIE),
    ("accept cookies", Any, L::COOKIE),
    ("accept all cookies", Any, L::COOKIE),
    ("manage cookies", Any, L::COOKIE),
    ("cookie settings", Any, L::COOKIE),
    ("cookie preferences", Any, L::COOKIE),
    ("verwendet cookies", Any, L::COOKIE),
    ("verwenden cookies", Any, L::COOKIE),
    ("utilise des cookies", Any, L::COOKIE),
    ("utilizamos cookies", Any, L::COOKIE),
    ("usamos cookies", Any, L::COOKIE),
    ("enable javascript", Any, L::COOKIE),
    ("javascript is disabled", Any, L::COOKIE),
    ("javascript is required", Any, L::COOKIE),
    ("requires javascript", Any, L::COOKIE),
    ("turn on javascript", Any, L::COOKIE),
    ("browser does not support", Any, L::COOKIE),
    ("启用javascript", Any, L::COOKIE),
    ("浏览器不支持", Any, L::COOKIE),
    ("您的浏览器", Any, L::COOKIE),
    ("浏览器版本过低", Any, L::COOKIE),
    ("javaスクリプト", Any, L::COOKIE),
    // COUNT, and more of the others
    ("关于作者", Whole, L::RELATED),
    ("關於作者", Whole, L::RELATED),
    ("about the author", Whole, L::RELATED),
    ("não reflete necessariamente", Any, L::LEGAL),
    ("no refleja necesariamente", Any, L::LEGAL),
    ("not necessarily reflect", Any, L::LEGAL),
    ("ne reflète pas nécessairement", Any, L::LEGAL),
    ("不代表本报", Any, L::LEGAL),
    ("仅代表作者本人", Any, L::LEGAL),
    ("like this:", Start, L::SHARE),
    ("like loading", Start, L::SHARE),
    ("last edited by", Start, L::BYLINE),
    ("本帖最后由", Start, L::BYLINE),
    ("本帖最後由", Start, L::BYLINE),
    ("最后编辑", Start, L::BYLINE),
    ("最後編輯", Start, L::BYLINE),
    ("wrote:", Any, L::BYLINE),
    ("发表于 2", Any, L::BYLINE),
    ("發表於 2", Any, L::BYLINE),
    ("发表于:", Any, L::BYLINE),
    ("who is online", Start, L::COMMENT),
    ("users browsing this", Start, L::COMMENT),
    ("your answer", Start, L::COMMENT),
    ("likes", Any, L::COUNT),
    ("like", Any, L::COUNT),
    ("views", Any, L::COUNT),
    ("replies", Any, L::COUNT),
    ("votes", Any, L::COUNT),
    ("shares", Any, L::COUNT),
    ("answers", Any, L::COUNT),
    ("reactions", Any, L::COUNT),
    ("个回答", Any, L::COUNT),
    ("个评论", Any, L::COUNT),
    ("条评论", Any, L::COUNT),
    ("人赞同", Any, L::COUNT),
    ("次播放", Any, L::COUNT),
    ("個回答", Any, L::COUNT),
    ("則留言", Any, L::COUNT),
    ("人赞", Any, L::COUNT),
    ("次瀏覽", Any, L::COUNT),
    ("いいね", Any, L::COUNT),
    ("skip to ", Start, L::PAGER),
    ("jump to navigation", Start, L::PAGER),
    ("jump to search", Start, L::PAGER),
    ("jump to content", Start, L::PAGER),
    ("showing ", Start, L::PAGER),
    ("跳到主要内容", Start, L::PAGER),
    ("跳至主要內容", Start, L::PAGER),
    ("跳转到导航", Start, L::PAGER),
    ("asked ", Start, L::BYLINE),
    ("modified ", Start, L::BYLINE),
    ("viewed ", Start, L::BYLINE),
    ("answered ", Start, L::BYLINE),
    ("edited ", Start, L::BYLINE),
    ("本章完", Whole, L::END),
    ("本文完", Whole, L::END),
    ("(全文完)", Whole, L::END),
    ("(本章完)", Whole, L::END),
    ("fin", Whole, L::END),
    // END
    ("完", Whole, L::END),
    ("(完)", Whole, L::END),
    ("全文完", Whole, L::END),
    ("未完待续", Whole, L::END),
    ("end", Whole, L::END),
    ("(end)", Whole, L::END),
    ("-end-", Whole, L::END),
    ("###", Whole, L::END),
    ("끝", Whole, L::END),
    ("(끝)", Whole, L::END),
    ("おわり", Whole, L::END),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_read_where_they_stand() {
        let check = |line: &str, expected: LineTerms| {
            assert_eq!(read(line, &mut String::new()), expected, "{line}")
        };
        check("相关阅读", L::RELATED);
        check("【相關新聞】更多報導", L::RELATED);
        check("本文来源于相关阅读材料", LineTerms::default());
        check("Related Articles", L::RELATED);
        check("Read more", L::MORE);
        check("Read more »", L::MORE);
        check("Read more than one book a year", LineTerms::default());
        check("Share on Facebook", L::SHARE);
        check("Shareholders met on Monday", LineTerms::default());
        check("上一篇：春天来了", L::PAGER);
        check("标签ad报错：该广告ID(13)不存在。", L::AD);
        check("当前所在位置： 首页 > 报告", L::CRUMBS);
        check("您的位置：首頁", L::CRUMBS);
        check("(責編:陳易)", L::BYLINE);
        check("（责任编辑：李四）", L::BYLINE);
        check("© 2024 Example", L::LEGAL);
        check("Lesen Sie auch: Der Fluss", L::RELATED);
        check("Weiterlesen", L::MORE);
        check("Weiterlesen macht klug", LineTerms::default());
        check("À lire aussi", L::RELATED);
        check("Te puede interesar", L::RELATED);
        check("Powiązane artykuły", L::RELATED);
        check("İlgili Haberler", L::RELATED);
        check("Свежие записи", L::RELATED);
        check("Xem chi tiết", L::MORE);
        check("اقرأ المزيد", L::MORE);
        check("続きはこちら", L::MORE);
        check("자세히 보기", L::MORE);
        check("Add to cart", L::SHARE);
        check(
            "Más de doscientas personas vieron el río",
            LineTerms::default(),
        );
        check("Vor dem Haus stand ein Baum", LineTerms::default());
        check("Слушать музыку он любил с детства", LineTerms::default());
        check("In the house there was a dog", LineTerms::default());
        check("", LineTerms::default());
    }

    #[test]
    fn phrases_are_folded_and_fit_into_a_line() {
        for (phrase, _, _) in LISTS.iter().flat_map(|list| list.iter().copied()) {
            let folded: String = phrase.chars().flat_map(fold).collect();
            assert_eq!(phrase, folded);
            assert!(
                !phrase.is_empty() && phrase.chars().count() < READ,
                "{phrase}"
            );
        }
    }

    #[test]
    fn a_phrase_is_found_as_a_line_of_its_own() {
        for (phrase, _, terms) in LISTS.iter().flat_map(|list| list.iter().copied()) {
            let line = if phrase.ends_with(' ') {
                format!("{phrase}x")
            } else {
                phrase.to_string()
            };
            assert!(read(&line, &mut String::new()).any(terms), "{phrase}");
        }
    }
}
