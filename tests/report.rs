//! What a real browser makes of reports: they open, filter, find, unfold and sort, on a narrow screen too, and say nothing on the
//! console. Needs Chromium; `.ci/run` runs this where it is there: `cargo test --test report -- --ignored`.

mod chromium;
mod program;

use program::Place;
use std::collections::HashMap;
use std::fs;

const PAGE: &str = "<title>Rivers</title><nav><a href=/>Home</a> <a href=/a>Essays</a></nav><aside><p>Subscribe</p></aside>\
    <h1>Rivers</h1><p>A river is older than the valley it runs in, and it will be there when the valley has gone.\
    <p>Whoever lives beside one learns to read it, by its colour, by its sound, and by what it carries, year after year.\
    <pre>&lt;script&gt;document.title = 'ran'&lt;/script&gt;</pre><footer><p>Copyright</p><p>Imprint</p><p>Privacy</p><p>Contact</p></footer>";

/// What the browser made of a page: its elements when it was done, and what it said on the console.
struct Shown {
    dom: String,
    console: Vec<String>,
}

/// Opens the page at `/` of these pages, in a window of this width.
fn open(pages: HashMap<String, String>, width: u32) -> Shown {
    let (port, _asked) = chromium::serve(pages);
    let profile = tempfile::tempdir().expect("a folder");
    let ran = chromium::browser(port, &profile)
        .args([
            "--enable-logging=stderr",
            "--virtual-time-budget=5000",
            "--dump-dom",
        ])
        .arg(format!("--window-size={width},900"))
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

/// Shows a page in a frame, runs a script on it, and gives what the script says, one answer a line.
fn asked(pages: &[(&str, &str)], script: &str, width: u32) -> Vec<String> {
    let frame = format!(
        "<!doctype html><body style='margin:0'><iframe src='/page' style='width:{width}px;height:800px;border:0'></iframe><pre id=said></pre><script>\
         const say = what => document.getElementById('said').append(what + '\\n');\
         document.querySelector('iframe').addEventListener('load', event => {{\
         const page = event.target.contentDocument, all = css => [...page.querySelectorAll(css)];\
         const find = text => {{ const field = page.getElementById('find'); field.value = text;\
         field.dispatchEvent(new Event('input')); }};\
         try {{ {script} }} catch (error) {{ say('error ' + error); }} }});</script>"
    );
    let mut served: HashMap<String, String> = pages
        .iter()
        .map(|(path, body)| ((*path).to_owned(), (*body).to_owned()))
        .collect();
    served.insert("/".to_owned(), frame);
    let shown = open(served, width);
    assert_eq!(shown.console, [""; 0], "the console is quiet");
    let (_, said) = shown
        .dom
        .split_once("<pre id=\"said\">")
        .expect("the frame was shown");
    let (said, _) = said.split_once("</pre>").expect("an end");
    said.lines().map(str::to_owned).collect()
}

#[test]
#[ignore = "needs Chromium"]
fn a_report_filters_finds_and_unfolds() {
    let place = Place::new().with("one.html", PAGE);
    let report = place.run(&["--format", "report", "one.html"]).stdout();
    let script = "const seen = () => all('.block').filter(block => !block.hidden).length;\
        const total = all('.block').length;\
        say(page.title); say(seen() == total);\
        all('[data-show=kept]')[0].click(); say(seen() == all('.block.kept').length && seen() > 0);\
        all('[data-show=dropped]')[0].click(); say(seen() == all('.block.dropped').length && seen() > 0);\
        all('[data-show=all]')[0].click(); find('copyright');\
        const found = all('.block').filter(block => !block.hidden);\
        say(found.length + ' ' + found[0].open + ' ' + found[0].closest('.run').open + ' ' + (found[0].querySelectorAll('.reasons tr').length > 1));\
        find(''); say(seen() == total);\
        page.getElementById('unfold').click(); say(all('.run').every(run => run.open));\
        say(page.scripts.length);";
    let said = asked(&[("/page", &report)], script, 1200);
    assert_eq!(
        said,
        [
            "Rivers",
            "true",
            "true",
            "true",
            "1 true true true",
            "true",
            "true",
            "1"
        ]
    );
}

#[test]
#[ignore = "needs Chromium"]
fn a_report_fits_a_phone() {
    let place = Place::new().with("one.html", PAGE);
    let report = place.run(&["--format", "report", "one.html"]).stdout();
    let script = "say(page.documentElement.scrollWidth <= 390);";
    assert_eq!(asked(&[("/page", &report)], script, 390), ["true"]);
}

#[test]
#[ignore = "needs Chromium"]
fn an_index_sorts_and_filters() {
    let place = Place::new()
        .with("a/one.html", PAGE)
        .with("a/two.html", "<title>Nothing</title><p>Home");
    place.run(&["--format", "report", "--output", "out", "a"]);
    let index = fs::read_to_string(place.0.path().join("out/index.html")).expect("an index");
    let script = "const values = () => all('tbody tr').map(row => Number(row.cells[1].dataset.value));\
        const button = all('[data-sort=confidence]')[0];\
        button.click(); const up = values(); button.click(); const down = values();\
        say(up[0] < up[1]); say(down[0] > down[1]);\
        find('nothing'); say(all('tbody tr').filter(row => !row.hidden).length);";
    assert_eq!(
        asked(&[("/page", &index)], script, 1200),
        ["true", "true", "1"]
    );
}
