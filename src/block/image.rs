//! Images and formulas: which address an image really has, which images only space out the page, what a formula says.

use super::markup;
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
    "data-original-src",
    "data-actualsrc",
    "data-url",
    "data-echo",
    "_src",
];

/// The image of an `img` element; nothing for icons, spacers, and images without an address.
pub(super) fn read(element: &Element) -> Option<Image> {
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
            ["data-srcset", "srcset"]
                .iter()
                .filter_map(|name| element.attr(name))
                .find_map(largest)
        })
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

/// The candidate of a `srcset` with the largest width or density.
fn largest(srcset: &str) -> Option<&str> {
    let mut best: Option<(f32, &str)> = None;
    for candidate in srcset
        .split(", ")
        .flat_map(|part| part.split(",\n"))
        .take(64)
    {
        let mut words = candidate.split_ascii_whitespace();
        let url = words.next()?.trim_end_matches(',');
        let size = words
            .next()
            .and_then(|size| size.trim_end_matches(['w', 'x', ',']).parse::<f32>().ok())
            .unwrap_or(1.0);
        if is_address(url) && best.is_none_or(|(largest, _)| size > largest) {
            best = Some((size, url));
        }
    }
    best.map(|(_, url)| url)
}

/// What a `math` element says: its TeX annotation, else `alttext`, else the text of its presentation.
pub(super) fn tex_of_math(dom: &Dom, math: NodeId) -> String {
    let annotation = dom.descendants(math).find(|&id| {
        dom.element(id).is_some_and(|element| {
            element.name() == "annotation"
                && element
                    .attr("encoding")
                    .is_some_and(|encoding| encoding.to_ascii_lowercase().contains("tex"))
        })
    });
    if let Some(id) = annotation {
        return dom.text_content(id);
    }
    dom.element(math)
        .and_then(|element| element.attr("alttext"))
        .map_or_else(|| presentation(dom, math), str::to_string)
}

/// The text of a formula. Parts of it may hold HTML, some of which nobody sees.
fn presentation(dom: &Dom, math: NodeId) -> String {
    let mut text = String::new();
    let mut next = dom.first_child(math);
    while let Some(node) = next {
        text.push_str(dom.text(node).unwrap_or_default());
        let unseen = dom.element(node).is_some_and(|element| {
            let tag = element.name();
            element.is_html() && (markup::is_skipped(tag) || tag == "script")
        });
        let child = dom.first_child(node).filter(|_| !unseen);
        next = child.or_else(|| dom.skip(node, math));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Limits;

    fn url(html: &str) -> Option<String> {
        let dom = Dom::parse(html, &Limits::default());
        let (_, element) = dom.named(NodeId::ROOT, "img").next()?;
        read(element).map(|image| image.url)
    }

    #[test]
    fn formulas_leave_out_what_nobody_sees() {
        let check = |html: &str, expected: &str| {
            let dom = Dom::parse(html, &Limits::default());
            let (math, _) = dom.named(NodeId::ROOT, "math").next().expect(html);
            assert_eq!(tex_of_math(&dom, math), expected, "{html}");
        };
        check("<math><mi>x</mi><mn>2</math>", "x2");
        check("<math><mi>x<title>no</title><b>y</b></mi></math>", "xy");
        check("<math><mi>x<script>no</script></mi></math>z", "x");
        check("<math><title>x</title></math>", "x");
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
        check("<img src=javascript:alert(1)>", None);
        check("<img src=i.png width=16 height=16>", None);
        check(
            "<img src=https://e.example/x.png width=640>",
            Some("https://e.example/x.png"),
        );
        check("<img alt=x>", None);
    }
}
