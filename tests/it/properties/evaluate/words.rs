//! What words find, by the published description of searching.

use demarche::domain::fold::fold;

const ARTICLES: [&str; 16] =
    ["al", "el", "ul", "il", "ad", "adh", "an", "ar", "as", "ash", "at", "ath", "az", "ed", "es", "er"];

/// The words of a text: what ends in an English genitive is found without it.
fn words(text: &str) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    let apostrophe = |at: usize| matches!(letters.get(at), Some('\'' | '’' | '‘' | '`'));
    let mut plain = String::new();
    let mut at = 0;
    while at < letters.len() {
        let ends = letters.get(at + 2).is_none_or(|next| !next.is_alphanumeric() && !matches!(next, '\'' | '’'));
        let genitive = at > 0 && letters[at - 1].is_alphanumeric() && apostrophe(at);
        if genitive && matches!(letters.get(at + 1), Some('s' | 'S')) && ends {
            at += 2;
            continue;
        }
        plain.push(letters[at]);
        at += 1;
    }
    let counted = |word: &str| word[..word.floor_char_boundary(200)].to_owned();
    fold(&plain).split(' ').filter(|word| !word.is_empty()).map(counted).collect()
}

/// Something looked for: whether it is wanted, its words, whether the last may go on.
type Asked = (bool, Vec<String>, bool);

/// The ways to match that a query names.
fn ways(query: &str) -> Vec<Vec<Asked>> {
    let mut ways = vec![Vec::new()];
    let mut letters = query.chars().peekable();
    loop {
        while letters.next_if(|next| next.is_whitespace()).is_some() {}
        let Some(first) = letters.peek().copied() else { return ways };
        let mut wanted = true;
        if first == '-' {
            let mut ahead = letters.clone();
            ahead.next();
            if ahead.peek().is_some_and(|next| *next == '"' || next.is_alphanumeric()) {
                wanted = false;
                letters.next();
            }
        }
        if letters.next_if_eq(&'"').is_some() {
            let mut phrase = String::new();
            while let Some(letter) = letters.next_if(|next| *next != '"') {
                phrase.push(letter);
            }
            let closed = letters.next().is_some();
            let goes_on = closed && letters.next_if_eq(&'*').is_some();
            ways.last_mut().unwrap().push((wanted, words(&phrase), goes_on));
            continue;
        }
        let mut word = String::new();
        while let Some(letter) = letters.next_if(|next| !next.is_whitespace() && *next != '"') {
            word.push(letter);
        }
        if word == "OR" && wanted {
            ways.push(Vec::new());
            continue;
        }
        let goes_on = word.ends_with('*');
        let word = word.strip_suffix('*').unwrap_or(&word);
        let mut folded = words(word);
        if word.contains('-') && folded.len() > 1 && ARTICLES.contains(&folded[0].as_str()) {
            folded.remove(0);
        }
        ways.last_mut().unwrap().push((wanted, folded, goes_on));
    }
}

/// Whether texts have these words next to each other in one of them.
fn stand(texts: &[Vec<String>], asked: &[String], goes_on: bool) -> bool {
    texts.iter().any(|text| {
        text.windows(asked.len()).any(|here| {
            here.iter().zip(asked).enumerate().all(|(at, (here, word))| {
                here == word || goes_on && at + 1 == asked.len() && here.starts_with(word.as_str())
            })
        })
    })
}

/// Whether a query finds what has these texts.
pub fn finds(texts: &[String], query: &str) -> bool {
    let texts: Vec<Vec<String>> = texts.iter().map(|text| words(text)).collect();
    let mut left = 64;
    ways(query).into_iter().any(|way| {
        let mut way: Vec<Asked> = way.into_iter().filter(|(_, words, _)| !words.is_empty()).collect();
        for (_, words, _) in &mut way {
            words.truncate(left);
            left -= words.len();
        }
        way.retain(|(_, words, _)| !words.is_empty());
        way.iter().any(|(wanted, ..)| *wanted)
            && way.iter().all(|(wanted, words, goes_on)| stand(&texts, words, *goes_on) == *wanted)
    })
}
