//! Arguments: the literals and variables behind a field become values of their types that still know which variable
//! they came from, so that a plan can be made once and run with other values of the same shape.

use async_graphql::parser::types::Field;
use async_graphql_value::{ConstValue, Value as Ast};

use super::{
    coerce::Variables,
    model::{InputField, Model, Ty, Type, Value},
    scalar,
};

/// Where in the variables a value stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Which variable, by order of declaration.
    pub variable: usize,
    /// The way within it.
    pub path: Vec<Step>,
}

/// A step within a variable's value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Into a list.
    Index(usize),
    /// Into an object.
    Key(String),
}

impl Origin {
    /// The value that stands there.
    pub fn get<'v>(&self, variables: &'v Variables) -> Option<&'v Value> {
        let mut value = variables.values.get(self.variable)?.as_ref()?;
        for step in &self.path {
            value = match (step, value) {
                (Step::Index(index), Value::List(items)) => items.get(*index)?,
                (Step::Key(key), Value::Object(fields)) => &fields.iter().find(|(name, _)| name == key)?.1,
                _ => return None,
            };
        }
        Some(value)
    }
}

/// A coerced argument.
#[derive(Clone, Debug, PartialEq)]
pub enum Arg {
    /// An explicit null.
    Null,
    /// A scalar or word, and where it came from if not from the document.
    Leaf(Value, Option<Origin>),
    /// A list; the origin is that of the whole list.
    List(Vec<Arg>, Option<Origin>),
    /// An input object.
    Object(Vec<(String, Arg)>),
}

impl Arg {
    /// A field of an object; `None` where absent.
    pub fn get(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(fields) => fields.iter().find(|(key, _)| key == name).map(|(_, value)| value),
            _ => None,
        }
    }

    /// The word of an enum.
    pub fn word(&self) -> Option<&str> {
        match self {
            Self::Leaf(Value::Word(word), _) => Some(word),
            _ => None,
        }
    }

    /// The value of a Boolean.
    pub fn truth(&self) -> Option<bool> {
        match self {
            Self::Leaf(Value::Bool(value), _) => Some(*value),
            _ => None,
        }
    }
}

/// The arguments of one field, defaults applied.
#[derive(Clone, Debug, Default)]
pub struct Args(pub Vec<(String, Arg)>);

impl Args {
    /// An argument; `None` where absent. An explicit null is [`Arg::Null`].
    pub fn get(&self, name: &str) -> Option<&Arg> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, arg)| arg)
    }

    /// An argument for which null means the same as absent.
    pub fn some(&self, name: &str) -> Option<&Arg> {
        self.get(name).filter(|arg| **arg != Arg::Null)
    }
}

/// Coerces the arguments of `field`. Fails where a value does not fit, with a message that says which and why.
pub fn arguments(model: &Model, declared: &[InputField], field: &Field, variables: &Variables) -> Result<Args, String> {
    let mut args = Vec::new();
    for input in declared {
        let given = field.get_argument(&input.name);
        let value = match given {
            Some(value) => literal(model, &input.ty, &value.node, variables)
                .map_err(|reason| format!("argument {:?}: {reason}", input.name))?,
            None => None,
        };
        match (value, &input.default) {
            (Some(value), _) => args.push((input.name.clone(), value)),
            (None, Some(default)) => args.push((input.name.clone(), lift(default, None))),
            (None, None) if input.ty.is_required() => {
                return Err(format!("argument {:?} of type {} is required", input.name, input.ty));
            }
            (None, None) => {}
        }
    }
    Ok(Args(args))
}

/// A literal that contains no variable.
pub fn constant(model: &Model, ty: &Ty, value: &ConstValue) -> Result<Value, String> {
    let arg = literal(model, ty, &value.clone().into_value(), &Variables::default())?;
    Ok(lower(&arg.expect("a literal without variables is present")))
}

fn lower(arg: &Arg) -> Value {
    match arg {
        Arg::Null => Value::Null,
        Arg::Leaf(value, _) => value.clone(),
        Arg::List(items, _) => Value::List(items.iter().map(lower).collect()),
        Arg::Object(fields) => Value::Object(fields.iter().map(|(name, value)| (name.clone(), lower(value))).collect()),
    }
}

