//! Who could this name be? How well a name as typed fits the names of a person or organization, and why.
//!
//! Nothing here reads or writes. A caller finds candidates by a key that they share with the query ([`keys`]), has each
//! judged by [`Query::judge`], and shows those that score [`THRESHOLD`] or more. [`Match::reasons`] say why, for people
//! and for programs.
//!
//! # How
//!
//! `text` takes a name apart into words in Latin letters. `person` and `organization` read them, by the `table`s of
//! countries, roles, titles and other words: a typed name can be either, so a query is read as both, and compared as
//! what the candidate is. `align` finds which words are the same, by `sound` and by slips in typing (`alike`), and
//! `person_match` and `organization_match` judge what that comes to.
//!
//! Persons: words that both names have alone make them two people, and so does a lacking given name, for then it may
//! be the father; middle names, patronymics and second family names may be lacking. One word alone scores at most 0.5
//! against a fuller name. Organizations: what kind of body it is, whose it is and where must not contradict; an
//! embassy has a sender and a host. A role without a country is below the threshold unless the country is known from
//! elsewhere.
//!
//! A name in another script scores a little less, for what a script does not write cannot contradict: of two names that
//! fit, the one in the same script is told.
//!
//! Countries known from elsewhere raise a person's score a little where they agree and lower it where they differ; an
//! organization that says no country of its own is taken to be of the one that is known.
//!
//! Cost is bounded: [`MAX_LETTERS`] letters and [`MAX_WORDS`] words of a name are looked at, and [`Reason::Cut`] says
//! when there was more.
//!
//! # How well
//!
//! Measured on the labelled pairs of `tests/data/names.csv`, of which the rules have seen two thirds, at the threshold
//! 0.6; keys are the pairs of one bearer that share one. `cargo test --test it names::names -- --nocapture` prints it anew.
//!
//! | pairs | of them different | precision | recall | keys |
//! |---|---|---|---|---|
//! | 544 developed on | 256 | 0.976 | 0.983 | 1.000 |
//! | 271 held out | 130 | 0.977 | 0.915 | 1.000 |
//! | held out: 164 of persons | 76 | 0.988 | 0.920 | 1.000 |
//! | held out: 107 of organizations | 54 | 0.960 | 0.906 | 1.000 |
//!
//! The pairs are hard ones: the different are mostly near misses, so shares of everyday names will be better. One
//! author made pairs and rules.
//!
//! # What it cannot
//!
//! - Translations that the tables lack (`Svenska Röda Korset`), nicknames (`Bill` for `William`), readings of Japanese
//!   names in Chinese characters. An alias in the data helps.
//! - Two people of one name, and names that contain another's: `Martin Luther`, `Martin Luther King`.
//! - Acronyms of several bodies: `NATO` fits `North American Trade Office`, and says so by [`Reason::Acronym`].
//! - `سالم` and `سلام` against Latin spellings: what long vowels tell is lost where the other side has short ones.

mod align;
mod alike;
mod key;
mod organization;
mod organization_match;
mod person;
mod person_match;
mod reason;
mod sound;
mod table;
mod text;

use entity::value::{NameKind, OrganizationKind};

use super::fold::fold;
pub use key::{MOST_KEYS, NAME_KEYS, bearer_keys, keys, stored_keys};
pub use reason::Reason;
pub use text::{MAX_LETTERS, MAX_WORDS};

/// The score from which on a candidate is one, unless somebody asks for another.
pub const THRESHOLD: f64 = 0.6;

/// What the score is multiplied by if the countries differ.
const OTHER_COUNTRY: f64 = 0.82;
/// What the score is multiplied by if the scripts differ: what one of them does not write cannot contradict.
const OTHER_SCRIPT: f64 = 0.98;
/// What the score is multiplied by if the name is too common to tell.
const WEAK: f64 = 0.85;

/// What a candidate is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bearer {
    /// A person.
    Person,
    /// An organization, and of what kind.
    Organization(OrganizationKind),
}

/// A name of a candidate. Its script is seen from its letters, and its language is of no matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name<'a> {
    /// As recorded.
    pub value: &'a str,
    /// What it is to its bearer.
    pub kind: NameKind,
}

/// Who is compared with a query.
#[derive(Clone, Copy, Debug)]
pub struct Candidate<'a> {
    /// What it is.
    pub bearer: Bearer,
    /// All its names.
    pub names: &'a [Name<'a>],
    /// Its country, ISO 3166-1 alpha-2 in capitals; `None` if not known.
    pub country: Option<&'a str>,
}

/// How well a query fits a candidate.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// From 0, nothing in common, to 1, the same name.
    pub score: f64,
    /// Which of the candidate's names fits best.
    pub name: usize,
    /// Why, for and against.
    pub reasons: Vec<Reason>,
}

/// A name that is looked for. Reading it once serves all candidates.
#[derive(Clone, Debug)]
pub struct Query {
    name: Read,
    country: Option<String>,
}

