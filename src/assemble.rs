//! From blocks and verdicts to the article: kept blocks are joined into lists, tables, quotations and figures, claimed parts
//! of lines are cut off, text is converted to the wanted script. It decides nothing about what is kept.

mod bullets;
mod controls;
mod join;
mod rich;
mod structure;
mod words;

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use url::Url;

use crate::article::{Article, BodyBlock, BodySource, PageType, RichText};
use crate::block::{Block, Landmarks, Page, Role};
use crate::bounds::{Bound, Cuts};
use crate::classify::{Classification, Label};
use crate::decode::Decoding;
use crate::language::{self, LanguageEvidence};
use crate::metadata::{self, Metadata, Reading, Source, Sourced};
use crate::normalize;
use crate::render;
use crate::repair::Repair;
use crate::script::{self, Script};
use crate::settings::Settings;
use crate::trace::{Decision, Trace};
use join::Joiner;

/// Everything that the stages before have found out.
pub(crate) struct Parts<'a> {
    pub page: Page,
    pub reading: Reading,
    pub classification: Classification,
    pub settings: &'a Settings,
    /// What relative addresses are relative to.
    pub base: Option<&'a Url>,
    pub decoding: Decoding,
    pub repairs: Vec<Repair>,
    pub cuts: Cuts,
    /// Whether the text was damaged by injected pinyin, so that 著 stands for 着 too.
    pub damaged_hant: bool,
}

/// Puts the article together.
pub(crate) fn article(parts: Parts<'_>) -> Article {
    let Parts {
        page,
        reading,
        mut classification,
        settings,
        base,
        ..
    } = parts;
    structure::keep_notes(&page, &mut classification);
    let mut cuts = parts.cuts.with(page.cuts);
    if classification.late {
        cuts.add(Bound::Time);
    }
    let mut room = Room::new(settings);
    let claims = claims_by_block(&page, &reading.claims);
    let mut blocks = body(
        &page,
        &classification,
        Label::Body,
        &claims,
        settings,
        &mut room,
    );
    let mut body_source = source(&page, &classification);
    if let Some(declared) = reading.article_body
        && let Some(paragraphs) = declared_body(&declared, &blocks)
    {
        room = Room::new(settings);
        let paragraphs = paragraphs.into_iter().map_while(|text| room.take(text));
        let paragraph = |content| BodyBlock::Paragraph { content };
        blocks = paragraphs.map(paragraph).collect();
        body_source = BodySource::StructuredData;
    }
    let mut room_of_comments = Room::new(settings);
    let comments = if settings.comments {
        let room = &mut room_of_comments;
        body(
            &page,
            &classification,
            Label::Comment,
            &claims,
            settings,
            room,
        )
    } else {
        Vec::new()
    };
    if room.is_cut || room_of_comments.is_cut {
        cuts.add(Bound::Output);
    }
    let mut article = Article {
        blocks,
        comments,
        metadata: reading.metadata,
        page_type: classification.page_type,
        confidence: classification.confidence,
        script: Script::None,
        title_script: Script::None,
        language_evidence: None,
        decoding: parts.decoding,
        repairs: parts.repairs,
        cut_by: cuts.list(),
        body_source,
        trace: None,
    };
    controls::remove(&mut article);
    words::resolve_addresses(&mut article, base);
    // The page is many times as large as what follows.
    drop(claims);
    let decisions = settings
        .trace
        .then_some((page, classification, reading.notes));
    let text = article.text();
    article.script = script::detect(&text);
    let claimed = article.metadata.language.take();
    (article.metadata.language, article.language_evidence) = language_of(&text, claimed.clone());
    if let Some((page, classification, mut notes)) = decisions {
        notes.extend(language_note(article.metadata.language.as_ref(), claimed));
        article.trace = Some(trace(&page, &classification, notes));
    }
    words::normalize(&mut article, settings.requested());
    words::convert(&mut article, settings, parts.damaged_hant);
    for blocks in [&mut article.blocks, &mut article.comments] {
        if cut_grown(blocks, settings) {
            cuts.add(Bound::Output);
            article.cut_by = cuts.list();
        }
    }
    article.title_script = article.title().map_or(Script::None, script::detect);
    words::collect_images(&mut article);
    article
}

