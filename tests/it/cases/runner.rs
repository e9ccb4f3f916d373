//! Runs the cases.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde_json::{Map, Value};

use crate::{
    json,
    world::{self, Backend},
};

/// A query, what goes with it, and where its answer stands.
#[derive(Clone)]
pub struct Case {
    /// Topic and name.
    pub name: String,
    /// The document.
    pub document: String,
    /// The variables, as JSON.
    pub variables: Option<Value>,
    /// Which operation.
    pub operation: Option<String>,
    /// The file with the answer.
    pub answer: PathBuf,
}

impl Case {
    /// Whether the expected answer has data.
    pub fn succeeds(&self) -> bool {
        fs::read_to_string(&self.answer)
            .is_ok_and(|text| text.starts_with("{ \"data\"") || text.starts_with("{\n  \"data\""))
    }

    fn body(&self) -> String {
        let mut body = Map::new();
        body.insert("query".to_owned(), self.document.clone().into());
        body.extend(self.variables.clone().map(|variables| ("variables".to_owned(), variables)));
        body.extend(self.operation.clone().map(|name| ("operationName".to_owned(), name.into())));
        Value::Object(body).to_string()
    }
}

/// Every case, by topic and name.
pub fn all() -> Vec<Case> {
    let mut files: Vec<PathBuf> = folder(Path::new("tests/cases")).iter().flat_map(|topic| folder(topic)).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "graphql"));
    files.sort();
    let cases = files.into_iter().map(|path| {
        let document = fs::read_to_string(&path).unwrap();
        let variables = fs::read_to_string(path.with_extension("variables.json")).ok();
        Case {
            name: path.strip_prefix("tests/cases").unwrap().with_extension("").display().to_string(),
            variables: variables.map(|text| serde_json::from_str(&text).unwrap()),
            operation: document.strip_prefix("# operationName: ").map(|rest| rest.lines().next().unwrap().to_owned()),
            document,
            answer: path.with_extension("json"),
        }
    });
    cases.collect()
}

fn folder(path: &Path) -> Vec<PathBuf> {
    fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()).collect()
}

/// The answer as it is kept: ids of requests taken out, for no two are equal; and the database's name.
pub fn kept(body: &str) -> String {
    const BEFORE: &str = "\"requestId\":\"";
    let mut pieces = body.split(BEFORE);
    let mut kept = pieces.next().unwrap().to_owned();
    for piece in pieces {
        let (_, rest) = piece.split_once('"').unwrap();
        kept.push_str(&format!("{BEFORE}…\"{rest}"));
    }
    kept.replace("\"database\":\"PostgreSQL\"", "\"database\":\"SQLite\"")
}

#[test]
fn every_case_has_its_answer() {
    let (incidents, samples) = (world::incidents(), world::samples());
    let mut wrong = Vec::new();
    let asked = all().into_iter().flat_map(|case| {
        let worlds = if case.name.starts_with("sample/") { &samples } else { &incidents };
        worlds.iter().map(move |world| (case.clone(), world))
    });
    for (case, world) in asked {
        let update = std::env::var_os("DEMARCHE_UPDATE").is_some() && world.backend == Backend::Sqlite;
        let answer = kept(&world.post(&case.body()).body);
        assert_eq!(json::compact(&answer).as_ref(), Ok(&answer), "{}: answers have no white space", case.name);
        let expected = fs::read_to_string(&case.answer).unwrap_or_default();
        if json::compact(&expected).as_ref() == Ok(&answer) {
            continue;
        }
        if update {
            fs::write(&case.answer, json::pretty(&answer).unwrap()).unwrap();
        } else {
            let answered = json::pretty(&answer).unwrap();
            let differs = expected.lines().zip(answered.lines()).position(|(left, right)| left != right);
            let place = world.backend;
            wrong.push(format!(
                "{} on {place:?} from line {:?} of\n{answered}",
                case.name,
                differs.map(|line| line + 1)
            ));
        }
    }
    assert!(wrong.is_empty(), "{} cases are answered otherwise:\n{}", wrong.len(), wrong.join("\n"));
}
