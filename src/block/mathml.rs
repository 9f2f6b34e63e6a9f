//! MathML as LaTeX, where a page gives no LaTeX of its own, and what MathJax 3 and 4 draw out of it in HTML. Elements that are finished are put together from the inside out on
//! a stack, so that no depth of nesting matters; the length of what comes out is bounded.

mod drawn;
mod signs;

use super::markup;
use crate::dom::{Dom, Element, NodeId};
use signs::{escaped, identifier, operator};

/// Bytes of a formula that are written. Each element adds a few bytes around what it holds, so that the cost is linear up to
/// here; no formula that anybody reads is longer.
const LONGEST: usize = 20_000;

/// A formula that is being written, or a part of one.
struct Part {
    id: NodeId,
    name: Name,
    /// What the children became.
    children: Vec<String>,
    text: String,
    /// Whether it is a drawing, in which elements that hold nothing are struts and lines.
    is_drawn: bool,
}

/// The elements that are written in a way of their own.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Name {
    Identifier,
    Number,
    Operator,
    Words,
    Space,
    Fraction,
    Root,
    RootOf,
    Sub,
    Super,
    SubSuper,
    Under,
    Over,
    UnderOver,
    Table,
    Row,
    Fenced,
    Enclosed,
    Semantics,
    Nothing,
    Group,
    /// Parts of a drawing: a sign, sub- and superscript in one, limits before or around what they stand at.
    Sign,
    Scripts,
    DrawnSubSuper,
    DrawnOver,
    DrawnUnderOver,
}

impl Name {
    /// Whether what it holds is text.
    fn is_token(self) -> bool {
        matches!(
            self,
            Name::Identifier | Name::Number | Name::Operator | Name::Words
        )
    }
}

fn name(element: Element<'_>) -> Name {
    let tag = element.name();
    if let Some(tag) = tag.strip_prefix(drawn::PREFIX) {
        return drawn::name(element, tag);
    }
    // Parts of a formula may hold HTML, some of which nobody sees.
    if element.is_html() && (markup::is_skipped(tag) || tag == "script") {
        return Name::Nothing;
    }
    match tag {
        "mi" => Name::Identifier,
        "mn" => Name::Number,
        "mo" => Name::Operator,
        "mtext" | "ms" => Name::Words,
        "mspace" => Name::Space,
        "mfrac" => Name::Fraction,
        "msqrt" => Name::Root,
        "mroot" => Name::RootOf,
        "msub" => Name::Sub,
        "msup" => Name::Super,
        "msubsup" => Name::SubSuper,
        "munder" => Name::Under,
        "mover" => Name::Over,
        "munderover" => Name::UnderOver,
        "mtable" => Name::Table,
        "mtr" | "mlabeledtr" => Name::Row,
        "mfenced" => Name::Fenced,
        "menclose" => Name::Enclosed,
        "semantics" => Name::Semantics,
        "annotation" | "annotation-xml" | "mphantom" | "maligngroup" | "malignmark" => {
            Name::Nothing
        }
        _ => Name::Group,
    }
}

/// The LaTeX of a `math` element; empty if it holds nothing.
pub(super) fn latex(dom: &Dom, math: NodeId) -> String {
    let mut open: Vec<Part> = Vec::new();
    let mut written = 0;
    let mut next = Some(math);
    while let Some(id) = next {
        if let Some(text) = dom.text(id) {
            if let Some(part) = open.last_mut().filter(|_| written < LONGEST) {
                part.text.push_str(text);
                written += text.len();
            }
        } else if let Some(element) = dom.element(id) {
            open.push(Part {
                id,
                name: name(element),
                children: Vec::new(),
                text: String::new(),
                is_drawn: element.name().starts_with(drawn::PREFIX),
            });
            if let Some(child) = dom.first_child(id) {
                next = Some(child);
                continue;
            }
        }
        // The next node in the order of the document, past whatever ends here.
        let mut node = id;
        next = loop {
            if open.last().is_some_and(|part| part.id == node) {
                let done = open.pop().map(|part| part.written(dom)).unwrap_or_default();
                match open.last_mut() {
                    Some(parent)
                        if done.is_empty() && parent.is_drawn && parent.name != Name::Row => {}
                    Some(parent) if done.len() <= LONGEST => parent.children.push(done),
                    Some(parent) => parent.children.push(String::new()),
                    None => return done.trim().replace(drawn::BETWEEN, " "),
                }
            }
            if let Some(sibling) = dom.next_sibling(node) {
                break Some(sibling);
            }
            match dom.parent(node) {
                Some(parent) => node = parent,
                None => break None,
            }
        };
    }
    String::new()
}

