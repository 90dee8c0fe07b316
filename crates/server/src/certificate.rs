//! Certificates: read from PEM, chosen by the name that a client asks for, changed while connections go on.

use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, SystemTime};

use rustls::crypto::CryptoProvider;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use x509_parser::extensions::GeneralName;

/// A certificate with its key.
#[derive(Clone, Debug)]
pub struct Certificate {
    names: Arc<[String]>,
    not_before: SystemTime,
    not_after: SystemTime,
    certified: Arc<CertifiedKey>,
}

/// What cannot be used as a certificate, and why.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadCertificate {
    /// The chain is not PEM, or holds no certificate.
    #[error(
        "there is no certificate in it: it must hold “-----BEGIN CERTIFICATE-----”, the paper's own first"
    )]
    NoChain,
    /// The key is not PEM, or holds no private key.
    #[error("there is no private key in it: it must hold “-----BEGIN PRIVATE KEY-----”")]
    NoKey,
    /// The first certificate cannot be read.
    #[error("the certificate cannot be read: {0}")]
    Unreadable(String),
    /// The key belongs to another certificate, or is of a kind that TLS has given up.
    #[error("the key does not fit the certificate: {0}")]
    WrongKey(String),
    /// It names no host, as very old ones do.
    #[error("the certificate names no host (no subjectAltName), so no browser takes it")]
    Nameless,
}

impl Certificate {
    /// A certificate from a chain in PEM, the paper's own first, and its private key in PEM.
    pub fn from_pem(chain: &str, private_key: &str) -> Result<Certificate, BadCertificate> {
        let chain: Vec<CertificateDer<'static>> = CertificateDer::pem_slice_iter(chain.as_bytes())
            .collect::<Result<_, _>>()
            .map_err(|_| BadCertificate::NoChain)?;
        let own = chain.first().ok_or(BadCertificate::NoChain)?;
        let (_, read) = x509_parser::parse_x509_certificate(own)
            .map_err(|error| BadCertificate::Unreadable(error.to_string()))?;
        let names = names(&read);
        if names.is_empty() {
            return Err(BadCertificate::Nameless);
        }
        let validity = read.validity();
        let (not_before, not_after) = (moment(validity.not_before), moment(validity.not_after));
        let private_key = PrivateKeyDer::from_pem_slice(private_key.as_bytes())
            .map_err(|_| BadCertificate::NoKey)?;
        let certified = CertifiedKey::from_der(chain, private_key, &provider())
            .map_err(|error| BadCertificate::WrongKey(error.to_string()))?;
        Ok(Certificate {
            names: names.into(),
            not_before,
            not_after,
            certified: Arc::new(certified),
        })
    }

    /// The hosts that it is for, as it names them.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// From when it is good.
    pub fn not_before(&self) -> SystemTime {
        self.not_before
    }

    /// Until when it is good.
    pub fn not_after(&self) -> SystemTime {
        self.not_after
    }

    /// Whether it is for this host, also by a name such as `*.paper.example`.
    pub fn is_for(&self, host: &str) -> bool {
        let rest = host.split_once('.').map(|(_, rest)| rest);
        self.names.iter().any(|name| match name.strip_prefix("*.") {
            Some(parent) => rest.is_some_and(|rest| rest.eq_ignore_ascii_case(parent)),
            None => name.eq_ignore_ascii_case(host),
        })
    }
}

/// The certificates that are served. Cheap to clone; all clones are the same ones.
///
/// Who names a host that none of them is for, or no host at all, gets the first one: a browser then says that the
/// name is wrong, which tells more than a connection that fails.
#[derive(Clone, Debug, Default)]
pub struct Certificates {
    served: Arc<RwLock<Vec<(&'static str, Certificate)>>>,
}

impl Certificates {
    /// Serves this one from the next handshake on, in the place of the one that came from the same source.
    pub fn put(&self, source: &'static str, certificate: Certificate) {
        let mut served = self.served.write().unwrap_or_else(PoisonError::into_inner);
        match served.iter_mut().find(|(other, _)| *other == source) {
            Some((_, before)) => *before = certificate,
            None => served.push((source, certificate)),
        }
    }

    /// Whether there is none yet.
    pub fn is_empty(&self) -> bool {
        self.served.read().unwrap_or_else(PoisonError::into_inner).is_empty()
    }

