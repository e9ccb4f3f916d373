//! Whether two names may be one person's.
//!
//! Each word of one name is sought in the other. Words that both names have alone speak against it, and end it: two
//! given names with one family name are two people. Words that only one has are middle names, patronymics or second
//! family names, and cost little, unless it is the given name that is lacking: then it may be the father.

use super::{
    Judgement,
    align::{Pair, align, alone},
    person::Reading,
    reason::Reason,
};

/// The most that a bare word can score against a fuller name.
const BARE: f64 = 0.5;
/// The most where a given name is lacking, or words stand against each other.
const UNLIKELY: f64 = 0.55;
/// The most where one says it is another generation.
const OTHER_GENERATION: f64 = 0.3;
/// The most where titles were left out and one word remains.
const MONONYM: f64 = 0.7;
/// What a middle name costs that only one has, and what all of them cost at most.
const MIDDLE: f64 = 0.05;
const MIDDLES: f64 = 0.15;
/// What a last name costs that only one has.
const LAST: f64 = 0.15;
/// What another order costs.
const ORDER: f64 = 0.03;

/// Compares two names in all their readings.
pub fn judge(one: &[Reading], two: &[Reading]) -> Judgement {
    let mut best = Judgement::default();
    for first in one {
        for second in two {
            let judged = compare(first, second);
            if judged.score > best.score || best.reasons.is_empty() {
                best = judged;
            }
        }
    }
    best
}

fn compare(one: &Reading, two: &Reading) -> Judgement {
    let pairs = align(&one.parts, &two.parts);
    let ones = alone(one.parts.len(), pairs.iter().map(|pair| pair.one));
    let twos = alone(two.parts.len(), pairs.iter().map(|pair| pair.two));
    let mut judged = Judgement { countries: [one.country, two.country], ..Judgement::default() };
    judged.reasons.extend(
        [one, two].iter().filter(|side| !side.titles.is_empty()).map(|side| Reason::Title(side.titles.clone())),
    );
    let texts =
        |reading: &Reading, at: &[usize]| at.iter().map(|at| reading.parts[*at].text().to_owned()).collect::<Vec<_>>();
    if pairs.is_empty() {
        judged.reasons.push(Reason::Against(texts(one, &ones), texts(two, &twos)));
        return judged;
    }
    judged.reasons.extend(pairs.iter().filter_map(|pair| pair.reason(&one.parts, &two.parts)));
    judged.score = quality(&pairs);
    let (full, short) = if ones.is_empty() { (two, one) } else { (one, two) };
    // George W. Bush and George H. W. Bush
    let initials = |reading: &Reading| reading.parts.iter().filter(|part| part.initial).count();
    let (most, fewest) = (initials(one).max(initials(two)), initials(one).min(initials(two)));
    if fewest > 0 && most > fewest && one.parts.len() != two.parts.len() {
        let only = [texts(one, &ones), texts(two, &twos)];
        judged.reasons.push(match only.iter().position(Vec::is_empty) {
            Some(empty) => Reason::Lacking(only[1 - empty].clone()),
            None => Reason::Against(only[0].clone(), only[1].clone()),
        });
        judged.score = judged.score.min(UNLIKELY);
    } else if !ones.is_empty() && !twos.is_empty() {
        judged.reasons.push(Reason::Against(texts(one, &ones), texts(two, &twos)));
        let against = ones.len().min(twos.len()) as f64;
        let shared = pairs.len() as f64;
        judged.score = (judged.score * shared / (shared + against) * 0.85).min(UNLIKELY);
    } else if ones.len() + twos.len() > 0 {
        let lacking = if ones.is_empty() { &twos } else { &ones };
        judged.reasons.push(Reason::Lacking(texts(full, lacking)));
        lacks(&mut judged, full, short, lacking, &pairs);
    } else if !in_order(&pairs) {
        judged.reasons.push(Reason::Order);
        let told = one.inverted != two.inverted;
        let common = one.parts.iter().all(|part| part.weight < 1.0);
        if common && !told {
            judged.reasons.push(Reason::Bare);
            judged.score = judged.score.min(UNLIKELY);
        } else {
            judged.score -= ORDER;
        }
    }
    if one.parts.len().min(two.parts.len()) == 1
        && judged.reasons.iter().any(|reason| matches!(reason, Reason::Title(_)))
    {
        judged.score = judged.score.min(MONONYM);
    }
    generations(&mut judged, one, two);
    judged
}

