//! The words in which nouns are described: noun, field, link, filter, order.

use entity::value::{Term, Vocabulary};
use sea_orm::{ColumnTrait, Identity, RelationDef};

/// A column of a table, as the entity defines it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Col {
    /// The table.
    pub table: &'static str,
    /// The column.
    pub name: &'static str,
    /// Whether it may hold NULL.
    pub nullable: bool,
}

/// The description of an entity's column.
pub fn col<C: ColumnTrait>(column: C) -> Col {
    let table = match column.entity_name().inner() {
        std::borrow::Cow::Borrowed(name) => name,
        std::borrow::Cow::Owned(name) => name.leak(),
    };
    Col { table, name: column.as_str(), nullable: column.def().is_null() }
}

/// A step along a foreign key: `from` holds the key that `to` is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Join {
    /// The column at the near end.
    pub from: Col,
    /// The column at the far end.
    pub to: Col,
}

/// The step an entity's relation describes, from the foreign key to the key.
pub fn join(relation: RelationDef) -> Join {
    let nullable = |table: &'static str, name: &'static str, nullable: bool| Col { table, name, nullable };
    let from = nullable(table_name(&relation.from_tbl), column_name(&relation.from_col), true);
    let to = nullable(table_name(&relation.to_tbl), column_name(&relation.to_col), false);
    Join { from, to }
}

/// The same step walked backwards, from the key to the rows that hold it.
pub fn back(relation: RelationDef) -> Join {
    let Join { from, to } = join(relation);
    Join { from: to, to: from }
}

fn table_name(table: &sea_orm::sea_query::TableRef) -> &'static str {
    let name = table.sea_orm_table().to_string();
    name.leak()
}

fn column_name(identity: &Identity) -> &'static str {
    match identity {
        Identity::Unary(name) => name.to_string().leak(),
        _ => panic!("relations here have one column"),
    }
}

/// From a row to many: the rows of `to`'s table that hold `from`, then along `then` to the target.
#[derive(Clone, Copy, Debug)]
pub struct Link {
    /// The column of the near row whose value the far rows hold.
    pub from: Col,
    /// The far rows' column that holds it.
    pub to: Col,
    /// A further step, where `to` is the table of a link between the two.
    pub then: Option<Join>,
}

/// The rows whose `relation` leads here.
pub fn many(relation: RelationDef) -> Link {
    let Join { from, to } = back(relation);
    Link { from, to, then: None }
}

/// The rows reached over a table of links: `here` and `there` are that table's relations.
pub fn across(here: RelationDef, there: RelationDef) -> Link {
    Link { then: Some(join(there)), ..many(here) }
}

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
    /// What its lists can be filtered by; `None` where there is no filter.
    pub filters: Option<Vec<Filter>>,
    /// What its lists can be ordered by.
    pub orders: Vec<Order>,
    /// The order of its lists when none is asked for; empty: by key.
    pub default_order: &'static [(&'static str, Direction)],
    /// Fields of its edges that come from the table of links over which a list reaches it.
    pub edge: Vec<EdgeField>,
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
    Cite(CiteCols),
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

/// One thing a noun can be filtered by.
#[derive(Debug)]
pub struct Filter {
    /// GraphQL name.
    pub name: &'static str,
    /// Description.
    pub doc: &'static str,
    /// What is tested.
    pub test: Test,
}

/// What a filter tests.
#[derive(Debug)]
pub enum Test {
    /// The public identity.
    Id,
    /// Text; `folded` holds it folded, else case is folded as ASCII.
    Text {
        /// Steps to the row that holds it.
        path: Vec<Join>,
        /// The column.
        col: Col,
        /// The same text folded for comparison.
        folded: Option<Col>,
    },
    /// A word.
    Word {
        /// Steps to the row that holds it.
        path: Vec<Join>,
        /// The column.
        col: Col,
        /// Its vocabulary.
        words: &'static str,
    },
    /// A list of words.
    Words {
        /// How to get there.
        link: Link,
        /// The column.
        col: Col,
        /// Its vocabulary.
        words: &'static str,
    },
    /// A country.
    Country {
        /// Steps to the row that holds it.
        path: Vec<Join>,
        /// The column.
        col: Col,
    },
    /// A fuzzy date.
    Date(DateCols),
    /// True or false.
    Bool(Col),
    /// Keys in other systems.
    ExternalId,
    /// A sanction's status on a date.
    Status,
    /// The row a foreign key leads to.
    One(Join, Target),
    /// Many rows: some, every, none, count.
    Many(Link, Target),
}

