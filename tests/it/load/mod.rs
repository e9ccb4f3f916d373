//! What the server does when it is asked for more than it can: it ends what takes too long or is for nobody, and says
//! when it is busy.

mod bounds;

use std::{
    fmt::Write as _,
    io::{Read, Write},
    net::{Shutdown, TcpStream},
};

use serde_json::json;

use crate::world::World;

/// Copies an event so many times, behind the server's back, so that there is something to look through.
fn fill(world: &World, copies: usize) {
    let rest = "scope, factuality, title, title_folded, category, occurred_edtf, occurred_earliest, occurred_latest,
        occurred_precision, occurred_approximate, occurred_uncertain";
    let columns = rest.split(", ").map(|column| format!("e.{}", column.trim())).collect::<Vec<_>>().join(", ");
    world.execute(&format!(
        "WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < {copies})
         INSERT INTO event (id, uid, {rest})
         SELECT 1000000 + n.n, 1000000 + n.n, {columns} FROM event e, n WHERE e.id = (SELECT min(id) FROM event)"
    ));
}

/// The body of a request that looks through all titles, `counts` times for `texts` texts.
fn laborious(counts: usize, texts: usize) -> String {
    let tests: Vec<_> =
        (0..texts).map(|text| json!({ "title": { "contains": format!("no such words {text}") } })).collect();
    let mut document = "query ($filter: EventFilter) {".to_owned();
    for count in 0..counts {
        let _ = write!(document, " c{count}: events(first: 0, filter: $filter) {{ totalCount }}");
    }
    json!({ "query": document + " }", "variables": { "filter": { "or": tests } } }).to_string()
}

/// A request that was sent, and is not answered yet.
struct Sent(TcpStream);

impl Sent {
    fn send(world: &World, body: &str) -> Self {
        let mut stream = TcpStream::connect(world.address).unwrap();
        let length = body.len();
        let head = "POST /graphql HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/json";
        write!(stream, "{head}\r\ncontent-length: {length}\r\n\r\n{body}").unwrap();
        Self(stream)
    }

    /// All that comes back.
    fn answer(&self) -> String {
        let mut answer = Vec::new();
        let _ = (&self.0).read_to_end(&mut answer);
        String::from_utf8(answer).unwrap()
    }

    /// Another end of the same connection.
    fn again(&self) -> Self {
        Self(self.0.try_clone().unwrap())
    }

    /// Does not wait for it any more.
    fn leave(self) {
        let _ = self.0.shutdown(Shutdown::Both);
    }
}
