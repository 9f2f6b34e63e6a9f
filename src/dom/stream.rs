//! Pages that a server sends in the order in which their parts are ready: a part that comes late stands hidden at the end of the
//! page, and a line of script puts it where a placeholder waits for it, `$RC("B:0","S:0")`. That is how React has streamed
//! since version 18. Nothing here runs a script; the instruction is read for its two names and carried out on the tree, so
//! that the text is neither hidden nor behind the footer.

use std::collections::HashMap;

use memchr::memmem::Finder;

use super::sink::{detach, link};
use super::{Dom, NodeId};

/// Instructions that are followed. Pages have been seen with sixty; each costs a walk up the tree.
const INSTRUCTIONS: usize = 1_000;
/// Bytes of a name; React's have ten.
const NAME_BYTES: usize = 100;
/// How many times deeper than a page may be nested a placeholder may stand after parts have moved into parts.
const DEEPER: usize = 4;

/// Puts late parts into their places. Linear in the page; a tree without such parts is only searched for scripts.
pub(super) fn place(dom: &mut Dom, depth: usize) {
    let instructions = instructions(dom);
    if instructions.is_empty() {
        return;
    }
    let ids = named(dom, &instructions);
    // Parts within a part that has not moved yet, one in the other.
    let mut levels: HashMap<NodeId, usize> = HashMap::new();
    for (placeholder, part) in &instructions {
        let (Some(&placeholder), Some(&part)) = (ids.get(placeholder), ids.get(part)) else {
            continue;
        };
        if !is_placeholder(dom, placeholder) || !is_part(dom, part) {
            continue;
        }
        let around: Vec<NodeId> = dom
            .ancestors(placeholder)
            .take(DEEPER * depth + 1)
            .collect();
        let level = 1 + levels.get(&part).copied().unwrap_or(0);
        if around.contains(&part) || around.len() > DEEPER * depth || level > DEEPER {
            continue;
        }
        if let Some(&outer) = around.iter().find(|&&node| is_part(dom, node)) {
            let known = levels.entry(outer).or_default();
            *known = level.max(*known);
        }
        while let Some(child) = dom.first_child(part) {
            detach(&mut dom.nodes, child);
            let parent = around.first().copied().unwrap_or(NodeId::ROOT);
            link(&mut dom.nodes, parent, placeholder, child);
        }
    }
}

/// The pairs of names, placeholder before part, in the order of the page.
fn instructions(dom: &Dom) -> Vec<(String, String)> {
    let instruction_start = Finder::new("$R");
    let scripts = dom.scripts().filter_map(|(id, _)| {
        let text = dom.text(dom.first_child(id)?)?;
        let found = instruction_start.find(text.as_bytes());
        found.map(|_| text)
    });
    let mut found = Vec::new();
    for script in scripts {
        for (at, _) in script.match_indices("$R") {
            if found.len() == INSTRUCTIONS {
                return found;
            }
            found.extend(instruction(&script[at + 2..]));
        }
    }
    found
}

/// What stands behind `$R`: `C("B:0","S:0")` for a placeholder and its part, `S("S:1","P:1")` for a part and its placeholder,
/// `R("B:0","S:0",[…])` for one that waits for style sheets.
fn instruction(text: &str) -> Option<(String, String)> {
    let kind = text.chars().next()?;
    let rest = text[kind.len_utf8()..].strip_prefix('(')?;
    let (first, rest) = name(rest)?;
    let (second, _) = name(rest.strip_prefix(',')?)?;
    match kind {
        'C' | 'R' => Some((first, second)),
        'S' => Some((second, first)),
        _ => None,
    }
}

/// A name in quotation marks, and what follows it.
fn name(text: &str) -> Option<(String, &str)> {
    let text = text.strip_prefix('"')?;
    let within = &text.as_bytes()[..text.len().min(NAME_BYTES)];
    let end = within.iter().position(|&b| b == b'"')?;
    Some((text[..end].to_string(), &text[end + 1..]))
}

