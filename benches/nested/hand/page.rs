//! The page by hand: its statements, and what is written of each row.

use std::error::Error;

use rusqlite::{CachedStatement, Connection, Result, Row};

use super::{
    cursor::Cursor,
    write::{comma, date, id, some, tenths, text, word},
};

/// Events on a page; one more is read to know whether there are more.
const EVENTS: usize = 20;

const EVENT: &str = "SELECT e.id, e.uid, e.title, e.category, e.occurred_edtf, e.occurred_earliest, e.occurred_latest,
    e.occurred_precision, e.goldstein_tenths, p.uid, p.name, p.country
    FROM event e LEFT JOIN place p ON p.id = e.place_id
    WHERE (e.occurred_earliest, e.occurred_latest, e.id) < (?1, ?2, ?3)
    ORDER BY e.occurred_earliest DESC, e.occurred_latest DESC, e.id DESC LIMIT 21";
const PARTICIPATION: &str = "SELECT l.uid, l.role, p.party_type, p.uid, p.name
    FROM participation l JOIN party p ON p.id = l.party_id WHERE l.event_id = ?1 ORDER BY l.id LIMIT 20";
const STATEMENT: &str = "SELECT s.uid, s.text, s.kind, s.language, s.said_edtf, p.uid, p.name, o.uid, o.name
    FROM statement_event l JOIN statement s ON s.id = l.statement_id
    LEFT JOIN party p ON p.id = s.speaker_id LEFT JOIN party o ON o.id = s.on_behalf_of_id
    WHERE l.event_id = ?1 ORDER BY s.said_earliest DESC, s.said_latest DESC, s.id DESC LIMIT 20";
const SANCTION: &str = "SELECT s.id, s.uid, s.title, s.announced_edtf
    FROM sanction_event l JOIN sanction s ON s.id = l.sanction_id
    WHERE l.event_id = ?1 ORDER BY s.announced_earliest DESC, s.announced_latest DESC, s.id DESC, l.kind DESC LIMIT 20";
const ISSUER: &str = "SELECT p.party_type, p.uid, p.name
    FROM sanction_issuer l JOIN party p ON p.id = l.party_id WHERE l.sanction_id = ?1 ORDER BY l.position";
const TARGET: &str = "SELECT p.party_type, p.uid, p.name
    FROM sanction_target l JOIN party p ON p.id = l.party_id WHERE l.sanction_id = ?1 ORDER BY l.position";
const CITATION: &str = "SELECT c.uid, c.exact, c.verification, s.uid, s.title, s.url, s.published_edtf
    FROM citation c JOIN source s ON s.id = c.source_id
    WHERE c.record_id = ?1 AND c.link_id IS NULL ORDER BY c.id LIMIT 20";

/// The page behind a cursor.
pub fn write(connection: &Connection, after: &str) -> Result<Vec<u8>, Box<dyn Error>> {
    let after = Cursor::read(after).ok_or("not a cursor of this list")?;
    connection.prepare_cached("BEGIN")?.execute([])?;
    let page = events(connection, &after);
    connection.prepare_cached("COMMIT")?.execute([])?;
    Ok(page?)
}

fn events(connection: &Connection, after: &Cursor) -> Result<Vec<u8>> {
    let mut statements = Statements::prepare(connection)?;
    let mut out = Vec::with_capacity(64 * 1024);
    out.extend_from_slice(b"{\"data\":{\"events\":{\"nodes\":[");
    let (mut count, mut last) = (0, None);
    let mut events = connection.prepare_cached(EVENT)?;
    let mut rows = events.query((&after.earliest, &after.latest, after.id))?;
    while let Some(row) = rows.next()? {
        if count == EVENTS {
            count += 1;
            break;
        }
        comma(count, &mut out);
        event(row, &mut statements, &mut out)?;
        count += 1;
        if count == EVENTS {
            last = Some(Cursor { head: after.head, earliest: row.get(5)?, latest: row.get(6)?, id: row.get(0)? });
        }
    }
    out.extend_from_slice(b"],\"pageInfo\":{\"hasNextPage\":");
    out.extend_from_slice(if count > EVENTS { b"true" } else { b"false" });
    out.extend_from_slice(b",\"endCursor\":");
    last.expect("the cursors of the bench have a page behind them").write(&mut out);
    out.extend_from_slice(b"}}}}");
    Ok(out)
}

struct Statements<'c> {
    participation: CachedStatement<'c>,
    statement: CachedStatement<'c>,
    sanction: CachedStatement<'c>,
    issuer: CachedStatement<'c>,
    target: CachedStatement<'c>,
    citation: CachedStatement<'c>,
}

impl<'c> Statements<'c> {
    fn prepare(connection: &'c Connection) -> Result<Self> {
        Ok(Self {
            participation: connection.prepare_cached(PARTICIPATION)?,
            statement: connection.prepare_cached(STATEMENT)?,
            sanction: connection.prepare_cached(SANCTION)?,
            issuer: connection.prepare_cached(ISSUER)?,
            target: connection.prepare_cached(TARGET)?,
            citation: connection.prepare_cached(CITATION)?,
        })
    }
}

