//! From rows of UCDP GED to records: events with their dates, places, both sides, deaths, and the reports they rest on.
//!
//! Nothing is left out unsaid. What the records have no room for: the conflict and dyad as things of their own, the
//! deaths by side, the grid cell, administrative divisions.

use std::collections::BTreeMap;

use demarche::domain::{
    fold::fold,
    fuzzy_date::{Date, FuzzyDate},
    record::{
        Citation, Common, Dataset, Dated, Estimate, Event, ExternalId, Name, Organization, Origin, Participation,
        Place, Position, Records, Source, SourceCode,
    },
    taxonomy,
};
use entity::value::*;

use super::{countries::iso, file::Row};

/// What rows become, with what is shared among them found again.
#[derive(Default)]
struct Converter {
    records: Records,
    keys: BTreeMap<String, String>,
}

/// The records of rows.
pub fn records(rows: &[Row]) -> Records {
    let mut converter = Converter::default();
    for (line, row) in (2..).zip(rows) {
        converter.event(row, line);
    }
    let dataset = Dataset {
        key: "ucdp-ged-231-sample".to_owned(),
        title: "UCDP Georeferenced Event Dataset 23.1, a sample".to_owned(),
        license: "CC-BY-4.0".to_owned(),
        attribution: "Uppsala Conflict Data Program, UCDP GED Global version 23.1".to_owned(),
        url: Some("https://ucdp.uu.se/downloads/".to_owned()),
    };
    let origin = Origin { name: "ged231-sample-49-columns.csv".to_owned(), sha256: "0".repeat(64) };
    Records { dataset, origin, ..converter.records }
}

fn common(key: &str, external_ids: &[(&str, &str)], line: u32) -> Common {
    let external = |(scheme, value): &(&str, &str)| ExternalId {
        scheme: (*scheme).to_owned(),
        value: (*value).to_owned(),
        url: None,
    };
    Common {
        key: key.to_owned(),
        review_status: ReviewStatus::Draft,
        external_ids: external_ids.iter().map(external).collect(),
        citations: Vec::new(),
        translations: Vec::new(),
        position: Position { file: "ged231-sample-49-columns.csv".into(), line, column: 1 },
    }
}

/// The beginning of a text that is short enough to order by.
fn short(text: &str) -> String {
    if fold(text).len() <= 300 {
        return text.to_owned();
    }
    let fits = text.char_indices().map(|(end, _)| end).take_while(|end| fold(&text[..*end]).len() <= 300);
    format!("{}…", &text[..fits.last().unwrap_or(0)])
}

impl Converter {
    /// The key of what is called `name` among those of a kind; it is made when it is first met.
    fn key(&mut self, kind: &str, name: &str, make: impl FnOnce(&mut Self, &str)) -> String {
        let name = format!("{kind}/{name}");
        if let Some(key) = self.keys.get(&name) {
            return key.clone();
        }
        let key = format!("{kind}-{}", self.keys.keys().filter(|known| known.starts_with(&format!("{kind}/"))).count());
        self.keys.insert(name, key.clone());
        make(self, &key);
        key
    }

    fn place(&mut self, row: &Row, line: u32) -> String {
        let [name, latitude, longitude] = ["where_coordinates", "latitude", "longitude"].map(|column| row.text(column));
        let country = iso(row.number("country_id"));
        // geom_wkt says the same with fewer digits, and once (141599) with the wrong sign
        let point: (f64, f64) = (latitude.parse().unwrap(), longitude.parse().unwrap());
        let kind = match row.number("where_prec") {
            "1" | "2" => PlaceKind::City,
            "3" => PlaceKind::Adm2,
            "4" => PlaceKind::Adm1,
            "6" => PlaceKind::Country,
            "7" => PlaceKind::Water,
            _ => PlaceKind::Region,
        };
        self.key("place", &format!("{country}/{name}/{latitude}/{longitude}"), |this, key| {
            this.records.places.push(Place {
                common: common(key, &[], line),
                name: short(name),
                names: names(name),
                kind,
                country: Some(country.to_owned()),
                point: Some(point),
                geometry: None,
                parent: None,
            });
        })
    }

    fn actor(&mut self, row: &Row, side: &str, line: u32) -> String {
        let (id, name) = (row.number(&format!("{side}_new_id")), row.text(side));
        let state = row.text(if side == "side_a" { "gwnoa" } else { "gwnob" }).strip_suffix(".0");
        let kind = match (state, name) {
            (Some(_), _) => OrganizationKind::Government,
            (None, "Civilians") => OrganizationKind::Group,
            (None, _) => OrganizationKind::ArmedGroup,
        };
        self.key("actor", id, |this, key| {
            let common = common(key, &[("ucdp_actor", id)], line);
            let country = state.map(|number| iso(number).to_owned());
            this.records.organizations.push(organization(common, name, kind, country));
        })
    }

