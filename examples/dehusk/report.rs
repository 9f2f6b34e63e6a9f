//! The report on a page: one HTML file that shows every block of the page in order, what was kept and dropped and why, where the
//! metadata came from, what was repaired. It needs no network and runs nothing of the page: all that comes from it is escaped, and a
//! policy in the file forbids everything but its own style and script. An index lists the pages of a folder.

use dehusk::{Article, Decision, Metadata, Reason, Sourced};
use std::fmt::Write;
use std::hash::{DefaultHasher, Hash, Hasher};

const STYLE: &str = include_str!("report/report.css");
const PAGE_SCRIPT: &str = include_str!("report/page.js");
const INDEX_SCRIPT: &str = include_str!("report/index.js");

/// A page of a run, as the index lists it.
pub struct Row {
    /// Name of the file with its report.
    pub file: String,
    pub id: String,
    /// Why there is no report.
    pub error: Option<String>,
    pub facts: Facts,
}

/// What the index says of a page.
#[derive(Default, Clone)]
pub struct Facts {
    title: String,
    page_type: &'static str,
    confidence: f32,
    kept: usize,
    dropped: usize,
    encoding: &'static str,
    repairs: usize,
}

impl Facts {
    pub fn of(article: &Article) -> Facts {
        let decisions = article.trace().map_or(&[][..], |trace| &trace.decisions);
        let kept = decisions.iter().filter(|decision| decision.kept).count();
        Facts {
            title: article.title().unwrap_or_default().to_owned(),
            page_type: article.page_type().as_str(),
            confidence: article.confidence(),
            kept,
            dropped: decisions.len() - kept,
            encoding: article.decoding().encoding(),
            repairs: article.repairs().iter().map(|repair| repair.count).sum(),
        }
    }
}

/// The report on a page.
pub fn page(article: &Article, id: &str, url: Option<&str>) -> String {
    let facts = Facts::of(article);
    let title = match facts.title.as_str() {
        "" => id,
        title => title,
    };
    let mut body = String::new();
    let confidence = percent(facts.confidence);
    push(
        &mut body,
        format_args!(
            "<header><h1>{}</h1><p class=\"id\">{}</p><ul class=\"facts\">\
         <li><meter min=\"0\" max=\"1\" low=\"0.6\" high=\"0.85\" optimum=\"1\" value=\"{}\">{confidence}</meter> confidence {confidence}</li>\
         <li>{}</li><li>{} kept</li><li>{} dropped</li></ul><p class=\"id\">{}</p></header>\n",
            escaped(title),
            escaped(url.unwrap_or(id)),
            facts.confidence,
            facts.page_type,
            facts.kept,
            facts.dropped,
            escaped(principle(article)),
        ),
    );
    let decisions = article.trace().map_or(&[][..], |trace| &trace.decisions);
    body.push_str(TOOLS);
    body.push_str("<main id=\"blocks\">\n");
    push_blocks(&mut body, decisions);
    body.push_str("</main>\n<section class=\"sides\">\n");
    push_metadata(&mut body, article.metadata());
    push_notes(&mut body, article);
    push_repairs(&mut body, article);
    push_encoding(&mut body, article);
    body.push_str("</section>\n");
    document(title, &body, PAGE_SCRIPT)
}

/// By which principle the body was chosen; the last note of a trace says so.
fn principle(article: &Article) -> &str {
    let notes = article.trace().map_or(&[][..], |trace| &trace.notes);
    let mut notes = notes.iter().rev();
    notes
        .find(|note| note.starts_with("body: "))
        .map_or("", String::as_str)
}

/// The buttons that filter blocks, and the field to look for a text.
const TOOLS: &str = "<nav class=\"tools\" aria-label=\"Filter\">\
    <input id=\"find\" type=\"search\" placeholder=\"Find a lost paragraph\" aria-label=\"Find text\">\
    <button data-show=\"all\" aria-pressed=\"true\">All</button><button data-show=\"kept\" aria-pressed=\"false\">Kept</button>\
    <button data-show=\"dropped\" aria-pressed=\"false\">Dropped</button><button data-show=\"close\" aria-pressed=\"false\">Close calls</button>\
    <button id=\"unfold\">Unfold all</button><output id=\"count\"></output></nav>\n";

/// Dropped blocks in a row from which on they are folded.
const FOLDED: usize = 3;

fn push_blocks(out: &mut String, decisions: &[Decision]) {
    for run in decisions.chunk_by(|a, b| a.kept == b.kept) {
        let folds = !run[0].kept && run.len() >= FOLDED;
        if folds {
            let opening: Vec<&str> = run.iter().map(|decision| decision.text.as_str()).collect();
            push(
                out,
                format_args!(
                    "<details class=\"run\"><summary>{} dropped blocks <q>{}</q></summary>\n",
                    run.len(),
                    escaped(&opening_of(&opening.join(" · "), 90)),
                ),
            );
        }
        for decision in run {
            push_block(out, decision);
        }
        if folds {
            out.push_str("</details>\n");
        }
    }
}

