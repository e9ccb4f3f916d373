//! Statements: what somebody said.

use entity::{statement, statement_addressee, statement_event, translation};
use sea_orm::RelationTrait;

use super::{common::*, vocabulary::*};

/// The noun.
pub fn noun() -> Noun {
    let said = dates::<statement::Entity>("said");
    let text_col = col(statement::Column::Text);
    let cite = CiteCols {
        title: text_col,
        date: Some(said.edtf),
        authors: None,
        publisher: None,
        url: None,
        quoted: Some(col(statement::Column::Verbatim)),
    };
    let mut fields = record_fields(statement::Column::Uid, "stm", "statements", text_col);
    let mut translations = list(
        "translations",
        many(translation::Relation::Record.def()),
        Target::Noun("Translation"),
        vec![col(translation::Column::Position)],
        "The words in other languages; empty where none is recorded.",
    );
    if let Shape::Nouns { only, .. } = &mut translations.shape {
        only.push((col(translation::Column::Field), "text"));
    }
    fields.extend([
        value(
            "text",
            statement::Column::Text,
            Scalar::Text("String"),
            "The words: character for character where `verbatim`, else a paraphrase in the project's own words.",
        ),
        value("verbatim", statement::Column::Verbatim, Scalar::Bool, "True for a quotation, false for a paraphrase."),
        value(
            "language",
            statement::Column::Language,
            Scalar::Text("LanguageTag"),
            "The language of `text` as printed, which may already be a translation by the source.",
        ),
        translations,
        value("kind", statement::Column::Kind, Scalar::Word("StatementKind"), "What the statement does."),
        one(
            "speaker",
            statement::Relation::Speaker.def(),
            Target::Noun("Person"),
            true,
            "Who said it. Null for institutional statements and where the person is unknown.",
        ),
        value(
            "speakerLabel",
            statement::Column::SpeakerLabel,
            Scalar::Text("String"),
            "The speaker as the source prints it, e.g. \"a foreign ministry spokesperson\"; null where not recorded.",
        ),
        one(
            "onBehalfOf",
            statement::Relation::OnBehalfOf.def(),
            Target::Noun("Organization"),
            true,
            "The organization for which it was said; null where none.",
        ),
        list(
            "addressedTo",
            across(statement_addressee::Relation::Statement.def(), statement_addressee::Relation::Party.def()),
            Target::Party,
            vec![col(statement_addressee::Column::Position)],
            "To whom it was addressed; empty where to everybody or nobody in particular.",
        ),
        value("alleged", statement::Column::Alleged, Scalar::Bool, "Whether it is only alleged that this was said."),
        date("said", said, "When it was said; null where the source does not say."),
        one(
            "partOf",
            statement::Relation::PartOf.def(),
            Target::Noun("Statement"),
            true,
            "The longer statement of which this is one contiguous quotation.",
        ),
        value(
            "channel",
            statement::Column::Channel,
            Scalar::Text("String"),
            "How it was made known: a statement, a website, an interview …; null where the source does not say.",
        ),
        page(
            "events",
            across(statement_event::Relation::Statement.def(), statement_event::Relation::Event.def()),
            Target::Noun("Event"),
            "The events it is about.",
        ),
    ]);
    let mut filters = record_filters();
    filters.extend([
        filter(
            "kind",
            Test::Word { path: vec![], col: col(statement::Column::Kind), words: "StatementKind" },
            "By what the statement does.",
        ),
        filter("verbatim", Test::Bool(col(statement::Column::Verbatim)), "Quotations (true) or paraphrases (false)."),
        filter(
            "language",
            Test::Text { path: vec![], col: col(statement::Column::Language), folded: None },
            "By the language of the text.",
        ),
        filter(
            "alleged",
            Test::Bool(col(statement::Column::Alleged)),
            "Statements that are only alleged (true) or others (false).",
        ),
        filter("said", Test::Date(said), "By when it was said."),
        filter(
            "speaker",
            Test::One(join(statement::Relation::Speaker.def()), Target::Party),
            "By who said it; where that is not known, nothing but `{}` holds.",
        ),
        filter(
            "onBehalfOf",
            Test::One(join(statement::Relation::OnBehalfOf.def()), Target::Party),
            "By the organization for which it was said; where there is none, nothing but `{}` holds.",
        ),
        filter(
            "addressedTo",
            Test::Many(
                across(statement_addressee::Relation::Statement.def(), statement_addressee::Relation::Party.def()),
                Target::Party,
            ),
            "By whom it was addressed to.",
        ),
        filter(
            "events",
            Test::Many(
                across(statement_event::Relation::Statement.def(), statement_event::Relation::Event.def()),
                Target::Noun("Event"),
            ),
            "By the events it is about.",
        ),
    ]);
    let mut orders = vec![order(
        "SAID",
        vec![said.earliest, said.latest],
        "When it was said: by the first possible day, then the last.",
    )];
    orders.extend(record_orders());
    let addressed = || many(statement_addressee::Relation::Statement.def());
    let about = || many(statement_event::Relation::Statement.def());
    let mut dimensions = vec![
        by_word("KIND", statement::Column::Kind, "What it does."),
        by_word("LANGUAGE", statement::Column::Language, "The language of its text."),
        by_row("SPEAKER", statement::Relation::Speaker.def(), Target::Noun("Person"), "Who said it."),
        by_row(
            "ORGANIZATION",
            statement::Relation::OnBehalfOf.def(),
            Target::Noun("Organization"),
            "The organization for which it was said.",
        ),
        by_rows(
            "ADDRESSEE",
            addressed(),
            statement_addressee::Relation::Party.def(),
            Target::Party,
            "Whom it was addressed to: a statement counts for each.",
        ),
        by_rows(
            "EVENT",
            about(),
            statement_event::Relation::Event.def(),
            Target::Noun("Event"),
            "The event it is about: a statement counts for each.",
        ),
    ];
    dimensions.extend(record_dimensions());
    let groups = Groups { dimensions, dates: vec![("SAID", "When it was said.", said)], ..Groups::default() };
    Noun {
        name: "Statement",
        plural: "statements",
        doc: "What somebody said, for whom, to whom, about what. One statement may be reported by several outlets: each is a citation.",
        tables: &["statement", "record"],
        key: "id",
        tags: &[("record", "record_type", "STATEMENT")],
        prefix: Some("stm"),
        record: Some("STATEMENT"),
        party: false,
        cite: Some(cite),
        fields,
        filters: Some(filters),
        searched: &["text", "speakerLabel"],
        orders,
        groups,
        default_order: &[("SAID", Direction::Desc)],
        edge: vec![],
    }
}
