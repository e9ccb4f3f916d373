//! One operation or fragment: types, fields, arguments, directives.

use async_graphql::{
    Name, Pos, Positioned,
    parser::types::{
        Directive, ExecutableDocument, Field, FragmentDefinition, OperationDefinition, Selection, SelectionSet,
    },
};
use async_graphql_value::Value as Ast;

use super::{
    super::{
        coerce::InputError,
        model::{InputField, Model, Ty, Type},
    },
    error,
    values::Use,
};

/// What was found in an operation or fragment that others have to do with.
#[derive(Default)]
pub struct Found<'a> {
    /// Where variables stand.
    pub variables: Vec<Use<'a>>,
    /// Fragments spread, each place.
    pub spreads: Vec<(&'a str, Pos)>,
}

/// A walk through one of them.
pub struct Walk<'a, 'e> {
    pub(super) model: &'a Model,
    document: &'a ExecutableDocument,
    /// When so many faults are found, the walk is given up.
    enough: usize,
    pub(super) errors: &'e mut Vec<InputError>,
    pub(super) found: Found<'a>,
}

/// Directives that may stand in a document; each takes "if".
const CONDITIONS: [&str; 2] = ["skip", "include"];
/// Directives that stand in schemas.
const OF_SCHEMAS: [&str; 3] = ["deprecated", "specifiedBy", "oneOf"];

impl<'a, 'e> Walk<'a, 'e> {
    pub fn new(
        model: &'a Model,
        document: &'a ExecutableDocument,
        enough: usize,
        errors: &'e mut Vec<InputError>,
    ) -> Self {
        Self { model, document, enough, errors, found: Found::default() }
    }

