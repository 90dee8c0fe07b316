//! Certificates that the paper gets by itself: kept for all nodes, ordered by one.

use std::time::Duration;

use story::Timestamp;

use crate::db::args;
use crate::revision::moment;
use crate::{Error, Reader, Result, Store};

/// A certificate with its key.
#[derive(Clone, PartialEq, Eq)]
pub struct Certificate {
    /// The chain in PEM, the paper's own certificate first.
    pub chain: String,
    /// Its private key in PEM.
    pub private_key: String,
    /// From when it is good.
    pub not_before: Timestamp,
    /// Until when it is good.
    pub not_after: Timestamp,
    /// When the paper got it.
    pub created_at: Timestamp,
}

/// The right to order a certificate, which one node has until it ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertificateLease {
    /// How often it was tried since it last succeeded, this time counted.
    pub tries: i64,
    names: String,
    lease: String,
}

/// How ordering a certificate goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertificateOrder {
    /// How often it was tried since it last succeeded.
    pub tries: i64,
    /// What went wrong the last time.
    pub trouble: Option<String>,
    /// When it may be tried again.
    pub not_before: Timestamp,
}

impl std::fmt::Debug for Certificate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // The key is for nobody's log.
        f.debug_struct("Certificate").field("not_after", &self.not_after).finish_non_exhaustive()
    }
}

impl Reader {
    /// The certificate for these host names, if the paper has one.
    pub async fn certificate(&self, names: &[String]) -> Result<Option<Certificate>> {
        let row: Option<(String, String, i64, i64, i64)> = self
            .db
            .optional(
                "SELECT chain, private_key, not_before, not_after, created_at FROM certificate WHERE names = $1",
                args![kept_as(names)],
            )
            .await?;
        Ok(row.map(|(chain, private_key, not_before, not_after, created_at)| Certificate {
            chain,
            private_key,
            not_before: moment(not_before),
            not_after: moment(not_after),
            created_at: moment(created_at),
        }))
    }

    /// How ordering the certificate for these host names goes, if it was ever ordered.
    pub async fn certificate_order(&self, names: &[String]) -> Result<Option<CertificateOrder>> {
        let row: Option<(i64, Option<String>, i64)> = self
            .db
            .optional(
                "SELECT tries, trouble, not_before FROM certificate_order WHERE names = $1",
                args![kept_as(names)],
            )
            .await?;
        Ok(row.map(|(tries, trouble, not_before)| CertificateOrder {
            tries,
            trouble,
            not_before: moment(not_before),
        }))
    }

    /// What is to be answered to the ACME server that asks for this token.
    pub async fn acme_challenge(&self, token: &str) -> Result<Option<String>> {
        let row: Option<(String,)> = self
            .db
            .optional(
                "SELECT key_authorization FROM acme_challenge WHERE token = $1 AND until_at > $2",
                args![token, self.clock().now()],
            )
            .await?;
        Ok(row.map(|(key_authorization,)| key_authorization))
    }

    /// The credentials of the paper's account with the ACME server of this directory.
    pub async fn acme_account(&self, directory: &str) -> Result<Option<String>> {
        let row: Option<(String,)> = self
            .db
            .optional("SELECT credentials FROM acme_account WHERE directory = $1", args![directory])
            .await?;
        Ok(row.map(|(credentials,)| credentials))
    }
}

impl Store {
    /// Takes the right to order the certificate for these host names, so that no other node has it before the lease
    /// ends. Nothing if another has it, or if it is too soon after the last failure.
    pub async fn lease_certificate(
        &self,
        names: &[String],
        lease: Duration,
    ) -> Result<Option<CertificateLease>> {
        let names = kept_as(names);
        let fresh = blake3::Hash::from_bytes(crate::clock::random()?).to_hex().to_string();
        let mut write = self.write().await?;
        let now = write.now;
        let until = now.checked_add(lease).unwrap_or(now);
        let begin = "INSERT INTO certificate_order (names, leased_until, not_before, tries) VALUES ($1, 0, 0, 0)
                     ON CONFLICT (names) DO NOTHING";
        write.tx.run(begin, args![&names]).await?;
        let take = "UPDATE certificate_order SET lease = $2, leased_until = $3, tries = tries + 1
                    WHERE names = $1 AND leased_until <= $4 AND not_before <= $4 RETURNING tries";
        let row: Option<(i64,)> =
            write.tx.optional(take, args![&names, &fresh, until, now]).await?;
        write.commit().await?;
        Ok(row.map(|(tries,)| CertificateLease { tries, names, lease: fresh }))
    }

