//! Pages: rows within a window, what lies around it, and the connection written in the order asked for.

use crate::{
    catalog::Scalar,
    plan::{Datum, Page, Slot},
    store::json,
};

use super::{Cells, Run, Source, With, datum};

/// What was found out about a page while its rows were read.
#[derive(Default)]
struct Found {
    rows: i64,
    more: bool,
    first: Option<Vec<Datum>>,
    last: Option<Vec<Datum>>,
}

impl<S: Source> Run<'_, S> {
    /// Writes a connection.
    pub fn page(&mut self, level: usize, page: &Page, parent: i64) -> Result<(), S::Error> {
        let request = self.request;
        let size = page.size(&request.values);
        let keys = |bind: Option<usize>| bind.map_or(&[] as &[Datum], |bind| request.values[bind].parts());
        let with = With { parent, limit: size, after: keys(page.after), before: keys(page.before), edge: &[] };
        // rows are written in place where nothing that depends on them is written before them
        let at = page.slots.iter().position(|slot| matches!(slot, Slot::Rows(_)));
        let lists = page.slots.iter().filter(|slot| matches!(slot, Slot::Rows(_))).count();
        let early = |slot: &Slot| matches!(slot, Slot::Literal(_) | Slot::Total | Slot::Level(_));
        if let (Some(at), 1, false) = (at, lists, page.backward)
            && page.slots[..at].iter().all(early)
        {
            let mut found = Found::default();
            for slot in &page.slots {
                match slot {
                    Slot::Rows(_) => {
                        self.out.push(b'[');
                        found = self.window(level, page, &with, &mut Vec::new(), true)?;
                        self.out.push(b']');
                    }
                    other => self.slot(level, page, other, &with, &found)?,
                }
            }
            return Ok(());
        }
        let base = self.out.len();
        let mut pieces = Vec::new();
        let found = self.window(level, page, &with, &mut pieces, false)?;
        let scratch = self.out.split_off(base);
        let mut list = 0;
        for slot in &page.slots {
            if matches!(slot, Slot::Rows(_)) {
                self.out.push(b'[');
                let of_list = pieces.iter().skip(list).step_by(lists);
                let ordered: Vec<_> = if page.backward { of_list.rev().collect() } else { of_list.collect() };
                for (index, range) in ordered.into_iter().enumerate() {
                    if index > 0 {
                        self.out.push(b',');
                    }
                    self.out.extend_from_slice(&scratch[range.start - base..range.end - base]);
                }
                self.out.push(b']');
                list += 1;
            } else {
                self.slot(level, page, slot, &with, &found)?;
            }
        }
        Ok(())
    }

    /// Reads the rows of the window and writes each for every list that is asked for.
    fn window(
        &mut self,
        level: usize,
        page: &Page,
        with: &With<'_>,
        pieces: &mut Vec<std::ops::Range<usize>>,
        in_place: bool,
    ) -> Result<Found, S::Error> {
        let (request, size) = (self.request, with.limit);
        let ahead = page.looks_ahead();
        let edges =
            page.wants(|slot| matches!(slot, Slot::HasNext | Slot::HasPrevious | Slot::StartCursor | Slot::EndCursor));
        let mut found = Found::default();
        for statement in &request.program.levels[level].rows {
            let left = size - found.rows + i64::from(ahead);
            if left <= 0 || found.more {
                break;
            }
            let with = With { limit: left, ..*with };
            S::rows(self, *statement, &with, |run, row| {
                if found.rows == size {
                    found.more = true;
                    return Ok(());
                }
                for slot in &page.slots {
                    let Slot::Rows(parts) = slot else { continue };
                    if in_place && found.rows > 0 {
                        run.out.push(b',');
                    }
                    let start = run.out.len();
                    run.parts(parts, row, Some(page))?;
                    if !in_place {
                        pieces.push(start..run.out.len());
                    }
                }
                found.rows += 1;
                if edges {
                    let keys = page.keys.iter().map(|at| row.cell(*at).map(datum)).collect::<Result<Vec<_>, _>>()?;
                    found.first.get_or_insert_with(|| keys.clone());
                    found.last = Some(keys);
                }
                Ok(())
            })?;
        }
        if page.backward {
            std::mem::swap(&mut found.first, &mut found.last);
        }
        Ok(found)
    }

    fn slot(&mut self, level: usize, page: &Page, slot: &Slot, with: &With<'_>, found: &Found) -> Result<(), S::Error> {
        match slot {
            Slot::Literal(bytes) => self.out.extend_from_slice(bytes),
            Slot::Rows(_) => unreachable!("lists are written by the page"),
            Slot::Total => {
                let statement = self.request.program.levels[level].total.expect("made where it is asked for");
                S::rows(self, statement, with, |run, row| {
                    json::value(row.cell(0)?, Scalar::Int, run.public_url, &mut run.out);
                    Ok(())
                })?;
            }
            Slot::Level(beside) => self.level(*beside, with.parent)?,
            Slot::HasNext => {
                let more = !page.backward && found.more || self.beyond(level, &found.last, with.before, with, true)?;
                self.truth(more);
            }
            Slot::HasPrevious => {
                let more = page.backward && found.more || self.beyond(level, &found.first, with.after, with, false)?;
                self.truth(more);
            }
            Slot::StartCursor => self.edge(page, found.first.as_deref()),
            Slot::EndCursor => self.edge(page, found.last.as_deref()),
        }
        Ok(())
    }

    /// Writes a truth value.
    pub fn truth(&mut self, truth: bool) {
        self.out.extend_from_slice(if truth { b"true" } else { b"false" });
    }

    /// Writes the cursor of the page's first or last row.
    pub fn edge(&mut self, page: &Page, keys: Option<&[Datum]>) {
        match keys {
            Some(keys) => self.cursor(page.ordering, keys),
            None => self.out.extend_from_slice(b"null"),
        }
    }

    /// Whether the list has rows behind (or before) the page's last (or first) row. An empty page stands at its
    /// cursor: the row that it names, if it is still there, lies beyond.
    fn beyond(
        &mut self,
        level: usize,
        edge: &Option<Vec<Datum>>,
        cursor: &[Datum],
        with: &With<'_>,
        behind: bool,
    ) -> Result<bool, S::Error> {
        let texts = &self.request.program.levels[level];
        let probes = if behind { &texts.behind } else { &texts.before };
        if probes.is_empty() {
            return Ok(false);
        }
        let at = texts.at.filter(|_| edge.is_none());
        let with = With { edge: edge.as_deref().unwrap_or(cursor), ..*with };
        for statement in probes.iter().chain(&at) {
            if S::rows(self, *statement, &with, |_, _| Ok(()))? > 0 {
                return Ok(true);
            }
        }
        Ok(false)
    }
}
