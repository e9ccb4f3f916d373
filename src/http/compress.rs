//! Answers packed as the client takes them: br, zstd, gzip or deflate, where they are long enough to gain by it.

use actix_http::encoding::Encoder;
use actix_web::{
    HttpRequest, HttpResponse,
    body::{BodySize, MessageBody},
    http::header::{self, AcceptEncoding, ContentEncoding, Encoding, Header},
};

/// Shorter bodies fit into a packet or two, packed or not.
const SHORT: u64 = 1_400;

const CODINGS: [Encoding; 5] =
    [Encoding::identity(), Encoding::brotli(), Encoding::zstd(), Encoding::gzip(), Encoding::deflate()];

/// The response in the coding that suits the client best; of those alike to it br before zstd before gzip.
pub fn compressed(request: &HttpRequest, response: HttpResponse) -> HttpResponse {
    let worthwhile = matches!(response.body().size(), BodySize::Sized(length) if length >= SHORT);
    if !worthwhile || !request.headers().contains_key(header::ACCEPT_ENCODING) {
        return response;
    }
    let accepted = AcceptEncoding::parse(request).ok();
    match accepted.and_then(|accepted| accepted.negotiate(CODINGS.iter())) {
        None | Some(Encoding::Unknown(_) | Encoding::Known(ContentEncoding::Identity)) => response,
        Some(Encoding::Known(coding)) => {
            response.map_body(|head, body| Encoder::response(coding, head, body)).map_into_boxed_body()
        }
    }
}
