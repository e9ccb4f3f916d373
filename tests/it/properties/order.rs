//! The order of lists as published: keys as asked for, missing ones last either way, equal rows in the order of
//! recording, which the last key's direction reverses. Text is ordered folded, byte by byte.

use std::cmp::Ordering;

use super::things::{Datum, Sort, Things};

/// A key of an order and whether it descends.
pub type Key = (String, bool);

/// The things in that order; a field that is named again counts for nothing.
pub fn sorted(things: &Things, list: &[usize], order: &[Key]) -> Vec<usize> {
    let again = |index: usize| order[..index].iter().any(|(word, _)| *word == order[index].0);
    let order: Vec<&Key> = (0..order.len()).filter(|index| !again(*index)).map(|index| &order[index]).collect();
    let mut sorted = list.to_vec();
    sorted.sort_by(|a, b| {
        let mut ordering = Ordering::Equal;
        for (word, descends) in &order {
            let [a, b] = [a, b].map(|thing| {
                let thing = &things.all[*thing];
                thing
                    .orders
                    .get(word.as_str())
                    .unwrap_or_else(|| panic!("the test does not know {}.{word}", thing.noun))
            });
            for (a, b) in a.iter().zip(b) {
                ordering = ordering.then_with(|| by_key(a.as_ref(), b.as_ref(), *descends));
            }
        }
        let recorded = recorded(things, *a).cmp(&recorded(things, *b));
        ordering.then(if order.last().is_some_and(|(_, descends)| *descends) { recorded.reverse() } else { recorded })
    });
    sorted
}

fn by_key(a: Option<&Sort>, b: Option<&Sort>, descends: bool) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) if descends => b.cmp(a),
        (Some(a), Some(b)) => a.cmp(b),
        (a, b) => a.is_none().cmp(&b.is_none()),
    }
}

/// When a thing was recorded: records as they were loaded, links with the last change of the record that they are of.
fn recorded(things: &Things, thing: usize) -> (Option<&Vec<Option<Sort>>>, usize) {
    let owner = match things.all[thing].fields.get("event") {
        Some(Datum::One(Some(event))) => things.all[*event].orders.get("UPDATED_AT"),
        _ => None,
    };
    (owner, thing)
}
