//! Whether a document fits the schema: every rule of the specification (section 5) that its reader does not enforce.
//!
//! Each operation and each fragment is walked once, which finds what is wrong with it alone and which variables and
//! fragments it uses; then each operation is looked at with all fragments that it reaches.

mod overlap;
mod values;
mod variables;
mod walk;

use std::collections::{HashMap, HashSet};

use async_graphql::{
    Pos,
    parser::types::{ExecutableDocument, OperationType},
};

use super::{coerce::InputError, model::Model};
pub use walk::BUILT_IN;
use walk::{Found, Walk};

/// Faults that are looked for at least.
const LEAST: usize = 100;

/// What is wrong with a document, in its order: everything, unless that is more than `wanted` and than a hundred. It is
/// not looked for any further then.
pub fn validate(model: &Model, document: &ExecutableDocument, wanted: usize) -> Vec<InputError> {
    let mut errors = Vec::new();
    look(model, document, wanted.max(LEAST), &mut errors);
    errors.sort_by_key(|error| error.at);
    errors
}

fn look(model: &Model, document: &ExecutableDocument, enough: usize, errors: &mut Vec<InputError>) {
    let mut in_order: Vec<_> = document.fragments.iter().collect();
    in_order.sort_unstable_by_key(|(_, fragment)| fragment.pos);
    let mut fragments = HashMap::new();
    for (name, fragment) in &in_order {
        fragments.insert(name.as_str(), Walk::new(model, document, enough, errors).fragment(&fragment.node));
    }
    let mut used = HashSet::new();
    for (_, operation) in document.operations.iter() {
        if operation.node.ty != OperationType::Query {
            let message = format!("this server answers queries only, no {}", operation.node.ty);
            errors.push(error(message, operation.pos));
            continue;
        }
        let found = Walk::new(model, document, enough, errors).operation(&operation.node);
        // a walk that was given up has not seen all that is used
        if errors.len() >= enough {
            return;
        }
        let reached = reach(&found, &fragments);
        let parts = std::iter::once(&found).chain(reached.iter().map(|name| &fragments[name]));
        variables::check(model, &operation.node, parts, enough, errors);
        used.extend(reached);
    }
    if errors.len() >= enough {
        return;
    }
    circles(&fragments, enough, errors);
    for (name, fragment) in in_order {
        if !used.contains(name.as_str()) {
            errors.push(error(format!("fragment {:?} is not used", name.as_str()), fragment.pos));
        }
    }
    if errors.is_empty() {
        *errors = overlap::overlapping(model, document);
    }
}

fn error(message: String, at: Pos) -> InputError {
    InputError { message, at: (at.line, at.column) }
}

/// The fragments that are spread somewhere in `start`, directly or by others.
fn reach<'a>(start: &Found<'a>, fragments: &HashMap<&'a str, Found<'a>>) -> Vec<&'a str> {
    let (mut reached, mut known, mut next) = (Vec::new(), HashSet::new(), 0);
    let mut found = start;
    loop {
        for (name, _) in &found.spreads {
            if fragments.contains_key(name) && known.insert(*name) {
                reached.push(*name);
            }
        }
        let Some(name) = reached.get(next) else { return reached };
        (found, next) = (&fragments[name], next + 1);
    }
}

/// How many fragments are named by which another comes back to itself.
const NAMED: usize = 6;

/// Fragments that come back to themselves.
fn circles<'a>(fragments: &HashMap<&'a str, Found<'a>>, enough: usize, errors: &mut Vec<InputError>) {
    let mut done = HashSet::new();
    let mut names: Vec<_> = fragments.keys().copied().collect();
    names.sort_unstable();
    for start in names {
        // the way from the start to here, with how many spreads of each fragment have been followed
        let mut way = vec![(start, 0)];
        while let Some((name, followed)) = way.last_mut() {
            let name = *name;
            if *followed == 0 && done.contains(name) {
                way.pop();
                continue;
            }
            let Some((spread, at)) = fragments[name].spreads.get(*followed) else {
                done.insert(name);
                way.pop();
                continue;
            };
            *followed += 1;
            if let Some(from) = way.iter().position(|(name, _)| name == spread) {
                let through: Vec<_> = way[from + 1..].iter().map(|(name, _)| format!("{name:?}")).collect();
                let by = match through.len() {
                    0 => String::new(),
                    1..=NAMED => format!(" by {}", through.join(", ")),
                    more => format!(" by {} and {} others", through[..NAMED].join(", "), more - NAMED),
                };
                if errors.len() >= enough {
                    return;
                }
                errors.push(error(format!("fragment {spread:?} spreads itself{by}"), *at));
            } else if fragments.contains_key(spread) && !done.contains(spread) {
                way.push((spread, 0));
            }
        }
    }
}
