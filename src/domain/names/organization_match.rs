//! Whether two names may be one organization's.
//!
//! What kind of body each says, whose it is and where must not contradict; what it is concerned with and the words of
//! its own must be mostly the same, words that many organizations share counting little.

use super::{
    Judgement,
    align::{Pair, align, alone},
    alike::Likeness,
    organization::Reading,
    reason::Reason,
};

/// The most where kinds of body differ, or countries.
const CONTRADICTED: f64 = 0.3;
/// The most where only what many bodies are called agrees.
const BARE: f64 = 0.55;
/// What the score is multiplied by where only one says what kind of body it is.
const ONE_ROLE: f64 = 0.85;
/// Where only one says of which country, and nobody knows it of the other.
const ONE_COUNTRY: f64 = 0.88;
/// Where one says more countries than the other.
const FEWER_COUNTRIES: f64 = 0.8;
/// Where only one says in which country a mission is.
const ONE_HOST: f64 = 0.65;
/// Where words of their own agree, and the countries that are known of their bearers do not.
const ELSEWHERE: f64 = 0.8;
/// The same for an acronym.
const ACRONYM_ELSEWHERE: f64 = 0.7;

/// What an acronym scores by the number of its letters: the fewer, the more bodies have them.
fn acronym_score(letters: usize) -> f64 {
    match letters {
        2 => 0.62,
        3 => 0.72,
        _ => 0.85,
    }
}