/// A name read in the ways that are needed.
#[derive(Clone, Debug)]
struct Read {
    folded: String,
    typed: String,
    cut: bool,
    scripts: Vec<text::Script>,
    person: Vec<person::Reading>,
    organization: organization::Reading,
}

/// What comes of comparing two readings.
#[derive(Clone, Debug, Default)]
struct Judgement {
    score: f64,
    reasons: Vec<Reason>,
    /// Countries that the names tell.
    countries: [Option<&'static str>; 2],
    /// Whether countries are in the score already.
    settles_countries: bool,
}

impl Read {
    fn of(name: &str, person: bool, organization: bool) -> Read {
        let text = text::read(name);
        let mut scripts: Vec<_> = text.words.iter().map(|word| word.script).collect();
        scripts.dedup();
        Read {
            folded: fold(name),
            typed: name.trim().to_owned(),
            cut: text.cut,
            scripts,
            person: if person { person::read(&text) } else { Vec::new() },
            organization: if organization { organization::read(&text) } else { organization::Reading::default() },
        }
    }
}

impl Query {
    /// A name as typed; `country` is where its bearer is known to belong, ISO 3166-1 alpha-2 in capitals.
    pub fn new(name: &str, country: Option<&str>) -> Query {
        Query { name: Read::of(name, true, true), country: country.map(str::to_owned) }
    }

