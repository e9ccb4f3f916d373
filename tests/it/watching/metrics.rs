//! What Prometheus collects: that it is what happened, to the number.

use std::{
    fs,
    io::Write,
    net::TcpStream,
    time::{SystemTime, UNIX_EPOCH},
};

use serde_json::json;
use tempfile::tempdir;

use super::exposition::{Samples, read};
use crate::{
    http::sha256,
    program::{Server, demarche},
    world::{Backend, World, answer, backends},
};

fn collect(world: &World) -> Samples {
    let answer = answer(world.agent().get(world.url("/metrics")).call());
    assert_eq!((answer.status, answer.header("content-type")), (200, "text/plain; version=0.0.4; charset=utf-8"));
    assert_eq!(answer.header("cache-control"), "no-store");
    read(&answer.body)
}

fn requests(samples: &Samples, code: &str) -> f64 {
    samples.get(&format!("demarche_requests_total{{code=\"{code}\"}}")).copied().unwrap_or(0.0)
}

/// Collects until it is so.
fn until(world: &World, wanted: impl Fn(&Samples) -> bool) {
    while !wanted(&collect(world)) {}
}

#[test]
fn counters_rise_exactly_with_requests() {
    for backend in backends() {
        let world = World::tuned(backend, |settings| settings.max_batch = 3);
        let counted = || {
            let samples = collect(&world);
            let codes = ["OK", "NOT_MODIFIED", "GRAPHQL_VALIDATION_FAILED", "BAD_USER_INPUT", "HTTP_REFUSED"];
            let mut all = codes.map(|code| requests(&samples, code)).to_vec();
            let others = [
                "demarche_request_duration_seconds_count",
                "demarche_document_cache_hits_total",
                "demarche_document_cache_misses_total",
                "demarche_plans_compiled_total",
            ];
            all.extend(others.map(|name| samples[name]));
            all
        };
        let post = |body: serde_json::Value| drop(world.post(&body.to_string()));
        let good = |first: i64| {
            let query = "query ($first: Int) { events(first: $first) { nodes { title } } }";
            json!({ "query": query, "variables": { "first": first } })
        };
        assert_eq!(counted(), [0.0; 9]);
        post(good(1));
        //  OK, not modified, invalid, bad input, refused; timed; hits, misses, plans
        assert_eq!(counted(), [1.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 1.0, 1.0]);
        (2..10).for_each(|first| post(good(first)));
        assert_eq!(counted(), [9.0, 0.0, 0.0, 0.0, 0.0, 9.0, 8.0, 1.0, 1.0]);
        // no variables at all: another plan of the same document
        post(json!({ "query": good(1)["query"] }));
        assert_eq!(counted(), [10.0, 0.0, 0.0, 0.0, 0.0, 10.0, 9.0, 1.0, 2.0]);
        (0..2).for_each(|_| post(json!({ "query": "{ nothing }" })));
        post(json!({ "query": 1 }));
        assert_eq!(counted(), [10.0, 0.0, 2.0, 1.0, 0.0, 13.0, 9.0, 3.0, 2.0]);
        post(json!([good(1), good(2), { "query": "{ nothing }" }]));
        assert_eq!(counted(), [12.0, 0.0, 3.0, 1.0, 0.0, 16.0, 11.0, 4.0, 2.0]);
        answer(world.agent().delete(world.url("/graphql")).call());
        answer(world.agent().post(world.url("/graphql")).content_type("text/plain").send("x"));
        assert_eq!(counted(), [12.0, 0.0, 3.0, 1.0, 2.0, 16.0, 11.0, 4.0, 2.0]);
        let tagged = answer(world.agent().get(world.url("/graphql?query={__typename}")).call());
        let request = world.agent().get(world.url("/graphql?query={__typename}"));
        answer(request.header("if-none-match", tagged.header("etag")).call());
        assert_eq!(counted(), [13.0, 1.0, 3.0, 1.0, 2.0, 17.0, 11.0, 5.0, 3.0]);
        // other addresses are not counted
        answer(world.agent().get(world.url("/healthz")).call());
        assert_eq!(counted()[0], 13.0);
    }
}

