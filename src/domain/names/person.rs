//! A person's name: which of its words are titles, which are parts of the name, and where a country is told.
//!
//! There may be two readings, with what looks like a title and without it: `Prince` and `Major` are surnames too.

use super::{
    align::Part,
    sound::Sound,
    table,
    text::{Script, Text, Word},
};

/// A reading of a person's name.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// Its words without particles, the given name first where a comma tells.
    pub parts: Vec<Part>,
    /// `jr`, `sr`, `ii` and the like.
    pub generation: Option<String>,
    /// What was left out as titles and descriptions.
    pub titles: Vec<String>,
    /// The country that a title or description names.
    pub country: Option<&'static str>,
    /// Whether it was written family name, given name.
    pub inverted: bool,
}

/// The readings of a name, the one with everything first.
pub fn read(text: &Text) -> Vec<Reading> {
    let (words, inverted) = in_order(&text.words);
    let full = Reading { inverted, ..reading(&words) };
    let mut stripped = Reading::default();
    let words = without_descriptions(&text.words, &mut stripped);
    let (words, inverted) = in_order(&words);
    let words = without_origin(&words, &mut stripped);
    let words = without_titles(&words, &mut stripped);
    if stripped.titles.is_empty() || words.is_empty() {
        return vec![full];
    }
    let parts = reading(&words);
    vec![full, Reading { titles: stripped.titles, country: stripped.country, inverted, ..parts }]
}

/// `Sudani, Mohammed` as `Mohammed Sudani`.
fn in_order(words: &[Word]) -> (Vec<Word>, bool) {
    let first = words.first().map_or(0, |word| word.segment);
    let (before, after): (Vec<Word>, Vec<Word>) = words.iter().cloned().partition(|word| word.segment == first);
    if after.is_empty() || after.iter().all(|word| generation(word).is_some()) {
        return (words.to_vec(), false);
    }
    ([after, before].concat(), true)
}

/// Without parts after a comma or in brackets that describe: `(Iraq)`, `, Prime Minister of Iraq`.
fn without_descriptions(words: &[Word], reading: &mut Reading) -> Vec<Word> {
    let first = words.first().map_or(0, |word| word.segment);
    let parts = words.chunk_by(|one, two| one.segment == two.segment);
    let mut kept = Vec::new();
    for part in parts {
        if part[0].segment == first || !describes(part) {
            kept.extend_from_slice(part);
            continue;
        }
        reading.titles.extend(part.iter().map(|word| word.folded.clone()));
        let mut at = 0;
        while at < part.len() {
            let (length, country) = match table::longest(&part[at..]) {
                Some((length, sense)) => (length, sense.country.or(sense.adjective)),
                None => (1, table::code(&part[at])),
            };
            reading.country = reading.country.or(country);
            at += length;
        }
    }
    kept
}

/// Whether a part has a title, begins with whose somebody is, or is a country alone.
fn describes(part: &[Word]) -> bool {
    let Some((length, sense)) = table::longest(part) else { return false };
    let titled =
        || (length..part.len()).filter_map(|at| table::longest(&part[at..])).any(|(_, sense)| sense.is("title"));
    sense.is("title") || sense.adjective.is_some() || sense.country.is_some() && length == part.len() || titled()
}

/// Without `of Jordan` at the end.
fn without_origin(words: &[Word], reading: &mut Reading) -> Vec<Word> {
    for at in (1..words.len().saturating_sub(1)).rev() {
        let Some(country) = table::phrase(&words[at + 1..]).and_then(|sense| sense.country) else { continue };
        if words[at].folded == "of" {
            reading.country = Some(country);
            reading.titles.extend(words[at..].iter().map(|word| word.folded.clone()));
            return words[..at].to_vec();
        }
    }
    words.to_vec()
}

