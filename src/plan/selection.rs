//! Which fields a selection asks of an object: fragments opened by type, @skip and @include obeyed, equal response
//! keys merged, in the order in which they are first met (specification 6.3.2).

use async_graphql::{
    Positioned,
    parser::types::{Directive, ExecutableDocument, Field, Selection, SelectionSet},
};
use async_graphql_value::Value as Ast;

use crate::types::{Model, Value, Variables};

/// The fields behind one response key.
#[derive(Debug)]
pub struct Selected<'a> {
    /// The key in the answer.
    pub key: &'a str,
    /// The field, as often as it was written; all with the same name and arguments.
    pub fields: Vec<&'a Positioned<Field>>,
}

impl<'a> Selected<'a> {
    /// The field's name.
    pub fn name(&self) -> &'a str {
        self.fields[0].node.name.node.as_str()
    }

    /// The field as first written.
    pub fn field(&self) -> &'a Field {
        &self.fields[0].node
    }

    /// Everything that is asked of its value.
    pub fn sets(&self) -> Vec<&'a SelectionSet> {
        self.fields.iter().map(|field| &field.node.selection_set.node).collect()
    }
}

/// Reads selections of one request.
#[derive(Clone, Copy, Debug)]
pub struct Selector<'a> {
    /// The document.
    pub document: &'a ExecutableDocument,
    /// The variables.
    pub variables: &'a Variables,
    /// The types.
    pub model: &'a Model,
}

impl<'a> Selector<'a> {
    /// What `sets` ask of an object of type `object`.
    pub fn collect(&self, object: &str, sets: &[&'a SelectionSet]) -> Vec<Selected<'a>> {
        let mut found = Vec::new();
        let mut opened = Vec::new();
        for set in sets {
            self.walk(object, set, &mut found, &mut opened);
        }
        found
    }

    fn walk(&self, object: &str, set: &'a SelectionSet, found: &mut Vec<Selected<'a>>, opened: &mut Vec<&'a str>) {
        for item in &set.items {
            if !self.included(item.node.directives()) {
                continue;
            }
            match &item.node {
                Selection::Field(field) => {
                    let key = field.node.response_key().node.as_str();
                    match found.iter_mut().find(|selected| selected.key == key) {
                        Some(selected) => selected.fields.push(field),
                        None => found.push(Selected { key, fields: vec![field] }),
                    }
                }
                Selection::InlineFragment(fragment) => {
                    let condition =
                        fragment.node.type_condition.as_ref().map(|condition| condition.node.on.node.as_str());
                    if condition.is_none_or(|condition| self.model.satisfies(object, condition)) {
                        self.walk(object, &fragment.node.selection_set.node, found, opened);
                    }
                }
                Selection::FragmentSpread(spread) => {
                    let name = spread.node.fragment_name.node.as_str();
                    if opened.contains(&name) {
                        continue;
                    }
                    opened.push(name);
                    if let Some(fragment) = self.document.fragments.get(name)
                        && self.model.satisfies(object, fragment.node.type_condition.node.on.node.as_str())
                    {
                        self.walk(object, &fragment.node.selection_set.node, found, opened);
                    }
                }
            }
        }
    }

    /// A variable that a @skip or @include of the document asks and that is neither true nor false.
    pub fn unusable_condition(&self, operation: &'a SelectionSet) -> Option<&'a str> {
        let fragments = self.document.fragments.values().map(|fragment| &fragment.node.selection_set.node);
        std::iter::once(operation).chain(fragments).find_map(|set| self.unusable_in(set))
    }

    fn unusable_in(&self, set: &'a SelectionSet) -> Option<&'a str> {
        set.items.iter().find_map(|item| {
            let asked =
                item.node.directives().iter().filter_map(|directive| match &directive.node.get_argument("if")?.node {
                    Ast::Variable(name) => Some(name.as_str()),
                    _ => None,
                });
            let unusable = |name: &&str| {
                self.variables.index(name).is_some() && !matches!(self.variables.get(name), Some(Value::Bool(_)))
            };
            asked.into_iter().find(unusable).or_else(|| match &item.node {
                Selection::Field(field) => self.unusable_in(&field.node.selection_set.node),
                Selection::InlineFragment(fragment) => self.unusable_in(&fragment.node.selection_set.node),
                Selection::FragmentSpread(_) => None,
            })
        })
    }

    /// Whether @skip and @include let a selection stand.
    pub fn included(&self, directives: &[Positioned<Directive>]) -> bool {
        directives.iter().all(|directive| {
            let truth = directive.node.get_argument("if").is_some_and(|value| match &value.node {
                Ast::Boolean(truth) => *truth,
                Ast::Variable(name) => matches!(self.variables.get(name), Some(Value::Bool(true))),
                _ => false,
            });
            match directive.node.name.node.as_str() {
                "skip" => !truth,
                "include" => truth,
                _ => true,
            }
        })
    }
}
