//! Images: which address an image really has, which images only space out the page.

use crate::dom::{Dom, Element, NodeId};
use crate::metadata::Image;
use crate::normalize;

/// Pixels of the smaller side up to which an image is an icon or a spacer.
const ICON: u32 = 40;
/// Attributes in which scripts that load images late keep the true address, most telling first.
const LATE: &[&str] = &[
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-lazy",
    "data-original-src",
    "data-full-src",
    "data-hi-res-src",
    "data-large_image",
    "data-actualsrc",
    "data-url",
    "data-echo",
    "_src",
];

/// The image of an `img` element; nothing for icons, spacers, and images without an address.
pub(super) fn read(dom: &Dom, id: NodeId, element: Element<'_>) -> Option<Image> {
    let size = |name: &str| {
        element
            .attr(name)
            .and_then(|value| value.trim().trim_end_matches("px").parse::<u32>().ok())
    };
    if [size("width"), size("height")]
        .iter()
        .flatten()
        .any(|&pixels| pixels <= ICON)
    {
        return None;
    }
    let url = LATE
        .iter()
        .filter_map(|name| element.attr(name))
        .map(str::trim)
        .find(|url| is_address(url))
        .or_else(|| {
            SETS.iter()
                .filter_map(|name| element.attr(name))
                .find_map(largest)
                .map(|(_, url)| url)
        })
        .or_else(|| of_picture(dom, id))
        .or_else(|| {
            element
                .attr("src")
                .map(str::trim)
                .filter(|url| is_address(url))
        })?;
    Some(Image {
        url: url.to_string(),
        alt: normalize::inline(element.attr("alt").unwrap_or_default()).into_owned(),
        caption: String::new(),
    })
}

/// Attributes that hold an image in several sizes.
const SETS: &[&str] = &["data-srcset", "data-lazy-srcset", "srcset"];

/// Elements before an image in a `picture` that are looked at.
const SOURCES: usize = 16;

/// The largest image that a `picture` around the element offers.
fn of_picture(dom: &Dom, id: NodeId) -> Option<&str> {
    let parent = dom.parent(id).and_then(|parent| dom.element(parent))?;
    if parent.name() != "picture" {
        return None;
    }
    std::iter::successors(dom.previous_sibling(id), |&node| dom.previous_sibling(node))
        .take(SOURCES)
        .filter_map(|node| dom.element(node))
        .filter(|element| element.name() == "source")
        .filter_map(|source| {
            SETS.iter()
                .filter_map(|name| source.attr(name))
                .find_map(largest)
        })
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, url)| url)
}

fn is_address(url: &str) -> bool {
    !url.is_empty()
        && !url.starts_with('{')
        && !url.contains(char::is_whitespace)
        && match url.split_once(':') {
            Some((scheme, _)) if scheme.bytes().all(|b| b.is_ascii_alphabetic()) => {
                scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")
            }
            _ => true,
        }
}

/// Candidates of a `srcset` that are compared.
const CANDIDATES: usize = 64;

/// The candidate of a `srcset` with the largest width or density. A comma within an address is part of it, as the standard says:
/// only one at its end parts candidates.
fn largest(srcset: &str) -> Option<(f32, &str)> {
    let mut best: Option<(f32, &str)> = None;
    let mut rest = srcset;
    for _ in 0..CANDIDATES {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        if word.is_empty() {
            break;
        }
        let url = word.trim_end_matches(',');
        let has_size = url.len() == word.len();
        let (size, after) = match has_size {
            true => after.split_once(',').unwrap_or((after, "")),
            false => ("", after),
        };
        // Some pages write no space behind the comma: `a.jpg 1x,b.jpg 2x`.
        let size = size
            .trim()
            .trim_end_matches(['w', 'x'])
            .parse::<f32>()
            .unwrap_or(1.0);
        if is_address(url) && best.is_none_or(|(largest, _)| size > largest) {
            best = Some((size, url));
        }
        rest = after;
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Limits;

    fn url(html: &str) -> Option<String> {
        let dom = Dom::parse(html, &Limits::default());
        let (id, element) = dom.named(NodeId::ROOT, "img").next()?;
        read(&dom, id, element).map(|image| image.url)
    }

    #[test]
    fn the_true_address_is_found() {
        let check = |html: &str, expected: Option<&str>| {
            assert_eq!(url(html).as_deref(), expected, "{html}")
        };
        check("<img src=a.jpg>", Some("a.jpg"));
        check("<img src=wait.gif data-src=b.jpg>", Some("b.jpg"));
        check(
            "<img src=data:image/gif;base64,R0 srcset='s.jpg 320w, l.jpg 1280w'>",
            Some("l.jpg"),
        );
        check("<img src=data:image/gif;base64,R0>", None);
        check("<img srcset='a.jpg 1x,b.jpg 2x'>", Some("b.jpg"));
        check(
            "<img srcset='/w_1,h_2/a.jpg 300w, /w_3,h_4/b.jpg 900w'>",
            Some("/w_3,h_4/b.jpg"),
        );
        check("<img srcset='a.jpg, b.jpg 2x'>", Some("b.jpg"));
        check(
            "<picture><source srcset='s.webp 400w, l.webp 800w'><img src=data:image/gif;base64,R0></picture>",
            Some("l.webp"),
        );
        check("<img src=javascript:alert(1)>", None);
        check("<img src=i.png width=16 height=16>", None);
        check(
            "<img src=https://e.example/x.png width=640>",
            Some("https://e.example/x.png"),
        );
        check("<img alt=x>", None);
    }
}
