//! The parameters of a request, from a JSON body or a query string: what they must be, and which document they name.

use actix_web::web;
use serde::Deserialize;
use serde_json::{Map, Value as Json, value::RawValue};

use crate::graphql::{Named, Sent};

/// What a body holds.
pub enum Body {
    /// A request.
    One(Sent),
    /// Several, to be answered in order; what is wrong with one is its own.
    Batch(Vec<Result<Sent, String>>),
}

/// Parameters as they come. Others than these are passed over.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", expecting = "a JSON object with the parameters of a GraphQL request")]
struct Fields {
    query: Option<Json>,
    operation_name: Option<Json>,
    variables: Option<Json>,
    extensions: Option<Json>,
    document_id: Option<Json>,
    /// What Relay calls the id.
    #[serde(rename = "doc_id")]
    doc_id: Option<Json>,
}

/// Reads a body; a batch only if it may have entries.
pub fn body(bytes: &[u8], max_batch: usize) -> Result<Body, String> {
    let not_json = |error| format!("the body is not JSON: {error}");
    if !bytes.trim_ascii_start().starts_with(b"[") {
        return one(bytes).map(Body::One);
    }
    if max_batch == 0 {
        return Err("the body must be a JSON object; this server takes no batches".to_owned());
    }
    let entries: Vec<&RawValue> = serde_json::from_slice(bytes).map_err(not_json)?;
    match entries.len() {
        0 => Err("the batch is empty".to_owned()),
        count if count > max_batch => {
            Err(format!("the batch has {count} requests; at most {max_batch} are allowed, so send it in parts"))
        }
        _ => Ok(Body::Batch(entries.into_iter().map(|entry| one(entry.get().as_bytes())).collect())),
    }
}

fn one(bytes: &[u8]) -> Result<Sent, String> {
    // else the parameters would be taken in the order of the list
    if bytes.trim_ascii_start().starts_with(b"[") {
        return Err("a request must be a JSON object, not a list".to_owned());
    }
    let fields: Fields = serde_json::from_slice(bytes).map_err(|error| match error.classify() {
        serde_json::error::Category::Data => format!("the request cannot be read: {error}"),
        _ => format!("the request is not JSON: {error}"),
    })?;
    fields.settle()
}

/// Reads a query string.
pub fn query_string(text: &str) -> Result<Sent, String> {
    let pairs = web::Query::<Vec<(String, String)>>::from_query(text)
        .map_err(|error| format!("the query string cannot be read: {error}"))?;
    let mut fields = Fields::default();
    for (name, value) in pairs.into_inner() {
        // decoding puts this where bytes are not UTF-8
        if value.contains('\u{FFFD}') && !text.to_ascii_uppercase().contains("%EF%BF%BD") {
            return Err(format!("the parameter `{name}` is not UTF-8"));
        }
        let json = matches!(name.as_str(), "variables" | "extensions");
        let field = match name.as_str() {
            "query" => &mut fields.query,
            "operationName" => &mut fields.operation_name,
            "variables" => &mut fields.variables,
            "extensions" => &mut fields.extensions,
            "documentId" => &mut fields.document_id,
            "doc_id" => &mut fields.doc_id,
            _ => continue,
        };
        if field.is_some() {
            return Err(format!("the parameter `{name}` is given twice"));
        }
        *field = match value.as_str() {
            "" => continue,
            text if json => Some(serde_json::from_str(text).map_err(|error| format!("`{name}` is not JSON: {error}"))?),
            _ => Some(Json::String(value)),
        };
    }
    fields.settle()
}

impl Fields {
    fn settle(self) -> Result<Sent, String> {
        let extensions = object("extensions", self.extensions)?;
        let hash = match extensions.get("persistedQuery") {
            None | Some(Json::Null) => None,
            Some(persisted) => Some(persisted_query(persisted)?),
        };
        let cost = match extensions.get("cost") {
            None | Some(Json::Null) => false,
            Some(Json::Bool(asked)) => *asked,
            Some(_) => return Err("`extensions.cost` must be true or false".to_owned()),
        };
        let text = string("query", self.query)?;
        let id = match (string("documentId", self.document_id)?, string("doc_id", self.doc_id)?) {
            (Some(_), Some(_)) => return Err("`documentId` and `doc_id` are two names of one thing".to_owned()),
            (id, other) => id.or(other),
        };
        let document = match (text, id, hash) {
            (Some(text), None, None) => Named::Text(text),
            (None, Some(id), None) => Named::Id(id),
            (text, None, Some(sha256)) => Named::Hash { sha256, text },
            (None, None, None) => {
                return Err("the request must have `query`, a GraphQL document as string, or a `documentId`".to_owned());
            }
            _ => return Err("a document is named in two ways; give either its text or its id".to_owned()),
        };
        Ok(Sent {
            document,
            operation_name: string("operationName", self.operation_name)?,
            variables: object("variables", self.variables)?,
            cost,
        })
    }
}

fn string(name: &str, value: Option<Json>) -> Result<Option<String>, String> {
    match value {
        None | Some(Json::Null) => Ok(None),
        Some(Json::String(text)) => Ok(Some(text)),
        Some(_) => Err(format!("`{name}` must be a string")),
    }
}

fn object(name: &str, value: Option<Json>) -> Result<Map<String, Json>, String> {
    match value {
        None | Some(Json::Null) => Ok(Map::new()),
        Some(Json::Object(fields)) => Ok(fields),
        Some(_) => Err(format!("`{name}` must be an object")),
    }
}

/// The hash in Apollo's extension, in lower case.
fn persisted_query(value: &Json) -> Result<String, String> {
    if value.get("version").and_then(Json::as_u64) != Some(1) {
        return Err("`extensions.persistedQuery.version` must be 1".to_owned());
    }
    match value.get("sha256Hash").and_then(Json::as_str) {
        Some(hash) if hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()) => {
            Ok(hash.to_ascii_lowercase())
        }
        _ => Err("`extensions.persistedQuery.sha256Hash` must be 64 hexadecimal digits".to_owned()),
    }
}