    /// Keeps the certificate that was ordered under this lease, and ends it. Refused if the lease ended before.
    pub async fn put_certificate(
        &self,
        lease: &CertificateLease,
        certificate: &Certificate,
    ) -> Result<()> {
        let Certificate { chain, private_key, not_before, not_after, created_at } = certificate;
        let mut write = self.write().await?;
        let end = "UPDATE certificate_order SET lease = NULL, leased_until = 0, not_before = 0, tries = 0, trouble = NULL
                   WHERE names = $1 AND lease = $2";
        if write.tx.run(end, args![&lease.names, &lease.lease]).await? == 0 {
            return Err(lease.ended());
        }
        write
            .tx
            .run(
                "INSERT INTO certificate (names, chain, private_key, not_before, not_after, created_at)
                 VALUES ($1, $2, $3, $4, $5, $6)
                 ON CONFLICT (names) DO UPDATE SET chain = excluded.chain, private_key = excluded.private_key,
                     not_before = excluded.not_before, not_after = excluded.not_after, created_at = excluded.created_at",
                args![&lease.names, chain, private_key, *not_before, *not_after, *created_at],
            )
            .await?;
        write.commit().await
    }

    /// Says what went wrong under this lease, and ends it: nobody tries again before the pause is over.
    pub async fn fail_certificate(
        &self,
        lease: &CertificateLease,
        trouble: &str,
        pause: Duration,
    ) -> Result<()> {
        let mut write = self.write().await?;
        let again = write.now.checked_add(pause).unwrap_or(write.now);
        let end =
            "UPDATE certificate_order SET lease = NULL, leased_until = 0, not_before = $3, trouble = $4
             WHERE names = $1 AND lease = $2";
        if write.tx.run(end, args![&lease.names, &lease.lease, again, trouble]).await? == 0 {
            return Err(lease.ended());
        }
        write.commit().await
    }

    /// Lets every node answer the ACME server that asks for this token, for so long. Older answers that are over go.
    pub async fn put_acme_challenge(
        &self,
        token: &str,
        key_authorization: &str,
        keep: Duration,
    ) -> Result<()> {
        let mut write = self.write().await?;
        let now = write.now;
        let until = now.checked_add(keep).unwrap_or(now);
        write.tx.run("DELETE FROM acme_challenge WHERE until_at <= $1", args![now]).await?;
        write
            .tx
            .run(
                "INSERT INTO acme_challenge (token, key_authorization, until_at) VALUES ($1, $2, $3)
                 ON CONFLICT (token) DO UPDATE SET key_authorization = excluded.key_authorization, until_at = excluded.until_at",
                args![token, key_authorization, until],
            )
            .await?;
        write.commit().await
    }

    /// Keeps the credentials of the paper's account with the ACME server of this directory.
    pub async fn put_acme_account(&self, directory: &str, credentials: &str) -> Result<()> {
        let mut write = self.write().await?;
        let now = write.now;
        write
            .tx
            .run(
                "INSERT INTO acme_account (directory, credentials, created_at) VALUES ($1, $2, $3)
                 ON CONFLICT (directory) DO UPDATE SET credentials = excluded.credentials, created_at = excluded.created_at",
                args![directory, credentials, now],
            )
            .await?;
        write.commit().await
    }

    /// Forgets an account that its ACME server does not know any more.
    pub async fn forget_acme_account(&self, directory: &str) -> Result<()> {
        let mut write = self.write().await?;
        write.tx.run("DELETE FROM acme_account WHERE directory = $1", args![directory]).await?;
        write.commit().await
    }
}

impl CertificateLease {
    fn ended(&self) -> Error {
        Error::missing("running lease for the certificate of", &self.names)
    }
}

/// How a set of host names is kept: the same names are the same set, in whatever order they are written.
fn kept_as(names: &[String]) -> String {
    let mut names: Vec<String> = names.iter().map(|name| name.to_lowercase()).collect();
    names.sort_unstable();
    names.dedup();
    names.join(" ")
}
