//! What is asked: the document with cursors from all over the list, in a fixed order that no cache can follow.

use std::fmt::Write;

use serde_json::{Value as Json, json};

use crate::{
    Failure,
    client::{Client, request},
    servers::Server,
    words::Random,
};

const DOCUMENT: &str = include_str!("page.graphql");
/// How the list is walked to collect cursors: as far as possible with each step.
const STEP: usize = 100;

/// The requests.
pub struct Work {
    pages: Vec<Page>,
}

struct Page {
    cursor: String,
    /// How long the answer is.
    length: usize,
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
            let answer: Json = serde_json::from_slice(client.ask(&request(server.path, &body))?)?;
            let info = &answer["data"]["events"]["pageInfo"];
            if info["hasNextPage"] != true {
                break;
            }
            after = info["endCursor"].clone();
            cursors.push(after.as_str().ok_or("no cursor")?.to_owned());
        }
        let apart = (cursors.len() / count).max(1);
        let mut pages: Vec<Page> =
            cursors.into_iter().step_by(apart).take(count).map(|cursor| Page { cursor, length: 0 }).collect();
        let mut random = Random(1);
        for index in (1..pages.len()).rev() {
            pages.swap(index, random.below(index + 1));
        }
        Ok(Self { pages })
    }

    /// How many requests differ.
    pub fn pages(&self) -> usize {
        self.pages.len()
    }

    /// The bytes of a request; `mark` makes its document one that was never seen.
    pub fn request(&self, page: usize, path: &str, mark: Option<usize>) -> Vec<u8> {
        let mut document = DOCUMENT.to_owned();
        if let Some(mark) = mark {
            write!(document, "# {mark}").expect("a string takes every character");
        }
        request(path, &json!({ "query": document, "variables": { "after": self.pages[page].cursor } }).to_string())
    }

    /// How long the answer is.
    pub fn length(&self, page: usize) -> usize {
        self.pages[page].length
    }

    /// Asks both servers for every page: they must agree to the byte. Returns the mean length.
    pub fn check(&mut self, one: &Server, other: &Server) -> Result<usize, Failure> {
        let (mut first, mut second) = (Client::connect(one.address)?, Client::connect(other.address)?);
        for page in 0..self.pages.len() {
            let mine = first.ask(&self.request(page, one.path, None))?;
            let theirs = second.ask(&self.request(page, other.path, None))?;
            if mine != theirs {
                let at = mine.iter().zip(theirs).take_while(|(mine, theirs)| mine == theirs).count();
                let around = |bytes: &[u8]| {
                    String::from_utf8_lossy(&bytes[at.saturating_sub(80)..]).chars().take(160).collect::<String>()
                };
                return Err(format!("page {page} differs:\n{}\n{}", around(mine), around(theirs)).into());
            }
            self.pages[page].length = mine.len();
        }
        Ok(self.pages.iter().map(|page| page.length).sum::<usize>() / self.pages.len())
    }
}
