//! What browsers load: the files of `web/bundle`, compiled in compressed as they lie there, and how any file is sent: with
//! an ETag, how long to keep it, and what it may load itself. Which address has which file is told elsewhere.

use std::io::Read;

use actix_web::{
    HttpRequest, HttpResponse,
    http::header::{self, AcceptEncoding, ContentEncoding, ETag, Encoding, EntityTag, Header, IfNoneMatch},
    web::Bytes,
};
use flate2::read::GzDecoder;
use rust_embed::{EmbeddedFile, RustEmbed};

use crate::domain::identity::hexadecimal;

#[derive(RustEmbed)]
#[folder = "web/bundle"]
struct Bundle;

/// What files may load and do: the server's own scripts, styles, pictures, fonts and answers. Nobody may frame them.
pub const POLICY: &str = "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self' data:; \
    font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// How long a file is kept without asking.
#[derive(Clone, Copy, Debug)]
pub enum Kept {
    /// For good: its name is another when its content is.
    ForGood,
    /// Not at all: whether it is still the same is asked each time.
    Asked,
}

/// A file to send.
pub struct File {
    content: Bytes,
    media: &'static str,
    /// The encoding that `content` is in, if any.
    gzip: bool,
    /// What tells it from every other content and encoding.
    tag: String,
}

impl File {
    /// A file of the bundle by its path in it, in an encoding that the request takes.
    pub fn of_bundle(request: &HttpRequest, path: &str) -> Option<Self> {
        let EmbeddedFile { data, metadata, .. } = Bundle::get(&format!("{path}.gz"))?;
        let tag = hexadecimal(&metadata.sha256_hash());
        let media = media(path);
        if takes_gzip(request) {
            let content = match data {
                std::borrow::Cow::Borrowed(data) => Bytes::from_static(data),
                std::borrow::Cow::Owned(data) => data.into(),
            };
            return Some(Self { content, media, gzip: true, tag });
        }
        let mut content = Vec::new();
        GzDecoder::new(&*data).read_to_end(&mut content).expect("a test inflates every file of the bundle");
        Some(Self { content: content.into(), media, gzip: false, tag: format!("{tag}-identity") })
    }

    /// A file that is made here, sent as it is.
    pub fn made(content: Bytes, media: &'static str, tag: String) -> Self {
        Self { content, media, gzip: false, tag }
    }

    /// The answer that sends it, or says that the client has it already.
    pub fn send(self, request: &HttpRequest, kept: Kept) -> HttpResponse {
        let tag = EntityTag::new_strong(self.tag);
        let known = match IfNoneMatch::parse(request) {
            Ok(IfNoneMatch::Any) => true,
            Ok(IfNoneMatch::Items(tags)) => tags.iter().any(|known| known.weak_eq(&tag)),
            Err(_) => false,
        };
        let mut response = if known { HttpResponse::NotModified() } else { HttpResponse::Ok() };
        response.insert_header(ETag(tag)).insert_header((header::VARY, "Accept-Encoding"));
        response.insert_header((
            header::CACHE_CONTROL,
            match kept {
                Kept::ForGood => "public, max-age=31536000, immutable",
                Kept::Asked => "no-cache",
            },
        ));
        response
            .insert_header((header::CONTENT_SECURITY_POLICY, POLICY))
            .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
            .insert_header((header::X_FRAME_OPTIONS, "DENY"))
            .insert_header((header::REFERRER_POLICY, "same-origin"));
        if known {
            return response.finish();
        }
        if self.gzip {
            response.insert_header(ContentEncoding::Gzip);
        }
        response.content_type(self.media).body(self.content)
    }
}

fn takes_gzip(request: &HttpRequest) -> bool {
    let offered = [Encoding::gzip(), Encoding::identity()];
    request.headers().contains_key(header::ACCEPT_ENCODING)
        && AcceptEncoding::parse(request).is_ok_and(|taken| taken.negotiate(offered.iter()) == Some(Encoding::gzip()))
}

/// The media type by the name's ending.
fn media(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("txt") => "text/plain; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("ttf") => "font/ttf",
        _ => "application/octet-stream",
    }
}
