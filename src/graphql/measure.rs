//! Limits on what a document selects, counted after parsing and before validation, whose work grows with what fragments
//! expand to. Each fragment is measured once and counts saturate, so that fragments that double cost nothing.

use std::collections::HashMap;

use async_graphql::parser::types::{ExecutableDocument, Selection, SelectionSet};

use crate::types::Limits;

use super::error::{Code, Problem};

/// How often lists of types or fields may be nested in introspection.
const INTROSPECTION_LISTS: usize = 2;

/// What a selection comes to with its fragments opened.
#[derive(Clone, Copy, Default)]
struct Measure {
    /// Fields.
    selections: usize,
    /// Fields within fields.
    depth: usize,
    /// Introspection lists within introspection lists.
    lists: usize,
    /// Fields at the top.
    fields: usize,
}

/// Why `document` is refused; `None` if it may be validated.
pub fn refuse(document: &ExecutableDocument, limits: &Limits) -> Option<Problem> {
    let mut known = HashMap::new();
    let definitions = document.operations.iter().map(|(_, operation)| &operation.node.selection_set.node);
    let fragments = document.fragments.values().map(|fragment| &fragment.node.selection_set.node);
    let aliases = definitions.chain(fragments).map(aliases).sum();
    let over = |code, what: &str, limit: usize, actual: usize| {
        (actual > limit).then(|| Problem::over(code, &format!("the document has {actual} {what}"), limit, actual))
    };
    let of_operations = document.operations.iter().find_map(|(_, operation)| {
        let measure = measure(&operation.node.selection_set.node, document, &mut known);
        let problem = over(Code::DepthLimit, "levels of fields within fields", limits.max_depth, measure.depth)
            .or_else(|| {
                over(Code::CostLimit, "selections with its fragments opened", limits.max_selections, measure.selections)
            })
            .or_else(|| over(Code::CostLimit, "fields at the root", limits.max_root_fields, measure.fields))
            .or_else(|| {
                over(Code::DepthLimit, "introspection lists within each other", INTROSPECTION_LISTS, measure.lists)
            })?;
        Some(Problem { locations: vec![(operation.pos.line, operation.pos.column)], ..problem })
    });
    of_operations.or_else(|| over(Code::CostLimit, "aliases", limits.max_aliases, aliases))
}

/// How many aliases are written in a selection.
fn aliases(set: &SelectionSet) -> usize {
    let of = |selection: &Selection| match selection {
        Selection::Field(field) => usize::from(field.node.alias.is_some()) + aliases(&field.node.selection_set.node),
        Selection::InlineFragment(fragment) => aliases(&fragment.node.selection_set.node),
        Selection::FragmentSpread(_) => 0,
    };
    set.items.iter().map(|item| of(&item.node)).sum()
}

fn measure<'a>(
    set: &'a SelectionSet,
    document: &'a ExecutableDocument,
    known: &mut HashMap<&'a str, Measure>,
) -> Measure {
    let mut all = Measure::default();
    for item in &set.items {
        let part = match &item.node {
            Selection::Field(field) => {
                let inner = measure(&field.node.selection_set.node, document, known);
                let list =
                    matches!(field.node.name.node.as_str(), "fields" | "inputFields" | "interfaces" | "possibleTypes");
                Measure {
                    selections: inner.selections.saturating_add(1),
                    depth: inner.depth + 1,
                    lists: inner.lists + usize::from(list),
                    fields: 1,
                }
            }
            Selection::InlineFragment(fragment) => measure(&fragment.node.selection_set.node, document, known),
            Selection::FragmentSpread(spread) => {
                let name = spread.node.fragment_name.node.as_str();
                match (known.get(name), document.fragments.get(name)) {
                    (Some(measure), _) => *measure,
                    (None, None) => Measure::default(),
                    (None, Some(fragment)) => {
                        // a fragment that comes back to itself is for validation to refuse
                        known.insert(name, Measure::default());
                        let measure = measure(&fragment.node.selection_set.node, document, known);
                        known.insert(name, measure);
                        measure
                    }
                }
            }
        };
        all = Measure {
            selections: all.selections.saturating_add(part.selections),
            depth: all.depth.max(part.depth),
            lists: all.lists.max(part.lists),
            fields: all.fields.saturating_add(part.fields),
        };
    }
    all
}

#[cfg(test)]
mod tests {
    use async_graphql::parser::parse_query;

    use super::*;

    fn numbers(document: &str) -> Option<Vec<(&'static str, i64)>> {
        let limits =
            Limits { max_depth: 4, max_selections: 100, max_root_fields: 3, max_aliases: 2, ..Limits::default() };
        refuse(&parse_query(document).expect("GraphQL"), &limits).map(|problem| problem.numbers)
    }

    #[test]
    fn fragments_that_double_are_counted_and_not_walked() {
        let fragments: String =
            (0..60).map(|n| format!("fragment F{n} on Query {{ ...F{0} ...F{0} }} ", n + 1)).collect();
        let document = format!("{{ ...F0 }} {fragments} fragment F60 on Query {{ a }}");
        assert_eq!(numbers(&document), Some(vec![("limit", 100), ("actual", 1 << 60)]));
    }

    #[test]
    fn depth_roots_and_introspection_are_limited() {
        assert_eq!(numbers("{ a { b { c { d } } } }"), None);
        assert_eq!(numbers("{ a { ... { b { c { d { e } } } } } }"), Some(vec![("limit", 4), ("actual", 5)]));
        assert_eq!(numbers("{ a b c d }"), Some(vec![("limit", 3), ("actual", 4)]));
        assert_eq!(numbers("{ fields { interfaces { fields } } }"), Some(vec![("limit", 2), ("actual", 3)]));
    }

    #[test]
    fn aliases_are_counted_as_written() {
        assert_eq!(numbers("{ a { x: b ...F ...F } } fragment F on A { y: b }"), None);
        let more = "{ a { x: b ...F } } fragment F on A { y: b ... { z: b } }";
        assert_eq!(numbers(more), Some(vec![("limit", 2), ("actual", 3)]));
    }

    #[test]
    fn fragments_in_a_circle_end() {
        assert_eq!(numbers("{ ...A } fragment A on Query { a { ...B } } fragment B on Query { ...A }"), None);
    }
}
