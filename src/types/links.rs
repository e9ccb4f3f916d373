//! What is found by following links, and its types: chains of events, paths between parties, who did what to whom.

use crate::catalog::{Catalog, DOING, RECEIVING};

use super::{
    build::{list_args, output, window_args},
    filters::input,
    limits::Limits,
    model::{InputField, Model, OutputField, Type, Value},
};

/// The most relations that `chain` follows one after the other.
pub const MAX_CHAIN: i64 = 10;
/// The most hops between two parties.
pub const MAX_PATH: i64 = 6;
/// The most paths between two parties.
pub const MAX_PATHS: i64 = 20;
/// Of a party's links of one kind so many are followed.
pub const FOLLOWED: i64 = 2_000;

/// The arguments of `chain`.
pub fn chain_args(limits: &Limits) -> Vec<InputField> {
    let direction = "OUT: what led to this event; IN: what followed from it; BOTH: either.";
    let mut args = vec![
        default(Value::Word("BOTH".to_owned()), input("direction", "RelationDirection!", direction)),
        input(
            "kinds",
            "[RelationKind!]",
            "Only along relations of these kinds; absent or null: all kinds; an empty list: none.",
        ),
        default(
            Value::Int(4),
            input("maxHops", "Int!", &format!("Over so many relations one after the other at most, 1 to {MAX_CHAIN}.")),
        ),
    ];
    args.extend(forward(limits, "Only what comes behind this cursor of a chain."));
    args
}

fn default(value: Value, field: InputField) -> InputField {
    InputField { default: Some(value), ..field }
}

/// The window of a list that is read forwards only.
fn forward(limits: &Limits, after: &str) -> Vec<InputField> {
    let mut args = window_args(limits);
    args.truncate(2);
    args[0].doc = args[0].doc.replace("; 0 for counts only. Not together with `last`.", ".");
    after.clone_into(&mut args[1].doc);
    args
}

/// The root fields.
pub fn root_fields(limits: &Limits) -> Vec<OutputField> {
    let number = |name, value, doc: &str| default(Value::Int(value), input(name, "Int!", doc));
    let paths = vec![
        input("from", "ID!", "The party at the beginning, by id."),
        input("to", "ID!", "The party at the end, by id."),
        number("maxHops", 4, &format!("Over so many hops at most, 1 to {MAX_PATH}.")),
        number("limit", 5, &format!("So many paths at most, 1 to {MAX_PATHS}.")),
    ];
    let mut dyads = vec![
        input("filter", "EventFilter", "Of which events; absent or null: all."),
        input(
            "source",
            "ID",
            "Only what this party did, by id; absent or null: any. An id that is no party's: nothing.",
        ),
        input("target", "ID", "Only what was done to this party, likewise."),
    ];
    dyads.extend(forward(limits, "Only what comes behind this cursor of dyads."));
    vec![output("paths", &paths_doc(), "[Path!]!", paths), output("dyads", &dyads_doc(), "DyadConnection!", dyads)]
}

fn paths_doc() -> String {
    format!(
        "How two parties are linked: the shortest ways from one to the other, with the record behind every hop. Two \
         parties are linked by a record in which both have a part: an event in which they took part or that others took \
         part in for them, a statement that they said, that was said for them or to them, a measure that they imposed or \
         that is against them. Of all ways only the shortest are told, in the order of recording of the parties on them, \
         no two over the same parties. Empty where there is no way of so few hops, where an id is no party's, or where \
         both are the same party. Of a party's links of one kind (took part, was acted for, said, was spoken for, was \
         addressed, imposed, is under) the {FOLLOWED} recorded last are followed; where more links than `maxLinks` would \
         have to be followed in all, the request is refused."
    )
}

fn dyads_doc() -> String {
    let list = |roles: &[&str]| roles.join(", ");
    format!(
        "Who did what to whom: one row for each two parties of which one did something ({}) in events in which something \
         was done to the other ({}), in the order of how many events those are, most first, then in the order of \
         recording of the one, then the other. What a party did to itself is left out.",
        list(&DOING),
        list(&RECEIVING)
    )
}

