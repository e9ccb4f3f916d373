//! Opens a SQLite file: locks it, looks before it writes, backs up before it migrates.

use std::{
    fs::{self, File, OpenOptions},
    io,
    path::{Path, PathBuf},
    time::Duration,
};

use migration::{APPLICATION_ID, Migrator, MigratorTrait, SCHEMA_VERSION};
use sea_orm::sqlx::{
    self, ConnectOptions, Connection, SqlitePool,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DbErr, RuntimeErr, SqliteTransactionMode, SqlxSqliteConnector,
    TransactionOptions, TransactionTrait,
};

use super::{Database, failed, lock};
use crate::store::{Place, StoreError, write::keys};

/// SQLite 3.7.0 to 3.51.2 can corrupt a database in WAL mode.
const OLDEST_SQLITE: (u32, u32, u32) = (3, 51, 3);
/// Result code of SQLite: what was asked cannot be done without writing.
const SQLITE_READONLY: u32 = 8;
/// Result code of SQLite: the file is not a database.
const SQLITE_NOTADB: u32 = 26;

/// Opens or creates the database at `path`.
pub async fn open(path: &str) -> Result<Database, StoreError> {
    let path = resolve(path)?;
    // First of all: to open and close a file by other means undoes the locks of a SQLite connection in this process.
    let lock = lock::take(&path)?;
    let found = look(&path).await?;
    let created = found == Found::Nothing;
    let mut backup = None;
    if found != (Found::Ours { version: SCHEMA_VERSION }) {
        backup = migrate(&path, found).await?;
    }
    let writer = connect(options(&path).journal_mode(SqliteJournalMode::Wal).foreign_keys(true))
        .await
        .map_err(failed("open", path.display()))?;
    renew_keys(&writer).await.map_err(failed("make the keys of names of", path.display()))?;
    let engine = format!("SQLite {}", rusqlite::version());
    Ok(Database { writer, place: Place::File(path), engine, created, backup, lock: Some(lock) })
}

/// The file at `path`, which must hold a database at our schema.
pub async fn readable(path: &str) -> Result<PathBuf, StoreError> {
    let path = resolve(path)?;
    if !path.exists() {
        return Err(StoreError::Missing { place: path.display().to_string() });
    }
    match look(&path).await? {
        Found::Ours { version: SCHEMA_VERSION } => Ok(path),
        Found::Nothing => Err(StoreError::Missing { place: path.display().to_string() }),
        Found::Ours { version } => Err(StoreError::OlderSchema {
            place: path.display().to_string(),
            found: version.to_string(),
            known: SCHEMA_VERSION,
        }),
    }
}

/// A connection that only looks at the file; what it sorts goes to files of its own.
pub async fn looking(path: &Path) -> Result<DatabaseConnection, StoreError> {
    let options = options(path).read_only(true).pragma("temp_store", "FILE").pragma("cache_size", "-64000");
    connect(options).await.map_err(failed("open", path.display()))
}

/// What is at the path before we touch it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Found {
    /// No file, or a database without a table, as a creation leaves behind that was cut short.
    Nothing,
    /// A database of ours at this version or an older one.
    Ours { version: i32 },
}

/// The one absolute name of the file, so that the lock is one too.
fn resolve(path: &str) -> Result<PathBuf, StoreError> {
    if path.is_empty() || path.starts_with(":memory:") {
        let reason = "a server needs a database in a file".to_owned();
        return Err(StoreError::Address { address: format!("sqlite:{path}"), reason });
    }
    let given = Path::new(path);
    let resolved = match given.canonicalize() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let folder = given.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            let name = given.file_name().ok_or_else(|| StoreError::NotADatabase { path: given.to_owned() })?;
            folder.canonicalize().map(|folder| folder.join(name))
        }
        result => result,
    };
    let resolved = resolved.map_err(|source| StoreError::NotWritable { path: given.to_owned(), source })?;
    if resolved.exists() && !resolved.is_file() {
        return Err(StoreError::NotADatabase { path: resolved });
    }
    Ok(resolved)
}

/// Finds out what the file is, through a connection that cannot write.
async fn look(path: &Path) -> Result<Found, StoreError> {
    // SQLite makes the file first and its first page later.
    if fs::metadata(path).map_or(0, |data| data.len()) == 0 {
        return Ok(Found::Nothing);
    }
    OpenOptions::new()
        .write(true)
        .open(path)
        .map_err(|source| StoreError::NotWritable { path: path.to_owned(), source })?;
    let read_only = options(path).read_only(true);
    let marks = match marks(read_only).await {
        // A transaction was cut short while the file was not in WAL mode. To undo it, SQLite must write.
        Err(error) if code(&error) == Some(SQLITE_READONLY) => marks(options(path)).await,
        marks => marks,
    };
    let marks = marks.map_err(|error| match code(&error) {
        Some(SQLITE_NOTADB) => StoreError::NotADatabase { path: path.to_owned() },
        _ => failed("read", path.display())(DbErr::Conn(RuntimeErr::SqlxError(error.into()))),
    })?;
    match marks {
        Marks { application_id: APPLICATION_ID, version, .. } if version > SCHEMA_VERSION => {
            Err(StoreError::NewerSchema {
                place: path.display().to_string(),
                found: version.to_string(),
                known: SCHEMA_VERSION,
            })
        }
        Marks { application_id: APPLICATION_ID, version, .. } => Ok(Found::Ours { version }),
        Marks { application_id: 0, tables: 0, .. } => Ok(Found::Nothing),
        _ => Err(StoreError::Foreign { place: path.display().to_string() }),
    }
}

/// What tells one SQLite file from another.
struct Marks {
    application_id: i32,
    version: i32,
    tables: i64,
}

