//! Requests of one kind with their answers' lengths: single records, first pages, deep pages, nested pages, counts.

use std::path::Path;

use demarche::domain::identity::spell;
use rusqlite::{Connection, OpenFlags};
use serde_json::{Value as Json, json};

use crate::{
    Failure,
    client::{Client, request},
    hand::Cursor,
    servers::Server,
    work::DOCUMENT,
};

/// One event.
pub const NODE: &str = "query($id: ID!) { node(id: $id) { id ... on Event { title category occurred { edtf } } } }";
/// A page without anything nested.
pub const FLAT: &str = "query($first: Int!, $after: String) { events(first: $first, after: $after) {
    nodes { id title category occurred { edtf } place { id name } } pageInfo { hasNextPage endCursor } } }";
/// How many there are.
pub const COUNT: &str = "{ events(first: 0) { totalCount } }";
/// How many there are of a kind.
pub const COUNT_SOME: &str = "{ events(first: 0, filter: { category: { eq: PROTEST } }) { totalCount } }";
/// How many different requests there are of a kind, at most.
const VARIANTS: i64 = 200;
const PAGE: usize = 20;

/// Requests that take turns.
pub struct Fixed {
    asked: Vec<(Vec<u8>, usize)>,
}

impl Fixed {
    /// Of one document, with each of these variables.
    pub fn of(server: &Server, document: &str, variables: impl IntoIterator<Item = Json>) -> Result<Self, Failure> {
        let mut client = Client::connect(server.address)?;
        let mut asked = Vec::new();
        for variables in variables {
            let request = request(&server.path, &json!({ "query": document, "variables": variables }).to_string());
            let answer = client.ask(&request)?;
            if answer.starts_with(b"{\"errors\"") {
                return Err(String::from_utf8_lossy(answer).into_owned().into());
            }
            let length = answer.len();
            asked.push((request, length));
        }
        Ok(Self { asked })
    }

    /// The request of that number, and how long its answer is.
    pub fn request(&self, number: usize) -> (Vec<u8>, usize) {
        self.asked[number % self.asked.len()].clone()
    }

    /// Single events from all over the table.
    pub fn nodes(server: &Server, database: &Path) -> Result<Self, Failure> {
        let connection = read(database)?;
        let apart =
            connection.query_row("SELECT count(*) / ?1 + 1 FROM event", [VARIANTS], |row| row.get::<_, i64>(0))?;
        let mut statement = connection.prepare(
            "SELECT uid FROM (SELECT uid, row_number() OVER (ORDER BY id) AS n FROM event) WHERE n % ?1 = 0",
        )?;
        let uids = statement.query_map([apart], |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()?;
        Self::of(server, NODE, uids.into_iter().map(|uid| json!({ "id": spell("evt", uid) })))
    }

    /// The first page of so many events.
    pub fn first(server: &Server, events: usize) -> Result<Self, Failure> {
        Self::of(server, FLAT, [json!({ "first": events })])
    }

    /// Pages of events around nine tenths of the list.
    pub fn deep(server: &Server, database: &Path) -> Result<Self, Failure> {
        let cursors = cursors(server, database, 0.88, 0.92)?;
        Self::of(server, FLAT, cursors.iter().map(|cursor| json!({ "first": PAGE, "after": cursor })))
    }

    /// The nested page, from all over the list.
    pub fn nested(server: &Server, database: &Path) -> Result<Self, Failure> {
        let cursors = cursors(server, database, 0.01, 0.98)?;
        Self::of(server, DOCUMENT, cursors.iter().map(|cursor| json!({ "after": cursor })))
    }

    /// A count.
    pub fn count(server: &Server, document: &str) -> Result<Self, Failure> {
        Self::of(server, document, [json!({})])
    }
}

/// Cursors evenly spread between two depths of the list of events.
fn cursors(server: &Server, database: &Path, from: f64, to: f64) -> Result<Vec<String>, Failure> {
    let body = json!({ "query": FLAT, "variables": { "first": 1 } }).to_string();
    let mut client = Client::connect(server.address)?;
    let answer: Json = serde_json::from_slice(client.ask(&request(&server.path, &body))?)?;
    let first = answer["data"]["events"]["pageInfo"]["endCursor"].as_str().and_then(Cursor::read);
    let head = first.ok_or("no cursor")?.head;
    let connection = read(database)?;
    let mut statement = connection.prepare(
        "SELECT occurred_earliest, occurred_latest, id FROM (
             SELECT occurred_earliest, occurred_latest, id, row_number() OVER (
                 ORDER BY occurred_earliest DESC, occurred_latest DESC, id DESC) AS n FROM event),
             (SELECT count(*) AS events FROM event)
         WHERE n BETWEEN ?1 * events AND ?2 * events AND n % cast(1 + (?2 - ?1) * events / ?3 AS INTEGER) = 0",
    )?;
    let cursors = statement.query_map((from, to, VARIANTS), |row| {
        let mut text = Vec::new();
        Cursor { head, earliest: row.get(0)?, latest: row.get(1)?, id: row.get(2)? }.write(&mut text);
        // without the quotation marks that make it JSON
        Ok(String::from_utf8_lossy(&text).trim_matches('"').to_owned())
    })?;
    Ok(cursors.collect::<Result<_, _>>()?)
}

fn read(database: &Path) -> Result<Connection, Failure> {
    Ok(Connection::open_with_flags(database, OpenFlags::SQLITE_OPEN_READ_ONLY)?)
}
