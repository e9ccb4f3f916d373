//! Looks for a cited passage in the archived text of its source.
//!
//! A passage is a W3C TextQuoteSelector: the words, and where they are not unique what stands before and after them.
//! Which text belongs to which source is not known here.

use entity::value::Verification;
use unicode_normalization::UnicodeNormalization;

/// A passage and what surrounds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quote<'a> {
    /// The words, character for character.
    pub exact: &'a str,
    /// What stands before them; white space at its end does not matter.
    pub prefix: Option<&'a str>,
    /// What stands after them; white space at its beginning does not matter.
    pub suffix: Option<&'a str>,
}

/// Whether `text` has the passage: VERIFIED character for character, DRIFTED only after white space, quotation
/// marks, dashes and case were normalised, else MISSING.
pub fn find(text: &str, quote: Quote<'_>) -> Verification {
    if occurs(text, quote) {
        return Verification::Verified;
    }
    let (exact, prefix, suffix) = (normalised(quote.exact), quote.prefix.map(normalised), quote.suffix.map(normalised));
    let quote = Quote { exact: &exact, prefix: prefix.as_deref(), suffix: suffix.as_deref() };
    if occurs(&normalised(text), quote) { Verification::Drifted } else { Verification::Missing }
}

fn occurs(text: &str, quote: Quote<'_>) -> bool {
    let Some(first) = quote.exact.chars().next() else { return false };
    let mut from = 0;
    while let Some(offset) = text[from..].find(quote.exact) {
        let start = from + offset;
        let (before, after) = (&text[..start], &text[start + quote.exact.len()..]);
        let preceded = quote.prefix.is_none_or(|prefix| before.trim_end().ends_with(prefix.trim_end()));
        let followed = quote.suffix.is_none_or(|suffix| after.trim_start().starts_with(suffix.trim_start()));
        if preceded && followed {
            return true;
        }
        // Occurrences may overlap, so the search goes on one letter further.
        from = start + first.len_utf8();
    }
    false
}

/// The text without what typesetting changes.
fn normalised(text: &str) -> String {
    let letters: String = text.nfkc().flat_map(char::to_lowercase).map(plain).collect();
    letters.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn plain(letter: char) -> char {
    match letter {
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => '"',
        '‘' | '’' | '‚' | '‛' | '‹' | '›' | '′' | '`' | '´' | 'ʼ' => '\'',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        _ => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "The minister said: “We  condemn\nthis – strongly.” The envoy said nothing. aaa";

    #[test]
    fn passages() {
        use Verification::{Drifted, Missing, Verified};
        let cases = [
            ("The minister said", None, None, Verified),
            ("“We  condemn\nthis – strongly.”", None, None, Verified),
            ("\"we condemn this - strongly.\"", None, None, Drifted),
            ("THE ENVOY", None, None, Drifted),
            ("The ambassador", None, None, Missing),
            ("", None, None, Missing),
            (" ", None, None, Verified),
            ("said", Some("envoy"), None, Verified),
            ("said", Some("The envoy "), Some(" nothing"), Verified),
            ("said", Some("ambassador"), None, Missing),
            ("said", Some("ENVOY"), None, Drifted),
            ("said", Some("envoy"), Some("everything"), Missing),
            ("aa", Some("a"), None, Verified),
            ("The minister", Some(""), Some("said"), Verified),
        ];
        for (exact, prefix, suffix, found) in cases {
            assert_eq!(find(TEXT, Quote { exact, prefix, suffix }), found, "{prefix:?} {exact:?} {suffix:?}");
        }
    }
}
