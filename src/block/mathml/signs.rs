//! The text of MathML's innermost elements as LaTeX: names, operators and signs.

/// Names of functions that LaTeX knows.
const FUNCTIONS: &[&str] = &[
    "arccos", "arcsin", "arctan", "arg", "cos", "cosh", "cot", "coth", "csc", "deg", "det", "dim",
    "exp", "gcd", "hom", "inf", "ker", "lg", "lim", "liminf", "limsup", "ln", "log", "max", "min",
    "Pr", "sec", "sin", "sinh", "sup", "tan", "tanh",
];

/// A name: of a function, of a set, or letters.
pub(super) fn identifier(text: &str, variant: Option<&str>) -> String {
    if FUNCTIONS.contains(&text) {
        return format!("\\{text}");
    }
    let symbols = symbols(text);
    let set = match variant {
        Some("bold" | "bold-italic") => "mathbf",
        Some("double-struck") => "mathbb",
        Some("script") => "mathcal",
        Some("fraktur") => "mathfrak",
        Some("normal") if symbols.chars().all(char::is_alphabetic) && !symbols.is_empty() => {
            "mathrm"
        }
        _ if text.chars().filter(|c| c.is_alphabetic()).count() > 1 && !symbols.contains('\\') => {
            "mathrm"
        }
        _ => return symbols,
    };
    format!("\\{set}{{{symbols}}}")
}

/// An operator, which may have a name.
pub(super) fn operator(text: &str) -> String {
    if FUNCTIONS.contains(&text) {
        return format!("\\{text}");
    }
    if text.chars().count() > 1 && text.chars().all(char::is_alphabetic) {
        return format!("\\operatorname{{{text}}}");
    }
    symbols(text)
}

/// Text as it stands within `\text`.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '{' | '}' | '%' | '$' | '&' | '#' | '_') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Signs as commands, each followed by a space where letters could follow it.
fn symbols(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if is_unseen(c) {
            continue;
        }
        let c = match c {
            '\u{2212}' => '-',
            '\u{a0}' => ' ',
            c => c,
        };
        match command(c) {
            Some(command) => {
                out.push('\\');
                out.push_str(command);
                if chars.peek().is_some_and(|next| next.is_ascii_alphabetic()) {
                    out.push(' ');
                }
            }
            None => out.push(c),
        }
    }
    out
}

/// The signs that stand between a function and its argument, between factors, and zero-width spaces.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{2061}'..='\u{2064}' | '\u{200b}' | '\u{feff}')
}

macro_rules! commands {
    ($($signs:literal = $command:literal)*) => {
        /// The command for a sign, without its backslash.
        fn command(c: char) -> Option<&'static str> {
            Some(match c {
                $($signs => $command,)*
                _ => return None,
            })
        }
    };
}

commands! {
    '{' = "{" '}' = "}" '%' = "%" '&' = "&" '#' = "#" '$' = "$" '\\' = "backslash"
    'α' = "alpha" 'β' = "beta" 'γ' = "gamma" 'δ' = "delta" 'ϵ' = "epsilon" 'ε' = "varepsilon" 'ζ' = "zeta" 'η' = "eta"
    'θ' = "theta" 'ϑ' = "vartheta" 'ι' = "iota" 'κ' = "kappa" 'λ' = "lambda" 'μ' = "mu" 'µ' = "mu" 'ν' = "nu" 'ξ' = "xi"
    'π' = "pi" 'ϖ' = "varpi" 'ρ' = "rho" 'ϱ' = "varrho" 'σ' = "sigma" 'ς' = "varsigma" 'τ' = "tau" 'υ' = "upsilon"
    'ϕ' = "phi" 'φ' = "varphi" 'χ' = "chi" 'ψ' = "psi" 'ω' = "omega"
    'Γ' = "Gamma" 'Δ' = "Delta" 'Θ' = "Theta" 'Λ' = "Lambda" 'Ξ' = "Xi" 'Π' = "Pi" 'Σ' = "Sigma" 'Υ' = "Upsilon" 'Φ' = "Phi"
    'Ψ' = "Psi" 'Ω' = "Omega"
    '∑' = "sum" '∏' = "prod" '∐' = "coprod" '∫' = "int" '∬' = "iint" '∮' = "oint" '⋃' = "bigcup" '⋂' = "bigcap"
    '⨁' = "bigoplus" '⨂' = "bigotimes"
    '×' = "times" '÷' = "div" '±' = "pm" '∓' = "mp" '·' = "cdot" '⋅' = "cdot" '∗' = "ast" '∘' = "circ" '•' = "bullet"
    '⊕' = "oplus" '⊗' = "otimes" '⊙' = "odot" '∧' = "wedge" '∨' = "vee" '¬' = "neg" '∩' = "cap" '∪' = "cup" '∖' = "setminus"
    '≤' = "leq" '≥' = "geq" '≠' = "neq" '≈' = "approx" '≡' = "equiv" '∼' = "sim" '≃' = "simeq" '≅' = "cong" '∝' = "propto"
    '≪' = "ll" '≫' = "gg" '≺' = "prec" '≻' = "succ" '⊂' = "subset" '⊃' = "supset" '⊆' = "subseteq" '⊇' = "supseteq"
    '∈' = "in" '∉' = "notin" '∋' = "ni" '⊢' = "vdash" '⊨' = "models" '⊥' = "perp" '∥' = "parallel" '∣' = "mid"
    '→' = "rightarrow" '←' = "leftarrow" '↔' = "leftrightarrow" '⇒' = "Rightarrow" '⇐' = "Leftarrow" '⇔' = "Leftrightarrow"
    '↦' = "mapsto" '↑' = "uparrow" '↓' = "downarrow" '⟶' = "longrightarrow" '⟹' = "Longrightarrow" '⟺' = "Longleftrightarrow"
    '∀' = "forall" '∃' = "exists" '∄' = "nexists" '∅' = "emptyset" '∞' = "infty" '∂' = "partial" '∇' = "nabla" 'ℏ' = "hbar"
    'ℓ' = "ell" 'ℜ' = "Re" 'ℑ' = "Im" '℘' = "wp" 'ℵ' = "aleph" '∠' = "angle" '△' = "triangle" '†' = "dagger" '′' = "prime"
    '…' = "ldots" '⋯' = "cdots" '⋮' = "vdots" '⋱' = "ddots" '⟨' = "langle" '⟩' = "rangle" '⌊' = "lfloor" '⌋' = "rfloor"
    '⌈' = "lceil" '⌉' = "rceil" '‖' = "|" '√' = "surd" '⊤' = "top" '□' = "square"
    'ℝ' = "mathbb{R}" 'ℕ' = "mathbb{N}" 'ℤ' = "mathbb{Z}" 'ℚ' = "mathbb{Q}" 'ℂ' = "mathbb{C}" 'ℙ' = "mathbb{P}"
}
