//! Which attributes the tree keeps. A page's attributes are often longer than its text, and most are read by nothing here: they
//! are let go while the page is read, before they cost an allocation each.

use crate::word_table::WordTable;

/// Attributes for styles, scripts and browsers, in lower case.
const UNREAD: [&str; 36] = [
    "accesskey",
    "align",
    "async",
    "autocomplete",
    "bgcolor",
    "border",
    "cellpadding",
    "cellspacing",
    "clip-rule",
    "crossorigin",
    "d",
    "decoding",
    "defer",
    "draggable",
    "enctype",
    "fetchpriority",
    "fill",
    "fill-rule",
    "frameborder",
    "integrity",
    "itemscope",
    "loading",
    "nonce",
    "placeholder",
    "points",
    "referrerpolicy",
    "rx",
    "sizes",
    "stroke",
    "stroke-width",
    "tabindex",
    "target",
    "transform",
    "valign",
    "viewbox",
    "vspace",
];

/// Attributes of scripts that hold what a reader would see.
const DATA: [&str; 24] = [
    "data-actualsrc",
    "data-author",
    "data-byline",
    "data-component",
    "data-datetime",
    "data-echo",
    "data-enlighter-language",
    "data-footnote-ref",
    "data-full-src",
    "data-hi-res-src",
    "data-lang",
    "data-language",
    "data-large_image",
    "data-lazy",
    "data-lazy-src",
    "data-lazy-srcset",
    "data-original",
    "data-original-src",
    "data-programming-language",
    "data-src",
    "data-srcset",
    "data-testid",
    "data-time",
    "data-url",
];

static UNREAD_TABLE: WordTable<{ UNREAD.len() }> = WordTable::new(&known(&UNREAD));
static DATA_TABLE: WordTable<{ DATA.len() }> = WordTable::new(&known(&DATA));

const fn known<const N: usize>(names: &[&'static str; N]) -> [(&'static str, u32); N] {
    let (mut entries, mut i) = ([("", 1); N], 0);
    while i < N {
        entries[i].0 = names[i];
        i += 1;
    }
    entries
}

/// Whether nothing reads attributes of this name, in lower case.
pub(super) fn is_unread(name: &[u8]) -> bool {
    match name {
        [b'd', b'a', b't', b'a', b'-', ..] => DATA_TABLE.get(name) == 0,
        [b'o', b'n', ..] => true,
        name => UNREAD_TABLE.get(name) != 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_apart() {
        let is_unread = |name: &str| super::is_unread(name.as_bytes());
        assert!(UNREAD.iter().all(|name| is_unread(name)));
        assert!(!DATA.iter().any(|name| is_unread(name)));
        assert!(is_unread("onclick") && is_unread("data-id") && is_unread("target"));
        assert!(!is_unread("data-src") && !is_unread("class") && !is_unread("href"));
    }
}
