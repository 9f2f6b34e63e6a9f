//! How much of a block the page repeats where it speaks about itself: in structured data and in its description.

use super::{Columns, Group, View};
use crate::classify::Facts;
use crate::normalize::numbers::{self, Known, Words};

pub(super) const DECLARED: Group = Group {
    name: "declared text",
    features: &[&[
        "share of it in the declared body",
        "share of its words in the description",
        "stands within an article element of this number",
        "article elements of the page",
        "share of the articles' words in its article element",
    ]],
    fill,
};

/// Words in a row that are compared.
const RUN: usize = 4;
/// What stands for a text that the page does not have.
const ABSENT: f32 = -1.0;

/// What the page declares: runs of words of its body, words of its description.
pub(crate) struct Declared {
    body: Option<Known>,
    description: Option<Known>,
}

impl Declared {
    pub(super) fn of(facts: &Facts<'_>) -> Declared {
        let body = facts.article_body.map(|body| {
            let words = numbers::of_words(body, usize::MAX);
            Known::of(runs(&words))
        });
        let words = |text| Known::of(numbers::of_words(text, Words::MOST));
        Declared {
            body,
            description: facts.description.map(words),
        }
    }
}

fn fill(view: &View<'_>, columns: &mut Columns<'_>) {
    let Declared { body, description } = &view.shared.declared;
    let articles = Articles::of(view);
    let is_asked = body.is_some() || description.is_some();
    let mut read = Vec::new();
    for i in columns.blocks() {
        let kept = view.page.words.of(i);
        if is_asked && kept.is_none() {
            read = numbers::of_words(&view.page.blocks[i].text, Words::MOST);
        }
        let words = kept.unwrap_or(&read);
        let in_body = body
            .as_ref()
            .map_or(ABSENT, |body| part(runs(words).map(|run| body.has(run))));
        let described = description.as_ref().map_or(ABSENT, |description| {
            part(words.iter().map(|&word| description.has(word)))
        });
        let [number, share] = articles.around(view.page.blocks[i].container);
        columns.set(i, &[&[in_body, described, number, articles.count, share]]);
    }
}

/// Share of what is true.
fn part(found: impl Iterator<Item = bool>) -> f32 {
    let (mut yes, mut all) = (0u32, 0u32);
    for found in found {
        yes += u32::from(found);
        all += 1;
    }
    super::share(yes, all)
}

/// Runs of words as numbers; a shorter text is one run.
fn runs(words: &[u32]) -> impl Iterator<Item = u64> + '_ {
    let length = RUN.min(words.len()).max(1);
    words
        .windows(length)
        .map(|run| numbers::of(run.iter().copied().map(u64::from)))
}

/// The outermost `article` elements of a page.
struct Articles {
    /// For each container the article that it stands in.
    of: Vec<Option<usize>>,
    /// Number, and share of the words of all articles.
    facts: Vec<[f32; 2]>,
    count: f32,
}

impl Articles {
    fn of(view: &View<'_>) -> Articles {
        let page = view.page;
        let mut of: Vec<Option<usize>> = Vec::with_capacity(page.containers.len());
        let mut words = Vec::new();
        for (i, container) in page.containers.iter().enumerate() {
            let outer = if i == 0 { None } else { of[container.parent] };
            if outer.is_none() && container.tag == "article" {
                of.push(Some(words.len()));
                words.push(container.tokens);
            } else {
                of.push(outer);
            }
        }
        let all = words.iter().sum();
        let number = |(i, &words)| [i as f32, super::share(words, all)];
        Articles {
            of,
            facts: words.iter().enumerate().map(number).collect(),
            count: words.len() as f32,
        }
    }

    fn around(&self, container: usize) -> [f32; 2] {
        self.of[container].map_or([ABSENT, ABSENT], |article| self.facts[article])
    }
}