/// The primary result code of SQLite: the low byte of the extended one.
fn code(error: &sqlx::Error) -> Option<u32> {
    let code: u32 = error.as_database_error()?.code()?.parse().ok()?;
    Some(code & 0xff)
}

async fn marks(options: SqliteConnectOptions) -> Result<Marks, sqlx::Error> {
    let mut connection = options.connect().await?;
    let marks = async {
        Ok(Marks {
            application_id: sqlx::query_scalar("PRAGMA application_id").fetch_one(&mut connection).await?,
            version: sqlx::query_scalar("PRAGMA user_version").fetch_one(&mut connection).await?,
            tables: sqlx::query_scalar("SELECT count(*) FROM sqlite_schema").fetch_one(&mut connection).await?,
        })
    };
    let marks: Result<Marks, sqlx::Error> = marks.await;
    connection.close().await?;
    marks
}

/// Brings the file from what was found to our schema: altogether or not at all. Returns the backup made before.
async fn migrate(path: &Path, found: Found) -> Result<Option<PathBuf>, StoreError> {
    // Foreign keys are looked at once at the end: while a change rebuilds a table, links may hang in the air.
    let options = options(path).create_if_missing(true).journal_mode(SqliteJournalMode::Wal).foreign_keys(false);
    let connection = connect(options).await.map_err(failed("open", path.display()))?;
    check_version(&connection, path).await?;
    let backup = match found {
        Found::Nothing => None,
        Found::Ours { version } => Some(back_up(&connection, path, version).await?),
    };
    migrate_in_one(&connection).await.map_err(failed("migrate", path.display()))?;
    connection.close().await.map_err(failed("close", path.display()))?;
    Ok(backup)
}

async fn migrate_in_one(connection: &DatabaseConnection) -> Result<(), DbErr> {
    let immediate = Some(SqliteTransactionMode::Immediate);
    let options = TransactionOptions { sqlite_transaction_mode: immediate, ..Default::default() };
    let transaction = connection.begin_with_options(options).await?;
    Migrator::up(&transaction, None).await?;
    keys::renew(&transaction).await?;
    if let Some(row) = transaction.query_one_raw(statement("PRAGMA foreign_key_check")).await? {
        let table: String = row.try_get_by_index(0)?;
        return Err(DbErr::Migration(format!("a row of `{table}` points at a row that is not there")));
    }
    transaction.commit().await
}

/// Makes the keys of names anew where they are of another version although the schema is ours.
async fn renew_keys(connection: &DatabaseConnection) -> Result<(), DbErr> {
    if keys::are_current(connection).await? {
        return Ok(());
    }
    let transaction = connection.begin().await?;
    keys::renew(&transaction).await?;
    transaction.commit().await
}

/// Copies the database to a file beside it, under a name that no earlier backup has.
async fn back_up(connection: &DatabaseConnection, path: &Path, version: i32) -> Result<PathBuf, StoreError> {
    let beside = |ending: &str| {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        PathBuf::from(name)
    };
    let free = (1_u32..).map(|count| beside(&format!(".v{version}-{count}.backup"))).find(|name| !name.exists());
    let backup = free.expect("there are more numbers than files");
    // Under another name until it is whole and on disk: what is called a backup is one.
    let part = beside(".backup.part");
    let not_writable = |source: io::Error| StoreError::NotWritable { path: backup.clone(), source };
    match fs::remove_file(&part) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(not_writable(error)),
        _ => {}
    }
    let target = part.to_str().ok_or_else(|| not_writable(io::ErrorKind::InvalidFilename.into()))?;
    let copy = format!("VACUUM INTO '{}'", target.replace('\'', "''"));
    connection.execute_unprepared(&copy).await.map_err(failed("back up", path.display()))?;
    File::open(&part).and_then(|file| file.sync_all()).map_err(not_writable)?;
    fs::rename(&part, &backup).map_err(not_writable)?;
    if let Some(folder) = path.parent() {
        File::open(folder).and_then(|folder| folder.sync_all()).map_err(not_writable)?;
    }
    Ok(backup)
}

async fn check_version(connection: &DatabaseConnection, path: &Path) -> Result<(), StoreError> {
    let read = async {
        let row = connection.query_one_raw(statement("SELECT sqlite_version()")).await?;
        row.ok_or_else(|| DbErr::RecordNotFound("the version of SQLite".to_owned()))?.try_get_by_index::<String>(0)
    };
    let found = read.await.map_err(failed("ask for its version", path.display()))?;
    let mut numbers = found.split('.').map(|number| number.parse().unwrap_or(0));
    let mut next = || numbers.next().unwrap_or(0);
    let (major, minor, patch) = OLDEST_SQLITE;
    if (next(), next(), next()) < OLDEST_SQLITE {
        return Err(StoreError::OldSqlite { found, needed: format!("{major}.{minor}.{patch}") });
    }
    Ok(())
}

/// What every connection of ours is set to; see each pragma in SQLite's manual.
fn options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(Duration::from_secs(5))
        .pragma("trusted_schema", "OFF")
        .pragma("cell_size_check", "ON")
        .pragma("temp_store", "MEMORY")
}

/// One connection that stays: SQLite has one writer at a time, and what it prepared is not prepared again.
async fn connect(options: SqliteConnectOptions) -> Result<DatabaseConnection, DbErr> {
    let pool: SqlitePool = SqlitePoolOptions::new()
        .max_connections(1)
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
        .connect_with(options)
        .await
        .map_err(|error| DbErr::Conn(RuntimeErr::SqlxError(error.into())))?;
    Ok(SqlxSqliteConnector::from_sqlx_sqlite_pool(pool))
}

fn statement(sql: &str) -> sea_orm::Statement {
    sea_orm::Statement::from_string(sea_orm::DbBackend::Sqlite, sql)
}