#[test]
fn what_there_is_is_told() {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs_f64();
    for backend in backends() {
        let world = World::new(backend);
        let name = match backend {
            Backend::Sqlite => "SQLite",
            Backend::Postgres => "PostgreSQL",
        };
        world.data("{ events { nodes { title } } }");
        let samples = collect(&world);
        let build = format!("demarche_build_info{{database=\"{name}\",version=\"{}\"}}", env!("CARGO_PKG_VERSION"));
        assert_eq!(samples[&build], 1.0);
        let started = samples["process_start_time_seconds"];
        assert!((now - 1.0..now + 600.0).contains(&started), "{started} is not about {now}");
        assert_eq!(samples["demarche_readers"], 2.0);
        let idle = ["demarche_readers_busy", "demarche_reader_queue_length", "demarche_reads_rejected_total"];
        assert_eq!(idle.map(|name| samples[name]), [0.0; 3]);
        match backend {
            Backend::Sqlite => {
                let size = fs::metadata(&world.database).unwrap().len();
                assert_eq!(samples["demarche_sqlite_database_size_bytes"], size as f64);
                let wal = || fs::metadata(format!("{}-wal", world.database)).map_or(0, |file| file.len()) as f64;
                assert_eq!(samples["demarche_sqlite_wal_size_bytes"], wal());
                world.execute("UPDATE sequence SET value = value + 1 WHERE name = 'change'");
                assert!(wal() > 0.0);
                assert_eq!(collect(&world)["demarche_sqlite_wal_size_bytes"], wal());
            }
            Backend::Postgres => {
                assert_eq!(samples["demarche_postgres_connections_max"], 2.0);
                assert_eq!(samples["demarche_postgres_connections"], 1.0);
                until(&world, |samples| samples["demarche_postgres_connections_idle"] == 1.0);
            }
        }
    }
}

#[test]
fn requests_are_in_flight_until_their_client_leaves() {
    let world = World::new(Backend::Sqlite);
    let mut stream = TcpStream::connect(world.address).unwrap();
    let head = "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{";
    stream.write_all(head.as_bytes()).unwrap();
    until(&world, |samples| samples["demarche_requests_in_flight"] == 1.0);
    drop(stream);
    until(&world, |samples| samples["demarche_requests_in_flight"] == 0.0);
    let samples = collect(&world);
    assert_eq!(requests(&samples, "CLIENT_LEFT") + requests(&samples, "HTTP_REFUSED"), 1.0);
}

/// A code is a word of ours, never one of a client's.
#[test]
fn clients_cannot_add_series() {
    let world = World::new(Backend::Sqlite);
    let before = collect(&world).len();
    for number in 0..50 {
        world.post(&json!({ "query": format!("{{ a{number} }}"), "operationName": format!("b{number}") }).to_string());
        world.post(&json!({ "documentId": sha256(&number.to_string()) }).to_string());
    }
    assert_eq!(collect(&world).len(), before + 2);
}

#[test]
fn counters_can_be_left_out() {
    let folder = tempdir().unwrap();
    let status = |args: &[&str], env: &[(&str, &str)]| {
        let mut command = demarche(folder.path(), &[args, &["--listen", "127.0.0.1:0"]].concat());
        command.envs(env.iter().copied());
        let server = Server::start(command);
        assert_eq!(server.events()["totalCount"], 28);
        server.get("/metrics").status
    };
    assert_eq!(status(&[], &[]), 200);
    assert_eq!(status(&["--no-metrics"], &[]), 404);
    assert_eq!(status(&[], &[("DEMARCHE_NO_METRICS", "1")]), 404);
    fs::write(folder.path().join("demarche.toml"), "no-metrics = true\n").unwrap();
    assert_eq!(status(&[], &[]), 404);
    assert_eq!(status(&["--no-metrics=false"], &[]), 200);
}
