//! Certificates from an ACME server such as Let's Encrypt (RFC 8555): proven over HTTP, kept in the database, so that
//! one node orders and every node answers and serves.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, anyhow, bail};
use axum::Router;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use http::StatusCode;
use http::header::{CACHE_CONTROL, CONTENT_TYPE};
use instant_acme::{
    Account, AccountBuilder, AccountCredentials, AuthorizationStatus, ChallengeType, Identifier,
    NewAccount, NewOrder, Order, OrderStatus, RetryPolicy,
};
use server::Certificates;
use store::{Certificate, CertificateLease, Reader, Store};
use story::Timestamp;
use tokio_util::sync::CancellationToken;

/// Under this name its certificate is served.
const SOURCE: &str = "acme";

/// How long nobody looks for a certificate that another node got.
const FOLLOW: Duration = Duration::from_secs(5);

/// How long one node has the right to order. Longer than an order may take.
const LEASE: Duration = Duration::from_secs(5 * 60);

/// How long an order may take.
const ORDER: Duration = Duration::from_secs(4 * 60);

/// How long the ACME server is waited for, at each of its two long steps.
const STEP: Duration = Duration::from_secs(90);

/// From whom certificates come, and for which names.
#[derive(Clone, Debug)]
pub struct Acme {
    /// The address of the server's directory.
    pub directory: String,
    /// Where the server may write to; empty means nowhere.
    pub mail: String,
    /// Who vouches for the ACME server itself, in PEM; nothing means whoever this machine trusts.
    pub roots: Option<PathBuf>,
    /// The hosts that the certificate is for.
    pub names: Vec<String>,
    /// How long to wait after a failure.
    pub pauses: Pauses,
}

/// How long to wait after a failure: at first, and at most. Each pause is three times the one before, which keeps
/// within the five failures an hour that Let's Encrypt puts up with.
#[derive(Clone, Copy, Debug)]
pub struct Pauses {
    /// After the first failure.
    pub first: Duration,
    /// However many there were.
    pub longest: Duration,
}

impl Default for Pauses {
    fn default() -> Pauses {
        Pauses { first: Duration::from_secs(60), longest: Duration::from_secs(6 * 60 * 60) }
    }
}

impl Pauses {
    fn after(&self, tries: i64) -> Duration {
        let steps = u32::try_from(tries.saturating_sub(1).clamp(0, 16)).unwrap_or_default();
        self.first.saturating_mul(3_u32.saturating_pow(steps)).min(self.longest)
    }
}

/// Answers the ACME server's question whether this host is ours.
pub fn router(store: Reader) -> Router {
    Router::new().route("/.well-known/acme-challenge/{token}", get(answer)).with_state(store)
}