    /// A report: outlet, day and headline; or a reference as the older rows print it.
    fn citation(&mut self, row: &Row, report: &str, listed: Option<(&str, &str)>, line: u32) -> Citation {
        let source = self.key("report", report, |this, key| {
            let title = match listed {
                Some((outlet, day)) => report
                    .trim_start()
                    .strip_prefix(outlet.trim())
                    .and_then(|rest| rest.trim_start().strip_prefix(',')?.strip_prefix(day)?.strip_prefix(','))
                    .unwrap_or_else(|| panic!("line {line}: {report} begins with {outlet} and {day}")),
                None => report,
            };
            let outlet = listed.map(|(outlet, _)| {
                this.key("outlet", outlet.trim(), |this, key| {
                    let organization = organization(common(key, &[], line), outlet, OrganizationKind::Unknown, None);
                    this.records.organizations.push(organization);
                })
            });
            let day = listed.map(|(_, day)| Dated { date: FuzzyDate::parse(day).unwrap(), text: None });
            this.records.sources.push(Source {
                common: common(key, &[], line),
                title: Some(short(title)),
                authors: Vec::new(),
                outlet,
                url: None,
                published: day,
                retrieved_at: None,
                language: None,
                content_hash: None,
            });
        });
        let original = row.text("source_original");
        Citation {
            source,
            exact: None,
            prefix: None,
            suffix: None,
            locator: None,
            field: None,
            attributed_to: Vec::new(),
            attribution_label: (!original.is_empty()).then(|| original.to_owned()),
            verification: Verification::Unarchived,
            position: Position { file: "ged231-sample-49-columns.csv".into(), line, column: 1 },
        }
    }

    fn citations(&mut self, row: &Row, line: u32) -> Vec<Citation> {
        let article = row.text("source_article");
        if row.number("number_of_sources") == "-1" {
            return vec![self.citation(row, article, None, line)];
        }
        let reports: Vec<&str> = article.trim_matches('"').split("\";\"").collect();
        let outlets: Vec<&str> = row.text("source_office").split(';').collect();
        let days: Vec<&str> = row.text("source_date").split(';').collect();
        let count = usize::try_from(row.count("number_of_sources")).unwrap();
        assert_eq!([reports.len(), outlets.len(), days.len()], [count; 3], "line {line}: {article}");
        let listed = reports.iter().zip(outlets.iter().zip(&days));
        listed.map(|(report, (outlet, day))| self.citation(row, report, Some((outlet, day)), line)).collect()
    }

    fn event(&mut self, row: &Row, line: u32) {
        let (code, label) = match row.number("type_of_violence") {
            "1" => ("1", "state-based conflict"),
            "2" => ("2", "non-state conflict"),
            "3" => ("3", "one-sided violence"),
            other => panic!("line {line}: there is no type of violence {other}"),
        };
        let roles = match code {
            "3" => [ParticipationRole::Actor, ParticipationRole::Victim],
            _ => [ParticipationRole::SideA, ParticipationRole::SideB],
        };
        let sides = ["side_a", "side_b"].map(|side| self.actor(row, side, line));
        let participation = |(role, party)| Participation {
            role,
            party,
            on_behalf_of: None,
            alleged: false,
            note: None,
            citations: Vec::new(),
        };
        let id = row.number("id");
        let ids = [("ucdp_ged", id), ("ucdp_relid", row.text("relid"))];
        let category = EventCategory::Assault;
        let event = Event {
            common: Common { citations: self.citations(row, line), ..common(&format!("ged-{id}"), &ids, line) },
            scope: EventScope::Single,
            factuality: Factuality::Occurred,
            title: short(&format!("{}, {}", row.text("dyad_name"), row.text("where_coordinates"))),
            summary: None,
            category,
            mode: None,
            contexts: Vec::new(),
            quad_class: taxonomy::quad_class(category),
            goldstein_tenths: None,
            source_code: Some(SourceCode {
                scheme: CodeScheme::Ucdp,
                code: code.to_owned(),
                label: Some(label.to_owned()),
            }),
            occurred: Dated { date: occurred(row), text: None },
            place: Some(self.place(row, line)),
            place_precision: Some(place_precision(row)),
            fatalities: Estimate {
                low: Some(row.count("low")),
                best: Some(row.count("best")),
                high: Some(row.count("high")),
            },
            participations: roles.into_iter().zip(sides).map(participation).collect(),
            relations: Vec::new(),
        };
        self.records.events.push(event);
    }
}

fn names(name: &str) -> Vec<Name> {
    vec![Name { value: name.to_owned(), kind: NameKind::Primary, language: None, script: None }]
}

fn organization(common: Common, name: &str, kind: OrganizationKind, country: Option<String>) -> Organization {
    Organization {
        common,
        name: short(name),
        names: names(name),
        kind,
        country,
        sector: None,
        parent: None,
        website: None,
        description: None,
    }
}

fn place_precision(row: &Row) -> PlacePrecision {
    match row.number("where_prec") {
        "1" => PlacePrecision::Exact,
        "2" => PlacePrecision::Near,
        "3" => PlacePrecision::Adm2,
        "4" => PlacePrecision::Adm1,
        "5" => PlacePrecision::Area,
        "6" => PlacePrecision::Country,
        "7" => PlacePrecision::International,
        other => panic!("there is no precision of places {other}"),
    }
}

/// A day, or once somewhere in a span: the codebook's precisions are of the span in which the event lies. A whole month
/// or year is written as such.
fn occurred(row: &Row) -> FuzzyDate {
    let [first, last]: [Date; 2] = ["date_start", "date_end"].map(|column| row.text(column).parse().unwrap());
    let whole = |from: Date, to: Date| (first, last) == (from, to);
    let edtf = match row.number("date_prec") {
        "1" => {
            assert_eq!(first, last, "{} is known to the day", row.text("id"));
            first.to_string()
        }
        "2" | "3" | "4" | "5" if first == last => first.to_string(),
        "2" | "3" | "4" | "5" if whole(first.first_of_year(), first.last_of_year()) => format!("{:04}", first.year()),
        "2" | "3" | "4" | "5" if whole(first.first_of_month(), first.last_of_month()) => {
            format!("{:04}-{:02}", first.year(), first.month())
        }
        "2" | "3" | "4" | "5" => format!("[{first}..{last}]"),
        other => panic!("there is no precision of dates {other}"),
    };
    FuzzyDate::parse(&edtf).unwrap()
}
