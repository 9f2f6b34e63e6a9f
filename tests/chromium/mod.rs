//! A headless Chromium and a server for the pages that it is shown, for tests that ask what a browser makes of output.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::process::Command;
use std::sync::{Arc, mpsc};

/// Names under which systems have Chromium.
const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "chrome"];

/// Serves pages by their path; gives the port, and what is asked for, path by path.
pub fn serve(pages: HashMap<String, String>) -> (u16, mpsc::Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let (send, asked) = mpsc::channel();
    let pages = Arc::new(pages);
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let (pages, send) = (pages.clone(), send.clone());
            std::thread::spawn(move || answer(&stream, &pages, &send));
        }
    });
    (port, asked)
}

/// The browser without a window, about to open the page at `/`. It keeps what it keeps in the folder `profile`.
pub fn browser(port: u16, profile: &tempfile::TempDir) -> Command {
    let browser = BROWSERS
        .iter()
        .find(|name| Command::new(name).arg("--version").output().is_ok())
        .expect("Chromium is needed for this test");
    let mut command = Command::new(browser);
    command
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
        ])
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .arg(format!("http://127.0.0.1:{port}/"));
    command
}

fn answer(stream: &TcpStream, pages: &HashMap<String, String>, asked: &mpsc::Sender<String>) {
    let mut lines = BufReader::new(stream).lines();
    let Some(Ok(line)) = lines.next() else { return };
    let path = line.split(' ').nth(1).unwrap_or_default();
    while lines
        .next()
        .is_some_and(|line| line.is_ok_and(|line| !line.is_empty()))
    {}
    // Who asks after the end of the test is not heard.
    let _ = asked.send(path.to_owned());
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
