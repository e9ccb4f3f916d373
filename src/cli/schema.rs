//! `demarche schema`.

use crate::{catalog::catalog, graphql, types};

use super::Failure;

/// Prints the schema.
pub fn run() -> Result<(), Failure> {
    let sdl = graphql::print_schema(&types::model(catalog(), &types::Limits::default())).map_err(|error| Failure::new(error.to_string()))?;
    print!("{sdl}");
    Ok(())
}
