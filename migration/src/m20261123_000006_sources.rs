//! Sources, and what rests on them.

use crate::dialect::{Dialect, Types};
use crate::shape::{Presence, fuzzy_date, instant, not_empty, one_of, sha256};

const VERIFICATION: &str = "VERIFIED DRIFTED MISSING UNARCHIVED";

/// Creates them.
pub fn statements(dialect: Dialect) -> Vec<String> {
    let Types { text, long, int, identity, .. } = dialect.types();
    let (title, retrieved_at, content_hash) = (not_empty("title"), instant("retrieved_at"), sha256("content_hash"));
    let authors = dialect.json("authors", "array");
    let published = fuzzy_date(dialect, "source", "published", Presence::Optional);
    let verification = one_of("verification", VERIFICATION);
    vec![
        dialect.table(
            "source",
            &format!(
                "
        id {long} NOT NULL PRIMARY KEY REFERENCES record (id) ON DELETE CASCADE,
        uid {long} NOT NULL,
        title {text} {title},
        title_folded {text},
        authors {text} NOT NULL CHECK ({authors}),
        outlet_id {long} REFERENCES organization (id),
        url {text},
        {published},
        retrieved_at {text} {retrieved_at},
        language {text},
        content_hash {text} {content_hash},
        CONSTRAINT source_title CHECK ((title IS NULL) = (title_folded IS NULL))"
            ),
        ),
        // Sources by when they were published, and the filter by period.
        dialect.index("source_by_published", "source", "published_earliest, published_latest, id"),
        // Sources by title.
        dialect.index("source_by_title", "source", "title_folded, id"),
        // What an outlet published.
        dialect.index("source_by_outlet", "source", "outlet_id, id"),
        // A citation of a link names the link's record too, and only the link's own: the two columns point together.
        dialect.table(
            "citation",
            &format!(
                "
        id {identity},
        uid {long} NOT NULL UNIQUE,
        source_id {long} NOT NULL REFERENCES source (id),
        record_id {long} NOT NULL REFERENCES record (id) ON DELETE CASCADE,
        link_id {long},
        field {text},
        exact {text},
        prefix {text},
        suffix {text},
        locator {text},
        verification {text} NOT NULL {verification},
        attribution_label {text},
        CONSTRAINT citation_link FOREIGN KEY (link_id, record_id) REFERENCES link (id, record_id) ON DELETE CASCADE"
            ),
        ),
        // What a record itself rests on (no link), or all that is its own.
        dialect.index("citation_by_record", "citation", "record_id, link_id, id"),
        // What a link rests on.
        dialect.index("citation_by_link", "citation", "link_id, id"),
        // What rests on a source.
        dialect.index("citation_by_source", "citation", "source_id, id"),
        dialect.list_table(
            "citation_attribution",
            &format!(
                "
        citation_id {long} NOT NULL REFERENCES citation (id) ON DELETE CASCADE,
        organization_id {long} NOT NULL REFERENCES organization (id),
        position {int} NOT NULL CHECK (position >= 0),
        PRIMARY KEY (citation_id, organization_id)"
            ),
        ),
        // What is credited to an organization.
        dialect.index("citation_attribution_by_organization", "citation_attribution", "organization_id, citation_id"),
    ]
}
