//! What is asked: the document with cursors from all over the list, in a fixed order that no cache can follow.

use serde_json::{Value as Json, json};

use crate::{
    Failure,
    client::{Client, request},
    hand::Cursor,
    servers::Server,
    words::Random,
};

/// The document of the page.
pub const DOCUMENT: &str = include_str!("page.graphql");
/// Stands where a number makes a document one that was never seen.
const MARK: &str = "# MARK";
/// How the list is walked to collect cursors: as far as possible with each step.
const STEP: usize = 100;

/// The pages that are asked for.
pub struct Work {
    cursors: Vec<String>,
}

/// The requests for one server, and how long its answers are.
pub struct Questions {
    asked: Vec<(Vec<u8>, usize)>,
    /// To the mark that makes a document one that was never seen.
    fresh: Vec<String>,
    path: String,
}

impl Work {
    /// Walks the list and keeps `count` cursors, evenly spread and shuffled.
    pub fn prepare(server: &Server, count: usize) -> Result<Self, Failure> {
        let mut client = Client::connect(server.address)?;
        let mut cursors = Vec::new();
        let mut after = Json::Null;
        loop {
            let document = format!(
                "query($after: String) {{ events(first: {STEP}, after: $after) {{ pageInfo {{ hasNextPage endCursor }} }} }}"
            );
            let body = json!({ "query": document, "variables": { "after": after } }).to_string();
            let answer: Json = serde_json::from_slice(client.ask(&request(&server.path, &body))?)?;
            let info = &answer["data"]["events"]["pageInfo"];
            if info["hasNextPage"] != true {
                break;
            }
            after = info["endCursor"].clone();
            cursors.push(after.as_str().ok_or("no cursor")?.to_owned());
        }
        let apart = (cursors.len() / count).max(1);
        let mut cursors: Vec<String> = cursors.into_iter().step_by(apart).take(count).collect();
        let mut random = Random(1);
        for index in (1..cursors.len()).rev() {
            cursors.swap(index, random.below(index + 1));
        }
        Ok(Self { cursors })
    }

    /// Asks the server for every page.
    pub fn answers(&self, server: &Server, document: &str) -> Result<Vec<Vec<u8>>, Failure> {
        let mut client = Client::connect(server.address)?;
        let bodies = self.bodies(document);
        bodies.map(|body| Ok(client.ask(&request(&server.path, &body))?.to_owned())).collect()
    }

    /// The requests, given what they were answered.
    pub fn questions(&self, server: &Server, document: &str, answers: &[Vec<u8>]) -> Questions {
        let requests = self.bodies(document).map(|body| request(&server.path, &body));
        Questions {
            asked: requests.zip(answers.iter().map(Vec::len)).collect(),
            fresh: self.bodies(&format!("{document}{MARK}")).collect(),
            path: server.path.clone(),
        }
    }

    /// `$row` is for servers that know no cursor of ours: the number of the event at the cursor.
    fn bodies(&self, document: &str) -> impl Iterator<Item = String> {
        let row = document.contains("$row");
        self.cursors.iter().map(move |after| {
            let variables = match Cursor::read(after).filter(|_| row) {
                Some(cursor) => json!({ "row": cursor.id }),
                None => json!({ "after": after }),
            };
            json!({ "query": document, "variables": variables }).to_string()
        })
    }
}

impl Questions {
    /// A request, and how long its answer is.
    pub fn known(&self, number: usize) -> (Vec<u8>, usize) {
        self.asked[number % self.asked.len()].clone()
    }

    /// The same with a document that nobody has seen.
    pub fn fresh(&self, number: usize, mark: usize) -> (Vec<u8>, usize) {
        let number = number % self.asked.len();
        let body = self.fresh[number].replace(MARK, &format!("# {mark}"));
        (request(&self.path, &body), self.asked[number].1)
    }
}

/// Compares the answers of two servers, to the byte; returns their mean length.
pub fn same_bytes(one: &[Vec<u8>], other: &[Vec<u8>]) -> Result<usize, Failure> {
    for (page, (mine, theirs)) in one.iter().zip(other).enumerate() {
        if mine != theirs {
            let at = mine.iter().zip(theirs).take_while(|(mine, theirs)| mine == theirs).count();
            let around = |bytes: &[u8]| {
                String::from_utf8_lossy(&bytes[at.saturating_sub(80)..]).chars().take(160).collect::<String>()
            };
            return Err(format!("page {page} differs:\n{}\n{}", around(mine), around(theirs)).into());
        }
    }
    Ok(mean_length(one))
}

/// In bytes.
pub fn mean_length(answers: &[Vec<u8>]) -> usize {
    answers.iter().map(Vec::len).sum::<usize>() / answers.len()
}

/// Compares what the answers of two servers say: 3 is 3.0.
pub fn same_content(one: &[Vec<u8>], other: &[Vec<u8>]) -> Result<(), Failure> {
    for (page, (mine, theirs)) in one.iter().zip(other).enumerate() {
        if !alike(&serde_json::from_slice(mine)?, &serde_json::from_slice(theirs)?) {
            return Err(format!("page {page} differs").into());
        }
    }
    Ok(())
}

fn alike(one: &Json, other: &Json) -> bool {
    match (one, other) {
        (Json::Number(one), Json::Number(other)) => one.as_f64() == other.as_f64(),
        (Json::Array(one), Json::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| alike(one, other))
        }
        (Json::Object(one), Json::Object(other)) => {
            let same = |(key, one): (&String, &Json)| other.get(key).is_some_and(|other| alike(one, other));
            one.len() == other.len() && one.iter().all(same)
        }
        _ => one == other,
    }
}
