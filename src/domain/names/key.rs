//! Keys by which the parties are found that a name could be: two names that may be one share a key, nearly always, and
//! names with nothing in common share none.
//!
//! Keys are stored, as hashes ([`bearer_keys`]). Whoever changes what they are made of, in this file, in `sound`, `text`,
//! `person`, `organization` or the tables, counts [`NAME_KEYS`] up and adds a migration, be it an empty one: a server
//! that opens a database makes stored keys of another version anew, and one from before the change then refuses it.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

use super::{
    align::Part,
    organization, person,
    sound::Sound,
    table,
    text::{self, Word},
};

/// The version of the rule by which keys are made.
pub const NAME_KEYS: u32 = 1;

/// Keys of a name at most.
pub const MOST_KEYS: usize = 16;

/// Letters of a skeleton in a key.
const LETTERS: usize = 12;

/// The keys of a name, in order and each once, at most [`MOST_KEYS`]. A name of no letters and digits has none.
///
/// Each begins with its sort: `w:` how a word sounds, `b:` how the beginning of a name of one or two words does, `t:`
/// its end, `a:` an acronym or what a name's would be, `c:` how all words sound as one, `r:` a kind of body and what
/// it is concerned with, `n:` a country where it is all that is named.
pub fn keys(name: &str) -> Vec<String> {
    let mut text = text::read(name);
    let mut keys = Keys::default();
    let organization = organization::read(&text);
    if !organization.legal.is_empty() {
        text.words.retain(|word| !organization.legal.contains(&word.folded));
    }
    let readings = person::read(&text);
    let role = [&organization.types[..], &organization.fields[..]].concat().join("+");
    keys.add("r", &role);
    if organization.is_country_only() {
        organization.owners.iter().for_each(|code| keys.add("n", code));
    }
    organization.acronym.iter().chain(&organization.initials).for_each(|letters| keys.add("a", letters));
    let parts = readings.last().map_or(&[][..], |reading| &reading.parts);
    let whole: String = parts.iter().map(|part| part.text()).collect();
    keys.add("c", &short(&Sound::of(&whole, parts.iter().any(|part| part.sound.is_open())).skeleton()));
    let country = organization.parts.is_empty() && !organization.owners.is_empty();
    let mut telling = telling(&text.words, !role.is_empty() || country);
    if telling.is_empty() && role.is_empty() && !country {
        // World Bank: nothing but words that many have.
        telling = text.words.iter().filter(|word| word.latin.len() > 3).collect();
    }
    // What persons' names have put together: Abd al-Rahman.
    let alone = |part: &&Part| part.initial || text.words.iter().any(|word| word.latin == part.text());
    let mut sounds: Vec<&Sound> = parts.iter().filter(|part| !alone(part)).map(|part| &part.sound).collect();
    sounds.extend(telling.iter().map(|word| &word.sound));
    for sound in &sounds {
        keys.word(sound);
    }
    if telling.len() <= 2 {
        for sound in sounds.iter().take(2) {
            keys.ends(&sound.skeleton());
        }
    }
    keys.0
}

/// The keys of a name as they are stored, in the order of [`keys`].
pub fn stored_keys(name: &str) -> Vec<i64> {
    keys(name).iter().map(|key| stored(key)).collect()
}

/// The keys, as they are stored, by which somebody with these names is found.
pub fn bearer_keys<'n>(names: impl IntoIterator<Item = &'n str>) -> BTreeSet<i64> {
    names.into_iter().flat_map(stored_keys).collect()
}

/// The beginning of a key's SHA-256. Should two keys ever have the same, there is a candidate more to judge.
fn stored(key: &str) -> i64 {
    let mut first = [0; 8];
    first.copy_from_slice(&Sha256::digest(key)[..8]);
    i64::from_be_bytes(first)
}

#[derive(Default)]
struct Keys(Vec<String>);

impl Keys {
    fn add(&mut self, sort: &str, key: &str) {
        let key = format!("{sort}:{key}");
        if key.len() > sort.len() + 1 && self.0.len() < MOST_KEYS && !self.0.contains(&key) {
            self.0.push(key);
        }
    }

