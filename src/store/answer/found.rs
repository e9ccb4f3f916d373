//! Rows that were found, written like those of a question.

use crate::{
    plan::{Datum, Find, Page, Part, Slot, Told},
    store::find::{Found, FoundRow},
};

use super::{Cells, Run, Source, datum};

impl<S: Source> Run<'_, S> {
    /// Writes what was found as a list or a page.
    pub fn found(&mut self, find: &Find, found: &Found) -> Result<(), S::Error> {
        match &find.told {
            Told::List(_, parts) => self.each(parts, found.rows.iter().map(Vec::as_slice), None),
            Told::Page(page) => {
                for slot in &page.slots {
                    match slot {
                        Slot::Literal(bytes) => self.out.extend_from_slice(bytes),
                        Slot::Rows(parts) => self.each(parts, found.rows.iter().map(Vec::as_slice), Some(page))?,
                        Slot::HasNext => self.truth(found.more),
                        Slot::HasPrevious => self.truth(found.before),
                        Slot::StartCursor => self.found_edge(page, found.rows.first())?,
                        Slot::EndCursor => self.found_edge(page, found.rows.last())?,
                        Slot::Total | Slot::Level(_) => unreachable!("what is found is not counted"),
                    }
                }
                Ok(())
            }
        }
    }

    fn found_edge(&mut self, page: &Page, row: Option<&Vec<Datum>>) -> Result<(), S::Error> {
        let keys = row.map(|row| {
            let row = FoundRow::<S::Error>::new(row);
            page.keys.iter().map(|at| row.cell(*at).map(datum)).collect::<Result<Vec<_>, _>>()
        });
        self.edge(page, keys.transpose()?.as_deref());
        Ok(())
    }

    /// Writes rows as a list.
    pub fn each<'r>(
        &mut self,
        parts: &[Part],
        rows: impl Iterator<Item = &'r [Datum]>,
        page: Option<&Page>,
    ) -> Result<(), S::Error> {
        self.out.push(b'[');
        for (index, row) in rows.enumerate() {
            if index > 0 {
                self.out.push(b',');
            }
            self.parts(parts, &FoundRow::new(row), page)?;
        }
        self.out.push(b']');
        Ok(())
    }
}
