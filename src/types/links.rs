//! The types of what is found by following links: chains of events.

use super::{
    build::{output, window_args},
    filters::input,
    limits::Limits,
    model::{InputField, Model, Type, Value},
};

/// The most relations that `chain` follows one after the other.
pub const MAX_CHAIN: i64 = 10;

/// The arguments of `chain`.
pub fn chain_args(limits: &Limits) -> Vec<InputField> {
    let default = |value, field| InputField { default: Some(value), ..field };
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

/// The window of a list that is read forwards only.
fn forward(limits: &Limits, after: &str) -> Vec<InputField> {
    let mut args = window_args(limits);
    args.truncate(2);
    args[0].doc = args[0].doc.replace("; 0 for counts only. Not together with `last`.", ".");
    after.clone_into(&mut args[1].doc);
    args
}

/// Adds the types.
pub fn register(model: &mut Model) {
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
}
