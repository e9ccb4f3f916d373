//! Places, organizations and persons, as read.

use entity::value::{NameKind, OrganizationKind, PlaceKind};

use super::{Citation, Common, Dated};

/// A name of a party or place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// As written.
    pub value: String,
    /// What it is to its bearer.
    pub kind: NameKind,
    /// BCP 47.
    pub language: Option<String>,
    /// ISO 15924.
    pub script: Option<String>,
}

/// A place.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// What all records have.
    pub common: Common,
    /// The name to show.
    pub name: String,
    /// All names, the one to show among them.
    pub names: Vec<Name>,
    /// What it is.
    pub kind: PlaceKind,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// WGS 84, degrees north and degrees east.
    pub point: Option<(f64, f64)>,
    /// RFC 7946 GeoJSON geometry.
    pub geometry: Option<String>,
    /// Key of the place it lies in.
    pub parent: Option<String>,
}

/// An organization.
#[derive(Clone, Debug, PartialEq)]
pub struct Organization {
    /// What all records have.
    pub common: Common,
    /// The name to show.
    pub name: String,
    /// All names, the one to show among them.
    pub names: Vec<Name>,
    /// What kind it is.
    pub kind: OrganizationKind,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// PLOVER sector code.
    pub sector: Option<String>,
    /// Key of the organization it is part of.
    pub parent: Option<String>,
    /// Its website.
    pub website: Option<String>,
    /// Who it is, in a sentence.
    pub description: Option<String>,
}

/// A person.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// What all records have.
    pub common: Common,
    /// The name to show.
    pub name: String,
    /// All names, the one to show among them.
    pub names: Vec<Name>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// Who it is, in a sentence.
    pub description: Option<String>,
    /// Posts and memberships.
    pub affiliations: Vec<Affiliation>,
}

/// A person's post or membership.
#[derive(Clone, Debug, PartialEq)]
pub struct Affiliation {
    /// Key of the organization.
    pub organization: String,
    /// The post as the source words it.
    pub title: Option<String>,
    /// When it began.
    pub from: Option<Dated>,
    /// When it ended.
    pub to: Option<Dated>,
    /// What it rests on.
    pub citations: Vec<Citation>,
}
