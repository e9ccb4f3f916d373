//! Where words stand in a text, as it was written.

use std::ops::Range;

use super::{Query, Term, bounded, is_genitive};
use crate::domain::fold::fold;

/// UTF-16 code units that a snippet may have, beside what marks that it was cut.
const SNIPPET: usize = 200;
/// Of these, so many may stand before the first match.
const BEFORE: usize = 60;

/// A passage of a text with what was found in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Highlight {
    /// The passage; where text was left out stands an ellipsis.
    pub snippet: String,
    /// What was found, as UTF-16 code units of the snippet: apart from each other, in order.
    pub ranges: Vec<Range<usize>>,
}

/// A word and where it stands, in bytes.
struct Word {
    folded: String,
    at: Range<usize>,
}

/// The passage of `text` with the first match of what `query` looks for; `None` where there is none.
pub fn highlight(text: &str, query: &Query) -> Option<Highlight> {
    let words = placed(text);
    let mut found: Vec<Range<usize>> = Vec::new();
    for term in query.wanted() {
        found.extend((0..words.len()).filter(|at| matches(&words[*at..], term)).map(|at| {
            let last = &words[at + term.words.len() - 1];
            words[at].at.start..last.at.end
        }));
    }
    found.sort_unstable_by_key(|range| (range.start, range.end));
    let first = found.first()?.clone();
    let window = window(text, &first);
    let mut snippet = String::new();
    if window.start > 0 {
        snippet.push('…');
    }
    let shift = snippet.encode_utf16().count();
    snippet.push_str(&text[window.clone()]);
    if window.end < text.len() {
        snippet.push('…');
    }
    let units = |at: usize| shift + text[window.start..at].encode_utf16().count();
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for range in found.into_iter().filter(|range| range.end <= window.end) {
        let range = units(range.start)..units(range.end);
        match ranges.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => ranges.push(range),
        }
    }
    Some(Highlight { snippet, ranges })
}

fn matches(words: &[Word], term: &Term) -> bool {
    let last = term.words.len() - 1;
    words.len() > last
        && term.words.iter().zip(words).enumerate().all(|(index, (wanted, word))| {
            let word = bounded(&word.folded);
            if index == last && term.prefix { word.starts_with(wanted.as_str()) } else { word == wanted }
        })
}

/// The words of a text, folded, and where they stand in it.
fn placed(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut open = false;
    let mut skip = 0;
    for (at, letter) in text.char_indices() {
        let after = at + letter.len_utf8();
        if open && text[..at].ends_with(char::is_alphanumeric) && is_genitive(&text[at..]) {
            skip = after + 1;
        }
        if at < skip {
            open = false;
            continue;
        }
        let folded = fold(letter.encode_utf8(&mut [0; 4]));
        if folded.is_empty() {
            // what leaves no trace within a word joins what is around it
            open = open && fold(&format!("a{letter}a")) == "aa";
            continue;
        }
        for (index, piece) in folded.split(' ').enumerate() {
            match words.last_mut() {
                Some(word) if open && index == 0 => {
                    word.folded.push_str(piece);
                    word.at.end = after;
                }
                _ => words.push(Word { folded: piece.to_owned(), at: at..after }),
            }
            open = true;
        }
    }
    words
}

/// What is shown of a text whose first match stands there: whole words around it.
fn window(text: &str, first: &Range<usize>) -> Range<usize> {
    if text.encode_utf16().count() <= SNIPPET {
        return 0..text.len();
    }
    let is_space = char::is_whitespace;
    let mut start = first.start;
    let mut units = 0;
    for (at, letter) in text[..first.start].char_indices().rev() {
        units += letter.len_utf16();
        if units > BEFORE {
            break;
        }
        if at == 0 || text[..at].ends_with(is_space) && !is_space(letter) {
            start = at;
        }
    }
    let mut end = first.end;
    let mut units = text[start..first.end].encode_utf16().count();
    for (at, letter) in text[first.end..].char_indices().map(|(at, letter)| (first.end + at, letter)) {
        units += letter.len_utf16();
        if units > SNIPPET {
            break;
        }
        let after = at + letter.len_utf8();
        if !is_space(letter) && (after == text.len() || text[after..].starts_with(is_space)) {
            end = after;
        }
    }
    start..end
}

#[cfg(test)]
mod tests {
    use super::super::folded;
    use super::*;

    fn marked(text: &str, query: &str) -> Option<String> {
        let found = highlight(text, &Query::parse(query))?;
        let units: Vec<u16> = found.snippet.encode_utf16().collect();
        let mut out = String::new();
        let mut at = 0;
        for range in found.ranges {
            out += &String::from_utf16(&units[at..range.start]).unwrap();
            out += &format!("[{}]", String::from_utf16(&units[range.clone()]).unwrap());
            at = range.end;
        }
        Some(out + &String::from_utf16(&units[at..]).unwrap())
    }

    #[test]
    fn words_are_found_as_they_were_written() {
        for (text, query, expected) in [
            ("The Qurʾan was burnt", "quran", Some("The [Qurʾan] was burnt")),
            ("Chargé d’affaires", "charge daffaires", Some("[Chargé] [d’affaires]")),
            ("Muqtada al-Sadr spoke", "\"al sadr\"", Some("Muqtada [al-Sadr] spoke")),
            ("embassies, embassy", "embass*", Some("[embassies], [embassy]")),
            ("a b c a b", "\"a b\" \"b c\"", Some("[a b c] [a b]")),
            ("al-Sadr's x’s", "sadr x", Some("al-[Sadr]'s [x]’s")),
            ("😀 fire 😀 fire", "fire", Some("😀 [fire] 😀 [fire]")),
            ("nothing here", "fire OR here -nothing", Some("nothing [here]")),
            ("nothing", "fire", None),
            ("\u{fb01}re and ½", "fire 2", Some("[\u{fb01}re] and [½]")),
            ("مقتدى الصّدر", "الصدر", Some("مقتدى [الصّدر]")),
        ] {
            assert_eq!(marked(text, query).as_deref(), expected, "{text} {query}");
        }
    }

    #[test]
    fn long_texts_are_cut_at_words() {
        let text = format!("{}fire {}", "word ".repeat(100), "more ".repeat(100));
        let shown = marked(&text, "fire").unwrap();
        assert!(
            shown.starts_with("…word") && shown.ends_with("more…") && shown.contains("word [fire] more"),
            "{shown}"
        );
        assert!(shown.encode_utf16().count() <= SNIPPET + 4, "{shown}");
        let endless = "x".repeat(1_000);
        assert_eq!(marked(&endless, "x*").unwrap(), format!("[{endless}]"));
    }

    #[test]
    fn placed_words_are_the_folded_ones() {
        for text in [
            "Sadr's it's 's 's x's's rock 'n' roll’s",
            "Qurʾan d’un Ⅷ ½ ﷺ",
            "ΣΟΦΟΣ ß ﬁ Åland",
            "e\u{301}a \u{200b}b",
            "がぎ क्षि",
            "…",
            "a_b-c.d",
        ] {
            let words: Vec<String> = placed(text).into_iter().map(|word| word.folded).collect();
            assert_eq!(words.join(" "), folded(text), "{text}");
        }
    }
}
