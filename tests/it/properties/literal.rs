//! Values of input types as they are written in a document.

use serde_json::Value;

use super::schema::Schema;

/// A value of the type `of`, or a list of them, as a literal.
pub fn literal(schema: &Schema, of: &str, value: &Value) -> String {
    match value {
        Value::Array(items) => {
            let items: Vec<_> = items.iter().map(|item| literal(schema, of, item)).collect();
            format!("[{}]", items.join(" "))
        }
        Value::Object(fields) => {
            let fields = fields.iter().map(|(name, value)| {
                // what is no input object is GeoJSON, and everything in it too
                let inner = if schema.is_input(of) { &schema.field(of, name).of } else { of };
                let value = literal(schema, inner, value);
                format!("{name}: {value}")
            });
            format!("{{{}}}", fields.collect::<Vec<_>>().join(" "))
        }
        Value::String(word) if schema.words(of).is_some() => word.clone(),
        other => other.to_string(),
    }
}
