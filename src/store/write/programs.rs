//! Sanctions programmes, which are no records: they have neither versions nor citations.

use std::collections::HashMap;

use entity::{program_measure, sanction_program};
use sea_orm::{ConnectionTrait, DbErr};

use super::ids::Ids;
use super::log::Sequence;
use super::table::{self, CHUNK};
use crate::domain::record::{Noun, Program, Records};
use crate::store::StoreError;

/// Inserts those that are not there, without their issuers, which may not be there yet; adds the ids of all to `ids`.
pub(super) async fn insert_missing<'r>(
    db: &impl ConnectionTrait,
    records: &'r Records,
    ids: &mut Ids<'r>,
) -> Result<(), DbErr> {
    let stored = stored(db, &records.programs, ids).await?;
    let missing = records.programs.iter().filter(|it| !stored.contains_key(&uid(ids, it)));
    let rows = missing.map(|it| row(0, ids, it, None)).collect();
    table::insert(db, rows).await?;
    let stored = self::stored(db, &records.programs, ids).await?;
    for it in &records.programs {
        ids.known.extend(stored.get(&uid(ids, it)).map(|row| ((Noun::Program, it.key.as_str()), row.id)));
    }
    Ok(())
}

/// Overwrites those that differ.
pub(super) async fn write(
    db: &impl ConnectionTrait,
    records: &Records,
    ids: &Ids<'_>,
    sequence: &mut Sequence,
) -> Result<(), StoreError> {
    let stored = stored(db, &records.programs, ids).await?;
    for it in &records.programs {
        let program_id = ids.id(Noun::Program, &it.key)?;
        let row = row(program_id, ids, it, ids.optional(Noun::Organization, it.issuer.as_ref())?);
        let measures = it.measures.iter().zip(0..);
        let measures: Vec<_> = measures
            .map(|(measure, position)| program_measure::Model { program_id, measure: *measure, position })
            .collect();
        let column = program_measure::Column::ProgramId;
        let mut old = table::owned::<program_measure::Entity>(db, column, &[program_id]).await?;
        old.sort_by_key(|row| row.position);
        if stored.get(&row.uid) == Some(&row) && old == measures {
            continue;
        }
        sequence.next();
        table::update(db, &[row]).await?;
        table::delete::<program_measure::Entity>(db, column, &[program_id]).await?;
        table::insert(db, measures).await?;
    }
    Ok(())
}

async fn stored(
    db: &impl ConnectionTrait,
    programs: &[Program],
    ids: &Ids<'_>,
) -> Result<HashMap<i64, sanction_program::Model>, DbErr> {
    let uids: Vec<i64> = programs.iter().map(|it| uid(ids, it)).collect();
    let mut stored = HashMap::new();
    for chunk in uids.chunks(CHUNK) {
        let rows = table::owned::<sanction_program::Entity>(db, sanction_program::Column::Uid, chunk).await?;
        stored.extend(rows.into_iter().map(|row| (row.uid, row)));
    }
    Ok(stored)
}

fn uid(ids: &Ids<'_>, program: &Program) -> i64 {
    ids.uid(Noun::Program.word(), &program.key)
}

fn row(id: i64, ids: &Ids<'_>, program: &Program, issuer_id: Option<i64>) -> sanction_program::Model {
    sanction_program::Model {
        id,
        uid: uid(ids, program),
        key: program.key.clone(),
        title: program.title.clone(),
        url: program.url.clone(),
        issuer_id,
    }
}
