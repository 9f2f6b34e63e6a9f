//! HTTP responses as archives keep them: the header is read, and the body taken out of the encodings that the header names.

use fastwarc::stream_io::brotli::BrotliReader;
use fastwarc::stream_io::chunked::ChunkedReader;
use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use std::io::{Cursor, Read};

/// Encodings that are undone one after the other. Stops a header that names thousands.
const MOST_ENCODINGS: usize = 4;

/// What the header of a response says.
#[derive(Debug, Default)]
pub struct Head {
    pub content_type: Option<String>,
    /// Encodings of the body, in the order in which they were applied.
    encodings: Vec<String>,
    /// Where the body begins.
    body: usize,
}

impl Head {
    /// Reads the header of a response; `None` if there is none.
    pub fn read(response: &[u8]) -> Option<Head> {
        if !response.starts_with(b"HTTP/") {
            return None;
        }
        let mut head = Head::default();
        let mut transfer = Vec::new();
        for line in response.split_inclusive(|&byte| byte == b'\n') {
            head.body += line.len();
            let line = line.trim_ascii();
            if line.is_empty() {
                break;
            }
            // Header fields are Latin-1 at worst, and those that matter ASCII.
            let line = String::from_utf8_lossy(line);
            let Some((name, value)) = line.split_once(':') else {
                continue;
            };
            let value = value.trim();
            match name.trim().to_ascii_lowercase().as_str() {
                "content-type" => head.content_type = Some(value.to_owned()),
                "content-encoding" => head.encodings.extend(tokens(value)),
                "transfer-encoding" => transfer.extend(tokens(value)),
                _ => {}
            }
        }
        head.encodings.append(&mut transfer);
        Some(head)
    }

    /// The body as it was before it was encoded, up to `limit` bytes. Archives often keep the header of a response whose body they
    /// have decoded: what does not decode is taken as it is.
    pub fn body(&self, mut response: Vec<u8>, limit: u64) -> Vec<u8> {
        response.drain(..self.body);
        let mut body = response;
        for encoding in self.encodings.iter().rev().take(MOST_ENCODINGS) {
            match decode(encoding, &body, limit) {
                Some(decoded) => body = decoded,
                None => break,
            }
        }
        body
    }
}

fn tokens(value: &str) -> impl Iterator<Item = String> {
    value
        .split(',')
        .map(|token| token.trim().to_ascii_lowercase())
        .filter(|token| !token.is_empty() && token != "identity")
}

/// The bytes without one encoding; of a body that was cut, as far as it goes. `None` if they are not in it.
fn decode(encoding: &str, bytes: &[u8], limit: u64) -> Option<Vec<u8>> {
    match encoding {
        "chunked" => read(ChunkedReader::new(Cursor::new(bytes.to_vec())), limit),
        "gzip" | "x-gzip" => read(MultiGzDecoder::new(bytes), limit),
        // By the standard it is zlib's format; some servers send it without its header.
        "deflate" => {
            read(ZlibDecoder::new(bytes), limit).or_else(|| read(DeflateDecoder::new(bytes), limit))
        }
        "br" => read(BrotliReader::new(Cursor::new(bytes.to_vec())), limit),
        "zstd" => read(zstd::Decoder::with_buffer(bytes).ok()?, limit),
        _ => None,
    }
}

fn read(decoder: impl Read, limit: u64) -> Option<Vec<u8>> {
    let mut decoded = Vec::new();
    match decoder.take(limit).read_to_end(&mut decoded) {
        Ok(_) => Some(decoded),
        Err(_) if decoded.is_empty() => None,
        Err(_) => Some(decoded),
    }
}
