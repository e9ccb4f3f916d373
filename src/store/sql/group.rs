//! Groups as SQL text: rows of a question as a table, times, what is worked out of many rows.

use crate::{
    catalog::Interval,
    plan::{NAMES, Operand, Rows, Select},
};

use super::text::{Dialect, Text};

impl Text {
    /// Rows in groups.
    pub fn grouping(&mut self, select: &Select) {
        for column in 1..=select.grouped {
            self.write(format_args!("{}{column}", if column == 1 { " GROUP BY " } else { ", " }));
        }
    }

    /// What is worked out of the values of many rows.
    pub fn aggregate(&mut self, open: &str, inner: &Operand) {
        self.push(open);
        self.columns(std::slice::from_ref(inner));
        // there a sum of such numbers is no longer one
        self.push(if self.dialect == Dialect::Postgres && open == "sum(" { ")::bigint" } else { ")" });
    }

    /// The rows of a question, their columns named.
    pub fn rows(&mut self, rows: &Rows) {
        match rows.filled {
            None => self.named(&rows.select),
            Some(interval) => self.filled(&rows.select, interval),
        }
    }

    fn named(&mut self, select: &Select) {
        self.push(if select.distinct { "SELECT DISTINCT " } else { "SELECT " });
        for (column, name) in select.columns.iter().zip(NAMES) {
            self.push(if name == NAMES[0] { "" } else { ", " });
            self.columns(std::slice::from_ref(column));
            self.write(format_args!(" AS {name}"));
        }
        self.source(select, &[]);
        self.grouping(select);
    }

    /// Groups by time with those that are missing between the first and the last.
    fn filled(&mut self, select: &Select, interval: Interval) {
        self.push("WITH RECURSIVE g AS MATERIALIZED (");
        self.named(select);
        self.push("), times(first) AS (SELECT min(c0) FROM g UNION ALL SELECT ");
        let step = match interval {
            Interval::Day => "1 day",
            Interval::Week => "7 days",
            Interval::Month => "1 month",
            Interval::Quarter => "3 months",
            Interval::Year => "1 year",
        };
        match self.dialect {
            Dialect::Sqlite => self.write(format_args!("date(first, '+{step}')")),
            Dialect::Postgres => {
                let next = format!("first::date + interval '{step}'");
                self.write(format_args!("to_char({next}, 'YYYY-MM-DD') COLLATE \"C\""));
            }
        }
        self.push(
            " FROM times WHERE first < (SELECT max(c0) FROM g)) SELECT times.first AS c0, coalesce(g.c1, 0) AS c1",
        );
        for name in &NAMES[2..select.columns.len().max(2)] {
            self.write(format_args!(", g.{name}"));
        }
        self.push(" FROM times LEFT JOIN g ON g.c0 = times.first WHERE times.first IS NOT NULL");
        self.push(" UNION ALL SELECT * FROM g WHERE c0 IS NULL");
    }

    /// The first day of the time in which two days lie; NULL where they lie in two, or are NULL.
    pub fn time(&mut self, interval: Interval, earliest: &Operand, latest: &Operand) {
        self.push("CASE WHEN ");
        self.first_day(interval, earliest);
        self.push(" = ");
        self.first_day(interval, latest);
        self.push(" THEN ");
        self.first_day(interval, earliest);
        self.push(" END");
    }

    fn first_day(&mut self, interval: Interval, day: &Operand) {
        let form = match (interval, self.dialect) {
            (Interval::Day, _) => "$",
            (Interval::Month, _) => "substr($, 1, 7) || '-01'",
            (Interval::Year, _) => "substr($, 1, 4) || '-01-01'",
            (Interval::Quarter, _) => {
                "substr($, 1, 5) || CASE WHEN substr($, 6, 2) < '04' THEN '01' WHEN substr($, 6, 2) < '07' THEN '04' \
                 WHEN substr($, 6, 2) < '10' THEN '07' ELSE '10' END || '-01'"
            }
            // the Sunday that ends it, and six days back
            (Interval::Week, Dialect::Sqlite) => "date($, 'weekday 0', '-6 days')",
            (Interval::Week, Dialect::Postgres) => "to_char(date_trunc('week', $::date), 'YYYY-MM-DD') COLLATE \"C\"",
        };
        self.push("(");
        for piece in form.split_inclusive('$') {
            self.push(piece.trim_end_matches('$'));
            if piece.ends_with('$') {
                self.columns(std::slice::from_ref(day));
            }
        }
        self.push(")");
    }
}
