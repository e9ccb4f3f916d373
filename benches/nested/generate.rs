//! The database that is read: made once with fixed numbers, kept beside the build's other files, and used again as
//! long as schema and size are the same.

use std::{
    fs,
    path::{Path, PathBuf},
    time::Instant,
};

use demarche::{
    domain::{fold::fold, identity::derived, search::searched},
    store,
};
use jiff::{ToSpan, civil::date};
use rusqlite::{Connection, Params, Transaction, params};

use crate::{Failure, words::*};

/// Raised when the generator writes something else than before.
const GENERATION: u32 = 4;
const PLACES: i64 = 200;
const ORGANIZATIONS: i64 = 2_000;
const PERSONS: i64 = 3_000;
const EVENTS_PER_SOURCE: i64 = 5;
const RECORDED: &str = "2026-11-23T10:00:00.000Z";
/// The period of the events, from 2015-01-01.
const DAYS: i64 = 9 * 365;

/// The file with `events` events.
pub fn database(events: i64) -> Result<PathBuf, Failure> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let new = folder.join("nested-new.db");
    for ending in ["", "-wal", "-shm"] {
        let _ = fs::remove_file(folder.join(format!("nested-new.db{ending}")));
    }
    let address = new.to_str().ok_or("the build's folder has a name that is not text")?;
    actix_web::rt::System::new()
        .block_on(async { store::open(address).await?.close().await.map_err(Failure::from) })?;
    let mut connection = Connection::open(&new)?;
    let schema: String =
        connection.query_row("SELECT group_concat(sql, ';') FROM sqlite_schema", [], |row| row.get(0))?;
    let path = folder.join(format!("nested-{GENERATION}-{:016x}-{events}.db", derived("bench", "schema", &schema)));
    if !path.exists() {
        eprint!("generating {events} events: ");
        let start = Instant::now();
        // nothing is lost if this is cut short: the file gets its name at the end
        connection.execute_batch(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON; PRAGMA cache_size=-500000;",
        )?;
        connection.set_prepared_statement_cache_capacity(64);
        let (indexes, triggers) = (made(&connection, "index")?, made(&connection, "trigger")?);
        let transaction = connection.transaction()?;
        indexes.iter().try_for_each(|(name, _)| transaction.execute_batch(&format!("DROP INDEX {name}")))?;
        triggers.iter().try_for_each(|(name, _)| transaction.execute_batch(&format!("DROP TRIGGER {name}")))?;
        Generator { transaction: &transaction, random: Random(20_230_720), record: 0, link: 0 }.all(events)?;
        // sorted once, they are made in half the time that keeping them up to date takes
        indexes.iter().chain(&triggers).try_for_each(|(_, sql)| transaction.execute_batch(sql))?;
        transaction.commit()?;
        connection.execute_batch("PRAGMA journal_mode=WAL;")?;
        connection.close().map_err(|(_, error)| error)?;
        actix_web::rt::System::new().block_on(async {
            let database = store::open(address).await?;
            store::rebuild(&database, &store::derived_tables()).await?;
            database.close().await.map_err(Failure::from)
        })?;
        fs::rename(&new, &path)?;
        eprintln!("{:.0} s", start.elapsed().as_secs_f64());
    }
    Ok(path)
}