fn event(row: &Row<'_>, statements: &mut Statements<'_>, out: &mut Vec<u8>) -> Result<()> {
    let key: i64 = row.get(0)?;
    out.extend_from_slice(b"{\"id\":");
    id("evt", row, 1, out)?;
    out.extend_from_slice(b",\"title\":");
    text(row, 2, out)?;
    out.extend_from_slice(b",\"category\":");
    word(row, 3, out)?;
    out.extend_from_slice(b",\"occurred\":{\"edtf\":");
    word(row, 4, out)?;
    out.extend_from_slice(b",\"earliest\":");
    word(row, 5, out)?;
    out.extend_from_slice(b",\"latest\":");
    word(row, 6, out)?;
    out.extend_from_slice(b",\"precision\":");
    word(row, 7, out)?;
    out.extend_from_slice(b"},\"goldstein\":");
    tenths(row, 8, out)?;
    out.extend_from_slice(b",\"place\":");
    if some(row, 9, out)? {
        out.extend_from_slice(b"{\"id\":");
        id("plc", row, 9, out)?;
        out.extend_from_slice(b",\"name\":");
        text(row, 10, out)?;
        out.extend_from_slice(b",\"country\":");
        word(row, 11, out)?;
        out.push(b'}');
    }
    out.extend_from_slice(b",\"participations\":{\"nodes\":");
    list(&mut statements.participation, key, out, |row, out| {
        out.extend_from_slice(b"{\"id\":");
        id("ptc", row, 0, out)?;
        out.extend_from_slice(b",\"role\":");
        word(row, 1, out)?;
        out.extend_from_slice(b",\"party\":");
        party(row, 2, out)?;
        out.push(b'}');
        Ok(())
    })?;
    out.extend_from_slice(b"},\"statements\":{\"nodes\":");
    list(&mut statements.statement, key, out, statement)?;
    out.extend_from_slice(b"},\"sanctions\":{\"nodes\":");
    let (issuer, target) = (&mut statements.issuer, &mut statements.target);
    list(&mut statements.sanction, key, out, |row, out| {
        let key: i64 = row.get(0)?;
        out.extend_from_slice(b"{\"id\":");
        id("snc", row, 1, out)?;
        out.extend_from_slice(b",\"title\":");
        text(row, 2, out)?;
        out.extend_from_slice(b",\"announced\":");
        date(row, 3, out)?;
        out.extend_from_slice(b",\"issuers\":");
        list(issuer, key, out, |row, out| party(row, 0, out))?;
        out.extend_from_slice(b",\"targets\":");
        list(target, key, out, |row, out| party(row, 0, out))?;
        out.push(b'}');
        Ok(())
    })?;
    out.extend_from_slice(b"},\"citations\":{\"nodes\":");
    list(&mut statements.citation, key, out, citation)?;
    out.extend_from_slice(b"}}");
    Ok(())
}

fn statement(row: &Row<'_>, out: &mut Vec<u8>) -> Result<()> {
    out.extend_from_slice(b"{\"id\":");
    id("stm", row, 0, out)?;
    out.extend_from_slice(b",\"text\":");
    text(row, 1, out)?;
    out.extend_from_slice(b",\"kind\":");
    word(row, 2, out)?;
    out.extend_from_slice(b",\"language\":");
    text(row, 3, out)?;
    out.extend_from_slice(b",\"said\":");
    date(row, 4, out)?;
    for (key, prefix, at) in [(b",\"speaker\":".as_slice(), "per", 5), (b",\"onBehalfOf\":", "org", 7)] {
        out.extend_from_slice(key);
        if some(row, at, out)? {
            out.extend_from_slice(b"{\"id\":");
            id(prefix, row, at, out)?;
            out.extend_from_slice(b",\"name\":");
            text(row, at + 1, out)?;
            out.push(b'}');
        }
    }
    out.push(b'}');
    Ok(())
}

fn citation(row: &Row<'_>, out: &mut Vec<u8>) -> Result<()> {
    out.extend_from_slice(b"{\"id\":");
    id("cit", row, 0, out)?;
    out.extend_from_slice(b",\"exact\":");
    text(row, 1, out)?;
    out.extend_from_slice(b",\"verification\":");
    word(row, 2, out)?;
    out.extend_from_slice(b",\"source\":{\"id\":");
    id("src", row, 3, out)?;
    out.extend_from_slice(b",\"title\":");
    text(row, 4, out)?;
    out.extend_from_slice(b",\"url\":");
    text(row, 5, out)?;
    out.extend_from_slice(b",\"published\":");
    date(row, 6, out)?;
    out.extend_from_slice(b"}}");
    Ok(())
}

fn party(row: &Row<'_>, at: usize, out: &mut Vec<u8>) -> Result<()> {
    let (typename, prefix) =
        if row.get_ref(at)?.as_str()? == "PERSON" { ("Person", "per") } else { ("Organization", "org") };
    out.extend_from_slice(b"{\"__typename\":\"");
    out.extend_from_slice(typename.as_bytes());
    out.extend_from_slice(b"\",\"id\":");
    id(prefix, row, at + 1, out)?;
    out.extend_from_slice(b",\"name\":");
    text(row, at + 2, out)?;
    out.push(b'}');
    Ok(())
}

fn list(
    statement: &mut CachedStatement<'_>,
    key: i64,
    out: &mut Vec<u8>,
    mut each: impl FnMut(&Row<'_>, &mut Vec<u8>) -> Result<()>,
) -> Result<()> {
    out.push(b'[');
    let mut count = 0;
    let mut rows = statement.query([key])?;
    while let Some(row) = rows.next()? {
        comma(count, out);
        each(row, out)?;
        count += 1;
    }
    out.push(b']');
    Ok(())
}
