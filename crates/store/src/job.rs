//! Due work: kept with the act that asks for it, leased by one worker at a time.

use std::time::Duration;

use story::Timestamp;
use story::job::{Due, Job};

use crate::db::args;
use crate::revision::moment;
use crate::{Error, Reader, Result, Store, Write};

/// A job that this worker has until its lease ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leased {
    /// The job's id.
    pub id: i64,
    /// What is to be done.
    pub job: Job,
    /// When it was due.
    pub due: Timestamp,
    /// How often it was tried, this time counted.
    pub tries: i64,
}

impl Reader {
    /// When the next job is due, leased ones counted by the end of their lease.
    pub async fn next_job_at(&self) -> Result<Option<Timestamp>> {
        let row: Option<(Option<i64>,)> = self
            .db
            .optional(
                "SELECT min(CASE WHEN leased_until > run_at THEN leased_until ELSE run_at END)
                 FROM job WHERE done_at IS NULL",
                args![],
            )
            .await?;
        Ok(row.and_then(|(at,)| at).map(moment))
    }

    /// How many jobs are due and not done.
    pub async fn due_jobs(&self, now: Timestamp) -> Result<i64> {
        let row: Option<(i64,)> = self
            .db
            .optional("SELECT count(*) FROM job WHERE done_at IS NULL AND run_at <= $1", args![now])
            .await?;
        Ok(row.map_or(0, |(due,)| due))
    }

    /// How many jobs of a kind may be leased now.
    pub async fn due_jobs_of(&self, kind: &str) -> Result<i64> {
        let row: Option<(i64,)> = self
            .db
            .optional(
                "SELECT count(*) FROM job WHERE done_at IS NULL AND run_at <= $2
                     AND coalesce(leased_until, 0) <= $2 AND kind = $1",
                args![kind, self.clock().now()],
            )
            .await?;
        Ok(row.map_or(0, |(due,)| due))
    }

    /// Jobs that nobody finished although their lease ended that long ago.
    pub async fn stuck_jobs(&self, since: Timestamp) -> Result<Vec<(i64, String, i64)>> {
        self.db
            .all(
                "SELECT id, kind, tries FROM job
                 WHERE done_at IS NULL AND tries > 0 AND coalesce(leased_until, run_at) < $1 ORDER BY run_at",
                args![since],
            )
            .await
    }
}

impl Write<'_> {
    /// Keeps a job until it is due, in the transaction of the act that asks for it.
    pub async fn put_job(&mut self, due: &Due) -> Result<()> {
        let payload =
            serde_json::to_string(&due.job).map_err(|error| Error::unreadable("job", error))?;
        let id = self.id();
        self.tx
            .run(
                "INSERT INTO job (id, kind, payload, run_at, tries) VALUES ($1, $2, $3, $4, 0)",
                args![id, due.job.kind(), payload, due.at],
            )
            .await?;
        Ok(())
    }
}

impl Store {
    /// Takes the job that has been due longest, so that no other worker takes it before the lease ends.
    pub async fn lease_job(&self, lease: Duration) -> Result<Option<Leased>> {
        self.lease_job_of(&[], lease).await
    }

    /// The same among jobs of these kinds; of any kind, if none is named. Who does what may take long leases jobs
    /// of that kind alone, so that nothing else waits.
    pub async fn lease_job_of(&self, kinds: &[&str], lease: Duration) -> Result<Option<Leased>> {
        let now = self.clock().now();
        let until = now.checked_add(lease).unwrap_or(now);
        let mut tx = self.db.begin().await?;
        // Two nodes must not choose the same row; SQLite has one writer and no such words.
        let skip_locked = if tx.is_postgres() { "FOR UPDATE SKIP LOCKED" } else { "" };
        let kind = match kinds {
            [] => String::new(),
            kinds => format!("AND kind IN ({})", crate::db::placeholders(3, kinds.len())),
        };
        let mut values = args![now, until];
        values.extend(kinds.iter().map(|kind| crate::db::Value::from(*kind)));
        let sql = format!(
            "UPDATE job SET leased_until = $2, tries = tries + 1 WHERE id = (
                 SELECT id FROM job
                 WHERE done_at IS NULL AND run_at <= $1 AND coalesce(leased_until, 0) <= $1 {kind}
                 ORDER BY run_at, id LIMIT 1 {skip_locked}
             ) RETURNING id, payload, run_at, tries"
        );
        let row: Option<(i64, String, i64, i64)> = tx.optional(&sql, values).await?;
        tx.commit().await?;
        row.map(|(id, payload, run_at, tries)| {
            let job =
                serde_json::from_str(&payload).map_err(|error| Error::unreadable("job", error))?;
            Ok(Leased { id, job, due: moment(run_at), tries })
        })
        .transpose()
    }

    /// Gives a job back, to be tried again at that moment.
    pub async fn put_off_job(&self, id: i64, until: Timestamp, why: &str) -> Result<()> {
        let mut tx = self.db.begin().await?;
        tx.run(
            "UPDATE job SET run_at = $2, leased_until = NULL, outcome = $3
             WHERE id = $1 AND done_at IS NULL",
            args![id, until, why],
        )
        .await?;
        tx.commit().await?;
        Ok(())
    }

    /// Forgets jobs that are done and of which nothing is worth keeping.
    pub async fn forget_jobs(&self, ids: &[i64]) -> Result<()> {
        if ids.is_empty() {
            return Ok(());
        }
        let sql =
            format!("DELETE FROM job WHERE id IN ({})", crate::db::placeholders(1, ids.len()));
        let mut tx = self.db.begin().await?;
        tx.run(&sql, ids.iter().map(|id| (*id).into()).collect()).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Forgets all jobs of a kind that nobody here does any more.
    pub async fn forget_jobs_of(&self, kind: &str) -> Result<()> {
        let mut tx = self.db.begin().await?;
        tx.run("DELETE FROM job WHERE kind = $1 AND done_at IS NULL", args![kind]).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Says how a job ended.
    pub async fn finish_job(&self, id: i64, outcome: &str) -> Result<()> {
        let mut write = self.write().await?;
        write.finish_job(id, outcome).await?;
        write.commit().await
    }
}

impl Write<'_> {
    /// Says how a job ended, in the transaction of what it did.
    pub async fn finish_job(&mut self, id: i64, outcome: &str) -> Result<()> {
        self.tx
            .run(
                "UPDATE job SET done_at = $2, outcome = $3 WHERE id = $1",
                args![id, self.now, outcome],
            )
            .await?;
        Ok(())
    }
}