impl Part {
    fn written(mut self, dom: &Dom) -> String {
        let mut text = std::mem::take(&mut self.text);
        if self.name.is_token() {
            // HTML within, which sets a part of it in another style.
            text.extend(self.children.drain(..));
        }
        let text = text.trim();
        let child = |i: usize| self.children.get(i).map_or("", |child| child.trim());
        let attribute = |name: &str| dom.element(self.id).and_then(|element| element.attr(name));
        match self.name {
            Name::Identifier => identifier(text, attribute("mathvariant")),
            Name::Number => text.to_string(),
            Name::Operator => operator(text),
            Name::Words if text.is_empty() => String::new(),
            Name::Words => format!("\\text{{{}}}", escaped(text)),
            Name::Space => " ".to_string(),
            Name::Fraction if attribute("linethickness") == Some("0") => {
                format!("\\binom{{{}}}{{{}}}", child(0), child(1))
            }
            Name::Fraction => format!("\\frac{{{}}}{{{}}}", child(0), child(1)),
            Name::Root => format!("\\sqrt{{{}}}", self.group()),
            Name::RootOf => format!("\\sqrt[{}]{{{}}}", child(1), child(0)),
            Name::Sub => format!("{}_{}", base(child(0)), argument(child(1))),
            Name::Super => format!("{}^{}", base(child(0)), argument(child(1))),
            Name::SubSuper => format!(
                "{}_{}^{}",
                base(child(0)),
                argument(child(1)),
                argument(child(2))
            ),
            Name::Under => below(child(0), child(1)),
            Name::Over => above(child(0), child(1)),
            Name::UnderOver => format!(
                "{}_{}^{}",
                base(child(0)),
                argument(child(1)),
                argument(child(2))
            ),
            Name::Row => self.children.join(" & "),
            Name::Table => format!(
                "\\begin{{matrix}}{}\\end{{matrix}}",
                self.children.join(" \\\\ ")
            ),
            Name::Fenced => {
                let open = operator(attribute("open").unwrap_or("("));
                let close = operator(attribute("close").unwrap_or(")"));
                let between = attribute("separators").unwrap_or(",").trim().chars().next();
                let between = between.map_or(" ".to_string(), |c| format!("{c} "));
                format!("\\left{open}{}\\right{close}", self.children.join(&between))
            }
            Name::Enclosed => enclosed(attribute("notation").unwrap_or_default(), self.group()),
            Name::Semantics => child(0).to_string(),
            Name::Nothing => String::new(),
            Name::Sign => drawn::sign(text, attribute("class").unwrap_or_default()),
            Name::Scripts => self.children.join(drawn::BETWEEN),
            Name::DrawnSubSuper => drawn::with_scripts(child(0), child(1)),
            Name::DrawnOver => above(child(1), child(0)),
            Name::DrawnUnderOver => format!("{}^{}", child(1), argument(child(0))),
            Name::Group if self.children.is_empty() => escaped(text),
            Name::Group => self.group(),
        }
    }

    /// The children one after the other, apart where they would be read as one word.
    fn group(&self) -> String {
        if let [open, inner, close] = self.children.as_slice()
            && let Some(matrix) = matrix_between(open.trim(), inner, close.trim())
        {
            return matrix;
        }
        let mut out = String::new();
        for child in &self.children {
            let ends_command = out.rfind('\\').is_some_and(|at| {
                out[at + 1..].chars().all(|c| c.is_ascii_alphabetic()) && at + 1 < out.len()
            });
            if ends_command && child.starts_with(|c: char| c.is_ascii_alphabetic()) {
                out.push(' ');
            }
            out.push_str(child);
        }
        out
    }
}

/// A matrix with the brackets around it.
fn matrix_between(open: &str, inner: &str, close: &str) -> Option<String> {
    let name = match (open, close) {
        ("(", ")") => "pmatrix",
        ("[", "]") => "bmatrix",
        ("\\{", "\\}") => "Bmatrix",
        ("|", "|") => "vmatrix",
        ("\\|" | "\\Vert", "\\|" | "\\Vert") => "Vmatrix",
        _ => return None,
    };
    let rows = inner.trim().strip_prefix("\\begin{matrix}")?;
    let rows = rows.strip_suffix("\\end{matrix}")?;
    // Two matrices beside each other are not one.
    let one = !rows.contains("\\begin{matrix}");
    one.then(|| format!("\\begin{{{name}}}{rows}\\end{{{name}}}"))
}

fn enclosed(notation: &str, inner: String) -> String {
    match notation.trim() {
        "top" => format!("\\overline{{{inner}}}"),
        "bottom" => format!("\\underline{{{inner}}}"),
        "box" | "roundedbox" => format!("\\boxed{{{inner}}}"),
        "radical" => format!("\\sqrt{{{inner}}}"),
        "updiagonalstrike" => format!("\\cancel{{{inner}}}"),
        _ => inner,
    }
}

/// What a sub- or superscript is set on. A base of several signs is a group.
fn base(text: &str) -> String {
    let one = text.chars().count() <= 1 || is_command(text);
    // A digit row, a bracketed row or what has its own braces at the end is one to LaTeX as well as to a reader.
    if one
        || text.chars().all(|c| c.is_ascii_digit())
        || text.ends_with(['}', ')']) && text.starts_with('\\')
    {
        text.to_string()
    } else {
        format!("{{{text}}}")
    }
}