/// The indexes or triggers that are not a part of a table: name and statement.
fn made(connection: &Connection, what: &str) -> rusqlite::Result<Vec<(String, String)>> {
    let mut statement =
        connection.prepare("SELECT name, sql FROM sqlite_schema WHERE type = ?1 AND sql IS NOT NULL")?;
    statement.query_map([what], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

/// Writes records, one after the other.
pub struct Generator<'t> {
    transaction: &'t Transaction<'t>,
    /// Decides everything.
    pub random: Random,
    /// The last record.
    record: i64,
    /// The last link.
    link: i64,
}

/// What writing comes to.
pub type Done = rusqlite::Result<()>;

impl Generator<'_> {
    fn all(&mut self, events: i64) -> Done {
        self.run(
            "INSERT INTO dataset (id, uid, key, title, license, attribution)
             VALUES (1, ?1, 'bench', 'Generated', 'CC0-1.0', '')",
            [derived("bench", "dataset", "bench")],
        )?;
        (0..PLACES).try_for_each(|_| self.place())?;
        (0..ORGANIZATIONS).try_for_each(|_| self.organization())?;
        (0..PERSONS).try_for_each(|_| self.person())?;
        let sources = events / EVENTS_PER_SOURCE + 1;
        let first = self.record + 1;
        (0..sources).try_for_each(|_| self.source())?;
        for number in 0..events {
            // recorded roughly in the order in which they happened
            let after = number * DAYS / events + self.random.below(28) as i64;
            self.event(number % 2 == 0, after, first, sources)?;
        }
        // the keys of names are made when the file is opened
        self.run("UPDATE sequence SET value = 0 WHERE name = 'name_keys'", [])?;
        self.run("UPDATE sequence SET value = ?1 WHERE name = 'change'", [self.record])
    }

    /// Runs one statement.
    pub fn run(&self, sql: &str, values: impl Params) -> Done {
        self.transaction.prepare_cached(sql)?.execute(values).map(drop)
    }

    /// A row in `record`: its key and identity.
    pub fn record(&mut self, noun: &str) -> rusqlite::Result<(i64, i64)> {
        self.record += 1;
        let (id, uid) = (self.record, derived("bench", noun, &self.record.to_string()));
        self.run(
            "INSERT INTO record (id, record_type, uid, slug, dataset_id, review_status, version, change_seq, recorded_at,
             updated_at) VALUES (?1, ?2, ?3, ?4, 1, 'REVIEWED', 1, ?1, ?5, ?5)",
            params![id, noun, uid, format!("{}-{id}", noun.to_lowercase()), RECORDED],
        )?;
        Ok((id, uid))
    }

    /// A row in `link`: its key and identity.
    pub fn link(&mut self, kind: &str, record: i64) -> rusqlite::Result<(i64, i64)> {
        self.link += 1;
        let (id, uid) = (self.link, derived("bench", kind, &self.link.to_string()));
        self.run(
            "INSERT INTO link (id, link_type, uid, record_id) VALUES (?1, ?2, ?3, ?4)",
            params![id, kind, uid, record],
        )?;
        Ok((id, uid))
    }

    /// By which words a record is found.
    pub fn found_by(&self, record: i64, noun: &str, title: &str, body: &str) -> Done {
        self.run(
            "INSERT INTO document (record_id, record_type, title, body) VALUES (?1, ?2, ?3, ?4)",
            params![record, noun, searched([title]), searched([body])],
        )
    }

    /// The main name of a record.
    fn named(&self, record: i64, noun: &str, name: &str) -> Done {
        self.found_by(record, noun, name, "")?;
        self.run(
            "INSERT INTO name (record_id, position, value, folded, kind) VALUES (?1, 0, ?2, ?3, 'PRIMARY')",
            params![record, name, fold(name)],
        )
    }

    fn place(&mut self) -> Done {
        let (id, uid) = self.record("PLACE")?;
        let (name, country) = (self.random.name(), self.random.pick(COUNTRIES));
        let (latitude, longitude) = (self.random.below(120) as f64 - 60.5, self.random.below(300) as f64 - 150.25);
        self.run(
            "INSERT INTO place (id, uid, name, name_folded, kind, country, latitude, longitude)
             VALUES (?1, ?2, ?3, ?4, 'CITY', ?5, ?6, ?7)",
            params![id, uid, name, fold(&name), country, latitude, longitude],
        )?;
        self.named(id, "PLACE", &name)
    }

    fn party(&mut self, kind: &str, name: &str) -> rusqlite::Result<i64> {
        let (id, uid) = self.record(kind)?;
        let country = self.random.pick(COUNTRIES);
        self.run(
            "INSERT INTO party (id, uid, party_type, name, name_folded, country) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![id, uid, kind, name, fold(name), country],
        )?;
        self.named(id, kind, name)?;
        Ok(id)
    }

    fn organization(&mut self) -> Done {
        let name = format!("{} {}", self.random.name(), self.random.pick(ORGANIZATION_ENDINGS));
        let id = self.party("ORGANIZATION", &name)?;
        let kind = self.random.pick(ORGANIZATION_KINDS);
        self.run("INSERT INTO organization (id, kind) VALUES (?1, ?2)", params![id, kind])
    }

    fn person(&mut self) -> Done {
        let name = format!("{} {}", self.random.name(), self.random.name());
        let id = self.party("PERSON", &name)?;
        self.run("INSERT INTO person (id) VALUES (?1)", [id])
    }

    fn source(&mut self) -> Done {
        let (id, uid) = self.record("SOURCE")?;
        let (title, outlet) = (self.random.sentence(8), self.any_organization());
        let url = format!("https://news.example/{}/{id}", 2015 + self.random.below(9));
        let published = self.day(id % DAYS);
        self.found_by(id, "SOURCE", &title, "")?;
        self.run(
            "INSERT INTO source (id, uid, title, title_folded, authors, outlet_id, url, published_edtf,
             published_earliest, published_latest, published_precision, published_approximate, published_uncertain,
             language) VALUES (?1, ?2, ?3, ?4, '[]', ?5, ?6, ?7, ?7, ?7, 'DAY', 0, 0, 'en')",
            params![id, uid, title, fold(&title), outlet, url, published],
        )
    }

    /// The day so many days after the period begins, ISO 8601.
    pub fn day(&self, after: i64) -> String {
        date(2015, 1, 1).saturating_add(after.days()).to_string()
    }

    /// One of the organizations.
    pub fn any_organization(&mut self) -> i64 {
        PLACES + 1 + self.random.below(ORGANIZATIONS as usize) as i64
    }

    /// The organization that takes part in more events than any other.
    pub fn busiest_organization(&self) -> i64 {
        PLACES + 1
    }

    /// One of the persons.
    pub fn any_person(&mut self) -> i64 {
        PLACES + ORGANIZATIONS + 1 + self.random.below(PERSONS as usize) as i64
    }

    /// One of the places.
    pub fn any_place(&mut self) -> i64 {
        1 + self.random.below(PLACES as usize) as i64
    }
}