/// The columns of a fuzzy date.
#[derive(Clone, Copy, Debug)]
pub struct DateCols {
    /// EDTF text.
    pub edtf: Col,
    /// First possible day.
    pub earliest: Col,
    /// Last possible day.
    pub latest: Col,
    /// How well it is known.
    pub precision: Col,
    /// Approximate.
    pub approximate: Col,
    /// Uncertain.
    pub uncertain: Col,
    /// As worded.
    pub text: Col,
}

/// One thing a list can be ordered by.
#[derive(Debug)]
pub struct Order {
    /// The word in the order enum.
    pub name: &'static str,
    /// Description.
    pub doc: &'static str,
    /// The keys, most significant first.
    pub keys: Vec<Key>,
}

/// A key of an order.
#[derive(Clone, Debug)]
pub enum Key {
    /// A column, after steps to the row that holds it.
    Col(Vec<Join>, Col),
    /// How many rows a link leads to.
    Count(Link),
}

/// Which way an order goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Smallest first.
    Asc,
    /// Largest first.
    Desc,
}

/// An enumeration.
#[derive(Clone, Debug)]
pub struct Words {
    /// GraphQL name.
    pub name: &'static str,
    /// Description.
    pub doc: &'static str,
    /// Its words.
    pub terms: &'static [Term],
}

/// The enumeration of an entity's vocabulary.
pub fn words<V: Vocabulary>() -> Words {
    Words { name: V::NAME, doc: V::DOC.trim(), terms: V::TERMS }
}

/// A field that is a column, null where the column may be.
pub fn value(name: &'static str, column: impl ColumnTrait, scalar: Scalar, doc: &'static str) -> Field {
    let col = col(column);
    Field { name, doc, nullable: col.nullable, shape: Shape::Value(col, scalar) }
}

/// A field that is a row a foreign key leads to.
pub fn one(name: &'static str, relation: RelationDef, target: Target, nullable: bool, doc: &'static str) -> Field {
    Field { name, doc, nullable, shape: Shape::One(join(relation), target) }
}

/// A field that is a list read in pages, with the target's filter and order.
pub fn page(name: &'static str, link: Link, target: Target, doc: &'static str) -> Field {
    let page = Page { link, target, only_null: Vec::new(), special: Special::Nothing, filtered: true };
    Field { name, doc, nullable: false, shape: Shape::Page(page) }
}

/// A field that is a list read in pages, in the order of recording.
pub fn plain_page(name: &'static str, link: Link, target: Target, doc: &'static str) -> Field {
    let page = Page { link, target, only_null: Vec::new(), special: Special::Nothing, filtered: false };
    Field { name, doc, nullable: false, shape: Shape::Page(page) }
}

/// A field that is a short list of words.
pub fn word_list(
    name: &'static str,
    link: Link,
    column: impl ColumnTrait,
    order: impl ColumnTrait,
    words: &'static str,
    doc: &'static str,
) -> Field {
    let shape = Shape::Words { link, col: col(column), words, order: col(order) };
    Field { name, doc, nullable: false, shape }
}

/// A field that is a short list of rows.
pub fn list(name: &'static str, link: Link, target: Target, order: Vec<Col>, doc: &'static str) -> Field {
    Field { name, doc, nullable: false, shape: Shape::Nouns { link, target, order, only: Vec::new() } }
}

/// An order by columns of the noun's own row.
pub fn order(name: &'static str, columns: Vec<Col>, doc: &'static str) -> Order {
    Order { name, doc, keys: columns.into_iter().map(|col| Key::Col(Vec::new(), col)).collect() }
}

/// A filter.
pub fn filter(name: &'static str, test: Test, doc: &'static str) -> Filter {
    Filter { name, doc, test }
}
