//! Documents: admitted, parsed and validated once, then kept.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use async_graphql::{
    Positioned,
    parser::types::{DocumentOperations, ExecutableDocument, OperationDefinition},
};

use crate::{
    plan::Plan,
    store::Program,
    types::{Limits, Model, validate},
};

use super::{
    admission,
    error::{Code, Problem},
    measure, syntax,
};

/// A plan with its statements.
pub type Compiled = (Arc<Plan>, Arc<Program>);

/// A document that has passed every check.
pub struct Document {
    /// Its syntax.
    pub ast: ExecutableDocument,
    /// Tells it from every other; plans are kept under it.
    pub number: u64,
}

impl Document {
    /// Admits, reads and validates `text`.
    pub fn read(text: &str, model: &Model, limits: &Limits) -> Result<Self, Vec<Problem>> {
        if let Some(problem) = admission::refuse(text, limits) {
            return Err(vec![problem]);
        }
        let ast = syntax::parse(text).map_err(|problem| vec![problem])?;
        if let Some(problem) = measure::refuse(&ast, limits) {
            return Err(vec![problem]);
        }
        let errors = validate(model, &ast, limits.max_errors);
        if !errors.is_empty() {
            let code = Code::GraphqlValidationFailed;
            return Err(errors.iter().take(limits.max_errors).map(|error| Problem::input(code, error)).collect());
        }
        static COUNT: AtomicU64 = AtomicU64::new(0);
        Ok(Self { ast, number: COUNT.fetch_add(1, Ordering::Relaxed) })
    }

    /// The operation of that name, or the only one.
    pub fn operation(&self, name: Option<&str>) -> Result<&Positioned<OperationDefinition>, Problem> {
        let failure = |message: String| Problem::new(Code::OperationResolutionFailure, message);
        match (&self.ast.operations, name) {
            (DocumentOperations::Single(operation), None) => Ok(operation),
            (DocumentOperations::Multiple(operations), None) if operations.len() == 1 => {
                Ok(operations.values().next().expect("there is one"))
            }
            (DocumentOperations::Multiple(operations), Some(name)) if operations.contains_key(name) => {
                Ok(&operations[name])
            }
            (_, None) => {
                Err(failure("the document has several operations; say which one with operationName".to_owned()))
            }
            (_, Some(name)) => Err(failure(format!("the document has no operation {name:?}"))),
        }
    }
}
