//! What words and phrases mean in names: countries, roles, titles, legal forms and other words, read from the tables
//! beside this file.

use std::{collections::HashMap, sync::LazyLock};

use super::text::{self, Word};

/// What a phrase means; often more than one thing.
#[derive(Clone, Debug, Default)]
pub struct Sense {
    /// The country that has this name, as ISO 3166-1 alpha-2.
    pub country: Option<&'static str>,
    /// The country whose adjective or people it is.
    pub adjective: Option<&'static str>,
    /// The country whose capital it is.
    pub capital: Option<&'static str>,
    /// What types of body it says, e.g. `ministry`.
    pub types: Vec<&'static str>,
    /// What fields it says, e.g. `foreign`.
    pub fields: Vec<&'static str>,
    /// Whose body it is, where the word alone tells.
    pub owner: Option<&'static str>,
    sorts: Vec<&'static str>,
}

impl Sense {
    /// Whether it is of a sort of the table of words, e.g. `stop`.
    pub fn is(&self, sort: &str) -> bool {
        self.sorts.contains(&sort)
    }

    /// Whether it says what a body is or does.
    pub fn is_role(&self) -> bool {
        !self.types.is_empty() || !self.fields.is_empty()
    }
}

struct Tables {
    phrases: HashMap<String, Sense>,
    /// The first words of phrases, with the number of words of the longest.
    beginnings: HashMap<String, usize>,
    codes: HashMap<&'static str, &'static str>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let mut tables = Tables { phrases: HashMap::new(), beginnings: HashMap::new(), codes: HashMap::new() };
    for row in rows(include_str!("countries.tsv")) {
        tables.codes.insert(row[0], row[0]);
        tables.codes.insert(row[1], row[0]);
        tables.each(row[2], |sense| sense.country = Some(row[0]));
        tables.each(row[3], |sense| sense.adjective = Some(row[0]));
        tables.each(row[4], |sense| sense.capital = Some(row[0]));
    }
    for row in rows(include_str!("roles.tsv")) {
        for meaning in row[0].split(' ') {
            tables.each(row[1], |sense| match meaning.split_once(':') {
                Some(("type", name)) => sense.types.push(name),
                Some(("field", name)) => sense.fields.push(name),
                Some((_, code)) => sense.owner = Some(code),
                None => unreachable!("the table of roles has no other meanings: {meaning}"),
            });
        }
    }
    for row in rows(include_str!("words.tsv")) {
        tables.each(row[1], |sense| sense.sorts.push(row[0]));
    }
    tables
});

impl Tables {
    /// Adds to what each of the phrases means.
    fn each(&mut self, phrases: &str, mut add: impl FnMut(&mut Sense)) {
        for phrase in phrases.split('|').filter(|phrase| !phrase.is_empty()) {
            let words = text::read(phrase).words;
            let Some(first) = words.first() else { continue };
            let longest = self.beginnings.entry(first.folded.clone()).or_default();
            *longest = words.len().max(*longest);
            add(self.phrases.entry(spelled(&words)).or_default());
        }
    }
}

fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|line| !line.starts_with('#')).map(|line| line.split('\t').collect())
}

fn spelled(words: &[Word]) -> String {
    words.iter().map(|word| word.folded.as_str()).collect::<Vec<_>>().join(" ")
}

/// The longest phrase with a meaning that the words begin with, as its number of words and its sense.
pub fn longest(words: &[Word]) -> Option<(usize, &'static Sense)> {
    let longest = *TABLES.beginnings.get(&words.first()?.folded)?;
    (1..=words.len().min(longest)).rev().find_map(|length| Some((length, phrase(&words[..length])?)))
}

/// What exactly these words mean.
pub fn phrase(words: &[Word]) -> Option<&'static Sense> {
    let spelled = spelled(words);
    // "us" is a word and "car" a thing, unless in capitals.
    if matches!(spelled.as_str(), "us" | "car") && !words[0].capitals {
        return None;
    }
    TABLES.phrases.get(&spelled)
}

/// The country whose alpha-2 or alpha-3 code the word is; only in capitals, for half of them are words.
pub fn code(word: &Word) -> Option<&'static str> {
    if !word.capitals || word.dotted {
        return None;
    }
    TABLES.codes.get(word.folded.to_ascii_uppercase().as_str()).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sense(name: &str) -> (usize, &'static Sense) {
        longest(&text::read(name).words).expect("in the tables")
    }

    #[test]
    fn finds_the_longest_phrase() {
        assert_eq!(sense("Saudi Arabian").1.adjective, Some("SA"));
        assert_eq!(sense("Norges Bank").1.types, ["central-bank"]);
        let (length, found) = sense("Ministry of External Affairs of India");
        assert_eq!((length, &found.types[..], &found.fields[..]), (4, &["ministry"][..], &["foreign"][..]));
        assert_eq!(sense("South Korea").1.country, Some("KR"));
        assert_eq!(sense("السويدية").1.adjective, Some("SE"));
        assert_eq!(sense("العراق").1.country, Some("IQ"));
        assert_eq!(sense("U.S.").1.country, Some("US"));
        assert!(longest(&text::read("us").words).is_none());
        assert_eq!(sense("Riksdagen").1.owner, Some("SE"));
    }

    #[test]
    fn codes_are_in_capitals() {
        let word = |name: &str| code(&text::read(name).words[0]);
        assert_eq!([word("SE"), word("SWE"), word("se"), word("In")], [Some("SE"), Some("SE"), None, None]);
    }

    #[test]
    fn tables_are_well_formed() {
        let countries: Vec<_> = rows(include_str!("countries.tsv")).collect();
        assert!(countries.len() > 195);
        for row in countries {
            assert_eq!((row.len(), row[0].len(), row[1].len()), (5, 2, 3), "{row:?}");
        }
        for row in rows(include_str!("roles.tsv")).chain(rows(include_str!("words.tsv"))) {
            assert_eq!(row.len(), 2, "{row:?}");
            assert!(row[1].split('|').all(|phrase| !phrase.is_empty()), "{row:?}");
        }
        assert!(phrase(&text::read("Sverige").words).is_some());
    }
}
