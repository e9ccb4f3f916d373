//! A loader for each link: the rows of all the keys that were asked for in one statement.

use std::{collections::HashMap, sync::Arc};

use async_graphql::{
    Context, Request, Result,
    dataloader::{DataLoader, Loader},
};
use entity::{
    citation, participation, party, place, sanction, sanction_event, sanction_issuer, sanction_target, source,
    statement, statement_event,
};
use sea_orm::{
    ColumnTrait, DatabaseConnection, DbErr, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, RelationTrait,
};

/// Rows, shared so that handing them around copies nothing.
pub type Rows<M> = Vec<Arc<M>>;

/// Defines loaders by what they lead to, and attaches all of them to a request.
macro_rules! loaders {
    ($( $(#[doc = $doc:literal])+ $name:ident: $value:ty = |$database:ident, $keys:ident| $load:expr; )+) => {
        $(
            $(#[doc = $doc])+
            pub struct $name(DatabaseConnection);

            impl Loader<i64> for $name {
                type Value = $value;
                type Error = Arc<DbErr>;

                async fn load(&self, keys: &[i64]) -> Result<HashMap<i64, $value>, Self::Error> {
                    let ($database, $keys) = (&self.0, keys.iter().copied());
                    Ok($load)
                }
            }
        )+

        /// Gives a request its loaders.
        pub fn attach(request: Request, database: &DatabaseConnection) -> Request {
            request.data(database.clone())$( .data(DataLoader::new($name(database.clone()), tokio::spawn)) )+
        }
    };
}

loaders! {
    /// Places by key.
    Places: Arc<place::Model> = |database, keys| {
        let rows = place::Entity::find().filter(place::Column::Id.is_in(keys)).all(database).await?;
        rows.into_iter().map(|row| (row.id, Arc::new(row))).collect()
    };
    /// Parties by key.
    Parties: Arc<party::Model> = |database, keys| {
        let rows = party::Entity::find().filter(party::Column::Id.is_in(keys)).all(database).await?;
        rows.into_iter().map(|row| (row.id, Arc::new(row))).collect()
    };
    /// Sources by key.
    Sources: Arc<source::Model> = |database, keys| {
        let rows = source::Entity::find().filter(source::Column::Id.is_in(keys)).all(database).await?;
        rows.into_iter().map(|row| (row.id, Arc::new(row))).collect()
    };
    /// Who took part in events.
    Participations: Rows<participation::Model> = |database, keys| {
        let rows = participation::Entity::find()
            .filter(participation::Column::EventId.is_in(keys))
            .order_by_asc(participation::Column::Id)
            .all(database)
            .await?;
        grouped(rows.into_iter().map(|row| (row.event_id, row)))
    };
    /// What was said about events.
    Statements: Rows<statement::Model> = |database, keys| {
        let rows = statement_event::Entity::find()
            .join(JoinType::InnerJoin, statement_event::Relation::Statement.def())
            .select_also(statement::Entity)
            .filter(statement_event::Column::EventId.is_in(keys))
            .order_by_desc(statement::Column::SaidEarliest)
            .order_by_desc(statement::Column::SaidLatest)
            .order_by_desc(statement::Column::Id)
            .all(database)
            .await?;
        grouped(rows.into_iter().filter_map(|(link, row)| Some((link.event_id, row?))))
    };
    /// The sanctions to which events belong.
    Sanctions: Rows<sanction::Model> = |database, keys| {
        let rows = sanction_event::Entity::find()
            .join(JoinType::InnerJoin, sanction_event::Relation::Sanction.def())
            .select_also(sanction::Entity)
            .filter(sanction_event::Column::EventId.is_in(keys))
            .order_by_desc(sanction::Column::AnnouncedEarliest)
            .order_by_desc(sanction::Column::AnnouncedLatest)
            .order_by_desc(sanction::Column::Id)
            .order_by_desc(sanction_event::Column::Kind)
            .all(database)
            .await?;
        grouped(rows.into_iter().filter_map(|(link, row)| Some((link.event_id, row?))))
    };
    /// Who imposed sanctions: the keys of parties.
    Issuers: Vec<i64> = |database, keys| {
        let rows = sanction_issuer::Entity::find()
            .filter(sanction_issuer::Column::SanctionId.is_in(keys))
            .order_by_asc(sanction_issuer::Column::Position)
            .all(database)
            .await?;
        collected(rows.into_iter().map(|row| (row.sanction_id, row.party_id)))
    };
    /// Against whom sanctions are: the keys of parties.
    Targets: Vec<i64> = |database, keys| {
        let rows = sanction_target::Entity::find()
            .filter(sanction_target::Column::SanctionId.is_in(keys))
            .order_by_asc(sanction_target::Column::Position)
            .all(database)
            .await?;
        collected(rows.into_iter().map(|row| (row.sanction_id, row.party_id)))
    };
    /// Where records rest.
    Citations: Rows<citation::Model> = |database, keys| {
        let rows = citation::Entity::find()
            .filter(citation::Column::RecordId.is_in(keys))
            .filter(citation::Column::LinkId.is_null())
            // by record first: by key alone, SQLite would rather walk all citations without a link in that order
            .order_by_asc(citation::Column::RecordId)
            .order_by_asc(citation::Column::Id)
            .all(database)
            .await?;
        grouped(rows.into_iter().map(|row| (row.record_id, row)))
    };
}

fn grouped<M>(rows: impl Iterator<Item = (i64, M)>) -> HashMap<i64, Rows<M>> {
    collected(rows.map(|(key, row)| (key, Arc::new(row))))
}

fn collected<V>(rows: impl Iterator<Item = (i64, V)>) -> HashMap<i64, Vec<V>> {
    let mut groups: HashMap<i64, Vec<V>> = HashMap::new();
    for (key, value) in rows {
        groups.entry(key).or_default().push(value);
    }
    groups
}

/// What a loader has for one key.
pub async fn one<L: Loader<i64, Error = Arc<DbErr>>>(context: &Context<'_>, key: i64) -> Result<Option<L::Value>> {
    Ok(context.data::<DataLoader<L>>()?.load_one(key).await?)
}

/// What a loader of lists has for one key.
pub async fn list<V, L>(context: &Context<'_>, key: i64) -> Result<Vec<V>>
where
    L: Loader<i64, Value = Vec<V>, Error = Arc<DbErr>>,
{
    Ok(one::<L>(context, key).await?.unwrap_or_default())
}

/// The parties of these keys, in their order.
pub async fn parties(context: &Context<'_>, keys: Vec<i64>) -> Result<Vec<Arc<party::Model>>> {
    let mut rows = context.data::<DataLoader<Parties>>()?.load_many(keys.iter().copied()).await?;
    Ok(keys.iter().filter_map(|key| rows.remove(key)).collect())
}
