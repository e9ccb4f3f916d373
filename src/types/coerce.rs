//! Variables: JSON as sent becomes values of the declared types, by the rules of the specification (6.1.2), with
//! defaults applied and everything else refused.

use async_graphql::parser::types::{BaseType, OperationDefinition, Type as AstType};
use serde_json::Value as Json;
use thiserror::Error;

use super::{
    model::{Model, Ty, Type, Value},
    scalar,
};

/// A value that does not fit its type.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("{message}")]
pub struct InputError {
    /// What is wrong, where, and what would be right.
    pub message: String,
    /// Line and column in the document of what it is about.
    pub at: (usize, usize),
}

/// The variables of an operation in the order of their declaration; `None` where a value is absent.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Variables {
    /// Names, as declared.
    pub names: Vec<String>,
    /// Values.
    pub values: Vec<Option<Value>>,
}

impl Variables {
    /// The position of a variable.
    pub fn index(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|known| known == name)
    }

    /// The value of a variable; `None` where absent.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.values[self.index(name)?].as_ref()
    }
}

/// The type a document spells.
pub fn ast_type(ty: &AstType) -> Ty {
    let base = match &ty.base {
        BaseType::Named(name) => Ty::Named(name.to_string()),
        BaseType::List(inner) => Ty::List(Box::new(ast_type(inner))),
    };
    if ty.nullable { base } else { Ty::NonNull(Box::new(base)) }
}

/// Coerces what was sent to what `operation` declares.
pub fn coerce_variables(
    model: &Model,
    operation: &OperationDefinition,
    sent: &serde_json::Map<String, Json>,
) -> Result<Variables, Vec<InputError>> {
    let mut variables = Variables::default();
    let mut errors = Vec::new();
    for definition in &operation.variable_definitions {
        let name = definition.node.name.node.as_str();
        let at = (definition.pos.line, definition.pos.column);
        let ty = ast_type(&definition.node.var_type.node);
        let outcome = match sent.get(name) {
            Some(json) => coerce(model, &ty, json, &mut format!("${name}")).map(Some),
            None => match &definition.node.default_value {
                Some(default) => super::arguments::constant(model, &ty, &default.node).map(Some),
                None if ty.is_required() => Err(format!("variable ${name} of type {ty} is required and was not given")),
                None => Ok(None),
            },
        };
        match outcome {
            Ok(value) => variables.values.push(value),
            Err(message) => {
                errors.push(InputError { message, at });
                variables.values.push(None);
            }
        }
        variables.names.push(name.to_owned());
    }
    if errors.is_empty() { Ok(variables) } else { Err(errors) }
}

/// Coerces `json` to `ty`; `path` says where in the variable it stands.
fn coerce(model: &Model, ty: &Ty, json: &Json, path: &mut String) -> Result<Value, String> {
    match (ty, json) {
        (Ty::NonNull(_), Json::Null) => Err(format!("{path} must not be null (its type is {ty})")),
        (Ty::NonNull(inner), _) => coerce(model, inner, json, path),
        (_, Json::Null) => Ok(Value::Null),
        (Ty::List(inner), Json::Array(items)) => {
            let mut values = Vec::with_capacity(items.len());
            for (index, item) in items.iter().enumerate() {
                let length = path.len();
                path.push_str(&format!("[{index}]"));
                values.push(coerce(model, inner, item, path)?);
                path.truncate(length);
            }
            Ok(Value::List(values))
        }
        (Ty::List(inner), single) => Ok(Value::List(vec![coerce(model, inner, single, path)?])),
        (Ty::Named(name), json) => named(model, name, json, path),
    }
}

fn named(model: &Model, name: &str, json: &Json, path: &mut String) -> Result<Value, String> {
    match model.types.get(name) {
        Some(Type::Input { fields, one_of, .. }) => {
            let Json::Object(given) = json else {
                return Err(format!("{path} must be an object of type {name}, not {}", kind(json)));
            };
            if let Some(unknown) = given.keys().find(|key| !fields.iter().any(|field| field.name == **key)) {
                return Err(format!("{path} has a field {unknown:?}, which {name} does not have"));
            }
            let mut object = Vec::new();
            for field in fields {
                match (given.get(&field.name), &field.default) {
                    (Some(value), _) => {
                        let length = path.len();
                        path.push('.');
                        path.push_str(&field.name);
                        object.push((field.name.clone(), coerce(model, &field.ty, value, path)?));
                        path.truncate(length);
                    }
                    (None, Some(default)) => object.push((field.name.clone(), default.clone())),
                    (None, None) if field.ty.is_required() => {
                        return Err(format!("{path} lacks the field {:?} of type {}", field.name, field.ty));
                    }
                    (None, None) => {}
                }
            }
            if *one_of && (object.len() != 1 || object[0].1 == Value::Null) {
                return Err(format!("{path} must have exactly one field of {name}, and that not null"));
            }
            Ok(Value::Object(object))
        }
        Some(Type::Enum { terms, .. }) => match json {
            Json::String(word) if terms.iter().any(|(term, _)| term == word) => Ok(Value::Word(word.clone())),
            _ => Err(format!("{path} must be a word of {name}, not {}", kind(json))),
        },
        _ => scalar_value(name, json).map_err(|expected| format!("{path}: {expected}")),
    }
}

/// The value of a scalar, or what was expected.
fn scalar_value(name: &str, json: &Json) -> Result<Value, String> {
    let mismatch = || Err(format!("expected a value of type {name}, found {}", kind(json)));
    match (name, json) {
        ("Boolean", Json::Bool(value)) => Ok(Value::Bool(*value)),
        ("Int", Json::Number(number)) => match integral(number) {
            Some(value) if i32::try_from(value).is_ok() => Ok(Value::Int(value)),
            _ => Err(format!("expected a whole number of 32 bits, found {number}")),
        },
        ("Float", Json::Number(number)) => {
            number.as_f64().filter(|value| value.is_finite()).map_or_else(mismatch, |value| Ok(Value::Float(value)))
        }
        ("ID", Json::Number(number)) => {
            integral(number).map_or_else(mismatch, |value| Ok(Value::Text(value.to_string())))
        }
        // what it holds is read where it is used
        ("GeoJSON", Json::Object(_)) => Ok(Value::Text(json.to_string())),
        ("Boolean" | "Int" | "Float" | "GeoJSON", _) => mismatch(),
        (_, Json::String(text)) => match scalar::refuse(name, text) {
            Some(reason) => Err(reason),
            None => Ok(Value::Text(text.clone())),
        },
        _ => mismatch(),
    }
}

fn integral(number: &serde_json::Number) -> Option<i64> {
    number.as_i64().or_else(|| {
        number.as_f64().filter(|value| value.fract() == 0.0 && value.abs() < 9.0e15).map(|value| value as i64)
    })
}

fn kind(json: &Json) -> String {
    let text = json.to_string();
    if text.chars().count() > 60 { format!("{}…", text.chars().take(60).collect::<String>()) } else { text }
}
