//! The store, proven on SQLite always and on PostgreSQL when `MASTHEAD_TEST_POSTGRES` names one.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)] // Test code: a panic is the report.

/// Runs each fact on a fresh paper of either engine.
macro_rules! on_both_engines {
    ($($fact:ident),* $(,)?) => {
        mod on_sqlite {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $fact() {
                super::$fact(testkit::Paper::open().await).await;
            })*
        }

        mod on_postgres {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $fact() {
                if let Some(database) = testkit::Database::postgres().await {
                    super::$fact(testkit::Paper::kept_in(database).await).await;
                }
            })*
        }
    };
}

mod address;
mod announcement;
mod article;
mod audience;
mod campaign;
mod certificate;
mod change;
mod correction;
mod edition;
mod identity;
mod import;
mod item;
mod job;
mod kill;
mod list;
mod media;
mod migration;
mod month;
mod picture;
mod placement;
mod random;
mod reader;
mod record;
mod revision;
mod room;
mod session;
