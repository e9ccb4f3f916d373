//! How often PostgreSQL is asked, counted on the wire: it depends on what a query asks for, never on how much there is.

use std::{
    io::{Read, Write},
    net::{Shutdown, SocketAddr, TcpListener, TcpStream},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use demarche::{
    graphql::{Engine, Outcome, Query, Setup},
    import::shipped,
    store,
    types::Limits,
};

use crate::{postgres, world::RECORDED};

/// A proxy that counts how often the client waits for an answer.
struct Wire {
    address: SocketAddr,
    trips: Arc<AtomicUsize>,
}

impl Wire {
    fn to(server: String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let wire = Self { address: listener.local_addr().unwrap(), trips: Arc::default() };
        let trips = Arc::clone(&wire.trips);
        thread::spawn(move || {
            for client in listener.incoming() {
                let (client, server) = (client.unwrap(), TcpStream::connect(&server).unwrap());
                let (from, to) = (server.try_clone().unwrap(), client.try_clone().unwrap());
                thread::spawn(move || copy(from, to));
                let trips = Arc::clone(&trips);
                thread::spawn(move || count(client, server, &trips));
            }
        });
        wire
    }

    /// Trips since the last time.
    fn taken(&self) -> usize {
        self.trips.swap(0, Ordering::SeqCst)
    }
}

fn copy(mut from: TcpStream, mut to: TcpStream) {
    let _ = std::io::copy(&mut from, &mut to);
    let _ = to.shutdown(Shutdown::Both);
}

/// Passes messages on; after a `Sync` or a simple query the client waits.
fn count(mut client: TcpStream, mut server: TcpStream, trips: &AtomicUsize) {
    let mut kind = None;
    let mut length = [0; 4];
    loop {
        // the first message has no kind
        if let Some(kind) = &mut kind
            && client.read_exact(std::slice::from_mut(kind)).is_err()
        {
            break;
        }
        if client.read_exact(&mut length).is_err() {
            break;
        }
        let mut body = vec![0; u32::from_be_bytes(length) as usize - 4];
        client.read_exact(&mut body).unwrap();
        let message = [kind.as_slice(), &length, &body].concat();
        if let Some(b'S' | b'Q') = kind {
            trips.fetch_add(1, Ordering::SeqCst);
        }
        if server.write_all(&message).is_err() {
            break;
        }
        kind.get_or_insert(0);
    }
    let _ = server.shutdown(Shutdown::Both);
}

const NESTED: &str = "query ($first: Int) { events(first: $first) { totalCount pageInfo { hasNextPage } nodes {
  title place { name parent { name } }
  participations { nodes { party { label ... on Person { affiliations { nodes { organization { name } } } } } } }
  sanctions { totalCount nodes { issuers { label } statusHistory { status } } }
  statements(first: 2) { pageInfo { hasNextPage } nodes {
    text speaker { name } citations { nodes { source { title } } } } } } } }";

/// What is found by walking: two rounds of two questions, whatever is walked from.
const WALKED: &str = "query ($first: Int) { events(first: $first) { nodes {
  chain(maxHops: 2, first: 50) { pageInfo { hasNextPage } edges { node { title } path { kind note } } } } } }";

#[tokio::test]
async fn trips_depend_on_the_shape_only() {
    let Some(address) = postgres::fresh().await else { return };
    let database = store::open(&address).await.unwrap();
    store::load(&database.writer, &shipped::records().unwrap(), RECORDED).await.unwrap();
    let (head, rest) = address.split_once('@').unwrap();
    let (server, name) = rest.split_once('/').unwrap();
    let wire = Wire::to(server.to_owned());
    let place = store::readable(&format!("{head}@{}/{name}?sslmode=disable", wire.address)).await.unwrap();
    let limits = Limits { max_nodes: 30_000, ..Limits::default() };
    let (public_url, readers) = ("http://x".to_owned(), 1);
    let setup = Setup { limits, public_url, readers, documents_only: false, introspection: true };
    let engine = Engine::start(&place, setup).unwrap();
    let ask = async |document: &str, first: i64| {
        let variables = serde_json::json!({ "first": first }).as_object().unwrap().clone();
        let query = Query { document: document.to_owned(), variables, ..Query::default() };
        match engine.answer(&query, "2026-01-01").await {
            Outcome::Data(data) => data.len(),
            Outcome::Problems(problems) => panic!("{problems:?}"),
        }
    };
    // statements are prepared and types asked for once on each connection
    ask(NESTED, 28).await;
    let mut trips = Vec::new();
    for first in [1, 2, 10, 28] {
        // what the pool sends when it gets a connection back is counted with the next request
        wire.taken();
        let bytes = ask(NESTED, first).await;
        trips.push((wire.taken(), bytes));
    }
    assert!(trips[0].1 * 8 < trips[3].1, "there is much more to be told of many: {trips:?}");
    let all = trips[3].0;
    assert!(trips.iter().all(|(taken, _)| *taken <= all), "{trips:?}");
    assert_eq!(trips[2].0, all, "{trips:?}");
    // begin, commit, a ping between two requests, and for each of the eleven questions one
    assert!((11..=14).contains(&all), "{trips:?}");

    ask(WALKED, 28).await;
    let mut walked = Vec::new();
    for first in [1, 10, 28] {
        wire.taken();
        let bytes = ask(WALKED, first).await;
        walked.push((wire.taken(), bytes));
    }
    assert!(walked[0].1 * 8 < walked[2].1, "there is much more to be told of many: {walked:?}");
    // begin, commit, a ping; the events, four questions of the walk, events and relations below
    assert!(walked.iter().all(|(taken, _)| (5..=10).contains(taken)), "{walked:?}");
    database.close().await.unwrap();
}
