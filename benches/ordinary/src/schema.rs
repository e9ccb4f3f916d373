//! The slice of the schema that the page asks for, field by field. Words of a vocabulary are strings here.

use std::sync::Arc;

use async_graphql::{Context, ID, Interface, Object, OutputType, Result, SimpleObject};
use entity::{
    citation, event, participation, party, place, sanction, source, statement,
    value::{DatePrecision, PartyType, Vocabulary},
};
use sea_orm::{
    DatabaseConnection, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait},
};

use crate::{
    cursor::Cursor,
    loaders::{
        Citations, Issuers, Participations, Parties, Places, Sanctions, Sources, Statements, Targets, list, one,
        parties,
    },
};

/// Entries of a page where nothing else is asked for.
const PAGE: usize = 20;

/// The root.
pub struct Query;

#[Object]
impl Query {
    /// All events, the latest first.
    async fn events(
        &self,
        context: &Context<'_>,
        #[graphql(default = 20)] first: usize,
        after: Option<String>,
    ) -> Result<Events> {
        let after = after.map(|after| Cursor::read(&after).ok_or("not a cursor of this list")).transpose()?;
        let mut query = event::Entity::find();
        if let Some(after) = &after {
            let keys = [event::Column::OccurredEarliest, event::Column::OccurredLatest, event::Column::Id];
            let keys = Expr::tuple(keys.map(Expr::col));
            let values = [Expr::val(&after.earliest), Expr::val(&after.latest), Expr::val(after.id)];
            query = query.filter(keys.lt(Expr::tuple(values)));
        }
        let mut rows = query
            .order_by_desc(event::Column::OccurredEarliest)
            .order_by_desc(event::Column::OccurredLatest)
            .order_by_desc(event::Column::Id)
            .limit(first as u64 + 1)
            .all(context.data::<DatabaseConnection>()?)
            .await?;
        let has_next_page = rows.len() > first;
        rows.truncate(first);
        let head = after.map_or([1, 0, 0, 0, 0], |after| after.head);
        let end_cursor = rows.last().map(|row| {
            let (earliest, latest) = (row.occurred_earliest.clone(), row.occurred_latest.clone());
            Cursor { head, earliest, latest, id: row.id }.write()
        });
        let nodes = rows.into_iter().map(|row| Event(Arc::new(row))).collect();
        Ok(Events { nodes, page_info: PageInfo { has_next_page, end_cursor } })
    }
}

#[derive(SimpleObject)]
struct Events {
    nodes: Vec<Event>,
    page_info: PageInfo,
}

#[derive(SimpleObject)]
struct PageInfo {
    has_next_page: bool,
    end_cursor: Option<String>,
}

/// The first page of a list below an event.
#[derive(SimpleObject)]
#[graphql(concrete(name = "ParticipationConnection", params(Participation)))]
#[graphql(concrete(name = "StatementConnection", params(Statement)))]
#[graphql(concrete(name = "SanctionConnection", params(Sanction)))]
#[graphql(concrete(name = "CitationConnection", params(Citation)))]
struct Page<N: OutputType> {
    nodes: Vec<N>,
}

impl<N: OutputType> Page<N> {
    fn of<M>(rows: Vec<Arc<M>>, node: fn(Arc<M>) -> N) -> Self {
        Self { nodes: rows.into_iter().take(PAGE).map(node).collect() }
    }
}

/// A date of which a source may know only the month.
struct FuzzyDate {
    edtf: String,
    earliest: Option<String>,
    latest: Option<String>,
    precision: Option<DatePrecision>,
}

#[Object]
impl FuzzyDate {
    async fn edtf(&self) -> &str {
        &self.edtf
    }

    async fn earliest(&self) -> Option<&str> {
        self.earliest.as_deref()
    }

    async fn latest(&self) -> Option<&str> {
        self.latest.as_deref()
    }

    async fn precision(&self) -> Option<&'static str> {
        self.precision.map(DatePrecision::as_str)
    }
}

struct Event(Arc<event::Model>);

#[Object]
impl Event {
    async fn id(&self) -> ID {
        id("evt", self.0.uid)
    }

    async fn title(&self) -> &str {
        &self.0.title
    }

    async fn category(&self) -> &'static str {
        self.0.category.as_str()
    }

    async fn occurred(&self) -> FuzzyDate {
        FuzzyDate {
            edtf: self.0.occurred_edtf.clone(),
            earliest: Some(self.0.occurred_earliest.clone()),
            latest: Some(self.0.occurred_latest.clone()),
            precision: Some(self.0.occurred_precision),
        }
    }

    async fn goldstein(&self) -> Option<f64> {
        self.0.goldstein_tenths.map(|tenths| f64::from(tenths) / 10.0)
    }

    async fn place(&self, context: &Context<'_>) -> Result<Option<Place>> {
        match self.0.place_id {
            Some(place) => Ok(one::<Places>(context, place).await?.map(Place)),
            None => Ok(None),
        }
    }

    async fn participations(&self, context: &Context<'_>) -> Result<Page<Participation>> {
        Ok(Page::of(list::<_, Participations>(context, self.0.id).await?, Participation))
    }

    async fn statements(&self, context: &Context<'_>) -> Result<Page<Statement>> {
        Ok(Page::of(list::<_, Statements>(context, self.0.id).await?, Statement))
    }

    async fn sanctions(&self, context: &Context<'_>) -> Result<Page<Sanction>> {
        Ok(Page::of(list::<_, Sanctions>(context, self.0.id).await?, Sanction))
    }

    async fn citations(&self, context: &Context<'_>) -> Result<Page<Citation>> {
        Ok(Page::of(list::<_, Citations>(context, self.0.id).await?, Citation))
    }
}

