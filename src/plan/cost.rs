//! What a request asks for, counted before anything is read: the sizes of its pages, with those of nested lists times
//! the rows above them.

use super::{Answer, Page, Part, Plan, Slot, Told, bind::Datum};

impl Plan {
    /// How many nodes the request with these values may come to. Every page counts as full, whatever the data hold; a
    /// list that has no pages counts as one row, each count as one node, and of several types that a row may have the
    /// dearest counts.
    pub fn nodes(&self, values: &[Datum]) -> u64 {
        let mut count = Count { plan: self, values, known: vec![None; self.levels.len()] };
        count.parts(&self.root)
    }
}

struct Count<'a> {
    plan: &'a Plan,
    values: &'a [Datum],
    /// What questions come to: several ways may lead to one.
    known: Vec<Option<u64>>,
}

impl Count<'_> {
    fn parts(&mut self, parts: &[Part]) -> u64 {
        parts.iter().map(|part| self.part(part)).fold(0, u64::saturating_add)
    }

    fn part(&mut self, part: &Part) -> u64 {
        match part {
            Part::Level(level, _) => self.level(*level),
            Part::Maybe(_, parts) | Part::Else(_, parts, _) => self.parts(parts),
            Part::Group(level, _) => self.level(*level).saturating_add(1),
            Part::Highlights(_) => 1,
            Part::Tagged(_, cases) => cases.iter().map(|(_, parts)| self.parts(parts)).max().unwrap_or(0),
            Part::Dispatch(_, _, cases) | Part::ById(_, cases) | Part::ByUrl(_, cases) => self.dearest(cases),
            Part::Several(_, parts, most) => self.most(*most).saturating_mul(self.parts(parts).saturating_add(1)),
            Part::ByIds(ids, cases) => {
                let ids = match &self.values[*ids] {
                    Datum::Many(ids) => ids.len() as u64,
                    _ => 1,
                };
                ids.saturating_mul(1 + self.dearest(cases))
            }
            _ => 0,
        }
    }

    /// How many rows there are at most, where a bind says so.
    fn most(&self, bind: usize) -> u64 {
        self.values[bind].int().and_then(|most| u64::try_from(most).ok()).unwrap_or(1)
    }

    fn dearest(&mut self, cases: &[(&str, usize)]) -> u64 {
        cases.iter().map(|(_, level)| self.level(*level)).max().unwrap_or(0)
    }

    fn level(&mut self, index: usize) -> u64 {
        if let Some(known) = self.known[index] {
            return known;
        }
        let plan = self.plan;
        let nodes = match &plan.levels[index].answer {
            Answer::One(parts) | Answer::List(parts) => self.parts(parts),
            Answer::Suggestion(_) => 1,
            Answer::Page(page) => self.page(page),
            Answer::Found(find) => match &find.told {
                Told::Page(page) => self.page(page),
                Told::List(most, parts) => self.most(*most).saturating_mul(self.parts(parts).saturating_add(1)),
            },
            Answer::Asked(_) => 0,
        };
        self.known[index] = Some(nodes);
        nodes
    }

    fn page(&mut self, page: &Page) -> u64 {
        let size = u64::try_from(page.size(self.values)).unwrap_or(0);
        let beside = page.slots.iter().map(|slot| match slot {
            Slot::Level(level) => self.level(*level).saturating_add(1),
            _ => 0,
        });
        let beside = beside.fold(0, u64::saturating_add);
        let inner = page.lists().map(|parts| self.parts(parts)).fold(0, u64::saturating_add);
        let rows = if page.reads() { size.saturating_mul(inner.saturating_add(1)) } else { 0 };
        rows.saturating_add(beside).saturating_add(u64::from(page.wants(|slot| matches!(slot, Slot::Total))))
    }
}
