//! TLS: a handshake within its time, then the same answers as everywhere, with a word to browsers to come this way.

use std::net::SocketAddr;
use std::sync::Arc;

use bytes::{Bytes, BytesMut};
use http::header::{ALT_SVC, STRICT_TRANSPORT_SECURITY};
use http::{HeaderMap, HeaderValue};
use rustls::ServerConfig;
use rustls::crypto::aws_lc_rs::Ticketer;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio_rustls::TlsAcceptor;

use crate::accept::Config;
use crate::certificate::{Certificates, provider};
use crate::front::Front;
use crate::stopping::Stopping;
use crate::{fast_path, slow_path};

/// How browsers remember that a paper is only to be asked over TLS, ready to be sent.
#[derive(Clone, Debug)]
pub(crate) struct Hsts {
    value: HeaderValue,
    /// Where the paper is asked over HTTP/3, if it is.
    alternative: Option<HeaderValue>,
    /// All of it as lines of a head, after the one before.
    pub(crate) line: Bytes,
}

impl Hsts {
    fn new(value: HeaderValue, alternative: Option<HeaderValue>) -> Hsts {
        let mut line = BytesMut::from(&b"\r\nstrict-transport-security: "[..]);
        line.extend_from_slice(value.as_bytes());
        if let Some(alternative) = &alternative {
            line.extend_from_slice(b"\r\nalt-svc: ");
            line.extend_from_slice(alternative.as_bytes());
        }
        Hsts { value, alternative, line: line.freeze() }
    }

    /// Adds it to the headers of an answer.
    pub(crate) fn put(&self, headers: &mut HeaderMap) {
        headers.insert(STRICT_TRANSPORT_SECURITY, self.value.clone());
        if let Some(alternative) = &self.alternative {
            headers.insert(ALT_SVC, alternative.clone());
        }
    }
}

/// Makes plain connections secret ones. Cheap to clone.
#[derive(Clone)]
pub struct Tls {
    acceptor: TlsAcceptor,
    pub(crate) hsts: Arc<Hsts>,
}

/// TLS cannot be begun with at all.
#[derive(Debug, thiserror::Error)]
#[error("TLS cannot be used: {0}")]
pub struct CannotEncrypt(#[from] rustls::Error);

impl Tls {
    /// TLS 1.2 and 1.3 with these certificates, HTTP/2 before HTTP/1.1. Browsers are told to come this way for so
    /// many days; 0 tells them to forget it.
    pub fn new(certificates: Certificates, hsts_days: u32) -> Result<Tls, CannotEncrypt> {
        let mut config = ServerConfig::builder_with_provider(Arc::new(provider()))
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_cert_resolver(Arc::new(certificates));
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        // Whoever comes back within hours brings a ticket, and neither side signs anything.
        config.ticketer = Ticketer::new()?;
        let text = format!("max-age={}", u64::from(hsts_days) * 24 * 60 * 60);
        let value = HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static("max-age=0"));
        let acceptor = TlsAcceptor::from(Arc::new(config));
        Ok(Tls { acceptor, hsts: Arc::new(Hsts::new(value, None)) })
    }

    /// Tells browsers that the paper may be asked over HTTP/3 at this port too, for a day.
    #[cfg(feature = "http3")]
    pub fn and_http3_at(self, port: u16) -> Tls {
        let alternative = HeaderValue::try_from(format!("h3=\":{port}\"; ma=86400")).ok();
        let hsts = Hsts::new(self.hsts.value.clone(), alternative);
        Tls { hsts: Arc::new(hsts), ..self }
    }

    /// Serves a connection until it ends.
    pub(crate) async fn serve<S>(
        self,
        stream: S,
        peer: SocketAddr,
        front: Front,
        config: Arc<Config>,
        stop: Stopping,
    ) where
        S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    {
        let greeting = self.acceptor.accept(stream);
        let stream = match tokio::time::timeout(config.header_timeout, greeting).await {
            Ok(Ok(stream)) => stream,
            Ok(Err(error)) => {
                // Scanners and old machines knock all day long.
                return tracing::debug!(%peer, "a handshake failed: {error}");
            }
            Err(_) => return,
        };
        let (_, session) = stream.get_ref();
        if session.alpn_protocol() == Some(b"h2") {
            let begun = Bytes::new();
            let stop = stop.token;
            slow_path::serve(stream, begun, peer, front, config, stop, Some(self.hsts)).await;
        } else {
            fast_path::serve(stream, peer, front, config, stop, Some(self.hsts)).await;
        }
    }
}

impl std::fmt::Debug for Tls {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tls").field("hsts", &self.hsts.value).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