fn argument(text: &str) -> String {
    if text.chars().count() == 1 {
        text.to_string()
    } else {
        format!("{{{text}}}")
    }
}

/// Whether a text is one command: `\alpha`.
fn is_command(text: &str) -> bool {
    text.strip_prefix('\\')
        .is_some_and(|name| !name.is_empty() && name.chars().all(|c| c.is_ascii_alphabetic()))
}

fn above(base_text: &str, mark: &str) -> String {
    let accent = match mark {
        "^" | "ˆ" | "\\hat{}" => "hat",
        "¯" | "‾" | "-" => "overline",
        "~" | "˜" | "\\sim" => "tilde",
        "\\rightarrow" | "⃗" => "vec",
        "." | "˙" => "dot",
        ".." | "¨" => "ddot",
        "⏞" => "overbrace",
        _ if is_large(base_text) => return format!("{base_text}^{}", argument(mark)),
        _ => return format!("\\overset{{{mark}}}{{{base_text}}}"),
    };
    format!("\\{accent}{{{base_text}}}")
}

fn below(base_text: &str, mark: &str) -> String {
    match mark {
        "_" | "\u{332}" | "¯" => format!("\\underline{{{base_text}}}"),
        "⏟" => format!("\\underbrace{{{base_text}}}"),
        _ if is_large(base_text) => format!("{base_text}_{}", argument(mark)),
        _ => format!("\\underset{{{mark}}}{{{base_text}}}"),
    }
}

/// Whether limits stand above and below this sign.
fn is_large(text: &str) -> bool {
    matches!(
        text,
        "\\sum"
            | "\\prod"
            | "\\coprod"
            | "\\int"
            | "\\lim"
            | "\\max"
            | "\\min"
            | "\\sup"
            | "\\inf"
            | "\\bigcup"
            | "\\bigcap"
            | "\\limsup"
            | "\\liminf"
            | "\\argmax"
            | "\\argmin"
            | "\\bigoplus"
            | "\\bigotimes"
            | "\\oint"
            | "\\iint"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Limits;

    #[track_caller]
    fn check(html: &str, expected: &str) {
        let dom = Dom::parse(&format!("<math>{html}</math>"), &Limits::default());
        let (id, _) = dom.named(NodeId::ROOT, "math").next().unwrap();
        assert_eq!(latex(&dom, id), expected, "{html}");
    }

    #[test]
    fn formulas_are_written() {
        check(
            "<msup><mi>x</mi><mn>2</mn></msup><mo>+</mo><mn>1</mn>",
            "x^2+1",
        );
        check(
            "<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mi>c</mi></mfrac>",
            "\\frac{a+b}{c}",
        );
        check("<msqrt><mi>a</mi><mi>b</mi></msqrt>", "\\sqrt{ab}");
        check(
            "<menclose notation=top><mi>A</mi><mi>B</mi></menclose>",
            "\\overline{AB}",
        );
        check(
            "<mrow><mo>(</mo><mtable><mtr><mtd><mi>a</mi></mtd><mtd><mi>b</mi></mtd></mtr></mtable><mo>)</mo></mrow>",
            "\\begin{pmatrix}a & b\\end{pmatrix}",
        );
        check("<mroot><mi>x</mi><mn>3</mn></mroot>", "\\sqrt[3]{x}");
        check(
            "<msubsup><mi>x</mi><mi>i</mi><mn>10</mn></msubsup>",
            "x_i^{10}",
        );
        check("<mi>α</mi><mi>x</mi>", "\\alpha x");
        check("<mi>sin</mi><mo>\u{2061}</mo><mi>x</mi>", "\\sin x");
        check("<mo>−</mo><mi>x</mi><mo>≤</mo><mi>y</mi>", "-x\\leq y");
        check(
            "<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover><mi>i</mi>",
            "\\sum_{i=1}^ni",
        );
        check("<mover><mi>x</mi><mo>¯</mo></mover>", "\\overline{x}");
        check(
            "<mtable><mtr><mtd><mi>a</mi></mtd><mtd><mi>b</mi></mtd></mtr><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr></mtable>",
            "\\begin{matrix}a & b \\\\ 1 & 2\\end{matrix}",
        );
        check("<mtext>if a_b</mtext>", "\\text{if a\\_b}");
        check(
            "<semantics><mi>x</mi><annotation encoding=x>no</annotation></semantics>",
            "x",
        );
        check("", "");
    }

    #[test]
    fn deep_nesting_ends() {
        let html = format!("{}x", "<mrow><msqrt>".repeat(10_000));
        check(&html, &latex_of(&html));
    }

    fn latex_of(html: &str) -> String {
        let dom = Dom::parse(&format!("<math>{html}</math>"), &Limits::default());
        let (id, _) = dom.named(NodeId::ROOT, "math").next().unwrap();
        let latex = latex(&dom, id);
        assert!(latex.len() < 2 * LONGEST, "{}", latex.len());
        latex
    }
}
