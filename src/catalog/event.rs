//! Events: what happened, was planned, threatened or alleged.

use entity::{event, event_context, event_relation, participation, place, sanction_event, statement_event};
use sea_orm::RelationTrait;

use super::{common::*, vocabulary::*};

fn occurred() -> DateCols {
    dates::<event::Entity>("occurred")
}

fn statements() -> Link {
    across(statement_event::Relation::Event.def(), statement_event::Relation::Statement.def())
}

fn sanctions() -> Link {
    across(sanction_event::Relation::Event.def(), sanction_event::Relation::Sanction.def())
}

/// The noun.
pub fn noun() -> Noun {
    let title = col(event::Column::Title);
    let cite = CiteCols {
        title,
        date: Some(col(event::Column::OccurredEdtf)),
        authors: None,
        publisher: None,
        url: None,
        quoted: None,
    };
    let mut fields = record_fields(event::Column::Uid, "evt", "events", title);
    let estimates =
        vec![col(event::Column::FatalitiesLow), col(event::Column::FatalitiesBest), col(event::Column::FatalitiesHigh)];
    fields.extend([
        value("scope", event::Column::Scope, Scalar::Word("EventScope"), "A single happening, or an episode whose parts are joined to it by PART_OF."),
        value("factuality", event::Column::Factuality, Scalar::Word("Factuality"), "Whether it happened. A threat that was not carried out is a record too."),
        text("title", event::Column::Title, Languages::Translations("title"), "What to call it, in the project's own words. With `lang`, the translation into that language or the nearest more general one, and the original where there is none."),
        text("summary", event::Column::Summary, Languages::Translations("summary"), "A few sentences in the project's own words; null where the title says it. `lang` as for the title."),
        value("category", event::Column::Category, Scalar::Word("EventCategory"), "What kind of act it was: the PLOVER category. The source's own code stays in `sourceCode`."),
        value("mode", event::Column::Mode, Scalar::Word("EventMode"), "How it was done: the PLOVER mode; null where none fits."),
        word_list("contexts", many(event_context::Relation::Event.def()), event_context::Column::Context, event_context::Column::Position, "EventContext", "What it was about: PLOVER contexts, most important first."),
        value("quadClass", event::Column::QuadClass, Scalar::Word("QuadClass"), "Verbal or material, cooperation or conflict; null where the category belongs to no quadrant."),
        value("goldstein", event::Column::GoldsteinTenths, Scalar::Tenths, "Goldstein scale, -10 (most conflictual) to +10 (most cooperative), to one decimal; null where not scored."),
        structure("sourceCode", "SourceCode", vec![col(event::Column::SourceScheme), col(event::Column::SourceCode), col(event::Column::SourceLabel)], vec![col(event::Column::SourceCode)], "The code that the source itself gave the event; null where it gave none."),
        date("occurred", occurred(), "When it happened, or was to happen."),
        one("place", event::Relation::Place.def(), Target::Noun("Place"), true, "Where it happened; null where the sources do not say."),
        value("placePrecision", event::Column::PlacePrecision, Scalar::Word("PlacePrecision"), "How exactly the place is known; null without a place."),
        structure("fatalities", "Estimate", estimates.clone(), estimates, "Deaths as the source estimates them; null where it gives no number."),
        page("participations", many(participation::Relation::Event.def()), Target::Noun("Participation"), "Who took part, and as what."),
        page("statements", statements(), Target::Noun("Statement"), "What was said about it."),
        page("sanctions", sanctions(), Target::Noun("Sanction"), "Measures taken because of it, or that it put in force, changed or ended: the edge's `kind` says which."),
        Field {
            name: "relations",
            doc: "Directed links to other events: what this responds to (OUT), what responded to it (IN), what it is part of.",
            nullable: false,
            shape: Shape::Page(Page { link: many(event_relation::Relation::From.def()), target: Target::Noun("EventRelation"), only_null: vec![], special: Special::Relations, filtered: false }),
        },
        Field {
            name: "chain",
            doc: "Everything that led to this event (OUT) or followed from it (IN), walked along relations: OUT from an event to what it relates to, IN from an event to what relates to it, each the same way all along; BOTH has the events of either walk, and not what only shares a cause with this one. Each event stands once, with the least number of relations, and the event itself not at all. Nearest first, then in the order of recording. Where more relations would have to be followed than `maxLinks` allows, the request is refused and nothing is left out: ask for certain `kinds`, for fewer hops or one direction.",
            nullable: false,
            shape: Shape::Chain,
        },
    ]);
    let mut filters = record_filters();
    filters.extend([
        filter(
            "title",
            Test::Text { path: vec![], col: title, folded: Some(col(event::Column::TitleFolded)) },
            "By the title in its original language.",
        ),
        filter(
            "category",
            Test::Word { path: vec![], col: col(event::Column::Category), words: "EventCategory" },
            "By PLOVER category.",
        ),
        filter(
            "mode",
            Test::Word { path: vec![], col: col(event::Column::Mode), words: "EventMode" },
            "By PLOVER mode; `eq: null` keeps events without one.",
        ),
        filter(
            "contexts",
            Test::Words {
                link: many(event_context::Relation::Event.def()),
                col: col(event_context::Column::Context),
                words: "EventContext",
            },
            "By what it was about.",
        ),
        filter(
            "scope",
            Test::Word { path: vec![], col: col(event::Column::Scope), words: "EventScope" },
            "Single happenings or episodes of many.",
        ),
        filter(
            "factuality",
            Test::Word { path: vec![], col: col(event::Column::Factuality), words: "Factuality" },
            "By whether it happened.",
        ),
        filter(
            "quadClass",
            Test::Word { path: vec![], col: col(event::Column::QuadClass), words: "QuadClass" },
            "By verbal or material, cooperation or conflict; `eq: null` keeps events in no quadrant.",
        ),
        filter("goldstein", Test::Tenths(col(event::Column::GoldsteinTenths)), "By the Goldstein scale."),
        filter("fatalities", Test::Number(col(event::Column::FatalitiesBest)), "By the best estimate of deaths."),
        filter("occurred", Test::Date(occurred()), "By when it happened."),
        filter(
            "country",
            Test::Country { path: vec![join(event::Relation::Place.def())], col: col(place::Column::Country) },
            "By the country of its place.",
        ),
        filter(
            "place",
            Test::One(join(event::Relation::Place.def()), Target::Noun("Place")),
            "By its place; where that is not known, nothing but `{}` holds.",
        ),
        by_location(
            vec![join(event::Relation::Place.def())],
            "By where it happened: the point of its place. An event without place, or at a place without point, is nowhere.",
        ),
        filter(
            "participations",
            Test::Many(many(participation::Relation::Event.def()), Target::Noun("Participation")),
            "By who took part.",
        ),
        filter("statements", Test::Many(statements(), Target::Noun("Statement")), "By what was said about it."),
        filter(
            "sanctions",
            Test::Many(sanctions(), Target::Noun("Sanction")),
            "By measures linked to it, one entry for each way in which a measure is linked.",
        ),
        filter(
            "relations",
            Test::Relations,
            "By its relations to other events: those from it and those to it, told apart by `direction`.",
        ),
    ]);
    let by_date =
        |name, doc| order(name, vec![col(event::Column::OccurredEarliest), col(event::Column::OccurredLatest)], doc);
    let mut orders = vec![
        by_date("OCCURRED", "When it happened: by the first possible day, then the last."),
        order("TITLE", vec![col(event::Column::TitleFolded)], "The title, without regard to case and diacritics."),
        order("GOLDSTEIN", vec![col(event::Column::GoldsteinTenths)], "Goldstein scale."),
        order("FATALITIES", vec![col(event::Column::FatalitiesBest)], "Best estimate of deaths."),
        Order {
            name: "STATEMENT_COUNT",
            doc: "How many statements are about it.",
            keys: vec![Key::Count(statements())],
        },
        Order {
            name: "SANCTION_COUNT",
            doc: "How many links to measures it has.",
            keys: vec![Key::Count(sanctions())],
        },
    ];
    orders.push(by_distance(
        vec![join(event::Relation::Place.def())],
        "How far the point of its place is from the centre of the filter's `location.near`, to the metre. Only where the list's filter has one, at its top level or within its `and`s: the one at the top level counts, else the first.",
    ));
    orders.extend(record_orders());
    let took_part = || many(participation::Relation::Event.def());
    let party = |name, only, doc| {
        let by = by_rows(name, took_part(), participation::Relation::Party.def(), Target::Party, doc);
        Dimension { only, ..by }
    };
    let mut dimensions = vec![
        by_word("CATEGORY", event::Column::Category, "PLOVER category."),
        by_word("MODE", event::Column::Mode, "PLOVER mode."),
        by_words(
            "CONTEXT",
            many(event_context::Relation::Event.def()),
            event_context::Column::Context,
            "PLOVER context: an event counts for each of its contexts.",
        ),
        by_word("QUAD_CLASS", event::Column::QuadClass, "Verbal or material, cooperation or conflict."),
        Dimension {
            path: vec![join(event::Relation::Place.def())],
            ..by_word("COUNTRY", place::Column::Country, "The country of its place.")
        },
        by_row("PLACE", event::Relation::Place.def(), Target::Noun("Place"), "Its place."),
        party("ORGANIZATION", Some("organization"), "Organization that took part: an event counts for each."),
        party("PERSON", Some("person"), "Person that took part: an event counts for each."),
        party("PARTY", None, "Organization or person that took part: an event counts for each."),
        by_words(
            "ROLE",
            took_part(),
            participation::Column::Role,
            "What somebody did or was in it: an event counts for each role. Together with ORGANIZATION, PERSON or PARTY: the role of that party.",
        ),
    ];
    dimensions.extend(record_dimensions());
    let groups = Groups {
        dimensions,
        dates: vec![("OCCURRED", "When it happened.", occurred())],
        geohash: Some((vec![join(event::Relation::Place.def())], col(place::Column::Geohash))),
        measures: vec![
            Measure {
                name: "averageGoldstein",
                doc: "The mean of its events on the Goldstein scale, of those that are scored; null where none is.",
                of: Of::MeanOfTenths(col(event::Column::GoldsteinTenths)),
            },
            Measure {
                name: "fatalities",
                doc: "The sums of its events' estimates of deaths: of all low ones, of all best ones, of all high ones; an event without such an estimate adds nothing, and where no event has one the sum is null.",
                of: Of::Sums(
                    "Estimate",
                    vec![
                        col(event::Column::FatalitiesLow),
                        col(event::Column::FatalitiesBest),
                        col(event::Column::FatalitiesHigh),
                    ],
                ),
            },
        ],
    };
    Noun {
        name: "Event",
        plural: "events",
        doc: "What happened, was planned, threatened or alleged: one happening, or an episode of many.",
        tables: &["event", "record"],
        key: "id",
        tags: &[("record", "record_type", "EVENT")],
        prefix: Some("evt"),
        record: Some("EVENT"),
        party: false,
        cite: Some(cite),
        fields,
        filters: Some(filters),
        searched: &["title", "summary"],
        orders,
        groups,
        default_order: &[("OCCURRED", Direction::Desc)],
        edge: vec![EdgeField {
            name: "kind",
            doc: "On a sanction's events: what the event is to the measure. One that is linked in several ways has an entry for each, by the alphabet of these words. Null on other lists.",
            col: col(sanction_event::Column::Kind),
            scalar: Scalar::Word("SanctionEventKind"),
        }],
    }
}

