//! Fields that would share a key of the answer must be the same field with the same arguments (specification 5.3.2), at
//! every depth and through every fragment.
//!
//! Selection sets that are always merged with each other (those of one field written several times) become one set
//! beforehand. Then every two sets that can meet in an answer are compared once, so that the work is bounded by the
//! number of pairs, however often fragments spread each other.

use std::collections::{BTreeMap, HashMap, HashSet};

use async_graphql::{
    Pos, Positioned,
    parser::types::{ExecutableDocument, Field, Selection, SelectionSet},
};

use super::super::{
    coerce::InputError,
    model::{Model, Ty, Type},
};

/// Every field that cannot be merged with an earlier one of the same key, in a document that is well otherwise.
pub fn overlapping(model: &Model, document: &ExecutableDocument) -> Vec<InputError> {
    let mut conflicts = Conflicts::new();
    let sets = gather(model, document, &mut conflicts);
    compare(model, &sets, &mut conflicts);
    conflicts
        .into_iter()
        .map(|(at, (first, clash, second))| InputError {
            message: message(&first, clash, &second),
            at: (at.line, at.column),
        })
        .collect()
}

/// By the place of the later field, so that there are never more than fields: the earliest it disagrees with.
type Conflicts<'a> = BTreeMap<Pos, (Use<'a>, Clash, Use<'a>)>;

/// A field as written somewhere.
#[derive(Clone, Copy)]
struct Use<'a> {
    /// The type it is asked of.
    parent: &'a str,
    /// Whether that is an object, so that no other object answers it.
    object: bool,
    field: &'a Positioned<Field>,
    /// Its type.
    ty: &'a Ty,
    /// The set of what is selected of it.
    below: Option<usize>,
}

/// Why two fields cannot be merged.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Clash {
    Field,
    Arguments,
    Shape,
}

/// What is selected together, inline fragments included.
#[derive(Default)]
struct Set<'a> {
    /// By key; of each parent type one, which stands for all of it.
    fields: HashMap<&'a str, Vec<Use<'a>>>,
    /// The sets of the fragments spread here.
    spreads: Vec<usize>,
}

/// Selection sets with the types they select of.
type Sources<'a> = Vec<Vec<(&'a str, &'a SelectionSet)>>;

/// All sets of a document; conflicts among fields of one parent type are found on the way.
fn gather<'a>(model: &'a Model, document: &'a ExecutableDocument, conflicts: &mut Conflicts<'a>) -> Vec<Set<'a>> {
    let mut sources: Sources<'a> = Vec::new();
    let mut fragments = HashMap::new();
    for (name, fragment) in &document.fragments {
        fragments.insert(name.as_str(), sources.len());
        let condition = fragment.node.type_condition.node.on.node.as_str();
        sources.push(vec![(condition, &fragment.node.selection_set.node)]);
    }
    for (_, operation) in document.operations.iter() {
        sources.push(vec![("Query", &operation.node.selection_set.node)]);
    }
    let mut sets = Vec::new();
    while sets.len() < sources.len() {
        let mut set = Set::default();
        let mut open = std::mem::take(&mut sources[sets.len()]);
        open.reverse();
        while let Some((parent, selection)) = open.pop() {
            for item in &selection.items {
                match &item.node {
                    Selection::Field(field) => {
                        let Some(declared) = model.field(parent, &field.node.name.node) else { continue };
                        let object = matches!(model.get(parent), Some(Type::Object { .. }));
                        let new = Use { parent, object, field, ty: &declared.ty, below: None };
                        add(model, &mut set, new, &mut sources, conflicts);
                    }
                    Selection::InlineFragment(inline) => {
                        let condition = inline.node.type_condition.as_ref();
                        let parent = condition.map_or(parent, |condition| condition.node.on.node.as_str());
                        open.push((parent, &inline.node.selection_set.node));
                    }
                    Selection::FragmentSpread(spread) => {
                        set.spreads.extend(fragments.get(spread.node.fragment_name.node.as_str()));
                    }
                }
            }
        }
        set.spreads.sort_unstable();
        set.spreads.dedup();
        sets.push(set);
    }
    sets
}

/// Adds a field to a set: beside those of other parent types, merged with one of its own.
fn add<'a>(model: &Model, set: &mut Set<'a>, new: Use<'a>, sources: &mut Sources<'a>, conflicts: &mut Conflicts<'a>) {
    let uses = set.fields.entry(new.field.node.response_key().node.as_str()).or_default();
    let at = uses.iter().position(|known| known.parent == new.parent).unwrap_or(uses.len());
    if let Some(known) = uses.get(at) {
        if let Some(clash) = clash(model, known, &new, false) {
            return note(known, clash, &new, conflicts);
        }
    } else {
        uses.push(new);
    }
    let selection = &new.field.node.selection_set.node;
    if !selection.items.is_empty() {
        let below = *uses[at].below.get_or_insert_with(|| {
            sources.push(Vec::new());
            sources.len() - 1
        });
        sources[below].push((new.ty.core(), selection));
    }
}

