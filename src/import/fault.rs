//! What is wrong with data that was read, and where: for the person who writes it.

use std::fmt;

use crate::domain::record::Position;

/// One thing that is wrong.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// Where.
    pub position: Position,
    /// What, in one line, with the nearest right spelling where there is one.
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.position, self.message)
    }
}

/// The last line under a list of faults, e.g. `3 faults in 2 files`.
pub fn summary(faults: &[Fault]) -> String {
    let mut files: Vec<_> = faults.iter().map(|fault| &fault.position.file).collect();
    files.sort();
    files.dedup();
    format!("{} in {}", counted(faults.len(), "fault"), counted(files.len(), "file"))
}

/// A number with its noun, e.g. `1 file`, `2 files`.
pub fn counted(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// ``; did you mean `title`?`` if one of the candidates is near to `word`, else nothing.
pub fn did_you_mean<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> String {
    nearest(word, candidates).map(|candidate| format!("; did you mean `{candidate}`?")).unwrap_or_default()
}

/// The candidate that is nearest to `word`, if it is near: at most one edit for every three letters. Case, and `-`
/// or a space for `_`, do not count.
fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let plain = |text: &str| text.to_lowercase().replace([' ', '-'], "_");
    let wanted = plain(word);
    let length = wanted.chars().count();
    let limit = length.div_ceil(3);
    candidates
        .into_iter()
        .filter(|candidate| candidate.chars().count().abs_diff(length) <= limit)
        .map(|candidate| (strsim::damerau_levenshtein(&wanted, &plain(candidate)), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_near_spellings_are_proposed() {
        let words = ["title", "summary", "IN_FORCE"];
        assert_eq!(did_you_mean("titel", words), "; did you mean `title`?");
        assert_eq!(did_you_mean("in-force", words), "; did you mean `IN_FORCE`?");
        assert_eq!(did_you_mean("colour", words), "");
        assert_eq!(did_you_mean("", words), "");
    }
}
