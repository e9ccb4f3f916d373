//! What is answered from tables that were worked out beforehand is answered alike without them: the same question is
//! put a second time in words in which the plan recognises nothing.

use async_graphql::parser::parse_query;
use demarche::{
    catalog::catalog,
    plan::{Facts, Selector, compile},
    store::{self, Reader},
    types::{self, Limits, coerce_variables},
};
use serde_json::{Map, Value};

use super::filters::Bench;
use crate::world::{self, World};

/// A filter, the same in other words, and the table that serves the first.
type Pair = (String, String, &'static str);

const PAGES: &str = "totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { cursor node { id title place { name } } }";
const ORDERS: [&str; 4] = [
    "",
    "orderBy: { field: OCCURRED, direction: ASC }",
    "orderBy: { field: TITLE, direction: ASC }",
    "orderBy: [{ field: GOLDSTEIN, direction: DESC }, { field: OCCURRED, direction: ASC }]",
];
const NEVER: &str = "title: { ne: \"no such title\" }";
const TOLD: &str = "totalCount nodes { count keys { value label from to } averageGoldstein
    fatalities { low best high } distinctCount(of: PERSON) events(first: 3) { totalCount nodes { id } } }
    pageInfo { endCursor }";

fn texts(world: &World, document: &str, path: &str) -> Vec<String> {
    let data = world.data(document);
    let nodes = data[path]["nodes"].as_array().unwrap();
    nodes.iter().filter_map(|node| node["id"].as_str().or(node["country"].as_str()).map(str::to_owned)).collect()
}

fn pairs(world: &World) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let organizations = texts(world, "{ organizations(first: 4) { nodes { id } } }", "organizations");
    let persons = texts(world, "{ persons(first: 3) { nodes { id } } }", "persons");
    let days = [
        "",
        "occurred: { overlaps: { from: \"2021-03-15\", to: \"2023-02\" } }",
        "occurred: { overlaps: { from: \"2022\" } }",
        "occurred: { within: { from: \"2021\", to: \"2024\" } }",
        "occurred: { within: { to: \"2022-06-30\" }, precision: [DAY, MONTH] }",
        "occurred: { overlaps: { from: \"2023\", to: \"2021\" } }",
    ];
    for (at, id) in
        organizations.iter().chain(&persons).map(String::as_str).chain(["org_0000000000000", "x"]).enumerate()
    {
        let (party, day) = (format!("party: {{ id: {{ eq: \"{id}\" }} }}"), days[at % days.len()]);
        // what is asked beside stays a condition
        for more in if at % 3 == 0 { &["", "role: { eq: ACTOR }"][..] } else { &[""] } {
            pairs.push((
                format!("participations: {{ some: {{ {party} {more} }} }} {day}"),
                format!("participations: {{ some: {{ or: [{{ {party} {more} }}] }} }} or: [{{ {day} }}]"),
                "party_event",
            ));
        }
    }
    let mut countries = texts(world, "{ places(first: 20) { nodes { country } } }", "places");
    countries.sort();
    countries.dedup();
    assert!(countries.len() > 2);
    for (at, country) in countries.iter().map(String::as_str).chain(["XX"]).enumerate() {
        let day = days[(at + 1) % days.len()];
        pairs.push((
            format!("country: {{ eq: \"{country}\" }} {day}"),
            format!("or: [{{ country: {{ in: [\"{country}\"] }} {day} }}]"),
            "country_event",
        ));
    }
    for day in &days[1..] {
        let table = if day.contains("overlaps") { "event_tally" } else { "occurred_latest" };
        pairs.push(((*day).to_owned(), format!("or: [{{ {day} }}]"), table));
    }
    pairs
}