/// Where the kept blocks come from: one that the page does not show is enough to say so.
fn source(page: &Page, classification: &Classification) -> BodySource {
    let mut kept = page
        .blocks
        .iter()
        .zip(&classification.verdicts)
        .filter(|(_, verdict)| verdict.label == Label::Body);
    match kept.any(|(block, _)| block.inside.has(Landmarks::DATA)) {
        true => BodySource::StructuredData,
        false => BodySource::Page,
    }
}

/// Tokens of a declared body from which on it is a text, and how many times those of the visible body it must have. Many
/// pages declare an abstract or the text without its end, so what is visible goes first.
const DECLARED_TEXT: usize = 50;
const DECLARED_TIMES: usize = 4;

/// The body that the page declares in structured data, in place of a visible one that is next to nothing.
fn declared_body(declared: &str, visible: &[BodyBlock]) -> Option<Vec<RichText>> {
    let seen = normalize::tokens(&render::text(visible));
    let tokens = normalize::tokens(declared);
    if tokens < DECLARED_TEXT || tokens < DECLARED_TIMES * seen {
        return None;
    }
    let paragraphs = declared
        .lines()
        .map(normalize::inline)
        .filter(|line| !line.is_empty())
        .map(RichText::plain);
    Some(paragraphs.collect())
}

/// The language of the text, weighed against what the page claims.
fn language_of(
    text: &str,
    claimed: Option<Sourced<String>>,
) -> (Option<Sourced<String>>, Option<LanguageEvidence>) {
    let claim = claimed.as_ref().map(|claimed| claimed.value.as_str());
    let Some((found, evidence)) = language::detect(text, claim) else {
        let evidence = claimed.is_some().then_some(LanguageEvidence::Claim);
        return (claimed, evidence);
    };
    let language = match claimed {
        // Chinese, Japanese and Korean are told by their script; `zh-CN` above traditional text is a frequent lie.
        _ if matches!(found.as_str(), "zh" | "ja" | "ko") => {
            Some(Sourced::new(found, Source::Text))
        }
        // The page may say more than the text can: `pt-BR`.
        Some(claimed) if primary(&claimed.value) == found => Some(claimed),
        _ => Some(Sourced::new(found, Source::Text)),
    };
    (language, Some(evidence))
}

/// What the trace says where the text has another language than the page claims.
fn language_note(
    found: Option<&Sourced<String>>,
    claimed: Option<Sourced<String>>,
) -> Option<String> {
    let (found, claimed) = (found?, claimed?);
    (primary(&found.value) != primary(&claimed.value)).then(|| {
        metadata::note(
            "language",
            (&found.value, found.source),
            (&claimed.value, claimed.source),
        )
    })
}

fn primary(tag: &str) -> String {
    tag.split(['-', '_'])
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase()
}

/// The parts of each block that metadata has claimed, in order and apart from each other.
fn claims_by_block(page: &Page, claims: &[crate::block::Claim]) -> Vec<Vec<Range<usize>>> {
    let mut by_block = vec![Vec::new(); page.blocks.len()];
    for claim in claims {
        if let Some(ranges) = by_block.get_mut(claim.block) {
            ranges.push(claim.range.clone());
        }
    }
    for ranges in &mut by_block {
        ranges.sort_by_key(|range: &Range<usize>| range.start);
    }
    by_block
}

