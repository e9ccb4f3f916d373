//! Where places are, as the databases keep it: geohashes of places that were there before, and SQLite's index of points.

use demarche::domain::geo::geohash;
use migration::{Migrator, MigratorTrait};
use sea_orm::{ConnectOptions, ConnectionTrait, DbBackend};

use super::{
    each::{backend, each, number, rows, texts},
    rows::fill,
};
use crate::postgres;

/// Points on edges of cells, at the poles and the antimeridian, and by chance.
const POINTS: [(f64, f64); 10] = [
    (0.0, 0.0),
    (90.0, 180.0),
    (-90.0, -180.0),
    (90.0, -180.0),
    (33.3406, 44.4009),
    (59.3294, 18.0687),
    (-17.500_000_049, -179.999_999_95),
    (45.0, -45.0),
    (1.406_25, -1.406_25),
    (-0.000_000_06, 0.000_000_04),
];

#[tokio::test]
async fn places_that_are_there_get_their_geohash() {
    let folder = tempfile::tempdir().unwrap();
    let file = format!("sqlite:{}?mode=rwc", folder.path().join("places.db").display());
    for address in [Some(file), postgres::fresh().await].into_iter().flatten() {
        let mut options = ConnectOptions::new(address);
        options.max_connections(1);
        let connection = sea_orm::Database::connect(options).await.unwrap();
        Migrator::up(&connection, Some(6)).await.unwrap();
        let unbound = match backend(&connection) {
            DbBackend::Sqlite => "PRAGMA foreign_keys = OFF",
            _ => "SET session_replication_role = replica",
        };
        connection.execute_unprepared(unbound).await.unwrap();
        for (id, (latitude, longitude)) in POINTS.iter().enumerate() {
            let values = format!("({id}, {id}, 'p', 'p', 'SITE', {latitude}, {longitude})");
            let row =
                format!("INSERT INTO place (id, uid, name, name_folded, kind, latitude, longitude) VALUES {values}");
            connection.execute_unprepared(&row).await.unwrap();
        }
        let nowhere = "INSERT INTO place (id, uid, name, name_folded, kind) VALUES (99, 99, 'p', 'p', 'SITE')";
        connection.execute_unprepared(nowhere).await.unwrap();
        Migrator::up(&connection, None).await.unwrap();
        let found = texts(&connection, "SELECT coalesce(geohash, '') FROM place ORDER BY id").await;
        let expected = POINTS.iter().map(|(latitude, longitude)| geohash(*latitude, *longitude));
        assert_eq!(found, expected.chain([String::new()]).collect::<Vec<_>>(), "{:?}", backend(&connection));
        if backend(&connection) == DbBackend::Sqlite {
            assert_eq!(number(&connection, "SELECT count(*) FROM place_tree").await, POINTS.len() as i64);
        }
        connection.close().await.unwrap();
    }
}

#[tokio::test]
async fn the_index_of_points_follows_the_places() {
    each(async |database| {
        let writer = &database.writer;
        if backend(writer) != DbBackend::Sqlite {
            return;
        }
        fill(writer).await;
        let differ = "SELECT count(*) FROM (SELECT id, latitude, longitude FROM place WHERE latitude IS NOT NULL) p
            FULL JOIN place_tree i ON i.id = p.id
            WHERE (p.latitude = i.latitude AND p.longitude = i.longitude AND p.longitude BETWEEN i.west AND i.east
                AND p.latitude BETWEEN i.south AND i.north) IS NOT TRUE";
        for change in [
            "UPDATE place SET name = 'Irak' WHERE id = 10",
            "UPDATE place SET latitude = 33.340600001, longitude = -180 WHERE id = 10",
            "UPDATE place SET latitude = 1, longitude = 2 WHERE id = 11",
            "UPDATE place SET latitude = NULL, longitude = NULL WHERE id = 10",
            "UPDATE event SET place_id = NULL",
            "DELETE FROM record WHERE id = 11",
        ] {
            writer.execute_unprepared(change).await.unwrap();
            assert_eq!(number(writer, differ).await, 0, "{change}");
        }
        assert!(rows(writer, "SELECT id FROM place_tree").await.is_empty());
    })
    .await;
}
