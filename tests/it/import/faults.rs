//! Every kind of fault, with its place and its words.

use std::fs;

use demarche::import::{self, folder};

use super::folders::{DATASET, RECORDS, changed};

#[test]
fn the_sound_folder_is_sound() {
    let records = folder::read(&super::folders::folder(&[("records.toml", RECORDS)])).unwrap();
    assert_eq!(records.commons().count(), 11);
    let precision = records.events.iter().flat_map(|event| &event.common.citations).find_map(|it| it.field.as_deref());
    assert_eq!(precision, Some("placePrecision"), "as the API spells it");
}

/// One change to the sound folder, and the one fault that it makes.
#[test]
fn faults_of_one_file() {
    let cases = [
        ("kind = \"CITY\"", "kind = \"CITY\"\npopulaton = 1", "unknown field `populaton` in place `baghdad`"),
        ("title = \"Storming\"", "titel = \"Storming\"", "missing field `title` in event `storming`"),
        (
            "title = \"Storming\"",
            "titel = \"Storming\"",
            "unknown field `titel` in event `storming`; did you mean `title`?",
        ),
        (
            "role = \"TARGET\"",
            "rol = \"TARGET\"",
            "unknown field `rol` in `participations` of event `storming`; did you mean `role`?",
        ),
        (
            "title = \"Storming\"",
            concat!(
                "title = \"Storming of an embassy, told at such a length, with so many words for so little, that no cursor has ",
                "room for what it is called, and no reader the patience, though one would think that a title is written to ",
                "be short, and that whoever has more to say than fits into three hundred letters says it in the summary, ",
                "for which there is no limit\""
            ),
            "`title` must be 300 bytes at most",
        ),
        ("title = \"Storming\"", "title = 3", "`title` must be text, not a whole number"),
        (
            "title = \"Storming\"",
            "title = 2023-07-20",
            "`title` must be text, not a date or time without quotation marks",
        ),
        ("title = \"Storming\"", "title = \" \"", "`title` is empty; leave it out instead"),
        ("title = \"Storming\"", "title = \"a\\u0000b\"", "`title` has a NUL character, which no text may have"),
        ("verbatim = true", "verbatim = \"yes\"", "`verbatim` must be true or false, not text"),
        ("goldstein = -6.5", "goldstein = -10.5", "`goldstein` must be from -10 to 10"),
        ("goldstein = -6.5", "goldstein = nan", "`goldstein` must be from -10 to 10"),
        ("goldstein = -6.5", "goldstein = -6.55", "`goldstein` has more than one decimal"),
        ("goldstein = -6.5", "goldstein = \"-6\"", "`goldstein` must be a number, not text"),
        ("latitude = 33.3", "latitude = 91", "`latitude` must be from -90 to 90"),
        (
            "{ latitude = 33.3, longitude = 44 }",
            "{ latitude = 33.3 }",
            "missing field `longitude` in `point` of place `baghdad`",
        ),
        ("{ latitude = 33.3, longitude = 44 }", "[33.3, 44]", "`point` must be a table, not a list"),
        ("low = 0, best = 0", "low = -1", "`low` must be from 0 to 2147483647"),
        ("low = 0, best = 0", "low = 0x80000000", "`low` must be from 0 to 2147483647"),
        ("low = 0, best = 0", "low = 1.5", "`low` must be a whole number, not a decimal number"),
        ("low = 0, best = 0", "low = 2, high = 1", "`low`, `best` and `high` must not fall"),
        ("mode = \"RIOT\"", "mode = \"RIOTS\"", "`RIOTS` is not a word of EventMode for `mode`; did you mean `RIOT`?"),
        (
            "kind = \"MEDIA_OUTLET\"",
            "kind = \"media outlet\"",
            "`media outlet` is not a word of OrganizationKind for `kind`; did you mean `MEDIA_OUTLET`?",
        ),
        ("\"RELIGION_ETHNICITY\"]", "\"DIPLOMATIC\"]", "`DIPLOMATIC` is listed twice in `contexts`"),
        (
            "contexts = [\"DIPLOMATIC\", \"RELIGION_ETHNICITY\"]",
            "contexts = \"DIPLOMATIC\"",
            "`contexts` must be a list, not text",
        ),
        ("measures = [\"ENVOY_RECALL\"]\n", "measures = []\n", "`measures` is empty"),
        ("measures = [\"ENVOY_RECALL\"]\n", "", "missing field `measures` in sanction `recall`"),
        (
            "occurred = \"2023-06\"",
            "occurred = \"2023-06-31\"",
            "`2023-06-31` is not in the calendar: that month has 30 days",
        ),
        (
            "occurred = \"2023-06\"",
            "occurred = 2023-06-30",
            "`occurred` must be EDTF text, not a date or time without quotation marks",
        ),
        ("edtf = \"2023-07-20\", text", "text", "missing field `edtf` in `occurred` of event `storming`"),
        ("from = \"2020\"", "from = \"2020\", to = \"2019\"", "`to` is before `from`"),
        (
            "place = \"baghdad\"",
            "place = \"bagdad\"",
            "`place` names no known place: `bagdad`; did you mean `baghdad`?",
        ),
        (
            "place = \"baghdad\"",
            "place = \"agency\"",
            "`place` must name a key of place, and `agency` is one of organization",
        ),
        (
            "speaker = \"spokesman\"",
            "speaker = \"agency\"",
            "`speaker` must name a key of person, and `agency` is one of organization",
        ),
        (
            "role = \"TARGET\", party = \"IQ\"",
            "role = \"TARGET\", party = \"baghdad\"",
            "`party` must name a key of organization or person, and `baghdad` is one of place",
        ),
        ("addressed_to = [\"IQ\"]", "addressed_to = [\"IQ\", \"IQ\"]", "`IQ` is listed twice in `addressed_to`"),
        (
            "[{ event = \"storming\", kind = \"RESPONSE_TO\" }]",
            "[{ event = \"storming\", kind = \"ENDED\" }, { event = \"storming\", kind = \"ENDED\" }]",
            "`storming` is listed twice with the same kind",
        ),
        (
            "kind = \"CITY\"\ncountry = \"IQ\"",
            "kind = \"CITY\"\ncountry = \"Iraq\"",
            "`country` must be two upper-case letters, such as `IQ`, not `Iraq`",
        ),
        (
            "language = \"ar\"",
            "language = \"Arabic\"",
            "`language` must be a BCP 47 language tag, such as `en`, `ar` or `zh-Hant`, not `Arabic`",
        ),
        (
            "script = \"Arab\"",
            "script = \"arabic\"",
            "`script` must be an ISO 15924 script, such as `Latn` or `Arab`, not `arabic`",
        ),
        (
            "https://news.example/report",
            "ftp://news.example",
            "`url` must be an address that begins with https:// or http://, not `ftp://news.example`",
        ),
        (
            "https://www.geonames.org/98182",
            "geonames",
            "`url` must be an address that begins with https:// or http://, not `geonames`",
        ),
        (
            "\"0000000000000000000000000000000000000000000000000000000000000000\"",
            "\"00\"",
            "`content_hash` must be a SHA-256, 64 hexadecimal digits in lower case, not `00`",
        ),
        (
            "published = \"2023-07-20\"",
            "retrieved_at = \"today\"",
            "`retrieved_at` must be a time in UTC, such as `2023-07-20T18:00:00Z`, not `today`",
        ),
        (
            "'{\"type\":\"Point\",\"coordinates\":[44.0,33.3]}'",
            "'{}'",
            "`geometry` must be a GeoJSON geometry as text, not `{}`",
        ),
        ("wikidata = \"Q1530\"", "wikidata = 1530", "`external_ids` must be text, not a whole number"),
        ("wikidata = \"Q1530\"", "wikidata = [\"Q1\", \"Q1\"]", "`Q1` is listed twice for `wikidata`"),
        (
            "wikidata = \"Q1530\"",
            "\"Wiki data\" = \"Q1\"",
            "a scheme must be lower-case letters, digits and hyphens, such as `wikidata`, not `Wiki data`",
        ),
        (
            "occurred = \"2023-06\"\ncite = [{ source = \"report\" }]",
            "occurred = \"2023-06\"",
            "event `demonstration` rests on nothing: add `cite`",
        ),
        (
            "occurred = \"2023-06\"\ncite = [{ source = \"report\" }]",
            "occurred = \"2023-06\"\ncite = []",
            "event `demonstration` rests on nothing: add `cite`",
        ),
        (
            "occurred = \"2023-06\"\ncite = [{ source = \"report\" }]",
            "occurred = \"2023-06\"\ncite = \"report\"",
            "`cite` must be a list, not text",
        ),
        (
            "occurred = \"2023-06\"\ncite = [{ source = \"report\" }]",
            "occurred = \"2023-06\"\ncite = [{ source = \"reprot\" }]",
            "`source` names no known source: `reprot`; did you mean `report`?",
        ),
        (
            "occurred = \"2023-06\"\ncite = [{ source = \"report\" }]",
            "occurred = \"2023-06\"\ncite = [{ source = \"report\", prefix = \"a\" }]",
            "`prefix` and `suffix` need `exact`, the passage between them",
        ),
        (
            "field = \"place_precision\"",
            "field = \"placePrecision\"",
            "a citation names `placePrecision`, which event `storming` has not; did you mean `place_precision`?",
        ),
        (
            "field = \"role\"",
            "field = \"title\"",
            "a citation names `title`, which `participations` of event `storming` has not",
        ),
        (
            "field = \"title\", language",
            "field = \"place\", language",
            "`place` is not translated here, but title and summary",
        ),
        (
            "text = \"Erstürmung\" }]",
            "text = \"Erstürmung\" }, { field = \"title\", language = \"de\", text = \"Sturm\" }]",
            "`title` is translated twice into `de`",
        ),
        (
            "speaker_label = \"a spokesman\"\n",
            "",
            "statement `speech` has no speaker: give `speaker`, `speaker_label` or `on_behalf_of`",
        ),
        (
            "speaker_label = \"a spokesman\"",
            "speaker_label = \"a spokesman\"\ntranslations = [{ field = \"text\", language = \"en\", text = \"x\" }]",
            "a translation has the language of the statement itself",
        ),
        (
            "speaker_label = \"a spokesman\"",
            "speaker_label = \"a spokesman\"\npart_of = \"words\"",
            "statement `speech` is part of itself, over one or more steps",
        ),
        (
            "name = \"Iraq\"\nkind = \"COUNTRY\"",
            "name = \"Iraq\"\nparent = \"baghdad\"\nkind = \"COUNTRY\"",
            "place `IQ` lies in itself, over one or more steps",
        ),
        (
            "kind = \"STATE\"",
            "kind = \"STATE\"\nparent = \"IQ\"",
            "organization `IQ` is part of itself, over one or more steps",
        ),
        ("to = \"demonstration\"", "to = \"storming\"", "event `storming` relates to itself"),
        (
            "relations = [{",
            "relations = [{ kind = \"RESPONSE_TO\", to = \"demonstration\" }, {",
            "the same relation to `demonstration` is listed twice",
        ),
        (
            "kind = \"STATE\"",
            "kind = \"STATE\"\nexternal_ids = { isni = [\"1\"] }\n[organization.SE]\nname = \"Sweden\"\nkind = \"STATE\"\nexternal_ids = { isni = \"1\" }\ncite = [{ source = \"report\" }]\n[organization.third]\nname = \"Third\"\nkind = \"STATE\"",
            "`isni` `1` belongs to organization `IQ` already",
        ),
        (
            "[person.spokesman]",
            "[person.agency]\nname = \"x\"\ncite = [{ source = \"report\" }]\n[person.spokesman]",
            "`agency` is already the key of the organization at records.toml:",
        ),
        (
            "[person.spokesman]",
            "[person.Some_One]\nname = \"x\"\ncite = [{ source = \"report\" }]\n[person.spokesman]",
            "a key must be lower-case letters a-z, digits and single hyphens (or all of it in upper case, such as `IQ`), not `Some_One`",
        ),
        ("[person.spokesman]", "[persn.x]\n[person.spokesman]", "unknown noun `persn`; did you mean `person`?"),
        ("[program.steps]", "[dataset]\n[program.steps]", "[dataset] belongs into dataset.toml"),
        ("[program.steps]", "[program]\nx = 1\n[program.steps]", "`x` must be a table, not a whole number"),
        ("title = \"Steps\"", "title = \"Steps", "invalid basic string, expected `\"`"),
        ("title = \"Steps\"", "title = \"Steps\"\ntitle = \"Again\"", "duplicate key"),
    ];
    for (from, to, message) in cases {
        let faults = changed(from, to).err().unwrap_or_default();
        assert!(faults.iter().any(|fault| fault.message.starts_with(message)), "{to}\n  {message}\n  {faults:#?}");
        assert!(faults.len() <= 2, "{to}: {faults:#?}");
    }
}

