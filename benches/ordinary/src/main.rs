//! The nested page the ordinary way, as a measure: async-graphql's derived resolvers, a DataLoader for each link,
//! sea-orm on a pool of sqlx connections, actix-web. Built as these libraries' guides say, without a mistake on purpose.
#![expect(clippy::print_stdout, reason = "a server says where it answers")]

mod cursor;
mod loaders;
mod schema;

use std::{io, path::Path};

use actix_web::{App, HttpResponse, HttpServer, web};
use async_graphql::{EmptyMutation, EmptySubscription, Request};
use sea_orm::{ConnectOptions, Database, DatabaseConnection, DbErr};

use schema::Query;

type Schema = async_graphql::Schema<Query, EmptyMutation, EmptySubscription>;

/// Connections for each core, as many as the release server's readers.
const CONNECTIONS_PER_CORE: u32 = 4;
/// Texts of statements differ with the number of keys; this is enough for all that the page needs.
const STATEMENTS: usize = 1_000;

fn main() -> io::Result<()> {
    let database = std::env::args_os().nth(1).ok_or_else(|| io::Error::other("which database?"))?;
    actix_web::rt::System::new().block_on(async {
        let database = open(Path::new(&database)).await.map_err(io::Error::other)?;
        let schema = Schema::new(Query, EmptyMutation, EmptySubscription);
        let server = HttpServer::new(move || {
            App::new()
                .app_data(web::Data::new(schema.clone()))
                .app_data(web::Data::new(database.clone()))
                .route("/graphql", web::post().to(answer))
        })
        .bind("127.0.0.1:0")?;
        println!("The ordinary server answers at http://{}/", server.addrs()[0]);
        server.run().await
    })
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
                .pragma("query_only", "ON")
                .pragma("trusted_schema", "OFF")
                .pragma("temp_store", "MEMORY")
                .pragma("cache_size", "-16000")
                .pragma("mmap_size", "68719476736")
        });
    Database::connect(options).await
}

async fn answer(
    request: web::Json<Request>,
    schema: web::Data<Schema>,
    database: web::Data<DatabaseConnection>,
) -> HttpResponse {
    let request = loaders::attach(request.into_inner(), &database);
    HttpResponse::Ok().json(schema.execute(request).await)
}
