//! Introspection: `__schema` and `__type` of a query's root, answered by the library's executor.

mod count;

use async_graphql::{
    Name, Positioned, Request, Variables as AgVariables,
    dynamic::Schema,
    parser::types::{DocumentOperations, OperationDefinition, Selection, SelectionSet},
};
use async_graphql_value::Value as Ast;

use crate::{plan::Selector, types::Variables};

use super::{
    error::{Code, Problem},
    schema::constant,
};

/// The values of the introspection fields that `operation` asks for at its root, in order, as JSON;
/// refused if they come to more than `most`.
pub async fn answer(
    schema: &Schema,
    selector: Selector<'_>,
    operation: &Positioned<OperationDefinition>,
    most: usize,
) -> Result<Vec<Vec<u8>>, Problem> {
    if !count::within(most, selector, &operation.node.selection_set.node) {
        let message = format!(
            "more than {most} values are asked of the schema, each counted as often as it is written; ask for less at once"
        );
        return Err(Problem { numbers: vec![("limit", most as i64)], ..Problem::new(Code::CostLimit, message) });
    }
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
        without_absent(&mut alone.node.selection_set.node, selector.variables);
        let mut document = selector.document.clone();
        document
            .fragments
            .values_mut()
            .for_each(|fragment| without_absent(&mut fragment.node.selection_set.node, selector.variables));
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

/// Leaves out arguments whose variable has no value, which the executor would take for null.
fn without_absent(set: &mut SelectionSet, variables: &Variables) {
    for item in &mut set.items {
        match &mut item.node {
            Selection::Field(field) => {
                let absent = |value: &Ast| matches!(value, Ast::Variable(name) if variables.get(name).is_none());
                field.node.arguments.retain(|(_, value)| !absent(&value.node));
                without_absent(&mut field.node.selection_set.node, variables);
            }
            Selection::InlineFragment(fragment) => without_absent(&mut fragment.node.selection_set.node, variables),
            Selection::FragmentSpread(_) => {}
        }
    }
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::{
        catalog::catalog,
        types::{self, Limits, Type},
    };

    /// Each field of a type with its arguments and type, in the spelling of a schema.
    fn spell(name: &str, args: &[String], ty: &str) -> String {
        if args.is_empty() { format!("{name}: {ty}") } else { format!("{name}({}): {ty}", args.join(", ")) }
    }

    #[tokio::test]
    async fn the_types_of_introspection_are_the_library_s() {
        let model = types::model(catalog(), &Limits::default());
        let schema = crate::graphql::schema::introspecting(&model).expect("a schema");
        let reference = "kind name ofType { kind name ofType { kind name ofType { kind name } } }";
        let document = format!(
            "{{ __schema {{ types {{ kind name fields {{ name type {{ {reference} }} args {{ name }} }} }} }} }}"
        );
        let response = schema.execute(Request::new(document)).await;
        let data = response.data.into_json().expect("JSON");
        fn named(ty: &serde_json::Value) -> String {
            match ty["kind"].as_str() {
                Some("NON_NULL") => format!("{}!", named(&ty["ofType"])),
                Some("LIST") => format!("[{}]", named(&ty["ofType"])),
                _ => ty["name"].as_str().expect("a name").to_owned(),
            }
        }
        let text = |json: &serde_json::Value| json.as_str().expect("text").to_owned();
        let list = |json: &serde_json::Value| json.as_array().cloned().unwrap_or_default();
        let library: BTreeMap<String, Vec<String>> = list(&data["__schema"]["types"])
            .iter()
            .filter(|ty| text(&ty["name"]).starts_with("__"))
            .map(|ty| {
                let field = |field: &serde_json::Value| {
                    let args: Vec<String> = list(&field["args"]).iter().map(|arg| text(&arg["name"])).collect();
                    spell(&text(&field["name"]), &args, &named(&field["type"]))
                };
                let mut fields: Vec<String> = list(&ty["fields"]).iter().map(field).collect();
                fields.sort();
                (text(&ty["name"]), fields)
            })
            .collect();
        let ours: BTreeMap<String, Vec<String>> = model
            .introspection
            .iter()
            .map(|(name, ty)| {
                let fields = match ty {
                    Type::Object { fields, .. } => fields.as_slice(),
                    _ => &[],
                };
                let args =
                    |field: &types::OutputField| field.args.iter().map(|arg| arg.name.clone()).collect::<Vec<_>>();
                let spelt = |field: &types::OutputField| spell(&field.name, &args(field), &field.ty.to_string());
                let mut fields: Vec<String> = fields.iter().map(spelt).collect();
                fields.sort();
                (name.clone(), fields)
            })
            .collect();
        assert_eq!(ours, library);
    }
}