    /// The one that a client gets who names this host, or none.
    pub fn choose(&self, host: Option<&str>) -> Option<Certificate> {
        let served = self.served.read().unwrap_or_else(PoisonError::into_inner);
        let named =
            host.and_then(|host| served.iter().find(|(_, certificate)| certificate.is_for(host)));
        let (_, certificate) = named.or_else(|| served.first())?;
        Some(certificate.clone())
    }
}

impl ResolvesServerCert for Certificates {
    fn resolve(&self, hello: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(self.choose(hello.server_name())?.certified)
    }
}

/// The only cryptography here.
pub(crate) fn provider() -> CryptoProvider {
    rustls::crypto::aws_lc_rs::default_provider()
}

fn names(certificate: &x509_parser::certificate::X509Certificate<'_>) -> Vec<String> {
    let Ok(Some(extension)) = certificate.subject_alternative_name() else { return Vec::new() };
    let names = extension.value.general_names.iter().filter_map(|name| match name {
        GeneralName::DNSName(name) => Some((*name).to_owned()),
        GeneralName::IPAddress([a, b, c, d]) => {
            Some(std::net::Ipv4Addr::new(*a, *b, *c, *d).to_string())
        }
        _ => None,
    });
    names.collect()
}

fn moment(time: x509_parser::time::ASN1Time) -> SystemTime {
    let seconds = u64::try_from(time.timestamp()).unwrap_or_default();
    SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pair(names: &[&str]) -> (String, String) {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        let made = rcgen::generate_simple_self_signed(names).unwrap();
        (made.cert.pem(), made.signing_key.serialize_pem())
    }

    fn certificate(names: &[&str]) -> Certificate {
        let (chain, key) = pair(names);
        Certificate::from_pem(&chain, &key).unwrap()
    }

    #[test]
    fn a_certificate_tells_its_names_and_its_life() {
        let certificate = certificate(&["paper.example", "*.paper.example", "127.0.0.1"]);
        assert_eq!(certificate.names(), ["paper.example", "*.paper.example", "127.0.0.1"]);
        assert!(certificate.not_before() < certificate.not_after());
        assert!(certificate.is_for("Paper.Example") && certificate.is_for("www.paper.example"));
        assert!(!certificate.is_for("a.b.paper.example") && !certificate.is_for("example"));
    }

    #[test]
    fn what_is_no_certificate_is_refused_with_what_is_missing() {
        let (chain, key) = pair(&["paper.example"]);
        let (_, other) = pair(&["paper.example"]);
        let refused = |chain: &str, key: &str| Certificate::from_pem(chain, key).unwrap_err();
        assert_eq!(refused("", &key), BadCertificate::NoChain);
        assert_eq!(refused(&key, &key), BadCertificate::NoChain);
        assert_eq!(refused(&chain, ""), BadCertificate::NoKey);
        assert_eq!(refused(&chain, &chain), BadCertificate::NoKey);
        assert!(matches!(refused(&chain, &other), BadCertificate::WrongKey(_)));
        let nonsense = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
        assert!(matches!(refused(nonsense, &key), BadCertificate::Unreadable(_)));
    }

    #[test]
    fn each_name_gets_its_own_certificate_and_strangers_the_first() {
        let certificates = Certificates::default();
        assert!(certificates.is_empty() && certificates.choose(Some("paper.example")).is_none());
        let (first, second) = (certificate(&["paper.example"]), certificate(&["news.example"]));
        certificates.put("files", first.clone());
        certificates.put("acme", second.clone());
        let is = |host, certificate: &Certificate| {
            Arc::ptr_eq(&certificates.choose(host).unwrap().certified, &certificate.certified)
        };
        assert!(is(Some("news.example"), &second) && is(Some("paper.example"), &first));
        assert!(is(Some("stranger.example"), &first) && is(None, &first));
        let renewed = certificate(&["news.example"]);
        certificates.put("acme", renewed.clone());
        assert!(is(Some("news.example"), &renewed));
    }

    proptest! {
        #[test]
        fn no_bytes_end_the_program(chain in "\\PC{0,200}", der in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = Certificate::from_pem(&chain, &chain);
            let made = rcgen::generate_simple_self_signed(vec!["paper.example".to_owned()]).unwrap();
            let mut broken = made.cert.der().to_vec();
            for (at, byte) in der.iter().enumerate() {
                let length = broken.len();
                broken[(at * 7) % length] ^= byte;
            }
            let _ = x509_parser::parse_x509_certificate(&broken).map(|(_, read)| names(&read));
        }
    }
}