struct Place(Arc<place::Model>);

#[Object]
impl Place {
    async fn id(&self) -> ID {
        id("plc", self.0.uid)
    }

    async fn name(&self) -> &str {
        &self.0.name
    }

    async fn country(&self) -> Option<&str> {
        self.0.country.as_deref()
    }
}

struct Participation(Arc<participation::Model>);

#[Object]
impl Participation {
    async fn id(&self) -> ID {
        id("ptc", self.0.uid)
    }

    async fn role(&self) -> &'static str {
        self.0.role.as_str()
    }

    async fn party(&self, context: &Context<'_>) -> Result<Option<Party>> {
        Ok(one::<Parties>(context, self.0.party_id).await?.map(Party::of))
    }
}

/// Whoever acts.
#[derive(Interface)]
#[graphql(field(name = "id", ty = "ID"), field(name = "name", ty = "&str"))]
enum Party {
    Organization(Organization),
    Person(Person),
}

impl Party {
    fn of(row: Arc<party::Model>) -> Self {
        match row.party_type {
            PartyType::Organization => Self::Organization(Organization(row)),
            PartyType::Person => Self::Person(Person(row)),
        }
    }
}

struct Organization(Arc<party::Model>);

#[Object]
impl Organization {
    async fn id(&self) -> ID {
        id("org", self.0.uid)
    }

    async fn name(&self) -> &str {
        &self.0.name
    }
}

struct Person(Arc<party::Model>);

#[Object]
impl Person {
    async fn id(&self) -> ID {
        id("per", self.0.uid)
    }

    async fn name(&self) -> &str {
        &self.0.name
    }
}

struct Statement(Arc<statement::Model>);

#[Object]
impl Statement {
    async fn id(&self) -> ID {
        id("stm", self.0.uid)
    }

    async fn text(&self) -> &str {
        &self.0.text
    }

    async fn kind(&self) -> &'static str {
        self.0.kind.as_str()
    }

    async fn language(&self) -> &str {
        &self.0.language
    }

    async fn said(&self) -> Option<FuzzyDate> {
        let edtf = self.0.said_edtf.clone()?;
        let (earliest, latest) = (self.0.said_earliest.clone(), self.0.said_latest.clone());
        Some(FuzzyDate { edtf, earliest, latest, precision: self.0.said_precision })
    }

    async fn speaker(&self, context: &Context<'_>) -> Result<Option<Person>> {
        match self.0.speaker_id {
            Some(speaker) => Ok(one::<Parties>(context, speaker).await?.map(Person)),
            None => Ok(None),
        }
    }

    async fn on_behalf_of(&self, context: &Context<'_>) -> Result<Option<Organization>> {
        match self.0.on_behalf_of_id {
            Some(organization) => Ok(one::<Parties>(context, organization).await?.map(Organization)),
            None => Ok(None),
        }
    }
}

struct Sanction(Arc<sanction::Model>);

#[Object]
impl Sanction {
    async fn id(&self) -> ID {
        id("snc", self.0.uid)
    }

    async fn title(&self) -> &str {
        &self.0.title
    }

    async fn announced(&self) -> Option<FuzzyDate> {
        let edtf = self.0.announced_edtf.clone()?;
        let (earliest, latest) = (self.0.announced_earliest.clone(), self.0.announced_latest.clone());
        Some(FuzzyDate { edtf, earliest, latest, precision: self.0.announced_precision })
    }

    async fn issuers(&self, context: &Context<'_>) -> Result<Vec<Party>> {
        let keys = list::<_, Issuers>(context, self.0.id).await?;
        Ok(parties(context, keys).await?.into_iter().map(Party::of).collect())
    }

    async fn targets(&self, context: &Context<'_>) -> Result<Vec<Party>> {
        let keys = list::<_, Targets>(context, self.0.id).await?;
        Ok(parties(context, keys).await?.into_iter().map(Party::of).collect())
    }
}

struct Citation(Arc<citation::Model>);

#[Object]
impl Citation {
    async fn id(&self) -> ID {
        id("cit", self.0.uid)
    }

    async fn exact(&self) -> Option<&str> {
        self.0.exact.as_deref()
    }

    async fn verification(&self) -> &'static str {
        self.0.verification.as_str()
    }

    async fn source(&self, context: &Context<'_>) -> Result<Option<Source>> {
        Ok(one::<Sources>(context, self.0.source_id).await?.map(Source))
    }
}

struct Source(Arc<source::Model>);

#[Object]
impl Source {
    async fn id(&self) -> ID {
        id("src", self.0.uid)
    }

    async fn title(&self) -> Option<&str> {
        self.0.title.as_deref()
    }

    async fn url(&self) -> Option<&str> {
        self.0.url.as_deref()
    }

    async fn published(&self) -> Option<FuzzyDate> {
        let edtf = self.0.published_edtf.clone()?;
        let (earliest, latest) = (self.0.published_earliest.clone(), self.0.published_latest.clone());
        Some(FuzzyDate { edtf, earliest, latest, precision: self.0.published_precision })
    }
}

/// An id as the release server spells it: 64 bits in base 32.
fn id(prefix: &str, uid: i64) -> ID {
    const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let mut id = String::with_capacity(prefix.len() + 14);
    id.push_str(prefix);
    id.push('_');
    id.extend((0..13).rev().map(|digit| char::from(ALPHABET[(uid as u64 >> (5 * digit)) as usize & 31])));
    ID(id)
}
