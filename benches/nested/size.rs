//! The questions that must stay quick however many events there are, at several sizes: pages under different filters
//! and orders, counts, groups, different parties.

use std::path::Path;

use demarche::domain::identity::spell;
use rusqlite::{Connection, OpenFlags};
use serde_json::{Value as Json, json};

use crate::{
    Failure, Plan,
    client::{Client, request},
    explain, generate,
    load::Asked,
    questions::Fixed,
    report::{Rounds, in_turn, middle},
    servers::Server,
};

/// Lists of events: what they are called, their arguments. `ORG` stands for the id of an organization, `BUSY` for that
/// of the one that takes part in a quarter of all events.
const LISTS: [(&str, &str); 7] = [
    ("all, by time", ""),
    ("a category, by time", "filter: { category: { eq: PROTEST } }"),
    ("a country, by time", "filter: { country: { eq: \"SE\" } }"),
    (
        "a party in a year, by time",
        "filter: { participations: { some: { party: { id: { eq: \"ORG\" } } } },
            occurred: { overlaps: { from: \"2020\", to: \"2020\" } } }",
    ),
    ("a year, by time", "filter: { occurred: { overlaps: { from: \"2020\", to: \"2020\" } } }"),
    (
        "a year, by Goldstein scale",
        "filter: { occurred: { overlaps: { from: \"2020\", to: \"2020\" } } }, orderBy: { field: GOLDSTEIN, direction: ASC }",
    ),
    ("all, by title", "orderBy: { field: TITLE, direction: ASC }"),
];

/// What is told of all events at once.
const TOLD: [(&str, &str); 20] = [
    ("how many in all", "{ events(first: 0) { totalCount } }"),
    (
        "how many of a party in a year",
        "{ events(first: 0, filter: { participations: { some: { party: { id: { eq: \"ORG\" } } } },
            occurred: { overlaps: { from: \"2020\", to: \"2020\" } } }) { totalCount } }",
    ),
    (
        "how many of the busiest party in a year",
        "{ events(first: 0, filter: { participations: { some: { party: { id: { eq: \"BUSY\" } } } },
            occurred: { overlaps: { from: \"2020\", to: \"2020\" } } }) { totalCount } }",
    ),
    ("how many of a country", "{ events(first: 0, filter: { country: { eq: \"SE\" } }) { totalCount } }"),
    (
        "how many of a category, with a page",
        "{ events(filter: { category: { eq: PROTEST } }) { totalCount nodes { id title place { name } } } }",
    ),
    ("groups by month", "{ events { groups(by: [{ time: { field: OCCURRED, interval: MONTH } }], first: 100) { nodes { count keys { label } } } } }"),
    (
        "groups by month, with gaps and means",
        "{ events { groups(by: [{ time: { field: OCCURRED, interval: MONTH } }], fillGaps: true, orderBy: KEY_ASC, first: 100) {
            nodes { count averageGoldstein keys { label } } } } }",
    ),
    ("groups by country", "{ events { groups(by: [{ dimension: COUNTRY }]) { nodes { count keys { label } } } } }"),
    (
        "groups by country and year",
        "{ events { groups(by: [{ dimension: COUNTRY }, { time: { field: OCCURRED, interval: YEAR } }], first: 100) {
            nodes { count keys { label } } } } }",
    ),
    (
        "organizations of a year",
        "{ events(first: 0, filter: { occurred: { overlaps: { from: \"2020\", to: \"2020\" } } }) {
            distinctCount(of: ORGANIZATION) } }",
    ),
    (
        "organizations wholly within a year",
        "{ events(first: 0, filter: { occurred: { within: { from: \"2020\", to: \"2020\" } } }) {
            distinctCount(of: ORGANIZATION) } }",
    ),
    (
        "parties of a year",
        "{ events(first: 0, filter: { occurred: { overlaps: { from: \"2020\", to: \"2020\" } } }) { distinctCount(of: PARTY) } }",
    ),
    ("dyads of a party", "{ dyads(source: \"ORG\") { nodes { target { id name } count averageGoldstein } } }"),
    ("dyads of the busiest party", "{ dyads(source: \"BUSY\") { nodes { target { id name } count averageGoldstein } } }"),
    ("events with a common word, best first", "{ events(filter: { text: { matches: \"against\" } }, orderBy: { field: RELEVANCE }) {
        edges { score highlights { snippet ranges { start end } } node { id title } } } }"),
    ("events with a middling word, best first", "{ events(filter: { text: { matches: \"bahas\" } }, orderBy: { field: RELEVANCE }) {
        edges { score highlights { snippet ranges { start end } } node { id title } } } }"),
    ("events with a rare word, best first", "{ events(filter: { text: { matches: \"jonkarnor\" } }, orderBy: { field: RELEVANCE }) {
        edges { score highlights { snippet ranges { start end } } node { id title } } } }"),
    ("a common word in everything", "{ search(query: \"against\") { edges { score highlights { snippet ranges { start end } } node { __typename } } } }"),
    ("a middling word in everything", "{ search(query: \"bahas\") { edges { score highlights { snippet ranges { start end } } node { __typename } } } }"),
    ("a rare word in everything, with counts", "{ search(query: \"jonkarnor\") { totalCount typeCounts { type count } edges { score node { __typename } } } }"),
];

