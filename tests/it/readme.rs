//! What the README shows is what a new user gets.

use serde_json::Value;

use crate::world;

/// The text between two marks of the README.
fn between<'a>(text: &'a str, begin: &str, end: &str) -> &'a str {
    let rest = &text[text.find(begin).unwrap() + begin.len()..];
    &rest[..rest.find(end).unwrap()]
}

#[test]
fn the_first_query_has_the_answer_that_is_printed() {
    let readme = include_str!("../../README.md");
    let request = between(readme, "<<'END'\n", "\nEND\n");
    let printed: Value = serde_json::from_str(between(readme, "```json\n", "```")).unwrap();
    for world in world::incidents() {
        assert_eq!(world.post(request).json(), printed, "on {:?}", world.backend);
    }
}

#[test]
fn every_command_flag_and_exit_code_is_told() {
    let readme = include_str!("../../README.md");
    let help = std::process::Command::new(env!("CARGO_BIN_EXE_demarche")).arg("--help").output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let told = |word: &str| readme.contains(&format!("`{word}"));
    for line in help.lines().map(str::trim_start) {
        if let Some(flag) = line.strip_prefix("--").and_then(|rest| rest.split([' ', '\t', '[']).next())
            && !["help", "version", "config"].contains(&flag)
        {
            assert!(told(&format!("--{flag}")), "the README does not tell of --{flag}");
        }
    }
    for command in ["serve", "query", "check", "load", "schema"] {
        assert!(help.contains(&format!("  {command} ")), "{help}");
        assert!(told(&format!("demarche {command}")), "the README does not tell of {command}");
    }
}
