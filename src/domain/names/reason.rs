//! Why a name scores as it does, in a form that programs can tell apart and people can read.

use std::fmt;

/// One reason. Words are those of the names as they were compared: lower case, without diacritics, in Latin letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Letter for letter the same.
    SameName,
    /// The same but for case, diacritics and punctuation.
    SameLetters,
    /// The same words, written together or apart, or the family name first as a comma tells.
    SameWords,
    /// The same words in another order.
    Order,
    /// The names are in different scripts.
    Script,
    /// Two words are spellings of one.
    Spelling(String, String),
    /// Two words differ as by a slip in typing.
    Typing(String, String),
    /// A letter that may stand for a word.
    Initial(String, String),
    /// Words of the one are written as one word in the other.
    Joined(String, String),
    /// Words that only one of the names has.
    Lacking(Vec<String>),
    /// Words of the one name against words of the other.
    Against(Vec<String>, Vec<String>),
    /// The name by which people are told apart is lacking: only one word, or only very common ones, remain.
    Bare,
    /// A title or post was left out.
    Title(Vec<String>),
    /// A legal form such as `Ltd` was left out.
    LegalForm(Vec<String>),
    /// `Jr.` against `Sr.`, or `II` against `III`.
    Generation,
    /// The first letters of a name's words.
    Acronym(String),
    /// Both say the same kind of body by other words, e.g. `ministry foreign` for `MFA`.
    Role(Vec<String>),
    /// Kinds of body that differ, e.g. an embassy and a ministry.
    OtherRole(Vec<String>, Vec<String>),
    /// The countries agree.
    Country(String),
    /// The countries differ.
    OtherCountry(String, String),
    /// The place where a mission is differs.
    OtherHost(String, String),
    /// One of the two does not say whose it is or where.
    NoCountry,
    /// The name that matched is a former one.
    Former,
    /// The name that matched is too common or vague to tell by itself.
    Weak,
    /// Only the beginning of a very long name was compared.
    Cut,
}

impl fmt::Display for Reason {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all = |words: &[String]| words.join(" ");
        match self {
            Reason::SameName => write!(out, "the same name"),
            Reason::SameLetters => write!(out, "the same but for case, accents and punctuation"),
            Reason::SameWords => write!(out, "the same words"),
            Reason::Order => write!(out, "the same words in another order"),
            Reason::Script => write!(out, "written in another script"),
            Reason::Spelling(one, two) => write!(out, "`{one}` and `{two}` spell the same sounds"),
            Reason::Typing(one, two) => write!(out, "`{one}` is `{two}` but for a letter or two"),
            Reason::Initial(one, two) => write!(out, "`{one}` may stand for `{two}`"),
            Reason::Joined(one, two) => write!(out, "`{one}` is `{two}` with other spaces"),
            Reason::Lacking(words) => write!(out, "`{}` is in one of the names only", all(words)),
            Reason::Against(one, two) => write!(out, "`{}` is not `{}`", all(one), all(two)),
            Reason::Bare => write!(out, "what they share is borne by many"),
            Reason::Title(words) => write!(out, "`{}` left out as a title", all(words)),
            Reason::LegalForm(words) => write!(out, "`{}` left out as a legal form", all(words)),
            Reason::Generation => write!(out, "of another generation"),
            Reason::Acronym(letters) => write!(out, "`{letters}` has the first letters of the name's words"),
            Reason::Role(words) => write!(out, "both say: {}", words.join(", ")),
            Reason::OtherRole(one, two) => write!(out, "{} is not {}", one.join(", "), two.join(", ")),
            Reason::Country(code) => write!(out, "the country agrees: {code}"),
            Reason::OtherCountry(one, two) => write!(out, "the countries differ: {one} and {two}"),
            Reason::OtherHost(one, two) => write!(out, "missions in different countries: {one} and {two}"),
            Reason::NoCountry => write!(out, "one of the names does not say of which country"),
            Reason::Former => write!(out, "a former name"),
            Reason::Weak => write!(out, "a name that many bear"),
            Reason::Cut => write!(out, "only the beginning of a very long name was compared"),
        }
    }
}
