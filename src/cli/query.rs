//! `demarche query`.

use std::{io::Read, path::PathBuf};

use serde_json::{Map, Value as Json};

use crate::{
    app::chain,
    config::Settings,
    graphql::{Engine, Outcome, Query, Setup},
    store,
};

use super::Failure;

/// Answer one query from a file on standard output, without a server
#[derive(clap::Args, Debug)]
pub(super) struct Args {
    /// A file with a GraphQL document; - for standard input
    file: PathBuf,
    /// Variables as a JSON object, or @ and the name of a file that holds one
    #[arg(long, value_name = "JSON")]
    variables: Option<String>,
    /// Which operation, where the document has several
    #[arg(long, value_name = "NAME")]
    operation: Option<String>,
}

/// Answers one query. Errors in the query are printed as a server would answer them, and fail the command.
pub(super) fn run(args: &Args, settings: &Settings) -> Result<(), Failure> {
    let query = Query {
        document: read(&args.file)?,
        operation_name: args.operation.clone(),
        variables: variables(args.variables.as_deref())?,
        cost: false,
    };
    actix_web::rt::System::new().block_on(async {
        let place = store::readable(&settings.database).await?;
        let public_url = settings.public_url.clone().unwrap_or_else(|| format!("http://{}", settings.listen));
        let setup =
            Setup { limits: settings.limits, public_url, readers: 1, documents_only: false, introspection: true };
        let engine = Engine::start(&place, setup).map_err(|error| Failure::new(chain(&error)))?;
        let today = jiff::Timestamp::now().strftime("%Y-%m-%d").to_string();
        let outcome = engine.answer(&query, &today).await;
        let errors = match &outcome {
            Outcome::Data(_) => 0,
            Outcome::Problems(problems) => problems.len(),
        };
        let json = String::from_utf8(outcome.json("query")).expect("JSON is text");
        println!("{json}");
        if errors == 0 { Ok(()) } else { Err(Failure::new(format!("the query has {errors} error(s)"))) }
    })
}

fn read(file: &PathBuf) -> Result<String, Failure> {
    let text = if file.as_os_str() == "-" {
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).map(|_| text)
    } else {
        std::fs::read_to_string(file)
    };
    text.map_err(|error| Failure::new(format!("cannot read {}: {error}", file.display())))
}

fn variables(given: Option<&str>) -> Result<Map<String, Json>, Failure> {
    let Some(given) = given else { return Ok(Map::new()) };
    let text = match given.strip_prefix('@') {
        Some(file) => read(&PathBuf::from(file))?,
        None => given.to_owned(),
    };
    match serde_json::from_str(&text) {
        Ok(Json::Object(variables)) => Ok(variables),
        Ok(_) => Err(Failure::usage("--variables must be a JSON object")),
        Err(error) => Err(Failure::usage(format!("--variables is not JSON: {error}"))),
    }
}
