//! The nested page with Seaography: its schema is made from the entities, and its data loaders read from the same
//! SQLite file. `demarche-peer-seaography DATABASE` says where it answers.

mod related;

use std::{io, path::Path, sync::LazyLock};

use actix_web::{App, HttpResponse, HttpServer, web};
use async_graphql::{Request, dynamic::Schema};
use sea_orm::{ConnectOptions, Database, DatabaseConnection, DbErr};
use seaography::{Builder, BuilderContext};

use related::*;

const CONNECTIONS_PER_CORE: u32 = 4;
const STATEMENTS: usize = 1_000;
static CONTEXT: LazyLock<BuilderContext> = LazyLock::new(BuilderContext::default);

fn main() -> io::Result<()> {
    let database = std::env::args_os().nth(1).ok_or_else(|| io::Error::other("which database?"))?;
    actix_web::rt::System::new().block_on(async {
        let database = open(Path::new(&database)).await.map_err(io::Error::other)?;
        let schema = schema(database).map_err(io::Error::other)?;
        let server = HttpServer::new(move || {
            App::new().app_data(web::Data::new(schema.clone())).route("/graphql", web::post().to(answer))
        })
        .bind("127.0.0.1:0")?;
        println!("Seaography answers at http://{}/graphql, process {}", server.addrs()[0], std::process::id());
        server.run().await
    })
}

fn schema(database: DatabaseConnection) -> Result<Schema, async_graphql::dynamic::SchemaError> {
    let mut builder = Builder::new(&CONTEXT, database.clone());
    seaography::register_entity!(builder, event, mutation: false);
    seaography::register_entity!(builder, place, mutation: false);
    seaography::register_entity!(builder, participation, mutation: false);
    seaography::register_entity!(builder, party, mutation: false);
    seaography::register_entity!(builder, statement_event, mutation: false);
    seaography::register_entity!(builder, statement, mutation: false);
    seaography::register_entity!(builder, sanction_event, mutation: false);
    seaography::register_entity!(builder, sanction, mutation: false);
    seaography::register_entity!(builder, sanction_issuer, mutation: false);
    seaography::register_entity!(builder, sanction_target, mutation: false);
    seaography::register_entity!(builder, citation, mutation: false);
    seaography::register_entity!(builder, source, mutation: false);
    builder.schema_builder().data(database).finish()
}

/// A pool with the settings of the release server's connections.
async fn open(database: &Path) -> Result<DatabaseConnection, DbErr> {
    let cores = std::thread::available_parallelism().map_or(1, |cores| cores.get() as u32);
    let mut options = ConnectOptions::new("sqlite:");
    let database = database.to_owned();
    options
        .max_connections(CONNECTIONS_PER_CORE * cores)
        .test_before_acquire(false)
        .sqlx_logging(false)
        .map_sqlx_sqlite_opts(move |options| {
            options
                .filename(&database)
                .read_only(true)
                .statement_cache_capacity(STATEMENTS)
                .pragma("temp_store", "MEMORY")
                .pragma("cache_size", "-16000")
                .pragma("mmap_size", "1073741824")
        });
    Database::connect(options).await
}

async fn answer(request: web::Json<Request>, schema: web::Data<Schema>) -> HttpResponse {
    HttpResponse::Ok().json(schema.execute(request.into_inner()).await)
}
