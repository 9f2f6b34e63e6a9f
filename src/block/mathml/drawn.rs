//! What MathJax draws in HTML: elements named after those of MathML, with boxes and struts between them that only place them. Pages that
//! were saved from a browser may hold nothing else of a formula. <https://docs.mathjax.org/en/latest/output/html.html>

use unicode_normalization::UnicodeNormalization;

use super::{Name, argument, base};
use crate::dom::Element;

/// What the names of these elements begin with.
pub(super) const PREFIX: &str = "mjx-";
/// Between the parts of two scripts; no formula holds it.
pub(super) const BETWEEN: &str = "\u{1f}";

/// What an element is, by its name behind the prefix.
pub(super) fn name(element: Element<'_>, tag: &str) -> Name {
    // Limits beside their sign are scripts.
    let beside = element.attr("limits") == Some("false");
    match tag {
        "c" | "utext" => Name::Sign,
        "mi" => Name::Identifier,
        "mn" => Name::Number,
        "mo" => Name::Operator,
        "mtext" | "ms" => Name::Words,
        "mspace" => Name::Space,
        "frac" => Name::Fraction,
        "sqrt" => Name::Root,
        "msub" => Name::Sub,
        "msup" => Name::Super,
        "script" => Name::Scripts,
        "munder" if beside => Name::Sub,
        "mover" if beside => Name::Super,
        "munderover" if !beside => Name::DrawnUnderOver,
        "msubsup" | "munderover" => Name::DrawnSubSuper,
        "munder" => Name::Under,
        "mover" => Name::DrawnOver,
        "itable" => Name::Table,
        "mtr" | "mlabeledtr" => Name::Row,
        "surd" | "mphantom" | "assistive-mml" | "speech" => Name::Nothing,
        _ => Name::Group,
    }
}

/// The sign that an element draws: its text, else the one that its class gives the number of. Letters of mathematical alphabets become
/// plain ones, for LaTeX sets them so by itself.
pub(super) fn sign(text: &str, class: &str) -> String {
    let numbered = || {
        let mut numbers = class
            .split_ascii_whitespace()
            .filter_map(|word| word.strip_prefix("mjx-c"))
            .filter_map(|number| u32::from_str_radix(number, 16).ok());
        numbers.next().and_then(char::from_u32)
    };
    match text.is_empty() {
        true => numbered().into_iter().nfkc().collect(),
        false => text.nfkc().collect(),
    }
}

/// A base with its two scripts, of which the upper one stands first.
pub(super) fn with_scripts(base_text: &str, scripts: &str) -> String {
    let base_text = base(base_text);
    match scripts.split_once(BETWEEN) {
        Some((above, below)) => {
            let (above, below) = (argument(above.trim()), argument(below.trim()));
            format!("{base_text}_{below}^{above}")
        }
        None => format!("{base_text}^{}", argument(scripts)),
    }
}

#[cfg(test)]
mod tests {
    use crate::block::mathml::latex;
    use crate::dom::{Dom, NodeId};
    use crate::settings::Limits;

    #[track_caller]
    fn check(html: &str, expected: &str) {
        let page = format!("<mjx-math>{html}</mjx-math>");
        let dom = Dom::parse(&page, &Limits::default());
        let (id, _) = dom.named(NodeId::ROOT, "mjx-math").next().unwrap();
        assert_eq!(latex(&dom, id), expected, "{html}");
    }

    #[test]
    fn drawings_are_read() {
        let c = |number: &str| format!("<mjx-c class='mjx-c{number} TEX-I'></mjx-c>");
        let i = |number: &str| format!("<mjx-mi>{}</mjx-mi>", c(number));
        let (a, b, n) = (i("1D44E"), i("1D44F"), i("1D45B"));
        check(&a, "a");
        check("<mjx-mi><mjx-c class=mjx-c1D467>𝑧</mjx-c></mjx-mi>", "z");
        let nominator = format!("<mjx-num><mjx-nstrut></mjx-nstrut>{a}</mjx-num>");
        let below = format!("<mjx-row><mjx-den><mjx-dstrut></mjx-dstrut>{b}</mjx-den></mjx-row>");
        let table =
            format!("<mjx-dbox><mjx-dtable><mjx-line></mjx-line>{below}</mjx-dtable></mjx-dbox>");
        check(
            &format!("<mjx-mfrac><mjx-frac>{nominator}{table}</mjx-frac></mjx-mfrac>"),
            "\\frac{a}{b}",
        );
        check(
            &format!("<mjx-msub>{a}<mjx-script>{n}</mjx-script></mjx-msub>"),
            "a_n",
        );
        check(
            &format!(
                "<mjx-msubsup>{a}<mjx-script>{n}<mjx-spacer></mjx-spacer>{b}</mjx-script></mjx-msubsup>"
            ),
            "a_b^n",
        );
        let surd = "<mjx-surd><mjx-mo><mjx-c class=mjx-c221A></mjx-c></mjx-mo></mjx-surd>";
        check(
            &format!("<mjx-msqrt><mjx-sqrt>{surd}<mjx-box>{a}{b}</mjx-box></mjx-sqrt></mjx-msqrt>"),
            "\\sqrt{ab}",
        );
        let sum = format!("<mjx-mo>{}</mjx-mo>", c("2211"));
        let munder = format!(
            "<mjx-munder><mjx-row><mjx-base>{sum}</mjx-base></mjx-row><mjx-row><mjx-under>{a}</mjx-under></mjx-row></mjx-munder>"
        );
        check(
            &format!(
                "<mjx-munderover><mjx-over>{n}</mjx-over><mjx-box>{munder}</mjx-box></mjx-munderover>"
            ),
            "\\sum_a^n",
        );
        let hat = "<mjx-over><mjx-mo><mjx-c class=mjx-c5E></mjx-c></mjx-mo></mjx-over>";
        check(
            &format!("<mjx-mover>{hat}<mjx-base>{a}</mjx-base></mjx-mover>"),
            "\\hat{a}",
        );
        let cell = |inner: &str| format!("<mjx-mtd>{inner}<mjx-tstrut></mjx-tstrut></mjx-mtd>");
        check(
            &format!(
                "<mjx-mtable><mjx-table><mjx-itable><mjx-mtr>{}{}</mjx-mtr></mjx-itable></mjx-table></mjx-mtable>",
                cell(&a),
                cell(&b)
            ),
            "\\begin{matrix}a & b\\end{matrix}",
        );
    }
}
