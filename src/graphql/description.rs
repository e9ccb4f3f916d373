//! What the log calls a request: its operation, its document's hash, and what its variables are like. No value of a
//! variable is in it. Made only when there is something to log.

use std::fmt::Write;

use async_graphql::parser::types::OperationType;
use serde_json::Value as Json;
use sha2::{Digest, Sha256};

use super::{documents::Document, engine::Query};
use crate::domain::identity::hexadecimal;

/// Characters of a name or a shape that are told; what is cut ends with `…`.
const TOLD: usize = 256;
/// Hexadecimal digits of a document's hash.
const DIGITS: usize = 16;

/// What the log calls a request.
#[derive(Debug)]
pub struct Description<'a> {
    /// The name of its operation; of a document that was refused, the one asked for.
    pub operation: Option<String>,
    /// `query`, `mutation` or `subscription`; `None` where the document was refused or has no such operation.
    pub kind: Option<&'static str>,
    query: &'a Query,
}

impl<'a> Description<'a> {
    /// Describes `query`; `document` is its document unless that was refused.
    pub(super) fn new(query: &'a Query, document: Option<&Document>) -> Self {
        let asked = query.operation_name.as_deref();
        let operation = document.and_then(|document| document.operation(asked).ok());
        let only = || document.and_then(|document| document.ast.operations.iter().next()).and_then(|(name, _)| name);
        let name = asked.or_else(|| operation.and_then(|_| only()).map(|name| name.as_str()));
        let kind = operation.map(|operation| match operation.node.ty {
            OperationType::Query => "query",
            OperationType::Mutation => "mutation",
            OperationType::Subscription => "subscription",
        });
        Self { operation: name.map(|name| cut(name.to_owned())), kind, query }
    }

    /// The beginning of the SHA-256 of the document's text, 16 hexadecimal digits.
    pub fn document(&self) -> String {
        let mut hash = hexadecimal(&Sha256::digest(&self.query.document));
        hash.truncate(DIGITS);
        hash
    }

    /// The variables as sent with types in place of values, e.g. `{filter:{title:{contains:string}},first:number}`.
    pub fn shape(&self) -> String {
        let mut text = String::new();
        object(&self.query.variables, &mut text);
        cut(text)
    }
}

fn object(fields: &serde_json::Map<String, Json>, text: &mut String) {
    text.push('{');
    for (at, (name, value)) in fields.iter().enumerate() {
        if text.len() > 4 * TOLD {
            break;
        }
        let comma = if at == 0 { "" } else { "," };
        let _ = write!(text, "{comma}{name}:");
        shape(value, text);
    }
    text.push('}');
}

fn shape(value: &Json, text: &mut String) {
    match value {
        Json::Null => text.push_str("null"),
        Json::Bool(_) => text.push_str("boolean"),
        Json::Number(_) => text.push_str("number"),
        Json::String(_) => text.push_str("string"),
        // the items of a list are mostly alike: the first stands for all, with their number
        Json::Array(items) => {
            text.push('[');
            if let Some(first) = items.first() {
                shape(first, text);
                let _ = write!(text, "*{}", items.len());
            }
            text.push(']');
        }
        Json::Object(fields) => object(fields, text),
    }
}

fn cut(mut text: String) -> String {
    if let Some((at, _)) = text.char_indices().nth(TOLD) {
        text.truncate(at);
        text.push('…');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_have_types_for_values_and_are_not_long() {
        let of = |variables: Json| {
            let variables = variables.as_object().unwrap().clone();
            Description::new(&Query { variables, ..Query::default() }, None).shape()
        };
        let variables = serde_json::json!({
            "a": "secret", "b": 7, "c": null, "d": [true, false], "e": [], "f": { "g": { "h": ["secret"] } }
        });
        assert_eq!(of(variables), "{a:string,b:number,c:null,d:[boolean*2],e:[],f:{g:{h:[string*1]}}}");
        let long: serde_json::Map<_, _> = (0..100_000).map(|n| (format!("name{n}"), n.into())).collect();
        let shape = of(long.into());
        assert!(shape.chars().count() == TOLD + 1 && shape.ends_with('…'), "{shape}");
    }
}