fn structure(name: &'static str, of: &'static str, parts: Vec<Col>, present: Vec<Col>, doc: &'static str) -> Field {
    Field { name, doc, nullable: true, shape: Shape::Struct { name: of, parts, present } }
}

/// Deaths.
pub fn estimate() -> Struct {
    let field = |name, doc| StructField { name, doc, nullable: true, scalar: Scalar::Int };
    Struct {
        name: "Estimate",
        doc: "Low, best and high estimate as a source gives them: some sources hold a low one that is above their best.",
        fields: vec![
            field("low", "The lowest number the source holds possible; null where it gives none."),
            field("best", "The number the source holds most likely; null where it gives none."),
            field("high", "The highest number the source holds possible; null where it gives none."),
        ],
    }
}

/// The source's own code.
pub fn source_code() -> Struct {
    let field = |name, nullable, scalar, doc| StructField { name, doc, nullable, scalar };
    Struct {
        name: "SourceCode",
        doc: "The code that the source gave an event, in the source's own scheme.",
        fields: vec![
            field("scheme", false, Scalar::Word("CodeScheme"), "Which scheme it belongs to."),
            field("code", false, Scalar::Text("String"), "The code, as the source spells it (0211 keeps its zero)."),
            field("label", true, Scalar::Text("String"), "What the scheme calls it; null where not recorded."),
        ],
    }
}
