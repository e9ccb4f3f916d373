//! Words as SQL text and as the databases' own query languages: FTS5 on SQLite, `tsquery` on PostgreSQL.

use crate::{
    domain::search::{All, Query, Term},
    plan::{Cond, Operand, Param, RANKED, Searched, Select},
};

use super::text::{Dialect, Given, Text};

/// How the table of ranks stands in a question that has one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ranks {
    /// Joined to the rows that are found.
    #[default]
    Beside,
    /// What the rows come from: all of them were found by words already.
    First,
    /// Not at all.
    Without,
}

/// Where an order has how well rows match, as a column of the table of ranks.
pub fn ranking(select: &Select) -> Option<&Operand> {
    let is_rank = |operand: &Operand| {
        let Operand::Col(alias, _) = operand else { return false };
        let from = select.from.iter().find(|from| from.alias == *alias);
        from.is_some_and(|from| matches!(from.sought, Some(Searched::Ranked(..))))
    };
    select.order.iter().map(|key| &key.operand).find(|operand| is_rank(operand))
}

/// Whether all rows of a range are such as are not ranked.
pub fn is_unranked(cond: &Cond, rank: &Operand) -> bool {
    match cond {
        Cond::And(all) => all.iter().any(|cond| is_unranked(cond, rank)),
        Cond::Null(operand) => operand == rank,
        _ => false,
    }
}

impl Text {
    /// What is found by words, as the inside of a table.
    pub fn sought(&mut self, sought: &Searched) {
        match (sought, self.dialect) {
            (Searched::Ranked(types, words), dialect) => self.each_type(types, |text, record_type| match dialect {
                Dialect::Sqlite => {
                    let name = table(record_type);
                    text.write(format_args!(
                        "SELECT * FROM (SELECT rowid AS c0, CAST(-1000000000 * bm25({name}, 4.0, 1.0) AS INTEGER) AS c1 FROM {name} WHERE {name} MATCH "
                    ));
                    text.place(Given::Words(*words));
                    text.write(format_args!(" ORDER BY rowid DESC LIMIT {RANKED})"));
                }
                Dialect::Postgres => {
                    text.push("SELECT * FROM (SELECT record_id AS c0, (ts_rank(words, ");
                    text.tsquery(*words);
                    text.push(") * 1000000000)::bigint AS c1 FROM words_document WHERE words @@ ");
                    text.tsquery(*words);
                    text.write(format_args!(
                        " AND record_type = '{record_type}' ORDER BY record_id DESC LIMIT {RANKED}) m"
                    ));
                }
            }),
            (Searched::Counted(types, words), Dialect::Sqlite) => {
                self.push("SELECT * FROM (");
                self.each_type(types, |text, record_type| {
                    let name = table(record_type);
                    text.write(format_args!(
                        "SELECT '{record_type}' AS c0, (SELECT count(*) FROM {name} WHERE {name} MATCH "
                    ));
                    text.place(Given::Words(*words));
                    text.push(") AS c1");
                });
                self.push(") WHERE c1 > 0");
            }
            (Searched::Counted(types, words), Dialect::Postgres) => {
                self.push("SELECT record_type AS c0, count(*)::int AS c1 FROM words_document WHERE words @@ ");
                self.tsquery(*words);
                self.of_types(types);
                self.push(" GROUP BY record_type");
            }
            (Searched::Known(letters), Dialect::Sqlite) => {
                self.push("SELECT k.term AS c0 FROM json_each(");
                self.place(Given::List(*letters, crate::plan::Kind::Text));
                self.push(") b JOIN (");
                let types = <entity::value::RecordType as entity::value::Vocabulary>::TERMS;
                let types: Vec<&str> = types.iter().map(|term| term.name).collect();
                self.each_type(&types, |text, record_type| {
                    text.write(format_args!("SELECT term FROM {}_known", table(record_type)));
                });
                self.push(") k ON k.term >= b.value AND k.term < b.value || char(1114111)");
            }
            (Searched::Known(letters), Dialect::Postgres) => {
                self.push("SELECT k.word AS c0 FROM unnest(");
                self.place(Given::List(*letters, crate::plan::Kind::Text));
                self.push(
                    ") AS b (letter) JOIN words_known k ON k.word >= b.letter AND k.word < b.letter || chr(1114111)
                     WHERE EXISTS (SELECT 1 FROM words_document d WHERE d.words @@ quote_literal(k.word)::tsquery)",
                );
            }
        }
    }

