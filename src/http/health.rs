//! Whether the server runs, and whether it should be sent requests.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use actix_web::{
    HttpResponse,
    http::header::{self, ContentType},
    web::Data,
};

use super::{Setup, problem};
use crate::graphql::Engine;

/// Whether the server has been told to stop.
#[derive(Clone, Debug, Default)]
pub struct Leaving(Arc<AtomicBool>);

impl Leaving {
    /// From now on it has.
    pub fn begin(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    fn begun(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// The process runs and takes requests: nothing else is asked.
pub async fn live() -> HttpResponse {
    fine()
}

/// The database answers, and the server is not about to stop. Told within a second or little more.
pub async fn ready(engine: Data<Engine>, setup: Data<Setup>) -> HttpResponse {
    if setup.leaving.begun() {
        return unready("The server is stopping.");
    }
    if engine.ready().await { fine() } else { unready("The database does not answer; the server's log says more.") }
}

fn fine() -> HttpResponse {
    HttpResponse::Ok()
        .content_type(ContentType::plaintext())
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body("ok\n")
}

fn unready(detail: &str) -> HttpResponse {
    let mut response = problem(503, "Not ready", detail);
    response.headers_mut().insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-store"));
    response
}
