//! Column types with a fixed vocabulary, stored as the words the API shows, so that a row reads alike in a
//! database shell, in GraphQL and in `data/`.

mod event;
mod party;
mod record;
mod sanction;
mod statement;

pub use event::*;
pub use party::*;
pub use record::*;
pub use sanction::*;
pub use statement::*;

/// One word of a vocabulary and what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// As stored and as shown, e.g. `IN_FORCE`.
    pub name: &'static str,
    /// What it means, for readers of the API.
    pub doc: &'static str,
}

/// A closed list of words that a column may hold.
pub trait Vocabulary: Copy + 'static {
    /// The vocabulary's name, which is its GraphQL type's.
    const NAME: &'static str;
    /// What the vocabulary classifies and where its words come from.
    const DOC: &'static str;
    /// Every word, in the order of the definition.
    const TERMS: &'static [Term];
    /// Every value, in the order of [`Self::TERMS`].
    const VALUES: &'static [Self];

    /// The word as stored.
    fn as_str(self) -> &'static str;

    /// The value that is spelled `word`, exactly.
    fn from_word(word: &str) -> Option<Self> {
        Self::TERMS.iter().position(|term| term.name == word).map(|index| Self::VALUES[index])
    }
}

/// Defines an enum column and its [`Vocabulary`] from one list of documented words.
macro_rules! vocabulary {
    ($(#[doc = $doc:literal])+ $name:ident { $( $(#[doc = $term_doc:literal])+ $variant:ident = $word:literal, )+ }) => {
        $(#[doc = $doc])+
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, sea_orm::EnumIter, sea_orm::DeriveActiveEnum,
        )]
        #[sea_orm(rs_type = "String", db_type = "Text")]
        pub enum $name {
            $( $(#[doc = $term_doc])+ #[sea_orm(string_value = $word)] $variant, )+
        }

        impl $crate::value::Vocabulary for $name {
            const NAME: &'static str = stringify!($name);
            const DOC: &'static str = concat!($($doc),+);
            const TERMS: &'static [$crate::value::Term] =
                &[$( $crate::value::Term { name: $word, doc: concat!($($term_doc),+) } ),+];
            const VALUES: &'static [Self] = &[$( Self::$variant ),+];

            fn as_str(self) -> &'static str {
                match self { $( Self::$variant => $word ),+ }
            }
        }
    };
}
use vocabulary;
