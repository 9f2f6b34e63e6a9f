//! export (temporary form)
#[path = "train/labels.rs"]
mod labels;
#[path = "train/pages.rs"]
mod pages;

use dehusk::{Extractor, Input};
use rayon::prelude::*;
use std::io::Write;
use std::path::PathBuf;

fn main() -> Result<(), String> {
    let mut args = std::env::args().skip(1);
    let bench = PathBuf::from(args.next().unwrap());
    let out = PathBuf::from(args.next().unwrap());
    std::fs::create_dir_all(&out).unwrap();
    let extractor = Extractor::default();
    let mut meta = std::fs::File::create(out.join("pages.jsonl")).unwrap();
    let mut rows = std::io::BufWriter::new(std::fs::File::create(out.join("rows.f32")).unwrap());
    let mut width = 0;
    for set in pages::SETS {
        let pages = pages::read(&bench, set)?;
        let done: Vec<_> = pages
            .par_iter()
            .map(|page| {
                let bytes = std::fs::read(&page.path).unwrap_or_default();
                let url = page.gold.url.clone().unwrap_or_default();
                let mut input = Input::bytes(&bytes).url(&url);
                if *set == "flat" {
                    input = input.as_text();
                }
                let features = extractor.features(input);
                let labels = labels::labels(&page.gold, &features.texts);
                // the same page flattened
                let text = features
                    .texts
                    .iter()
                    .filter(|t| !t.is_empty())
                    .map(|t| t.replace('\n', " "))
                    .collect::<Vec<_>>()
                    .join("\n");
                let flat = if *set != "flat" {
                    let f = extractor.features(Input::text(&text));
                    let l = labels::labels(&page.gold, &f.texts);
                    Some((f, l))
                } else {
                    None
                };
                (page, features, labels, flat)
            })
            .collect();
        for (page, features, labels, flat) in done {
            for (set, features, labels) in [(page.set.to_string(), features, labels)]
                .into_iter()
                .chain(flat.map(|(f, l)| (format!("{}~flat", page.set), f, l)))
            {
                width = features.width.max(width);
                serde_json::to_writer(&mut meta, &serde_json::json!({"set": set, "id": page.gold.id, "fold": page.fold(), "type": page.gold.page_type, "flat": features.flat,
                    "texts": features.texts, "labels": labels, "n": features.texts.len()})).unwrap();
                meta.write_all(b"\n").unwrap();
                for value in &features.values {
                    rows.write_all(&value.to_le_bytes()).unwrap();
                }
            }
        }
        eprintln!("{set}");
    }
    std::fs::write(
        out.join("columns.json"),
        serde_json::to_string(&dehusk::training::groups()).unwrap(),
    )
    .unwrap();
    Ok(())
}
