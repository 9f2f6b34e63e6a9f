//! A headless Chromium and a server for the pages that it is shown, for tests that ask what a browser makes of output.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::process::Command;
use std::sync::Arc;

/// Names under which systems have Chromium.
const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "chrome"];

/// What the browser made of a page: its elements when it was done, and what it said on the console.
pub struct Shown {
    pub dom: String,
    pub console: Vec<String>,
}

/// Opens the page at `/` of these pages, in a window of this width.
pub fn open(pages: HashMap<String, String>, width: u32) -> Shown {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let pages = Arc::new(pages);
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let pages = pages.clone();
            std::thread::spawn(move || serve(&stream, &pages));
        }
    });
    let profile = tempfile::tempdir().expect("a folder");
    let browser = BROWSERS
        .iter()
        .find(|name| Command::new(name).arg("--version").output().is_ok())
        .expect("Chromium is needed for this test");
    let ran = Command::new(browser)
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--enable-logging=stderr",
            "--virtual-time-budget=5000",
            "--dump-dom",
        ])
        .arg(format!("--window-size={width},900"))
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .arg(format!("http://127.0.0.1:{port}/"))
        .output()
        .expect("the browser runs");
    let said = String::from_utf8_lossy(&ran.stderr);
    Shown {
        dom: String::from_utf8_lossy(&ran.stdout).into_owned(),
        console: said
            .lines()
            .filter(|line| line.contains(":CONSOLE"))
            .map(str::to_owned)
            .collect(),
    }
}

fn serve(stream: &TcpStream, pages: &HashMap<String, String>) {
    let mut lines = BufReader::new(stream).lines();
    let Some(Ok(line)) = lines.next() else { return };
    let path = line.split(' ').nth(1).unwrap_or_default();
    while lines
        .next()
        .is_some_and(|line| line.is_ok_and(|line| !line.is_empty()))
    {}
    let (status, body) = match pages.get(path) {
        Some(body) => ("200 OK", body.as_str()),
        None if path == "/favicon.ico" => ("204 No Content", ""),
        None => ("404 Not Found", ""),
    };
    let kind = "Content-Type: text/html; charset=utf-8\r\nConnection: close";
    let mut stream = stream;
    // The browser may be gone already.
    let _ = write!(
        stream,
        "HTTP/1.1 {status}\r\n{kind}\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
}
