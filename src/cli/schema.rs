//! `demarche schema`.

use crate::{catalog::catalog, graphql, types};

use super::Failure;

/// Print the GraphQL schema
#[derive(Debug, clap::Args)]
pub(super) struct Args {}

pub(super) fn run() -> Result<(), Failure> {
    let sdl = graphql::print_schema(&types::model(catalog(), &types::Limits::default()))
        .map_err(|error| Failure::new(error.to_string()))?;
    print!("{sdl}");
    Ok(())
}
