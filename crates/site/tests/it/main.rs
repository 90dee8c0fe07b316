//! The public site through HTTP, in-process, on a real store.
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

mod crawl;
mod shop;

mod address;
mod advertisements;
mod coverage;
mod editions;
mod embargo;
mod exchange;
mod failure;
mod forms;
mod head;
mod hostile;
mod live;
mod paging;
mod pictures;
mod preferences;
mod preview;
mod record;
mod safety;
mod sponsored;
mod times;
mod withdrawal;
