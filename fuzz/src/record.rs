//! Records: a page with what somebody has stored beside it.

use arbitrary::Unstructured;
use dehusk::{Date, Extractor, Input};

use super::{CONTENT_TYPES, URLS, check_article, check_trace, made};

/// A record: any page with any address, any header and any date beside it. What is written of a date is read back as the same.
pub fn records(data: &[u8]) {
    let mut choices = Unstructured::new(data);
    let Ok(record) = Record::read(&mut choices) else {
        return;
    };
    let mut input = match record.is_html {
        true => Input::html(&record.page),
        false => Input::text(&record.page),
    };
    let mut bytes = Input::bytes(record.page.as_bytes());
    if let Some(url) = &record.url {
        (input, bytes) = (input.url(url), bytes.url(url));
    }
    if let Some(content_type) = &record.content_type {
        bytes = bytes.content_type(content_type);
    }
    let seen = record.seen.as_deref().map(str::parse::<Date>);
    if let Some(Ok(seen)) = seen {
        let written = seen.to_string();
        assert_eq!(
            written.parse(),
            Ok(seen),
            "a date is read back as another: {written}"
        );
        (input, bytes) = (input.seen(seen), bytes.seen(seen));
    }
    for input in [input, bytes] {
        let article = Extractor::default().extract(input);
        check_article(&article);
        check_trace(&article, Extractor::builder(), input);
        for date in [&article.metadata().published, &article.metadata().modified] {
            let Some(date) = date else { continue };
            let written = date.value.to_string();
            assert_eq!(
                written.parse(),
                Ok(date.value),
                "a date is read back as another: {written}"
            );
        }
    }
}

/// What is stored of a page.
struct Record {
    is_html: bool,
    url: Option<String>,
    content_type: Option<String>,
    seen: Option<String>,
    page: String,
}

impl Record {
    fn read(choices: &mut Unstructured<'_>) -> arbitrary::Result<Record> {
        /// Dates as records have them.
        const SEEN: [&str; 6] = [
            "2020-05-25",
            "2020-05-25T07:26",
            "2020-05-25T07:26+08:00",
            "2020-05",
            "0000-00-00",
            "1500-13-41T99:99",
        ];
        let mut field = |some: &[&str]| -> arbitrary::Result<Option<String>> {
            Ok(match choices.int_in_range(0..=3)? {
                0 => None,
                1 => Some(choices.arbitrary::<&str>()?.to_owned()),
                // A known one with something in it changed.
                2 => {
                    let known = choices.choose(some)?;
                    let at = known.floor_char_boundary(choices.choose_index(known.len())?);
                    let inserted: char = choices.arbitrary()?;
                    Some(format!("{}{inserted}{}", &known[..at], &known[at..]))
                }
                _ => Some((*choices.choose(some)?).to_owned()),
            })
        };
        let (url, content_type, seen) = (field(&URLS)?, field(&CONTENT_TYPES)?, field(&SEEN)?);
        let is_html = choices.arbitrary()?;
        let page = match choices.arbitrary()? {
            true => made::page(choices)?,
            false => {
                let rest = choices.bytes(choices.len())?;
                String::from_utf8_lossy(rest).into_owned()
            }
        };
        Ok(Record {
            is_html,
            url,
            content_type,
            seen,
            page,
        })
    }
}
