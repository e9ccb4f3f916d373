//! What may have been meant by words that are nowhere.

use std::collections::HashMap;

use strsim::damerau_levenshtein;

use super::{Query, Term};

/// Looks among known words for those that are nearest to a query's.
#[derive(Debug)]
pub struct Suggest<'q> {
    text: &'q str,
    /// For each of the query's words: whether it is known, and the nearest so far.
    words: Vec<(String, Nearest)>,
}

#[derive(Debug, Default)]
struct Nearest {
    known: bool,
    /// How far away, and the word.
    best: Option<(usize, String)>,
}

/// The words of a query that are whole.
fn whole(query: &Query) -> impl Iterator<Item = &String> {
    let whole = |term: &Term| if term.prefix { term.words.len() - 1 } else { term.words.len() };
    query.wanted().flat_map(move |term| &term.words[..whole(term)])
}

/// How the words begin that may have been meant: with the same letter.
pub fn beginnings(text: &str) -> Vec<String> {
    let mut letters: Vec<String> =
        whole(&Query::parse(text)).filter_map(|word| word.chars().next()).map(String::from).collect();
    letters.sort_unstable();
    letters.dedup();
    letters
}

/// How many letters may be wrong.
fn allowed(word: &str) -> usize {
    match word.chars().count() {
        0..=2 => 0,
        3..=5 => 1,
        _ => 2,
    }
}

impl<'q> Suggest<'q> {
    /// For a query as it was typed.
    pub fn new(text: &'q str) -> Self {
        let query = Query::parse(text);
        let mut words: Vec<(String, Nearest)> = whole(&query).map(|word| (word.clone(), Nearest::default())).collect();
        words.dedup_by(|a, b| a.0 == b.0);
        Self { text, words }
    }

    /// Takes note of a word that stands somewhere.
    pub fn known(&mut self, known: &str) {
        for (word, nearest) in &mut self.words {
            if word == known {
                nearest.known = true;
            }
            let most = allowed(word);
            if nearest.known
                || word.len().abs_diff(known.len()) > 4 * most
                || !known.starts_with(word.chars().next().unwrap_or(' '))
            {
                continue;
            }
            let distance = damerau_levenshtein(word, known);
            let closer = nearest.best.as_ref().is_none_or(|(best, by)| (distance, known) < (*best, by.as_str()));
            if distance <= most && closer {
                nearest.best = Some((distance, known.to_owned()));
            }
        }
    }

    /// The query with words that are known; `None` where there is nothing better.
    pub fn suggestion(self) -> Option<String> {
        let mut better = HashMap::new();
        for (word, nearest) in self.words {
            if !nearest.known {
                better.insert(word, nearest.best?.1);
            }
        }
        if better.is_empty() {
            return None;
        }
        let query = Query::parse(self.text);
        let term = |term: &Term| {
            let word = |word: &String| better.get(word).unwrap_or(word).clone();
            let words = term.words.iter().map(word).collect::<Vec<_>>().join(" ");
            let words = if term.words.len() > 1 { format!("\"{words}\"") } else { words };
            if term.prefix { format!("{words}*") } else { words }
        };
        let ways = query.any.iter().map(|all| {
            let without = all.without.iter().map(|it| format!("-{}", term(it)));
            all.want.iter().map(term).chain(without).collect::<Vec<_>>().join(" ")
        });
        Some(ways.collect::<Vec<_>>().join(" OR "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn suggested(text: &str) -> Option<String> {
        let mut suggest = Suggest::new(text);
        for word in ["baghdad", "embassy", "embargo", "sadr", "sadrs", "swedish", "stormed", "no"] {
            suggest.known(word);
        }
        suggest.suggestion()
    }

    #[test]
    fn the_nearest_known_words_are_suggested() {
        assert_eq!(suggested("Bagdad embasy").as_deref(), Some("baghdad embassy"));
        assert_eq!(suggested("sader -swedsh").as_deref(), Some("sadr -swedsh"));
        assert_eq!(suggested("\"swedihs embassy\" stor*").as_deref(), Some("\"swedish embassy\" stor*"));
        assert_eq!(suggested("bagdad OR sadr").as_deref(), Some("baghdad OR sadr"));
        assert_eq!(suggested("baghdad embassy"), None);
        assert_eq!(suggested("bagdad xyzzy"), None);
        assert_eq!(suggested("na"), None);
        assert_eq!(beginnings("Bagdad \"embasy fire\" bomb foo*"), ["b", "e", "f"]);
    }
}
