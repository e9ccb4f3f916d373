//! The entities of this project with the links that the page follows: Seaography wants a `RelatedEntity` beside each.

use sea_orm::{RelationDef, RelationType};

/// Rows that lead here, from how they do.
fn many(belongs_to: RelationDef) -> RelationDef {
    let mut relation = belongs_to.rev();
    relation.rel_type = RelationType::HasMany;
    relation
}

macro_rules! related {
    ($($table:ident { $($name:ident: $entity:literal = $relation:literal),* })+) => { $(
        pub mod $table {
            #[allow(unused_imports)]
            use super::many;
            pub use entity::$table::*;
            use sea_orm::entity::prelude::*;

            #[derive(Clone, Copy, Debug, EnumIter, DeriveRelatedEntity)]
            pub enum RelatedEntity {
                $( #[sea_orm(entity = $entity, def = $relation)] $name, )*
            }
        }
    )+ };
}

related! {
    event {
        Place: "entity::place::Entity" = "Relation::Place.def()",
        Participations: "entity::participation::Entity" = "many(entity::participation::Relation::Event.def())",
        Statements: "entity::statement_event::Entity" = "many(entity::statement_event::Relation::Event.def())",
        Sanctions: "entity::sanction_event::Entity" = "many(entity::sanction_event::Relation::Event.def())",
        Citations: "entity::citation::Entity" = "many(entity::citation::Entity::belongs_to(Entity).from(entity::citation::Column::RecordId).to(Column::Id).into())"
    }
    place { Parent: "Entity" = "Relation::Parent.def()" }
    participation { Party: "entity::party::Entity" = "Relation::Party.def()" }
    party { Participations: "entity::participation::Entity" = "many(entity::participation::Relation::Party.def())" }
    statement_event { Statement: "entity::statement::Entity" = "Relation::Statement.def()" }
    statement {
        Speaker: "entity::party::Entity" = "Entity::belongs_to(entity::party::Entity).from(Column::SpeakerId).to(entity::party::Column::Id).into()",
        OnBehalfOf: "entity::party::Entity" = "Entity::belongs_to(entity::party::Entity).from(Column::OnBehalfOfId).to(entity::party::Column::Id).into()"
    }
    sanction_event { Sanction: "entity::sanction::Entity" = "Relation::Sanction.def()" }
    sanction {
        Issuers: "entity::sanction_issuer::Entity" = "many(entity::sanction_issuer::Relation::Sanction.def())",
        Targets: "entity::sanction_target::Entity" = "many(entity::sanction_target::Relation::Sanction.def())"
    }
    sanction_issuer { Party: "entity::party::Entity" = "Relation::Party.def()" }
    sanction_target { Party: "entity::party::Entity" = "Relation::Party.def()" }
    citation { Source: "entity::source::Entity" = "Relation::Source.def()" }
    source { Citations: "entity::citation::Entity" = "many(entity::citation::Relation::Source.def())" }
}
