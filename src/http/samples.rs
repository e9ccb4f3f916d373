//! The sample queries, compiled in from `queries`, as the playground lists them.
//!
//! `queries/NAME.graphql` begins with a comment: its first line is the sample's title, the others explain it. Variables
//! stand in `queries/NAME.variables.json`. The names say the order.

use rust_embed::RustEmbed;
use serde::Serialize;

#[derive(RustEmbed)]
#[folder = "queries"]
struct Queries;

/// A sample.
#[derive(Debug, Serialize)]
pub struct Sample {
    /// The file's name without its ending.
    pub name: String,
    /// What it asks, in a line.
    pub title: String,
    /// What there is to know or to try; may be empty.
    pub explanation: String,
    /// The document, with its comment.
    pub query: String,
    /// The variables as JSON; empty where it has none.
    pub variables: String,
}

/// All samples, in the order of their names.
pub fn all() -> Vec<Sample> {
    let mut names: Vec<String> =
        Queries::iter().filter_map(|file| file.strip_suffix(".graphql").map(str::to_owned)).collect();
    names.sort();
    let samples = names.into_iter().map(|name| {
        let query = text(&format!("{name}.graphql")).expect("it was listed");
        let mut comment = query.lines().map_while(|line| line.strip_prefix('#')).map(str::trim);
        let title = comment.next().unwrap_or_default().to_owned();
        let explanation = comment.collect::<Vec<_>>().join(" ");
        let variables = text(&format!("{name}.variables.json")).unwrap_or_default().trim_end().to_owned();
        Sample { name, title, explanation, query, variables }
    });
    samples.collect()
}

fn text(file: &str) -> Option<String> {
    let data = Queries::get(file)?.data.into_owned();
    Some(String::from_utf8(data).expect("a test reads every sample"))
}
