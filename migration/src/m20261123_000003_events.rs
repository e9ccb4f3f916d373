//! Places, events, who took part in them, and how they relate to one another.

use crate::dialect::{Dialect, Types};
use crate::shape::{Presence, country, fuzzy_date, not_empty, one_of};

const SCOPE: &str = "SINGLE EPISODE";
const FACTUALITY: &str = "OCCURRED PLANNED THREATENED DID_NOT_OCCUR ALLEGED";
const CATEGORY: &str = "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST \
    SANCTION MOBILIZE COERCE ASSAULT STATEMENT OTHER";
const MODE: &str = "ASSIST CHANGE YIELD MEET DISAPPROVE INVESTIGATE ALLEGE RESTRICT ARREST RELATIONS EXPEL TERRITORY \
    VIOLENCE DEMO RIOT STRIKE HUNGER BOYCOTT OBSTRUCT VANDALIZE CONVICT WITHDRAW DISCONTINUE TROOPS WEAPONS POLICE \
    MILITIA SEIZE CENSOR CURFEW MARTIAL_LAW DEPORT WITHHOLD MISINFORMATION CYBER ABDUCT BEAT TORTURE SEXUAL TARGETED \
    DESTROY PRIMITIVE FIREARMS EXPLOSIVES SUICIDE_ATTACK AERIAL DRONE HEAVY_WEAPONS CROWD_CONTROL UNCONVENTIONAL \
    VISIT THIRD_PARTY MULTILATERAL PHONE RELEASE DISARM CEASEFIRE ACCESS RESIGN";
const CONTEXT: &str = "MILITARY INTELLIGENCE EXECUTIVE LEGISLATIVE ELECTION POLITICAL_INSTITUTIONS PRO_DEMOCRACY \
    PRO_AUTOCRACY ECONOMIC LEGAL REPARATIONS HUMAN_RIGHTS RIGHTS_FREEDOMS REPRESSION HUMAN_SECURITY GENDER LGBT \
    RELIGION_ETHNICITY INEQUALITY DIPLOMATIC TERRITORY PEACEKEEPING HEALTH ASYLUM MIGRATION DISASTERS \
    NATURAL_RESOURCE ENVIRONMENT TECHNOLOGY TERRORISM CBRN CYBER MISINFORMATION CRIME CORRUPTION ILLEGAL_DRUGS \
    TRAFFICKING";
const QUAD_CLASS: &str = "VERBAL_COOPERATION MATERIAL_COOPERATION VERBAL_CONFLICT MATERIAL_CONFLICT";
const CODE_SCHEME: &str = "PLOVER CAMEO ACLED UCDP ICEWS OTHER";
const PLACE_PRECISION: &str = "EXACT NEAR ADM2 ADM1 AREA COUNTRY INTERNATIONAL";
const PLACE_KIND: &str = "SITE CITY ADM2 ADM1 COUNTRY REGION WATER OTHER";
const ROLE: &str = "ACTOR RECIPIENT SIDE_A SIDE_B TARGET VICTIM ORGANIZER PARTICIPANT HOST VISITOR MEDIATOR SUPPORTER \
    ASSOCIATED ISSUER SPOKESPERSON WITNESS AUTHORITY DETAINEE";
const RELATION_KIND: &str = "CAUSED_BY TRIGGERED_BY RESPONSE_TO RETALIATION_FOR ESCALATES DE_ESCALATES FOLLOWS \
    PART_OF IMPLEMENTS REVERSES CONTRADICTS CORRECTS DUPLICATE_OF RELATED_TO";

/// Creates them.
pub fn statements(dialect: Dialect) -> Vec<String> {
    [places(dialect), events(dialect), links(dialect)].concat()
}

fn places(dialect: Dialect) -> Vec<String> {
    let Types { text, long, real, .. } = dialect.types();
    let (name, kind, country) = (not_empty("name"), one_of("kind", PLACE_KIND), country("country"));
    let geometry = dialect.json("geometry", "object");
    vec![
        dialect.table(
            "place",
            &format!(
                "
        id {long} NOT NULL PRIMARY KEY REFERENCES record (id) ON DELETE CASCADE,
        uid {long} NOT NULL,
        name {text} NOT NULL {name},
        name_folded {text} NOT NULL,
        kind {text} NOT NULL {kind},
        country {text} {country},
        latitude {real} CHECK (latitude BETWEEN -90 AND 90),
        longitude {real} CHECK (longitude BETWEEN -180 AND 180),
        geometry {text} CHECK ({geometry}),
        parent_id {long} REFERENCES place (id),
        CONSTRAINT place_point CHECK ((latitude IS NULL) = (longitude IS NULL)),
        CONSTRAINT place_not_its_own_parent CHECK (parent_id <> id)"
            ),
        ),
        // Places by name.
        dialect.index("place_by_name", "place", "name_folded, id"),
        // The places within a place.
        dialect.index("place_by_parent", "place", "parent_id, id"),
        // The places of a country.
        dialect.index("place_by_country", "place", "country, id"),
    ]
}