/// Compares every two sets that can meet.
fn compare<'a>(model: &Model, sets: &[Set<'a>], conflicts: &mut Conflicts<'a>) {
    let mut pairs = Pairs::default();
    for (number, set) in sets.iter().enumerate() {
        for uses in set.fields.values() {
            for (index, first) in uses.iter().enumerate() {
                for second in &uses[index + 1..] {
                    meet(model, (first, second), false, &mut pairs, conflicts);
                }
            }
        }
        set.spreads.iter().for_each(|spread| pairs.add(number, *spread, false));
    }
    while let Some((one, other, apart)) = pairs.next() {
        let (few, many) = if sets[one].fields.len() <= sets[other].fields.len() { (one, other) } else { (other, one) };
        for (key, uses) in &sets[few].fields {
            for second in sets[many].fields.get(key).into_iter().flatten() {
                uses.iter().for_each(|first| meet(model, (first, second), apart, &mut pairs, conflicts));
            }
        }
        sets[other].spreads.iter().for_each(|spread| pairs.add(one, *spread, apart));
        sets[one].spreads.iter().for_each(|spread| pairs.add(*spread, other, apart));
    }
}

/// Pairs of sets to compare, each once. Those that never answer for the same object are "apart".
#[derive(Default)]
struct Pairs {
    known: HashSet<(usize, usize, bool)>,
    together: Vec<(usize, usize)>,
    apart: Vec<(usize, usize)>,
}

impl Pairs {
    /// A set need not be compared with itself: its own fields are compared anyway.
    fn add(&mut self, one: usize, other: usize, apart: bool) {
        let (one, other) = (one.min(other), one.max(other));
        if one != other && self.known.insert((one, other, apart)) {
            if apart { &mut self.apart } else { &mut self.together }.push((one, other));
        }
    }

    /// Those that are apart come last, as the comparison of the others is stricter and covers them.
    fn next(&mut self) -> Option<(usize, usize, bool)> {
        if let Some((one, other)) = self.together.pop() {
            return Some((one, other, false));
        }
        while let Some((one, other)) = self.apart.pop() {
            if !self.known.contains(&(one, other, false)) {
                return Some((one, other, true));
            }
        }
        None
    }
}

/// Compares two fields with the same key, and has what is selected of them compared.
fn meet<'a>(
    model: &Model,
    (first, second): (&Use<'a>, &Use<'a>),
    apart: bool,
    pairs: &mut Pairs,
    conflicts: &mut Conflicts<'a>,
) {
    // an interface may stand for any object, and a new one may come to implement it
    let apart = apart || (first.object && second.object && first.parent != second.parent);
    if let Some(clash) = clash(model, first, second, apart) {
        note(first, clash, second, conflicts);
    } else if let (Some(one), Some(other)) = (first.below, second.below) {
        pairs.add(one, other, apart);
    }
}

fn clash(model: &Model, first: &Use, second: &Use, apart: bool) -> Option<Clash> {
    let (one, other) = (&first.field.node, &second.field.node);
    if !apart && one.name.node != other.name.node {
        return Some(Clash::Field);
    }
    // values are compared as values: the order of an object's fields does not count
    let same_arguments = || {
        one.arguments.len() == other.arguments.len()
            && one
                .arguments
                .iter()
                .all(|(name, value)| other.get_argument(&name.node).map(|other| &other.node) == Some(&value.node))
    };
    if !apart && !same_arguments() {
        return Some(Clash::Arguments);
    }
    (!same_shape(model, first.ty, second.ty)).then_some(Clash::Shape)
}

/// Whether values of both types look alike; what is in objects is compared on its own.
fn same_shape(model: &Model, one: &Ty, other: &Ty) -> bool {
    match (one, other) {
        (Ty::NonNull(one), Ty::NonNull(other)) | (Ty::List(one), Ty::List(other)) => same_shape(model, one, other),
        (Ty::Named(one), Ty::Named(other)) => one == other || (is_composite(model, one) && is_composite(model, other)),
        _ => false,
    }
}

fn is_composite(model: &Model, name: &str) -> bool {
    model.get(name).and_then(Type::fields).is_some()
}