    pub fn operation(mut self, operation: &'a OperationDefinition) -> Found<'a> {
        self.directives(&operation.directives, false);
        self.selections("Query", &operation.selection_set.node);
        self.found
    }

    pub fn fragment(mut self, fragment: &'a FragmentDefinition) -> Found<'a> {
        self.directives(&fragment.directives, false);
        let condition = &fragment.type_condition.node.on;
        if self.composite(condition) {
            self.selections(condition.node.as_str(), &fragment.selection_set.node);
        } else {
            self.beyond(&fragment.selection_set.node);
        }
        self.found
    }

    fn wrong(&mut self, message: String, at: Pos) {
        self.errors.push(error(message, at));
    }

    /// Whether a type condition names an object, an interface or a union.
    fn composite(&mut self, condition: &Positioned<Name>) -> bool {
        let name = condition.node.as_str();
        let message = match self.model.get(name) {
            Some(ty) if ty.fields().is_some() => return true,
            None if !BUILT_IN.contains(&name) => {
                let known = self.model.types.keys().map(String::as_str);
                format!("there is no type {name:?}{}", hint(self.model, name, known))
            }
            _ => format!("a fragment on {name:?} selects nothing: it has no fields"),
        };
        self.wrong(message, condition.pos);
        false
    }

    fn selections(&mut self, parent: &'a str, set: &'a SelectionSet) {
        for item in &set.items {
            if self.errors.len() >= self.enough {
                return;
            }
            self.directives(item.node.directives(), true);
            match &item.node {
                Selection::Field(field) => self.field(parent, &field.node, field.pos),
                Selection::InlineFragment(fragment) => match &fragment.node.type_condition {
                    None => self.selections(parent, &fragment.node.selection_set.node),
                    Some(condition) if self.composite(&condition.node.on) => {
                        let name = condition.node.on.node.as_str();
                        if !self.meet(parent, name) {
                            let message = format!("{parent} is never {name}, so that nothing is selected here");
                            self.wrong(message, fragment.pos);
                        }
                        self.selections(name, &fragment.node.selection_set.node);
                    }
                    Some(_) => self.beyond(&fragment.node.selection_set.node),
                },
                Selection::FragmentSpread(spread) => {
                    let name = spread.node.fragment_name.node.as_str();
                    self.found.spreads.push((name, spread.pos));
                    let Some(fragment) = self.document.fragments.get(name) else {
                        self.wrong(format!("there is no fragment {name:?}"), spread.node.fragment_name.pos);
                        continue;
                    };
                    let on = fragment.node.type_condition.node.on.node.as_str();
                    if self.model.get(on).is_some() && !self.meet(parent, on) {
                        let message = format!("{parent} is never {on}, so that fragment {name:?} selects nothing here");
                        self.wrong(message, spread.pos);
                    }
                }
            }
        }
    }

    /// Whether an object can be of both types.
    fn meet(&self, one: &str, other: &str) -> bool {
        one == other || self.model.possible(one).any(|object| self.model.satisfies(object, other))
    }

    fn field(&mut self, parent: &'a str, field: &'a Field, at: Pos) {
        let name = field.name.node.as_str();
        if !self.model.open && matches!(name, "__schema" | "__type") {
            self.wrong(format!("introspection is switched off on this server: it does not answer {name}"), at);
            return self.within(field);
        }
        let Some(declared) = self.model.field(parent, name) else {
            let fields = self.model.get(parent).and_then(Type::fields);
            let known = fields.unwrap_or_default().iter().map(|field| field.name.as_str());
            self.wrong(format!("{parent} has no field {name:?}{}", hint(self.model, name, known)), at);
            return self.within(field);
        };
        let place = || format!("{parent}.{name}");
        self.arguments(&place, &declared.args, &field.arguments, at);
        let selection = &field.selection_set;
        let core = declared.ty.core();
        match (self.model.get(core).and_then(Type::fields), selection.node.items.is_empty()) {
            (Some(_), false) => self.selections(core, &selection.node),
            (Some(_), true) => {
                let message =
                    format!("{parent}.{name} is of type {core}: say which of its fields, as in {name} {{ … }}");
                self.wrong(message, at);
            }
            (_, true) => {}
            (_, false) => {
                self.wrong(format!("{parent}.{name} is of type {core}, which has no fields to select"), selection.pos);
                self.beyond(&selection.node);
            }
        }
    }

    /// What is used in a selection on a type that is not known.
    fn beyond(&mut self, set: &'a SelectionSet) {
        for item in &set.items {
            self.directives(item.node.directives(), true);
            match &item.node {
                Selection::Field(field) => self.within(&field.node),
                Selection::InlineFragment(fragment) => self.beyond(&fragment.node.selection_set.node),
                Selection::FragmentSpread(spread) => {
                    self.found.spreads.push((spread.node.fragment_name.node.as_str(), spread.pos));
                }
            }
        }
    }

    fn within(&mut self, field: &'a Field) {
        for (_, value) in &field.arguments {
            self.anywhere(&value.node, value.pos);
        }
        self.beyond(&field.selection_set.node);
    }

    /// Directives: those that a selection may have; none where there is no selection.
    pub(super) fn directives(&mut self, directives: &'a [Positioned<Directive>], selection: bool) {
        for (number, directive) in directives.iter().enumerate() {
            let (name, at) = (directive.node.name.node.as_str(), directive.pos);
            let known = CONDITIONS.contains(&name);
            if !known || !selection {
                self.wrong(
                    match name {
                        _ if known || OF_SCHEMAS.contains(&name) => format!("@{name} cannot stand here"),
                        _ => format!("there is no directive @{name}{}", hint(self.model, name, CONDITIONS.into_iter())),
                    },
                    at,
                );
            }
            if known && directives[..number].iter().any(|other| other.node.name.node == directive.node.name.node) {
                self.wrong(format!("@{name} stands twice at the same place"), at);
            }
            let model = self.model;
            let declared = if known { std::slice::from_ref(&model.condition) } else { &[] };
            if known {
                self.arguments(&|| format!("@{name}"), declared, &directive.node.arguments, at);
            } else {
                directive.node.arguments.iter().for_each(|(_, value)| self.anywhere(&value.node, value.pos));
            }
        }
    }

    fn arguments(
        &mut self,
        place: &dyn Fn() -> String,
        declared: &'a [InputField],
        given: &'a [(Positioned<Name>, Positioned<Ast>)],
        at: Pos,
    ) {
        for (number, (name, value)) in given.iter().enumerate() {
            if self.errors.len() >= self.enough {
                return;
            }
            if given[..number].iter().any(|(other, _)| other.node == name.node) {
                self.wrong(format!("{} has its argument {:?} twice", place(), name.node.as_str()), name.pos);
            }
            let Some(input) = declared.iter().find(|input| input.name == name.node.as_str()) else {
                let known = declared.iter().map(|input| input.name.as_str());
                let hint = hint(self.model, name.node.as_str(), known);
                self.wrong(format!("{} has no argument {:?}{hint}", place(), name.node.as_str()), name.pos);
                self.anywhere(&value.node, value.pos);
                continue;
            };
            if let Err(reason) = self.input(input, &value.node, value.pos) {
                self.wrong(format!("{}, argument {:?}: {reason}", place(), input.name), value.pos);
            }
        }
        for input in declared {
            let absent = || !given.iter().any(|(name, _)| name.node.as_str() == input.name);
            if input.ty.is_required() && input.default.is_none() && absent() {
                self.wrong(format!("{} needs its argument {:?} of type {}", place(), input.name, input.ty), at);
            }
        }
    }
}

/// The scalars that every schema has.
pub const BUILT_IN: [&str; 5] = ["Boolean", "Float", "ID", "Int", "String"];

/// A known word that may have been meant.
pub fn hint<'w>(model: &Model, word: &str, known: impl Iterator<Item = &'w str>) -> String {
    if !model.open {
        return String::new();
    }
    let likely = |other: &&str| {
        let most = 1 + word.len().min(other.len()) / 3;
        // words are compared letter by letter with each other, so that a long one would take long
        if word.len().abs_diff(other.len()) > most {
            return None;
        }
        let distance = strsim::damerau_levenshtein(&word.to_lowercase(), &other.to_lowercase());
        (distance <= most).then_some(distance)
    };
    let best = known.filter_map(|other| likely(&other).map(|distance| (distance, other))).min();
    best.map_or_else(String::new, |(_, other)| format!("; is {other:?} meant?"))
}

/// Whether a type takes values: a scalar, an enum or an input object.
pub fn takes_values(model: &Model, ty: &Ty) -> Option<bool> {
    match model.get(ty.core()) {
        Some(ty) => Some(ty.fields().is_none()),
        None => BUILT_IN.contains(&ty.core()).then_some(true),
    }
}