/// Coerces a literal; `None` if it is a variable without a value.
fn literal(model: &Model, ty: &Ty, ast: &Ast, variables: &Variables) -> Result<Option<Arg>, String> {
    if let Ast::Variable(name) = ast {
        let Some(index) = variables.index(name) else { return Err(format!("variable ${name} is not declared")) };
        return match &variables.values[index] {
            None => Ok(None),
            Some(Value::Null) if ty.is_required() => Err(format!("variable ${name} is null where {ty} is required")),
            Some(value) => Ok(Some(lift(value, Some(Origin { variable: index, path: Vec::new() })))),
        };
    }
    match (ty, ast) {
        (Ty::NonNull(_), Ast::Null) => Err(format!("null where {ty} is required")),
        (Ty::NonNull(inner), _) => literal(model, inner, ast, variables),
        (_, Ast::Null) => Ok(Some(Arg::Null)),
        (Ty::List(inner), Ast::List(items)) => {
            let mut list = Vec::with_capacity(items.len());
            for item in items {
                match literal(model, inner, item, variables)? {
                    Some(value) => list.push(value),
                    None if inner.is_required() => {
                        return Err(format!("a variable without a value stands in a list of {inner}"));
                    }
                    None => list.push(Arg::Null),
                }
            }
            Ok(Some(Arg::List(list, None)))
        }
        (Ty::List(inner), single) => {
            Ok(literal(model, inner, single, variables)?.map(|item| Arg::List(vec![item], None)))
        }
        (Ty::Named(name), ast) => match model.types.get(name) {
            Some(Type::Input { fields, one_of, .. }) => object(model, name, fields, *one_of, ast, variables).map(Some),
            Some(Type::Enum { terms, .. }) => match ast {
                Ast::Enum(word) if terms.iter().any(|(term, _)| term == word.as_str()) => {
                    Ok(Some(Arg::Leaf(Value::Word(word.to_string()), None)))
                }
                _ => Err(format!("{ast} is not a word of {name}")),
            },
            _ => leaf(name, ast).map(|value| Some(Arg::Leaf(value, None))),
        },
    }
}

fn object(
    model: &Model,
    name: &str,
    fields: &[InputField],
    one_of: bool,
    ast: &Ast,
    variables: &Variables,
) -> Result<Arg, String> {
    let Ast::Object(given) = ast else { return Err(format!("{ast} is not an object of type {name}")) };
    if let Some(unknown) = given.keys().find(|key| !fields.iter().any(|field| field.name == key.as_str())) {
        return Err(format!("{name} has no field {:?}", unknown.as_str()));
    }
    let mut object = Vec::new();
    for field in fields {
        let value = match given.get(field.name.as_str()) {
            Some(value) => {
                literal(model, &field.ty, value, variables).map_err(|reason| format!("{}: {reason}", field.name))?
            }
            None => None,
        };
        match (value, &field.default) {
            (Some(value), _) => object.push((field.name.clone(), value)),
            (None, Some(default)) => object.push((field.name.clone(), lift(default, None))),
            (None, None) if field.ty.is_required() => {
                return Err(format!("{name} lacks its field {:?} of type {}", field.name, field.ty));
            }
            (None, None) => {}
        }
    }
    if one_of && (given.len() != 1 || object.len() != 1 || object[0].1 == Arg::Null) {
        return Err(format!("{name} takes exactly one of its fields, and that not null"));
    }
    Ok(Arg::Object(object))
}

pub(super) fn leaf(name: &str, ast: &Ast) -> Result<Value, String> {
    let mismatch = || Err(format!("{ast} is not a value of type {name}"));
    match (name, ast) {
        ("Boolean", Ast::Boolean(value)) => Ok(Value::Bool(*value)),
        ("Int", Ast::Number(number)) => match number.as_i64() {
            Some(value) if i32::try_from(value).is_ok() => Ok(Value::Int(value)),
            _ => Err(format!("{number} is not a whole number of 32 bits")),
        },
        ("Float", Ast::Number(number)) => number.as_f64().map_or_else(mismatch, |value| Ok(Value::Float(value))),
        ("ID", Ast::Number(number)) if number.is_i64() || number.is_u64() => Ok(Value::Text(number.to_string())),
        ("GeoJSON", Ast::Object(_)) => match ast.clone().into_const().map(ConstValue::into_json) {
            Some(Ok(json)) => Ok(Value::Text(json.to_string())),
            _ => Err("variables cannot stand within GeoJSON; give all of it as one variable".to_owned()),
        },
        ("Boolean" | "Int" | "Float" | "GeoJSON", _) => mismatch(),
        (_, Ast::String(text)) => scalar::refuse(name, text).map_or_else(|| Ok(Value::Text(text.clone())), Err),
        _ => mismatch(),
    }
}

/// A coerced value as argument, each part knowing where it stands in its variable.
fn lift(value: &Value, origin: Option<Origin>) -> Arg {
    let inner = |step: Step| {
        origin.clone().map(|mut origin| {
            origin.path.push(step);
            origin
        })
    };
    match value {
        Value::Null => Arg::Null,
        Value::List(items) => Arg::List(
            items.iter().enumerate().map(|(index, item)| lift(item, inner(Step::Index(index)))).collect(),
            origin,
        ),
        Value::Object(fields) => Arg::Object(
            fields.iter().map(|(name, value)| (name.clone(), lift(value, inner(Step::Key(name.clone()))))).collect(),
        ),
        leaf => Arg::Leaf(leaf.clone(), origin),
    }
}
