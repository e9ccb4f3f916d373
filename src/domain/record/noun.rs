//! The nouns that have keys in a data set, listed once: what each is called, where its records are kept, and which of
//! its links are cited.

use entity::value::RecordType;

use super::{
    Citation, Common, Dataset, Event, Organization, Origin, Person, Place, Program, Sanction, Source, Statement,
};

/// Defines `Noun` and `Records` from one list, which is in the order of writing: what others point at first.
///
/// `Event events "event" cites participations relations` is the noun `Noun::Event`, whose records are `Event`s in the
/// field `events`, which is `event` in files, and whose records cite for themselves and for two kinds of links. What
/// stands behind `besides` has keys but is no record.
macro_rules! nouns {
    (
        $($(#[doc = $doc:literal])+ $noun:ident $field:ident $word:literal $(cites $($link:ident)+)?,)+
        besides
        $($(#[doc = $other_doc:literal])+ $other:ident $other_field:ident $other_word:literal,)+
    ) => {
        /// A noun that has keys in a data set.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Noun {
            $($(#[doc = $doc])+ $noun,)+
            $($(#[doc = $other_doc])+ $other,)+
        }

        impl Noun {
            /// Every noun.
            pub const ALL: [Self; [$($word,)+ $($other_word,)+].len()] =
                [$(Self::$noun,)+ $(Self::$other,)+];

            /// The noun in lower case, as in files and in what public identities are derived from.
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$noun => $word,)+
                    $(Self::$other => $other_word,)+
                }
            }

            /// The type of its records, if they are records.
            pub fn record_type(self) -> Option<RecordType> {
                match self {
                    $(Self::$noun => Some(RecordType::$noun),)+
                    $(Self::$other => None,)+
                }
            }
        }

        /// Everything that is read from one folder, file or service.
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct Records {
            /// What it was read from.
            pub origin: Origin,
            /// The data set that it belongs to.
            pub dataset: Dataset,
            $(#[doc = concat!("Each ", $word, ".")] pub $field: Vec<$noun>,)+
            $(#[doc = concat!("Each ", $other_word, ".")] pub $other_field: Vec<$other>,)+
        }

        impl Records {
            /// What every record has, with its noun.
            pub fn commons(&self) -> impl Iterator<Item = (Noun, &Common)> {
                std::iter::empty()$(.chain(self.$field.iter().map(|it| (Noun::$noun, &it.common))))+
            }

            /// Every citation, of records and then of links.
            pub fn citations(&self) -> impl Iterator<Item = &Citation> {
                self.commons().flat_map(|(_, common)| &common.citations)
                    $($($(.chain(self.$field.iter().flat_map(|it| &it.$link).flat_map(|it| &it.citations)))+)?)+
            }

            /// Every citation, to be changed.
            pub fn citations_mut(&mut self) -> impl Iterator<Item = &mut Citation> {
                std::iter::empty()$(.chain(self.$field.iter_mut().flat_map(|it| {
                    it.common.citations.iter_mut()
                        $($(.chain(it.$link.iter_mut().flat_map(|link| &mut link.citations)))+)?
                })))+
            }
        }
    };
}

nouns! {
    /// A place.
    Place places "place",
    /// An organization, which is a party.
    Organization organizations "organization",
    /// A person, who is a party.
    Person persons "person" cites affiliations,
    /// A source.
    Source sources "source",
    /// An event.
    Event events "event" cites participations relations,
    /// A statement.
    Statement statements "statement",
    /// A sanction.
    Sanction sanctions "sanction" cites status_history,
besides
    /// A sanctions programme.
    Program programs "program",
}
