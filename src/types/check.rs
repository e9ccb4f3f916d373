//! Literals and the variables within them, checked over a whole document: the library's validation passes over
//! arguments that contain a variable without a value, and over the types of variables inside input objects.

use std::collections::{HashMap, HashSet};

use async_graphql::{
    Positioned,
    parser::types::{Directive, ExecutableDocument, Field, OperationType, Selection, SelectionSet},
};
use async_graphql_value::Value as Ast;

use super::{
    arguments::{constant, leaf},
    coerce::{InputError, ast_type},
    model::{InputField, Model, OutputField, Ty, Type},
};

/// Every literal that does not fit its place, in every operation and the fragments it uses.
pub fn check_literals(model: &Model, document: &ExecutableDocument) -> Vec<InputError> {
    let mut errors = Vec::new();
    for (_, operation) in document.operations.iter() {
        let root = match operation.node.ty {
            OperationType::Query => "Query",
            OperationType::Mutation => "Mutation",
            OperationType::Subscription => "Subscription",
        };
        for definition in &operation.node.variable_definitions {
            let ty = ast_type(&definition.node.var_type.node);
            if let Some(default) = &definition.node.default_value
                && let Err(reason) = constant(model, &ty, &default.node)
            {
                let message = format!("the default of variable ${}: {reason}", definition.node.name.node);
                errors.push(InputError { message, at: (default.pos.line, default.pos.column) });
            }
        }
        let declared = operation.node.variable_definitions.iter().map(|definition| {
            let default = definition
                .node
                .default_value
                .as_ref()
                .is_some_and(|value| value.node != async_graphql_value::ConstValue::Null);
            (definition.node.name.node.as_str(), Declared { ty: ast_type(&definition.node.var_type.node), default })
        });
        let condition =
            InputField { name: "if".to_owned(), doc: String::new(), ty: Ty::parse("Boolean!"), default: None };
        let (variables, seen) = (declared.collect(), HashSet::new());
        let mut check = Check { model, document, variables, condition, seen, errors: &mut errors };
        check.selection(root, &operation.node.selection_set.node);
    }
    errors
}

struct Declared {
    ty: Ty,
    default: bool,
}

struct Check<'a> {
    model: &'a Model,
    document: &'a ExecutableDocument,
    variables: HashMap<&'a str, Declared>,
    /// What @skip and @include take.
    condition: InputField,
    seen: HashSet<&'a str>,
    errors: &'a mut Vec<InputError>,
}

impl<'a> Check<'a> {
    fn selection(&mut self, parent: &str, set: &'a SelectionSet) {
        for item in &set.items {
            self.directives(item.node.directives());
            match &item.node {
                Selection::Field(field) => self.field(parent, &field.node, (field.pos.line, field.pos.column)),
                Selection::InlineFragment(fragment) => {
                    let condition = fragment
                        .node
                        .type_condition
                        .as_ref()
                        .map_or(parent, |condition| condition.node.on.node.as_str());
                    self.selection(condition, &fragment.node.selection_set.node);
                }
                Selection::FragmentSpread(spread) => {
                    let name = spread.node.fragment_name.node.as_str();
                    if self.seen.insert(name)
                        && let Some(fragment) = self.document.fragments.get(name)
                    {
                        self.selection(
                            fragment.node.type_condition.node.on.node.as_str(),
                            &fragment.node.selection_set.node,
                        );
                    }
                }
            }
        }
    }

    /// What @skip and @include are given.
    fn directives(&mut self, directives: &[Positioned<Directive>]) {
        for directive in directives {
            if let Some(value) = directive.node.get_argument("if")
                && let Err(reason) = self.place(&self.condition, &value.node)
            {
                let message = format!("@{}, argument \"if\": {reason}", directive.node.name.node);
                self.errors.push(InputError { message, at: (value.pos.line, value.pos.column) });
            }
        }
    }

    fn field(&mut self, parent: &str, field: &'a Field, at: (usize, usize)) {
        let name = field.name.node.as_str();
        let introspected = if name.starts_with("__") || parent.starts_with("__") { introspected(name) } else { None };
        let declared = introspected.as_ref().or_else(|| self.model.field(parent, name));
        let Some(declared) = declared else { return };
        for input in &declared.args {
            match field.get_argument(&input.name) {
                Some(value) => {
                    let at = (value.pos.line, value.pos.column);
                    if let Err(reason) = self.place(input, &value.node) {
                        self.errors.push(InputError {
                            message: format!("{}.{}, argument {:?}: {reason}", parent, declared.name, input.name),
                            at,
                        });
                    }
                }
                None if input.ty.is_required() && input.default.is_none() => {
                    self.errors.push(InputError {
                        message: format!(
                            "{parent}.{} needs its argument {:?} of type {}",
                            declared.name, input.name, input.ty
                        ),
                        at,
                    });
                }
                None => {}
            }
        }
        self.selection(declared.ty.core(), &field.selection_set.node);
    }