/// What is asked of a server in whose database these parties are.
type Asking<'a> = &'a dyn Fn(&Server, &[String; 2]) -> Result<Fixed, Failure>;

/// Pages from the end of a list up to where deep pages begin, and their size.
const STEPS: usize = 10;
const STEP: usize = 50;

/// A list's page, behind a cursor or not.
fn page(arguments: &str) -> String {
    format!(
        "query($after: String) {{ events(first: 20, after: $after, {arguments}) {{
            nodes {{ id title category occurred {{ edtf }} place {{ id name }} }} pageInfo {{ hasNextPage endCursor }} }} }}"
    )
}

/// Measures and prints.
pub fn run(plan: &Plan) -> Result<(), Failure> {
    let mut servers = Vec::new();
    for events in &plan.sizes {
        let database = generate::database(*events)?;
        servers.push((*events, Server::demarche(&database)?, parties(&database)?, database));
    }
    // one after the other: what is wanted is how long a request takes, not how many there can be
    let rounds = Rounds { lasting: plan.rounds.lasting / 5, ..plan.rounds };
    println!("\n1 connection: median ms (processor ms of the server)\n");
    print!("| question |");
    servers.iter().for_each(|(events, ..)| print!(" {events} events |"));
    print!("\n|---|{}\n", "---:|".repeat(servers.len()));
    let row = |name: &str, asked: Asking<'_>| {
        let fixed: Vec<Fixed> =
            servers.iter().map(|(_, server, parties, _)| asked(server, parties)).collect::<Result<_, _>>()?;
        let requests: Vec<_> = fixed.iter().map(|fixed| move |number, _| fixed.request(number)).collect();
        let asked: Vec<Asked<'_>> = servers
            .iter()
            .zip(&requests)
            .map(|((_, server, ..), request)| Asked { server, connections: 1, request })
            .collect();
        let measured = in_turn(asked.iter(), rounds)?;
        print!("| {name} |");
        for rounds in &measured {
            print!(" {:.2} ({:.2}) |", middle(rounds, |round| round.median), middle(rounds, |round| round.cpu) / 1e3);
        }
        println!();
        Ok::<(), Failure>(())
    };
    for (name, arguments) in LISTS {
        row(&format!("{name}: first page"), &|server, parties| {
            Fixed::of(server, &page(&named(arguments, parties)), [json!({})])
        })?;
        row(&format!("{name}: deep page"), &|server, parties| deep(server, &named(arguments, parties)))?;
    }
    for (name, document) in TOLD {
        row(name, &|server, parties| Fixed::of(server, &named(document, parties), [json!({})]))?;
    }
    if plan.explain
        && let Some((_, _, parties, database)) = servers.last()
    {
        let lists = LISTS.iter().flat_map(|(name, arguments)| {
            [false, true].map(|after| ((*name).to_owned(), page(&named(arguments, parties)), after))
        });
        let told = TOLD.iter().map(|(name, document)| ((*name).to_owned(), named(document, parties), false));
        explain::documents(database, lists.chain(told))?;
    }
    Ok(())
}

/// An ordinary organization and the busiest.
fn parties(database: &Path) -> Result<[String; 2], Failure> {
    let connection = Connection::open_with_flags(database, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let id = |offset: i64| {
        let sql = "SELECT p.uid FROM organization o JOIN party p ON p.id = o.id ORDER BY o.id LIMIT 1 OFFSET ?1";
        connection.query_row(sql, [offset], |row| Ok(spell("org", row.get(0)?)))
    };
    Ok([id(1_000)?, id(0)?])
}

fn named(text: &str, parties: &[String; 2]) -> String {
    text.replace("ORG\"", &format!("{}\"", parties[0])).replace("BUSY", &parties[1])
}

/// Pages near a list's end, reached from there.
fn deep(server: &Server, arguments: &str) -> Result<Fixed, Failure> {
    let back = format!(
        "query($before: String) {{ events(last: {STEP}, before: $before, {arguments}) {{
            pageInfo {{ startCursor hasPreviousPage }} }} }}"
    );
    let mut client = Client::connect(server.address)?;
    let (mut before, mut cursors) = (Json::Null, Vec::new());
    for _ in 0..STEPS {
        let body = json!({ "query": back, "variables": { "before": before } }).to_string();
        let answer: Json = serde_json::from_slice(client.ask(&request(&server.path, &body))?)?;
        let info = &answer["data"]["events"]["pageInfo"];
        if info["hasPreviousPage"] != true {
            break;
        }
        before = info["startCursor"].clone();
        cursors.push(json!({ "after": before }));
    }
    if cursors.is_empty() {
        // too short a list: its first page is its only one
        cursors.push(json!({}));
    }
    Fixed::of(server, &page(arguments), cursors)
}
