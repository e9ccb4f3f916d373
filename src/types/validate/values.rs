//! Literals against the types of their places; variables in them are noted for the operations that declare them.

use async_graphql::Pos;
use async_graphql_value::Value as Ast;

use super::{
    super::{
        arguments::leaf,
        model::{InputField, Ty, Type},
    },
    walk::{Walk, hint},
};

/// A variable where a value is expected.
pub struct Use<'a> {
    /// Its name.
    pub name: &'a str,
    /// Where the argument's value begins that it is in.
    pub at: Pos,
    /// What is expected; `None` where the place itself is not known.
    pub place: Option<Place<'a>>,
}

/// What is expected somewhere.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    /// The type.
    pub ty: &'a Ty,
    /// Whether there is a default for want of a value.
    pub default: bool,
    /// The input object that takes exactly one field, if it is a field of one.
    pub only: Option<&'a str>,
}

impl<'a> Walk<'a, '_> {
    /// Whether a value fits an argument or a field of an input object.
    pub(super) fn input(&mut self, input: &'a InputField, ast: &'a Ast, at: Pos) -> Result<(), String> {
        self.value(Place { ty: &input.ty, default: input.default.is_some(), only: None }, ast, at)
    }

    fn value(&mut self, place: Place<'a>, ast: &'a Ast, at: Pos) -> Result<(), String> {
        if let Ast::Variable(name) = ast {
            self.found.variables.push(Use { name: name.as_str(), at, place: Some(place) });
            return Ok(());
        }
        let inner = |ty| Place { ty, default: false, only: None };
        match (place.ty, ast) {
            (Ty::NonNull(_), Ast::Null) => Err(format!("null where {} is required", place.ty)),
            (Ty::NonNull(ty), _) => self.value(inner(ty), ast, at),
            (_, Ast::Null) => Ok(()),
            (Ty::List(ty), Ast::List(items)) => self.all(items.iter().map(|item| (inner(ty), item)), at),
            (Ty::List(ty), single) => self.value(inner(ty), single, at),
            (Ty::Named(name), ast) => match self.model.get(name) {
                Some(Type::Input { fields, one_of, .. }) => self.object(name, fields, *one_of, ast, at),
                Some(Type::Enum { terms, .. }) => match ast {
                    Ast::Enum(word) if terms.iter().any(|(term, _)| term == word.as_str()) => Ok(()),
                    Ast::Enum(word) => {
                        let known = terms.iter().map(|(term, _)| term.as_str());
                        Err(format!("{ast} is not a word of {name}{}", hint(self.model, word, known)))
                    }
                    _ => Err(self.mismatch(ast, at, format!("{ast} is not a word of {name}"))),
                },
                _ => leaf(name, ast).map(drop).map_err(|reason| self.mismatch(ast, at, reason)),
            },
        }
    }

    /// All of several values, of which the first that does not fit is told; behind it only variables are looked for.
    fn all(&mut self, values: impl Iterator<Item = (Place<'a>, &'a Ast)>, at: Pos) -> Result<(), String> {
        let mut outcome = Ok(());
        for (place, value) in values {
            // every one is looked at, for the variables in it
            match outcome {
                Ok(()) => outcome = self.value(place, value, at),
                Err(_) => self.anywhere(value, at),
            }
        }
        outcome
    }

    /// A value that does not fit, in which variables are used all the same.
    fn mismatch(&mut self, ast: &'a Ast, at: Pos, reason: String) -> String {
        self.anywhere(ast, at);
        reason
    }

    fn object(
        &mut self,
        name: &'a str,
        fields: &'a [InputField],
        one_of: bool,
        ast: &'a Ast,
        at: Pos,
    ) -> Result<(), String> {
        let Ast::Object(given) = ast else {
            return Err(self.mismatch(ast, at, format!("{ast} is not an object of type {name}")));
        };
        let only = one_of.then_some(name);
        let mut outcome = Ok(());
        for (key, value) in given {
            if outcome.is_err() {
                self.anywhere(value, at);
                continue;
            }
            outcome = match fields.iter().find(|field| field.name == key.as_str()) {
                Some(field) => {
                    let place = Place { ty: &field.ty, default: field.default.is_some(), only };
                    self.value(place, value, at).map_err(|reason| format!("{}: {reason}", field.name))
                }
                None => {
                    let hint = hint(self.model, key, fields.iter().map(|field| field.name.as_str()));
                    Err(self.mismatch(value, at, format!("{name} has no field {:?}{hint}", key.as_str())))
                }
            };
        }
        for field in fields {
            if field.ty.is_required() && field.default.is_none() && !given.contains_key(field.name.as_str()) {
                let lacking = Err(format!("{name} lacks its field {:?} of type {}", field.name, field.ty));
                outcome = outcome.and(lacking);
            }
        }
        if one_of && (given.len() != 1 || given.values().any(|value| *value == Ast::Null)) {
            outcome = outcome.and(Err(format!("{name} takes exactly one of its fields, and that not null")));
        }
        outcome
    }

    /// Variables in a value whose place is not known.
    pub(super) fn anywhere(&mut self, ast: &'a Ast, at: Pos) {
        match ast {
            Ast::Variable(name) => self.found.variables.push(Use { name: name.as_str(), at, place: None }),
            Ast::List(items) => items.iter().for_each(|item| self.anywhere(item, at)),
            Ast::Object(fields) => fields.values().for_each(|value| self.anywhere(value, at)),
            _ => {}
        }
    }
}
