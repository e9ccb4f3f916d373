//! What is asked of a connection: its entries, their cursors, where the page stands.

use async_graphql::parser::types::SelectionSet;

use crate::catalog::{Link, Noun};

use super::{
    Part,
    compile::{Compiler, Row},
    level::{Operand, Select},
    page::Slot,
    parts::Parts,
    refusal::Refusal,
    selection::Selected,
};

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
        row: &mut Row,
        noun: &'a Noun,
        link: Option<&Link>,
        sets: &[&'a SelectionSet],
    ) -> Result<Vec<Slot>, Refusal> {
        let mut asked = Vec::new();
        let connection = format!("{}Connection", noun.name);
        asked.push(Asked::Literal("{".to_owned()));
        for (index, selected) in self.selector.collect(&connection, sets).into_iter().enumerate() {
            asked.push(Asked::Literal(key(index, selected.key)));
            match selected.name() {
                "nodes" => asked.push(Asked::Nodes(selected.sets())),
                "edges" => asked.push(Asked::Edges(selected.sets())),
                "totalCount" => asked.push(Asked::Slot(Slot::Total)),
                "pageInfo" => self.page_info(&selected, &mut asked),
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
                Asked::Nodes(sets) => Slot::Rows(self.object(select, row, noun, &sets)?),
                Asked::Edges(sets) => Slot::Rows(self.edge(select, row, noun, link, &sets)?),
                Asked::Slot(slot) => slot,
            };
            slots.push(slot);
        }
        Ok(slots)
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
        row: &mut Row,
        noun: &'a Noun,
        link: Option<&Link>,
        sets: &[&'a SelectionSet],
    ) -> Result<Vec<Part>, Refusal> {
        let name = format!("{}Edge", noun.name);
        let mut out = Parts::default();
        out.literal("{");
        for (index, selected) in self.selector.collect(&name, sets).into_iter().enumerate() {
            out.key(index, selected.key);
            match selected.name() {
                "cursor" => out.push(Part::Cursor),
                "node" => out.extend(self.object(select, row, noun, &selected.sets())?),
                "__typename" => out.text(&name),
                other => {
                    let field =
                        noun.edge.iter().find(|edge| edge.name == other).expect("validation knows the catalog's edges");
                    if link.is_some_and(|link| link.to.table == field.col.table) {
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