async fn answer(State(store): State<Reader>, Path(token): Path<String>) -> Response {
    // Strangers ask too, and need not be looked up.
    let possible = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    if token.len() > 200 || !token.bytes().all(possible) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let headers = [(CONTENT_TYPE, "application/octet-stream"), (CACHE_CONTROL, "no-store")];
    match store.acme_challenge(&token).await {
        Ok(Some(key_authorization)) => (headers, key_authorization).into_response(),
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => {
            tracing::error!("an ACME challenge could not be looked up: {error}");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}

/// When a certificate is to be renewed: after two thirds of its life, so that a month is left to try again.
pub fn renew_at(certificate: &Certificate) -> Timestamp {
    let Certificate { not_before, not_after, .. } = certificate;
    let life = not_after.as_microsecond() - not_before.as_microsecond();
    let at = not_before.as_microsecond() + life / 3 * 2;
    Timestamp::from_microsecond(at).unwrap_or(*not_after)
}

impl Acme {
    /// Serves the newest certificate and gets a new one in time, until it is told to stop.
    pub async fn run(self, store: Store, certificates: Certificates, stop: CancellationToken) {
        let mut served = None;
        let mut said = String::new();
        while !stop.is_cancelled() {
            let mut wait = FOLLOW;
            match self.look(&store, &certificates, &mut served, &stop).await {
                Ok(due) => {
                    said.clear();
                    wait = wait.min(due);
                }
                Err(error) => {
                    // The same trouble every few seconds is one line in the log.
                    let trouble = format!("{error:#}");
                    if trouble != said {
                        tracing::error!("certificates cannot be looked after: {trouble}");
                        said = trouble;
                    }
                }
            }
            tokio::select! {
                () = stop.cancelled() => {}
                () = tokio::time::sleep(wait) => {}
            }
        }
    }

    /// Serves what there is, orders what is due, and tells how soon it is worth another look.
    async fn look(
        &self,
        store: &Store,
        certificates: &Certificates,
        served: &mut Option<Timestamp>,
        stop: &CancellationToken,
    ) -> anyhow::Result<Duration> {
        let kept = store.certificate(&self.names).await?;
        let usable = match &kept {
            Some(kept) if *served == Some(kept.created_at) => true,
            Some(kept) => self.serve(kept, certificates, served),
            None => false,
        };
        let now = store.clock().now();
        if let Some(kept) = kept.filter(|_| usable)
            && now < renew_at(&kept)
        {
            let due = renew_at(&kept).duration_since(now);
            return Ok(Duration::try_from(due).unwrap_or_default());
        }
        let soon = self.pauses.first;
        let Some(lease) = store.lease_certificate(&self.names, LEASE).await? else {
            return Ok(soon);
        };
        let names = self.names.join(", ");
        tracing::info!("ordering a certificate for {names} from {}", self.directory);
        let ordered = tokio::select! {
            ordered = tokio::time::timeout(ORDER, self.order(store)) => {
                ordered.unwrap_or_else(|_| Err(anyhow!("it took longer than {} s", ORDER.as_secs())))
            }
            () = stop.cancelled() => {
                // Whoever comes next need not wait for the lease to end.
                let trouble = "the server was stopped while it ordered";
                store.fail_certificate(&lease, trouble, Duration::ZERO).await?;
                return Ok(soon);
            }
        };
        match ordered {
            Ok(certificate) => {
                store.put_certificate(&lease, &certificate).await?;
                self.serve(&certificate, certificates, served);
            }
            Err(error) => self.put_off(store, &lease, &error).await?,
        }
        Ok(soon)
    }

    /// Serves a certificate, and tells whether that can be done.
    fn serve(
        &self,
        kept: &Certificate,
        certificates: &Certificates,
        served: &mut Option<Timestamp>,
    ) -> bool {
        match server::Certificate::from_pem(&kept.chain, &kept.private_key) {
            Ok(certificate) => {
                certificates.put(SOURCE, certificate);
                *served = Some(kept.created_at);
                let names = self.names.join(", ");
                tracing::info!("serving a certificate for {names}, good until {}", kept.not_after);
                true
            }
            Err(error) => {
                tracing::error!("the certificate in the database cannot be used: {error}");
                false
            }
        }
    }

    async fn put_off(
        &self,
        store: &Store,
        lease: &CertificateLease,
        error: &anyhow::Error,
    ) -> anyhow::Result<()> {
        let pause = self.pauses.after(lease.tries);
        let trouble = format!("{error:#}");
        tracing::error!(
            "no certificate for {} from {}: {trouble}. The next try is in {} s",
            self.names.join(", "),
            self.directory,
            pause.as_secs()
        );
        Ok(store.fail_certificate(lease, &trouble, pause).await?)
    }

    /// Gets a new certificate.
    async fn order(&self, store: &Store) -> anyhow::Result<Certificate> {
        let names: Vec<_> = self.names.iter().cloned().map(Identifier::Dns).collect();
        let mut order = self.begin(store, &names).await?;
        self.prove(store, &mut order).await?;
        let patience = RetryPolicy::default().backoff(1.5).timeout(STEP);
        let status = order.poll_ready(&patience).await.context("the server did not look")?;
        if status != OrderStatus::Ready {
            bail!(refusal(&mut order).await);
        }
        let private_key = order.finalize().await.context("the server took no request")?;
        let chain = order.poll_certificate(&patience).await.context("no certificate came")?;
        let made = server::Certificate::from_pem(&chain, &private_key)
            .context("what came cannot be used")?;
        Ok(Certificate {
            chain,
            private_key,
            not_before: Timestamp::try_from(made.not_before())?,
            not_after: Timestamp::try_from(made.not_after())?,
            created_at: store.clock().now(),
        })
    }

    async fn begin(&self, store: &Store, names: &[Identifier]) -> anyhow::Result<Order> {
        let order = NewOrder::new(names);
        match self.account(store).await?.new_order(&order).await {
            Err(instant_acme::Error::Api(problem))
                if problem
                    .r#type
                    .as_deref()
                    .is_some_and(|it| it.ends_with(":accountDoesNotExist")) =>
            {
                tracing::warn!("{} does not know the paper's account any more", self.directory);
                store.forget_acme_account(&self.directory).await?;
                Ok(self.account(store).await?.new_order(&order).await?)
            }
            order => order.context("the server took no order"),
        }
    }

    /// The paper's account with the server, made if there is none.
    async fn account(&self, store: &Store) -> anyhow::Result<Account> {
        if let Some(kept) = store.acme_account(&self.directory).await? {
            let credentials: AccountCredentials = serde_json::from_str(&kept)
                .context("the account in the database cannot be read")?;
            let account = self.client()?.from_credentials(credentials).await;
            return account.context("the server does not answer");
        }
        let mail = format!("mailto:{}", self.mail);
        let contact: &[&str] = if self.mail.is_empty() { &[] } else { &[&mail] };
        let new =
            NewAccount { contact, terms_of_service_agreed: true, only_return_existing: false };
        let (account, credentials) = self
            .client()?
            .create(&new, self.directory.clone(), None)
            .await
            .context("the server gave no account")?;
        store.put_acme_account(&self.directory, &serde_json::to_string(&credentials)?).await?;
        Ok(account)
    }

    fn client(&self) -> anyhow::Result<AccountBuilder> {
        Ok(match &self.roots {
            Some(roots) => Account::builder_with_root(roots)
                .with_context(|| format!("{} cannot be used", roots.display()))?,
            None => Account::builder()?,
        })
    }

    /// Puts the proofs where the server looks for them, and asks it to look.
    async fn prove(&self, store: &Store, order: &mut Order) -> anyhow::Result<()> {
        let mut authorizations = order.authorizations();
        while let Some(authorization) = authorizations.next().await {
            let mut authorization = authorization?;
            match authorization.status {
                AuthorizationStatus::Valid => continue,
                AuthorizationStatus::Pending => {}
                other => bail!("{} is {other:?} already", authorization.identifier()),
            }
            let name = authorization.identifier().to_string();
            let mut challenge = authorization
                .challenge(ChallengeType::Http01)
                .with_context(|| format!("the server does not prove {name} over HTTP"))?;
            let key_authorization = challenge.key_authorization();
            store.put_acme_challenge(&challenge.token, key_authorization.as_str(), LEASE).await?;
            challenge.set_ready().await.with_context(|| format!("{name} was refused"))?;
        }
        Ok(())
    }
}

/// Why the server refused an order, in its own words.
async fn refusal(order: &mut Order) -> String {
    let mut refusals = Vec::new();
    let mut authorizations = order.authorizations();
    while let Some(Ok(mut authorization)) = authorizations.next().await {
        if authorization.refresh().await.is_err() {
            continue;
        }
        let errors =
            authorization.challenges.iter().filter_map(|challenge| challenge.error.as_ref());
        for error in errors {
            let detail = error.detail.as_deref().unwrap_or("it did not say why");
            refusals.push(format!("{}: {detail}", authorization.identifier()));
        }
    }
    if refusals.is_empty() {
        return "the server refused the order and did not say why".to_owned();
    }
    refusals.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_end_somewhere() {
        let pauses = Pauses::default();
        let minutes = |tries| pauses.after(tries).as_secs() / 60;
        assert_eq!([1, 2, 3, 4].map(minutes), [1, 3, 9, 27]);
        assert_eq!([7, 1000, i64::MAX].map(minutes), [360, 360, 360]);
    }

    #[test]
    fn a_certificate_of_ninety_days_is_renewed_after_sixty() {
        let day = |day: i64| Timestamp::from_second(day * 24 * 60 * 60).unwrap();
        let certificate = Certificate {
            chain: String::new(),
            private_key: String::new(),
            not_before: day(100),
            not_after: day(190),
            created_at: day(100),
        };
        assert_eq!(renew_at(&certificate), day(160));
    }
}
