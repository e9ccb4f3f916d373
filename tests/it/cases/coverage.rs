//! What of the schema the cases touch, and that it is everything: each field and argument, each field of an input
//! object, and each word of the enums that are orders or arguments.

use std::collections::{BTreeMap, BTreeSet};

use async_graphql::parser::{
    parse_query,
    types::{DocumentOperations, ExecutableDocument, Selection, SelectionSet},
};
use async_graphql_value::Value as Ast;
use serde_json::{Map, Value};

use super::runner::{self, Case};
use crate::world;

/// What no case can hold, for it differs from build to build or between databases; [`crate::http`] and
/// [`crate::search`] look at it.
const ELSEWHERE: [&str; 4] = ["SearchEdge.cursor", "SearchEdge.score", "ServerInfo.schemaHash", "ServerInfo.version"];

const INTROSPECTION: &str = "{ __schema { types { name kind
  fields(includeDeprecated: true) { name type { ...t } args(includeDeprecated: true) { name type { ...t } } }
  inputFields(includeDeprecated: true) { name type { ...t } } enumValues(includeDeprecated: true) { name } } } }
  fragment t on __Type { name ofType { name ofType { name ofType { name ofType { name } } } } }";

/// A type: the types of its fields and of their arguments, and its words.
#[derive(Default)]
struct Type {
    fields: BTreeMap<String, Field>,
    words: Vec<String>,
}

#[derive(Default)]
struct Field {
    ty: String,
    args: BTreeMap<String, String>,
}

fn types(schema: &Value) -> BTreeMap<String, Type> {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let name = |value: &Value| value["name"].as_str().unwrap().to_owned();
    let mut types = BTreeMap::new();
    for ty in list(&schema["__schema"]["types"]).iter().filter(|ty| !name(ty).starts_with("__")) {
        let mut known = Type { words: list(&ty["enumValues"]).iter().map(name).collect(), ..Type::default() };
        for field in list(&ty["fields"]).iter().chain(&list(&ty["inputFields"])) {
            let args = list(&field["args"]).iter().map(|arg| (name(arg), innermost(&arg["type"]))).collect();
            known.fields.insert(name(field), Field { ty: innermost(&field["type"]), args });
        }
        types.insert(name(ty), known);
    }
    types
}

fn innermost(ty: &Value) -> String {
    if ty["ofType"].is_null() { ty["name"].as_str().unwrap().to_owned() } else { innermost(&ty["ofType"]) }
}

fn wanted(types: &BTreeMap<String, Type>) -> BTreeSet<String> {
    let mut wanted = BTreeSet::new();
    let words = |name: &str| -> Vec<String> { types[name].words.iter().map(|word| format!("{name}.{word}")).collect() };
    for (name, ty) in types {
        for (field, Field { args, .. }) in &ty.fields {
            wanted.insert(format!("{name}.{field}"));
            wanted.extend(args.keys().map(|arg| format!("{name}.{field}({arg})")));
            args.values().for_each(|ty| wanted.extend(words(ty)));
        }
        if name.ends_with("OrderField") || name == "OrderDirection" {
            wanted.extend(words(name));
        }
    }
    wanted
}

/// Walks one document.
struct Walk<'a> {
    types: &'a BTreeMap<String, Type>,
    document: &'a ExecutableDocument,
    variables: Map<String, Value>,
    touched: &'a mut BTreeSet<String>,
}

impl Walk<'_> {
    fn selections(&mut self, ty: &str, set: &SelectionSet) {
        for item in &set.items {
            match &item.node {
                Selection::Field(field) => {
                    let name = field.node.name.node.as_str();
                    let Some(Field { ty: inner, args }) = self.types[ty].fields.get(name) else { continue };
                    self.touched.insert(format!("{ty}.{name}"));
                    for (arg, value) in &field.node.arguments {
                        self.touched.insert(format!("{ty}.{name}({})", arg.node));
                        self.value(&args[arg.node.as_str()], &value.node);
                    }
                    if self.types.contains_key(inner) {
                        self.selections(inner, &field.node.selection_set.node);
                    }
                }
                Selection::InlineFragment(fragment) => {
                    let condition = fragment.node.type_condition.as_ref();
                    let ty = condition.map_or(ty, |condition| condition.node.on.node.as_str());
                    self.selections(ty, &fragment.node.selection_set.node);
                }
                Selection::FragmentSpread(spread) => {
                    let fragment = &self.document.fragments[&spread.node.fragment_name.node].node;
                    self.selections(fragment.type_condition.node.on.node.as_str(), &fragment.selection_set.node);
                }
            }
        }
    }

    fn value(&mut self, ty: &str, value: &Ast) {
        match value {
            Ast::Variable(name) => {
                if let Some(value) = self.variables.get(name.as_str()).cloned() {
                    self.json(ty, &value);
                }
            }
            Ast::Enum(word) => drop(self.touched.insert(format!("{ty}.{word}"))),
            Ast::List(items) => items.iter().for_each(|item| self.value(ty, item)),
            // what is in GeoJSON are no fields of ours
            Ast::Object(_) if ty == "GeoJSON" => {}
            Ast::Object(fields) => {
                for (name, value) in fields {
                    self.touched.insert(format!("{ty}.{name}"));
                    let inner = self.types[ty].fields[name.as_str()].ty.clone();
                    self.value(&inner, value);
                }
            }
            _ => {}
        }
    }

    fn json(&mut self, ty: &str, value: &Value) {
        match value {
            Value::String(word) => drop(self.touched.insert(format!("{ty}.{word}"))),
            Value::Array(items) => items.iter().for_each(|item| self.json(ty, item)),
            Value::Object(_) if ty == "GeoJSON" => {}
            Value::Object(fields) => {
                for (name, value) in fields {
                    self.touched.insert(format!("{ty}.{name}"));
                    let inner = self.types[ty].fields[name].ty.clone();
                    self.json(&inner, value);
                }
            }
            _ => {}
        }
    }
}

fn walk(types: &BTreeMap<String, Type>, case: &Case, touched: &mut BTreeSet<String>) {
    let document = parse_query(&case.document).unwrap();
    let operation = match &document.operations {
        DocumentOperations::Single(operation) => operation,
        DocumentOperations::Multiple(operations) => match &case.operation {
            Some(name) => &operations[name.as_str()],
            None => operations.values().next().unwrap(),
        },
    };
    let mut variables = Map::new();
    for definition in &operation.node.variable_definitions {
        let default = definition.node.default_value.clone();
        variables.extend(default.map(|value| (definition.node.name.node.to_string(), value.node.into_json().unwrap())));
    }
    if let Some(Value::Object(given)) = &case.variables {
        variables.extend(given.clone());
    }
    Walk { types, document: &document, variables, touched }.selections("Query", &operation.node.selection_set.node);
}

#[test]
fn cases_touch_everything() {
    // answers are just being written
    if std::env::var_os("DEMARCHE_UPDATE").is_some() {
        return;
    }
    let types = types(&world::shared().data(INTROSPECTION));
    let mut touched = ELSEWHERE.iter().map(|name| (*name).to_owned()).collect();
    for case in runner::all().iter().filter(|case| case.succeeds()) {
        walk(&types, case, &mut touched);
    }
    let wanted = wanted(&types);
    let untouched: Vec<_> = wanted.difference(&touched).collect();
    assert!(untouched.is_empty(), "{} of {} are in no case: {untouched:#?}", untouched.len(), wanted.len());
}