/// The first element of each name that an instruction gives.
fn named(dom: &Dom, instructions: &[(String, String)]) -> HashMap<String, NodeId> {
    let wanted: std::collections::HashSet<&str> = instructions
        .iter()
        .flat_map(|(a, b)| [a.as_str(), b.as_str()])
        .collect();
    let mut ids = HashMap::new();
    for node in dom.descendants(NodeId::ROOT) {
        let id = dom.element(node).and_then(|element| element.attr("id"));
        if let Some(id) = id.filter(|id| wanted.contains(id)) {
            ids.entry(id.to_string()).or_insert(node);
        }
    }
    ids
}

fn is_placeholder(dom: &Dom, node: NodeId) -> bool {
    dom.element(node)
        .is_some_and(|element| element.name() == "template")
}

fn is_part(dom: &Dom, node: NodeId) -> bool {
    dom.element(node)
        .is_some_and(|element| element.attr("hidden").is_some())
}

#[cfg(test)]
mod tests {
    use crate::dom::{Dom, NodeId};
    use crate::settings::Limits;

    /// The text of the page; `[…]` for what is hidden.
    fn shown(html: &str) -> String {
        let dom = Dom::parse(html, &Limits::default());
        let mut out = String::new();
        for node in dom.descendants(NodeId::ROOT) {
            let hidden = dom.ancestors(node).any(|id| {
                dom.element(id)
                    .is_some_and(|element| element.attr("hidden").is_some())
            });
            let script = dom.parent(node).and_then(|id| dom.element(id));
            if script.is_some_and(|element| element.name() == "script") {
                continue;
            }
            match dom.text(node) {
                Some(text) if hidden => out.push_str(&format!("[{text}]")),
                Some(text) => out.push_str(text),
                None => {}
            }
        }
        out
    }

    #[test]
    fn late_parts_go_to_their_places() {
        let check = |html: &str, text: &str| assert_eq!(shown(html), text, "{html}");
        check(
            "<body>a<template id=B:0></template>c<div hidden id=S:0><p>b</p></div><script>$RC(\"B:0\",\"S:0\")</script>",
            "abc",
        );
        check(
            "<body>a<template id=B:0></template>e<div hidden id=S:1>c</div><div hidden id=S:0>b<template id=P:1></template>d</div>\
             <script>$RS=x;$RS(\"S:1\",\"P:1\")</script><script>$RC(\"B:0\",\"S:0\")</script>",
            "abcde",
        );
        check(
            "<body>a<template id=B:0></template>e<div hidden id=S:0>b<template id=B:1></template>d</div><div hidden id=S:1>c</div>\
             <script>$RC(\"B:0\",\"S:0\");$RC(\"B:1\",\"S:1\")</script>",
            "abcde",
        );
    }

    #[test]
    fn what_is_no_such_part_stays() {
        let check = |html: &str, text: &str| assert_eq!(shown(html), text, "{html}");
        check(
            "<body>a<template id=B:0></template><div hidden id=S:0>b</div>",
            "a[b]",
        );
        check(
            "<body><template id=B:0></template>a<div id=S:0>b</div><script>$RC(\"B:0\",\"S:0\")</script>",
            "ab",
        );
        check(
            "<body><p id=B:0>a<div hidden id=S:0>b</div><script>$RC(\"B:0\",\"S:0\")</script>",
            "a[b]",
        );
        check(
            "<body><div hidden id=S:0>a<template id=B:0></template></div><script>$RC(\"B:0\",\"S:0\")</script>",
            "[a]",
        );
        check(
            "<body>a<script>$RC(\"B:0\",\"S:0\")$RC(\"$R$RC($RCé(\"</script>",
            "a",
        );
    }

    #[test]
    fn parts_in_parts_do_not_nest_without_bound() {
        let count = 600;
        let mut html = String::from("<body>");
        for i in 0..count {
            let nested = "<div>".repeat(100);
            let closed = "</div>".repeat(100);
            html.push_str(&format!(
                "<div hidden id=S{i}>x{nested}<template id=B{i}></template>{closed}</div>"
            ));
        }
        html.push_str("<script>");
        for i in 1..count {
            html.push_str(&format!("$RC(\"B{}\",\"S{i}\")", i - 1));
        }
        html.push_str("</script>");
        let dom = Dom::parse(&html, &Limits::default());
        let deepest = dom
            .descendants(NodeId::ROOT)
            .map(|id| dom.ancestors(id).count())
            .max();
        assert!(deepest < Some(10 * Limits::default().depth));
    }
}
