//! Searching for words: what a query says, which words texts are searched by, and where they stand in them.
//!
//! Words are those of [`fold`](super::fold): case, diacritics and apostrophes do not tell them apart.

mod highlight;
mod suggest;

pub use highlight::{Highlight, highlight};
pub use suggest::{Suggest, beginnings};

use super::fold::fold;

/// Words of a query that count; those behind them do not.
pub const MAX_WORDS: usize = 64;
/// Bytes of a word that count.
const MAX_WORD: usize = 200;
/// Bytes of a text's words that count.
const MAX_TEXT: usize = 250_000;
/// Stands between texts that are searched together, so that no phrase reaches from one into the next. It is in no
/// folded text.
const BETWEEN: &str = "¶";
/// How the Arabic article is transliterated, also where it is assimilated. Before a hyphen it is not looked for: sources
/// write al-Sadr, as-Sadr and Sadr.
const ARTICLES: [&str; 16] =
    ["al", "el", "ul", "il", "ad", "adh", "an", "ar", "as", "ash", "at", "ath", "az", "ed", "es", "er"];

/// What is looked for: one of these.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Ways to match, each of which is enough. One that has nothing to look for is not among them.
    pub any: Vec<All>,
}

/// One way to match.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct All {
    /// What must all be there: at least one.
    pub want: Vec<Term>,
    /// What must not be there.
    pub without: Vec<Term>,
}

/// Words that follow each other: one, or a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The words, at least one.
    pub words: Vec<String>,
    /// Whether the last may go on.
    pub prefix: bool,
}

impl Query {
    /// Reads whatever was typed: words, `"phrases"`, `-without`, `OR`, `prefix*`. Everything means something, if only
    /// nothing to look for.
    pub fn parse(text: &str) -> Self {
        let mut query = Self::default();
        let mut all = All::default();
        let mut left = MAX_WORDS;
        let mut rest = text;
        while let Some((piece, after)) = Piece::first(rest) {
            rest = after;
            if piece.is_or() {
                query.add(std::mem::take(&mut all));
                continue;
            }
            let Some(mut term) = piece.term() else { continue };
            if left == 0 {
                break;
            }
            term.words.truncate(left);
            left -= term.words.len();
            let side = if piece.without { &mut all.without } else { &mut all.want };
            if !side.contains(&term) {
                side.push(term);
            }
        }
        query.add(all);
        query
    }

    fn add(&mut self, all: All) {
        if !all.want.is_empty() && !self.any.contains(&all) {
            self.any.push(all);
        }
    }

    /// What is looked for, in every way to match.
    pub fn wanted(&self) -> impl Iterator<Item = &Term> {
        self.any.iter().flat_map(|all| &all.want)
    }
}

/// What stands between spaces, or between quotation marks.
struct Piece<'t> {
    text: &'t str,
    quoted: bool,
    without: bool,
    prefix: bool,
}

impl<'t> Piece<'t> {
    fn first(text: &'t str) -> Option<(Self, &'t str)> {
        let text = text.trim_start();
        let text = if text.is_empty() { return None } else { text };
        let (without, text) = match text.strip_prefix('-') {
            Some(text) if text.starts_with(|next: char| next == '"' || next.is_alphanumeric()) => (true, text),
            _ => (false, text),
        };
        if let Some(phrase) = text.strip_prefix('"') {
            // an open quotation goes on to the end
            let (phrase, rest) = phrase.split_once('"').unwrap_or((phrase, ""));
            let (prefix, rest) = rest.strip_prefix('*').map_or((false, rest), |rest| (true, rest));
            return Some((Self { text: phrase, quoted: true, without, prefix }, rest));
        }
        let end = text.find(|next: char| next.is_whitespace() || next == '"').unwrap_or(text.len());
        let (word, rest) = text.split_at(end);
        let (word, prefix) = word.strip_suffix('*').map_or((word, false), |word| (word, true));
        Some((Self { text: word, quoted: false, without, prefix }, rest))
    }

    fn is_or(&self) -> bool {
        !self.quoted && !self.without && self.text == "OR"
    }

    fn term(&self) -> Option<Term> {
        let mut words = words(self.text);
        if !self.quoted && words.len() > 1 && self.text.contains('-') && ARTICLES.contains(&words[0].as_str()) {
            words.remove(0);
        }
        (!words.is_empty()).then_some(Term { words, prefix: self.prefix })
    }
}

