//! Conditions on columns, in SQL that means the same on SQLite and PostgreSQL.
//!
//! `trim(x, 'abc') = ''` is the portable way to say "nothing but these letters": SQLite lacks regular expressions and
//! PostgreSQL GLOB. Frozen like the migrations that use it.

use crate::dialect::Dialect;

const DIGITS: &str = "0123456789";
const PRECISIONS: &str = "DAY WEEK MONTH YEAR RANGE";

/// `column` holds one of these words (separated by spaces), or nothing if it may be null.
pub fn one_of(column: &str, words: &str) -> String {
    let words: Vec<String> = words.split_whitespace().map(|word| format!("'{word}'")).collect();
    format!("CHECK ({column} IN ({}))", words.join(", "))
}

/// `column` is not the empty text.
pub fn not_empty(column: &str) -> String {
    format!("CHECK ({column} <> '')")
}

/// `column` is written like a SHA-256: 64 lower-case hexadecimal digits.
pub fn sha256(column: &str) -> String {
    format!("CHECK (length({column}) = 64 AND trim({column}, '{DIGITS}abcdef') = '')")
}

/// `column` is written like a country in ISO 3166-1 alpha-2: two upper-case letters.
pub fn country(column: &str) -> String {
    format!("CHECK (length({column}) = 2 AND trim({column}, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') = '')")
}

/// `column` is written like an instant of RFC 3339 in UTC.
pub fn instant(column: &str) -> String {
    format!("CHECK ({column} LIKE '____-__-__T__:__:__%Z')")
}

/// `column` is written like an instant of RFC 3339 in UTC with milliseconds; at one length, so that text order is
/// time order.
pub fn instant_in_milliseconds(column: &str) -> String {
    format!("CHECK (length({column}) = 24 AND {column} LIKE '____-__-__T__:__:__.___Z')")
}

/// Whether a table can do without a date.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// Every row has it.
    Required,
    /// A row has all of it or nothing.
    Optional,
}

/// The seven columns of a fuzzy date and the check that they agree, ready for a `CREATE TABLE`. The check hangs on the
/// last column, because SQLite wants no more columns after a table's own constraint.
///
/// The check cannot read EDTF; it holds what can be told from the rest: all or nothing (the wording of the source
/// aside), days that look like days and are in order, and bounds that fit the precision.
pub fn fuzzy_date(dialect: Dialect, table: &str, date: &str, presence: Presence) -> String {
    let text = dialect.types().text;
    let null = if presence == Presence::Required { "NOT NULL" } else { "" };
    let (earliest, latest) = (format!("{date}_earliest"), format!("{date}_latest"));
    let precision = one_of(&format!("{date}_precision"), PRECISIONS);
    let approximate = dialect.boolean(&format!("{date}_approximate"), null);
    let uncertain = dialect.boolean(&format!("{date}_uncertain"), null);
    let (first_is_day, last_is_day) = (is_day(&earliest), is_day(&latest));
    format!(
        "{date}_edtf {text} {null},
        {earliest} {text} {null},
        {latest} {text} {null},
        {date}_precision {text} {null} {precision},
        {approximate},
        {uncertain},
        {date}_text {text}
        CONSTRAINT {table}_{date} CHECK (CASE
            WHEN {date}_edtf IS NULL THEN {earliest} IS NULL AND {latest} IS NULL AND {date}_precision IS NULL
                AND {date}_approximate IS NULL AND {date}_uncertain IS NULL AND {date}_text IS NULL
            WHEN {earliest} IS NULL OR {latest} IS NULL OR {date}_precision IS NULL
                OR {date}_approximate IS NULL OR {date}_uncertain IS NULL THEN FALSE
            ELSE {date}_edtf <> '' AND {first_is_day} AND {last_is_day} AND {earliest} <= {latest}
                AND CASE {date}_precision
                    WHEN 'DAY' THEN {earliest} = {latest}
                    WHEN 'WEEK' THEN {earliest} < {latest}
                    WHEN 'MONTH' THEN substr({earliest}, 1, 7) = substr({latest}, 1, 7)
                        AND substr({earliest}, 9) = '01' AND substr({latest}, 9) >= '28'
                    WHEN 'YEAR' THEN substr({earliest}, 1, 4) = substr({latest}, 1, 4)
                        AND substr({earliest}, 5) = '-01-01' AND substr({latest}, 5) = '-12-31'
                    ELSE TRUE
                END
        END)"
    )
}

/// `day` is written YYYY-MM-DD, with a month and a day that exist in some calendar month.
fn is_day(day: &str) -> String {
    format!(
        "length({day}) = 10 AND {day} LIKE '____-__-__' AND length(replace({day}, '-', '')) = 8
                AND trim(replace({day}, '-', ''), '{DIGITS}') = ''
                AND substr({day}, 6, 2) BETWEEN '01' AND '12' AND substr({day}, 9, 2) BETWEEN '01' AND '31'"
    )
}
