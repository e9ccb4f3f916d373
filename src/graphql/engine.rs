//! Answers requests: document, variables, plan, database, bytes.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use async_graphql::{
    dynamic::{Schema, SchemaError},
    parser::types::{DocumentOperations, OperationType},
};
use quick_cache::{Weighter, sync::Cache};
use serde_json::{Map, Value as Json};
use sha2::{Digest, Sha256};
use thiserror::Error;

use crate::{
    catalog::catalog,
    domain::identity::hexadecimal,
    plan::{Facts, Frame, Selector, compile, shape},
    store::{self, Place, ReadError, Reader, Request as Reading, Response},
    types::{self, Limits, Model, coerce_variables},
};

use super::{
    admission,
    description::Description,
    documents::{Compiled, Document},
    error::{Code, Problem},
    introspection,
    persisted::{Named, Persisted},
    schema, syntax,
};

/// Documents and plans kept, about so many of each.
const KEPT: usize = 1_024;
/// Bytes that kept documents may take together, and kept plans.
const KEPT_BYTES: u64 = 24_000_000;
/// Bytes of syntax tree for each byte of a document's text, measured on the samples.
const TREE_PER_BYTE: u64 = 16;

/// A plan's key: its document, the operation, the shape of the variables.
type PlanKey = (u64, Option<String>, u64);

/// What kept documents and plans weigh: about the bytes that they take.
#[derive(Clone)]
struct Weight;

impl Weighter<String, Arc<Document>> for Weight {
    fn weight(&self, text: &String, _: &Arc<Document>) -> u64 {
        1 + text.len() as u64 * TREE_PER_BYTE
    }
}

impl Weighter<PlanKey, Compiled> for Weight {
    fn weight(&self, _: &PlanKey, (plan, program): &Compiled) -> u64 {
        1 + (plan.bytes() + program.bytes()) as u64
    }
}

/// What an engine is made of.
#[derive(Clone, Debug)]
pub struct Setup {
    /// Bounds on requests.
    pub limits: Limits,
    /// Where permalinks begin, without a slash at the end.
    pub public_url: String,
    /// How many requests are read for at once.
    pub readers: usize,
    /// Whether nothing is answered but documents that the engine was told to trust.
    pub documents_only: bool,
    /// Whether clients may ask what the schema is.
    pub introspection: bool,
}

/// Why an engine cannot start.
#[derive(Debug, Error)]
pub enum EngineError {
    /// The schema is inconsistent.
    #[error("the schema is inconsistent")]
    Schema(#[from] SchemaError),
    /// The database cannot be read.
    #[error("the database cannot be read")]
    Reader(#[from] ReadError),
}

/// A request as it was sent.
#[derive(Clone, Debug, PartialEq)]
pub struct Sent {
    /// Which document.
    pub document: Named,
    /// Which of its operations.
    pub operation_name: Option<String>,
    /// Variables as sent.
    pub variables: Map<String, Json>,
    /// Whether the answer is to say how many nodes were asked for.
    pub cost: bool,
}

/// A request.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Query {
    /// The document.
    pub document: String,
    /// Which of its operations.
    pub operation_name: Option<String>,
    /// Variables as sent.
    pub variables: Map<String, Json>,
    /// Whether the answer is to say how many nodes were asked for.
    pub cost: bool,
}

/// What came of a request.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// The response with its `data` as JSON.
    Data(Vec<u8>),
    /// Why there is none.
    Problems(Vec<Problem>),
}

impl Outcome {
    /// The response as JSON.
    pub fn json(self, request_id: &str) -> Vec<u8> {
        match self {
            Self::Data(response) => response,
            Self::Problems(problems) => {
                let errors: Vec<Json> = problems.iter().map(|problem| problem.json(request_id)).collect();
                serde_json::json!({ "errors": errors }).to_string().into_bytes()
            }
        }
    }
}

/// What an engine has done since it started, and what it is doing.
#[derive(Clone, Copy, Debug)]
pub struct Statistics {
    /// Documents looked up and found.
    pub document_hits: u64,
    /// Documents that were not, and had to be read.
    pub document_misses: u64,
    /// Operations compiled to plans.
    pub plans_compiled: u64,
    /// How many requests are read for at once.
    pub readers: u64,
    /// How much reading there is to do.
    pub reading: store::Statistics,
}

