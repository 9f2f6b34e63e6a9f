//! What a real browser makes of the output for a page of known payloads: it runs nothing and asks for nothing. Needs Chromium;
//! `.ci/run` runs this where it is there: `cargo test --test browser -- --ignored`.

use dehusk::{Extractor, Input};
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Command, Stdio};
use std::sync::{Arc, mpsc};
use std::time::Duration;

const PAYLOADS: &str = include_str!("harmless/payloads.html");

/// Names under which systems have Chromium.
const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "chrome"];

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
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let (send, requests) = mpsc::channel();
    std::thread::spawn(move || {
        let page = Arc::new(page);
        for stream in listener.incoming().flatten() {
            let (page, send) = (page.clone(), send.clone());
            std::thread::spawn(move || serve(&stream, &send, &page));
        }
    });
    let profile = tempfile::tempdir().expect("a folder");
    let browser = BROWSERS
        .iter()
        .find(|name| Command::new(name).arg("--version").output().is_ok())
        .expect("Chromium is needed for this test");
    let mut browser = Command::new(browser)
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--remote-debugging-port=0",
        ])
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .arg(format!("http://127.0.0.1:{port}/page"))
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
    assert_eq!(asked.remove(0), "/page");
    asked.sort();
    asked.dedup();
    asked
}

fn serve(stream: &TcpStream, requests: &mpsc::Sender<String>, page: &str) {
    let mut lines = BufReader::new(stream).lines();
    let Some(Ok(line)) = lines.next() else { return };
    let path = line.split(' ').nth(1).unwrap_or_default().to_owned();
    while lines
        .next()
        .is_some_and(|line| line.is_ok_and(|line| !line.is_empty()))
    {}
    let body = if path == "/page" { page } else { "" };
    // Who asks after the end of the test is not heard.
    let _ = requests.send(path);
    let kind = "Content-Type: text/html; charset=utf-8\r\nConnection: close";
    // The browser may be gone already.
    let mut stream = stream;
    let _ = write!(
        stream,
        "HTTP/1.1 200 OK\r\n{kind}\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
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