    /// That an operand is the key of a record that matches.
    pub fn search(&mut self, operand: &Operand, types: &[&str], words: Param) {
        if self.ranks == Ranks::First && self.ranked.as_ref() == Some(&(operand.clone(), words)) {
            return self.push("TRUE");
        }
        self.columns(std::slice::from_ref(operand));
        match self.dialect {
            Dialect::Sqlite => {
                self.push(" IN (");
                self.each_type(types, |text, record_type| {
                    let name = table(record_type);
                    text.write(format_args!("SELECT rowid FROM {name} WHERE {name} MATCH "));
                    text.place(Given::Words(words));
                });
                self.push(")");
            }
            Dialect::Postgres => {
                self.push(" IN (SELECT record_id FROM words_document WHERE words @@ ");
                self.tsquery(words);
                self.of_types(types);
                self.push(")");
            }
        }
    }

    fn tsquery(&mut self, words: Param) {
        self.place(Given::Words(words));
        self.push("::text::tsquery");
    }

    fn of_types(&mut self, types: &[&str]) {
        self.write(format_args!(" AND record_type IN ('{}')", types.join("', '")));
    }

    fn each_type(&mut self, types: &[&str], query: impl Fn(&mut Self, &str)) {
        for (index, record_type) in types.iter().enumerate() {
            self.push(if index > 0 { " UNION ALL " } else { "" });
            query(self, record_type);
        }
    }
}

/// SQLite's index of the records of a type.
fn table(record_type: &str) -> String {
    format!("words_{}", record_type.to_lowercase())
}

/// What was typed, in the language of FTS5.
pub fn fts5(text: &str) -> String {
    let term = |term: &Term| format!("\"{}\"{}", term.words.join(" "), if term.prefix { "*" } else { "" });
    let all = |all: &All| match &all.without[..] {
        [] => format!("({})", joined(&all.want, " AND ", term)),
        without => format!("(({}) NOT ({}))", joined(&all.want, " AND ", term), joined(without, " OR ", term)),
    };
    match &Query::parse(text).any[..] {
        // a phrase without words stands nowhere
        [] => "\"\"".to_owned(),
        any => joined(any, " OR ", all),
    }
}

/// What was typed, as a `tsquery`; an empty one finds nothing.
pub fn tsquery(text: &str) -> String {
    let term = |term: &Term| {
        let words = joined(&term.words, " <-> ", |word| format!("'{word}'"));
        format!("({words}{})", if term.prefix { ":*" } else { "" })
    };
    let all = |all: &All| match &all.without[..] {
        [] => format!("({})", joined(&all.want, " & ", term)),
        without => format!("({} & !({}))", joined(&all.want, " & ", term), joined(without, " | ", term)),
    };
    joined(&Query::parse(text).any, " | ", all)
}

fn joined<T>(items: &[T], word: &str, spelled: impl Fn(&T) -> String) -> String {
    items.iter().map(spelled).collect::<Vec<_>>().join(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_are_spelled_for_each_database() {
        for (text, lite, big) in [
            ("a b", "(\"a\" AND \"b\")", "(('a') & ('b'))"),
            ("\"a b\"* -c OR d*", "((\"a b\"*) NOT (\"c\")) OR (\"d\"*)", "(('a' <-> 'b':*) & !(('c'))) | (('d':*))"),
            ("a -b -\"c d\"", "((\"a\") NOT (\"b\" OR \"c d\"))", "(('a') & !(('b') | ('c' <-> 'd')))"),
            ("-a", "\"\"", ""),
            (
                "'); DROP TABLE event; --",
                "(\"drop\" AND \"table\" AND \"event\")",
                "(('drop') & ('table') & ('event'))",
            ),
        ] {
            assert_eq!((fts5(text).as_str(), tsquery(text).as_str()), (lite, big), "{text}");
        }
    }
}