/// The statements of a document.
fn statements(reader: &Reader, document: &str) -> String {
    let limits = Limits::default();
    let model = types::model(catalog(), &limits);
    let ast = parse_query(document).unwrap();
    let (_, operation) = ast.operations.iter().next().unwrap();
    let variables = coerce_variables(&model, &operation.node, &Map::new()).unwrap();
    let selector = Selector { document: &ast, variables: &variables, model: &model };
    let facts = Facts { catalog: catalog(), limits: &limits, version: "", schema_hash: "", database: "" };
    let plan = compile(selector, &operation.node, facts).unwrap();
    let statements = reader.program(&plan).statements;
    statements.into_iter().map(|statement| statement.sql + "\n").collect()
}

fn reader(world: &World) -> Reader {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let place = runtime.block_on(store::readable(&world.database)).unwrap();
    let _within = runtime.enter();
    Reader::start(&place, 1, &Limits::default(), "").unwrap()
}

fn body(world: &World, document: &str) -> String {
    let answer = world.post(&serde_json::json!({ "query": document }).to_string()).body;
    assert!(answer.starts_with("{\"data\""), "{document}\n{answer}");
    answer
}

#[test]
fn lists_are_the_same_either_way() {
    for backend in world::backends() {
        let bench = Bench::new(backend);
        let (world, reader) = (&bench.world, reader(&bench.world));
        let (mut entries, mut used) = (0, 0);
        for (filter, same, table) in pairs(world) {
            for order in ORDERS {
                let document = |filter: &str, window: &str| {
                    format!("{{ events({window} {order} filter: {{ {filter} }}) {{ {PAGES} }} }}")
                };
                let [told, untold] = [&filter, &same].map(|filter| statements(&reader, &document(filter, "first: 4")));
                assert!(!untold.contains("party_event") && !untold.contains("country_event"), "{same}\n{untold}");
                used += usize::from(told.contains(table));
                assert!(told.contains(table), "{filter} {order}\n{told}");
                for (first, cursor, next, edge) in [
                    ("first: 4", "after", "hasNextPage", "endCursor"),
                    ("last: 3", "before", "hasPreviousPage", "startCursor"),
                ] {
                    let mut window = first.to_owned();
                    loop {
                        let answer = body(world, &document(&filter, &window));
                        assert_eq!(
                            answer,
                            body(world, &document(&same, &window)),
                            "{backend:?} {filter} {order} {window}"
                        );
                        let page: Value = serde_json::from_str(&answer).unwrap();
                        let page = &page["data"]["events"];
                        entries += page["edges"].as_array().unwrap().len();
                        if page["pageInfo"][next] != true {
                            break;
                        }
                        window = format!("{first} {cursor}: {}", page["pageInfo"][edge]);
                    }
                }
            }
        }
        assert!(entries > 500 && used > 50, "{entries} entries, {used} documents");
    }
}

