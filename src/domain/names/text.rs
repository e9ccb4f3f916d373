//! A name as typed, taken apart into words: what later steps compare, in Latin letters whatever the script was.
//!
//! The Latin letters come from any_ascii, but for Arabic and Hebrew: their tables drop the letters that stand for long
//! vowels, and those are what tells `سليم` and `سلام` apart.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::sound::Sound;
use crate::domain::fold::fold;

/// Words of a name that are looked at; a name that has more is compared by its first ones.
pub const MAX_WORDS: usize = 32;
/// Letters of a name that are looked at.
pub const MAX_LETTERS: usize = 512;

/// A word of a name.
#[derive(Clone, Debug)]
pub struct Word {
    /// Folded, in its own script, without the Arabic article.
    pub folded: String,
    /// Lower-case Latin letters and digits.
    pub latin: String,
    /// How it sounds.
    pub sound: Sound,
    /// Which script.
    pub script: Script,
    /// Two or more letters, all of them capital.
    pub capitals: bool,
    /// Beginning with a capital.
    pub upper: bool,
    /// Letters with a full stop each, as in `U.S.` and `J.K.`
    pub dotted: bool,
    /// Joined to the word before by a hyphen.
    pub joined: bool,
    /// Number of the part of the name it is in; commas and brackets part names.
    pub segment: usize,
}

/// Scripts that are told apart, for what follows from them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// Latin.
    Latin,
    /// Arabic or Hebrew: short vowels are not written.
    Abjad,
    /// Any other.
    Other,
}

/// A name taken apart.
#[derive(Clone, Debug, Default)]
pub struct Text {
    /// Its words.
    pub words: Vec<Word>,
    /// Whether it was longer than is looked at.
    pub cut: bool,
}

/// Takes a name apart.
pub fn read(name: &str) -> Text {
    let mut text = Text::default();
    let mut segment = 0;
    let mut raw = String::new();
    let mut joined = false;
    let mut letters = 0;
    for letter in name.nfkc().filter(|letter| !is_hidden(*letter)).chain(std::iter::once(' ')) {
        letters += 1;
        if letters > MAX_LETTERS || text.words.len() >= MAX_WORDS {
            text.cut = true;
            break;
        }
        if letter.is_alphanumeric() || is_combining_mark(letter) || is_apostrophe(letter) || letter == '.' {
            raw.push(letter);
            continue;
        }
        push(&mut text.words, &std::mem::take(&mut raw), joined, segment);
        joined = is_hyphen(letter);
        if matches!(letter, ',' | '،' | ';' | '(' | ')' | '[' | ']' | '/' | '|') {
            segment += 1;
        }
    }
    if text.cut {
        push(&mut text.words, &raw, joined, segment);
    }
    text.words.truncate(MAX_WORDS);
    text
}

fn push(words: &mut Vec<Word>, raw: &str, joined: bool, segment: usize) {
    let raw = without_genitive(raw);
    let parts: Vec<&str> = raw.split('.').filter(|part| !part.is_empty()).collect();
    let dotted = parts.len() > 1 && parts.iter().all(|part| part.chars().count() == 1);
    let whole = parts.concat();
    for part in if dotted { vec![whole.as_str()] } else { parts } {
        words.extend(word(part, joined, segment).map(|word| Word { dotted, ..word }));
    }
}

fn word(raw: &str, joined: bool, segment: usize) -> Option<Word> {
    let script = script(raw);
    let raw = if script == Script::Abjad { without_article(raw) } else { raw.to_owned() };
    let folded = fold(&raw).replace(' ', "");
    let latin = latin(&raw, script);
    if folded.is_empty() && latin.is_empty() {
        return None;
    }
    let letters = raw.chars().filter(|letter| letter.is_alphabetic());
    let capitals = letters.clone().count() > 1 && letters.clone().all(char::is_uppercase);
    let sound = Sound::of(&latin, script == Script::Abjad);
    let upper = raw.chars().next().is_some_and(char::is_uppercase);
    Some(Word { folded, latin, sound, script, capitals, upper, dotted: false, joined, segment })
}

/// `Sweden's` is Sweden's.
fn without_genitive(raw: &str) -> &str {
    let without = raw.strip_suffix(['s', 'S']).and_then(|raw| raw.strip_suffix(['\'', '’', '`', '´', 'ʼ']));
    without.filter(|raw| raw.chars().count() > 1).unwrap_or(raw)
}

