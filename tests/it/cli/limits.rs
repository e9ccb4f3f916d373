//! Limits as settings.

use std::fs;

use demarche::types::{LIMITS, Limits};
use serde_json::{Map, Value, json};
use tempfile::tempdir;

use super::{Server, demarche};

/// Each by flag, variable and the file's table; the server tells them.
#[test]
fn limits_count_in_their_order() {
    let folder = tempdir().unwrap();
    let look = |args: &[&str], env: &[(&str, &str)]| {
        let names: Vec<&str> = LIMITS.iter().map(|limit| limit.field).collect();
        let query = json!({ "query": format!("{{ server {{ limits {{ {} }} }} }}", names.join(" ")) });
        let mut command = demarche(folder.path(), &[args, &["--listen", "127.0.0.1:0"]].concat());
        command.envs(env.iter().copied());
        let server = Server::start(command);
        let url = server.line.split_whitespace().find(|word| word.starts_with("http://")).unwrap();
        let told: Value = ureq::post(url).send_json(&query).unwrap().body_mut().read_json().unwrap();
        told["data"]["server"]["limits"].clone()
    };
    let expected = |plus: u64| -> Value {
        let limits = Limits::default();
        LIMITS
            .iter()
            .map(|limit| (limit.field.to_owned(), json!(limit.get(&limits) + plus)))
            .collect::<Map<_, _>>()
            .into()
    };
    assert_eq!(look(&[], &[]), expected(0));
    let texts: Vec<[String; 3]> =
        LIMITS.iter().map(|limit| [1, 2, 3].map(|plus| (limit.get(&Limits::default()) + plus).to_string())).collect();
    let lines = LIMITS.iter().zip(&texts).map(|(limit, [text, ..])| format!("{} = {text}\n", limit.flag));
    fs::write(folder.path().join("demarche.toml"), format!("[limits]\n{}", lines.collect::<String>())).unwrap();
    assert_eq!(look(&[], &[]), expected(1));
    let env: Vec<_> = LIMITS.iter().zip(&texts).map(|(limit, [_, text, _])| (limit.variable, text.as_str())).collect();
    assert_eq!(look(&[], &env), expected(2));
    let flags: Vec<_> =
        LIMITS.iter().zip(&texts).map(|(limit, [_, _, text])| format!("--{}={text}", limit.flag)).collect();
    assert_eq!(look(&flags.iter().map(String::as_str).collect::<Vec<_>>(), &env), expected(3));
    for limit in LIMITS {
        let spelled = limit.flag.replace('-', "_").to_uppercase();
        assert_eq!(limit.variable, format!("DEMARCHE_{spelled}"));
        let camel =
            spelled.split('_').map(|word| format!("{}{}", &word[..1], word[1..].to_lowercase())).collect::<String>();
        assert_eq!(limit.field.to_lowercase(), camel.to_lowercase());
    }
}
