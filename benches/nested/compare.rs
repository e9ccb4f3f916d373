//! The nested page, known and at first sight: the release server against others on the same database, in turn.

use std::path::Path;

use crate::{
    Failure, Plan, client,
    hand::STATIC_BYTES,
    load::Asked,
    report::{compare, heading},
    servers::Server,
    work::{DOCUMENT, Questions, Work, mean_length, same_bytes, same_content},
};

/// A server that runs already.
pub struct Peer {
    name: String,
    url: String,
    process: u32,
    /// Its own query for the same content; without one it must answer ours.
    document: Option<String>,
}

impl Peer {
    /// From `NAME=URL,PROCESS` or `NAME=URL,PROCESS,FILE`.
    pub fn of(text: &str) -> Result<Self, Failure> {
        let (name, rest) = text.split_once('=').ok_or("a peer is NAME=URL,PROCESS[,FILE]")?;
        let mut parts = rest.split(',');
        let url = parts.next().unwrap_or_default().to_owned();
        let process = parts.next().ok_or("the number of the peer's process is missing")?.parse()?;
        let document = parts.next().map(std::fs::read_to_string).transpose()?;
        Ok(Self { name: name.to_owned(), url, process, document })
    }
}

/// Compares.
pub fn run(plan: &Plan, database: &Path) -> Result<(), Failure> {
    let (demarche, hand) = (Server::demarche(database)?, Server::hand(database)?);
    let work = Work::prepare(&demarche, plan.cursors)?;
    let answers = work.answers(&demarche, DOCUMENT)?;
    let bytes = same_bytes(&answers, &work.answers(&hand, DOCUMENT)?)?;
    println!("{} events, {} pages of {bytes} bytes on average, alike from all\n", plan.events, answers.len());
    let mut others = vec![("hand-written", work.questions(&hand, DOCUMENT, &answers), hand)];
    let mut join = |name, server: Server, document: Option<&str>| -> Result<(), Failure> {
        let own = work.answers(&server, document.unwrap_or(DOCUMENT))?;
        if document.is_none() {
            same_content(&answers, &own)?;
        } else {
            println!("{name} answers its own query, with {} bytes on average\n", mean_length(&own));
        }
        others.push((name, work.questions(&server, document.unwrap_or(DOCUMENT), &own), server));
        Ok(())
    };
    join("ordinary", Server::ordinary(database, !plan.quick)?, None)?;
    for Peer { name, url, process, document } in &plan.peers {
        join(name, Server::running(url, *process)?, document.as_deref())?;
    }

    let tested = work.questions(&demarche, DOCUMENT, &answers);
    heading();
    let turn = |what: &str, connections: usize, asked: fn(&Questions, usize, usize) -> (Vec<u8>, usize)| {
        let all = || others.iter().map(|(name, questions, server)| (*name, questions, server));
        let all = all().chain([("demarche", &tested, &demarche)]);
        let requests: Vec<_> = all
            .map(|(name, questions, server)| (name, server, move |number, mark| asked(questions, number, mark)))
            .collect();
        let servers: Vec<_> =
            requests.iter().map(|(name, server, request)| (*name, Asked { server, connections, request })).collect();
        compare(what, &servers, plan.rounds)
    };
    for connections in plan.connections.iter().copied() {
        turn("known document", connections, |questions, number, _| questions.known(number))?;
    }
    let connections = plan.connections[plan.connections.len() / 2];
    turn("first sight", connections, Questions::fresh)?;
    let fixed = |_, _| (client::request("/static", "{}"), STATIC_BYTES);
    let asked = Asked { server: &others[0].2, connections, request: &fixed };
    compare("for scale", &[("fixed bytes", asked)], plan.rounds)?;
    // nothing may have changed while they were under load
    for server in [&others[0].2, &demarche] {
        same_bytes(&answers, &work.answers(server, DOCUMENT)?)?;
    }
    same_content(&answers, &work.answers(&others[1].2, DOCUMENT)?)
}