/// Answers requests from one database.
pub struct Engine {
    setup: Setup,
    model: Model,
    introspection: Schema,
    sdl: String,
    schema_hash: String,
    /// What answers depend on beside requests, the data and the day.
    fingerprint: String,
    persisted: Persisted,
    documents: Cache<String, Arc<Document>, Weight>,
    plans: Cache<PlanKey, Compiled, Weight>,
    reader: Reader,
    document_hits: AtomicU64,
    document_misses: AtomicU64,
    plans_compiled: AtomicU64,
}

impl Engine {
    /// An engine that reads the database at `place`.
    pub fn start(place: &Place, setup: Setup) -> Result<Self, EngineError> {
        let model = Model { open: setup.introspection, ..types::model(catalog(), &setup.limits) };
        let introspection = schema::introspecting(&model)?;
        let sdl = schema::sdl(&introspection);
        let reader = Reader::start(place, setup.readers, &setup.limits, &setup.public_url)?;
        let schema_hash = hexadecimal(&Sha256::digest(&sdl));
        let version = env!("CARGO_PKG_VERSION");
        let made_of = format!(
            "{version} {schema_hash} {} {:?} {} {}",
            setup.public_url,
            setup.limits,
            setup.introspection,
            reader.database()
        );
        Ok(Self {
            introspection,
            schema_hash,
            fingerprint: hexadecimal(&Sha256::digest(made_of)),
            persisted: Persisted::new(setup.documents_only),
            documents: Cache::with_weighter(KEPT, KEPT_BYTES, Weight),
            plans: Cache::with_weighter(KEPT, KEPT_BYTES, Weight),
            setup,
            model,
            sdl,
            reader,
            document_hits: AtomicU64::new(0),
            document_misses: AtomicU64::new(0),
            plans_compiled: AtomicU64::new(0),
        })
    }

    /// The schema as text.
    pub fn sdl(&self) -> &str {
        &self.sdl
    }

    /// Bounds on requests.
    pub fn limits(&self) -> &Limits {
        &self.setup.limits
    }

