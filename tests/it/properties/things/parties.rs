//! Places, organizations and persons with their posts.

use demarche::domain::{
    fold::fold,
    record::{Name, Records},
};

use super::{Datum, Things, date, distance, text, word};

/// All names, and what else is said.
fn named<'n>(names: &'n [Name], description: Option<&'n str>) -> Vec<Option<&'n str>> {
    names.iter().map(|name| Some(name.value.as_str())).chain([description]).collect()
}

impl Things {
    pub(super) fn parties_and_places(&mut self, records: &Records) {
        for it in &records.places {
            let fields = vec![
                ("name", Datum::Text(Some(it.name.clone()), true)),
                ("country", Datum::Word(it.country.clone())),
                ("kind", word(it.kind)),
                ("parent", Datum::One(self.maybe("Place", it.parent.as_ref()))),
                ("location", Datum::Point(it.point)),
            ];
            let orders = vec![("NAME", text(&fold(&it.name))), ("DISTANCE", distance(it.point))];
            self.record("Place", "plc", &it.common, fields, orders, &named(&it.names, None));
        }
        for it in &records.organizations {
            // what it is part of comes before it
            let parent = self.maybe("Organization", it.parent.as_ref());
            let fields = vec![
                ("name", Datum::Text(Some(it.name.clone()), true)),
                ("country", Datum::Word(it.country.clone())),
                ("kind", word(it.kind)),
                ("organizationKind", word(it.kind)),
                ("sector", Datum::Text(it.sector.clone(), false)),
                ("parent", Datum::One(parent)),
                ("children", Datum::Many(Vec::new())),
                ("members", Datum::Many(Vec::new())),
            ];
            let orders = vec![("NAME", text(&fold(&it.name)))];
            let texts = named(&it.names, it.description.as_deref());
            let organization = self.record("Organization", "org", &it.common, fields, orders, &texts);
            let above = match parent.map(|parent| &self.all[parent].fields["within"]) {
                Some(Datum::Within(above)) => above.clone(),
                _ => Vec::new(),
            };
            let within = std::iter::once(organization).chain(above).collect();
            self.all[organization].fields.insert("within", Datum::Within(within));
            if let Some(parent) = parent {
                self.linked(parent, "children", organization);
            }
        }
        for it in &records.persons {
            let fields = vec![
                ("name", Datum::Text(Some(it.name.clone()), true)),
                ("country", Datum::Word(it.country.clone())),
                ("organizationKind", Datum::Word(None)),
                ("within", Datum::Within(Vec::new())),
                ("affiliations", Datum::Many(Vec::new())),
            ];
            let orders = vec![("NAME", text(&fold(&it.name)))];
            let texts = named(&it.names, it.description.as_deref());
            let person = self.record("Person", "per", &it.common, fields, orders, &texts);
            for link in &it.affiliations {
                let organization = self.find("Organization", &link.organization);
                let fields = vec![
                    ("person", Datum::One(Some(person))),
                    ("organization", Datum::One(Some(organization))),
                    ("title", Datum::Text(link.title.clone(), false)),
                    ("from", Datum::Date(date(link.from.as_ref()))),
                    ("to", Datum::Date(date(link.to.as_ref()))),
                ];
                let affiliation = self.add("Affiliation", String::new(), fields, Vec::new());
                self.linked(person, "affiliations", affiliation);
                self.linked(organization, "members", affiliation);
            }
        }
    }
}
