//! Short ways to write a description down.

use entity::value::{Term, Vocabulary};
use sea_orm::{ColumnTrait, RelationDef};

use super::{columns::*, group::*, noun::*, query::*};

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

/// A dimension of words or codes in a column of the noun's own row.
pub fn by_word(name: &'static str, column: impl ColumnTrait, doc: &'static str) -> Dimension {
    Dimension { name, doc, link: None, path: Vec::new(), col: col(column), only: None, holds: Holds::Word }
}

/// A dimension of rows that a foreign key leads to.
pub fn by_row(name: &'static str, relation: RelationDef, target: Target, doc: &'static str) -> Dimension {
    let col = join(relation).from;
    Dimension { name, doc, link: None, path: Vec::new(), col, only: None, holds: Holds::Key(target) }
}

/// A dimension of words in the rows that a link leads to.
pub fn by_words(name: &'static str, link: Link, column: impl ColumnTrait, doc: &'static str) -> Dimension {
    Dimension { link: Some(link), ..by_word(name, column, doc) }
}

/// A dimension of rows that the rows behind a link lead to.
pub fn by_rows(name: &'static str, link: Link, relation: RelationDef, target: Target, doc: &'static str) -> Dimension {
    Dimension { link: Some(link), ..by_row(name, relation, target, doc) }
}

/// A filter.
pub fn filter(name: &'static str, test: Test, doc: &'static str) -> Filter {
    Filter { name, doc, test }
}
