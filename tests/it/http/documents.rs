//! Documents that are named and not sent.

use std::{fs, path::Path};

use serde_json::{Value, json};
use tempfile::{TempDir, tempdir};

use super::{GRAPHQL, JSON, ask, code, post, sha256};
use crate::world::{self, Answer, Backend, World};

const TOTAL: &str = "{ events { totalCount } }";
const NAMED: &str = "query Named($n: Int) { events(first: $n) { nodes { __typename } } }";

fn send(world: &World, request: Value) -> Answer {
    post(world, GRAPHQL, JSON, &request.to_string())
}

fn by_hash(hash: &str) -> Value {
    json!({ "extensions": { "persistedQuery": { "version": 1, "sha256Hash": hash } } })
}

fn with(mut request: Value, name: &str, value: &str) -> Value {
    request[name] = value.into();
    request
}

#[test]
fn a_document_that_was_sent_with_its_hash_is_known_by_it() {
    for backend in world::backends() {
        let world = World::new(backend);
        let hash = sha256(TOTAL);
        for (accept, status) in [(GRAPHQL, 400), (JSON, 200)] {
            let unknown = post(&world, accept, JSON, &by_hash(&hash).to_string());
            assert_eq!((unknown.status, code(&unknown)), (status, json!("PERSISTED_QUERY_NOT_FOUND")));
            assert_eq!(unknown.json()["errors"][0]["message"], "PersistedQueryNotFound", "clients look at this");
        }
        // what is wrong is not kept
        let other = sha256("{ nothing }");
        let mismatch = send(&world, with(by_hash(&other), "query", TOTAL));
        assert_eq!((mismatch.status, code(&mismatch)), (400, json!("BAD_USER_INPUT")));
        assert!(mismatch.body.contains(&hash) && mismatch.body.contains(&other), "{}", mismatch.body);
        assert_eq!(code(&send(&world, with(by_hash(&other), "query", "{ nothing }"))), "GRAPHQL_VALIDATION_FAILED");
        for hash in [&other, &hash] {
            assert_eq!(code(&send(&world, by_hash(hash))), "PERSISTED_QUERY_NOT_FOUND");
        }
        let data = json!({ "data": { "events": { "totalCount": 28 } } });
        assert_eq!(send(&world, with(by_hash(&hash), "query", TOTAL)).json(), data);
        assert_eq!(send(&world, by_hash(&hash)).json(), data);
        assert_eq!(send(&world, by_hash(&hash.to_uppercase())).json(), data);
        let id = format!("sha256:{hash}");
        assert_eq!(send(&world, json!({ "documentId": id })).json(), data);
        let extensions = by_hash(&hash)["extensions"].to_string();
        let got = ask(&world, &[("extensions", &extensions)], &[]);
        assert_eq!((got.json(), got.header("etag").is_empty()), (data, false));
    }
}

#[test]
fn a_document_is_named_in_one_way() {
    let world = world::shared();
    let hash = sha256(TOTAL);
    let persisted = |value: Value| json!({ "extensions": { "persistedQuery": value } });
    for request in [
        json!({ "query": TOTAL, "documentId": "a" }),
        json!({ "query": TOTAL, "doc_id": "a" }),
        json!({ "doc_id": "a", "documentId": "a" }),
        with(by_hash(&hash), "documentId", "a"),
        json!({ "documentId": 7 }),
        persisted(json!({ "version": 2, "sha256Hash": hash })),
        persisted(json!({ "sha256Hash": hash })),
        persisted(json!({ "version": 1, "sha256Hash": &hash[1..] })),
        persisted(json!({ "version": 1 })),
        persisted(json!("x")),
    ] {
        let answer = send(&world, request.clone());
        assert_eq!((answer.status, code(&answer)), (400, json!("BAD_USER_INPUT")), "{request}");
    }
    let answer = send(&world, json!({ "documentId": "never" }));
    assert_eq!((answer.status, code(&answer)), (400, json!("PERSISTED_QUERY_NOT_FOUND")));
    assert!(answer.body.contains("never"), "{}", answer.body);
}

/// A folder of documents, and the same as manifests.
fn lists() -> (TempDir, [String; 4]) {
    let folder = tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::create_dir_all(path("documents/inner")).unwrap();
    fs::write(path("documents/total.graphql"), TOTAL).unwrap();
    fs::write(path("documents/inner/named.gql"), NAMED).unwrap();
    fs::write(path("documents/README.md"), "What they are.").unwrap();
    let operation = |id: &str, body: &str| json!({ "id": id, "name": "x", "type": "query", "body": body });
    let apollo = json!({
        "format": "apollo-persisted-query-manifest",
        "version": 1,
        "operations": [operation("total", TOTAL), operation("named", NAMED)],
    });
    let relay = json!({ "total": TOTAL, "named": NAMED });
    fs::write(path("apollo.json"), serde_json::to_string_pretty(&apollo).unwrap()).unwrap();
    fs::write(path("relay.json"), relay.to_string()).unwrap();
    fs::write(path("codegen.json"), serde_json::to_string_pretty(&relay).unwrap()).unwrap();
    let lists = ["documents", "apollo.json", "relay.json", "codegen.json"].map(|name| path(name).display().to_string());
    (folder, lists)
}

