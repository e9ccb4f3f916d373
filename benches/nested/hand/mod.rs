//! The measure: the same page by hand, as well as can reasonably be written. A handler that knows its one answer, a
//! read-only connection for each of the server's threads, one prepared statement for each list, run once for each
//! row above it, to-one rows joined, all of it in one snapshot and streamed into the buffer that is the answer.

mod cursor;
mod page;
mod write;

use std::path::{Path, PathBuf};

pub use cursor::Cursor;

use actix_web::{App, HttpResponse, HttpServer, error::ErrorInternalServerError, web};
use rusqlite::{Connection, OpenFlags};
use serde::Deserialize;

/// What the answer of fixed bytes is as long as.
pub const STATIC_BYTES: usize = 45_000;

#[derive(Deserialize)]
struct Body {
    variables: Variables,
}

#[derive(Deserialize)]
struct Variables {
    after: String,
}

/// Serves until it is killed; says where on its first line.
pub fn serve(database: &Path) -> std::io::Result<()> {
    actix_web::rt::System::new().block_on(async {
        let database = PathBuf::from(database);
        // as many threads as the release server has: actix decides for both
        let server = HttpServer::new(move || {
            let connection = open(&database).expect("the database was read a moment ago");
            App::new()
                .app_data(web::Data::new(connection))
                .route("/", web::post().to(answer))
                .route("/static", web::post().to(fixed))
        })
        .bind("127.0.0.1:0")?;
        println!("The hand-written server answers at http://{}/", server.addrs()[0]);
        server.run().await
    })
}

/// The same settings as the release server's readers have.
fn open(database: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(database, flags)?;
    connection.execute_batch(
        "PRAGMA query_only=ON; PRAGMA trusted_schema=OFF; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-16000;
         PRAGMA mmap_size=68719476736;",
    )?;
    Ok(connection)
}

async fn answer(body: web::Json<Body>, connection: web::Data<Connection>) -> actix_web::Result<HttpResponse> {
    let page = page::write(&connection, &body.variables.after).map_err(ErrorInternalServerError)?;
    Ok(HttpResponse::Ok().content_type("application/json; charset=utf-8").body(page))
}

/// How fast bytes leave that nobody has to make.
async fn fixed(_: web::Bytes) -> HttpResponse {
    static BYTES: [u8; STATIC_BYTES] = [b' '; STATIC_BYTES];
    HttpResponse::Ok().content_type("application/json; charset=utf-8").body(web::Bytes::from_static(&BYTES))
}
