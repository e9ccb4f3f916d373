//! Introspection: `__schema` and `__type` of a query's root, answered by the library's executor.

use async_graphql::{
    Name, Positioned, Request, Variables as AgVariables,
    dynamic::Schema,
    parser::types::{DocumentOperations, OperationDefinition, Selection},
};

use crate::{plan::Selector, types::Variables};

use super::{
    error::{Code, Problem},
    schema::constant,
};

/// The values of the introspection fields that `operation` asks for at its root, in order, as JSON.
pub async fn answer(
    schema: &Schema,
    selector: Selector<'_>,
    operation: &Positioned<OperationDefinition>,
) -> Result<Vec<Vec<u8>>, Problem> {
    let mut answers = Vec::new();
    for selected in selector.collect("Query", &[&operation.node.selection_set.node]) {
        if !matches!(selected.name(), "__schema" | "__type") {
            continue;
        }
        let mut alone = operation.clone();
        alone.node.directives.clear();
        let fields = selected.fields.iter().map(|field| {
            let mut field = (*field).clone();
            // obeyed already
            field.node.directives.clear();
            Positioned::new(Selection::Field(field.clone()), field.pos)
        });
        alone.node.selection_set.node.items = fields.collect();
        let mut document = selector.document.clone();
        document.operations = DocumentOperations::Single(alone);
        let mut request = Request::new("").variables(values(selector.variables));
        request.set_parsed_query(document);
        let response = schema.execute(request).await;
        if let Some(error) = response.errors.first() {
            return Err(Problem::server(Code::BadUserInput, error));
        }
        let value = match response.data {
            async_graphql::Value::Object(mut fields) => {
                fields.swap_remove(&Name::new(selected.key)).unwrap_or_default()
            }
            _ => async_graphql::Value::Null,
        };
        answers.push(serde_json::to_vec(&value).expect("a value is JSON"));
    }
    Ok(answers)
}

fn values(variables: &Variables) -> AgVariables {
    let mut values = AgVariables::default();
    for (name, value) in variables.names.iter().zip(&variables.values) {
        if let Some(value) = value {
            values.insert(Name::new(name), constant(value));
        }
    }
    values
}
