//! Which attributes the tree keeps. A page's attributes are often longer than its text, and most are read by nothing here: they
//! are let go while the page is read, before they cost an allocation each.

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

/// A bit for the first letter and the length of each of [`UNREAD`]: most names are told from all of them by it.
const BITS: u64 = {
    let (mut bits, mut i) = (0, 0);
    while i < UNREAD.len() {
        bits |= bit(UNREAD[i].as_bytes());
        i += 1;
    }
    bits
};

const fn bit(name: &[u8]) -> u64 {
    1 << ((name[0] as usize * 5 + name.len()) % 64)
}

/// Whether nothing reads attributes of this name, in lower case.
pub(super) fn is_unread(name: &str) -> bool {
    match name.as_bytes() {
        [b'd', b'a', b't', b'a', b'-', ..] => DATA.binary_search(&name).is_err(),
        [b'o', b'n', ..] => true,
        [] => false,
        bytes => BITS & bit(bytes) != 0 && UNREAD.binary_search(&name).is_ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_in_order() {
        assert!(UNREAD.is_sorted() && DATA.is_sorted());
        assert!(is_unread("onclick") && is_unread("data-id") && is_unread("target"));
        assert!(!is_unread("data-src") && !is_unread("class") && !is_unread("href"));
    }
}
