//! The language of code, as a page names it.

use super::CLASSES;
use crate::dom::{Dom, Element, NodeId};

/// Attributes that name a language.
const LANGUAGE_ATTRIBUTES: &[&str] = &[
    "data-lang",
    "data-language",
    "data-enlighter-language",
    "data-programming-language",
];

/// What stands before the name of a language in a class, most telling first.
const LANGUAGE_PREFIXES: &[&str] = &[
    "language-",
    "lang-",
    "highlight-source-",
    "brush:",
    "src-",
    "highlight-",
];

/// Classes of software that colours code. Beside them the bare name of a language stands.
const COLOURED: &[&str] = &[
    "hljs",
    "highlight",
    "sourceCode",
    "prettyprint",
    "code-block",
    "syntaxhighlighter",
    "shiki",
    "chroma",
    "codehilite",
    "brush:",
    "blob-wrapper",
];

/// Languages whose bare name is taken for one where code stands.
const LANGUAGES: &[&str] = &[
    "asm",
    "awk",
    "bash",
    "c",
    "c++",
    "clojure",
    "cmake",
    "console",
    "cpp",
    "cs",
    "csharp",
    "css",
    "cuda",
    "d",
    "dart",
    "diff",
    "docker",
    "dockerfile",
    "elixir",
    "elm",
    "erlang",
    "fortran",
    "fsharp",
    "go",
    "golang",
    "gradle",
    "graphql",
    "groovy",
    "haskell",
    "hcl",
    "html",
    "http",
    "ini",
    "java",
    "javascript",
    "js",
    "json",
    "jsonc",
    "jsx",
    "julia",
    "kotlin",
    "latex",
    "less",
    "lisp",
    "lua",
    "makefile",
    "markdown",
    "matlab",
    "md",
    "nginx",
    "nim",
    "nix",
    "objectivec",
    "ocaml",
    "pascal",
    "perl",
    "php",
    "powershell",
    "prolog",
    "protobuf",
    "proto",
    "python",
    "py",
    "r",
    "ruby",
    "rb",
    "rust",
    "rs",
    "sass",
    "scala",
    "scheme",
    "scss",
    "sh",
    "shell",
    "sql",
    "svelte",
    "swift",
    "tcl",
    "terraform",
    "tex",
    "toml",
    "ts",
    "tsx",
    "typescript",
    "vb",
    "verilog",
    "vhdl",
    "vim",
    "vue",
    "xml",
    "yaml",
    "yml",
    "zig",
    "zsh",
];

/// Names that say that there is none, or that a program shall guess.
const NO_LANGUAGE: &[&str] = &[
    "none",
    "nohighlight",
    "no-highlight",
    "auto",
    "default",
    "undefined",
    "null",
    "notranslate",
];

/// Characters of a language name; longer ones are style names.
pub(super) const LONGEST: usize = 20;
/// Elements around a code block in which its language may be named: a table of line numbers has five.
const AROUND: usize = 6;

/// The language that a code element names: `language-rust`, `lang-py`, `highlight-source-js`, `data-lang="c"`, `hljs python`.
pub(in crate::block) fn language(element: Element<'_>) -> Option<String> {
    let named = LANGUAGE_ATTRIBUTES
        .iter()
        .filter_map(|name| element.attr(name))
        .find(|value| is_language(value));
    if let Some(value) = named {
        return known(value);
    }
    let classes = || {
        let value = element.attr("class").unwrap_or_default();
        value.split_ascii_whitespace().take(CLASSES)
    };
    let prefixed = classes().find_map(|class| {
        LANGUAGE_PREFIXES
            .iter()
            .find_map(|prefix| class.strip_prefix(prefix))
            .map(|language| language.trim_end_matches(';'))
            .filter(|language| is_language(language))
    });
    if let Some(value) = prefixed {
        return known(value);
    }
    if classes().any(|class| class == "blob-wrapper") {
        // The box in which a forge shows a file.
        let mut kinds = classes().filter_map(|class| class.strip_prefix("type-"));
        return kinds
            .find(|kind| LANGUAGES.contains(kind))
            .map(str::to_owned);
    }
    if element.name() == "code" || classes().any(|class| COLOURED.contains(&class)) {
        return classes()
            .map(|class| class.trim_end_matches(';').to_ascii_lowercase())
            .find(|class| LANGUAGES.contains(&class.as_str()));
    }
    None
}

/// The language of a code block that an element around it names. What is no part of colouring software is not believed:
/// `lang-en` on the body is the language of the page.
pub(in crate::block) fn language_around(dom: &Dom, id: NodeId) -> Option<String> {
    dom.ancestors(id).take(AROUND).find_map(|node| {
        let element = dom.element(node)?;
        let class = element.attr("class")?;
        let colours = class.split_ascii_whitespace().take(CLASSES).any(|class| {
            COLOURED.contains(&class)
                || class.starts_with("highlight")
                || class.starts_with("language-")
        });
        colours.then(|| language(element)).flatten()
    })
}

fn known(name: &str) -> Option<String> {
    let name = name.to_ascii_lowercase();
    (!NO_LANGUAGE.contains(&name.as_str())).then_some(name)
}

fn is_language(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= LONGEST
        && name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'#' | b'-' | b'.' | b'_'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Limits;

    #[test]
    fn languages_are_read() {
        let check = |html: &str, expected: Option<&str>| {
            let dom = Dom::parse(html, &Limits::default());
            let (id, element) = dom.named(NodeId::ROOT, "pre").next().unwrap();
            let found = language(element).or_else(|| language_around(&dom, id));
            assert_eq!(found.as_deref(), expected, "{html}");
        };
        check("<pre class=language-Rust>", Some("rust"));
        check("<pre class='brush: js; toolbar'>", Some("js"));
        check("<pre class='hljs python'>", Some("python"));
        check("<pre class='sourceCode haskell'>", Some("haskell"));
        check("<pre class='src src-sh'>", Some("sh"));
        check(
            "<div class=highlight-python><div class=highlight><pre>",
            Some("python"),
        );
        check(
            "<div class='language-ruby highlighter-rouge'><pre>",
            Some("ruby"),
        );
        check(
            "<figure class='highlight js'><table><tr><td><pre>",
            Some("js"),
        );
        check(
            "<div class='highlighter-rouge language-c'><pre><code><table><tr><td><b><pre>",
            Some("c"),
        );
        check(
            "<div class='blob-wrapper type-python'><pre>",
            Some("python"),
        );
        check("<div class='blob-wrapper type-text'><pre>", None);
        check("<body class=lang-en><pre>", None);
        check("<pre class=language-none>", None);
        check("<pre class=c>", None);
    }
}