#[test]
fn a_fault_says_where_it_is() {
    let text = "[event.x]\ntitle = \"é\"  \noccurred = { edtf = \"gestern\" }\ncategory = \"PROTEST\"\n\"cité\" = 1\n";
    let faults = folder::read(&super::folders::folder(&[("a.toml", text)])).unwrap_err();
    let lines: Vec<_> = faults.iter().map(ToString::to_string).collect();
    assert_eq!(lines.len(), 3, "{lines:#?}");
    assert!(lines[0].starts_with("a.toml:1:8: event `x` rests on nothing"), "{lines:#?}");
    assert!(lines[1].starts_with("a.toml:3:21: `gestern` is not a date"), "{lines:#?}");
    assert_eq!(lines[2], "a.toml:5:1: unknown field `cité` in event `x`; did you mean `cite`?");
}

#[test]
fn whatever_a_file_holds_a_fault_is_one_short_line() {
    let nested = format!("a = {}", "[".repeat(100_000));
    let tables = format!("a = {}", "{ a = ".repeat(100_000));
    let dotted = format!("a{} = 1", ".a".repeat(100_000));
    let long = format!("[event.\"a\\nb\\u001b\"]\ncategory = \"{}\"", "é".repeat(100_000));
    let lists = format!("[event.x]\ncite = {}{}", "[".repeat(70), "]".repeat(70));
    for text in [nested, tables, dotted, long, lists] {
        let faults = folder::read(&super::folders::folder(&[("a.toml", &text)])).unwrap_err();
        for line in faults.iter().map(ToString::to_string) {
            assert!(line.len() < 500 && !line.contains(char::is_control), "{line}");
        }
    }
}

