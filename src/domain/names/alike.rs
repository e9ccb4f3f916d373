//! How alike two words are, and why.

use super::sound::Sound;

/// From here on two words may be the same.
pub const ALIKE: f64 = 0.72;

/// How alike a name is to itself with a final a.
const OTHER_GENDER: f64 = 0.6;

/// In what way two words are alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// Letter for letter.
    Same,
    /// Another spelling of the same sounds.
    Spelling,
    /// A letter missing, too many, wrong, or two swapped.
    Typing,
    /// The first letter only.
    Initial,
}

/// Compares two words: how alike from 0 to 1, and in what way.
pub fn alike(one: &Sound, two: &Sound) -> (f64, Likeness) {
    let sound = one.alike(two);
    // Amin and Amina, Ivanov and Ivanova are two.
    let (first, second) = (one.latin.as_str(), two.latin.as_str());
    let stem = if first.len() < second.len() { first } else { second };
    if [first, second].map(|word| word.strip_suffix('a')).contains(&Some(stem))
        && !stem.ends_with(['a', 'i', 'e', 'o', 'u'])
    {
        return (sound.min(OTHER_GENDER), Likeness::Spelling);
    }
    if sound == 1.0 {
        return (1.0, Likeness::Same);
    }
    let typed =
        if one.same_consonants(two) && one.latin.len().min(two.latin.len()) < 7 { 0.0 } else { typed(one, two) };
    if typed > sound { (typed, Likeness::Typing) } else { (sound, Likeness::Spelling) }
}

/// By letters that one has to change, and the fewer the longer the words are. Short words have too many neighbours.
fn typed(one: &Sound, two: &Sound) -> f64 {
    let (one, two) = (one.latin.as_str(), two.latin.as_str());
    let (shorter, longer) = if one.len() <= two.len() { (one, two) } else { (two, one) };
    if longer.len() - shorter.len() > 3 || shorter.len() < 4 || shorter.bytes().any(|letter| letter.is_ascii_digit()) {
        return 0.0;
    }
    let letters = longer.len() - if one.starts_with("abd") && two.starts_with("abd") { 3 } else { 0 };
    // With two letters swapped it is still the same letters; with another consonant a short word is soon another name.
    let swapped_inside = shorter.len() == longer.len() && strsim::levenshtein(one, two) == 2;
    let alike = match (strsim::osa_distance(one, two), letters) {
        (1, 5..) if swapped_inside => 0.88,
        (1, 7..) => 0.9,
        (2, 9..) => 0.76,
        (3, 11..) => 0.74,
        _ => 0.0,
    };
    let first = if one.as_bytes()[0] == two.as_bytes()[0] || swapped(one, two) { 0.0 } else { 0.08 };
    f64::max(alike - first, 0.0)
}

/// Whether the first two letters are each other's.
fn swapped(one: &str, two: &str) -> bool {
    let (one, two) = (one.as_bytes(), two.as_bytes());
    one[0] == two[1] && one[1] == two[0]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_in_long_words_are_alike() {
        let score = |one: &str, two: &str| alike(&Sound::of(one, false), &Sound::of(two, false));
        assert_eq!(score("momika", "momika"), (1.0, Likeness::Same));
        assert_eq!(score("bazrani", "barzani"), (0.88, Likeness::Typing));
        assert_eq!(score("ramaphosa", "ramaposa").1, Likeness::Typing);
        for (one, two) in
            [("karin", "karim"), ("marina", "maria"), ("ivanov", "ivanova"), ("abdrahman", "abdrahim"), ("li", "lu")]
        {
            assert!(score(one, two).0 < ALIKE, "{one} {two}");
        }
    }
}
