//! Whether the server says that it can be sent requests when it can, and only then.

use std::fs;

use sea_orm::{ConnectionTrait, TransactionTrait};
use tempfile::tempdir;

use crate::{
    postgres,
    program::{Server, demarche},
    world::{Answer, Backend, World, answer, incidents},
};

/// Asserts what /readyz says; that the server lives it says always.
fn assert_ready(get: impl Fn(&str) -> Answer, ready: bool) {
    let answer = get("/readyz");
    assert_eq!(answer.header("cache-control"), "no-store");
    if ready {
        assert_eq!((answer.status, answer.body.as_str()), (200, "ok\n"), "{}", answer.body);
    } else {
        assert_eq!((answer.status, answer.header("content-type")), (503, "application/problem+json"));
        assert_eq!(answer.json()["title"], "Not ready");
    }
    let alive = get("/healthz");
    assert_eq!((alive.status, alive.body.as_str()), (200, "ok\n"));
}

#[test]
fn a_server_is_ready_when_its_database_answers() {
    for world in incidents() {
        assert_ready(|path| answer(world.agent().get(world.url(path)).call()), true);
    }
}

#[test]
fn a_file_that_cannot_be_read_is_told() {
    let world = World::new(Backend::Sqlite);
    let get = |path: &str| answer(world.agent().get(world.url(path)).call());
    let (there, away) = (&world.database, format!("{}-away", world.database));
    for _ in 0..2 {
        assert_ready(get, true);
        fs::rename(there, &away).unwrap();
        assert_ready(get, false);
        fs::write(there, "this is not a database, but a text of some length").unwrap();
        assert_ready(get, false);
        fs::remove_file(there).unwrap();
        fs::rename(&away, there).unwrap();
    }
    assert_ready(get, true);
}

#[test]
fn a_postgresql_that_is_stopped_is_told_until_it_is_started() {
    let Some(mut database) = postgres::Server::own() else { return };
    let folder = tempdir().unwrap();
    let address = database.database();
    let args = ["--listen", "127.0.0.1:0", "--database", &address, "--timeout-ms", "600000"];
    let (server, log) = Server::logging(demarche(folder.path(), &args));
    let get = |path: &str| server.get(path);
    for _ in 0..2 {
        assert_ready(get, true);
        database.stop();
        assert_ready(get, false);
        while !log.recv().unwrap().contains("not ready") {}
        assert_ready(get, false);
        database.start();
        // it may be that a connection which had begun is refused still
        while get("/readyz").status != 200 {}
        assert_ready(get, true);
        assert_eq!(server.events()["totalCount"], 28);
        log.try_iter().for_each(drop);
    }
    // what does not answer in time is not waited for, though a request would be
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let aside = sea_orm::Database::connect(&address).await.unwrap();
        let lock = aside.begin().await.unwrap();
        lock.execute_unprepared("LOCK TABLE sequence").await.unwrap();
        assert_ready(get, false);
        lock.rollback().await.unwrap();
        aside.close().await.unwrap();
    });
    assert_ready(get, true);
}

#[test]
fn a_server_that_is_told_to_stop_says_so_before_it_does() {
    let folder = tempdir().unwrap();
    let start = |args: &[&str]| Server::start(demarche(folder.path(), &[args, &["--listen", "127.0.0.1:0"]].concat()));
    let mut server = start(&["--shutdown-delay-ms", "600000"]);
    assert_ready(|path| server.get(path), true);
    server.terminate();
    while server.get("/readyz").status == 200 {}
    assert_ready(|path| server.get(path), false);
    assert_eq!(server.events()["totalCount"], 28, "it goes on answering");
    // told again it does not wait
    server.terminate();
    assert!(server.child.wait().unwrap().success());
    let mut server = start(&[]);
    assert_eq!(server.events()["totalCount"], 28);
    server.terminate();
    assert!(server.child.wait().unwrap().success(), "without a delay it stops at once");
}
