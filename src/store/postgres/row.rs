//! Values of a row that PostgreSQL sent, as they came: in its binary form.

use sea_orm::sqlx::{Error, Row, ValueRef, postgres::PgRow};

use crate::store::{ReadError, answer::Cells, json::Cell};

impl Cells for PgRow {
    type Error = ReadError;

    /// A column; the first, which says what the row belongs to, is not counted.
    fn cell(&self, at: usize) -> Result<Cell<'_>, ReadError> {
        let value = self.try_get_raw(at + 1)?;
        if value.is_null() {
            return Ok(Cell::Null);
        }
        let kind = value.type_info().oid().map(|oid| oid.0);
        let wrong = || {
            let source = "a value of an unknown type".into();
            ReadError::Postgres(Error::ColumnDecode { index: at.to_string(), source })
        };
        let bytes = value.as_bytes().map_err(Error::Decode)?;
        match (kind, bytes) {
            (Some(oid::BOOL), [truth]) => Ok(Cell::Int(i64::from(*truth))),
            (Some(oid::INT8), bytes) => {
                bytes.try_into().map(|bytes| Cell::Int(i64::from_be_bytes(bytes))).map_err(|_| wrong())
            }
            (Some(oid::INT4), bytes) => {
                bytes.try_into().map(|bytes| Cell::Int(i32::from_be_bytes(bytes).into())).map_err(|_| wrong())
            }
            (Some(oid::FLOAT8), bytes) => {
                bytes.try_into().map(|bytes| Cell::Real(f64::from_be_bytes(bytes))).map_err(|_| wrong())
            }
            (Some(oid::TEXT), bytes) => std::str::from_utf8(bytes).map(Cell::Text).map_err(|_| wrong()),
            _ => Err(wrong()),
        }
    }
}

/// PostgreSQL's numbers of its types.
mod oid {
    pub const BOOL: u32 = 16;
    pub const INT8: u32 = 20;
    pub const INT4: u32 = 23;
    pub const TEXT: u32 = 25;
    pub const FLOAT8: u32 = 701;
}
