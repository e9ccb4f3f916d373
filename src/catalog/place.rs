//! Places.

use entity::{event, place};
use sea_orm::RelationTrait;

use super::{common::*, vocabulary::*};

/// The noun.
pub fn noun() -> Noun {
    let name = col(place::Column::Name);
    let cite = CiteCols { title: name, date: None, authors: None, publisher: None, url: None, quoted: None };
    let mut fields = record_fields(place::Column::Uid, "plc", "places", name);
    fields.extend([
        text("name", place::Column::Name, Languages::Names, "The name to show. With `lang`, the best name in that language or the nearest more general one, and the name to show where there is none but former ones."),
        value("kind", place::Column::Kind, Scalar::Word("PlaceKind"), "What the place is."),
        value("country", place::Column::Country, Scalar::Text("CountryCode"), "The country it lies in; null for international waters and the like."),
        Field {
            name: "point",
            doc: "A point in it; null where none is known at the certainty that the record needs.",
            nullable: true,
            shape: Shape::Struct { name: "LatLng", parts: vec![col(place::Column::Latitude), col(place::Column::Longitude)], present: vec![col(place::Column::Latitude)] },
        },
        value("geometry", place::Column::Geometry, Scalar::Json, "Its extent as GeoJSON; null where not recorded."),
        one("parent", place::Relation::Parent.def(), Target::Noun("Place"), true, "The place it lies in; null at the top."),
        page("events", many(event::Relation::Place.def()), Target::Noun("Event"), "Events that happened at this very place; those in places within it stand there."),
    ]);
    let mut filters = record_filters();
    filters.extend(named_filters(place::Column::Name, place::Column::NameFolded, place::Column::Country));
    filters.extend([
        filter(
            "kind",
            Test::Word { path: vec![], col: col(place::Column::Kind), words: "PlaceKind" },
            "By what it is.",
        ),
        filter(
            "parent",
            Test::One(join(place::Relation::Parent.def()), Target::Noun("Place")),
            "By the place it lies in; at the top nothing but `{}` holds.",
        ),
        by_location(vec![], "By where its point is. A place without point is nowhere."),
        filter(
            "events",
            Test::Many(many(event::Relation::Place.def()), Target::Noun("Event")),
            "By the events that happened at this very place.",
        ),
    ]);
    let mut orders = vec![
        by_name(place::Column::NameFolded),
        by_distance(
            vec![],
            "How far its point is from the centre of the filter's `location.near`, to the metre. Only where the list's filter has one, at its top level or within its `and`s: the one at the top level counts, else the first.",
        ),
    ];
    orders.extend(record_orders());
    let mut dimensions = vec![
        by_word("KIND", place::Column::Kind, "What it is."),
        by_word("COUNTRY", place::Column::Country, "The country it lies in."),
        by_row("PARENT", place::Relation::Parent.def(), Target::Noun("Place"), "The place it lies in."),
    ];
    dimensions.extend(record_dimensions());
    let geohash = Some((vec![], col(place::Column::Geohash)));
    let groups = Groups { dimensions, geohash, ..Groups::default() };
    Noun {
        name: "Place",
        plural: "places",
        doc: "A place: a building, a city, a country, a region.",
        tables: &["place", "record"],
        key: "id",
        tags: &[("record", "record_type", "PLACE")],
        prefix: Some("plc"),
        record: Some("PLACE"),
        party: false,
        cite: Some(cite),
        fields,
        filters: Some(filters),
        searched: &["names"],
        orders,
        groups,
        default_order: &[("NAME", Direction::Asc)],
        edge: vec![],
    }
}

/// A point.
pub fn point() -> Struct {
    let field = |name, doc| StructField { name, doc, nullable: false, scalar: Scalar::Float };
    Struct {
        name: "LatLng",
        doc: "A point on the globe, WGS 84.",
        fields: vec![field("latitude", "Degrees north, -90 to 90."), field("longitude", "Degrees east, -180 to 180.")],
    }
}
