//! `matchParties` over HTTP: what it finds is what judging every party finds, within the bounds that it publishes; it
//! follows the data; whatever the name, it answers.

mod bounds;
mod everybody;
mod follows;

use demarche::domain::record::{Common, Dataset, Name, Organization, Origin, Person, Position, Records};
use entity::value::{NameKind, OrganizationKind, ReviewStatus};
use serde_json::{Value, json};

use crate::world::World;

const MATCH: &str = "query ($name: String!, $country: CountryCode, $limit: Int!, $threshold: Float!) {
    matchParties(name: $name, country: $country, limit: $limit, threshold: $threshold) {
        party { slug } score matched { value } reasons } }";

/// What a server answers to a name.
fn matches(world: &World, name: &str, country: Option<&str>, limit: i64, threshold: f64) -> Value {
    let variables = json!({ "name": name, "country": country, "limit": limit, "threshold": threshold });
    world.data_with(MATCH, variables)["matchParties"].clone()
}

/// The slugs of what was found.
fn slugs(found: &Value) -> Vec<&str> {
    found.as_array().unwrap().iter().map(|found| found["party"]["slug"].as_str().unwrap()).collect()
}

fn common(key: &str) -> Common {
    Common {
        key: key.to_owned(),
        review_status: ReviewStatus::Draft,
        external_ids: Vec::new(),
        citations: Vec::new(),
        translations: Vec::new(),
        position: Position { file: "names".into(), line: 0, column: 0 },
    }
}

/// The first is the main name, the others are aliases.
fn names(values: &[&str]) -> Vec<Name> {
    let name = |(at, value): (usize, &&str)| Name {
        value: (*value).to_owned(),
        kind: if at == 0 { NameKind::Primary } else { NameKind::Alias },
        language: None,
        script: None,
    };
    values.iter().enumerate().map(name).collect()
}

fn person(key: &str, values: &[&str], country: Option<&str>) -> Person {
    Person {
        common: common(key),
        name: values[0].to_owned(),
        names: names(values),
        country: country.map(str::to_owned),
        description: None,
        affiliations: Vec::new(),
    }
}

fn organization(key: &str, values: &[&str], country: Option<&str>) -> Organization {
    Organization {
        common: common(key),
        name: values[0].to_owned(),
        names: names(values),
        kind: OrganizationKind::Unknown,
        country: country.map(str::to_owned),
        sector: None,
        parent: None,
        website: None,
        description: None,
    }
}

fn records(organizations: Vec<Organization>, persons: Vec<Person>) -> Records {
    Records {
        origin: Origin { name: "names".to_owned(), sha256: "0".repeat(64) },
        dataset: Dataset { key: "names".to_owned(), title: "Names".to_owned(), ..Dataset::default() },
        places: Vec::new(),
        organizations,
        persons,
        sources: Vec::new(),
        events: Vec::new(),
        statements: Vec::new(),
        sanctions: Vec::new(),
        programs: Vec::new(),
    }
}
