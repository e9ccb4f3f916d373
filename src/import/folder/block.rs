//! A table of a data file as a list of fields to ask for. What was never asked for is an unknown field.
//!
//! Asking for a field that is absent gives nothing; asking for one that is wrong gives nothing and notes a fault, so
//! that a reader goes on to the next field and all faults of a folder come out at once. The kinds of field are in
//! `field.rs`.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::reader::Reader;
use crate::domain::record::Position;
use crate::import::fault::did_you_mean;

/// A value with its place in the file.
pub(super) type Value<'t> = Spanned<DeValue<'t>>;

/// A table while it is read.
pub(super) struct Block<'r, 'f, 't> {
    /// The file.
    pub reader: &'r mut Reader<'f>,
    table: &'t DeTable<'t>,
    span: Range<usize>,
    /// For messages, e.g. ``event `storming` ``.
    pub what: String,
    asked: Vec<&'static str>,
    /// Fields that citations name, checked when it is known which fields there are.
    cited: Vec<(Range<usize>, String)>,
}

/// Fields that say something about the record and not about the world, so that no passage can support them.
const NOT_CITABLE: &[&str] = &["cite", "translations", "review_status"];

impl<'r, 'f, 't> Block<'r, 'f, 't> {
    /// A table whose header (or opening brace) is at `span`.
    pub fn new(reader: &'r mut Reader<'f>, what: String, span: Range<usize>, table: &'t DeTable<'t>) -> Self {
        Self { reader, table, span, what, asked: Vec::new(), cited: Vec::new() }
    }

    /// Reads a whole table with `read`, then notes the fields that `read` did not ask for.
    pub fn read<T>(mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        let result = read(&mut self);
        self.finish();
        result
    }

    /// Where the table is.
    pub fn position(&self) -> Position {
        self.reader.position(&self.span)
    }

    /// The value of a field, if it is there.
    pub fn value(&mut self, field: &'static str) -> Option<&'t Value<'t>> {
        if !self.asked.contains(&field) {
            self.asked.push(field);
        }
        self.table.get(field)
    }

    /// Reads a field that must be there.
    pub fn need<T>(
        &mut self,
        field: &'static str,
        read: impl FnOnce(&mut Self, &'static str) -> Option<T>,
    ) -> Option<T> {
        if self.value(field).is_none() {
            let message = format!("missing field `{field}` in {}", self.what);
            self.reader.fault(&self.span, message);
        }
        read(self, field)
    }

    /// Reads a list that must be there and must not be empty.
    pub fn need_some<T>(
        &mut self,
        field: &'static str,
        read: impl FnOnce(&mut Self, &'static str) -> Vec<T>,
    ) -> Vec<T> {
        let list = self.need(field, |block, field| Some(read(block, field))).unwrap_or_default();
        if self.value(field).is_some_and(|value| matches!(value.get_ref(), DeValue::Array(items) if items.is_empty())) {
            self.fault(field, format!("`{field}` is empty"));
        }
        list
    }

    /// Notes a fault at a field, or at the table where the field is absent.
    pub fn fault(&mut self, field: &'static str, message: impl Into<String>) {
        let span = self.table.get(field).map_or(self.span.clone(), Spanned::span);
        self.reader.fault(&span, message);
    }

    /// Remembers that a citation at `span` names `field` of this table.
    pub fn cited(&mut self, span: Range<usize>, field: String) {
        self.cited.push((span, field));
    }

    /// A table within this one.
    pub fn block<T>(
        &mut self,
        field: &'static str,
        read: impl FnOnce(&mut Block<'_, 'f, 't>) -> Option<T>,
    ) -> Option<T> {
        let value = self.value(field)?;
        self.nested(field, value, read)
    }

    /// A list of tables within this one.
    pub fn blocks<T>(
        &mut self,
        field: &'static str,
        mut read: impl FnMut(&mut Block<'_, 'f, 't>) -> Option<T>,
    ) -> Vec<T> {
        let items = self.items(field);
        items.iter().filter_map(|item| self.nested(field, item, &mut read)).collect()
    }

    /// The items of a list; none if the field is absent or no list.
    pub fn items(&mut self, field: &'static str) -> &'t [Value<'t>] {
        match self.value(field).map(|value| (value, value.get_ref())) {
            None => &[],
            Some((_, DeValue::Array(items))) => items,
            Some((value, other)) => {
                self.reader.fault(&value.span(), wrong_type(field, "a list", other));
                &[]
            }
        }
    }

    /// Reads `value`, which stands in `field`, as a table.
    pub fn nested<T>(
        &mut self,
        field: &'static str,
        value: &'t Value<'t>,
        read: impl FnOnce(&mut Block<'_, 'f, 't>) -> Option<T>,
    ) -> Option<T> {
        match value.get_ref() {
            DeValue::Table(table) => {
                let what = format!("`{field}` of {}", self.what);
                Block::new(self.reader, what, value.span(), table).read(read)
            }
            other => {
                self.reader.fault(&value.span(), wrong_type(field, "a table", other));
                None
            }
        }
    }

    fn finish(&mut self) {
        for key in self.table.keys().filter(|key| !self.asked.contains(&key.get_ref().as_ref())) {
            let near = did_you_mean(key.get_ref(), self.asked.iter().copied());
            self.reader.fault(&key.span(), format!("unknown field `{}` in {}{near}", key.get_ref(), self.what));
        }
        let citable: Vec<_> = self.asked.iter().copied().filter(|field| !NOT_CITABLE.contains(field)).collect();
        for (span, field) in self.cited.drain(..).filter(|(_, field)| !citable.contains(&field.as_str())) {
            let near = did_you_mean(&field, citable.iter().copied());
            self.reader.fault(&span, format!("a citation names `{field}`, which {} has not{near}", self.what));
        }
    }
}

/// What to say of a value of another type.
pub(super) fn wrong_type(field: &str, wanted: &str, found: &DeValue<'_>) -> String {
    let found = match found {
        DeValue::String(_) => "text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a decimal number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date or time without quotation marks",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    };
    format!("`{field}` must be {wanted}, not {found}")
}