    /// Puts a document on the list of those that can be named by an id: by one of these, or by its hash.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn trust(&mut self, ids: &[String], text: &str) -> Result<(), Vec<Problem>> {
        self.document(text)?;
        self.persisted.trust(ids, text);
        Ok(())
    }

    /// The request with its document at hand. A document that comes with its hash is kept, if it can be answered at all.
    pub fn resolve(&self, sent: Sent) -> Result<Query, Problem> {
        let Sent { document: named, operation_name, variables, cost } = sent;
        let hash = match &named {
            Named::Hash { sha256, text: Some(_) } => Some(sha256.clone()),
            _ => None,
        };
        let document = self.persisted.text(named)?;
        if let Some(hash) = hash
            && self.document(&document).is_ok()
        {
            self.persisted.learn(hash, &document);
        }
        Ok(Query { document, operation_name, variables, cost })
    }

    /// Whether the operation asked for is a mutation. What cannot be told, for the document or the name is wrong, is
    /// none: it will not be run.
    pub fn is_mutation(&self, query: &Query) -> bool {
        let name = query.operation_name.as_deref();
        if let Some(document) = self.documents.get(&query.document) {
            return document.operation(name).is_ok_and(|operation| operation.node.ty == OperationType::Mutation);
        }
        if admission::refuse(&query.document, &self.setup.limits).is_some() {
            return false;
        }
        let Ok(document) = syntax::parse(&query.document) else { return false };
        let operation = match (&document.operations, name) {
            (DocumentOperations::Single(operation), _) => Some(operation),
            (DocumentOperations::Multiple(operations), Some(name)) => operations.get(name),
            (DocumentOperations::Multiple(operations), None) => {
                operations.values().next().filter(|_| operations.len() == 1)
            }
        };
        operation.is_some_and(|operation| operation.node.ty == OperationType::Mutation)
    }

    /// Tells what answers depend on beside requests and the day: differs after each committed write, and for other
    /// data, settings or schemas. Asked for before an answer it is as old as that or older.
    pub async fn version(&self) -> Result<String, Problem> {
        let data = self.reader.version().await?;
        Ok(format!("{} {data}", self.fingerprint))
    }

    /// Answers a request; `today` is the date in UTC, ISO 8601.
    pub async fn answer(&self, query: &Query, today: &str) -> Outcome {
        self.counted(query, today).await.0
    }

    /// Answers a request likewise; also says how many rows were read for it.
    pub async fn counted(&self, query: &Query, today: &str) -> (Outcome, u64) {
        match self.data(query, today).await {
            Ok(response) => (Outcome::Data(response.json), response.rows),
            Err(problems) => (Outcome::Problems(problems), 0),
        }
    }

    /// Whether the database answers, which is known within a second.
    pub async fn ready(&self) -> bool {
        let ready = self.reader.ready().await;
        if let Err(error) = &ready {
            tracing::warn!(error = error as &dyn std::error::Error, "not ready");
        }
        ready.is_ok()
    }

    /// What has been done, and what there is to do.
    pub fn statistics(&self) -> Statistics {
        let count = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        Statistics {
            document_hits: count(&self.document_hits),
            document_misses: count(&self.document_misses),
            plans_compiled: count(&self.plans_compiled),
            readers: self.setup.readers as u64,
            reading: self.reader.statistics(),
        }
    }

    /// What kind of database it reads.
    pub fn database(&self) -> &'static str {
        self.reader.database()
    }

    /// What the log calls a request.
    pub fn describe<'a>(&self, query: &'a Query) -> Description<'a> {
        let document = self.documents.get(&query.document);
        Description::new(query, document.as_deref())
    }

    async fn data(&self, query: &Query, today: &str) -> Result<Response, Vec<Problem>> {
        let one = |problem: Problem| vec![problem];
        let document = self.document(&query.document)?;
        let operation = document.operation(query.operation_name.as_deref()).map_err(one)?;
        let variables = coerce_variables(&self.model, &operation.node, &query.variables).map_err(|errors| {
            errors.iter().map(|error| Problem::input(Code::BadUserInput, error)).collect::<Vec<_>>()
        })?;
        let selector = Selector { document: &document.ast, variables: &variables, model: &self.model };
        let key = (document.number, query.operation_name.clone(), shape(&variables));
        let (plan, program) = match self.plans.get(&key) {
            Some(compiled) => compiled,
            None => {
                let compiled = self.compile(selector, &operation.node).map_err(one)?;
                self.plans.insert(key, compiled.clone());
                compiled
            }
        };
        let frame =
            Frame { variables: &variables, today, limits: &self.setup.limits, public_url: &self.setup.public_url };
        let values: Vec<_> = plan
            .binds
            .iter()
            .map(|bind| bind.value(&frame))
            .collect::<Result<_, _>>()
            .map_err(|refusal| vec![refusal.into()])?;
        let (nodes, limit) = (plan.nodes(&values), self.setup.limits.max_nodes);
        if nodes > limit {
            return Err(vec![Problem::of_nodes(limit, nodes)]);
        }
        let introspected = if plan.root.iter().any(|part| matches!(part, crate::plan::Part::Introspected(_))) {
            introspection::answer(&self.introspection, selector, operation, self.setup.limits.max_schema_values)
                .await
                .map_err(one)?
        } else {
            Vec::new()
        };
        let max_links = self.setup.limits.max_links;
        let answer = self.reader.answer(Reading { plan, program, values, introspected, max_links }).await;
        let mut answer = answer.map_err(|error| vec![error.into()])?;
        if query.cost && answer.json.pop() == Some(b'}') {
            let cost = format!(",\"extensions\":{{\"cost\":{{\"nodes\":{nodes},\"limit\":{limit}}}}}}}");
            answer.json.extend_from_slice(cost.as_bytes());
        }
        Ok(answer)
    }

    /// The document, read once.
    fn document(&self, text: &str) -> Result<Arc<Document>, Vec<Problem>> {
        if let Some(document) = self.documents.get(text) {
            self.document_hits.fetch_add(1, Ordering::Relaxed);
            return Ok(document);
        }
        self.document_misses.fetch_add(1, Ordering::Relaxed);
        let document = Arc::new(Document::read(text, &self.model, &self.setup.limits)?);
        self.documents.insert(text.to_owned(), Arc::clone(&document));
        Ok(document)
    }

    fn compile(
        &self,
        selector: Selector<'_>,
        operation: &async_graphql::parser::types::OperationDefinition,
    ) -> Result<Compiled, Problem> {
        let facts = Facts {
            catalog: catalog(),
            limits: &self.setup.limits,
            version: env!("CARGO_PKG_VERSION"),
            schema_hash: &self.schema_hash,
            database: self.reader.database(),
        };
        self.plans_compiled.fetch_add(1, Ordering::Relaxed);
        let plan = compile(selector, operation, facts)?;
        let program = self.reader.program(&plan);
        Ok((Arc::new(plan), Arc::new(program)))
    }
}

#[cfg(test)]
pub(super) mod tests;