/// Compares two names; `countries` are known from elsewhere, `kinds` what kind of body each is known to be.
pub fn judge(one: &Reading, two: &Reading, countries: [Option<&str>; 2], kinds: [&[&'static str]; 2]) -> Judgement {
    let mut judged = Judgement { settles_countries: true, ..Judgement::default() };
    if let Some(letters) = acronym(one, two).or_else(|| acronym(two, one)) {
        judged.score = acronym_score(letters.len());
        judged.reasons.push(Reason::Acronym(letters));
        owners(&mut judged, one, two, countries, true);
        return judged;
    }
    // Acronyms that differ in a letter are two.
    if let (Some(first), Some(second)) = (&one.acronym, &two.acronym)
        && (one.capitals || two.capitals)
        && first != second
        && first.len().min(second.len()) <= 5
        && one.owners.is_empty()
        && two.owners.is_empty()
    {
        judged.reasons.push(Reason::Against(vec![first.clone()], vec![second.clone()]));
        return judged;
    }
    judged.score = shared(&mut judged.reasons, one, two);
    for side in [one, two].into_iter().filter(|side| !side.legal.is_empty()) {
        judged.reasons.push(Reason::LegalForm(side.legal.clone()));
    }
    if judged.score == 0.0 {
        return judged;
    }
    roles(&mut judged, one, two, kinds);
    owners(&mut judged, one, two, countries, false);
    hosts(&mut judged, one, two);
    judged
}

fn acronym(short: &Reading, long: &Reading) -> Option<String> {
    // MFA is a ministry, whatever else it may be.
    let role = !short.types.is_empty() || !short.fields.is_empty();
    short.acronym.clone().filter(|letters| !role && long.initials.contains(letters))
}

/// How much of what both say is the same: fields and words by weight.
fn shared(reasons: &mut Vec<Reason>, one: &Reading, two: &Reading) -> f64 {
    let pairs = align(&one.parts, &two.parts).into_iter().filter(|pair| is_near_enough(pair, one, two));
    let pairs: Vec<_> = pairs.collect();
    let weight = |pair: &Pair| pair.weight(&one.parts, &two.parts);
    let fields = one.fields.iter().filter(|field| two.fields.contains(field)).count() as f64;
    let alike = fields + pairs.iter().map(|pair| pair.alike * weight(pair)).sum::<f64>();
    let matched = fields + pairs.iter().map(weight).sum::<f64>();
    let (left, only_one) = left_over(one, two, pairs.iter().map(|pair| pair.one));
    let (right, only_two) = left_over(two, one, pairs.iter().map(|pair| pair.two));
    reasons.extend(pairs.iter().filter_map(|pair| pair.reason(&one.parts, &two.parts)));
    match (only_one.is_empty(), only_two.is_empty()) {
        (false, false) => reasons.push(Reason::Against(only_one, only_two)),
        (false, true) => reasons.push(Reason::Lacking(only_one)),
        (true, false) => reasons.push(Reason::Lacking(only_two)),
        (true, true) => {}
    }
    if !pairs.is_sorted_by_key(|pair| pair.two.0) {
        reasons.push(Reason::Order);
    }
    if matched + left + right == 0.0 {
        // Nothing but kinds of body and countries.
        let types = one.types == two.types && !one.types.is_empty();
        let owners = one.owners == two.owners && !one.owners.is_empty();
        return if types || owners { 1.0 } else { 0.0 };
    }
    // What both have alone tells more against it than what only one has.
    let against = left.min(right);
    alike / (matched + left + right + against)
}

/// The fields and words that only one of the names has, and how much they tell.
fn left_over(one: &Reading, two: &Reading, paired: impl Iterator<Item = (usize, usize)>) -> (f64, Vec<String>) {
    let fields = one.fields.iter().filter(|field| !two.fields.contains(field));
    let words = alone(one.parts.len(), paired).into_iter().map(|at| &one.parts[at]);
    let weight = fields.clone().count() as f64 + words.clone().map(|word| word.weight).sum::<f64>();
    (weight, fields.map(|field| (*field).to_owned()).chain(words.map(|word| word.text().to_owned())).collect())
}

/// Short words have too many neighbours.
fn is_near_enough(pair: &Pair, one: &Reading, two: &Reading) -> bool {
    let letters = one.parts[pair.one.0].text().len().min(two.parts[pair.two.0].text().len());
    match pair.likeness {
        Likeness::Same => true,
        Likeness::Spelling if pair.alike >= 0.9 => letters >= 3,
        _ => letters >= 5 || pair.is_joined(),
    }
}

fn roles(judged: &mut Judgement, one: &Reading, two: &Reading, kinds: [&[&'static str]; 2]) {
    let of = |reading: &Reading, kinds: &[&'static str]| -> Vec<&'static str> {
        if !reading.types.is_empty() {
            return reading.types.clone();
        }
        if reading.is_country_only() { vec!["state"] } else { kinds.to_vec() }
    };
    let (first, second) = (of(one, kinds[0]), of(two, kinds[1]));
    let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    if first.is_empty() && second.is_empty() {
        return;
    }
    if first.iter().any(|name| second.contains(name)) {
        let both = first
            .iter()
            .filter(|name| second.contains(name))
            .chain(one.fields.iter().filter(|field| two.fields.contains(field)));
        judged.reasons.push(Reason::Role(both.map(|name| (*name).to_owned()).collect()));
    } else if !first.is_empty() && !second.is_empty() {
        judged.reasons.push(Reason::OtherRole(owned(&first), owned(&second)));
        judged.score = judged.score.min(CONTRADICTED);
    } else {
        judged.score *= ONE_ROLE;
        if one.is_role_only() && two.is_role_only() {
            judged.score = judged.score.min(BARE);
        }
    }
}

fn owners(judged: &mut Judgement, one: &Reading, two: &Reading, countries: [Option<&str>; 2], acronym: bool) {
    let of = |reading: &Reading, known: Option<&str>| -> Vec<String> {
        if reading.owners.is_empty() {
            known.map(str::to_owned).into_iter().collect()
        } else {
            reading.owners.iter().map(|code| (*code).to_owned()).collect()
        }
    };
    let (first, second) = (of(one, countries[0]), of(two, countries[1]));
    let named = [one, two].iter().filter(|reading| !reading.owners.is_empty()).count();
    let role_only = one.is_role_only() && two.is_role_only() && !acronym;
    if first.is_empty() || second.is_empty() {
        if named == 0 || acronym {
            return;
        }
        judged.reasons.push(Reason::NoCountry);
        judged.score *= if role_only { BARE } else { ONE_COUNTRY };
    } else if first.iter().any(|code| second.contains(code)) {
        if one.owners.is_empty() || two.owners.is_empty() || first.len() == second.len() {
            judged
                .reasons
                .push(Reason::Country(first.iter().find(|code| second.contains(code)).expect("one is").clone()));
        } else if !acronym {
            judged.reasons.push(Reason::NoCountry);
            judged.score *= FEWER_COUNTRIES;
        }
    } else {
        judged.reasons.push(Reason::OtherCountry(first.join(" "), second.join(" ")));
        // A company's name may be known in two countries; a ministry's is not.
        let most = if named > 0 || role_only { CONTRADICTED } else { ELSEWHERE };
        judged.score = if acronym && named < 2 { judged.score * ACRONYM_ELSEWHERE } else { judged.score.min(most) };
    }
}

fn hosts(judged: &mut Judgement, one: &Reading, two: &Reading) {
    match (one.host, two.host) {
        (Some(first), Some(second)) if first != second => {
            judged.reasons.push(Reason::OtherHost(first.to_owned(), second.to_owned()));
            judged.score = judged.score.min(CONTRADICTED);
        }
        (Some(host), None) | (None, Some(host)) => {
            judged.reasons.push(Reason::Lacking(vec![host.to_owned()]));
            judged.score *= ONE_HOST;
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::names::{THRESHOLD, compare};

    fn judged(one: &str, two: &str) -> (bool, Vec<Reason>) {
        let found = compare(one, two, false);
        (found.score >= THRESHOLD, found.reasons)
    }

    fn words(text: &str) -> Vec<String> {
        text.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn says_why_it_may_be() {
        let cases = [
            ("FM Sweden", "Sweden's foreign ministry", Reason::Role(words("ministry foreign"))),
            ("FM Sweden", "Utrikesdepartementet", Reason::Country("SE".to_owned())),
            ("UNAMI", "United Nations Assistance Mission for Iraq", Reason::Acronym("unami".to_owned())),
            ("Ericsson AB", "Ericsson", Reason::LegalForm(words("ab"))),
            ("Arab League", "League of Arab States", Reason::Order),
            ("Wagner Group", "Wagner", Reason::Lacking(words("group"))),
            ("Gazprom", "Газпром", Reason::Script),
        ];
        for (one, two, reason) in cases {
            let (may, reasons) = judged(one, two);
            assert!(may && reasons.contains(&reason), "{one} {two} {reasons:?}");
        }
    }

    #[test]
    fn says_why_it_is_not() {
        let other = |one: &str, two: &str| Reason::OtherCountry(one.to_owned(), two.to_owned());
        let cases = [
            ("Iraqi MFA", "Swedish MFA", other("IQ", "SE")),
            ("Ministry of Justice of Iraq", "Ministry of Oil of Iraq", Reason::Against(words("justice"), words("oil"))),
            ("Embassy of Iraq in Sweden", "Embassy of Sweden in Iraq", other("IQ", "SE")),
            (
                "Embassy of Sweden in Iran",
                "Embassy of Sweden in Iraq",
                Reason::OtherHost("IR".to_owned(), "IQ".to_owned()),
            ),
            ("Government of Iraq", "Iraq", Reason::OtherRole(words("government"), words("state"))),
            ("Ministry of Foreign Affairs", "Ministry of Foreign Affairs of Iraq", Reason::NoCountry),
            ("BBC", "NBC", Reason::Against(words("bbc"), words("nbc"))),
        ];
        for (one, two, reason) in cases {
            let (may, reasons) = judged(one, two);
            assert!(!may && reasons.contains(&reason), "{one} {two} {reasons:?}");
        }
    }
}
