//! Which words of one name are which of the other: the best pairs first, each word once. A word may stand for two or
//! three that follow each other (`Jongun`, `Jong Un`).

use super::{
    alike::{ALIKE, Likeness, alike},
    reason::Reason,
    sound::Sound,
};

/// Words that one word of the other name may stand for.
const MOST_JOINED: usize = 3;
/// How alike two forms of a word are.
const INFLECTED: f64 = 0.9;
/// How alike an initial is to what it may stand for.
const INITIAL: f64 = 0.8;

/// A word as it is compared.
#[derive(Clone, Debug)]
pub struct Part {
    /// How it sounds; its letters are in there.
    pub sound: Sound,
    /// Whether it is an initial.
    pub initial: bool,
    /// Whether another ending is only another form of it: `region`, `regional`. Not so for persons.
    pub inflects: bool,
    /// How much it tells, 0 to 1.
    pub weight: f64,
}

impl Part {
    /// Its letters.
    pub fn text(&self) -> &str {
        &self.sound.latin
    }

    /// Whether it is a spelling of Mohammed, which many bear before the name they are known by.
    pub fn is_mohammed(&self) -> bool {
        self.sound.skeleton() == "md" && self.text().starts_with('m') && self.text().contains('h')
    }
}

/// Words of the one name that are words of the other.
#[derive(Clone, Debug)]
pub struct Pair {
    /// Where they begin in the first name, and how many they are.
    pub one: (usize, usize),
    /// The same in the second; one of the two is one word.
    pub two: (usize, usize),
    /// How alike they are.
    pub alike: f64,
    /// In what way.
    pub likeness: Likeness,
}

impl Pair {
    /// Whether the words are separated in one of the names only.
    pub fn is_joined(&self) -> bool {
        self.one.1 + self.two.1 > 2
    }

    /// How much the words tell, in the name where they tell more.
    pub fn weight(&self, one: &[Part], two: &[Part]) -> f64 {
        let of = |parts: &[Part], (at, length): (usize, usize)| -> f64 {
            parts[at..at + length].iter().map(|part| part.weight).sum()
        };
        of(one, self.one).max(of(two, self.two))
    }

    /// In what way they are alike; nothing where they are the same.
    pub fn reason(&self, one: &[Part], two: &[Part]) -> Option<Reason> {
        let text = |parts: &[Part], (at, length): (usize, usize)| {
            parts[at..at + length].iter().map(Part::text).collect::<Vec<_>>().join(" ")
        };
        let (first, second) = (text(one, self.one), text(two, self.two));
        Some(match self.likeness {
            _ if self.is_joined() => Reason::Joined(first, second),
            Likeness::Same => return None,
            Likeness::Spelling => Reason::Spelling(first, second),
            Likeness::Typing => Reason::Typing(first, second),
            Likeness::Initial if first.len() == 1 => Reason::Initial(first, second),
            Likeness::Initial => Reason::Initial(second, first),
        })
    }
}

/// The pairs, in the order of the first name. Words whose likeness is below [`ALIKE`] stay alone.
pub fn align(one: &[Part], two: &[Part]) -> Vec<Pair> {
    let mut found = Vec::new();
    for (i, first) in one.iter().enumerate() {
        for (j, second) in two.iter().enumerate() {
            found.extend(single(first, second).map(|(alike, likeness)| pair((i, 1), (j, 1), alike, likeness)));
        }
    }
    for length in 2..=MOST_JOINED {
        for (i, joined) in runs(one, length) {
            found.extend(whole(&joined, two).map(|(j, alike, likeness)| pair((i, length), (j, 1), alike, likeness)));
        }
        for (j, joined) in runs(two, length) {
            found.extend(whole(&joined, one).map(|(i, alike, likeness)| pair((i, 1), (j, length), alike, likeness)));
        }
    }
    let place = |pair: &Pair| (pair.one.0.abs_diff(pair.two.0), pair.one, pair.two);
    found.sort_by(|a, b| {
        let gain = |pair: &Pair| pair.alike + if pair.is_joined() { 0.01 } else { 0.0 };
        gain(b).total_cmp(&gain(a)).then_with(|| place(a).cmp(&place(b)))
    });
    let (mut ones, mut twos) = (vec![false; one.len()], vec![false; two.len()]);
    let mut chosen = Vec::new();
    for pair in found {
        let (i, j) = (pair.one.0..pair.one.0 + pair.one.1, pair.two.0..pair.two.0 + pair.two.1);
        if ones[i.clone()].contains(&true) || twos[j.clone()].contains(&true) {
            continue;
        }
        ones[i].fill(true);
        twos[j].fill(true);
        chosen.push(pair);
    }
    chosen.sort_by_key(|pair| pair.one);
    chosen
}

