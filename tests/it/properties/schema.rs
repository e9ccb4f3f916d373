//! The published input types, as the server tells them.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::world::World;

/// A field of an input type.
#[derive(Clone, Debug)]
pub struct Input {
    /// Its name.
    pub name: String,
    /// The named type at the bottom.
    pub of: String,
    /// Whether it is a list of those.
    pub list: bool,
    /// Whether it may be null.
    pub nullable: bool,
    /// Whether it must be given.
    pub required: bool,
}

/// A list that takes a filter.
#[derive(Clone, Debug)]
pub struct List {
    /// The type that has it; `Query` at the root.
    pub parent: String,
    /// Its field.
    pub field: String,
    /// What is in it.
    pub noun: String,
    /// Its order when none is asked for, and whether that descends; `None`: that of recording.
    pub default: Option<(String, bool)>,
}

/// The input types, enums and lists of a server.
pub struct Schema {
    inputs: BTreeMap<String, Vec<Input>>,
    enums: BTreeMap<String, Vec<String>>,
    /// Every list that takes a filter, of every object type.
    pub lists: Vec<List>,
}

const QUESTION: &str = "{ __schema { types { kind name enumValues { name }
    inputFields { name defaultValue type { ...T } } fields { name args { name description type { ...T } } } } } }
    fragment T on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }";

impl Schema {
    /// Asks the server.
    pub fn of(world: &World) -> Self {
        let data = world.data(QUESTION);
        let mut schema = Self { inputs: BTreeMap::new(), enums: BTreeMap::new(), lists: Vec::new() };
        for ty in data["__schema"]["types"].as_array().unwrap() {
            let name = ty["name"].as_str().unwrap().to_owned();
            if ty["kind"] == "OBJECT" {
                schema.lists.extend(ty["fields"].as_array().unwrap().iter().filter_map(|field| list(&name, field)));
            }
            if let Some(fields) = ty["inputFields"].as_array() {
                schema.inputs.insert(name, fields.iter().map(input).collect());
            } else if let Some(words) = ty["enumValues"].as_array() {
                let words = words.iter().map(|word| word["name"].as_str().unwrap().to_owned());
                schema.enums.insert(name, words.collect());
            }
        }
        schema
    }

    /// The fields of an input type.
    pub fn fields(&self, input: &str) -> &[Input] {
        self.inputs.get(input).map_or(&[], Vec::as_slice)
    }

    /// A field of an input type.
    pub fn field(&self, input: &str, name: &str) -> &Input {
        self.fields(input).iter().find(|field| field.name == name).unwrap_or_else(|| panic!("{input} has no {name}"))
    }

    /// Whether a type is an input type.
    pub fn is_input(&self, name: &str) -> bool {
        self.inputs.contains_key(name)
    }

    /// The words of an enum.
    pub fn words(&self, name: &str) -> Option<&[String]> {
        self.enums.get(name).map(Vec::as_slice)
    }

    /// Every field of every input type that can stand within this one.
    pub fn below(&self, input: &str) -> Vec<(String, String)> {
        let (mut seen, mut found) = (vec![input.to_owned()], Vec::new());
        let mut next = 0;
        while next < seen.len() {
            for field in self.fields(&seen[next]) {
                found.push((seen[next].clone(), field.name.clone()));
                if self.is_input(&field.of) && !seen.contains(&field.of) {
                    seen.push(field.of.clone());
                }
            }
            next += 1;
        }
        found
    }
}

fn list(parent: &str, field: &Value) -> Option<List> {
    let arg = |name: &str| field["args"].as_array().unwrap().iter().find(|arg| arg["name"] == name);
    let noun = arg("filter")?["type"]["name"].as_str().unwrap().strip_suffix("Filter").unwrap().to_owned();
    // what has one order only holds no rows of the noun
    let order = arg("orderBy")?["description"].as_str().unwrap();
    let (_, default) = order.split_once("By default ").unwrap_or_else(|| panic!("{parent}.{field} tells its order"));
    let default = match default.split(['.', ' ']).collect::<Vec<_>>()[..] {
        ["by", "recording", ..] => None,
        [word, direction, ..] => Some((word.to_owned(), direction == "descending")),
        _ => panic!("{default} is an order"),
    };
    Some(List { parent: parent.to_owned(), field: field["name"].as_str().unwrap().to_owned(), noun, default })
}

fn input(field: &Value) -> Input {
    let (mut ty, mut list, nullable) = (&field["type"], false, field["type"]["kind"] != "NON_NULL");
    while !ty["ofType"].is_null() {
        list |= ty["kind"] == "LIST";
        ty = &ty["ofType"];
    }
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let required = !nullable && field["defaultValue"].is_null();
    Input { name: text(&field["name"]), of: text(&ty["name"]), list, nullable, required }
}
