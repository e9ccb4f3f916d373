//! The tables that all nouns and all links share: records, links, citations.

use std::collections::{HashMap, HashSet};

use entity::value::ReviewStatus;
use entity::{citation, citation_attribution, link, record};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, Set,
};

use super::ids::Ids;
use super::log::Sequence;
use super::rows::{Links, Rows};
use super::table::{self, CHUNK};
use crate::domain::identity::derived;
use crate::domain::record::{Common, Noun, Records};
use crate::store::StoreError;

/// What is in `record` of the records that are loaded.
pub(super) struct Shared {
    /// Uids of those that are loaded, with noun, key and review status, in their order.
    wanted: Vec<(i64, Noun, String, ReviewStatus)>,
    by_uid: HashMap<i64, record::Model>,
    uids: HashMap<i64, i64>,
}

impl Shared {
    /// Finds those that are there.
    pub async fn find(db: &impl ConnectionTrait, records: &Records) -> Result<Self, StoreError> {
        let dataset = &records.dataset.key;
        let wanted = |(noun, common): (Noun, &Common)| {
            (derived(dataset, noun.word(), &common.key), noun, common.key.clone(), common.review_status)
        };
        let wanted: Vec<_> = records.commons().map(wanted).collect();
        let mut shared = Self { wanted, by_uid: HashMap::new(), uids: HashMap::new() };
        for chunk in shared.wanted.chunks(CHUNK) {
            let uids = record::Column::Uid.is_in(chunk.iter().map(|(uid, ..)| *uid));
            let slugs = record::Column::Slug.is_in(chunk.iter().map(|(.., slug, _)| slug.as_str()));
            for row in record::Entity::find().filter(Condition::any().add(uids).add(slugs)).all(db).await? {
                let taken = |(uid, noun, slug, _): &&(i64, Noun, String, _)| {
                    row.uid != *uid && row.slug == *slug && noun.record_type() == Some(row.record_type)
                };
                if let Some((_, noun, slug, _)) = chunk.iter().find(taken) {
                    return Err(StoreError::SlugTaken { noun: noun.word(), slug: slug.clone() });
                }
                shared.uids.insert(row.id, row.uid);
                shared.by_uid.insert(row.uid, row);
            }
        }
        Ok(shared)
    }

    /// Inserts those that are not there; gives their ids.
    pub async fn insert_missing(
        &mut self,
        db: &impl ConnectionTrait,
        dataset_id: i64,
        now: &str,
        sequence: &mut Sequence,
    ) -> Result<HashSet<i64>, StoreError> {
        let missing: Vec<_> = self.wanted.iter().filter(|(uid, ..)| !self.by_uid.contains_key(uid)).collect();
        let mut rows = Vec::with_capacity(missing.len());
        for (uid, noun, key, review_status) in &missing {
            let Some(record_type) = noun.record_type() else { continue };
            rows.push(record::Model {
                id: 0,
                record_type,
                uid: *uid,
                slug: key.clone(),
                dataset_id,
                review_status: *review_status,
                version: 1,
                change_seq: sequence.next(),
                recorded_at: now.to_owned(),
                updated_at: now.to_owned(),
            });
        }
        table::insert(db, rows).await?;
        let uids: Vec<i64> = missing.iter().map(|(uid, ..)| *uid).collect();
        let mut ids = HashSet::new();
        for chunk in uids.chunks(CHUNK) {
            for row in table::owned::<record::Entity>(db, record::Column::Uid, chunk).await? {
                ids.insert(row.id);
                self.uids.insert(row.id, row.uid);
                self.by_uid.insert(row.uid, row);
            }
        }
        Ok(ids)
    }

