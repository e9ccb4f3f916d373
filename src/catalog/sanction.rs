//! Sanctions with their status history, and the programmes they belong to.

use entity::{
    citation, program_measure, sanction, sanction_event, sanction_issuer, sanction_measure, sanction_program,
    sanction_target, status_change,
};
use sea_orm::RelationTrait;

use super::{common::*, parts::part, vocabulary::*};

/// The noun.
pub fn noun() -> Noun {
    let announced = dates::<sanction::Entity>("announced");
    let effective = dates::<sanction::Entity>("effective");
    let expires = dates::<sanction::Entity>("expires");
    let ended = dates::<sanction::Entity>("ended");
    let title = col(sanction::Column::Title);
    let issuers = across(sanction_issuer::Relation::Sanction.def(), sanction_issuer::Relation::Party.def());
    let targets = across(sanction_target::Relation::Sanction.def(), sanction_target::Relation::Party.def());
    let measures = many(sanction_measure::Relation::Sanction.def());
    let events = across(sanction_event::Relation::Sanction.def(), sanction_event::Relation::Event.def());
    let cite = CiteCols { title, date: Some(announced.edtf), authors: None, publisher: None, url: None, quoted: None };
    let mut fields = record_fields(sanction::Column::Uid, "snc", "sanctions", title);
    fields.extend([
        value("title", sanction::Column::Title, Scalar::Text("String"), "What to call it, in the project's own words."),
        word_list("measures", measures, sanction_measure::Column::Measure, sanction_measure::Column::Position, "Measure", "What it does: one or several measures."),
        computed("status", Computed::Status, "Where the measure stands on a day: the last change in `statusHistory` whose earliest day is not after it, UNKNOWN where there is none. This is about the world, not about when this database learned of it."),
        list("statusHistory", many(status_change::Relation::Sanction.def()), Target::Noun("StatusChange"), vec![col(status_change::Column::Position)], "Every known change of status, oldest first."),
        computed("inForce", Computed::InForce, "Whether `status` is IN_FORCE on a day."),
        list("issuers", issuers, Target::Party, vec![col(sanction_issuer::Column::Position)], "Who imposed it."),
        list("targets", targets, Target::Party, vec![col(sanction_target::Column::Position)], "Whom it is against."),
        date("announced", announced, "When it was announced or listed; null where the sources do not say."),
        date("effective", effective, "When it took effect; null where the sources do not say."),
        date("expires", expires, "When it is due to run out; null where no end was set."),
        date("ended", ended, "When it ended; null where it has not, or the sources do not say."),
        one("program", sanction::Relation::Program.def(), Target::Noun("SanctionProgram"), true, "The programme it belongs to; null where none."),
        value("legalBasis", sanction::Column::LegalBasis, Scalar::Text("String"), "The legal act it rests on; null where the sources name none."),
        value("reason", sanction::Column::Reason, Scalar::Text("String"), "Why, as its issuer gives it; null where the sources give none."),
        value("scope", sanction::Column::Scope, Scalar::Text("String"), "What exactly it covers; null where the measures say it all."),
        page("events", events, Target::Noun("Event"), "Events it responds to, or that put it in force, changed or ended it: the edge's `kind` says which."),
    ]);
    let mut filters = record_filters();
    filters.extend([
        filter(
            "title",
            Test::Text { path: vec![], col: title, folded: Some(col(sanction::Column::TitleFolded)) },
            "By the title.",
        ),
        filter(
            "measures",
            Test::Words { link: measures, col: col(sanction_measure::Column::Measure), words: "Measure" },
            "By what it does.",
        ),
        filter("status", Test::Status, "By where it stands on a day."),
        filter("announced", Test::Date(announced), "By when it was announced."),
        filter("effective", Test::Date(effective), "By when it took effect."),
        filter("expires", Test::Date(expires), "By when it is due to run out."),
        filter("ended", Test::Date(ended), "By when it ended."),
        filter(
            "program",
            Test::Text {
                path: vec![join(sanction::Relation::Program.def())],
                col: col(sanction_program::Column::Key),
                folded: None,
            },
            "By the key of the programme it belongs to.",
        ),
        filter("issuers", Test::Many(issuers, Target::Party), "By who imposed it."),
        filter("targets", Test::Many(targets, Target::Party), "By whom it is against."),
        filter("events", Test::Many(events, Target::Noun("Event")), "By the events it is linked to."),
    ]);
    let mut orders = vec![
        order("ANNOUNCED", vec![announced.earliest, announced.latest], "When it was announced."),
        order("EFFECTIVE", vec![effective.earliest, effective.latest], "When it took effect."),
        order("EXPIRES", vec![expires.earliest, expires.latest], "When it is due to run out."),
        order("ENDED", vec![ended.earliest, ended.latest], "When it ended."),
        order("TITLE", vec![col(sanction::Column::TitleFolded)], "The title, without regard to case and diacritics."),
    ];
    orders.extend(record_orders());
    let mut dimensions = vec![
        by_words(
            "MEASURE",
            measures,
            sanction_measure::Column::Measure,
            "What it does: it counts for each of its measures.",
        ),
        by_rows(
            "ISSUER",
            many(sanction_issuer::Relation::Sanction.def()),
            sanction_issuer::Relation::Party.def(),
            Target::Party,
            "Who imposed it: it counts for each.",
        ),
        by_rows(
            "TARGET",
            many(sanction_target::Relation::Sanction.def()),
            sanction_target::Relation::Party.def(),
            Target::Party,
            "Whom it is against: it counts for each.",
        ),
        by_row(
            "PROGRAM",
            sanction::Relation::Program.def(),
            Target::Noun("SanctionProgram"),
            "The programme it belongs to.",
        ),
    ];
    dimensions.extend(record_dimensions());
    let dates = vec![
        ("ANNOUNCED", "When it was announced.", announced),
        ("EFFECTIVE", "When it took effect.", effective),
        ("EXPIRES", "When it is due to run out.", expires),
        ("ENDED", "When it ended.", ended),
    ];
    let groups = Groups { dimensions, dates, ..Groups::default() };
    Noun {
        name: "Sanction",
        plural: "sanctions",
        doc: "A measure, or a bundle of measures, by some parties against others: from an expelled ambassador to an asset freeze.",
        tables: &["sanction", "record"],
        key: "id",
        tags: &[("record", "record_type", "SANCTION")],
        prefix: Some("snc"),
        record: Some("SANCTION"),
        party: false,
        cite: Some(cite),
        fields,
        filters: Some(filters),
        searched: &["title", "reason", "scope", "legalBasis"],
        orders,
        groups,
        default_order: &[("ANNOUNCED", Direction::Desc)],
        edge: vec![EdgeField {
            name: "kind",
            doc: "On an event's measures: what the event is to the measure. One that is linked in several ways has an entry for each, by the alphabet of these words. Null on other lists.",
            col: col(sanction_event::Column::Kind),
            scalar: Scalar::Word("SanctionEventKind"),
        }],
    }
}