/// Indices of the words that no pair has.
pub fn alone(count: usize, pairs: impl Iterator<Item = (usize, usize)>) -> Vec<usize> {
    let mut covered = vec![false; count];
    for (at, length) in pairs {
        covered[at..at + length].fill(true);
    }
    (0..count).filter(|at| !covered[*at]).collect()
}

fn pair(one: (usize, usize), two: (usize, usize), alike: f64, likeness: Likeness) -> Pair {
    Pair { one, two, alike, likeness }
}

fn single(one: &Part, two: &Part) -> Option<(f64, Likeness)> {
    if one.initial || two.initial {
        let same = one.text().as_bytes().first() == two.text().as_bytes().first();
        let both = one.initial && two.initial;
        return (same && !one.text().is_empty()).then_some(if both {
            (1.0, Likeness::Same)
        } else {
            (INITIAL, Likeness::Initial)
        });
    }
    let (alike, likeness) = alike(&one.sound, &two.sound);
    if alike >= ALIKE {
        return Some((alike, likeness));
    }
    (one.inflects && two.inflects && is_inflected(one.text(), two.text())).then_some((INFLECTED, Likeness::Spelling))
}

/// Whether one is the other with an ending.
fn is_inflected(one: &str, two: &str) -> bool {
    let (shorter, longer) = if one.len() <= two.len() { (one, two) } else { (two, one) };
    let ending = longer.strip_prefix(shorter).filter(|_| shorter.len() > 4);
    ending.is_some_and(|ending| matches!(ending, "s" | "es" | "al" | "ic" | "e" | "n" | "en" | "et"))
}

/// Words that follow each other, written as one; no initials.
fn runs(parts: &[Part], length: usize) -> impl Iterator<Item = (usize, Sound)> {
    let windows = parts.windows(length).enumerate();
    windows.filter(|(_, run)| run.iter().all(|part| !part.initial)).map(|(at, run)| {
        let latin: String = run.iter().map(Part::text).collect();
        (at, Sound::of(&latin, run.iter().any(|part| part.sound.is_open())))
    })
}

/// Which of the parts the joined words are, only if nearly letter for letter.
fn whole<'a>(joined: &'a Sound, parts: &'a [Part]) -> impl Iterator<Item = (usize, f64, Likeness)> + 'a {
    parts.iter().enumerate().filter(|(_, part)| !part.initial).filter_map(|(at, part)| {
        let alike = joined.alike(&part.sound);
        (alike >= 0.85).then_some((at, alike.min(0.98), Likeness::Spelling))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(name: &str) -> Vec<Part> {
        let part =
            |word: &str| Part { sound: Sound::of(word, false), initial: word.len() == 1, inflects: false, weight: 1.0 };
        name.split(' ').map(part).collect()
    }

    fn aligned(one: &str, two: &str) -> Vec<((usize, usize), (usize, usize))> {
        align(&parts(one), &parts(two)).into_iter().map(|pair| (pair.one, pair.two)).collect()
    }

    #[test]
    fn pairs_words_wherever_they_are() {
        assert_eq!(aligned("mohammed sudani", "sudani muhammad"), [((0, 1), (1, 1)), ((1, 1), (0, 1))]);
        assert_eq!(aligned("j biden", "joe biden"), [((0, 1), (0, 1)), ((1, 1), (1, 1))]);
        assert_eq!(aligned("kim jongun", "kim jong un"), [((0, 1), (0, 1)), ((1, 1), (1, 2))]);
        assert_eq!(aligned("ahmed hassan", "khalid omar"), []);
        assert_eq!(alone(3, [(0, 1)].into_iter()), [1, 2]);
    }

    #[test]
    fn forms_of_a_word_are_one_only_where_words_inflect() {
        let one = |inflects| vec![Part { sound: Sound::of("region", false), initial: false, inflects, weight: 1.0 }];
        let two = |inflects| vec![Part { sound: Sound::of("regional", false), initial: false, inflects, weight: 1.0 }];
        assert_eq!(align(&one(true), &two(true)).len(), 1);
        assert_eq!(align(&one(false), &two(true)).len(), 0);
    }
}
