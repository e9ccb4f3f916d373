//! What a noun is made of: fields, links to others, values of several columns.

use super::{
    columns::{Col, Join, Link},
    group::Groups,
    query::{Direction, Filter, Key, Order},
};

/// An object type whose values are rows.
#[derive(Debug)]
pub struct Noun {
    /// GraphQL name.
    pub name: &'static str,
    /// Root field of the list, and the word in addresses; empty where there is none.
    pub plural: &'static str,
    /// Description.
    pub doc: &'static str,
    /// The tables that share its key, its own first: a party's row is spread over three.
    pub tables: &'static [&'static str],
    /// The column that is its key in each of those tables.
    pub key: &'static str,
    /// What tells its rows apart in tables shared with other nouns: table, column, word.
    pub tags: &'static [(&'static str, &'static str, &'static str)],
    /// The prefix of its ids, for nouns that are a `Node`.
    pub prefix: Option<&'static str>,
    /// The record type, for nouns that are a `Record`.
    pub record: Option<&'static str>,
    /// Whether it is a `Party`.
    pub party: bool,
    /// Its fields.
    pub fields: Vec<Field>,
    /// What references to its records say, for nouns that are a `Record`.
    pub cite: Option<CiteCols>,
    /// What its lists can be filtered by; `None` where there is no filter.
    pub filters: Option<Vec<Filter>>,
    /// The fields whose words it is found by, what it is called first; nothing: it is not searched.
    pub searched: &'static [&'static str],
    /// What its lists can be ordered by.
    pub orders: Vec<Order>,
    /// The order of its lists when none is asked for; empty: by key.
    pub default_order: &'static [(&'static str, Direction)],
    /// What its lists can be grouped by; nothing: they have no groups.
    pub groups: Groups,
    /// Fields of its edges that come from the table of links over which a list reaches it.
    pub edge: Vec<EdgeField>,
}

impl Noun {
    /// Whether its lists have groups.
    pub fn has_groups(&self) -> bool {
        !self.groups.dimensions.is_empty()
    }

    /// Steps to the place whose distance its lists can be ordered by, where they can.
    pub fn place(&self) -> Option<&[Join]> {
        let mut keys = self.orders.iter().flat_map(|order| &order.keys);
        keys.find_map(|key| if let Key::Distance(path) = key { Some(path.as_slice()) } else { None })
    }
}

/// A field of a noun.
#[derive(Debug)]
pub struct Field {
    /// GraphQL name.
    pub name: &'static str,
    /// Description.
    pub doc: &'static str,
    /// Whether it may be null.
    pub nullable: bool,
    /// What it is made of.
    pub shape: Shape,
}

/// What a field is made of.
#[derive(Debug)]
pub enum Shape {
    /// A column.
    Value(Col, Scalar),
    /// A text that may have translations or, for names, other languages: takes `lang`.
    Text {
        /// The text without `lang`.
        col: Col,
        /// Where other languages are found.
        other: Languages,
    },
    /// Several columns as one value.
    Struct {
        /// The [`Struct`]'s name.
        name: &'static str,
        /// Its columns, in the order of the struct's fields.
        parts: Vec<Col>,
        /// The value is null where all of these are.
        present: Vec<Col>,
    },
    /// A row that a foreign key leads to.
    One(Join, Target),
    /// A short list of rows, whole.
    Nouns {
        /// How to get there.
        link: Link,
        /// What is there.
        target: Target,
        /// Ascending order of the list.
        order: Vec<Col>,
        /// Fixed conditions: column, word.
        only: Vec<(Col, &'static str)>,
    },
    /// A short list of words, whole.
    Words {
        /// How to get there.
        link: Link,
        /// The column that holds the word.
        col: Col,
        /// Its vocabulary.
        words: &'static str,
        /// Ascending order of the list.
        order: Col,
    },
    /// A list that can grow, read in pages.
    Page(Page),
    /// The events that an event is linked to over relations, read in pages.
    Chain,
    /// Something worked out from several columns.
    Computed(Computed),
}

/// A list that can grow.
#[derive(Debug)]
pub struct Page {
    /// How to get there.
    pub link: Link,
    /// What is there.
    pub target: Target,
    /// Columns that must be NULL.
    pub only_null: Vec<Col>,
    /// Arguments of its own, beyond filter, order and window.
    pub special: Special,
    /// Whether the target's filter and order apply.
    pub filtered: bool,
}

/// Arguments that only one list has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Special {
    /// None.
    Nothing,
    /// `kinds` and `direction` of an event's relations.
    Relations,
    /// `types` of what a source supports.
    RecordTypes,
}

/// What a link leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// Rows of one noun.
    Noun(&'static str),
    /// An organization or a person.
    Party,
    /// Any record.
    Record,
}

/// Where a text's other languages are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Languages {
    /// In `translation`, for this field.
    Translations(&'static str),
    /// In `name`.
    Names,
}

/// How a column is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scalar {
    /// Text, with its GraphQL type.
    Text(&'static str),
    /// A word of a vocabulary.
    Word(&'static str),
    /// A whole number that fits 32 bits.
    Int,
    /// True or false.
    Bool,
    /// A number stored in tenths.
    Tenths,
    /// A number of metres, told in kilometres.
    Metres,
    /// A floating-point number.
    Float,
    /// A public identity, with the noun's prefix.
    Id(&'static str),
    /// A JSON array of strings, as stored.
    Strings,
    /// JSON, as stored.
    Json,
    /// EDTF text of which only is asked whether it is an interval.
    Lasting,
    /// The slug, written as address under this word.
    Permalink(&'static str),
}

/// Something worked out from several columns, one rule each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Computed {
    /// The record's name in a list: this column, shortened where it is long.
    Label(Col),
    /// A reference to the record; takes `style`.
    Cite,
    /// A sanction's status on a date; takes `on`.
    Status,
    /// Whether a sanction is in force on a date; takes `on`.
    InForce,
    /// A data set's records by type.
    RecordCounts,
}

/// What a reference to a record says beyond what all records have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CiteCols {
    /// What it is called.
    pub title: Col,
    /// Its date, EDTF.
    pub date: Option<Col>,
    /// Its authors, a JSON array.
    pub authors: Option<Col>,
    /// Who published it, and that party's name.
    pub publisher: Option<(Join, Col)>,
    /// Where it stands.
    pub url: Option<Col>,
    /// Whether what it is called is a quotation.
    pub quoted: Option<Col>,
}

/// Several columns as one value.
#[derive(Debug)]
pub struct Struct {
    /// GraphQL name.
    pub name: &'static str,
    /// Description.
    pub doc: &'static str,
    /// Its fields.
    pub fields: Vec<StructField>,
}

/// A field of a struct.
#[derive(Debug)]
pub struct StructField {
    /// GraphQL name.
    pub name: &'static str,
    /// Description.
    pub doc: &'static str,
    /// Whether it may be null.
    pub nullable: bool,
    /// How it is written.
    pub scalar: Scalar,
}

/// A field of an edge.
#[derive(Debug)]
pub struct EdgeField {
    /// GraphQL name.
    pub name: &'static str,
    /// Description.
    pub doc: &'static str,
    /// The table of links that holds it, and the column; null on lists that are reached otherwise.
    pub col: Col,
    /// How it is written.
    pub scalar: Scalar,
}