fn events(dialect: Dialect) -> Vec<String> {
    let Types { text, long, int, .. } = dialect.types();
    let (scope, factuality, title) = (one_of("scope", SCOPE), one_of("factuality", FACTUALITY), not_empty("title"));
    let (category, mode, quad_class) =
        (one_of("category", CATEGORY), one_of("mode", MODE), one_of("quad_class", QUAD_CLASS));
    let (source_scheme, source_code) = (one_of("source_scheme", CODE_SCHEME), not_empty("source_code"));
    let place_precision = one_of("place_precision", PLACE_PRECISION);
    let occurred = fuzzy_date(dialect, "event", "occurred", Presence::Required);
    let context = one_of("context", CONTEXT);
    vec![
        dialect.table(
            "event",
            &format!(
                "
        id {long} NOT NULL PRIMARY KEY REFERENCES record (id) ON DELETE CASCADE,
        uid {long} NOT NULL,
        scope {text} NOT NULL {scope},
        factuality {text} NOT NULL {factuality},
        title {text} NOT NULL {title},
        title_folded {text} NOT NULL,
        summary {text},
        category {text} NOT NULL {category},
        mode {text} {mode},
        quad_class {text} {quad_class},
        goldstein_tenths {int} CHECK (goldstein_tenths BETWEEN -100 AND 100),
        source_scheme {text} {source_scheme},
        source_code {text} {source_code},
        source_label {text},
        {occurred},
        place_id {long} REFERENCES place (id),
        place_precision {text} {place_precision},
        fatalities_low {int},
        fatalities_best {int},
        fatalities_high {int},
        CONSTRAINT event_source_code CHECK ((source_scheme IS NULL) = (source_code IS NULL)),
        CONSTRAINT event_fatalities CHECK (fatalities_low >= 0 AND fatalities_best >= 0 AND fatalities_high >= 0)"
            ),
        ),
        // Events by time: the default order, and the filter by period.
        dialect.index("event_by_occurred", "event", "occurred_earliest, occurred_latest, id"),
        // Events by title.
        dialect.index("event_by_title", "event", "title_folded, id"),
        // The events at a place.
        dialect.index("event_by_place", "event", "place_id, id"),
        // The events of a category, by time.
        dialect.index("event_by_category", "event", "category, occurred_earliest, occurred_latest, id"),
        // Events by how conflictual they are.
        dialect.index("event_by_goldstein", "event", "goldstein_tenths, id"),
        // Events by how deadly they were.
        dialect.index("event_by_fatalities", "event", "fatalities_best, id"),
        dialect.list_table(
            "event_context",
            &format!(
                "
        event_id {long} NOT NULL REFERENCES event (id) ON DELETE CASCADE,
        context {text} NOT NULL {context},
        position {int} NOT NULL CHECK (position >= 0),
        PRIMARY KEY (event_id, context)"
            ),
        ),
        // The events of a context.
        dialect.index("event_context_by_context", "event_context", "context, event_id"),
    ]
}

fn links(dialect: Dialect) -> Vec<String> {
    let Types { text, long, .. } = dialect.types();
    let (role, kind) = (one_of("role", ROLE), one_of("kind", RELATION_KIND));
    let alleged = dialect.boolean("alleged", "NOT NULL");
    vec![
        dialect.table(
            "participation",
            &format!(
                "
        id {long} NOT NULL PRIMARY KEY REFERENCES link (id) ON DELETE CASCADE,
        uid {long} NOT NULL,
        event_id {long} NOT NULL REFERENCES event (id) ON DELETE CASCADE,
        party_id {long} NOT NULL REFERENCES party (id),
        on_behalf_of_id {long} REFERENCES organization (id),
        role {text} NOT NULL {role},
        {alleged},
        note {text}"
            ),
        ),
        // Who took part in an event.
        dialect.index("participation_by_event", "participation", "event_id, id"),
        // What a party took part in.
        dialect.index("participation_by_party", "participation", "party_id, event_id"),
        // What was done on behalf of an organization.
        dialect.index("participation_by_on_behalf_of", "participation", "on_behalf_of_id, id"),
        dialect.table(
            "event_relation",
            &format!(
                "
        id {long} NOT NULL PRIMARY KEY REFERENCES link (id) ON DELETE CASCADE,
        uid {long} NOT NULL,
        kind {text} NOT NULL {kind},
        from_id {long} NOT NULL REFERENCES event (id) ON DELETE CASCADE,
        to_id {long} NOT NULL REFERENCES event (id),
        note {text},
        CONSTRAINT event_relation_not_to_itself CHECK (from_id <> to_id)"
            ),
        ),
        // What an event says of others.
        dialect.index("event_relation_by_from", "event_relation", "from_id, id"),
        // What other events say of it.
        dialect.index("event_relation_by_to", "event_relation", "to_id, id"),
    ]
}