/// A change of status.
pub fn status_change() -> Noun {
    let changed = dates::<status_change::Entity>("changed");
    part(
        "StatusChange",
        "A dated, cited change in where a measure stands.",
        &["status_change", "link"],
        vec![
            value(
                "status",
                status_change::Column::Status,
                Scalar::Word("SanctionStatus"),
                "Where the measure stood from then on.",
            ),
            date(
                "on",
                changed,
                "When it changed; null where the sources do not say: then it never counts towards the status on a day.",
            ),
            one(
                "event",
                status_change::Relation::Event.def(),
                Target::Noun("Event"),
                true,
                "The event that changed it; null where not recorded.",
            ),
            list(
                "citations",
                many(citation::Relation::Link.def()),
                Target::Noun("Citation"),
                vec![col(citation::Column::Id)],
                "Where the change rests.",
            ),
        ],
    )
}

/// A programme.
pub fn program() -> Noun {
    let fields = vec![
        value("id", sanction_program::Column::Uid, Scalar::Id("prg"), ID),
        value("key", sanction_program::Column::Key, Scalar::Text("String"), "The programme's key, e.g. EU-IRQ."),
        value("title", sanction_program::Column::Title, Scalar::Text("String"), "What the programme is called."),
        value(
            "url",
            sanction_program::Column::Url,
            Scalar::Text("URL"),
            "Where it is described; null where not recorded.",
        ),
        one(
            "issuer",
            sanction_program::Relation::Issuer.def(),
            Target::Noun("Organization"),
            true,
            "Who runs it; null where not recorded.",
        ),
        word_list(
            "measures",
            many(program_measure::Relation::Program.def()),
            program_measure::Column::Measure,
            program_measure::Column::Position,
            "Measure",
            "The measures it uses.",
        ),
    ];
    let doc = "A programme under which sanctions are imposed.";
    Noun { prefix: Some("prg"), ..part("SanctionProgram", doc, &["sanction_program"], fields) }
}
