//! What a caller gives: a page and what is known about it.

use url::Url;

use crate::metadata::Date;

/// A page and what the caller knows about it.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    pub(super) content: Content<'a>,
    pub(super) form: Form,
    pub(super) content_type: Option<&'a str>,
    url: Option<&'a str>,
    pub(super) seen: Option<Date>,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Content<'a> {
    Bytes(&'a [u8]),
    Text(&'a str),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Unknown,
    Html,
    Text,
}

impl<'a> Input<'a> {
    /// A page as it was served or stored, in any encoding; HTML or flattened text, which is found out.
    pub fn bytes(bytes: &'a [u8]) -> Self {
        Input::new(Content::Bytes(bytes), Form::Unknown)
    }

    /// An HTML page that is decoded already.
    pub fn html(text: &'a str) -> Self {
        Input::new(Content::Text(text), Form::Html)
    }

    /// A page that somebody has flattened to text already.
    pub fn text(text: &'a str) -> Self {
        Input::new(Content::Text(text), Form::Text)
    }

    fn new(content: Content<'a>, form: Form) -> Self {
        Input {
            content,
            form,
            content_type: None,
            url: None,
            seen: None,
        }
    }

    /// Says that the page is HTML, whatever it looks like.
    pub fn as_html(mut self) -> Self {
        self.form = Form::Html;
        self
    }

    /// Says that the page is flattened text, whatever it looks like.
    pub fn as_text(mut self) -> Self {
        self.form = Form::Text;
        self
    }

    /// The `Content-Type` header that the page came with, such as `text/html; charset=gbk`. Its charset is evidence, not an
    /// order: servers are often wrong.
    pub fn content_type(mut self, value: &'a str) -> Self {
        self.content_type = Some(value);
        self
    }

    /// The address that the page came from. It makes links absolute, and its host and path are evidence for encoding, date
    /// and kind of page. One that cannot be parsed is ignored.
    pub fn url(mut self, value: &'a str) -> Self {
        self.url = Some(value);
        self
    }

    /// When the page was seen, in its own time. Only against it are "3 hours ago" and 昨天 dates; without it they tell nothing.
    /// A date more than three days later is neither that of publication nor that of a change; without it a date after 2030 is
    /// only where another place of the page bears it out.
    pub fn seen(mut self, date: Date) -> Self {
        self.seen = Some(date);
        self
    }

    pub(super) fn address(&self) -> Option<Url> {
        self.url.and_then(|url| Url::parse(url.trim()).ok())
    }
}