    /// The ids of all that are loaded, by their keys.
    pub fn ids<'r>(&self, records: &'r Records) -> Ids<'r> {
        let dataset = records.dataset.key.as_str();
        let known = records.commons().filter_map(|(noun, common)| {
            let row = self.by_uid.get(&derived(dataset, noun.word(), &common.key))?;
            Some(((noun, common.key.as_str()), row.id))
        });
        Ids { dataset, known: known.collect() }
    }

    /// The review status that is stored for a record.
    pub fn review_status(&self, id: i64) -> ReviewStatus {
        self.row(id).map_or(ReviewStatus::Draft, |row| row.review_status)
    }

    /// Notes that a record was changed.
    pub async fn touch(
        &self,
        db: &impl ConnectionTrait,
        id: i64,
        review_status: ReviewStatus,
        now: &str,
        sequence: &mut Sequence,
    ) -> Result<(), DbErr> {
        let Some(row) = self.row(id) else { return Ok(()) };
        let version = Set(row.version + 1);
        let mut row = row.clone().into_active_model();
        row.version = version;
        row.review_status = Set(review_status);
        row.change_seq = Set(sequence.next());
        row.updated_at = Set(now.to_owned());
        row.update(db).await.map(drop)
    }

    fn row(&self, id: i64) -> Option<&record::Model> {
        self.by_uid.get(self.uids.get(&id)?)
    }
}

/// How many records a data set has.
pub(super) async fn count(db: &impl ConnectionTrait, dataset_id: i64) -> Result<usize, DbErr> {
    let count = record::Entity::find().filter(record::Column::DatasetId.eq(dataset_id)).count(db).await?;
    Ok(usize::try_from(count).unwrap_or(usize::MAX))
}

/// Inserts the links of records; gives their ids by their uids.
pub(super) async fn insert_links(
    db: &impl ConnectionTrait,
    records: &[&Rows],
) -> Result<HashMap<i64, i64>, StoreError> {
    let shared = records.iter().flat_map(|rows| rows.links.shared());
    let shared: Vec<_> =
        shared.map(|(uid, link_type, record_id)| link::Model { id: 0, link_type, uid, record_id }).collect();
    let uids: Vec<i64> = shared.iter().map(|row| row.uid).collect();
    table::insert(db, shared).await?;
    let mut ids = HashMap::new();
    for chunk in uids.chunks(CHUNK) {
        let rows = table::owned::<link::Entity>(db, link::Column::Uid, chunk).await?;
        ids.extend(rows.iter().map(|row| (row.uid, row.id)));
    }
    let mut links: Vec<Links> = records.iter().map(|rows| rows.links.clone()).collect();
    links.iter_mut().for_each(|links| links.renumber(&ids));
    Links::insert(db, links.iter()).await?;
    Ok(ids)
}

/// Inserts the citations of records and of their links, whose ids are given by their uids.
pub(super) async fn insert_citations(
    db: &impl ConnectionTrait,
    records: &[&Rows],
    links: &HashMap<i64, i64>,
) -> Result<(), StoreError> {
    let cited: Vec<_> = records.iter().flat_map(|rows| &rows.citations).collect();
    let rows = cited.iter().map(|cited| citation::Model {
        link_id: cited.row.link_id.and_then(|uid| links.get(&uid).copied()),
        ..cited.row.clone()
    });
    table::insert(db, rows.collect()).await?;
    for chunk in cited.chunks(CHUNK) {
        let uids: Vec<i64> = chunk.iter().filter(|cited| !cited.credited.is_empty()).map(|it| it.row.uid).collect();
        let stored = table::owned::<citation::Entity>(db, citation::Column::Uid, &uids).await?;
        let ids: HashMap<i64, i64> = stored.iter().map(|row| (row.uid, row.id)).collect();
        let credits = chunk.iter().flat_map(|cited| {
            let citation_id = ids.get(&cited.row.uid).copied();
            cited.credited.iter().zip(0..).filter_map(move |(organization_id, position)| {
                Some(citation_attribution::Model {
                    citation_id: citation_id?,
                    organization_id: *organization_id,
                    position,
                })
            })
        });
        table::insert(db, credits.collect()).await?;
    }
    Ok(())
}
