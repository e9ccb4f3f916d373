//! The types of `matchParties`: who a name could be.

use crate::domain::names::{MAX_LETTERS, MAX_WORDS};

use super::{
    build::output,
    filters::input,
    model::{InputField, Model, OutputField, Type, Value},
};

/// The most parties that `matchParties` tells.
pub const MAX_MATCHES: i64 = 50;

/// Of the parties that share a trait of a name so many are looked at, those that were recorded first.
pub const MOST_SHARING: i64 = 1_000;
/// So many of those that share traits are judged.
pub const MOST_JUDGED: usize = 200;
/// So many names of each are compared.
pub const MOST_NAMES: i64 = 50;

const DOC: &str = "Who could this name be? The persons and organizations that a name as typed fits, best first, of equally good ones those that were recorded first; an empty list where nobody fits. All recorded names are compared, in whatever script: main names, aliases, former names, acronyms. Words are paired by how they sound and by slips in typing (`Muhammad Shiya` for `Mohammed Shia'`), and a name may say a body's role and country in other words than those recorded (`FM Sweden`). What counts against a party are words that both names have of their own, a given name that is lacking, another country, another kind of body. It proposes and does not decide: two people may bear one name. It cannot know translations and nicknames that no recorded name tells, what an ambiguous acronym means, or how names in Chinese characters are read in Japan.";

/// What it does not look at.
fn bounds() -> String {
    format!(
        "The first {MAX_WORDS} words and {MAX_LETTERS} characters of a name are compared. Bounds that only large databases meet: of the parties that share a trait of a name (a word's sound, an acronym, a role) the {MOST_SHARING} that were recorded first are looked at, the {MOST_JUDGED} of them that share the most traits are judged, and of each the first {MOST_NAMES} names. Each party and name that is read on the way counts as a link (`maxLinks`)."
    )
}

/// The field of the root.
pub fn field() -> OutputField {
    let default = |value, field| InputField { default: Some(value), ..field };
    let threshold = "Only parties of this score or more, 0 to 1. From the default on, about 98 in 100 of the proposals were right and 92 in 100 of the right ones proposed, on hard pairs that were kept aside to measure it. A party that has nothing in common with the name is never told, even with 0.";
    let args = vec![
        input(
            "name",
            "String!",
            "The name as typed or found in a source, in any script, with or without title, post or country. One without letters and digits fits nobody.",
        ),
        input(
            "country",
            "CountryCode",
            "The country that its bearer is known to belong to: evidence, not a filter. A party of this country scores higher and one of another country lower; an organization's name that names no country, such as `MFA`, is taken to be of this one. A party without a country is judged by its name alone. Absent or null: not known.",
        ),
        default(Value::Int(5), input("limit", "Int!", &format!("So many parties at most, 1 to {MAX_MATCHES}."))),
        default(Value::Float(0.6), input("threshold", "Float!", threshold)),
    ];
    output("matchParties", &format!("{DOC} {}", bounds()), "[PartyMatch!]!", args)
}

/// Adds the types.
pub fn register(model: &mut Model) {
    let fields = vec![
        output("party", "The person or organization.", "Party!", vec![]),
        output(
            "score",
            "How well the name fits, from just above 0 to 1, in steps of 0.001: 1 is the same name but for case, accents and punctuation, and no contradiction; from 0.6 on it is likely the same. It puts proposals in order and is no probability.",
            "Float!",
            vec![],
        ),
        output("matched", "The recorded name that fits best; of equally good ones the first.", "Name!", vec![]),
        output(
            "reasons",
            "Why it has this score, for and against, for people to read: the words of the names stand in them as they were compared, in lower case and Latin letters. Not meant for programs: the wording may change.",
            "[String!]!",
            vec![],
        ),
    ];
    let doc = "A party that a name could be, with how well it fits and why.".to_owned();
    model.types.insert("PartyMatch".to_owned(), Type::Object { doc, implements: vec![], fields });
}