fn body(
    page: &Page,
    classification: &Classification,
    label: Label,
    claims: &[Vec<Range<usize>>],
    settings: &Settings,
    room: &mut Room,
) -> Vec<BodyBlock> {
    let entries = entries(page, classification, label);
    let mut joiner = Joiner::new(&page.notes, &entries);
    let is_kept = |i: usize| {
        let verdict = classification.verdicts.get(i);
        verdict.is_some_and(|verdict| verdict.label == label)
    };
    // A film belongs to the text that it stands in: it stays with a block beside it.
    let mut media = page
        .media
        .iter()
        .filter(|media| {
            settings.images
                && (is_kept(media.before) || media.before > 0 && is_kept(media.before - 1))
        })
        .peekable();
    for (i, block) in page.blocks.iter().enumerate() {
        while let Some(media) = media.next_if(|media| media.before <= i) {
            joiner.add_media(media, Some(block));
        }
        if classification.verdicts[i].label != label || is_left_out(block, settings) {
            joiner.skip(block);
            continue;
        }
        let content = words::rich_text(block, &claims[i], settings.links);
        let Some(content) = room.take(content) else {
            break;
        };
        joiner.add(block, content);
    }
    media.for_each(|media| joiner.add_media(media, None));
    let mut blocks = joiner.finish();
    structure::settle(&mut blocks, page.dollar_formulas);
    blocks
}

/// What may still be given out of a body.
struct Room {
    bytes: usize,
    is_cut: bool,
}

impl Room {
    fn new(settings: &Settings) -> Room {
        Room {
            bytes: settings.limits.output_bytes,
            is_cut: false,
        }
    }

    /// As much of a text as there is room for; nothing once a text was cut.
    fn take(&mut self, mut text: RichText) -> Option<RichText> {
        if self.is_cut {
            return None;
        }
        self.cut(&mut text);
        Some(text)
    }

    /// Leaves as much of a text as there is room for.
    fn cut(&mut self, text: &mut RichText) {
        if self.is_cut || text.text.len() > self.bytes {
            words::truncate(text, self.bytes);
            (self.bytes, self.is_cut) = (0, true);
            return;
        }
        self.bytes -= text.text.len();
    }
}

/// Cuts a body that has grown beyond its bound since its texts were taken: a compatibility character stands for up to eighteen
/// others. Gives whether it had.
fn cut_grown(blocks: &mut Vec<BodyBlock>, settings: &Settings) -> bool {
    let mut room = Room::new(settings);
    let mut whole = 0;
    while let Some(block) = blocks.get_mut(whole)
        && !room.is_cut
    {
        let block = std::slice::from_mut(block);
        words::each(block, |held| {
            if let BodyBlock::Code { text, .. } = held {
                // Code stays as it was taken.
                room.bytes = room.bytes.saturating_sub(text.len());
            }
        });
        words::each_text(block, |text| room.cut(text));
        whole += 1;
    }
    blocks.truncate(whole);
    room.is_cut
}

/// List items that are no lines of a list: on listings and in threads those that hold several blocks, entries with headline and teaser
/// or posts; elsewhere those that hold a heading and text below it, which is a section, or a step if it has a number and is short.
fn entries(page: &Page, classification: &Classification, label: Label) -> HashSet<u32> {
    let one_by_one = matches!(
        classification.page_type,
        PageType::Listing | PageType::Collection | PageType::Forum
    );
    // Blocks of each item, and whether one is a heading.
    let mut items: HashMap<u32, (usize, bool)> = HashMap::new();
    let mut steps: HashSet<u32> = HashSet::new();
    for (block, verdict) in page.blocks.iter().zip(&classification.verdicts) {
        let item = match &block.role {
            Role::Item(item) => Some(item),
            _ => block.structure().item.as_ref(),
        };
        if let Some(item) = item.filter(|_| verdict.label == label && !block.text.is_empty()) {
            let (blocks, has_heading) = items.entry(item.item).or_default();
            *blocks += 1;
            *has_heading |= block.is_heading();
            if item.ordered {
                steps.insert(item.item);
            }
        }
    }
    items.retain(|item, (blocks, has_heading)| {
        let may_be_a_step = !one_by_one && steps.contains(item);
        let most = if may_be_a_step { BLOCKS_OF_A_STEP } else { 1 };
        *blocks > most && (one_by_one || *has_heading)
    });
    items.into_keys().collect()
}