/// Words that only the fuller name has.
fn lacks(judged: &mut Judgement, full: &Reading, short: &Reading, lacking: &[usize], pairs: &[Pair]) {
    if short.parts.len() == 1 || short.parts.iter().all(|part| part.initial) {
        judged.reasons.push(Reason::Bare);
        judged.score *= BARE;
        return;
    }
    let last = full.parts.len() - 1;
    if lacking.contains(&0) {
        // Mohammed Hosni Mubarak is known without the first, as are many.
        let dropped = full.parts[0].is_mohammed() && short.parts.iter().any(|part| part.weight == 1.0);
        judged.score = if dropped { judged.score - 0.2 } else { judged.score.min(BARE) };
    }
    let middles = lacking.iter().filter(|at| **at != 0 && **at != last).count() as f64;
    judged.score -= (middles * MIDDLE).min(MIDDLES);
    if lacking.contains(&last) {
        judged.score -= LAST;
        if short.parts.iter().all(|part| part.weight < 1.0) {
            judged.reasons.push(Reason::Bare);
            judged.score = judged.score.min(UNLIKELY);
        }
    }
    if !in_order(pairs) {
        judged.reasons.push(Reason::Order);
        judged.score -= ORDER;
    }
}

fn generations(judged: &mut Judgement, one: &Reading, two: &Reading) {
    let most = match (one.generation.as_deref(), two.generation.as_deref()) {
        (first, second) if first == second => return,
        (Some(_), Some(_)) => OTHER_GENERATION,
        (Some("jr"), None) | (None, Some("jr")) => UNLIKELY,
        _ => return,
    };
    judged.reasons.push(Reason::Generation);
    judged.score = judged.score.min(most);
}

/// Half what the pairs are on average, half what the worst is.
fn quality(pairs: &[Pair]) -> f64 {
    let mean = pairs.iter().map(|pair| pair.alike).sum::<f64>() / pairs.len() as f64;
    let worst = pairs.iter().map(|pair| pair.alike).fold(1.0, f64::min);
    (mean + worst) / 2.0
}

fn in_order(pairs: &[Pair]) -> bool {
    pairs.is_sorted_by_key(|pair| pair.two.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::names::{THRESHOLD, compare};

    fn judged(one: &str, two: &str) -> (bool, Vec<Reason>) {
        let found = compare(one, two, true);
        (found.score >= THRESHOLD, found.reasons)
    }

    fn words(text: &str) -> Vec<String> {
        text.split(' ').map(str::to_owned).collect()
    }

    #[test]
    fn says_why_it_may_be() {
        let spelled = |one: &str, two: &str| Reason::Spelling(one.to_owned(), two.to_owned());
        let cases = [
            ("Ulf Kristersson", "Kristersson Ulf", Reason::Order),
            ("Mohammed Shia al-Sudani", "Mohammed al-Sudani", Reason::Lacking(words("shia"))),
            ("Barham Salih", "Barham Saleh", spelled("saleh", "salih")),
            ("J. Biden", "Joe Biden", Reason::Initial("j".to_owned(), "joe".to_owned())),
            ("Kim Jongun", "Kim Jong-un", Reason::Joined("jong un".to_owned(), "jongun".to_owned())),
            ("PM Ulf Kristersson", "Ulf Kristersson", Reason::Title(words("pm"))),
            ("Владимир Путин", "Vladimir Putin", Reason::Script),
        ];
        for (one, two, reason) in cases {
            let (may, reasons) = judged(one, two);
            assert!(may && reasons.contains(&reason), "{one} {two} {reasons:?}");
        }
    }

    #[test]
    fn says_why_it_is_not() {
        let cases = [
            ("Ahmed Barzani", "Masoud Barzani", Reason::Against(words("ahmed"), words("masoud"))),
            ("Hafez al-Assad", "Bashar Hafez al-Assad", Reason::Lacking(words("bashar"))),
            ("Sudani", "Mohammed Shia al-Sudani", Reason::Bare),
            ("Donald Trump Jr.", "Donald Trump", Reason::Generation),
            ("Mohammed Ali", "Mohammed Ali Jinnah", Reason::Bare),
            ("Ali Hussein", "Hussein Ali", Reason::Bare),
            ("George W. Bush", "George H. W. Bush", Reason::Lacking(words("h"))),
        ];
        for (one, two, reason) in cases {
            let (may, reasons) = judged(one, two);
            assert!(!may && reasons.contains(&reason), "{one} {two} {reasons:?}");
        }
    }
}
