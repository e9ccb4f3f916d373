//! Documents: admitted, parsed and validated once, then kept.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use async_graphql::{
    Name, Positioned, Request, Response, Value as AgValue,
    dynamic::Schema,
    extensions::{Extension, ExtensionContext, ExtensionFactory, NextExecute},
    parser::types::{
        DocumentOperations, ExecutableDocument, OperationDefinition, OperationType, Selection, SelectionSet,
    },
};

use crate::{
    plan::Plan,
    store::Program,
    types::{Limits, Model, check_literals, overlapping},
};

use super::{
    admission,
    error::{Code, Problem},
    measure,
    schema::TYPENAME,
    syntax,
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

/// Marks a request that is only to be validated.
pub struct OnlyValidate;

/// The library's extension that ends a request after validation if it is marked so.
pub struct PlanInstead;

impl ExtensionFactory for PlanInstead {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(Self)
    }
}

#[async_graphql::async_trait::async_trait]
impl Extension for PlanInstead {
    async fn execute(
        &self,
        ctx: &ExtensionContext<'_>,
        operation_name: Option<&str>,
        next: NextExecute<'_>,
    ) -> Response {
        if ctx.data_opt::<OnlyValidate>().is_some() {
            return Response::new(AgValue::Null);
        }
        next.run(ctx, operation_name).await
    }
}

/// Gives every `__typename` the name under which the library validates it, and its own as key.
fn rename_typename(set: &mut SelectionSet) {
    for item in &mut set.items {
        match &mut item.node {
            Selection::Field(field) => {
                if field.node.name.node == "__typename" {
                    let name = Positioned::new(Name::new(TYPENAME), field.node.name.pos);
                    let own = std::mem::replace(&mut field.node.name, name);
                    field.node.alias.get_or_insert(own);
                }
                rename_typename(&mut field.node.selection_set.node);
            }
            Selection::InlineFragment(fragment) => rename_typename(&mut fragment.node.selection_set.node),
            Selection::FragmentSpread(_) => {}
        }
    }
}

impl Document {
    /// Admits, parses and validates `text`.
    pub async fn read(text: &str, schema: &Schema, model: &Model, limits: &Limits) -> Result<Self, Vec<Problem>> {
        if let Some(problem) = admission::refuse(text, limits) {
            return Err(vec![problem]);
        }
        let ast =
            syntax::parse(text).map_err(|error| vec![Problem::server(Code::GraphqlParseFailed, &error.into())])?;
        if let Some(problem) = measure::refuse(&ast, limits) {
            return Err(vec![problem]);
        }
        if let Some(operation) = ast
            .operations
            .iter()
            .map(|(_, operation)| operation)
            .find(|operation| operation.node.ty != OperationType::Query)
        {
            let message = format!("this server answers queries only, no {}", operation.node.ty);
            let locations = vec![(operation.pos.line, operation.pos.column)];
            return Err(vec![Problem { locations, ..Problem::new(Code::GraphqlValidationFailed, message) }]);
        }
        let mut request = Request::new(text).data(OnlyValidate);
        // the library wants to know which operation; what it checks is the same for all
        if let DocumentOperations::Multiple(operations) = &ast.operations
            && let Some(name) = operations.keys().next()
        {
            request = request.operation_name(name.as_str());
        }
        let mut renamed = ast.clone();
        let operations = match &mut renamed.operations {
            DocumentOperations::Single(operation) => vec![operation],
            DocumentOperations::Multiple(operations) => operations.values_mut().collect(),
        };
        operations.into_iter().for_each(|operation| rename_typename(&mut operation.node.selection_set.node));
        renamed.fragments.values_mut().for_each(|fragment| rename_typename(&mut fragment.node.selection_set.node));
        request.set_parsed_query(renamed);
        let response = schema.execute(request).await;
        let mut problems: Vec<Problem> = response
            .errors
            .iter()
            .map(|error| {
                let problem = Problem::server(Code::GraphqlValidationFailed, error);
                Problem { message: problem.message.replace(TYPENAME, "__typename"), ..problem }
            })
            .collect();
        if problems.is_empty() {
            let errors = check_literals(model, &ast).into_iter().chain(overlapping(model, &ast));
            problems.extend(errors.map(|error| Problem::input(Code::GraphqlValidationFailed, &error)));
        }
        problems.truncate(limits.max_errors);
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        if problems.is_empty() { Ok(Self { ast, number }) } else { Err(problems) }
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