/// Whether the English genitive ends a word there: what is al-Sadr's is found by Sadr.
fn is_genitive(rest: &str) -> bool {
    let ending = rest.strip_prefix(['\'', '’', '‘', '`']).and_then(|rest| rest.strip_prefix(['s', 'S']));
    ending.is_some_and(|rest| !rest.starts_with(|next: char| next.is_alphanumeric() || matches!(next, '\'' | '’')))
}

/// A text folded as it is searched.
fn folded(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['\'', '’', '‘', '`']) {
        let (before, behind) = rest.split_at(at);
        plain.push_str(before);
        let follows = before.ends_with(char::is_alphanumeric);
        let quote = behind.chars().next().map_or(0, char::len_utf8);
        rest = if follows && is_genitive(behind) {
            &behind[quote + 1..]
        } else {
            plain.push_str(&behind[..quote]);
            &behind[quote..]
        };
    }
    plain.push_str(rest);
    fold(&plain)
}

/// The words of a text, as they are searched.
fn words(text: &str) -> Vec<String> {
    folded(text).split(' ').filter(|word| !word.is_empty()).map(|word| bounded(word).to_owned()).collect()
}

fn bounded(word: &str) -> &str {
    &word[..word.floor_char_boundary(MAX_WORD)]
}

/// The words of several texts that are searched together, with spaces between them.
pub fn searched<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
    let mut all = String::new();
    for text in texts {
        let folded = folded(text);
        let between = (!all.is_empty() && !folded.is_empty()).then_some(BETWEEN);
        for word in between.into_iter().chain(folded.split(' ').filter(|word| !word.is_empty())) {
            let word = bounded(word);
            if all.len() + word.len() > MAX_TEXT {
                return all;
            }
            if !all.is_empty() {
                all.push(' ');
            }
            all.push_str(word);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelled(text: &str) -> String {
        let term = |term: &Term| format!("{}{}", term.words.join("+"), if term.prefix { "*" } else { "" });
        let all = |all: &All| {
            let without = all.without.iter().map(|it| format!("-{}", term(it)));
            all.want.iter().map(term).chain(without).collect::<Vec<_>>().join(" ")
        };
        Query::parse(text).any.iter().map(all).collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn whatever_is_typed_is_read() {
        for (text, read) in [
            ("Qurʾan burning", "quran burning"),
            ("\"Swedish embassy\" Baghdad", "swedish+embassy baghdad"),
            ("embassy -\"Green Zone\" -fire", "embassy -green+zone -fire"),
            ("embassy OR consulate fire", "embassy | consulate fire"),
            ("embass* \"green zo\"*", "embass* green+zo*"),
            ("al-Sadr as-Sudani al-Sad* \"al-Sadr\" al Sadr", "sadr sudani sad* al+sadr al"),
            ("foreign-ministry Sadr-al", "foreign+ministry sadr+al"),
            ("OR OR a OR", "a"),
            ("or", "or"),
            ("-a", ""),
            ("- a -", "a"),
            ("a -b OR -c", "a -b"),
            ("\"open to the end", "open+to+the+end"),
            ("\"\" \"* * ** -\"\"", ""),
            ("", ""),
            ("a a b a", "a b"),
            ("a\"b c\"d", "a b+c d"),
            ("a AND b NOT (c) NEAR/2 d^2 title:x", "a and b not c near+2 d+2 title+x"),
            ("Sadr's followers’ ’s Qur'an's d'affaires'S x's's", "sadr followers s quran daffaires xs"),
            ("صَدْر", "صدر"),
        ] {
            assert_eq!(spelled(text), read, "{text}");
        }
        let many: String = (0..100).map(|number| format!("w{number} ")).collect();
        assert_eq!(Query::parse(&many).any[0].want.len(), MAX_WORDS);
    }

    #[test]
    fn texts_are_kept_apart_and_within_bounds() {
        assert_eq!(searched(["Al-Sadr", "", "…", "the Cleric"]), "al sadr ¶ the cleric");
        assert_eq!(searched(["x".repeat(300).as_str(), "y"]), format!("{} ¶ y", "x".repeat(200)));
        assert!(searched(["word ".repeat(100_000).as_str()]).len() <= MAX_TEXT + 1);
        assert!(!fold(BETWEEN).contains(BETWEEN));
    }
}