#[test]
fn groups_are_the_same_either_way() {
    for backend in world::backends() {
        let bench = Bench::new(backend);
        let (world, reader) = (&bench.world, reader(&bench.world));
        let time = |interval| format!("{{ time: {{ field: OCCURRED, interval: {interval} }} }}");
        let country = "{ dimension: COUNTRY }".to_owned();
        let by = [
            vec![time("MONTH")],
            vec![time("QUARTER")],
            vec![time("YEAR")],
            vec![country.clone()],
            vec![country.clone(), time("MONTH")],
            vec![time("YEAR"), country.clone(), time("QUARTER")],
        ];
        for by in by {
            for arguments in
                ["", "orderBy: KEY_ASC", "minCount: 3, orderBy: COUNT_ASC", "fillGaps: true, orderBy: KEY_DESC"]
            {
                if arguments.contains("fill") && (by.len() > 1 || by[0].contains("COUNTRY")) {
                    continue;
                }
                for (filter, same) in [
                    ("", NEVER.to_owned()),
                    (
                        "country: { in: [\"SE\", \"IQ\", \"XX\"] }",
                        format!("country: {{ in: [\"SE\", \"IQ\"] }} {NEVER}"),
                    ),
                    ("not: { country: { eq: null } }", format!("not: {{ country: {{ eq: null }} }} {NEVER}")),
                ] {
                    let document = |filter: &str, told: &str| {
                        let by = by.join(", ");
                        format!(
                            "{{ events(filter: {{ {filter} }}) {{ groups(first: 60, by: [{by}] {arguments}) {{ {told} }} }} }}"
                        )
                    };
                    let answer = body(world, &document(filter, TOLD));
                    assert_eq!(answer, body(world, &document(&same, TOLD)), "{backend:?} {by:?} {arguments} {filter}");
                    assert!(
                        statements(&reader, &document(filter, "nodes { count }")).contains("event_tally"),
                        "{by:?}"
                    );
                    assert!(
                        !statements(&reader, &document(&same, "nodes { count }")).contains("event_tally"),
                        "{by:?}"
                    );
                }
            }
        }
        for day in
            ["", "occurred: { overlaps: { from: \"2022\", to: \"2022\" } }", "occurred: { within: { from: \"2022\" } }"]
        {
            for of in ["ORGANIZATION", "PERSON", "PARTY"] {
                let document =
                    |filter: &str| format!("{{ events(filter: {{ {filter} }}) {{ distinctCount(of: {of}) }} }}");
                let (short, long) = (document(day), document(&format!("{day} {NEVER}")));
                assert_eq!(body(world, &short), body(world, &long), "{backend:?} {of} {day}");
                assert!(
                    statements(&reader, &short).contains("EXISTS") && !statements(&reader, &long).contains("EXISTS")
                );
            }
        }
    }
}

/// How SQLite goes about the statements of a document.
fn steps(world: &World, statements: &str) -> Vec<String> {
    let connection = rusqlite::Connection::open(&world.database).unwrap();
    let steps = |sql: &str| {
        let mut plan = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        let mut rows = plan.raw_query();
        let mut steps = Vec::new();
        while let Some(row) = rows.next().unwrap() {
            steps.push(row.get::<_, String>(3).unwrap());
        }
        steps.join("\n")
    };
    statements.lines().map(steps).collect()
}

/// A page behind a cursor begins there, whatever bounds the filter has; a count reads no more than it needs.
#[test]
fn sqlite_reads_no_more_than_it_must() {
    let world = world::shared();
    let reader = reader(&world);
    let cursor =
        world.data("{ events(first: 1) { pageInfo { endCursor } } }")["events"]["pageInfo"]["endCursor"].clone();
    let days = "occurred: { overlaps: { from: \"2022\", to: \"2024\" } }";
    let org = "participations: { some: { party: { id: { eq: \"org_0000000000000\" } } } }";
    for (filter, index) in [
        (days.to_owned(), "occurred_earliest,occurred_latest"),
        ("occurred: { within: { from: \"2022\", to: \"2024\" } }".to_owned(), "occurred_earliest,occurred_latest"),
        (format!("{org} {days}"), "(earliest,latest"),
        ("country: { eq: \"SE\" }".to_owned(), "(earliest,latest"),
    ] {
        for (order, sign) in [("DESC", "<"), ("ASC", ">")] {
            let document = format!(
                "{{ events(first: 5, after: {cursor}, orderBy: {{ field: OCCURRED, direction: {order} }}, filter: {{ {filter} }}) {{
                    totalCount nodes {{ title place {{ name }} }} }} }}"
            );
            let statements = statements(&reader, &document);
            let steps = steps(&world, &statements);
            let range = format!("{index}){sign}(?,?)");
            assert!(steps.iter().any(|steps| steps.contains(&range)), "{range}\n{statements}{steps:#?}");
            assert!(steps.iter().all(|steps| !steps.contains("TEMP B-TREE")), "{statements}{steps:#?}");
            let total = statements.lines().find(|sql| sql.contains("count(*)")).unwrap();
            assert!(!total.contains("\"place\""), "{total}");
        }
    }
}