    fn word(&mut self, sound: &Sound) {
        for skeleton in std::iter::once(sound.skeleton()).chain(sound.other_skeleton()) {
            // Of words without consonants, and of one, too many sound alike.
            if skeleton.len() < 2 { self.add("w", &sound.latin) } else { self.add("w", &short(&skeleton)) }
        }
    }

    /// Beginning and end, for a slip in the middle.
    fn ends(&mut self, skeleton: &str) {
        if skeleton.len() > 3 {
            self.add("b", &skeleton[..3]);
            self.add("t", &skeleton[skeleton.len() - 3..]);
        }
    }
}

fn short(skeleton: &str) -> String {
    skeleton.chars().take(LETTERS).collect()
}

/// The name's own words: no title, particle, legal form or role. Of a body with a role, no country either; but persons
/// are called `al-Sudani` and `Jordan`.
fn telling(words: &[Word], role: bool) -> Vec<&Word> {
    let mut told = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let (length, sense) = table::longest(&words[at..]).unzip();
        let length = length.unwrap_or(1);
        let silent = sense.is_some_and(|sense| {
            let sorts = ["stop", "legal", "title", "particle", "son", "generic"];
            let country = sense.country.or(sense.adjective).is_some();
            sense.is_role() || role && country || sorts.into_iter().any(|sort| sense.is(sort))
        });
        if !silent {
            told.extend(words[at..at + length].iter().filter(|word| word.latin.len() > 1));
        }
        at += length;
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shared(one: &str, two: &str) -> bool {
        let two = keys(two);
        keys(one).iter().any(|key| two.contains(key))
    }

    #[test]
    fn keys_stay_as_they_are() {
        let cases: [(&str, &[&str]); 8] = [
            ("", &[]),
            ("Salwan Momika", &["a:sm", "c:slnmk", "w:sln", "w:slfn", "w:mk"]),
            ("محمد شياع السوداني", &["a:mss", "c:mdsdn", "w:md", "w:shya", "w:sdn"]),
            ("Ministry of Foreign Affairs of Sweden", &["r:ministry+foreign", "a:mofaos", "a:mfs", "c:mnstrfrknfrs"]),
            ("UNAMI", &["a:unami", "c:anm", "w:anm"]),
            ("Kingdom of Sweden", &["n:SE", "a:kos", "a:ks", "c:knkdm"]),
            ("World Bank", &["a:wb", "c:frldbnk", "w:frld", "w:bnk", "b:frl", "t:rld"]),
            ("E. Macron", &["a:em", "c:amkrn", "w:mkrn", "b:mkr", "t:krn"]),
        ];
        for (name, expected) in cases {
            assert_eq!(keys(name), expected, "{name}: a change here is a new NAME_KEYS");
        }
    }

    #[test]
    fn names_of_one_share_a_key_and_others_do_not() {
        assert!(shared("Muqtada al-Sadr", "مقتدى الصدر"));
        assert!(shared("FM Sweden", "Utrikesdepartementet"));
        assert!(shared("UNAMI", "United Nations Assistance Mission for Iraq"));
        assert!(shared("SE", "Kingdom of Sweden"));
        assert!(!shared("Salwan Momika", "Tobias Billström"));
        assert!(!shared("Swedish MFA", "Ministry of Defence of Sweden"));
    }

    #[test]
    fn stored_keys_are_those_of_all_names() {
        assert_eq!(stored_keys("Salwan Momika")[0], 3_580_454_964_926_423_939);
        let both = bearer_keys(["Salwan Momika", "سلوان موميكا"]);
        assert!(stored_keys("Salwan Momika").iter().all(|key| both.contains(key)));
        assert_eq!(bearer_keys([]).len(), 0);
    }

    #[test]
    fn there_are_few() {
        let many: String = ('a'..='z').map(|letter| format!("{letter}x{letter}b{letter}d ")).collect();
        assert_eq!(keys(&many).len(), MOST_KEYS);
    }
}
