//! A small data folder in which all is right, for tests to change.

use demarche::domain::record::Records;
use demarche::import::fault::Fault;
use demarche::import::folder::{self, Folder};

/// Each noun once at least, with every kind of link.
pub const RECORDS: &str = r#"
[source.report]
title = "A report"
outlet = "agency"
url = "https://news.example/report"
published = "2023-07-20"
language = "en"
content_hash = "0000000000000000000000000000000000000000000000000000000000000000"

[place.IQ]
name = "Iraq"
kind = "COUNTRY"
country = "IQ"
cite = [{ source = "report" }]

[place.baghdad]
name = "Baghdad"
names = [{ value = "بغداد", kind = "ALIAS", language = "ar", script = "Arab" }]
kind = "CITY"
country = "IQ"
point = { latitude = 33.3, longitude = 44 }
geometry = '{"type":"Point","coordinates":[44.0,33.3]}'
parent = "IQ"
external_ids = { wikidata = "Q1530", geonames = { value = "98182", url = "https://www.geonames.org/98182" } }
cite = [{ source = "report", exact = "Baghdad", field = "name" }]

[organization.IQ]
name = "Iraq"
kind = "STATE"
country = "IQ"
cite = [{ source = "report" }]

[organization.agency]
name = "Agency"
kind = "MEDIA_OUTLET"
parent = "IQ"
cite = [{ source = "report" }]

[person.spokesman]
name = "A. Spokesman"
affiliations = [{ organization = "agency", title = "spokesman", from = "2020", cite = [{ source = "report" }] }]
cite = [{ source = "report" }]

[event.storming]
title = "Storming"
category = "PROTEST"
mode = "RIOT"
contexts = ["DIPLOMATIC", "RELIGION_ETHNICITY"]
goldstein = -6.5
source_code = { scheme = "CAMEO", code = "145" }
occurred = { edtf = "2023-07-20", text = "Thursday" }
place = "baghdad"
place_precision = "EXACT"
fatalities = { low = 0, best = 0 }
participations = [
    { role = "TARGET", party = "IQ" },
    { role = "SPOKESPERSON", party = "spokesman", on_behalf_of = "agency", alleged = true, cite = [
        { source = "report", exact = "he said", attributed_to = ["agency"], field = "role" },
    ] },
]
relations = [{ kind = "RESPONSE_TO", to = "demonstration", cite = [{ source = "report" }] }]
cite = [{ source = "report", exact = "stormed", prefix = "they ", suffix = " it", field = "place_precision" }]
translations = [{ field = "title", language = "de", text = "Erstürmung" }]

[event.demonstration]
title = "Demonstration"
category = "PROTEST"
occurred = "2023-06"
cite = [{ source = "report" }]

[statement.words]
text = "We protest."
verbatim = true
language = "en"
kind = "COMMENT"
speaker = "spokesman"
on_behalf_of = "agency"
addressed_to = ["IQ"]
said = "2023-07-20"
part_of = "speech"
events = ["storming", "demonstration"]
cite = [{ source = "report" }]

[statement.speech]
text = "He spoke."
verbatim = false
language = "en"
kind = "COMMENT"
speaker_label = "a spokesman"
cite = [{ source = "report" }]

[sanction.recall]
title = "Recall"
measures = ["ENVOY_RECALL"]
issuers = ["IQ"]
targets = ["agency"]
announced = "2023-07-20"
program = "steps"
events = [{ event = "storming", kind = "RESPONSE_TO" }]
status_history = [{ status = "IN_FORCE", on = "2023-07-20", event = "storming", cite = [{ source = "report" }] }]
cite = [{ source = "report" }]

[program.steps]
title = "Steps"
issuer = "IQ"
measures = ["ENVOY_RECALL", "OTHER"]
"#;

pub const DATASET: &str = r#"
[dataset]
key = "test"
title = "Test"
license = "CC0-1.0"
attribution = "Nobody"
"#;

/// A folder of these files and the one with the data set.
pub fn folder(files: &[(&str, &str)]) -> Folder {
    let all = std::iter::once(&("dataset.toml", DATASET)).chain(files);
    let mut files: Vec<_> = all.map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    files.sort();
    Folder { name: "folder".to_owned(), files }
}

/// What the sound folder reads as after `from` was replaced by `to`.
pub fn changed(from: &str, to: &str) -> Result<Records, Vec<Fault>> {
    assert_eq!(RECORDS.matches(from).count(), 1, "{from}");
    folder::read(&folder(&[("records.toml", &RECORDS.replace(from, to))]))
}
