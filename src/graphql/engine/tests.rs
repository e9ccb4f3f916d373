//! A fault of the program ends the request that met it.

use tempfile::TempDir;

use super::*;

/// An engine of an empty database, which lies in the folder.
pub async fn engine() -> (TempDir, Engine) {
    let folder = TempDir::new().unwrap();
    let database = store::open(folder.path().join("empty.db").to_str().unwrap()).await.unwrap();
    let setup = Setup {
        limits: Limits::default(),
        public_url: "http://demarche.test".to_owned(),
        readers: 1,
        documents_only: false,
        introspection: true,
    };
    let engine = Engine::start(&database.place, setup).unwrap();
    (folder, engine)
}

#[tokio::test]
async fn a_panic_while_reading_ends_its_own_request_and_no_other() {
    let (_folder, engine) = engine().await;
    let variables = serde_json::from_str(r#"{ "title": "x" }"#).unwrap();
    let document = "query ($title: String!) { events(filter: { title: { eq: $title } }) { totalCount } }".to_owned();
    let query = Query { document, variables, ..Query::default() };

    let read = engine.document(&query.document).unwrap();
    let operation = read.operation(None).unwrap();
    let variables = coerce_variables(&engine.model, &operation.node, &query.variables).unwrap();
    let selector = Selector { document: &read.ast, variables: &variables, model: &engine.model };
    let (plan, program) = engine.compile(selector, &operation.node).unwrap();
    // on the spot, then on the one thread
    for long in [false, true] {
        for _ in 0..3 {
            program.took_long(long);
            // a plan without the values of its binds: the reader has nothing to bind
            let (plan, program) = (Arc::clone(&plan), Arc::clone(&program));
            let (values, introspected) = (Vec::new(), Vec::new());
            let reading = Reading { plan, program, values, introspected, max_links: 0 };
            let error = engine.reader.answer(reading).await.unwrap_err();
            assert!(matches!(error, ReadError::Panicked), "{error:?}");
            assert_eq!(Problem::from(error).code, Code::InternalServerError);
            let answer = engine.answer(&query, "2026-01-01").await;
            assert_eq!(answer, Outcome::Data(br#"{"data":{"events":{"totalCount":0}}}"#.to_vec()));
        }
    }
    assert_eq!(engine.statistics().reading.busy, 0);
}