/// Blocks of a step with a heading beyond which it is a section of the text.
const BLOCKS_OF_A_STEP: usize = 4;

/// What a setting leaves out whatever its verdict.
fn is_left_out(block: &Block, settings: &Settings) -> bool {
    match block.role {
        Role::Image => !settings.images,
        Role::Cell(_) | Role::TableCaption { .. } => !settings.tables,
        _ => false,
    }
}

/// Elements around a block that the trace names.
const PLACES: usize = 4;

fn trace(page: &Page, classification: &Classification, mut notes: Vec<String>) -> Trace {
    notes.push(format!(
        "body: {}; expected F1 {:.2}",
        classification.principle, classification.confidence
    ));
    let decisions = page
        .blocks
        .iter()
        .zip(&classification.verdicts)
        .map(|(block, verdict)| Decision {
            stage: if block.inside.any(Landmarks::KEEP | Landmarks::DROP) {
                "selector"
            } else {
                "classify"
            },
            place: place(page, block),
            role: role(block),
            text: match &block.image {
                Some(image) if image.alt.is_empty() => image.url.clone(),
                Some(image) => image.alt.clone(),
                None => block.text.clone(),
            },
            kept: verdict.label == Label::Body,
            score: verdict.score,
            reasons: verdict.reasons.clone(),
        })
        .collect();
    Trace { decisions, notes }
}

/// What a block is, for the trace.
fn role(block: &Block) -> &'static str {
    match block.role {
        Role::Paragraph => "paragraph",
        Role::Heading(_) => "heading",
        Role::Item(_) => "item",
        Role::Cell(_) => "cell",
        Role::TableCaption { .. } | Role::Caption => "caption",
        Role::Code { .. } => "code",
        Role::Quote(_) => "quote",
        Role::Image => "image",
        Role::Formula => "formula",
        Role::Definition => "definition",
        Role::Control => "control",
    }
}

fn place(page: &Page, block: &Block) -> String {
    let mut names = Vec::new();
    if block.inside.has(Landmarks::DATA) {
        names.push("data".to_string());
    }
    let mut container = block.container;
    for _ in 0..PLACES {
        let facts = &page.containers[container];
        if facts.tag.is_empty() {
            break;
        }
        let class = page.classes.get(facts.class as usize);
        let class = class.and_then(|class| class.split_ascii_whitespace().next());
        names.push(match class {
            Some(class) => format!("{}.{class}", facts.tag),
            None => facts.tag.to_string(),
        });
        container = facts.parent;
    }
    names.join(" < ")
}

/// Metadata fields that are text in the language of the page.
fn texts_of(metadata: &mut Metadata) -> impl Iterator<Item = &mut String> {
    let single = [
        &mut metadata.title,
        &mut metadata.subtitle,
        &mut metadata.description,
    ];
    let several = [&mut metadata.keywords, &mut metadata.breadcrumbs];
    values(single, several)
}

/// Metadata fields that are names of people and media.
fn names_of(metadata: &mut Metadata) -> impl Iterator<Item = &mut String> {
    let single = [&mut metadata.source, &mut metadata.site_name];
    let several = [&mut metadata.authors, &mut metadata.editors];
    values(single, several)
}

fn values<'a, const N: usize, const M: usize>(
    single: [&'a mut Option<Sourced<String>>; N],
    several: [&'a mut Vec<Sourced<String>>; M],
) -> impl Iterator<Item = &'a mut String> {
    let fields = single.into_iter().flatten();
    let fields = fields.chain(several.into_iter().flatten());
    fields.map(|field| &mut field.value)
}
