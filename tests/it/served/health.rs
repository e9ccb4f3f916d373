//! What may befall a connection to PostgreSQL, and that none of it is felt by the next request.

use std::sync::Arc;

use demarche::{
    graphql::{Code, Engine, Outcome, Query, Setup},
    import::shipped,
    store::{self, Database},
    types::Limits,
};
use sea_orm::{ConnectionTrait, DatabaseConnection, TransactionTrait};

use crate::{
    postgres,
    store::each::{number, texts},
    world::RECORDED,
};

const DOCUMENT: &str = "{ events(first: 5) { totalCount nodes { title participations { nodes { role } } } } }";
const READERS: usize = 3;
/// What the connections of readers are told from others' by.
const READING: &str = "FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'demarche' \
    AND pid <> pg_backend_pid() AND query NOT LIKE '%pg_stat_activity%'";

/// A database with the incident, an engine that reads it, and a connection aside.
async fn served(timeout_ms: u64) -> Option<(Database, Arc<Engine>, DatabaseConnection)> {
    let address = postgres::fresh().await?;
    let database = store::open(&address).await.unwrap();
    store::load(&database.writer, &shipped::records().unwrap(), RECORDED).await.unwrap();
    let limits = Limits { timeout_ms, ..Limits::default() };
    let setup = Setup {
        limits,
        public_url: "http://x".to_owned(),
        readers: READERS,
        documents_only: false,
        introspection: true,
    };
    let engine = Arc::new(Engine::start(&database.place, setup).unwrap());
    let mut options = sea_orm::ConnectOptions::new(address);
    options.max_connections(2);
    Some((database, engine, sea_orm::Database::connect(options).await.unwrap()))
}

async fn ask(engine: &Engine) -> Outcome {
    let query = Query { document: DOCUMENT.to_owned(), ..Query::default() };
    engine.answer(&query, "2026-01-01").await
}

/// Asks as many at once as there are connections, several times; all must be answered alike.
async fn all_sound(engine: &Engine, expected: &Outcome) {
    for _ in 0..3 {
        let answers = futures_util::future::join_all((0..READERS * 2).map(|_| ask(engine))).await;
        assert!(answers.iter().all(|answer| answer == expected), "{answers:?}");
    }
}

/// Looks until it is so.
async fn until(aside: &DatabaseConnection, question: String, wanted: impl Fn(i64) -> bool) {
    while !wanted(number(aside, question.clone()).await) {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_cancelled_request_poisons_no_connection() {
    let Some((database, engine, aside)) = served(60_000).await else { return };
    let expected = ask(&engine).await;
    assert!(matches!(expected, Outcome::Data(_)));
    for _ in 0..3 {
        // what reads has to wait, inside its transaction
        let lock = aside.begin().await.unwrap();
        lock.execute_unprepared("LOCK TABLE participation").await.unwrap();
        let requests: Vec<_> = (0..READERS)
            .map(|_| {
                let engine = Arc::clone(&engine);
                tokio::spawn(async move { ask(&engine).await })
            })
            .collect();
        let waiting = format!("SELECT count(*) {READING} AND wait_event_type = 'Lock'");
        until(&aside, waiting.clone(), |count| count == READERS as i64).await;
        for request in requests {
            request.abort();
            assert!(request.await.unwrap_err().is_cancelled());
        }
        // what they had begun ends although it could go on no further
        until(&aside, waiting, |count| count == 0).await;
        lock.rollback().await.unwrap();
        all_sound(&engine, &expected).await;
    }
    until(&aside, format!("SELECT count(*) {READING} AND state <> 'idle'"), |count| count == 0).await;
    database.close().await.unwrap();
}

#[tokio::test]
async fn a_request_that_takes_too_long_is_ended() {
    let Some((database, engine, aside)) = served(2_000).await else { return };
    let lock = aside.begin().await.unwrap();
    lock.execute_unprepared("LOCK TABLE participation").await.unwrap();
    let Outcome::Problems(problems) = ask(&engine).await else { panic!("it could not be answered") };
    assert_eq!(problems[0].code, Code::RequestTimeout);
    assert_eq!(problems[0].numbers, [("limit", 2_000)]);
    // the database has ended it too
    until(&aside, format!("SELECT count(*) {READING} AND wait_event_type = 'Lock'"), |count| count == 0).await;
    lock.rollback().await.unwrap();
    assert!(matches!(ask(&engine).await, Outcome::Data(_)));
    database.close().await.unwrap();
}

#[tokio::test]
async fn lost_connections_are_replaced() {
    let Some((database, engine, aside)) = served(60_000).await else { return };
    let expected = ask(&engine).await;
    all_sound(&engine, &expected).await;
    let ended = texts(&aside, format!("SELECT pg_terminate_backend(pid)::text {READING}")).await;
    assert!(ended.len() >= READERS && ended.iter().all(|ended| ended == "true"), "{ended:?}");
    all_sound(&engine, &expected).await;
    database.close().await.unwrap();
}
