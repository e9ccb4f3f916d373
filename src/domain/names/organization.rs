//! An organization's name: what kind of body it says, what it is concerned with, whose it is, where, and the words
//! that are its own.

use super::{
    align::Part,
    table::{self, Sense},
    text::{Script, Text, Word},
};

/// How much a word tells that many organizations have in their names.
const GENERIC: f64 = 0.35;

/// A reading of an organization's name.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// Kinds of body: `ministry`, `embassy`.
    pub types: Vec<&'static str>,
    /// What it is concerned with: `foreign`.
    pub fields: Vec<&'static str>,
    /// Countries that it is of, ISO 3166-1 alpha-2.
    pub owners: Vec<&'static str>,
    /// The country that it is of where the kind of body alone tells: only one has a Knesset.
    implied: Option<&'static str>,
    /// The country where a mission is.
    pub host: Option<&'static str>,
    /// The other words.
    pub parts: Vec<Part>,
    /// Legal forms that were left out.
    pub legal: Vec<String>,
    /// The first letters of its words: with and without those that are often left out. Empty for a single word.
    pub initials: Vec<String>,
    /// Whether it is one word, all in capitals.
    pub capitals: bool,
    /// The name where it may be an acronym.
    pub acronym: Option<String>,
}

impl Reading {
    /// Whether it says nothing but what kind of body it is, and whose.
    pub fn is_role_only(&self) -> bool {
        self.parts.iter().all(|part| part.weight < 1.0)
    }

    /// Whether it is the name of a country alone.
    pub fn is_country_only(&self) -> bool {
        !self.owners.is_empty()
            && self.parts.is_empty()
            && self.fields.is_empty()
            && self.types.iter().all(|name| *name == "state")
    }

    fn is_mission(&self) -> bool {
        self.types.iter().any(|name| matches!(*name, "embassy" | "consulate" | "mission"))
    }
}

/// Reads a name.
pub fn read(text: &Text) -> Reading {
    let words = &text.words;
    let mut reading = Reading {
        initials: initials(words),
        acronym: acronym(words),
        capitals: words.len() == 1 && words[0].capitals,
        ..Reading::default()
    };
    let mut capitals = None;
    let mut at = 0;
    while at < words.len() {
        let (length, sense) = table::longest(&words[at..]).unzip();
        let length = length.unwrap_or(1);
        let here = at > 0 && is_place_word(&words[at - 1]);
        match sense {
            // Co-operation
            Some(sense)
                if sense.is("legal") && !sense.is_role() && words.get(at + 1).is_some_and(|word| word.joined) =>
            {
                unknown(&mut reading, &words[at]);
            }
            Some(sense) => capitals = capitals.or(understood(&mut reading, sense, &words[at..at + length], here)),
            None => unknown(&mut reading, &words[at]),
        }
        at += length;
    }
    finish(&mut reading, words, capitals);
    reading
}

/// Takes up a phrase that means something; gives the country and the words if it is a capital.
fn understood<'a>(
    reading: &mut Reading,
    sense: &Sense,
    words: &'a [Word],
    here: bool,
) -> Option<(&'static str, &'a [Word])> {
    if let Some(country) = sense.country.or(sense.adjective) {
        if here && reading.host.is_none() {
            reading.host = Some(country);
        } else {
            add(&mut reading.owners, country);
        }
    } else if sense.is_role() {
        sense.types.iter().for_each(|name| add(&mut reading.types, name));
        sense.fields.iter().for_each(|name| add(&mut reading.fields, name));
        reading.implied = reading.implied.or(sense.owner);
    } else if sense.capital.is_some() {
        return sense.capital.map(|country| (country, words));
    } else if sense.is("legal") && !reading.parts.is_empty() {
        reading.legal.push(words.iter().map(|word| word.folded.as_str()).collect::<Vec<_>>().join(" "));
    } else if !sense.is("stop") {
        let weight = if sense.is("generic") { GENERIC } else { 1.0 };
        reading.parts.extend(words.iter().map(|word| part(word, weight)));
    }
    None
}

fn unknown(reading: &mut Reading, word: &Word) {
    let weight = if word.latin.len() < 3 && word.script == Script::Latin { 0.5 } else { 1.0 };
    reading.parts.push(part(word, weight));
}

