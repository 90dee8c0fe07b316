//! The paper's own certificate in files: read at the start, and again when they change or on SIGHUP.

use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use anyhow::Context;
use server::{Certificate, Certificates};
use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;

/// Under this name its certificate is served.
const SOURCE: &str = "file";

/// How long nobody looks whether the files changed.
const PAUSE: Duration = Duration::from_secs(5);

/// Where the paper's own certificate is.
#[derive(Clone, Debug)]
pub(crate) struct CertificateFile {
    /// The chain in PEM.
    pub(crate) chain: PathBuf,
    /// The private key in PEM.
    pub(crate) key: PathBuf,
}

impl CertificateFile {
    /// Reads it.
    pub(crate) fn read(&self) -> anyhow::Result<Certificate> {
        let text = |path: &PathBuf| {
            std::fs::read_to_string(path)
                .with_context(|| format!("The file {} cannot be read.", path.display()))
        };
        Certificate::from_pem(&text(&self.chain)?, &text(&self.key)?).with_context(|| {
            format!(
                "The certificate {} with the key {} cannot be used.",
                self.chain.display(),
                self.key.display()
            )
        })
    }

    /// Reads and serves it.
    pub(crate) fn serve(&self, certificates: &Certificates) -> anyhow::Result<()> {
        let certificate = self.read()?;
        tracing::info!(
            "serving the certificate {} for {}",
            self.chain.display(),
            certificate.names().join(", ")
        );
        certificates.put(SOURCE, certificate);
        Ok(())
    }

    /// Serves it anew when the files change, until it is told to stop. Files that cannot be used leave the certificate
    /// before in its place.
    pub(crate) async fn follow(self, certificates: Certificates, stop: CancellationToken) {
        let mut asked = signal(SignalKind::hangup()).ok();
        let mut changed = self.changed();
        loop {
            let hung_up = async {
                match &mut asked {
                    Some(asked) => asked.recv().await,
                    None => std::future::pending().await,
                }
            };
            tokio::select! {
                () = stop.cancelled() => return,
                _ = hung_up => {}
                () = tokio::time::sleep(PAUSE) => {
                    let now = self.changed();
                    if now == changed {
                        continue;
                    }
                }
            }
            changed = self.changed();
            if let Err(error) = self.serve(&certificates) {
                tracing::error!("{error:#} The one before is served on.");
            }
        }
    }

    /// When either of the files changed.
    fn changed(&self) -> [Option<SystemTime>; 2] {
        [&self.chain, &self.key]
            .map(|path| std::fs::metadata(path).and_then(|file| file.modified()).ok())
    }
}
