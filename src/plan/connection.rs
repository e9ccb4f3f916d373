//! What is asked of a connection: its entries, their cursors, where the page stands.

use async_graphql::parser::types::SelectionSet;

use crate::catalog::Scalar;

use super::{
    Part,
    compile::{Compiler, Row},
    group::Grouped,
    level::{Operand, Select},
    lists::Listing,
    page::Slot,
    parts::Parts,
    refusal::Refusal,
    search::Found,
    selection::Selected,
};

/// What the entries of a list are.
pub enum Entry<'e, 'r, 'a> {
    /// Rows of a noun.
    Row(&'e Listing<'a, 'r>, &'e mut Row),
    /// Groups of them.
    Group(&'e mut Grouped<'a, 'r>),
    /// Groups of events by who did it to whom.
    Dyad(&'e mut Grouped<'a, 'r>),
    /// Events of a chain; the bind holds how many relations are followed.
    Chain(usize),
    /// What a search over everything found.
    Found(&'e mut Found),
}

impl Entry<'_, '_, '_> {
    fn name(&self) -> String {
        match self {
            Self::Row(listing, _) => listing.noun.name.to_owned(),
            Self::Group(grouped) => format!("{}Group", grouped.listing.noun.name),
            Self::Dyad(_) => "Dyad".to_owned(),
            Self::Chain(_) => "EventChain".to_owned(),
            Self::Found(_) => "Search".to_owned(),
        }
    }
}

/// What is asked of a connection.
enum Asked<'a> {
    Literal(String),
    Nodes(Vec<&'a SelectionSet>),
    Edges(Vec<&'a SelectionSet>),
    Slot(Slot),
}

impl<'a> Compiler<'a> {
    /// What is asked of the connection, in order.
    pub fn slots(
        &mut self,
        select: &mut Select,
        entry: &mut Entry<'_, '_, 'a>,
        sets: &[&'a SelectionSet],
    ) -> Result<Vec<Slot>, Refusal> {
        let mut asked = Vec::new();
        let connection = format!("{}Connection", entry.name());
        asked.push(Asked::Literal("{".to_owned()));
        for (index, selected) in self.selector.collect(&connection, sets).into_iter().enumerate() {
            asked.push(Asked::Literal(key(index, selected.key)));
            match (selected.name(), &*entry) {
                ("nodes", _) => asked.push(Asked::Nodes(selected.sets())),
                ("edges", _) => asked.push(Asked::Edges(selected.sets())),
                ("totalCount" | "typeCounts" | "suggestion", Entry::Found(found)) => {
                    asked.push(Asked::Slot(Slot::Level(self.found_in_all(found, &selected))));
                }
                ("totalCount", _) => asked.push(Asked::Slot(Slot::Total)),
                ("pageInfo", _) => self.page_info(&selected, &mut asked),
                ("groups", Entry::Row(listing, _)) => {
                    asked.push(Asked::Slot(Slot::Level(self.groups(listing, &selected)?)));
                }
                ("distinctCount", Entry::Row(listing, _)) => {
                    let args = self.args(&connection, &selected)?;
                    asked.push(Asked::Slot(Slot::Level(self.distinct(listing, &args)?)));
                }
                _ => asked.push(Asked::Literal(format!("\"{connection}\""))),
            }
        }
        asked.push(Asked::Literal("}".to_owned()));
        let mut slots: Vec<Slot> = Vec::new();
        for piece in asked {
            let slot = match piece {
                Asked::Literal(text) => {
                    if let Some(Slot::Literal(bytes)) = slots.last_mut() {
                        bytes.extend_from_slice(text.as_bytes());
                        continue;
                    }
                    Slot::Literal(text.into_bytes())
                }
                Asked::Nodes(sets) => Slot::Rows(self.entry(select, entry, &sets)?),
                Asked::Edges(sets) => Slot::Rows(self.edge(select, entry, &sets)?),
                Asked::Slot(slot) => slot,
            };
            slots.push(slot);
        }
        Ok(slots)
    }

    fn entry(
        &mut self,
        select: &mut Select,
        entry: &mut Entry<'_, '_, 'a>,
        sets: &[&'a SelectionSet],
    ) -> Result<Vec<Part>, Refusal> {
        match entry {
            Entry::Row(listing, row) => self.object(select, row, listing.noun, sets),
            Entry::Group(grouped) => self.group(select, grouped, sets),
            Entry::Dyad(grouped) => self.dyad(select, grouped, sets),
            Entry::Chain(_) => self.chain_node(sets),
            Entry::Found(found) => self.found(select, found, sets),
        }
    }

    fn page_info(&mut self, selected: &Selected<'a>, asked: &mut Vec<Asked<'a>>) {
        asked.push(Asked::Literal("{".to_owned()));
        for (index, inner) in self.selector.collect("PageInfo", &selected.sets()).into_iter().enumerate() {
            asked.push(Asked::Literal(key(index, inner.key)));
            asked.push(match inner.name() {
                "hasNextPage" => Asked::Slot(Slot::HasNext),
                "hasPreviousPage" => Asked::Slot(Slot::HasPrevious),
                "startCursor" => Asked::Slot(Slot::StartCursor),
                "endCursor" => Asked::Slot(Slot::EndCursor),
                _ => Asked::Literal("\"PageInfo\"".to_owned()),
            });
        }
        asked.push(Asked::Literal("}".to_owned()));
    }

    fn edge(
        &mut self,
        select: &mut Select,
        entry: &mut Entry<'_, '_, 'a>,
        sets: &[&'a SelectionSet],
    ) -> Result<Vec<Part>, Refusal> {
        let name = format!("{}Edge", entry.name());
        let mut out = Parts::default();
        out.literal("{");
        for (index, selected) in self.selector.collect(&name, sets).into_iter().enumerate() {
            out.key(index, selected.key);
            match (selected.name(), &mut *entry) {
                ("cursor", _) => out.push(Part::Cursor),
                ("node", entry) => out.extend(self.entry(select, entry, &selected.sets())?),
                ("__typename", _) | (_, Entry::Group(_) | Entry::Dyad(_)) => out.text(&name),
                (_, Entry::Chain(most_hops)) => self.chain_edge(*most_hops, &selected, &mut out)?,
                ("distanceKm", Entry::Row(listing, row)) => {
                    let path = listing.noun.place().expect("validation knows which nouns have points");
                    match self.centre(listing.filter()) {
                        Some(centre) => {
                            let distance = self.distance(select, row, path, centre);
                            out.push(Part::Value(select.read(distance), Scalar::Metres));
                        }
                        None => out.literal("null"),
                    }
                }
                ("score" | "highlights", Entry::Row(listing, row)) => {
                    self.matched(select, row, listing.noun, &selected, &mut out);
                }
                (_, Entry::Found(found)) => self.found_match(select, found, &selected, &mut out),
                (other, Entry::Row(listing, _)) => {
                    let edges = &listing.noun.edge;
                    let field =
                        edges.iter().find(|edge| edge.name == other).expect("validation knows the catalog's edges");
                    if listing.page.is_some_and(|page| page.link.to.table == field.col.table) {
                        let operand = Operand::Col(select.from[0].alias, field.col.name);
                        out.push(Part::Value(select.read(operand), field.scalar));
                    } else {
                        out.literal("null");
                    }
                }
            }
        }
        out.literal("}");
        Ok(out.finish())
    }
}

fn key(index: usize, key: &str) -> String {
    format!("{}{}:", if index > 0 { "," } else { "" }, serde_json::Value::from(key))
}
