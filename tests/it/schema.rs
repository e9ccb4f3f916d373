//! The published schema: as committed, and described throughout.

use std::{fs, process::Command};

use serde_json::Value;

use crate::world;

const FILE: &str = "tests/schema.graphql";

#[test]
fn the_schema_is_the_one_committed() {
    let output = Command::new(env!("CARGO_BIN_EXE_demarche")).arg("schema").output().unwrap();
    assert!(output.status.success());
    let sdl = String::from_utf8(output.stdout).unwrap();
    if std::env::var_os("DEMARCHE_UPDATE").is_some() {
        fs::write(FILE, &sdl).unwrap();
    }
    let committed = fs::read_to_string(FILE).unwrap_or_default();
    let differs = committed.lines().zip(sdl.lines()).position(|(left, right)| left != right);
    assert!(committed == sdl, "from line {differs:?} on; DEMARCHE_UPDATE=1 writes {FILE} anew");
}

#[test]
fn everything_is_described() {
    let data = world::shared().data(
        "{ __schema { types { kind name description specifiedByURL
            fields { name description args { name description } }
            inputFields { name description } enumValues { name description } } } }",
    );
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let described = |value: &Value| value["description"].as_str().is_some_and(|text| text.trim().len() > 3);
    let mut missing = Vec::new();
    for ty in list(&data["__schema"]["types"]) {
        let name = ty["name"].as_str().unwrap();
        // what GraphQL itself defines is described there
        if name.starts_with("__") || ["Boolean", "Float", "ID", "Int", "String"].contains(&name) {
            continue;
        }
        let mut look = |path: String, value: &Value| {
            if !described(value) {
                missing.push(path);
            }
        };
        look(name.to_owned(), &ty);
        for part in ["fields", "inputFields", "enumValues"] {
            for inner in list(&ty[part]) {
                let path = format!("{name}.{}", inner["name"].as_str().unwrap());
                look(path.clone(), &inner);
                for arg in list(&inner["args"]) {
                    look(format!("{path}({})", arg["name"].as_str().unwrap()), &arg);
                }
            }
        }
        if ty["kind"] == "SCALAR" && !ty["specifiedByURL"].is_string() {
            missing.push(format!("{name}: specifiedByURL"));
        }
    }
    assert!(missing.is_empty(), "without description: {missing:#?}");
}
