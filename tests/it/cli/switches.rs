//! Switches: what a server leaves out, by flag, variable and file.

use std::fs;

use tempfile::tempdir;

use super::{Server, demarche};
use crate::world::answer;

/// Without the playground its addresses have nothing, and the root says what there is.
#[test]
fn the_playground_can_be_left_out() {
    let folder = tempdir().unwrap();
    let file = |text: &str| fs::write(folder.path().join("demarche.toml"), text).unwrap();
    let has = |args: &[&str], env: &[(&str, &str)]| {
        let mut command = demarche(folder.path(), &[args, &["--listen", "127.0.0.1:0"]].concat());
        command.envs(env.iter().copied());
        let server = Server::start(command);
        let (_, address) = server.line.split_once("http://").unwrap();
        let (address, _) = address.split_once("/graphql").unwrap();
        let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
        let get = |path: &str| answer(agent.get(format!("http://{address}{path}")).call());
        let page = get("/playground/");
        for path in ["/playground/samples.json", "/third-party-licenses.txt"] {
            assert_eq!(get(path).status, page.status, "{path}");
        }
        match page.status {
            200 => assert_eq!(get("/").header("content-type"), "text/html; charset=utf-8"),
            404 => assert!(get("/").status == 200 && get("/").body.contains("POST /graphql")),
            status => panic!("{status}"),
        }
        page.status == 200
    };
    assert!(has(&[], &[]));
    assert!(!has(&["--no-playground"], &[]));
    assert!(!has(&[], &[("DEMARCHE_NO_PLAYGROUND", "1")]));
    file("no-playground = true\n");
    assert!(!has(&[], &[]));
    assert!(has(&[], &[("DEMARCHE_NO_PLAYGROUND", "false")]));
    assert!(has(&["serve", "--no-playground=false"], &[("DEMARCHE_NO_PLAYGROUND", "true")]));
}

/// Likewise the schema, which is then not told in any way.
#[test]
fn the_schema_can_be_kept() {
    let folder = tempdir().unwrap();
    let file = |text: &str| fs::write(folder.path().join("demarche.toml"), text).unwrap();
    let told = |args: &[&str], env: &[(&str, &str)]| {
        let mut command = demarche(folder.path(), &[args, &["--listen", "127.0.0.1:0"]].concat());
        command.envs(env.iter().copied());
        let server = Server::start(command);
        let url = server.line.split_whitespace().find(|word| word.starts_with("http://")).unwrap();
        let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
        let send = |body: &str| answer(agent.post(url).content_type("application/json").send(body)).json();
        let schema = send("{\"query\":\"{ __schema { queryType { name } } }\"}")["data"].is_object();
        let hint = send("{\"query\":\"{ evnets { totalCount } }\"}").to_string().contains("meant");
        let text = answer(agent.get(url.replace("/graphql", "/schema.graphql")).call()).status == 200;
        assert!(schema == hint && schema == text, "{schema}, {hint}, {text}");
        schema
    };
    assert!(told(&[], &[]));
    assert!(!told(&["--no-introspection"], &[]));
    assert!(!told(&[], &[("DEMARCHE_NO_INTROSPECTION", "1")]));
    file("no-introspection = true\n");
    assert!(!told(&[], &[]));
    assert!(told(&[], &[("DEMARCHE_NO_INTROSPECTION", "false")]));
    assert!(told(&["serve", "--no-introspection=false"], &[("DEMARCHE_NO_INTROSPECTION", "true")]));
}
