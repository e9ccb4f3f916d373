//! Data sets and the runs that imported them.

use entity::{dataset, import_run};
use sea_orm::RelationTrait;

use super::{
    common::{ID, computed},
    parts::part,
    vocabulary::*,
};

/// The noun.
pub fn noun() -> Noun {
    let fields = vec![
        value("id", dataset::Column::Uid, Scalar::Id("dst"), ID),
        value("key", dataset::Column::Key, Scalar::Text("String"), "Short readable key, unique."),
        value("title", dataset::Column::Title, Scalar::Text("String"), "What to call it."),
        value(
            "license",
            dataset::Column::License,
            Scalar::Text("String"),
            "Under which terms it may be used: an SPDX identifier where there is one.",
        ),
        value("attribution", dataset::Column::Attribution, Scalar::Text("String"), "Whom to credit, ready to print."),
        value("url", dataset::Column::Url, Scalar::Text("URL"), "Where it comes from; null where it has no address."),
        computed(
            "recordCounts",
            Computed::RecordCounts,
            "How many records of each type it holds, by type; types without any are left out.",
        ),
        plain_page(
            "imports",
            many(import_run::Relation::Dataset.def()),
            Target::Noun("ImportRun"),
            "The runs that loaded it, oldest first.",
        ),
    ];
    let doc = "A body of records that came together, with its licence and whom to credit.";
    Noun { prefix: Some("dst"), ..part("Dataset", doc, &["dataset"], fields) }
}

/// One run of an import.
pub fn import_run() -> Noun {
    let count = |name, column, doc| value(name, column, Scalar::Int, doc);
    let fields = vec![
        value("id", import_run::Column::Uid, Scalar::Id("run"), ID),
        value("file", import_run::Column::File, Scalar::Text("String"), "The name of what was read."),
        value("sha256", import_run::Column::Sha256, Scalar::Text("String"), "SHA-256 of what was read, hexadecimal."),
        value("startedAt", import_run::Column::StartedAt, Scalar::Text("DateTime"), "When it began."),
        value(
            "finishedAt",
            import_run::Column::FinishedAt,
            Scalar::Text("DateTime"),
            "When it was finished; null while it runs or where it broke off.",
        ),
        count("read", import_run::Column::Read, "Records read."),
        count("inserted", import_run::Column::Inserted, "Records new to the database."),
        count("updated", import_run::Column::Updated, "Records changed."),
        count("unchanged", import_run::Column::Unchanged, "Records that were already there, alike."),
        count("skipped", import_run::Column::Skipped, "Records left out on purpose."),
        count("rejected", import_run::Column::Rejected, "Records refused as faulty."),
    ];
    let doc = "One run of an import into a data set. All counts are of records.";
    Noun { prefix: Some("run"), ..part("ImportRun", doc, &["import_run"], fields) }
}
