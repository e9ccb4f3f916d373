//! The nouns as the API shows them, described once: which fields a noun has, which columns hold them, how it links
//! to others, what it can be filtered and ordered by. `graphql` makes the schema from this, `plan` the queries.
//! It is data only: it knows columns and relations from the entities, and neither SQL nor HTTP.

mod affiliation;
mod citation;
mod common;
mod dataset;
mod event;
mod organization;
mod participation;
mod parts;
pub mod party;
mod person;
mod place;
mod relation;
mod sanction;
mod source;
mod statement;
mod vocabulary;
mod words;

use std::sync::LazyLock;

pub use self::participation::{DOING, RECEIVING};
pub use self::vocabulary::*;

/// Everything the API shows.
#[derive(Debug)]
pub struct Catalog {
    /// The object types whose values are rows.
    pub nouns: Vec<Noun>,
    /// Values made of several columns of a row, such as an estimate.
    pub structs: Vec<Struct>,
    /// Enumerations.
    pub words: Vec<Words>,
}

impl Catalog {
    /// The noun of that GraphQL name.
    pub fn noun(&self, name: &str) -> Option<&Noun> {
        self.nouns.iter().find(|noun| noun.name == name)
    }

    /// The nouns that are records: those with an address and citations of their own.
    pub fn records(&self) -> impl Iterator<Item = &Noun> {
        self.nouns.iter().filter(|noun| noun.record.is_some())
    }

    /// The nouns that `target` may turn out to be.
    pub fn possible(&self, target: Target) -> Vec<&Noun> {
        match target {
            Target::Noun(name) => self.noun(name).into_iter().collect(),
            Target::Party => self.nouns.iter().filter(|noun| noun.party).collect(),
            Target::Record => self.records().collect(),
        }
    }
}

/// The catalog, built once.
pub fn catalog() -> &'static Catalog {
    static CATALOG: LazyLock<Catalog> = LazyLock::new(|| Catalog {
        nouns: vec![
            event::noun(),
            organization::noun(),
            person::noun(),
            statement::noun(),
            sanction::noun(),
            source::noun(),
            place::noun(),
            participation::noun(),
            relation::noun(),
            affiliation::noun(),
            citation::noun(),
            sanction::status_change(),
            sanction::program(),
            dataset::noun(),
            dataset::import_run(),
            parts::name(),
            parts::external_id(),
            parts::translation(),
        ],
        structs: vec![parts::fuzzy_date(), place::point(), event::estimate(), event::source_code()],
        words: words::all(),
    });
    &CATALOG
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every table a field, filter or order names is one its noun may read, and every target exists.
    #[test]
    fn descriptions_are_consistent() {
        let catalog = catalog();
        for noun in &catalog.nouns {
            assert!(!noun.doc.is_empty() && noun.tables.len() >= noun.tags.len());
            for field in &noun.fields {
                let own = |col: &Col| {
                    assert!(
                        noun.tables.contains(&col.table),
                        "{}.{}: {} is not its table",
                        noun.name,
                        field.name,
                        col.table
                    );
                };
                match &field.shape {
                    Shape::Value(col, _) | Shape::Text { col, .. } => own(col),
                    Shape::Struct { name, parts, .. } => {
                        let described = catalog.structs.iter().find(|known| known.name == *name).expect("struct");
                        assert_eq!(described.fields.len(), parts.len(), "{}.{}", noun.name, field.name);
                        parts.iter().for_each(own);
                    }
                    Shape::One(join, target) => {
                        own(&join.from);
                        assert!(!catalog.possible(*target).is_empty(), "{}.{}", noun.name, field.name);
                    }
                    Shape::Nouns { link, target, .. } | Shape::Page(Page { link, target, .. }) => {
                        own(&link.from);
                        assert!(!catalog.possible(*target).is_empty(), "{}.{}", noun.name, field.name);
                    }
                    Shape::Words { link, .. } => own(&link.from),
                    Shape::Chain | Shape::Computed(_) => {}
                }
            }
        }
    }

    /// What everybody reads is described.
    #[test]
    fn everything_is_described() {
        for noun in &catalog().nouns {
            for field in &noun.fields {
                assert!(field.doc.trim().len() > 8, "{}.{} has no description", noun.name, field.name);
            }
            for filter in noun.filters.iter().flatten() {
                assert!(filter.doc.trim().len() > 8, "{}Filter.{} has no description", noun.name, filter.name);
            }
        }
    }
}
