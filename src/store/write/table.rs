//! Groups of tables that are read and written alike, and the few statements that this takes.
//!
//! Which rows there should be is not known here.

use sea_orm::sea_query::ValueType;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, Iterable, ModelTrait,
    PrimaryKeyToColumn, PrimaryKeyTrait, QueryFilter, QueryOrder, TryIntoModel,
};

/// Rows or keys in one statement: the widest table has some 40 columns, and SQLite takes 32,766 parameters.
pub(super) const CHUNK: usize = 500;

/// Defines a struct with the rows that one record has in each of some tables, and how to read, write and compare them.
///
/// `names: name by RecordId sort position` is a field with those rows of `name` whose column `RecordId` is the record's
/// id, put in the order of `position` before they are compared. A table with one row a record, `by Id`, needs no order;
/// to forget one elsewhere does not compile. A key that the database gives out is 0 in rows that were read, so that
/// they compare with rows that are not yet written.
macro_rules! tables {
    (@sort $rows:expr, Id) => {};
    (@sort $rows:expr, $column:ident sort $($key:ident)+) => {
        $rows.sort_by(|a, b| ($(&a.$key,)+).cmp(&($(&b.$key,)+)))
    };
    (@sort $rows:expr, $column:ident) => {
        compile_error!(concat!("rows by ", stringify!($column), " compare in an order: add `sort` and its fields"))
    };
    ($(#[doc = $doc:literal])+ $group:ident {
        $($field:ident: $table:ident by $column:ident $(sort $($key:ident)+)?,)+
    }) => {
        $(#[doc = $doc])+
        #[derive(Clone, Debug, Default, PartialEq)]
        pub(super) struct $group {
            $(pub $field: Vec<entity::$table::Model>,)+
        }

        #[expect(dead_code, reason = "a group is updated or cleared or goes with what it hangs on, never all of these")]
        impl $group {
            /// The stored rows of the records `ids`, which are at most `CHUNK`, sorted.
            pub async fn stored(
                db: &impl sea_orm::ConnectionTrait,
                ids: &[i64],
            ) -> Result<std::collections::HashMap<i64, Self>, sea_orm::DbErr> {
                let mut groups = std::collections::HashMap::<i64, Self>::new();
                $(
                    let column = entity::$table::Column::$column;
                    for row in super::table::owned::<entity::$table::Entity>(db, column, ids).await? {
                        let group = groups.entry(super::table::number(&row, column)?).or_default();
                        group.$field.push(super::table::unnumbered(row)?);
                    }
                )+
                groups.values_mut().for_each(Self::sort);
                Ok(groups)
            }

            /// Brings the rows of each table into the order in which they compare.
            pub fn sort(&mut self) {
                $($crate::store::write::table::tables!(@sort self.$field, $column $(sort $($key)+)?);)+
            }

            /// Writes new rows, table by table in the order of the definition.
            pub async fn insert(
                db: &impl sea_orm::ConnectionTrait,
                groups: impl Iterator<Item = &Self> + Clone,
            ) -> Result<(), sea_orm::DbErr> {
                $(
                    let rows = groups.clone().flat_map(|group| &group.$field).cloned();
                    super::table::insert(db, rows.collect()).await?;
                )+
                Ok(())
            }

            /// Overwrites rows that are there.
            pub async fn update(&self, db: &impl sea_orm::ConnectionTrait) -> Result<(), sea_orm::DbErr> {
                $(super::table::update(db, &self.$field).await?;)+
                Ok(())
            }

            /// Deletes the rows of the records `ids`.
            pub async fn clear(db: &impl sea_orm::ConnectionTrait, ids: &[i64]) -> Result<(), sea_orm::DbErr> {
                $(
                    let column = entity::$table::Column::$column;
                    super::table::delete::<entity::$table::Entity>(db, column, ids).await?;
                )+
                Ok(())
            }
        }
    };
}
pub(super) use tables;

/// The rows whose `column` is one of `ids`, in the order of their primary keys.
pub(super) async fn owned<E: EntityTrait>(
    db: &impl ConnectionTrait,
    column: E::Column,
    ids: &[i64],
) -> Result<Vec<E::Model>, DbErr> {
    let rows = E::find().filter(column.is_in(ids.iter().copied()));
    E::PrimaryKey::iter().fold(rows, |rows, key| rows.order_by_asc(key.into_column())).all(db).await
}

/// What a row has in a column of keys.
pub(super) fn number<M: ModelTrait>(row: &M, column: <M::Entity as EntityTrait>::Column) -> Result<i64, DbErr> {
    <i64 as ValueType>::try_from(row.get(column)).map_err(|error| DbErr::Type(error.to_string()))
}

/// The row with 0 for a key that the database gave out.
pub(super) fn unnumbered<M, A>(row: M) -> Result<M, DbErr>
where
    M: ModelTrait + IntoActiveModel<A>,
    A: ActiveModelTrait<Entity = M::Entity> + TryIntoModel<M>,
{
    if !<<M::Entity as EntityTrait>::PrimaryKey as PrimaryKeyTrait>::auto_increment() {
        return Ok(row);
    }
    let mut row = row.into_active_model();
    for key in <M::Entity as EntityTrait>::PrimaryKey::iter() {
        row.set(key.into_column(), 0i64.into());
    }
    row.try_into_model()
}

/// Inserts rows; the database gives out their keys where it does so for the table.
pub(super) async fn insert<M, A>(db: &impl ConnectionTrait, rows: Vec<M>) -> Result<(), DbErr>
where
    M: ModelTrait + IntoActiveModel<A>,
    A: ActiveModelTrait<Entity = M::Entity>,
{
    let numbered = <<M::Entity as EntityTrait>::PrimaryKey as PrimaryKeyTrait>::auto_increment();
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let chunk = rows.by_ref().take(CHUNK).map(|row| {
            let mut row = row.into_active_model().reset_all();
            for key in <M::Entity as EntityTrait>::PrimaryKey::iter().filter(|_| numbered) {
                row.not_set(key.into_column());
            }
            row
        });
        let chunk: Vec<A> = chunk.collect();
        M::Entity::insert_many(chunk).exec_without_returning(db).await?;
    }
    Ok(())
}

/// Deletes the rows whose `column` is one of `ids`.
pub(super) async fn delete<E: EntityTrait>(
    db: &impl ConnectionTrait,
    column: E::Column,
    ids: &[i64],
) -> Result<(), DbErr> {
    E::delete_many().filter(column.is_in(ids.iter().copied())).exec(db).await.map(drop)
}

/// Overwrites rows that are there, found by their primary keys.
pub(super) async fn update<M, A>(db: &impl ConnectionTrait, rows: &[M]) -> Result<(), DbErr>
where
    M: ModelTrait + IntoActiveModel<A>,
    <M::Entity as EntityTrait>::Model: IntoActiveModel<A>,
    A: ActiveModelTrait<Entity = M::Entity> + sea_orm::ActiveModelBehavior + Send,
{
    for row in rows {
        row.clone().into_active_model().reset_all().update(db).await?;
    }
    Ok(())
}
