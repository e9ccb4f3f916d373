//! Work has an end: by the clock, because nobody waits for it, or because too many do.

use std::{
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

use serde_json::json;

use super::{Sent, fill, laborious};
use crate::world::{self, Backend, World};

/// Longer than any answer here takes; who waits so long has waited for nothing.
const PATIENCE: Duration = Duration::from_secs(50);
/// Longer than that.
const LONG_MS: u64 = 120_000;

fn tuned(backend: Backend, timeout_ms: u64, copies: usize) -> World {
    let world = World::tuned(backend, move |settings| {
        settings.readers = 1;
        settings.limits.timeout_ms = timeout_ms;
    });
    fill(&world, copies);
    world
}

/// What is answered, if it is within patience.
fn answered(world: &World, body: &str) -> Option<String> {
    let sent = Sent::send(world, body);
    sent.0.set_read_timeout(Some(PATIENCE)).unwrap();
    let begun = Instant::now();
    let answer = sent.answer();
    (begun.elapsed() < PATIENCE).then_some(answer)
}

#[test]
fn what_takes_too_long_is_ended_where_it_runs() {
    for backend in world::backends() {
        let body = laborious(20, 10);
        let (hurried, patient) = (tuned(backend, 300, 20_000), tuned(backend, LONG_MS, 20_000));
        // the same reader answers again and again: each time it was free
        for _ in 0..3 {
            let answer = answered(&hurried, &body).expect("it is ended");
            assert!(answer.contains("REQUEST_TIMEOUT") && answer.contains("\"limit\":300"), "{answer}");
            assert_eq!(once_free(&hurried)["data"]["events"]["nodes"][0]["__typename"], "Event");
        }
        let answer = answered(&patient, &body).expect("it is answered in the end");
        assert!(answer.contains("\"totalCount\":0"), "{answer}");
    }
}

/// What a server answers to a light request once it does not call itself busy, which it may on a machine that is.
fn once_free(world: &World) -> serde_json::Value {
    let given_up = Instant::now() + Duration::from_secs(20);
    loop {
        let answer = world.query("{ events(first: 1) { nodes { __typename } } }", json!({}));
        if answer["errors"][0]["extensions"]["code"] != "UNAVAILABLE" || Instant::now() > given_up {
            return answer;
        }
    }
}

#[test]
fn a_client_that_leaves_takes_its_work_with_it() {
    for backend in world::backends() {
        let world = tuned(backend, LONG_MS, 100_000);
        let (long, short) = (laborious(50, 19), laborious(1, 2));
        // the program is known to take long: all of these go to the one reader
        for _ in 0..2 {
            let left: Vec<Sent> = (0..3).map(|_| Sent::send(&world, &long)).collect();
            // taken in the order they came in, so that theirs have begun
            assert_eq!(world.agent().get(world.url("/healthz")).call().unwrap().status(), 200);
            left.into_iter().for_each(Sent::leave);
            let answer = answered(&world, &short).expect("the reader is free at once");
            assert!(answer.contains("\"totalCount\":0"), "{answer}");
        }
    }
}

#[test]
fn a_server_that_is_busy_says_so_at_once() {
    for backend in world::backends() {
        let world = tuned(backend, LONG_MS, 100_000);
        let long = laborious(50, 19);
        // one is read for, 64 wait
        let (taken, all) = (65, 80);
        let (answered, answers) = mpsc::channel();
        let sent: Vec<Sent> = (0..all).map(|_| Sent::send(&world, &long)).collect();
        let threads: Vec<_> = sent
            .iter()
            .map(|sent| {
                let (sent, answered) = (sent.again(), answered.clone());
                thread::spawn(move || answered.send((sent.answer(), Instant::now())))
            })
            .collect();
        for _ in taken..all {
            let (answer, _) = answers.recv_timeout(PATIENCE).expect("those that are too many are told at once");
            let head = answer.to_ascii_lowercase();
            assert!(head.starts_with("http/1.1 503") && head.contains("\r\nretry-after: 1\r\n"), "{answer}");
            assert!(
                answer.contains("\"code\":\"UNAVAILABLE\"") && answer.contains("\"retryAfterMs\":1000"),
                "{answer}"
            );
        }
        sent.into_iter().for_each(Sent::leave);
        for thread in threads {
            let _ = thread.join();
        }
        let refused = answers.try_iter().filter(|(answer, _)| answer.contains("503")).count();
        assert_eq!(refused, 0, "as many as can wait do");
        assert!(world.data("{ events { totalCount } }")["events"]["totalCount"].as_i64() > Some(100_000));
    }
}