/// Without titles at the beginning: `Iraqi Prime Minister`, `Minister for Foreign Affairs of Sweden`.
fn without_titles(words: &[Word], reading: &mut Reading) -> Vec<Word> {
    let (mut at, mut end) = (0, 0);
    let mut country = None;
    // NATO Secretary General
    if words.len() > 1 && words[0].capitals && table::longest(&words[1..]).is_some_and(|(_, sense)| sense.is("title")) {
        at = 1;
    }
    while let Some((length, sense)) = table::longest(&words[at..]) {
        let begun = end > 0;
        if sense.is("title") {
            reading.country = reading.country.or(country);
            end = at + length;
        } else if begun && sense.is_role() {
            end = at + length;
        } else if begun && at > end && sense.country.is_some() {
            reading.country = reading.country.or(sense.country);
            end = at + length;
        } else if !begun && sense.country.or(sense.adjective).is_some() {
            country = sense.country.or(sense.adjective);
        } else if sense.adjective.is_none() && !sense.is("link") && (begun || !sense.is_role()) {
            break;
        }
        at += length;
    }
    if end == 0 || end >= words.len() {
        return words.to_vec();
    }
    let titles: Vec<_> = words[..end].iter().map(|word| word.folded.clone()).collect();
    reading.titles.splice(0..0, titles);
    words[end..].to_vec()
}

fn reading(words: &[Word]) -> Reading {
    let mut reading = Reading::default();
    let all_capitals = words.iter().all(|word| word.capitals || word.latin.len() < 2);
    let mut at = 0;
    while at < words.len() {
        let word = &words[at];
        let (first, last) = (reading.parts.is_empty(), at + 1 == words.len());
        at += 1;
        if let Some(generation) = generation(word).filter(|_| !first) {
            reading.generation = Some(generation.to_owned());
        } else if is_left_out(word, first) && !last {
            continue;
        } else if word.dotted || is_initials(word) && !all_capitals {
            reading.parts.extend(word.latin.chars().map(|letter| part(&letter.to_string(), word)));
        } else {
            let (latin, used) = glued(word, &words[at..]);
            at += used;
            match reading.parts.last_mut() {
                // Nasr Allah, Nur al-Din
                Some(before) if is_ending(&latin) && !before.initial => {
                    *before = part(&format!("{}{latin}", before.text()), word)
                }
                _ => reading.parts.push(part(&latin, word)),
            }
        }
    }
    reading
}

fn part(latin: &str, word: &Word) -> Part {
    let common = table::phrase(std::slice::from_ref(word)).is_some_and(|sense| sense.is("common"));
    let latin = compounded(latin);
    Part {
        sound: Sound::of(&latin, word.script == Script::Abjad),
        initial: latin.chars().count() == 1,
        inflects: false,
        weight: if common { 0.3 } else { 1.0 },
    }
}

/// Articles and the like; and words for son and daughter, but for `Ben` as a given name.
fn is_left_out(word: &Word, first: bool) -> bool {
    let Some(sense) = table::phrase(std::slice::from_ref(word)) else { return false };
    let arabic = matches!(word.latin.as_str(), "al" | "el" | "as" | "ash" | "ad" | "an" | "ar" | "at" | "az");
    if first { arabic } else { sense.is("particle") || sense.is("son") }
}

/// Two or three capitals without a vowel, as in `FW de Klerk`.
fn is_initials(word: &Word) -> bool {
    word.capitals && (2..=3).contains(&word.latin.len()) && !word.latin.contains(['a', 'e', 'i', 'o', 'u', 'y'])
}

fn is_ending(latin: &str) -> bool {
    matches!(latin, "allah" | "ullah" | "ollah" | "alla" | "allh" | "din" | "deen" | "dine" | "dyn")
}

/// `Abd` and `Abu` with the word after them, past an article; and how many words more that takes.
fn glued(word: &Word, after: &[Word]) -> (String, usize) {
    let servant = matches!(
        word.latin.as_str(),
        "abd" | "abdul" | "abdel" | "abdal" | "abdol" | "abdur" | "abder" | "abdus" | "abdoul"
    ) || word.script == Script::Abjad && word.latin == "bd";
    let father = matches!(word.latin.as_str(), "abu" | "abou" | "abo" | "aboo")
        || word.script == Script::Abjad && word.latin == "abw";
    if !servant && !father {
        return (word.latin.clone(), 0);
    }
    let skipped = usize::from(after.len() > 1 && is_left_out(&after[0], false));
    let Some(next) = after.get(skipped) else { return (word.latin.clone(), 0) };
    (format!("{}{}", if servant { "abd" } else { "abu" }, next.latin), skipped + 1)
}

