//! Formulas: what an element or an image of one says as LaTeX, and whether a page draws formulas out of its text.

use super::{markup, mathml};
use crate::dom::{Dom, Element, NodeId};

/// What a `math` element says: its TeX annotation, else `alttext`, else its presentation as LaTeX.
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
        return unwrapped(&dom.text_content(id)).to_string();
    }
    let alttext = dom
        .element(math)
        .and_then(|element| element.attr("alttext"))
        .filter(|text| !text.trim().is_empty());
    alttext.map_or_else(
        || mathml::latex(dom, math),
        |text| unwrapped(text).to_string(),
    )
}

/// Words of classes and addresses of images that show a formula.
const FORMULA_WORDS: &[&str] = &[
    "latex", "tex", "math", "equation", "formula", "mathtex", "mimetex", "mwe",
];

/// The LaTeX of an image that shows a formula: class or address say so, and the alternative text is LaTeX, or it can be nothing else.
pub(super) fn tex_of_image(element: Element<'_>) -> Option<&str> {
    let says = |value: &str| {
        value
            .split(|c: char| !c.is_ascii_alphabetic())
            .take(64)
            .any(|word| {
                FORMULA_WORDS
                    .iter()
                    .any(|formula| word.eq_ignore_ascii_case(formula))
            })
    };
    let alt = element.attr("alt")?;
    let is_formula = begins_with_command(alt.trim())
        || element.attr("class").is_some_and(says)
        || element.attr("src").is_some_and(says);
    let tex = unwrapped(Some(alt).filter(|_| is_formula)?);
    let reads_as_tex = tex.contains(['\\', '^', '_', '=', '{']) || tex.chars().count() == 1;
    (reads_as_tex && !tex.is_empty()).then_some(tex)
}

/// Whether a text begins with a command of LaTeX and its argument, as no words do: `\frac{`.
fn begins_with_command(text: &str) -> bool {
    let rest = text.strip_prefix('\\').unwrap_or_default();
    let name = rest.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    name.len() < rest.len() && name.trim_start_matches('*').starts_with('{')
}

/// Classes of what MathJax 2 draws, whose source stands in a script behind it or as MathML within.
pub(super) const DRAWN: &[&str] = &[
    "MathJax",
    "MathJax_Display",
    "MathJax_SVG",
    "MathJax_SVG_Display",
    "MathJax_CHTML",
    "mjx-chtml",
    "MJXc-display",
];

/// Whether an element holds the drawing of a formula.
pub(super) fn is_drawing(element: Element<'_>) -> bool {
    markup::has_class(element, DRAWN)
}

/// Whether the source of a drawing follows it.
pub(super) fn source_follows(dom: &Dom, drawing: NodeId) -> bool {
    let mut next = dom.next_sibling(drawing);
    if let Some(node) = next
        && dom.text(node).is_some_and(|text| text.trim().is_empty())
    {
        next = dom.next_sibling(node);
    }
    next.and_then(|node| dom.element(node))
        .is_some_and(|element| element.name() == "script" && markup::math_script(element).is_some())
}

/// Nodes of a drawing in which its MathML is looked for; the drawing of a long formula has thousands.
const NODES: usize = 4_096;

/// The MathML within a drawing, else the drawing itself as far as it is made of elements like those of MathML.
pub(super) fn math_within(dom: &Dom, drawing: NodeId) -> Option<NodeId> {
    let named = |name: &str| {
        dom.descendants(drawing).take(NODES).find(|&node| {
            dom.element(node)
                .is_some_and(|element| element.name() == name)
        })
    };
    named("math").or_else(|| named("mjx-math"))
}

/// Whether a formula stands on its own: an element around it says so.
pub(super) fn is_display(dom: &Dom, id: NodeId) -> bool {
    let own = dom.element(id).is_some_and(|element| {
        element.attr("display") == Some("block") || element.attr("mode") == Some("display")
    });
    own || dom.ancestors(id).take(AROUND).any(|node| {
        dom.element(node).is_some_and(|element| {
            let class = element.attr("class").unwrap_or_default();
            let class = class.split_ascii_whitespace().take(8).any(|class| {
                matches!(
                    class,
                    "katex-display"
                        | "MathJax_Display"
                        | "mwe-math-mathml-display"
                        | "math-display"
                )
            });
            let container =
                element.name() == "mjx-container" && element.attr("display") == Some("true");
            class || container
        })
    })
}