/// Log-odds within which a decision was a close call.
const CLOSE: f32 = 1.0;

fn push_block(out: &mut String, decision: &Decision) {
    let state = if decision.kept { "kept" } else { "dropped" };
    let close = if decision.score.abs() < CLOSE {
        " close"
    } else {
        ""
    };
    push(
        out,
        format_args!(
            "<details class=\"block {state}{close} {}\"><summary><span class=\"text\">{}</span>\
         <span class=\"why\"><b>{:+.1}</b> {}</span></summary>\n",
            decision.role,
            text_of(decision),
            decision.score,
            escaped(why(decision)),
        ),
    );
    push(
        out,
        format_args!(
            "<p class=\"place\">{state} by {} · {} · <code>{}</code></p>",
            decision.stage,
            decision.role,
            escaped(&decision.place),
        ),
    );
    out.push_str(
        "<table class=\"reasons\"><tr><th>fact</th><th>value</th><th>moved the score by</th></tr>",
    );
    for reason in &decision.reasons {
        let moved = match reason.moved {
            0.0 => "said by a rule".to_owned(),
            moved => format!(
                "<span class=\"{}\">{moved:+.2}</span>",
                if moved > 0.0 { "up" } else { "down" }
            ),
        };
        push(
            out,
            format_args!(
                "<tr><td>{}</td><td>{:.3}</td><td>{moved}</td></tr>",
                escaped(reason.fact),
                reason.value,
            ),
        );
    }
    out.push_str("</table></details>\n");
}

/// What the rules say of a block that they would keep; everything else that they say is against it.
const FOR: [&str; 3] = [
    "prose in the body",
    "inside the body",
    "in the run of prose",
];

/// The reason that says most to a reader: what decided whatever the score, which stands first; else what the rules say in words, if they
/// agree with the decision; else the fact that has moved it most. What was outweighed stands in the table below.
fn why(decision: &Decision) -> &str {
    let mut reasons = decision.reasons.iter();
    let is_rule = |reason: &&Reason| reason.moved == 0.0;
    let decided = decision
        .reasons
        .first()
        .filter(|_| decision.reasons.len() > 1);
    let rule = decision.reasons.last().filter(is_rule);
    let agrees = |reason: &&Reason| FOR.contains(&reason.fact) == decision.kept;
    let fact = reasons.find(|reason| match decision.kept {
        true => reason.moved > 0.0,
        false => reason.moved < 0.0,
    });
    let decided = decided.filter(is_rule).or(rule.filter(agrees));
    decided.or(fact).or(rule).map_or("", |reason| reason.fact)
}

/// The text of a block in the element that says what it is.
fn text_of(decision: &Decision) -> String {
    let text = escaped(&decision.text).replace('\n', "<br>");
    let text = match decision.role {
        "image" => format!("image: {text}"),
        "code" => format!("<code>{}</code>", escaped(&decision.text)),
        _ => text,
    };
    match decision.kept {
        true => text,
        false => format!("<s>{text}</s>"),
    }
}

fn push_metadata(out: &mut String, metadata: &Metadata) {
    out.push_str("<details open><summary><h2>Metadata</h2></summary><table><tr><th>field</th><th>value</th><th>from</th></tr>");
    let mut row = |name: &str, value: &str, source: &dyn std::fmt::Debug| {
        push(
            out,
            format_args!(
                "<tr><td>{name}</td><td>{}</td><td>{}</td></tr>",
                escaped(value),
                escaped(&spaced(&format!("{source:?}"))),
            ),
        );
    };
    let texts: [(&str, &Option<Sourced<String>>); 11] = [
        ("title", &metadata.title),
        ("subtitle", &metadata.subtitle),
        ("source", &metadata.source),
        ("site name", &metadata.site_name),
        ("language", &metadata.language),
        ("description", &metadata.description),
        ("section", &metadata.section),
        ("image", &metadata.image),
        ("canonical", &metadata.canonical),
        ("license", &metadata.license),
        ("favicon", &metadata.favicon),
    ];
    for (name, field) in texts {
        if let Some(field) = field {
            row(name, &field.value, &field.source);
        }
    }
    for (name, fields) in [
        ("author", &metadata.authors),
        ("editor", &metadata.editors),
        ("keyword", &metadata.keywords),
        ("path", &metadata.breadcrumbs),
    ] {
        for field in fields {
            row(name, &field.value, &field.source);
        }
    }
    for (name, field) in [
        ("published", &metadata.published),
        ("modified", &metadata.modified),
    ] {
        if let Some(field) = field {
            row(name, &field.value.to_string(), &field.source);
        }
    }
    out.push_str("</table></details>\n");
}

