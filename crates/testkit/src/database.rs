//! A database for one test, gone with it.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::time::Duration;

use sqlx::{AssertSqlSafe, Connection, PgConnection};
use store::{Clock, Config, Durability, Store};
use tempfile::TempDir;

/// Keeps two tests from making the template at once.
const TEMPLATE_LOCK: i64 = 0x6d61_7374_0003;

/// A fresh database. Dropping it takes it away.
#[derive(Debug)]
pub struct Database {
    url: String,
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    Sqlite {
        _folder: TempDir,
    },
    Postgres {
        server: String,
        name: String,
    },
    /// Somebody else's, who also takes it away.
    Anothers,
}

impl Database {
    /// An SQLite file in a folder of its own.
    pub fn sqlite() -> Database {
        let folder = tempfile::tempdir().expect("a folder for the paper");
        let url = format!("sqlite:{}", folder.path().join("paper.db").display());
        Database { url, kind: Kind::Sqlite { _folder: folder } }
    }

    /// A database with all tables on the PostgreSQL server that `MASTHEAD_TEST_POSTGRES` names, or nothing and a
    /// word about it if there is none.
    pub async fn postgres() -> Option<Database> {
        let Ok(server) = std::env::var("MASTHEAD_TEST_POSTGRES") else {
            eprintln!(
                "SKIPPED on PostgreSQL: set MASTHEAD_TEST_POSTGRES to postgres://superuser@host:port/postgres"
            );
            return None;
        };
        let mut admin = PgConnection::connect(&server).await.expect("the PostgreSQL of the tests");
        let template = template(&mut admin, &server).await;
        let name = format!("masthead_test_{:016x}", fresh_number());
        run(&mut admin, &format!("CREATE DATABASE {name} TEMPLATE {template} STRATEGY wal_log"))
            .await;
        Some(Database { url: beside(&server, &name), kind: Kind::Postgres { server, name } })
    }

    /// A database that another program of the test made and takes away.
    pub fn at(url: &str) -> Database {
        Database { url: url.to_owned(), kind: Kind::Anothers }
    }

    /// A PostgreSQL database without a single table.
    pub async fn empty_postgres() -> Option<Database> {
        let database = Database::postgres().await?;
        database.execute("DROP SCHEMA public CASCADE").await;
        database.execute("CREATE SCHEMA public").await;
        Some(database)
    }

    /// Its address.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Whether it is on PostgreSQL.
    pub fn is_postgres(&self) -> bool {
        !self.url.starts_with("sqlite:")
    }

    /// How a store opens it: commits survive the process, which is all that a test can kill.
    pub fn config(&self) -> Config {
        Config { durability: Durability::Process, ..Config::new(&self.url) }
    }

    /// Opens it.
    pub async fn open(&self, clock: Clock) -> Store {
        Store::open(&self.config(), clock).await.expect("a fresh database")
    }

    /// Runs SQL behind the store's back, as somebody who tampers would, and tells how many rows it touched.
    pub async fn execute(&self, sql: &str) -> u64 {
        if self.is_postgres() {
            let mut connection = PgConnection::connect(&self.url).await.expect("the database");
            let done = sqlx::query(AssertSqlSafe(sql)).execute(&mut connection).await;
            connection.close().await.expect("the database");
            done.expect(sql).rows_affected()
        } else {
            let rows = self.file().execute(sql, ()).expect(sql);
            u64::try_from(rows).unwrap_or_default()
        }
    }

    /// The single number that a query behind the store's back gives.
    pub async fn number(&self, sql: &str) -> i64 {
        if self.is_postgres() {
            let mut connection = PgConnection::connect(&self.url).await.expect("the database");
            let number = sqlx::query_scalar(AssertSqlSafe(sql)).fetch_one(&mut connection).await;
            connection.close().await.expect("the database");
            number.expect(sql)
        } else {
            self.file().query_row(sql, (), |row| row.get(0)).expect(sql)
        }
    }

    fn file(&self) -> rusqlite::Connection {
        let path = self.url.trim_start_matches("sqlite:");
        let file = rusqlite::Connection::open(path).expect("the file");
        file.busy_timeout(Duration::from_secs(5)).expect("the file");
        file
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let Kind::Postgres { server, name } = &self.kind else { return };
        let (server, name) = (server.clone(), name.clone());
        // A test's own runtime cannot be waited for from here, so the drop has one to itself.
        let dropped = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            runtime.block_on(async {
                let mut admin = PgConnection::connect(&server).await?;
                let sql = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
                sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut admin).await?;
                admin.close().await
            })?;
            Ok::<(), Box<dyn std::error::Error + Send + Sync>>(())
        });
        match dropped.join() {
            Ok(Ok(())) => {}
            Ok(Err(error)) => eprintln!("a test database was left behind: {error}"),
            Err(_) => eprintln!("a test database was left behind"),
        }
    }
}

/// A database with all tables, made once per set of migrations and copied for each test.
async fn template(admin: &mut PgConnection, server: &str) -> String {
    let name = format!("masthead_template_{:016x}", hash_of_migrations());
    run(admin, &format!("SELECT pg_advisory_lock({TEMPLATE_LOCK})")).await;
    let there: i64 = sqlx::query_scalar("SELECT count(*) FROM pg_database WHERE datname = $1")
        .bind(&name)
        .fetch_one(&mut *admin)
        .await
        .expect("the list of databases");
    if there == 0 {
        // Under another name until it is whole: a test that is killed leaves no half template.
        let making = format!("{name}_making");
        run(admin, &format!("DROP DATABASE IF EXISTS {making} WITH (FORCE)")).await;
        run(admin, &format!("CREATE DATABASE {making}")).await;
        let config = Config::new(&beside(server, &making));
        let store = Store::open(&config, Clock::system()).await.expect("the template's tables");
        store.close().await;
        run(admin, &format!("ALTER DATABASE {making} RENAME TO {name}")).await;
    }
    run(admin, &format!("SELECT pg_advisory_unlock({TEMPLATE_LOCK})")).await;
    name
}

async fn run(admin: &mut PgConnection, sql: &str) {
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(admin).await.expect(sql);
}

/// The address of another database on the same server.
fn beside(server: &str, name: &str) -> String {
    let (server, query) = match server.split_once('?') {
        Some((server, query)) => (server, format!("?{query}")),
        None => (server, String::new()),
    };
    let host = server.rsplit_once('/').map_or(server, |(host, _)| host);
    format!("{host}/{name}{query}")
}

fn hash_of_migrations() -> u64 {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../store/migrations");
    let mut files: Vec<_> = std::fs::read_dir(&folder)
        .expect("the store's migrations")
        .map(|file| file.expect("a migration").path())
        .collect();
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in files {
        std::fs::read(&file).expect("a migration").hash(&mut hasher);
    }
    hasher.finish()
}

fn fresh_number() -> u64 {
    use std::hash::{BuildHasher, RandomState};
    RandomState::new().hash_one(std::process::id())
}