/// What can be told only when all words are known.
fn finish(reading: &mut Reading, words: &[Word], capital: Option<(&'static str, &[Word])>) {
    // MFA SE, and SE alone; but Volvo SE is a legal form.
    let role = !reading.types.is_empty() || !reading.fields.is_empty();
    if reading.owners.is_empty()
        && (role || words.len() == 1)
        && let Some((at, code)) = words.iter().enumerate().find_map(|(at, word)| Some((at, table::code(word)?)))
        && table::longest(&words[at..]).is_none_or(|(_, sense)| !sense.is_role())
    {
        reading.owners.push(code);
        reading.legal.clear();
        reading.parts.retain(|part| part.text() != words[at].latin);
    }
    if let Some((country, words)) = capital {
        if reading.is_mission() && reading.host.is_none() {
            reading.host = Some(country);
        } else if !reading.is_mission() {
            reading.parts.extend(words.iter().map(|word| part(word, 1.0)));
        }
    }
    if reading.is_mission() {
        // Swedish embassy Iraq
        if reading.host.is_none() && reading.owners.len() == 2 {
            reading.host = reading.owners.pop();
        }
    } else if let Some(host) = reading.host.take() {
        add(&mut reading.owners, host);
    }
    if reading.owners.is_empty() {
        reading.owners.extend(reading.implied);
    }
    reading.types.sort_unstable();
    reading.fields.sort_unstable();
    reading.owners.sort_unstable();
}

fn add(names: &mut Vec<&'static str>, name: &'static str) {
    if !names.contains(&name) {
        names.push(name);
    }
}

fn part(word: &Word, weight: f64) -> Part {
    Part { sound: word.sound.clone(), initial: false, inflects: true, weight }
}

fn is_place_word(word: &Word) -> bool {
    matches!(
        word.folded.as_str(),
        "in" | "at" | "to" | "i" | "en" | "au" | "aux" | "im" | "bei" | "till" | "في" | "لدي" | "в" | "در"
    )
}

/// First letters: of all words, and without those that are left out of names; articles never count.
fn initials(words: &[Word]) -> Vec<String> {
    let counted: Vec<&Word> = words
        .iter()
        .filter(|word| (!word.joined || word.upper) && !matches!(word.latin.as_str(), "the" | "al" | "el" | ""))
        .collect();
    if counted.len() < 2 {
        return Vec::new();
    }
    let letter = |word: &&&Word| word.latin.chars().next();
    let sense = |word: &Word| table::phrase(std::slice::from_ref(word));
    let all: String = counted.iter().filter_map(|word| letter(&word)).collect();
    let told = |word: &&&Word| sense(word).is_none_or(|sense| !sense.is("stop") || sense.is("generic"));
    let short: String = counted.iter().filter(told).filter_map(|word| letter(&word)).collect();
    let named = |word: &&&Word| told(word) && sense(word).is_none_or(|sense| !sense.is("legal"));
    let bare: String = counted.iter().filter(named).filter_map(|word| letter(&word)).collect();
    let mut initials = vec![all, short, bare];
    initials.dedup();
    initials.retain(|letters| letters.len() > 1);
    initials
}

/// The only word, if it is short and all letters.
fn acronym(words: &[Word]) -> Option<String> {
    let [word] = words else { return None };
    let short = (2..=8).contains(&word.latin.len()) && word.latin.bytes().all(|letter| letter.is_ascii_alphabetic());
    (short && word.script == Script::Latin && (word.capitals || word.latin.len() <= 5)).then(|| word.latin.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::names::text;

    fn seen(name: &str) -> String {
        let reading = read(&text::read(name));
        let parts: Vec<_> = reading.parts.iter().map(Part::text).collect();
        format!(
            "{}/{}/{}/{}/{}",
            reading.types.join(" "),
            reading.fields.join(" "),
            reading.owners.join(" "),
            reading.host.unwrap_or_default(),
            parts.join(" ")
        )
    }

    #[test]
    fn reads_roles_countries_and_words() {
        let foreign = "ministry/foreign/SE//";
        let cases = [
            ("Ministry of Foreign Affairs of Sweden", foreign),
            ("Ministry for Foreign Affairs (Sweden)", foreign),
            ("Swedish MFA", foreign),
            ("FM Sweden", foreign),
            ("MFA SE", foreign),
            ("Sweden's foreign ministry", foreign),
            ("Utrikesdepartementet", foreign),
            ("وزارة الخارجية السويدية", foreign),
            ("Embassy of Sweden in Iraq", "embassy//SE/IQ/"),
            ("Swedish Embassy in Baghdad", "embassy//SE/IQ/"),
            ("Embassy of Sweden, Baghdad", "embassy//SE/IQ/"),
            ("Swedish embassy Iraq", "embassy//SE/IQ/"),
            ("Iraqi embassy in Stockholm", "embassy//IQ/SE/"),
            ("PM's office", "office/prime-minister///"),
            ("Kingdom of Sweden", "//SE//"),
            ("SE", "//SE//"),
            ("Telefonaktiebolaget LM Ericsson", "////telefonaktiebolaget lm ericsson"),
            ("Ericsson AB", "////ericsson"),
            ("Baghdad Police", "police////baghdad"),
            ("Riksdagen", "parliament//SE//"),
        ];
        for (name, reading) in cases {
            assert_eq!(seen(name), reading, "{name}");
        }
    }

    #[test]
    fn takes_first_letters() {
        let initials = |name: &str| read(&text::read(name)).initials;
        assert_eq!(initials("United Nations Assistance Mission for Iraq"), ["unamfi", "unami"]);
        assert_eq!(initials("Hezbollah"), Vec::<String>::new());
        assert_eq!(read(&text::read("UNAMI")).acronym.as_deref(), Some("unami"));
        assert_eq!(read(&text::read("Hezbollah")).acronym, None);
    }
}
