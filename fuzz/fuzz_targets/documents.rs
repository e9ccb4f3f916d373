//! Documents: whatever the text, it is admitted, read and validated, or refused for reasons that are told, not too many.
#![no_main]

use std::sync::LazyLock;

use demarche::{
    catalog::catalog,
    graphql::Document,
    types::{self, Limits, Model},
};
use libfuzzer_sys::fuzz_target;

static LIMITS: LazyLock<Limits> = LazyLock::new(Limits::default);
static MODEL: LazyLock<Model> = LazyLock::new(|| types::model(catalog(), &LIMITS));

fuzz_target!(|bytes: &[u8]| {
    // what is no UTF-8 is refused before
    let Ok(text) = str::from_utf8(bytes) else { return };
    match Document::read(text, &MODEL, &LIMITS) {
        Ok(document) => {
            assert!(text.len() <= LIMITS.max_document_bytes);
            assert!(document.ast.operations.iter().count() > 0);
        }
        Err(problems) => {
            assert!((1..=LIMITS.max_errors).contains(&problems.len()));
            for problem in problems {
                assert!(!problem.message.is_empty());
                // places are within the text
                assert!(
                    problem.locations.iter().all(|(line, column)| (1..=text.len() + 1).contains(line) && *column > 0)
                );
                assert!(problem.numbers.iter().all(|(_, number)| *number >= 0));
            }
        }
    }
});