    /// How well the query fits a candidate: by its best name, the first of several. `None` if it has no names.
    pub fn judge(&self, candidate: &Candidate) -> Option<Match> {
        let person = candidate.bearer == Bearer::Person;
        let kinds = kinds_of(candidate.bearer);
        let mut best: Option<Match> = None;
        for (at, name) in candidate.names.iter().enumerate() {
            let mut read = Read::of(name.value, person, !person);
            read.organization.capitals |= name.kind == NameKind::Acronym;
            let countries = [self.country.as_deref(), candidate.country];
            let mut judged = judge(&self.name, &read, person, countries, [&[], kinds]);
            match name.kind {
                NameKind::Weak => {
                    judged.score *= WEAK;
                    judged.reasons.push(Reason::Weak);
                }
                NameKind::Previous => judged.reasons.push(Reason::Former),
                NameKind::Primary | NameKind::Alias | NameKind::Acronym => {}
            }
            if best.as_ref().is_none_or(|best| judged.score > best.score) {
                best = Some(Match { score: judged.score, name: at, reasons: judged.reasons });
            }
        }
        best
    }
}

/// Compares two names of persons, or of organizations, by themselves. Which of the two comes first changes nothing but
/// the order in which reasons name them.
pub fn compare(one: &str, two: &str, person: bool) -> Match {
    let judged =
        judge(&Read::of(one, person, !person), &Read::of(two, person, !person), person, [None, None], [&[], &[]]);
    Match { score: judged.score, name: 0, reasons: judged.reasons }
}

fn judge(one: &Read, two: &Read, person: bool, countries: [Option<&str>; 2], kinds: [&[&'static str]; 2]) -> Judgement {
    if one.folded == two.folded && (one.typed == two.typed || !one.folded.is_empty()) && !one.typed.is_empty() {
        let reason = if one.typed == two.typed { Reason::SameName } else { Reason::SameLetters };
        let same = Judgement { score: 1.0, reasons: vec![reason], ..Judgement::default() };
        let elsewhere = !person && matches!(countries, [Some(first), Some(second)] if first != second);
        if !elsewhere {
            return with_countries(same, countries);
        }
        // Every country has a Ministry of Foreign Affairs.
        let mut judged = organization_match::judge(&one.organization, &two.organization, countries, kinds);
        judged.reasons.splice(0..0, same.reasons);
        return judged;
    }
    // Always in the same order, so that ties fall the same way.
    if two.typed < one.typed {
        let [first, second] = countries;
        return judge(two, one, person, [second, first], [kinds[1], kinds[0]]);
    }
    let mut judged = if person {
        person_match::judge(&one.person, &two.person)
    } else {
        organization_match::judge(&one.organization, &two.organization, countries, kinds)
    };
    if judged.score > 0.0 && one.scripts != two.scripts {
        judged.reasons.push(Reason::Script);
        judged.score *= OTHER_SCRIPT;
    }
    if judged.score > 0.0 && judged.reasons.is_empty() {
        judged.reasons.push(Reason::SameWords);
    }
    if one.cut || two.cut {
        judged.reasons.push(Reason::Cut);
    }
    let mut judged = if judged.settles_countries { judged } else { with_countries(judged, countries) };
    judged.score = judged.score.clamp(0.0, 0.99);
    judged
}

/// Lets countries weigh that are known, or that a title names.
fn with_countries(mut judged: Judgement, known: [Option<&str>; 2]) -> Judgement {
    let [Some(first), Some(second)] = [0, 1].map(|side| known[side].or(judged.countries[side])) else {
        return judged;
    };
    if judged.score == 0.0 {
        return judged;
    }
    if first == second {
        judged.reasons.push(Reason::Country(first.to_owned()));
        judged.score += (1.0 - judged.score) * 0.1;
    } else {
        judged.reasons.push(Reason::OtherCountry(first.to_owned(), second.to_owned()));
        judged.score *= OTHER_COUNTRY;
    }
    judged
}

/// What kind of body a recorded kind is, in the words of the table of roles; empty where it says nothing of names.
fn kinds_of(bearer: Bearer) -> &'static [&'static str] {
    let Bearer::Organization(kind) = bearer else { return &[] };
    match kind {
        OrganizationKind::State => &["state"],
        OrganizationKind::Government => &["government"],
        OrganizationKind::Ministry => &["ministry"],
        OrganizationKind::DiplomaticMission => &["embassy", "consulate", "mission"],
        OrganizationKind::Legislature => &["parliament", "senate"],
        OrganizationKind::Court => &["court"],
        OrganizationKind::SecurityForce => &["police", "army", "navy", "air-force"],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(query: &Query, bearer: Bearer, names: &[(&str, NameKind)], country: &str) -> Match {
        let names: Vec<_> = names.iter().map(|(value, kind)| Name { value, kind: *kind }).collect();
        query.judge(&Candidate { bearer, names: &names, country: Some(country) }).expect("it has names")
    }

    #[test]
    fn the_best_name_counts_and_is_told() {
        let names = [
            ("Ministry of Foreign Affairs", NameKind::Primary),
            ("Utrikesdepartementet", NameKind::Alias),
            ("UD", NameKind::Acronym),
        ];
        let bearer = Bearer::Organization(OrganizationKind::Ministry);
        let found = judged(&Query::new("utrikesdepartementet", None), bearer, &names, "SE");
        assert_eq!((found.name, found.score, &found.reasons[..]), (1, 1.0, &[Reason::SameLetters][..]));
        let found = judged(&Query::new("Swedish foreign ministry", None), bearer, &names, "SE");
        assert!(found.score > 0.9 && found.reasons.contains(&Reason::Country("SE".to_owned())), "{found:?}");
        assert!(judged(&Query::new("UB", None), bearer, &names, "SE").score < THRESHOLD);
        assert_eq!(Query::new("x", None).judge(&Candidate { bearer, names: &[], country: None }), None);
    }

    #[test]
    fn kinds_of_names_count() {
        let query = Query::new("Momika Salwan", None);
        let score = |kind| judged(&query, Bearer::Person, &[("Salwan Momika", kind)], "IQ");
        assert!(score(NameKind::Weak).score < score(NameKind::Primary).score);
        assert!(score(NameKind::Previous).reasons.contains(&Reason::Former));
        assert!(score(NameKind::Primary).reasons.contains(&Reason::Order));
    }

    #[test]
    fn countries_from_elsewhere_count() {
        let name = [("Ministry of Foreign Affairs", NameKind::Primary)];
        let bearer = Bearer::Organization(OrganizationKind::Ministry);
        let score = |country| judged(&Query::new("Ministry of Foreign Affairs", country), bearer, &name, "SE").score;
        assert_eq!([score(Some("SE")), score(None)], [1.0, 1.0]);
        assert!(score(Some("IQ")) < THRESHOLD, "every country has one");
        let person = [("Mohammed al-Sudani", NameKind::Primary)];
        let score = |country| judged(&Query::new("Muhammad al-Soudani", country), Bearer::Person, &person, "IQ").score;
        assert!(score(Some("IQ")) > score(None) && score(None) > score(Some("SD")));
        let titled = |query| judged(&Query::new(query, None), Bearer::Person, &person, "IQ");
        assert!(titled("Iraqi PM Muhammad al-Soudani").reasons.contains(&Reason::Country("IQ".to_owned())));
    }

    #[test]
    fn a_recorded_kind_contradicts_a_named_one() {
        let score = |kind| {
            let bearer = Bearer::Organization(kind);
            judged(&Query::new("Swedish government", None), bearer, &[("Sweden", NameKind::Primary)], "SE").score
        };
        assert!(score(OrganizationKind::State) < THRESHOLD);
    }

    #[test]
    fn nothing_is_not_alike() {
        for person in [true, false] {
            assert_eq!(compare("", "", person).score, 0.0);
            assert_eq!(compare("", "Iraq", person).score, 0.0);
            assert_eq!(compare("!!", "??", person).score, 0.0);
            assert_eq!(compare("!!", "!!", person).score, 1.0);
        }
    }

    #[test]
    fn very_long_names_say_that_they_were_cut() {
        let long = "Mohammed Shia ".repeat(40);
        let found = compare(&long, "Mohammed Shia al-Sudani", true);
        assert!(found.reasons.contains(&Reason::Cut), "{found:?}");
        assert!(!compare("Mohammed Shia", "Mohammed al-Sudani", true).reasons.contains(&Reason::Cut));
    }
}