    /// Whether a value fits an argument or input field.
    fn place(&self, input: &InputField, ast: &Ast) -> Result<(), String> {
        if let Ast::Variable(name) = ast
            && let Some(variable) = self.variables.get(name.as_str())
        {
            let needed = if input.default.is_some() || variable.default { input.ty.nullable() } else { &input.ty };
            return compatible(&variable.ty, needed).then_some(()).ok_or_else(|| {
                format!("variable ${name} of type {} stands where {} is expected", variable.ty, input.ty)
            });
        }
        self.value(&input.ty, ast)
    }

    fn value(&self, ty: &Ty, ast: &Ast) -> Result<(), String> {
        match (ty, ast) {
            (_, Ast::Variable(name)) => match self.variables.get(name.as_str()) {
                Some(variable) if compatible(&variable.ty, if variable.default { ty.nullable() } else { ty }) => Ok(()),
                Some(variable) => {
                    Err(format!("variable ${name} of type {} stands where {ty} is expected", variable.ty))
                }
                None => Err(format!("variable ${name} is not declared")),
            },
            (Ty::NonNull(_), Ast::Null) => Err(format!("null where {ty} is required")),
            (Ty::NonNull(inner), _) => self.value(inner, ast),
            (_, Ast::Null) => Ok(()),
            (Ty::List(inner), Ast::List(items)) => items.iter().try_for_each(|item| self.value(inner, item)),
            (Ty::List(inner), single) => self.value(inner, single),
            (Ty::Named(name), ast) => match self.model.types.get(name) {
                Some(Type::Input { fields, one_of, .. }) => self.object(name, fields, *one_of, ast),
                Some(Type::Enum { terms, .. }) => match ast {
                    Ast::Enum(word) if terms.iter().any(|(term, _)| term == word.as_str()) => Ok(()),
                    _ => Err(format!("{ast} is not a word of {name}")),
                },
                _ => leaf(name, ast).map(drop),
            },
        }
    }

    fn object(&self, name: &str, fields: &[InputField], one_of: bool, ast: &Ast) -> Result<(), String> {
        let Ast::Object(given) = ast else { return Err(format!("{ast} is not an object of type {name}")) };
        if let Some(unknown) = given.keys().find(|key| !fields.iter().any(|field| field.name == key.as_str())) {
            return Err(format!("{name} has no field {:?}", unknown.as_str()));
        }
        if one_of {
            let [value] = given.values().collect::<Vec<_>>()[..] else {
                return Err(format!("{name} takes exactly one of its fields"));
            };
            let nullable = match value {
                Ast::Null => true,
                Ast::Variable(variable) => {
                    self.variables.get(variable.as_str()).is_some_and(|declared| !declared.ty.is_required())
                }
                _ => false,
            };
            if nullable {
                return Err(format!(
                    "{name} takes exactly one of its fields, and that not null: a variable there must be of a type that ends in !"
                ));
            }
        }
        for field in fields {
            match given.get(field.name.as_str()) {
                Some(value) => self.place(field, value).map_err(|reason| format!("{}: {reason}", field.name))?,
                None if field.ty.is_required() && field.default.is_none() => {
                    return Err(format!("{name} lacks its field {:?} of type {}", field.name, field.ty));
                }
                None => {}
            }
        }
        Ok(())
    }
}

/// What is known of a field of introspection: its arguments, and the type that its own fields are of.
fn introspected(name: &str) -> Option<OutputField> {
    let (ty, argument) = match name {
        "__schema" => ("__Schema", None),
        "__type" => ("__Type", Some(("name", "String!"))),
        "types" | "queryType" | "mutationType" | "subscriptionType" | "possibleTypes" | "interfaces" | "ofType"
        | "type" => ("__Type", None),
        "fields" => ("__Field", Some(("includeDeprecated", "Boolean"))),
        "enumValues" => ("__EnumValue", Some(("includeDeprecated", "Boolean"))),
        "inputFields" | "args" => ("__InputValue", Some(("includeDeprecated", "Boolean"))),
        "directives" => ("__Directive", None),
        _ => return None,
    };
    let args = argument.map(|(name, ty)| InputField {
        name: name.to_owned(),
        doc: String::new(),
        ty: Ty::parse(ty),
        default: None,
    });
    Some(OutputField { name: name.to_owned(), doc: String::new(), ty: Ty::parse(ty), args: args.into_iter().collect() })
}

/// Whether a variable of type `given` may stand where `needed` is expected (specification 5.8.5).
fn compatible(given: &Ty, needed: &Ty) -> bool {
    match (given, needed) {
        (Ty::NonNull(given), Ty::NonNull(needed)) => compatible(given, needed),
        (_, Ty::NonNull(_)) => false,
        (Ty::NonNull(given), needed) => compatible(given, needed),
        (Ty::List(given), Ty::List(needed)) => compatible(given, needed),
        (Ty::Named(given), Ty::Named(needed)) => given == needed,
        _ => false,
    }
}