/// Without the article that Arabic writes as part of the word; `الله` has none.
fn without_article(raw: &str) -> String {
    let letters: String = raw.chars().filter(|letter| !is_combining_mark(*letter) && *letter != 'ـ').collect();
    let stem = letters.strip_prefix("ال").or_else(|| letters.strip_prefix("ٱل"));
    match stem {
        Some(stem) if stem.chars().count() > 2 => stem.to_owned(),
        _ => letters,
    }
}

fn latin(raw: &str, script: Script) -> String {
    let mut latin = String::new();
    for letter in raw.chars() {
        match (script, letter) {
            (Script::Abjad, 'ا' | 'أ' | 'إ' | 'آ' | 'ٱ' | 'ى' | 'ة' | 'א' | 'ע') => latin.push('a'),
            (Script::Abjad, 'و' | 'ؤ' | 'ו') => latin.push('w'),
            (Script::Abjad, 'ي' | 'ی' | 'ئ' | 'י') => latin.push('y'),
            (Script::Abjad, 'ب' | 'ב') => latin.push('b'),
            (Script::Abjad, 'ء' | 'ع') => {}
            _ => latin.push_str(any_ascii::any_ascii_char(letter)),
        }
    }
    latin.retain(|letter| letter.is_ascii_alphanumeric());
    latin.make_ascii_lowercase();
    if matches!(script, Script::Other) && raw.chars().any(is_hangul) {
        return latin.replace("eo", "o").replace("eu", "u");
    }
    latin
}

fn script(raw: &str) -> Script {
    match raw.chars().find(|letter| letter.is_alphabetic()) {
        Some('\u{0590}'..='\u{08FF}') => Script::Abjad,
        Some('\0'..='\u{024F}' | '\u{1E00}'..='\u{1EFF}') | None => Script::Latin,
        Some(_) => Script::Other,
    }
}

fn is_hangul(letter: char) -> bool {
    matches!(letter, '\u{AC00}'..='\u{D7AF}')
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’' | '‘' | '`' | '´' | '′' | '\u{02B0}'..='\u{02FF}')
}

fn is_hyphen(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}'..='\u{2015}' | '־')
}

/// Marks of direction, joiners and the like.
fn is_hidden(letter: char) -> bool {
    matches!(letter, '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | 'ـ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_names_apart() {
        let latin = |name: &str| read(name).words.iter().map(|word| word.latin.clone()).collect::<Vec<_>>().join(" ");
        let cases = [
            ("Mohammed Shia' al-Sudani", "mohammed shia al sudani"),
            ("ʿAbd al-ʿAzīz", "abd al aziz"),
            ("Sweden’s foreign ministry", "sweden foreign ministry"),
            ("U.S. Dept. of State", "us dept of state"),
            ("J.K. Rowling", "jk rowling"),
            ("محمد شياع السوداني", "mhmd shya swdany"),
            ("مُقْتَدَى الصَّدر", "mqtda sdr"),
            ("عبد الله", "bd allh"),
            ("Сергей Лавров", "sergey lavrov"),
            ("Łódź Ærø Örebro Ångström", "lodz aero orebro angstrom"),
            ("习近平", "xijinping"),
            ("...", ""),
            ("", ""),
        ];
        for (name, words) in cases {
            assert_eq!(latin(name), words, "{name}");
        }
    }

    #[test]
    fn sees_capitals_commas_and_hyphens() {
        let words = read("al-Sadr, MFA (U.S.)").words;
        let seen: Vec<_> = words.iter().map(|word| (word.joined, word.capitals, word.dotted, word.segment)).collect();
        assert_eq!(
            seen,
            [(false, false, false, 0), (true, false, false, 0), (false, true, false, 1), (false, true, true, 2)]
        );
    }

    #[test]
    fn looks_at_so_much_and_says_when_there_is_more() {
        let long = "ab ".repeat(MAX_WORDS + 1);
        let text = read(&long);
        assert_eq!((text.words.len(), text.cut), (MAX_WORDS, true));
        assert!(!read(long.trim_end().rsplit_once(' ').expect("many").0).cut);
        let text = read(&"a".repeat(MAX_LETTERS + 1));
        assert_eq!((text.words[0].latin.len(), text.cut), (MAX_LETTERS, true));
    }
}
