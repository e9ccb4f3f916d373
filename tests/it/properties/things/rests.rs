//! What records rest on.

use demarche::domain::record::{Citation, Common, Records};

use super::{Datum, Things};

impl Things {
    /// The source of each citation of each record, its fields and its links, as often as it is cited.
    pub(super) fn rest_on(&mut self, records: &Records) {
        macro_rules! rest {
            ($noun:literal $list:ident $($links:ident)*) => {
                for it in &records.$list {
                    let cited = it.common.citations.iter();
                    $(let cited = cited.chain(it.$links.iter().flat_map(|link| &link.citations));)*
                    self.rests($noun, &it.common, cited);
                }
            };
        }
        rest!("Place" places);
        rest!("Organization" organizations);
        rest!("Person" persons affiliations);
        rest!("Source" sources);
        rest!("Event" events participations relations);
        rest!("Statement" statements);
        rest!("Sanction" sanctions status_history);
    }

    fn rests<'c>(&mut self, noun: &'static str, common: &Common, cited: impl Iterator<Item = &'c Citation>) {
        let sources = cited.map(|citation| self.find("Source", &citation.source)).collect();
        let record = self.find(noun, &common.key);
        self.all[record].fields.insert("sources", Datum::Many(sources));
    }
}