/// Elements around a formula in which it may be said that it stands on its own.
const AROUND: usize = 4;

/// The formula without what only sets its size or ends of a line: `{\displaystyle x}`, `$x$`, `\(x\)`.
pub(super) fn unwrapped(tex: &str) -> &str {
    let mut tex = tex.trim();
    for (open, close) in [("$$", "$$"), ("\\(", "\\)"), ("\\[", "\\]"), ("$", "$")] {
        let within = tex
            .strip_prefix(open)
            .and_then(|tex| tex.strip_suffix(close));
        if let Some(within) = within.filter(|within| !within.contains('$')) {
            tex = within.trim();
            break;
        }
    }
    for size in ["{\\displaystyle", "{\\textstyle"] {
        if let Some(within) = tex.strip_prefix(size).and_then(|tex| tex.strip_suffix('}')) {
            return within.trim();
        }
    }
    for size in ["\\displaystyle", "\\textstyle"] {
        let within = tex.strip_prefix(size);
        if let Some(within) =
            within.filter(|rest| !rest.starts_with(|c: char| c.is_ascii_alphabetic()))
        {
            return within.trim();
        }
    }
    tex
}

/// Whether the page loads a program that draws the formulas between dollar signs in its text.
pub(super) fn draws_dollars(dom: &Dom) -> bool {
    dom.scripts().any(|(id, script)| {
        let source = script.attr("src").unwrap_or_default().to_ascii_lowercase();
        let draws = source.contains("mathjax")
            || source.contains("katex") && source.contains("auto-render");
        let configures = || {
            let text = dom
                .first_child(id)
                .and_then(|text| dom.text(text))
                .unwrap_or_default();
            let text = &text[..text.floor_char_boundary(CONFIGURATION)];
            (text.contains("MathJax") || text.contains("renderMathInElement"))
                && (text.contains("inlineMath") || text.contains("delimiters"))
        };
        draws || configures()
    })
}

/// Bytes of a script in which the set-up of a program that draws formulas is looked for.
const CONFIGURATION: usize = 2_000;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Limits;

    #[test]
    fn formulas_leave_out_what_nobody_sees() {
        let check = |html: &str, expected: &str| {
            let dom = Dom::parse(html, &Limits::default());
            let (math, _) = dom.named(NodeId::ROOT, "math").next().expect(html);
            assert_eq!(tex_of_math(&dom, math), expected, "{html}");
        };
        check("<math><mi>x</mi><mn>2</math>", "x2");
        check(
            "<math><mi>x<title>no</title><b>y</b></mi></math>",
            "\\mathrm{xy}",
        );
        check("<math><mi>x<script>no</script></mi></math>z", "x");
        check("<math><title>x</title></math>", "x");
    }

    #[test]
    fn images_of_formulas_are_told_from_others() {
        let check = |html: &str, expected: Option<&str>| {
            let dom = Dom::parse(html, &Limits::default());
            let (_, image) = dom.named(NodeId::ROOT, "img").next().expect(html);
            assert_eq!(tex_of_image(image), expected, "{html}");
        };
        check("<img src=a.svg alt='\\frac{a}{b}'>", Some("\\frac{a}{b}"));
        check("<img class=latex src=a.png alt='x_1'>", Some("x_1"));
        check("<img src=a.png alt='x_1'>", None);
        check("<img src=a.png alt='\\\\server\\share{1}'>", None);
        check("<img class=math src=a.png alt='A blackboard'>", None);
    }

    #[test]
    fn what_only_sets_the_size_goes() {
        let check = |tex: &str, expected: &str| assert_eq!(unwrapped(tex), expected, "{tex}");
        check("{\\displaystyle x^2}", "x^2");
        check("\\displaystyle x", "x");
        check("$x$", "x");
        check("\\( x \\)", "x");
        check("$$x$$", "x");
        check("x_{a}", "x_{a}");
        check("", "");
    }
}