#[test]
fn faults_of_several_files() {
    let program = "[program.a]\ntitle = \"A\"\n";
    let read = |files: &[(&str, &str)]| -> Vec<String> {
        let faults = folder::read(&super::folders::folder(files)).err().unwrap_or_default();
        faults.iter().map(ToString::to_string).collect()
    };
    assert_eq!(read(&[("a.toml", program), ("b.toml", "[program.b]\ntitle = \"B\"\n")]), [""; 0]);
    assert_eq!(
        read(&[("a.toml", program), ("b.toml", program)]),
        ["b.toml:1:10: `a` is already the key of the program at a.toml:1:10"]
    );
    assert_eq!(
        read(&[("a.toml", "[program.a]\ntitle = \"A\"\nissuer = \"b\"\n"), ("b.toml", "[organization.b]\nname =\n")])
            .len(),
        1,
        "what a broken file defines is not known, so references to it are not faults"
    );
    let all = |text: &str| -> Vec<String> {
        let folder = folder::Folder { name: "x".to_owned(), files: vec![("dataset.toml".to_owned(), text.to_owned())] };
        folder::read(&folder).err().unwrap_or_default().iter().map(ToString::to_string).collect()
    };
    assert_eq!(all(DATASET), [""; 0]);
    assert_eq!(all(""), ["dataset.toml: the folder has no dataset.toml with a [dataset]"]);
    assert_eq!(
        all("[datset]"),
        ["dataset.toml: the folder has no dataset.toml with a [dataset]", "dataset.toml:1:2: unknown noun `datset`"]
    );
    assert_eq!(all(&DATASET.replace("\"test\"", "\"Test set\"")).len(), 1);
    assert_eq!(all(&DATASET.replace("license", "licence")).len(), 2);
    assert_eq!(all("dataset = 3"), ["dataset.toml:1:11: `dataset` must be a table, not a whole number"]);
}

#[test]
fn files_that_cannot_be_read() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("dataset.toml"), DATASET).unwrap();
    fs::write(path(".hidden.toml"), "not = toml = at all").unwrap();
    fs::write(path("notes.txt"), [0xff]).unwrap();
    import::check(folder.path()).unwrap();
    fs::write(path("latin.toml"), b"# a\n# \xe9\n").unwrap();
    fs::write(path("large.toml"), vec![b'\n'; 16 * 1024 * 1024 + 1]).unwrap();
    fs::create_dir(path("sub.toml")).unwrap();
    let faults: Vec<_> = import::check(folder.path()).unwrap_err().iter().map(ToString::to_string).collect();
    assert_eq!(
        faults,
        [
            "large.toml: is larger than 16 MB; split it",
            "latin.toml: is not UTF-8, from line 2 on",
            "sub.toml: is not a file"
        ]
        .map(|it| it.to_owned())
    );
    assert!(import::check(&path("missing")).unwrap_err()[0].message.starts_with("cannot be read"));
}
