//! HTTPS: the paper over TLS at addresses of its own, and a plain door that only leads there.

#[cfg(feature = "http3")]
use std::net::SocketAddr;

use anyhow::Context;
use server::{Certificates, Front, Notes, Tls};
use store::Store;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::acme::{self, Acme, Pauses};
use crate::certificate_file::CertificateFile;
use crate::config::Config;

/// What TLS needs, put together and not begun.
#[derive(Debug)]
pub(super) struct Https {
    /// For the sockets of `tls.listen`.
    pub(super) tls: Tls,
    /// What the plain sockets answer instead of the paper.
    pub(super) plain: Front,
    pub(super) certificates: Certificates,
    file: Option<CertificateFile>,
    acme: Option<Acme>,
}

impl Https {
    /// Reads certificate files and puts TLS together, if it is wanted.
    pub(super) fn of(
        config: &Config,
        store: &Store,
        notes: &Notes,
    ) -> anyhow::Result<Option<Https>> {
        if config.tls.listen.is_empty() {
            return Ok(None);
        }
        let certificates = Certificates::default();
        let file = certificate_file(config);
        if let Some(file) = &file {
            file.serve(&certificates)?;
        }
        let tls = Tls::new(certificates.clone(), config.tls.hsts_days)?;
        let plain = server::redirect_to(&config.site.url).merge(acme::router(store.reader()));
        let plain =
            server::with_limits(plain, config.server.max_body, config.server.request_timeout);
        let plain = Front::without_cache(plain, notes.clone());
        Ok(Some(Https { tls, plain, certificates, file, acme: acme(config) }))
    }

    /// Tells browsers of HTTP/3 at the port of this address.
    #[cfg(feature = "http3")]
    pub(super) fn and_http3_at(self, address: Option<&SocketAddr>) -> Https {
        match address {
            Some(address) => Https { tls: self.tls.and_http3_at(address.port()), ..self },
            None => self,
        }
    }

    /// Looks after the certificates until it is told to stop.
    pub(super) fn follow(self, store: &Store, stop: &CancellationToken) -> Vec<JoinHandle<()>> {
        let Https { tls: _, plain: _, certificates, file, acme } = self;
        let file = file.map(|file| tokio::spawn(file.follow(certificates.clone(), stop.clone())));
        let acme = acme
            .map(|acme| tokio::spawn(acme.run(store.clone(), certificates.clone(), stop.clone())));
        file.into_iter().chain(acme).collect()
    }
}

/// The paper's own certificate, if it has one.
pub(crate) fn certificate_file(config: &Config) -> Option<CertificateFile> {
    let (chain, key) = (config.tls.certificate.clone()?, config.tls.key.clone()?);
    Some(CertificateFile { chain, key })
}

/// The ACME server that the paper is a client of, if it is.
pub(crate) fn acme(config: &Config) -> Option<Acme> {
    let tls = &config.tls;
    Some(Acme {
        directory: tls.acme.clone()?,
        mail: tls.acme_mail.clone(),
        roots: tls.acme_roots.clone(),
        names: tls.domains.clone(),
        pauses: Pauses::default(),
    })
}

/// Waits for those who look after the certificates.
pub(super) async fn ended(following: Vec<JoinHandle<()>>) -> anyhow::Result<()> {
    for task in following {
        task.await.context("The certificates were not looked after to the end.")?;
    }
    Ok(())
}
