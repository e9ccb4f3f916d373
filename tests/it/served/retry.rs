//! Writing that PostgreSQL gives up because of other writers is tried again.

use demarche::{
    import::shipped,
    store::{self, Report},
};
use sea_orm::ConnectionTrait;

use crate::{postgres, store::each::number, world::RECORDED};

/// A database whose events cannot be written the first `times` times.
async fn failing(code: &str, times: u32) -> Option<store::Database> {
    let database = store::open(&postgres::fresh().await?).await.unwrap();
    // a sequence counts on when its transaction is undone
    let fault = format!(
        "CREATE SEQUENCE tries;
         CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
             IF nextval('tries') <= {times} THEN RAISE EXCEPTION 'others were first' USING ERRCODE = '{code}'; END IF;
             RETURN NULL;
         END $$;
         CREATE TRIGGER fail AFTER INSERT ON event FOR EACH STATEMENT EXECUTE FUNCTION fail();"
    );
    database.writer.execute_unprepared(&fault).await.unwrap();
    Some(database)
}

#[tokio::test]
async fn conflicts_are_tried_again() {
    for code in ["40001", "40P01"] {
        let Some(database) = failing(code, 3).await else { return };
        let Report { inserted, .. } =
            store::load(&database.writer, &shipped::records().unwrap(), RECORDED).await.unwrap();
        assert_eq!(inserted, 101);
        assert_eq!(number(&database.writer, "SELECT count(*) FROM record").await, 101);
        assert_eq!(number(&database.writer, "SELECT count(*) FROM import_run").await, 1);
        assert!(number(&database.writer, "SELECT last_value FROM tries").await > 3, "it was tried again");
        database.close().await.unwrap();
    }
}

#[tokio::test]
async fn other_failures_and_endless_conflicts_are_told() {
    for (code, times, tries) in [("23514", 1, 1), ("40001", 1_000, 6)] {
        let Some(database) = failing(code, times).await else { return };
        store::load(&database.writer, &shipped::records().unwrap(), RECORDED).await.unwrap_err();
        assert_eq!(number(&database.writer, "SELECT last_value FROM tries").await, tries, "{code}");
        assert_eq!(number(&database.writer, "SELECT count(*) FROM record").await, 0);
        database.close().await.unwrap();
    }
}
