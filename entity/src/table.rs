//! Every table as its entity describes it, for those who go over all of them: the test that compares entities and
//! database, a backup's verification, an empty copy. A new entity is named here once.

use sea_orm::{
    ActiveModelTrait, ColumnDef, ColumnTrait, EntityName, EntityTrait, IdenStatic, Iterable, RelationDef, RelationTrait,
};

/// A table.
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// Its columns in order: name, type, whether it may be null.
    pub columns: Vec<(&'static str, ColumnDef)>,
    /// The columns of its primary key, in order.
    pub key: Vec<&'static str>,
    /// Whose rows its own point at; not those that point at it.
    pub belongs_to: Vec<RelationDef>,
    /// Whether the column of this name can hold this text: not any, where it has a vocabulary or is not text.
    pub accepts: fn(&str, &str) -> bool,
}

/// All tables, by name.
pub fn tables() -> Vec<Table> {
    macro_rules! tables {
        ($($module:ident),+) => {
            vec![$(describe::<crate::$module::Entity, crate::$module::Relation>()),+]
        };
    }
    tables!(
        affiliation,
        citation,
        citation_attribution,
        country_event,
        dataset,
        document,
        event,
        event_context,
        event_relation,
        event_tally,
        external_id,
        import_run,
        link,
        name,
        name_key,
        organization,
        participation,
        party,
        party_event,
        person,
        place,
        program_measure,
        record,
        sanction,
        sanction_event,
        sanction_issuer,
        sanction_measure,
        sanction_program,
        sanction_target,
        sequence,
        source,
        statement,
        statement_addressee,
        statement_event,
        status_change,
        translation
    )
}

fn describe<E, R>() -> Table
where
    E: EntityTrait + Default + EntityName,
    R: RelationTrait + Iterable,
    E::PrimaryKey: IdenStatic,
{
    Table {
        name: E::default().table_name(),
        columns: E::Column::iter().map(|column| (column.as_str(), column.def())).collect(),
        key: E::PrimaryKey::iter().map(|column| column.as_str()).collect(),
        belongs_to: R::iter().map(|relation| relation.def()).filter(|relation| !relation.is_owner).collect(),
        accepts: accepts::<E>,
    }
}

fn accepts<E: EntityTrait>(column: &str, text: &str) -> bool {
    E::Column::iter()
        .find(|candidate| candidate.as_str() == column)
        .is_some_and(|column| E::ActiveModel::default().try_set(column, text.into()).is_ok())
}
