//! Walks the blocks of an article and shows what each is: `cargo run --example blocks -- page.html`.

use dehusk::{BodyBlock, Extractor, Input, RichText, Style};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args_os().nth(1).ok_or("usage: blocks PAGE")?;
    let bytes = std::fs::read(path)?;
    let article = Extractor::builder().build()?.extract(Input::bytes(&bytes));

    for block in article.blocks() {
        match block {
            BodyBlock::Heading { level, content } => println!("heading {level}: {}", content.text),
            BodyBlock::Paragraph { content } => {
                println!("paragraph: {}", content.text);
                show_links(content);
            }
            BodyBlock::List { items, .. } => {
                println!("list of {}:", items.len());
                for item in items {
                    println!(
                        "  {:indent$}- {}",
                        "",
                        item.content.text,
                        indent = 2 * usize::from(item.depth)
                    );
                }
            }
            BodyBlock::Table(table) => {
                println!(
                    "table {:?} of {} rows",
                    table.caption.text,
                    table.rows.len()
                );
            }
            BodyBlock::Quote { content } => println!("quotation of {} blocks", content.len()),
            BodyBlock::Code { language, text } => {
                println!(
                    "code in {}: {} lines",
                    language.as_deref().unwrap_or("?"),
                    text.lines().count()
                );
            }
            BodyBlock::Figure { image, caption } => {
                let address = image
                    .as_ref()
                    .map_or("no image", |image| image.url.as_str());
                println!("figure ({address}): {}", caption.text);
            }
            BodyBlock::Formula { tex } => println!("formula: {tex}"),
            // Kinds of block may be added in later versions.
            other => println!("{other:?}"),
        }
    }
    Ok(())
}

/// Marks are byte ranges of the text.
fn show_links(content: &RichText) {
    for span in &content.spans {
        if let Style::Link(target) = &span.style {
            println!(
                "  link {:?} to {target}",
                &content.text[span.start..span.end]
            );
        }
    }
}