fn push_notes(out: &mut String, article: &Article) {
    let notes = article.trace().map_or(&[][..], |trace| &trace.notes);
    out.push_str("<details><summary><h2>Choices</h2></summary><ul>");
    for note in notes {
        push(out, format_args!("<li>{}</li>", escaped(note)));
    }
    out.push_str("</ul></details>\n");
}

fn push_repairs(out: &mut String, article: &Article) {
    if article.repairs().is_empty() {
        return;
    }
    out.push_str("<details open><summary><h2>Repairs</h2></summary><table><tr><th>kind</th><th>places</th><th>before</th><th>after</th></tr>");
    for repair in article.repairs() {
        push(
            out,
            format_args!(
                "<tr><td>{}</td><td>{}</td><td><del>{}</del></td><td><ins>{}</ins></td></tr>",
                escaped(repair.kind.as_str()),
                repair.count,
                escaped(&repair.before.to_string()),
                escaped(&repair.after.to_string()),
            ),
        );
    }
    out.push_str("</table></details>\n");
}

fn push_encoding(out: &mut String, article: &Article) {
    let decoding = article.decoding();
    push(
        out,
        format_args!(
            "<details><summary><h2>Encoding</h2></summary><p>{} by {}; {} characters lost.{}</p></details>\n",
            decoding.encoding(),
            decoding.evidence().as_str(),
            decoding.chars_lost(),
            decoding
                .mixed()
                .map_or_else(String::new, |other| format!(" Parts are in {other}.")),
        ),
    );
}

/// The index of a run.
pub fn index(rows: &[Row]) -> String {
    let mut body = format!(
        "<header><h1>{} pages</h1></header>\n<nav class=\"tools\"><input id=\"find\" type=\"search\" placeholder=\"Filter\" \
         aria-label=\"Filter pages\"></nav>\n<table id=\"pages\"><thead><tr>",
        rows.len()
    );
    for name in [
        "page",
        "confidence",
        "type",
        "kept",
        "dropped",
        "encoding",
        "repairs",
    ] {
        push(
            &mut body,
            format_args!("<th><button data-sort=\"{name}\">{name}</button></th>"),
        );
    }
    body.push_str("</tr></thead><tbody>\n");
    for row in rows {
        let facts = &row.facts;
        let name = if facts.title.is_empty() {
            &row.id
        } else {
            &facts.title
        };
        let link = match &row.error {
            Some(error) => format!("{} <em>{}</em>", escaped(&row.id), escaped(error)),
            None => format!(
                "<a href=\"{}\">{}</a><br><small>{}</small>",
                address(&row.file),
                escaped(name),
                escaped(&row.id),
            ),
        };
        push(
            &mut body,
            format_args!(
                "<tr><td>{link}</td><td data-value=\"{0}\"><meter min=\"0\" max=\"1\" low=\"0.6\" high=\"0.85\" optimum=\"1\" value=\"{0}\"></meter> {1}</td>\
             <td>{2}</td><td>{3}</td><td>{4}</td><td>{5}</td><td>{6}</td></tr>\n",
                facts.confidence,
                percent(facts.confidence),
                facts.page_type,
                facts.kept,
                facts.dropped,
                facts.encoding,
                facts.repairs,
            ),
        );
    }
    body.push_str("</tbody></table>\n");
    document("Pages", &body, INDEX_SCRIPT)
}

/// The whole file. Only the script that is written here may run: its nonce hangs on everything else in the file, so that no text in
/// the file can know it.
fn document(title: &str, body: &str, script: &str) -> String {
    let mut hasher = DefaultHasher::new();
    (title, body, script).hash(&mut hasher);
    let nonce = hasher.finish();
    format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'nonce-{nonce:016x}'; \
         script-src 'nonce-{nonce:016x}'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta name=\"referrer\" content=\"no-referrer\"><title>{}</title>\n<style nonce=\"{nonce:016x}\">\n{STYLE}</style></head>\n\
         <body>\n{body}<script nonce=\"{nonce:016x}\">\n{script}</script></body></html>\n",
        escaped(title),
    )
}

fn percent(share: f32) -> String {
    format!("{:.0} %", share * 100.0)
}

/// The opening of a text, at a character boundary.
fn opening_of(text: &str, characters: usize) -> String {
    let mut opening: String = text.chars().take(characters).collect();
    if opening.len() < text.len() {
        opening.push('…');
    }
    opening
}

/// `JsonLd` as `json ld`.
fn spaced(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
        out.extend(c.to_lowercase());
    }
    out
}

/// A file name as a relative address.
fn address(file: &str) -> String {
    let mut out = String::from("./");
    for byte in file.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => out.push(byte.into()),
            byte => push(&mut out, format_args!("%{byte:02X}")),
        }
    }
    out
}

/// Text as it may stand in HTML and in attributes.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\0' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

fn push(out: &mut String, arguments: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = out.write_fmt(arguments);
}