/// One spelling for compounds with an article inside: `abdulrahman` and `abderrahman` are `abdrahman`, `nureddin` is
/// `nurdin`.
fn compounded(latin: &str) -> String {
    let mut latin = latin.to_owned();
    let letters = latin.as_bytes();
    if let [b'a', b'b', b'd', b'a' | b'e' | b'o' | b'u', letter, next, _, ..] = letters
        && (letter == next || *letter == b'l')
    {
        latin.replace_range(3..5, "");
    } else if latin.starts_with("abdoul") && latin.len() > 8 {
        latin.replace_range(3..6, "");
    }
    for ending in [
        "eddine", "eddin", "uddin", "addin", "ouddine", "oddin", "eldin", "aldin", "uddeen", "eddeen", "aldeen",
        "eldeen",
    ] {
        if let Some(stem) = latin.strip_suffix(ending)
            && stem.len() > 1
        {
            return format!("{stem}din");
        }
    }
    latin
}

fn generation(word: &Word) -> Option<&str> {
    match word.folded.as_str() {
        "jr" | "junior" | "jnr" => Some("jr"),
        "sr" | "senior" | "snr" => Some("sr"),
        roman @ ("ii" | "iii") => Some(roman),
        // Xi is a family name.
        roman
        @ ("i" | "iv" | "vi" | "vii" | "viii" | "ix" | "xi" | "xii" | "xiii" | "xiv" | "xv" | "xvi" | "xxiii")
            if word.capitals || word.upper && roman == "i" =>
        {
            Some(roman)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::names::text;

    fn readings(name: &str) -> Vec<String> {
        let parts = |reading: &Reading| reading.parts.iter().map(Part::text).collect::<Vec<_>>().join(" ");
        read(&text::read(name)).iter().map(parts).collect()
    }

    #[test]
    fn reads_particles_and_compounds() {
        let cases = [
            ("Mohammed Shia' al-Sudani", "mohammed shia sudani"),
            ("al-Sudani", "sudani"),
            ("Sudani, Mohammed", "mohammed sudani"),
            ("Abd al-Rahman", "abdrahman"),
            ("Abdul Rahman", "abdrahman"),
            ("Abdurrahman", "abdrahman"),
            ("Abdel-Fattah el-Sisi", "abdfattah sisi"),
            ("Nur al-Din", "nurdin"),
            ("Hassan Nasr Allah", "hassan nasrallah"),
            ("Mohammed bin Salman Al Saud", "mohammed salman saud"),
            ("Ben Wallace", "ben wallace"),
            ("F.W. de Klerk", "f w klerk"),
            ("عبد الله بن سلمان", "abdlh slman"),
            ("Donald Trump Jr.", "donald trump"),
        ];
        for (name, parts) in cases {
            assert_eq!(readings(name)[0], parts, "{name}");
        }
    }

    #[test]
    fn reads_titles_and_countries() {
        let cases = [
            ("Iraqi Prime Minister Mohammed al-Sudani", "mohammed sudani", Some("IQ")),
            ("H.E. Dr. Fuad Hussein", "fuad hussein", None),
            ("Minister for Foreign Affairs of Sweden Tobias Billström", "tobias billstrom", Some("SE")),
            ("King Abdullah II of Jordan", "abdlah", Some("JO")),
            ("Matti Lassila, Finland's ambassador to Iraq", "matti lassila", Some("FI")),
            ("Matti Lassila (ambassador of Finland)", "matti lassila", Some("FI")),
            ("President de Gaulle", "de gaulle", None),
        ];
        for (name, parts, country) in cases {
            assert_eq!(readings(name)[1], parts, "{name}");
            assert_eq!(read(&text::read(name))[1].country, country, "{name}");
        }
        assert_eq!(readings("Jordan Peterson").len(), 1);
        assert_eq!(readings("Prime Minister").len(), 1);
    }
}
