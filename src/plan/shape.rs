//! The shape of variables: what a plan may depend on. Two requests whose variables have the same shape share a plan.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::types::{Value, Variables};

/// A hash of the shape: presence, null, words, truth values, which fields objects have, how long lists of objects
/// are and whether other lists are empty. Numbers and texts do not count, nor do words in lists, which are only bound.
pub fn shape(variables: &Variables) -> u64 {
    let mut hasher = DefaultHasher::new();
    for value in &variables.values {
        match value {
            None => 0_u8.hash(&mut hasher),
            Some(value) => walk(value, &mut hasher),
        }
    }
    hasher.finish()
}

fn walk(value: &Value, hasher: &mut DefaultHasher) {
    match value {
        Value::Null => 1_u8.hash(hasher),
        Value::Bool(truth) => (2_u8, truth).hash(hasher),
        Value::Int(_) => 3_u8.hash(hasher),
        Value::Float(_) => 4_u8.hash(hasher),
        Value::Text(_) => 5_u8.hash(hasher),
        Value::Word(word) => (6_u8, word).hash(hasher),
        Value::List(items) => {
            let plain = items
                .iter()
                .all(|item| matches!(item, Value::Int(_) | Value::Float(_) | Value::Text(_) | Value::Word(_)));
            if plain {
                (7_u8, items.is_empty()).hash(hasher);
            } else {
                (8_u8, items.len()).hash(hasher);
                items.iter().for_each(|item| walk(item, hasher));
            }
        }
        Value::Object(fields) => {
            (9_u8, fields.len()).hash(hasher);
            for (name, value) in fields {
                name.hash(hasher);
                walk(value, hasher);
            }
        }
    }
}
