//! The program as it is called: settings and what counts before what, exit codes, what it prints.

mod limits;
mod stop;
mod switches;
mod verify;

use std::{
    fs,
    io::{BufRead, Write},
    net::TcpListener,
    path::Path,
    process::{Output, Stdio},
};

use rusqlite::Connection;
use serde_json::{Value, json};
use tempfile::{TempDir, tempdir};

use crate::{
    postgres,
    program::{Server, demarche},
    world::answer,
};

/// What it says and how it ends.
fn run(folder: &Path, args: &[&str]) -> Output {
    demarche(folder, args).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Fails unless a command ends with this code and all of this in what it says of errors.
fn assert_fails(output: &Output, code: i32, said: &[&str]) {
    let error = text(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{error}");
    assert!(said.iter().all(|piece| error.contains(piece)), "{said:?} in: {error}");
    assert!(!error.contains("panicked"), "{error}");
}

/// A folder with a database that holds the shipped incident.
fn seeded() -> TempDir {
    let folder = tempdir().unwrap();
    let data = fs::canonicalize("data/iraq-sweden-2023").unwrap();
    let output = run(folder.path(), &["load", data.to_str().unwrap()]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    folder
}

#[test]
fn a_server_says_where_it_answers_and_from_what() {
    let folder = tempdir().unwrap();
    let mut server = Server::start(demarche(folder.path(), &["--listen", "127.0.0.1:0"]));
    let database = folder.path().canonicalize().unwrap().join("demarche.db");
    let expected = format!("/graphql from {} (SQLite {}, new)\n", database.display(), rusqlite::version());
    assert!(server.line.ends_with(&expected), "{}", server.line);
    assert!(server.line.starts_with(&format!("Demarche {} answers at http://127.0.0.1:", env!("CARGO_PKG_VERSION"))));
    let mut then = String::new();
    server.then.read_line(&mut then).unwrap();
    let (origin, _) = server.line.split_once("/graphql").unwrap();
    assert_eq!(then, format!("The playground is at {}/playground/\n", &origin[origin.find("http").unwrap()..]));
    assert_eq!(server.events()["totalCount"], 28);
    let permalink = server.events()["nodes"][0]["permalink"].as_str().unwrap().to_owned();
    assert!(origin.ends_with(permalink.split("/events/").next().unwrap()), "{permalink} begins with {origin}");
    drop(server);
    let again = Server::start(demarche(folder.path(), &["serve", "--listen", "127.0.0.1:0"]));
    assert!(again.line.ends_with(&expected.replace(", new", "")), "{}", again.line);
    assert_eq!(again.events()["totalCount"], 28);
}

#[test]
fn an_empty_server_is_empty() {
    let folder = tempdir().unwrap();
    let server = Server::start(demarche(folder.path(), &["serve", "--empty", "--listen", "127.0.0.1:0"]));
    assert_eq!(server.events(), json!({ "totalCount": 0, "nodes": [] }));
    drop(server);
    // what is there already is not filled
    let again = Server::start(demarche(folder.path(), &["serve", "--listen", "127.0.0.1:0"]));
    assert_eq!(again.events()["totalCount"], 0);
}

/// A flag, then the environment, then the file, then the default: for each setting on its own.
#[test]
fn settings_count_in_their_order() {
    let folder = tempdir().unwrap();
    let file = "database = \"file.db\"\nlisten = \"127.0.0.2:0\"\npublic-url = \"https://file.example/\"\n";
    fs::write(folder.path().join("demarche.toml"), file).unwrap();
    fs::write(folder.path().join("other.toml"), "database = \"other.db\"\nlisten = \"127.0.0.5:0\"\n").unwrap();
    let look = |args: &[&str], env: &[(&str, &str)]| {
        let mut command = demarche(folder.path(), args);
        command.envs(env.iter().copied());
        let server = Server::start(command);
        let words: Vec<&str> = server.line.split_whitespace().collect();
        let address = words[4].trim_start_matches("http://").split(':').next().unwrap().to_owned();
        let permalink = server.events()["nodes"][0]["permalink"].as_str().unwrap().to_owned();
        let database = Path::new(words[6]).file_name().unwrap().to_str().unwrap().to_owned();
        let public = permalink.split_once("/events/").unwrap().0.split_once("//").unwrap().1.to_owned();
        [address, database, public.split(':').next().unwrap().to_owned()]
    };
    assert_eq!(look(&[], &[]), ["127.0.0.2", "file.db", "file.example"]);
    let env = [("DEMARCHE_DATABASE", "env.db"), ("DEMARCHE_PUBLIC_URL", "http://env.example")];
    assert_eq!(look(&[], &env), ["127.0.0.2", "env.db", "env.example"]);
    assert_eq!(look(&["--database", "flag.db"], &env), ["127.0.0.2", "flag.db", "env.example"]);
    let listen = [("DEMARCHE_LISTEN", "127.0.0.3:0")];
    assert_eq!(
        look(&["serve", "--public-url", "http://flag.example"], &listen),
        ["127.0.0.3", "file.db", "flag.example"]
    );
    assert_eq!(look(&["serve", "--listen", "127.0.0.4:0"], &listen), ["127.0.0.4", "file.db", "file.example"]);
    assert_eq!(look(&["--config", "other.toml"], &[]), ["127.0.0.5", "other.db", "127.0.0.5"]);
    assert_eq!(look(&[], &[("DEMARCHE_CONFIG", "other.toml")]), ["127.0.0.5", "other.db", "127.0.0.5"]);
}

/// Likewise those of HTTP, of which some are lists.
#[test]
fn settings_of_http_count_in_their_order() {
    let folder = tempdir().unwrap();
    let file =
        "listen = \"127.0.0.1:0\"\nmax-batch = 2\ncors-origin = [\"https://a.example\", \"https://b.example\"]\n";
    fs::write(folder.path().join("demarche.toml"), file).unwrap();
    let look = |args: &[&str], env: &[(&str, &str)]| {
        let mut command = demarche(folder.path(), args);
        command.envs(env.iter().copied());
        let server = Server::start(command);
        let url = server.line.split_whitespace().find(|word| word.starts_with("http://")).unwrap();
        let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
        let send = |origin: &str, count: usize| {
            let body = Value::from(vec![json!({ "query": "{ __typename }" }); count]).to_string();
            answer(agent.post(url).header("origin", origin).content_type("application/json").send(body))
        };
        let most = (1..6).take_while(|count| send("", *count).status == 200).count();
        let origins = ["https://a.example", "https://b.example", "https://c.example"];
        (most, origins.map(|origin| send(origin, 1).header("access-control-allow-origin") == origin))
    };
    assert_eq!(look(&[], &[]), (2, [true, true, false]));
    let env = [("DEMARCHE_MAX_BATCH", "3"), ("DEMARCHE_CORS_ORIGIN", "https://b.example,https://c.example")];
    assert_eq!(look(&[], &env), (3, [false, true, true]));
    let flags = ["--max-batch", "4", "--cors-origin", "https://a.example", "--cors-origin", "https://c.example"];
    assert_eq!(look(&flags, &env), (4, [true, false, true]));
}

#[test]
fn wrong_usage_and_settings_end_with_2() {
    let folder = tempdir().unwrap();
    let folder = folder.path();
    for (args, said) in [
        (&["--nothing"][..], "--nothing"),
        (&["nothing"], "nothing"),
        (&["query"], "<FILE>"),
        (&["--listen", "somewhere"], "somewhere"),
        (&["--readers", "0"], "at least 1"),
        (&["--max-page-size", "0"], "at least 1"),
        (&["--timeout-ms", "0"], "at least 1"),
        (&["--max-nesting", "257"], "at most 256"),
        (&["--max-tokens=-1"], "max-tokens"),
        (&["--default-page-size", "101"], "max-page-size, 100"),
        (&["--receive-timeout-ms", "0"], "at least 1"),
        (&["--max-batch", "many"], "many"),
        (&["--cors-origin", "example.org"], "example.org"),
        (&["--cors-origin", "https://example.org/"], "without a path"),
        (&["--documents-only"], "--documents"),
        (&["--public-url", "ftp://x"], "ftp://x"),
        (&["--log", "[["], "[["),
        (&["--log-format", "xml"], "xml"),
        (&["--slow-query-ms", "-1"], "-1"),
        (&["--no-metrics=perhaps"], "perhaps"),
        (&["--no-playground=perhaps"], "perhaps"),
        (&["--no-introspection=perhaps"], "perhaps"),
        (&["--config", "missing.toml"], "missing.toml"),
        (&["query", "-", "--variables", "[]"], "JSON object"),
        (&["query", "-", "--variables", "{"], "not JSON"),
    ] {
        assert_fails(&run(folder, args), 2, &[said]);
    }
    assert_fails(&demarche(folder, &["schema"]).env("DEMARCHE_LISTEN", "x").output().unwrap(), 2, &["'x'"]);
    for (file, said) in [
        ("database = 7", "database"),
        ("databse = \"x\"", "databse"),
        ("[limits]\nmax-page = 5", "max-page-size"),
        ("[limits]\nmax-depth = 0", "at least 1"),
        ("listen = ", "demarche.toml"),
    ] {
        fs::write(folder.join("demarche.toml"), file).unwrap();
        assert_fails(&run(folder, &["schema"]), 2, &[said, "demarche.toml"]);
    }
    assert!(!folder.join("demarche.db").exists(), "nothing was begun");
}

#[test]
fn databases_that_cannot_be_opened_end_with_3() {
    let folder = seeded();
    let folder = folder.path();
    fs::write(folder.join("text.db"), "this is not a database, but a text of some length").unwrap();
    fs::create_dir(folder.join("folder.db")).unwrap();
    fs::copy(folder.join("demarche.db"), folder.join("newer.db")).unwrap();
    let newer = Connection::open(folder.join("newer.db")).unwrap();
    newer.pragma_update(None, "user_version", 9_999).unwrap();
    newer.close().unwrap();
    let foreign = Connection::open(folder.join("foreign.db")).unwrap();
    foreign.execute_batch("CREATE TABLE mine (id INTEGER)").unwrap();
    foreign.close().unwrap();
    for (database, said) in [
        ("text.db", "not a database"),
        ("folder.db", "folder.db"),
        ("missing/x.db", "missing"),
        ("/proc/demarche.db", "/proc"),
        ("newer.db", "newer server"),
        ("foreign.db", "another program"),
        (":memory:", "memory"),
        ("mysql://user:secret@host/x", "mysql"),
    ] {
        let output = run(folder, &["serve", "--listen", "127.0.0.1:0", "--database", database]);
        assert_fails(&output, 3, &["error: ", said]);
        assert!(!text(&output.stderr).contains("secret"));
        assert!(output.stdout.is_empty(), "it did not start");
    }
    let server = Server::start(demarche(folder, &["--listen", "127.0.0.1:0"]));
    let second = run(folder, &["--listen", "127.0.0.1:0"]);
    assert_fails(&second, 3, &["in use", &format!("process {}", server.child.id())]);
    assert_eq!(server.events()["totalCount"], 28);
    let nothing = tempdir().unwrap();
    assert_fails(&run(nothing.path(), &["query", "-"]), 3, &["there is no Demarche database"]);
    assert!(!nothing.path().join("demarche.db").exists(), "a query begins no database");
}

/// The same commands, with the address of a PostgreSQL database in place of a file.
#[test]
fn a_database_of_postgresql_is_loaded_queried_and_served() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let Some(address) = runtime.block_on(postgres::fresh()) else { return };
    let folder = tempdir().unwrap();
    let path = folder.path();
    fs::write(path.join("q.graphql"), "{ events { totalCount } server { database } }").unwrap();
    let on = |args: &[&str]| run(path, &[args, &["--database", &address]].concat());
    assert_fails(&on(&["query", "q.graphql"]), 3, &["there is no Demarche database at postgres://127.0.0.1:"]);
    let data = fs::canonicalize("data/iraq-sweden-2023").unwrap();
    let loaded = on(&["load", data.to_str().unwrap()]);
    assert_eq!(text(&loaded.stdout), "iraq-sweden-2023: 101 read, 101 inserted, 0 updated, 0 unchanged\n");
    let answer = "{\"data\":{\"events\":{\"totalCount\":28},\"server\":{\"database\":\"PostgreSQL\"}}}\n";
    assert_eq!(text(&on(&["query", "q.graphql"]).stdout), answer);
    // several servers may share it
    let serve = || Server::start(demarche(path, &["--listen", "127.0.0.1:0", "--database", &address]));
    let (one, two) = (serve(), serve());
    assert!(one.line.contains("/graphql from postgres://127.0.0.1:"), "{}", one.line);
    assert!(one.line.contains(" (PostgreSQL 1") && !one.line.contains("tests"), "{}", one.line);
    assert_eq!((one.events()["totalCount"].clone(), two.events()["totalCount"].clone()), (json!(28), json!(28)));
}

#[test]
fn an_address_in_use_ends_with_4() {
    let folder = tempdir().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    assert_fails(&run(folder.path(), &["--listen", &address]), 4, &[&address, "--listen"]);
}

#[test]
fn queries_are_answered_without_a_server() {
    let folder = seeded();
    let path = folder.path();
    fs::write(path.join("q.graphql"), "query A($n: String!) { place(by: { slug: $n }) { permalink } } query B { x }")
        .unwrap();
    fs::write(
        path.join("ok.graphql"),
        "query A($n: String!) { place(by: { slug: $n }) { permalink } } query B { __typename }",
    )
    .unwrap();
    fs::write(path.join("v.json"), "{\"n\":\"IQ\"}").unwrap();
    let answered = |args: &[&str]| {
        let output = run(path, args);
        assert!(output.status.success(), "{}", text(&output.stderr));
        text(&output.stdout)
    };
    let iraq = "{\"data\":{\"place\":{\"permalink\":\"http://p.example/places/IQ\"}}}\n";
    let args = ["query", "ok.graphql", "--operation", "A", "--public-url", "http://p.example", "--variables"];
    assert_eq!(answered(&[&args[..], &["{\"n\":\"IQ\"}"]].concat()), iraq);
    assert_eq!(answered(&[&args[..], &["@v.json"]].concat()), iraq);
    assert_eq!(answered(&["query", "ok.graphql", "--operation", "B"]), "{\"data\":{\"__typename\":\"Query\"}}\n");
    // also from standard input, and beside a server that has the database open
    let server = Server::start(demarche(path, &["--listen", "127.0.0.1:0"]));
    let mut command = demarche(path, &["query", "-"]);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"{ persons { totalCount } }").unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(text(&output.stdout), "{\"data\":{\"persons\":{\"totalCount\":6}}}\n");
    drop(server);
    let faulty = run(path, &["query", "q.graphql", "--operation", "A"]);
    assert_fails(&faulty, 1, &["1 error"]);
    assert!(text(&faulty.stdout).contains("GRAPHQL_VALIDATION_FAILED"), "{}", text(&faulty.stdout));
    assert_fails(&run(path, &["query", "missing.graphql"]), 1, &["missing.graphql"]);
    assert_fails(&run(path, &["query", "ok.graphql", "--variables", "@missing.json"]), 1, &["missing.json"]);
}

#[test]
fn help_and_version_are_answers() {
    let folder = tempdir().unwrap();
    let help = run(folder.path(), &["--help"]);
    assert!(help.status.success());
    for word in ["serve", "query", "check", "load", "schema", "verify", "--database", "DEMARCHE_DATABASE", "Exit codes"]
    {
        assert!(text(&help.stdout).contains(word), "{word} in {}", text(&help.stdout));
    }
    let version = run(folder.path(), &["--version"]);
    assert_eq!(text(&version.stdout), format!("demarche {}\n", env!("CARGO_PKG_VERSION")));
    assert!(run(folder.path(), &["schema"]).status.success(), "the schema needs no database");
    assert!(fs::read_dir(folder.path()).unwrap().next().is_none(), "and nothing was written");
}
