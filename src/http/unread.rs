//! Refusals of bodies that are not read to their end.

use std::{
    pin::Pin,
    task::{Context, Poll},
};

use actix_web::{
    HttpResponse,
    body::{BodySize, BoxBody, MessageBody},
    web::{Bytes, Payload},
};

/// A response's body with what was not read of the request's.
struct Held {
    body: BoxBody,
    _unread: Payload,
}

impl MessageBody for Held {
    type Error = <BoxBody as MessageBody>::Error;

    fn size(&self) -> BodySize {
        self.body.size()
    }

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Bytes, Self::Error>>> {
        Pin::new(&mut self.get_mut().body).poll_next(cx)
    }
}

/// Has the connection closed behind a response. The HTTP library reads a chunked body on when nobody holds it any more,
/// and one without end for ever.
pub fn closing(response: HttpResponse, unread: Payload) -> HttpResponse {
    response.map_body(|_, body| Held { body, _unread: unread }).map_into_boxed_body()
}
