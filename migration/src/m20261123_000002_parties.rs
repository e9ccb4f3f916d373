//! Organizations and persons, and who holds which post where.
//!
//! A party's row is the rest of its record, and goes with it; an affiliation is the rest of its link, and goes with
//! that, which belongs to the person's record.

use crate::dialect::{Dialect, Types};
use crate::shape::{Presence, country, fuzzy_date, not_empty, one_of};

const PARTY_TYPE: &str = "ORGANIZATION PERSON";
const ORGANIZATION_KIND: &str = "STATE GOVERNMENT MINISTRY AGENCY DIPLOMATIC_MISSION LEGISLATURE COURT SECURITY_FORCE \
    ARMED_GROUP POLITICAL_PARTY MOVEMENT RELIGIOUS_BODY INTERNATIONAL_ORGANIZATION NGO COMPANY MEDIA_OUTLET \
    EDUCATION GROUP UNKNOWN";

/// Creates them.
pub fn statements(dialect: Dialect) -> Vec<String> {
    let Types { text, long, .. } = dialect.types();
    let (party_type, kind) = (one_of("party_type", PARTY_TYPE), one_of("kind", ORGANIZATION_KIND));
    let (name, country) = (not_empty("name"), country("country"));
    let began = fuzzy_date(dialect, "affiliation", "began", Presence::Optional);
    let ended = fuzzy_date(dialect, "affiliation", "ended", Presence::Optional);
    vec![
        dialect.table(
            "party",
            &format!(
                "
        id {long} NOT NULL PRIMARY KEY REFERENCES record (id) ON DELETE CASCADE,
        uid {long} NOT NULL,
        party_type {text} NOT NULL {party_type},
        name {text} NOT NULL {name},
        name_folded {text} NOT NULL,
        country {text} {country}"
            ),
        ),
        // Organizations or persons by name.
        dialect.index("party_by_name", "party", "party_type, name_folded, id"),
        // The parties of a country.
        dialect.index("party_by_country", "party", "country, id"),
        dialect.table(
            "organization",
            &format!(
                "
        id {long} NOT NULL PRIMARY KEY REFERENCES party (id) ON DELETE CASCADE,
        kind {text} NOT NULL {kind},
        sector {text},
        parent_id {long} REFERENCES organization (id),
        website {text},
        description {text},
        CONSTRAINT organization_not_its_own_parent CHECK (parent_id <> id)"
            ),
        ),
        // The parts of an organization.
        dialect.index("organization_by_parent", "organization", "parent_id, id"),
        // The organizations of a kind.
        dialect.index("organization_by_kind", "organization", "kind, id"),
        dialect.table(
            "person",
            &format!(
                "
        id {long} NOT NULL PRIMARY KEY REFERENCES party (id) ON DELETE CASCADE,
        description {text}"
            ),
        ),
        dialect.table(
            "affiliation",
            &format!(
                "
        id {long} NOT NULL PRIMARY KEY REFERENCES link (id) ON DELETE CASCADE,
        uid {long} NOT NULL,
        person_id {long} NOT NULL REFERENCES person (id) ON DELETE CASCADE,
        organization_id {long} NOT NULL REFERENCES organization (id),
        title {text},
        {began},
        {ended}"
            ),
        ),
        // The posts of a person.
        dialect.index("affiliation_by_person", "affiliation", "person_id, id"),
        // The people of an organization.
        dialect.index("affiliation_by_organization", "affiliation", "organization_id, id"),
    ]
}
