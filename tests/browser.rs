//! What a real browser makes of the output for a page of known payloads: it runs nothing and asks for nothing. Needs Chromium;
//! `.ci/run` runs this where it is there: `cargo test --test browser -- --ignored`.

mod chromium;

use dehusk::{Extractor, Input};
use std::collections::HashMap;
use std::process::Stdio;
use std::time::Duration;

const PAYLOADS: &str = include_str!("harmless/payloads.html");

/// What the page does when one of its payloads opens a dialog: it asks the server for an address that says so.
const WATCH: &str = "<script>for (const name of ['alert', 'confirm', 'prompt', 'print', 'msgbox'])
    window[name] = what => { fetch('/ran/' + name + '?' + encodeURIComponent(what), {keepalive: true}); };</script>";

/// What the page does at last: it moves over, focuses and clicks everything, then says that it is done, and whether the text is
/// there.
const PROVOKE: &str = "<script>window.addEventListener('load', () => setTimeout(() => {
    for (const element of document.querySelectorAll('body *')) {
        for (const event of ['mouseover', 'focus', 'mouseenter', 'pointerdown'])
            element.dispatchEvent(new Event(event, {bubbles: true}));
        const address = element.getAttribute('href') || '';
        if (!/^(https?:|mailto:|[^:]*$)/i.test(address)) fetch('/ran/address?' + encodeURIComponent(address));
    }
    for (const link of document.querySelectorAll('a')) if (link.protocol == 'javascript:') link.click();
    setTimeout(() => fetch('/done?' + document.body.innerText.includes('The oldest one')), 300);
}, 300));</script>";

/// How long the browser may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// Dialogs that the page of payloads opens at least when it is shown itself.
const DIALOGS: usize = 4;

/// Opens a page in the browser and gives the addresses that it asked for beside its own, sorted, each once. It is over when it
/// says that it is done, or when what it asked for is enough.
fn asked(body: &str, is_enough: fn(&[String]) -> bool) -> Vec<String> {
    let page = format!(
        "<!DOCTYPE html><meta charset=utf-8>{WATCH}{PROVOKE}<link rel=icon href=data:,><body>{body}"
    );
    let (port, requests) = chromium::serve(HashMap::from([("/".to_owned(), page)]));
    let profile = tempfile::tempdir().expect("a folder");
    let mut browser = chromium::browser(port, &profile)
        .arg("--remote-debugging-port=0")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the browser runs");
    let mut asked = Vec::new();
    while !is_enough(&asked) {
        match requests.recv_timeout(PATIENCE) {
            Ok(path) if path == "/done?true" => break,
            Ok(path) => asked.push(path),
            Err(_) => {
                let _ = browser.kill();
                panic!("the page was not shown to its end: {asked:?}");
            }
        }
    }
    browser.kill().expect("it still runs");
    browser.wait().expect("it ends");
    assert_eq!(asked.remove(0), "/");
    asked.sort();
    asked.dedup();
    asked
}

/// The HTML of the article, and what a renderer with raw HTML on makes of its Markdown.
fn outputs(images: bool) -> [String; 2] {
    let extractor = Extractor::builder()
        .keep("article")
        .images(images)
        .build()
        .expect("a selector");
    let article = extractor.extract(Input::html(PAYLOADS));
    let mut rendered = String::new();
    let markdown = article.to_markdown();
    let events = pulldown_cmark::Parser::new_ext(&markdown, pulldown_cmark::Options::ENABLE_TABLES);
    pulldown_cmark::html::push_html(&mut rendered, events);
    [article.to_html(), rendered]
}

#[test]
#[ignore = "needs Chromium"]
fn the_browser_runs_the_payloads_of_the_page_itself() {
    // What is tested below can fail: these are attacks.
    let dialogs = |asked: &[String]| {
        asked
            .iter()
            .filter(|path| path.starts_with("/ran/alert"))
            .count()
            >= DIALOGS
    };
    asked(PAYLOADS, dialogs);
}

#[test]
#[ignore = "needs Chromium"]
fn output_without_images_runs_nothing_and_asks_for_nothing() {
    for output in outputs(false) {
        assert_eq!(asked(&output, |_| false), [""; 0], "{output}");
    }
}

#[test]
#[ignore = "needs Chromium"]
fn output_asks_for_its_images_and_nothing_else() {
    for output in outputs(true) {
        let asked = asked(&output, |_| false);
        // Images of the article, whose addresses are the page's: the picture, and the payloads that have an address.
        let images = ["/picture.png", "/x", "/1"];
        assert!(
            asked.iter().all(|path| images.contains(&&**path)),
            "{asked:?}\n{output}"
        );
        assert!(
            asked.contains(&"/picture.png".to_owned()),
            "{asked:?}\n{output}"
        );
    }
}