#[test]
fn a_server_knows_the_documents_it_was_started_with() {
    let (_folder, lists) = lists();
    for list in lists {
        let path = list.clone();
        let world = World::tuned(Backend::Sqlite, move |settings| settings.documents = Some(path.into()));
        let hash = sha256(TOTAL);
        let two = json!({ "n": 2 });
        for request in [
            json!({ "documentId": "total" }),
            json!({ "doc_id": "total" }),
            json!({ "documentId": format!("sha256:{hash}") }),
            by_hash(&hash),
        ] {
            assert_eq!(send(&world, request.clone()).json()["data"]["events"]["totalCount"], 28, "{request} of {list}");
        }
        let named = send(&world, json!({ "documentId": "named", "variables": two, "operationName": "Named" }));
        assert_eq!(named.json()["data"]["events"]["nodes"].as_array().map(Vec::len), Some(2));
        assert_eq!(ask(&world, &[("documentId", "named"), ("variables", "{\"n\":1}")], &[]).status, 200);
        // and others as ever
        assert_eq!(send(&world, json!({ "query": "{ __typename }" })).status, 200);
    }
}

#[test]
fn a_strict_server_answers_nothing_else() {
    let (_folder, lists) = lists();
    for backend in world::backends() {
        let path = lists[0].clone();
        let world = World::tuned(backend, move |settings| {
            settings.documents = Some(path.into());
            settings.documents_only = true;
        });
        for request in [json!({ "documentId": "total" }), by_hash(&sha256(TOTAL)), json!({ "query": TOTAL })] {
            assert_eq!(send(&world, request.clone()).status, 200, "{request}");
        }
        let other = "{ __typename }";
        let learning = with(by_hash(&sha256(other)), "query", other);
        for request in [json!({ "query": other }), json!({ "query": "{" }), learning] {
            for (accept, status) in [(GRAPHQL, 403), (JSON, 200)] {
                let answer = post(&world, accept, JSON, &request.to_string());
                assert_eq!((answer.status, code(&answer)), (status, json!("FORBIDDEN")), "{request}");
            }
        }
        assert_eq!(ask(&world, &[("query", other)], &[("accept", GRAPHQL)]).status, 403);
        for request in [json!({ "documentId": "other" }), by_hash(&sha256(other))] {
            assert_eq!(code(&send(&world, request)), "PERSISTED_QUERY_NOT_FOUND");
        }
    }
}

/// What `demarche` says that is started with a list.
fn started(folder: &Path, list: &str) -> (Option<i32>, String) {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_demarche"));
    command.current_dir(folder).args(["--listen", "127.0.0.1:0", "--documents", list]);
    let output = command.output().unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn faults_in_a_list_end_the_start() {
    let folder = tempdir().unwrap();
    let path = folder.path();
    fs::create_dir_all(path.join("wrong")).unwrap();
    fs::create_dir_all(path.join("empty")).unwrap();
    fs::create_dir_all(path.join("twice/inner")).unwrap();
    fs::write(path.join("wrong/a.graphql"), "{\n  events {\n    nothing\n  }\n}").unwrap();
    fs::write(path.join("wrong/b.graphql"), "{ events {").unwrap();
    fs::write(path.join("twice/a.graphql"), "{ __typename }").unwrap();
    fs::write(path.join("twice/inner/a.graphql"), TOTAL).unwrap();
    let apollo = |rest: &str| format!("{{\"format\": \"apollo-persisted-query-manifest\",\n {rest}}}");
    for (name, text) in [
        ("relay.json", "{\n  \"ok\": \"{ __typename }\",\n  \"bad\": \"{ nothing }\"\n}".to_owned()),
        ("number.json", "{\n  \"a\": 7\n}".to_owned()),
        ("broken.json", "{\n  \"a\": \n}".to_owned()),
        ("list.json", "[]".to_owned()),
        ("none.json", "{}".to_owned()),
        ("other.json", "{\"format\": \"something\"}".to_owned()),
        ("version.json", apollo("\"version\": 2, \"operations\": []")),
        ("body.json", apollo("\"version\": 1, \"operations\": [\n{\"id\": \"a\"}]")),
        ("operations.json", apollo("\"version\": 1")),
        ("hash.json", format!("{{\"sha256:{}\": \"{{ __typename }}\"}}", sha256("x"))),
        ("same.json", "{\n\"a\": \"{ __typename }\",\n\"a\": \"{ a: __typename }\"}".to_owned()),
    ] {
        fs::write(path.join(name), text).unwrap();
    }
    for (list, said) in [
        ("wrong", &["wrong/a.graphql:3:5: ", "nothing", "wrong/b.graphql:1:", "2 faults in 2 files"][..]),
        ("empty", &["empty: there is no document in it"]),
        ("twice", &["twice/inner/a.graphql: ", "`a`"]),
        (
            "relay.json",
            &["relay.json:3:10: `bad`: ", "nothing", "(line 1, column 3 of the document)", "1 fault in 1 file"],
        ),
        ("number.json", &["number.json:2:8: ", "`a`", "string"]),
        ("broken.json", &["broken.json:3:1: ", "not a manifest"]),
        ("list.json", &["list.json:1:", "object"]),
        ("none.json", &["none.json: ", "no document"]),
        ("other.json", &["other.json:1:12: ", "apollo-persisted-query-manifest"]),
        ("version.json", &["version.json:2:13: ", "version must be 1"]),
        ("body.json", &["body.json:3:1: ", "`body`"]),
        ("operations.json", &["operations.json:1:12: ", "`operations` must be a list"]),
        ("hash.json", &["hash.json:1:", &sha256("{ __typename }")]),
        ("same.json", &["same.json:3:6: ", "`a`"]),
        ("missing.json", &["missing.json: cannot be read"]),
    ] {
        let (code, error) = started(path, list);
        assert_eq!(code, Some(1), "{list}: {error}");
        assert!(said.iter().all(|piece| error.contains(piece)), "{said:?} in: {error}");
        assert!(!error.contains("panicked"), "{error}");
    }
}