/// Keeps a conflict, unless the later of the two has one with a field before.
fn note<'a>(first: &Use<'a>, clash: Clash, second: &Use<'a>, conflicts: &mut Conflicts<'a>) {
    let (first, second) = if first.field.pos <= second.field.pos { (first, second) } else { (second, first) };
    let known = conflicts.entry(second.field.pos).or_insert((*first, clash, *second));
    if (first.field.pos, clash) < (known.0.field.pos, known.1) {
        *known = (*first, clash, *second);
    }
}

fn message(first: &Use, clash: Clash, second: &Use) -> String {
    let key = &first.field.node.response_key().node;
    let (one, other) = (&first.field.node.name.node, &second.field.node.name.node);
    let same = "fields with the same key must be the same field with the same arguments";
    match clash {
        Clash::Field => format!("`{key}` stands for `{one}` and for `{other}`; {same}, give one an alias"),
        Clash::Arguments => format!("`{key}` stands for `{one}` with differing arguments; {same}, give one an alias"),
        Clash::Shape => format!(
            "`{key}` stands for `{one}` of type {} and for `{other}` of type {}; fields with the same key must have the \
             same shape, give one an alias",
            first.ty, second.ty
        ),
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use async_graphql::parser::parse_query;

    use super::*;
    use crate::types::Limits;

    // checked against graphql-js 16, which differs in one: it gives __typename no type and so lets it stand beside Int
    const REFUSED: &[&str] = &[
        r#"{events{nodes{id} nodes{id:slug}}}"#,
        r#"{events(first:1){nodes{x:place{id} ...on Event{x:dataset{key}}}}}"#,
        r#"{events{nodes{a:citations(first:1){totalCount}}} events{nodes{a:citations(first:2){totalCount}}}}"#,
        r#"{nodes(ids:["a"]){...on Event{x:title} ...on Node{x:id}}}"#,
        r#"{nodes(ids:["a"]){...on Event{x:title} ...on Person{x:version}}}"#,
        r#"{nodes(ids:["a"]){...on Event{x:place{id}} ...on Person{x:names{value}}}}"#,
        r#"{x:server{version} ...on Query{x:events(first:1){totalCount}}}"#,
        r#"{x:events{totalCount} x:persons{totalCount}}"#,
        r#"{events{totalCount} events(first:1){totalCount}}"#,
        r#"query($a:Int,$b:Int){events(first:$a){totalCount} events(first:$b){totalCount}}"#,
        r#"query($a:Int){events(first:$a){totalCount} events(first:1){totalCount}}"#,
        r#"{events(first:1,filter:{not:{}}){totalCount} events(filter:{and:[{}]},first:1){totalCount}}"#,
        r#"{x:__typename x:server{version}}"#,
        r#"{nodes(ids:["a"]){...on Event{x:__typename} ...on Person{x:version}}}"#,
        r#"{__schema{types{x:name x:kind}}}"#,
        r#"{__schema{types{name:kind} types{name}}}"#,
        r#"{...A ...B} fragment A on Query{events{x:totalCount}} fragment B on Query{events{x:nodes{id}}}"#,
        r#"{...A events{x:totalCount}} fragment A on Query{...B} fragment B on Query{events{x:nodes{id}}}"#,
        r#"{events{nodes{...A ...B}}} fragment A on Event{x:title} fragment B on Record{x:id}"#,
        r#"{nodes(ids:["a"]){...on Event{x:dataset{y:key}} ...on Person{x:dataset{y:imports{totalCount}}}}}"#,
        r#"{nodes(ids:["a"]){...on Event{x:dataset{y:key} x:dataset{y:title}}}}"#,
        r#"{events{nodes{id @skip(if:true) id:slug @include(if:false)}}}"#,
        r#"{events{nodes{id}}} fragment A on Event{x:id x:slug}"#,
        r#"query A{events{x:totalCount}} query B{events{x:totalCount x:nodes{id}}}"#,
        r#"{nodes(ids:["a"]){...on Event{x:title} ...on Person{x:names{value}}}}"#,
        r#"{nodes(ids:["a"]){...on Event{x:dataset{y:key}} ...on Person{x:dataset{y:id}}}}"#,
    ];

    const ACCEPTED: &[&str] = &[
        r#"{nodes(ids:["a"]){...on Event{x:id} ...on Node{x:id}}}"#,
        r#"{nodes(ids:["a"]){...on Event{x:id} ...on Person{x:id}}}"#,
        r#"{events{nodes{id} nodes{id}}}"#,
        r#"{events{nodes{id} nodes{slug}} events{totalCount}}"#,
        r#"{events(first:1){totalCount} events(first:1){nodes{id}}}"#,
        r#"{events(first:1,last:null){totalCount} events(last:null,first:1){totalCount}}"#,
        r#"{events(filter:{not:{},and:[]}){totalCount} events(filter:{and:[],not:{}}){totalCount}}"#,
        r#"query($a:Int){events(first:$a){totalCount} events(first:$a){nodes{id}}}"#,
        r#"{nodes(ids:["a"]){...on Event{x:dataset{y:key}} ...on Person{x:dataset{y:key}}}}"#,
        r#"{nodes(ids:["a"]){...on Event{x:citations(first:1){totalCount}} ...on Person{x:citations(first:2){totalCount}}}}"#,
        r#"{nodes(ids:["a"]){...on Event{x:citations{totalCount}} ...on Person{x:affiliations{totalCount}}}}"#,
        r#"{nodes(ids:["a"]){...on Event{x:dataset{y:key}} ...on Person{x:dataset{y:title}}}}"#,
        r#"{nodes(ids:["a"]){...on Event{x:slug} ...on Person{x:slug}}}"#,
        r#"{a:events{totalCount} b:events(first:1){totalCount}}"#,
        r#"{a:events{x:totalCount} b:events{x:nodes{id}}}"#,
        r#"{...A ...A} fragment A on Query{events{nodes{id}}}"#,
        r#"{...A events{...B}} fragment A on Query{events{...B}} fragment B on EventConnection{totalCount totalCount}"#,
        r#"{__schema{types{name} types{name kind}} __typename __typename}"#,
        r#"{events{nodes{id id @skip(if:true)}}}"#,
        r#"query A{x:events{totalCount}} query B{x:persons{totalCount}}"#,
    ];

    fn model() -> Model {
        crate::types::model(crate::catalog::catalog(), &Limits::default())
    }

    fn errors(model: &Model, text: &str) -> Vec<InputError> {
        overlapping(model, &parse_query(text).unwrap())
    }

    #[test]
    fn what_cannot_be_merged_is_refused() {
        let model = model();
        for text in REFUSED {
            assert!(!errors(&model, text).is_empty(), "{text}");
        }
    }

    #[test]
    fn what_can_be_merged_is_accepted() {
        let model = model();
        for text in ACCEPTED {
            assert_eq!(errors(&model, text), [], "{text}");
        }
    }

    #[test]
    fn a_conflict_is_told_at_the_later_field_once() {
        let text = "{ events { nodes { ...A\n  ... on Event { x: dataset { key } } } } } \
                    fragment A on Event { x: dataset { key } }\n fragment B on Event { ...A ...A a: id\n a: slug }";
        let [error] = &errors(&model(), text)[..] else { panic!("one conflict") };
        assert_eq!(error.at, (4, 2));
        assert_eq!(
            error.message,
            "`a` stands for `id` and for `slug`; fields with the same key must be the same field with the same \
             arguments, give one an alias"
        );
        let messages = |text| errors(&model(), text).into_iter().map(|error| error.message).collect::<Vec<_>>();
        assert_eq!(
            messages("{events{totalCount} events(first:1){totalCount}}"),
            ["`events` stands for `events` with differing arguments; fields with the same key must be the same field \
              with the same arguments, give one an alias"]
        );
        assert_eq!(
            messages(r#"{nodes(ids:["a"]){...on Event{x:slug} ...on Person{x:version}}}"#),
            ["`x` stands for `slug` of type String! and for `version` of type Int!; fields with the same key must \
              have the same shape, give one an alias"]
        );
    }

    #[test]
    fn fragments_that_double_are_compared_once() {
        let mut text = "{...F0}".to_owned();
        for level in 0..18 {
            let next = format!("...F{0} ...F{0} citations{{nodes{{record{{...F{0}}}}}}}", level + 1);
            write!(text, " fragment F{level} on Event{{{next} {}}}", next.replace("citations", "a:citations")).unwrap();
        }
        let model = model();
        assert_eq!(errors(&model, &format!("{text} fragment F18 on Event{{id}}")), []);
        assert_eq!(errors(&model, &format!("{text} fragment F18 on Event{{a:id}}")).len(), 1);
    }

    #[test]
    fn many_equal_fields_and_cycles_end() {
        let model = model();
        assert_eq!(errors(&model, &format!("{{{}}}", "events{nodes{id}} ".repeat(1_000))), []);
        let cycle = "{...A ...B} fragment A on Query{...B events{nodes{...C}}} \
                     fragment B on Query{...A ...B events{nodes{...D}}} \
                     fragment C on Event{citations{nodes{record{...D}}}} \
                     fragment D on Event{citations{nodes{record{...C}}}}";
        assert_eq!(errors(&model, cycle), []);
    }
}