/// Adds the types.
pub fn register(catalog: &Catalog, model: &mut Model, limits: &Limits) {
    let mut object = |name: &str, doc: &str, fields| {
        model.types.insert(name.to_owned(), Type::Object { doc: doc.to_owned(), implements: vec![], fields });
    };
    object(
        "EventChainConnection",
        "A page of the events that an event is linked to over relations.",
        vec![
            output("edges", "The page's events with how they are linked.", "[EventChainEdge!]!", vec![]),
            output("nodes", "The page's events alone.", "[Event!]!", vec![]),
            output("pageInfo", "Where the page stands in the list.", "PageInfo!", vec![]),
        ],
    );
    object(
        "EventChainEdge",
        "An event and how it is linked to the one at the beginning of the chain.",
        vec![
            output("cursor", "Opaque; names this place in the order of chains.", "String!", vec![]),
            output("node", "The event.", "Event!", vec![]),
            output("hops", "How many relations lead to it, at least 1.", "Int!", vec![]),
            output(
                "direction",
                "OUT where it led to the event at the beginning, IN where it followed from that; OUT where both are true over equally many relations.",
                "RelationDirection!",
                vec![],
            ),
            output(
                "path",
                "The relations that lead to it, as many as `hops`, beginning at the event at the beginning of the chain. Of several ways that are equally short it is the one over the event that was recorded first, told of the last step, then the one before, and between two events the relation that was recorded first.",
                "[EventRelation!]!",
                vec![],
            ),
        ],
    );
    object(
        "Path",
        "A way from one party to another.",
        vec![
            output("length", "How many hops it has.", "Int!", vec![]),
            output("hops", "The hops, from the beginning to the end.", "[Hop!]!", vec![]),
        ],
    );
    object(
        "Hop",
        "A step from one party to another, over a record in which both have a part.",
        vec![
            output("from", "The party that it begins at.", "Party!", vec![]),
            output("to", "The party that it leads to.", "Party!", vec![]),
            output(
                "via",
                "The record that links them: an event, a statement or a measure. Of several the one recorded last.",
                "Record!",
                vec![],
            ),
            output(
                "label",
                "What `from` is to `to`, in English. By an event their roles and its title in the original language, shortened where it is long: \"ACTOR and RECIPIENT of …\", or \"both ACTOR of …\"; of several roles the one recorded first. By a statement: \"said to\", \"was told by\", \"spoke for\" (the speaker for an organization), \"spoke through\" (the organization, through its speaker), \"was addressed together with\". By a measure: \"imposed a measure on\", \"came under a measure of\", \"imposed a measure together with\", \"came under a measure together with\". Who has several parts in a statement is first its speaker, then the one it was said for, then an addressee; in a measure first an issuer.",
                "String!",
                vec![],
            ),
        ],
    );
    object(
        "DyadConnection",
        "A page of a list of who did what to whom.",
        vec![
            output("edges", "The page's entries with their cursors.", "[DyadEdge!]!", vec![]),
            output("nodes", "The page's entries without cursors.", "[Dyad!]!", vec![]),
            output("pageInfo", "Where the page stands in the list.", "PageInfo!", vec![]),
            output(
                "totalCount",
                "How many entries the whole list has, exactly; counted only when asked for.",
                "Int!",
                vec![],
            ),
        ],
    );
    object(
        "DyadEdge",
        "An entry of a list: Dyad and cursor.",
        vec![
            output("cursor", "Opaque; names this place in this order.", "String!", vec![]),
            output("node", "The entry.", "Dyad!", vec![]),
        ],
    );
    let event = catalog.noun("Event").expect("there are events");
    let events = list_args(event, limits).into_iter().filter(|arg| arg.name != "filter").collect();
    object(
        "Dyad",
        "What one party did to another: the events in which one did it and it was done to the other.",
        vec![
            output("source", "The one that did it.", "Party!", vec![]),
            output("target", "The one to whom it was done.", "Party!", vec![]),
            output("count", "How many events there are.", "Int!", vec![]),
            output(
                "averageGoldstein",
                "The mean of these events on the Goldstein scale, of those that are scored; null where none is.",
                "Float",
                vec![],
            ),
            output(
                "first",
                "When the first of them happened, by the first possible day, then the last, then in the order of recording.",
                "FuzzyDate!",
                vec![],
            ),
            output("last", "When the last of them in that order happened.", "FuzzyDate!", vec![]),
            output("events", "These events.", "EventConnection!", events),
        ],
    );
}
