//! Files fetched from the old site. What an export says is written by strangers, so no address of this machine's own
//! network is ever asked, unless somebody allows it.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use url::{Host, Url};

/// How often an address may lead on to another.
const MAX_REDIRECTS: usize = 5;

/// How long a file may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// Why a file was not fetched.
#[derive(Debug, thiserror::Error)]
pub(super) enum FetchError {
    /// It is no address on the web.
    #[error("“{0}” is not a web address.")]
    NotWeb(String),
    /// It leads into a network of its own.
    #[error("{0} is an address of a private network; --allow-private-addresses lets it through.")]
    Private(String),
    /// It leads on and on.
    #[error("It leads on more than {MAX_REDIRECTS} times.")]
    Redirects,
    /// It is not there.
    #[error("The old site answers {0}.")]
    Status(u16),
    /// It is too big.
    #[error("The file has more than {0} bytes.")]
    TooLarge(u64),
    /// The connection does not work.
    #[error("It cannot be fetched: {0}.")]
    Connection(String),
}

/// Fetches files.
#[derive(Clone, Debug)]
pub(super) struct Fetcher {
    client: reqwest::Client,
    allow_private: bool,
    max_bytes: u64,
}

impl Fetcher {
    pub(super) fn new(allow_private: bool, max_bytes: u64) -> Result<Fetcher, FetchError> {
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            // A proxy would look names up for us, and our own look would be worth nothing.
            .no_proxy()
            .dns_resolver(Arc::new(Resolver { allow_private }))
            .connect_timeout(Duration::from_secs(10))
            .timeout(PATIENCE)
            .user_agent(concat!("Masthead/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(|error| connection(&error))?;
        Ok(Fetcher { client, allow_private, max_bytes })
    }

    /// The bytes at an address.
    pub(super) async fn fetch(&self, address: &str) -> Result<Vec<u8>, FetchError> {
        let mut url = self.checked(address, None)?;
        for _ in 0..=MAX_REDIRECTS {
            let mut response =
                self.client.get(url.clone()).send().await.map_err(|error| connection(&error))?;
            let status = response.status();
            if status.is_redirection() {
                let target = response.headers().get(reqwest::header::LOCATION);
                let target = target.and_then(|value| value.to_str().ok());
                let target = target.ok_or(FetchError::Status(status.as_u16()))?;
                url = self.checked(target, Some(&url))?;
                continue;
            }
            if !status.is_success() {
                return Err(FetchError::Status(status.as_u16()));
            }
            // What the server announces may be a lie, so the bytes are counted as they come.
            if response.content_length().is_some_and(|length| length > self.max_bytes) {
                return Err(FetchError::TooLarge(self.max_bytes));
            }
            let mut bytes = Vec::new();
            while let Some(chunk) = response.chunk().await.map_err(|error| connection(&error))? {
                if bytes.len() as u64 + chunk.len() as u64 > self.max_bytes {
                    return Err(FetchError::TooLarge(self.max_bytes));
                }
                bytes.extend_from_slice(&chunk);
            }
            return Ok(bytes);
        }
        Err(FetchError::Redirects)
    }

    /// The address, if it may be asked. A host that is a number never reaches the resolver.
    fn checked(&self, address: &str, before: Option<&Url>) -> Result<Url, FetchError> {
        let not_web = || FetchError::NotWeb(address.to_owned());
        let url = Url::options().base_url(before).parse(address).map_err(|_| not_web())?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(not_web());
        }
        let number = match url.host() {
            Some(Host::Ipv4(number)) => Some(IpAddr::V4(number)),
            Some(Host::Ipv6(number)) => Some(IpAddr::V6(number)),
            Some(Host::Domain(_)) => None,
            None => return Err(not_web()),
        };
        match number {
            Some(number) if !self.allow_private && is_private(number) => {
                Err(FetchError::Private(number.to_string()))
            }
            _ => Ok(url),
        }
    }
}

fn connection(error: &reqwest::Error) -> FetchError {
    use std::error::Error;
    // The outermost words only repeat the address; the innermost say what happened.
    let mut cause: &dyn Error = error;
    while let Some(deeper) = cause.source() {
        cause = deeper;
    }
    if let Some(FetchError::Private(host)) = cause.downcast_ref::<FetchError>() {
        return FetchError::Private(host.clone());
    }
    FetchError::Connection(cause.to_string().trim_end_matches('.').to_owned())
}

/// Looks names up once and hands on only what may be asked, so that no second look can say otherwise.
#[derive(Debug)]
struct Resolver {
    allow_private: bool,
}

impl Resolve for Resolver {
    fn resolve(&self, name: Name) -> Resolving {
        let allow_private = self.allow_private;
        Box::pin(async move {
            let found: Vec<SocketAddr> =
                tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
            let allowed: Vec<SocketAddr> = found
                .iter()
                .copied()
                .filter(|address| allow_private || !is_private(address.ip()))
                .collect();
            if allowed.is_empty() && !found.is_empty() {
                return Err(FetchError::Private(name.as_str().to_owned()).into());
            }
            Ok(Box::new(allowed.into_iter()) as Addrs)
        })
    }
}

/// Whether an address belongs to this machine, its network, or nobody on the public internet.
fn is_private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => {
            let [a, b, c, _] = address.octets();
            address.is_private()
                || address.is_loopback()
                || address.is_link_local()
                || address.is_unspecified()
                || address.is_broadcast()
                || address.is_documentation()
                || address.is_multicast()
                || a == 0
                || a >= 240
                || (a == 100 && (64..128).contains(&b))
                || (a == 192 && b == 0 && c == 0)
                || (a == 198 && (18..20).contains(&b))
        }
        IpAddr::V6(address) => {
            let segments = address.segments();
            let carried = |high: u16, low: u16| {
                let [a, b] = high.to_be_bytes();
                let [c, d] = low.to_be_bytes();
                is_private(IpAddr::from([a, b, c, d]))
            };
            match segments {
                // Written inside another: ::ffff:a.b.c.d, ::a.b.c.d, 64:ff9b::a.b.c.d, 2002:ab:cd::.
                [0, 0, 0, 0, 0, 0xffff | 0, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => {
                    address == Ipv6Addr::LOCALHOST || carried(high, low)
                }
                [0x2002, high, low, ..] => carried(high, low),
                // Teredo hides the address it leads to.
                [0x2001, 0 | 0xdb8, ..] => true,
                // The NAT64 prefix of local networks.
                [0x64, 0xff9b, 1, ..] => true,
                [first, ..] => {
                    (first & 0xfe00) == 0xfc00
                        || (first & 0xffc0) == 0xfe80
                        || (first & 0xffc0) == 0xfec0
                        || address.is_multicast()
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_within_a_private_network_is_refused_however_it_is_written() {
        let fetcher = Fetcher::new(false, 1_000).unwrap();
        for address in [
            "http://127.0.0.1/",
            "http://2130706433/",
            "http://0x7f.1/",
            "http://0177.0.0.1/",
            "http://10.1.2.3/",
            "http://192.168.0.1/",
            "http://172.16.9.9/",
            "http://169.254.169.254/latest/meta-data",
            "http://100.64.0.1/",
            "http://0.0.0.0/",
            "http://[::1]/",
            "http://[::]/",
            "http://[::ffff:127.0.0.1]/",
            "http://[::ffff:a00:1]/",
            "http://[64:ff9b::7f00:1]/",
            "http://[2002:7f00:1::]/",
            "http://[fe80::1]/",
            "http://[fd00::1]/",
        ] {
            let refused = fetcher.checked(address, None);
            assert!(matches!(refused, Err(FetchError::Private(_))), "{address}: {refused:?}");
        }
        for address in
            ["http://93.184.216.34/", "http://[2606:2800:220:1::1]/", "https://a.example/"]
        {
            assert!(fetcher.checked(address, None).is_ok(), "{address}");
        }
        for address in ["file:///etc/passwd", "ftp://a.example/", "data:,x", "x"] {
            assert!(
                matches!(fetcher.checked(address, None), Err(FetchError::NotWeb(_))),
                "{address}"
            );
        }
    }

    #[tokio::test]
    async fn a_name_that_leads_into_a_private_network_is_refused() {
        let fetcher = Fetcher::new(false, 1_000).unwrap();
        let refused = fetcher.fetch("http://localhost:1/x.jpg").await;
        assert!(matches!(refused, Err(FetchError::Private(_))), "{refused:?}");
    }

    /// A server that answers every request with these bytes.
    async fn server(answer: &'static str) -> String {
        use tokio::io::{AsyncReadExt, AsyncWriteExt};
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let _ = stream.read(&mut [0; 4_096]).await;
                let _ = stream.write_all(answer.as_bytes()).await;
            }
        });
        format!("http://{address}/x.jpg")
    }

    #[tokio::test]
    async fn a_file_is_fetched_up_to_its_limit_and_a_redirect_is_looked_at_again() {
        let fetcher = Fetcher::new(true, 5).unwrap();
        let address = server("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nhello").await;
        assert_eq!(fetcher.fetch(&address).await.unwrap(), b"hello");

        let address = server("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nhello, you").await;
        assert!(matches!(fetcher.fetch(&address).await, Err(FetchError::TooLarge(5))));

        let address = server("HTTP/1.1 404 Gone\r\nContent-Length: 0\r\n\r\n").await;
        assert!(matches!(fetcher.fetch(&address).await, Err(FetchError::Status(404))));

        let address = server(
            "HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n",
        )
        .await;
        assert!(matches!(fetcher.fetch(&address).await, Err(FetchError::NotWeb(_))));

        let address =
            server("HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n").await;
        assert!(matches!(fetcher.fetch(&address).await, Err(FetchError::Redirects)));
    }
}
