//! Video, audio and players of other sites: where they lead and what the page calls them. They become links, never elements.

use crate::article::MediaKind;
use crate::dom::{Dom, Element, NodeId};
use crate::normalize;

/// Nodes within an element that are looked at for its address.
const NODES: usize = 32;

/// Address, title and kind of an element that plays something; `None` for everything else.
pub(super) fn read(
    dom: &Dom,
    id: NodeId,
    element: Element<'_>,
    tag: &str,
) -> Option<(MediaKind, String, String)> {
    let (kind, url) = match tag {
        "video" => (MediaKind::Video, source(dom, id, element)?),
        "audio" => (MediaKind::Audio, source(dom, id, element)?),
        "iframe" => (MediaKind::Embed, player(element)?),
        _ => return None,
    };
    let title = ["title", "aria-label"]
        .iter()
        .filter_map(|name| element.attr(name))
        .map(|title| normalize::inline(title).into_owned())
        .find(|title| !title.is_empty());
    Some((kind, url.to_string(), title.unwrap_or_default()))
}

fn source<'a>(dom: &'a Dom, id: NodeId, element: Element<'a>) -> Option<&'a str> {
    let address = |element: Element<'a>| {
        ["src", "data-src"]
            .iter()
            .filter_map(|name| element.attr(name))
            .map(str::trim)
            .find(|url| is_address(url))
    };
    address(element).or_else(|| {
        dom.descendants(id)
            .take(NODES)
            .filter_map(|node| dom.element(node))
            .filter(|element| element.name() == "source")
            .find_map(address)
    })
}

/// The address of a frame that plays something. Frames are advertising more often than not; a player may fill the screen, or
/// its address says what it is.
fn player(element: Element<'_>) -> Option<&str> {
    let url = ["src", "data-src", "data-lazy-src"]
        .iter()
        .filter_map(|name| element.attr(name))
        .map(str::trim)
        .find(|url| is_address(url))?;
    let fills = element.attr("allowfullscreen").is_some()
        || element
            .attr("allow")
            .is_some_and(|allow| allow.contains("fullscreen"));
    let says = url.split(['/', '?', '&', '=']).take(16).any(|part| {
        matches!(
            part,
            "embed" | "player" | "video" | "videoembed" | "podcast" | "episode"
        )
    });
    (fills || says).then_some(url)
}

fn is_address(url: &str) -> bool {
    let scheme = url.split_once(':').map(|(scheme, _)| scheme);
    let safe = scheme.is_none_or(|scheme| {
        !scheme.bytes().all(|b| b.is_ascii_alphabetic())
            || scheme.eq_ignore_ascii_case("http")
            || scheme.eq_ignore_ascii_case("https")
    });
    !url.is_empty() && safe && !url.contains(char::is_whitespace)
}
