//! Whom a proxy speaks for.

use std::net::{IpAddr, SocketAddr};
use std::str::FromStr;

use http::HeaderMap;

const FORWARDED: &str = "x-forwarded-for";

/// A network of proxies that are believed: an address, or a range such as `10.0.0.0/8`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    address: IpAddr,
    bits: u8,
}

impl Network {
    /// Whether an address is in it. An IPv4 address that came over an IPv6 socket is the IPv4 address.
    pub fn contains(&self, address: IpAddr) -> bool {
        let same = |own: &[u8], other: &[u8]| {
            let whole = usize::from(self.bits / 8);
            let mask = !(0xff_u8.checked_shr(u32::from(self.bits % 8)).unwrap_or(0));
            own[..whole] == other[..whole]
                && (mask == 0 || own[whole] & mask == other[whole] & mask)
        };
        match (self.address, address.to_canonical()) {
            (IpAddr::V4(own), IpAddr::V4(other)) => same(&own.octets(), &other.octets()),
            (IpAddr::V6(own), IpAddr::V6(other)) => same(&own.octets(), &other.octets()),
            _ => false,
        }
    }
}

impl FromStr for Network {
    type Err = BadNetwork;

    fn from_str(text: &str) -> Result<Network, BadNetwork> {
        let bad = || BadNetwork { text: text.to_owned() };
        let (address, bits) = match text.split_once('/') {
            Some((address, bits)) => (address, Some(bits)),
            None => (text, None),
        };
        let address: IpAddr = address.trim().parse().map_err(|_| bad())?;
        let most = if address.is_ipv4() { 32 } else { 128 };
        let bits = match bits {
            None => most,
            Some(bits) => bits.trim().parse().ok().filter(|bits| *bits <= most).ok_or_else(bad)?,
        };
        Ok(Network { address, bits })
    }
}

impl std::fmt::Display for Network {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let most = if self.address.is_ipv4() { 32 } else { 128 };
        if self.bits == most {
            write!(f, "{}", self.address)
        } else {
            write!(f, "{}/{}", self.address, self.bits)
        }
    }
}

/// Something that is no network.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{text}” is neither an address such as 10.0.0.7 nor a range such as 10.0.0.0/8")]
pub struct BadNetwork {
    text: String,
}

/// Who asks: the nearest address in `X-Forwarded-For` that is not one of our own proxies, if the connection comes
/// from one of them; else whoever connected. Strangers may write the header too, and are not believed.
pub(crate) fn client(trusted: &[Network], peer: SocketAddr, headers: &HeaderMap) -> SocketAddr {
    let said = headers.get_all(FORWARDED).iter().rev();
    speaks_for(trusted, peer, said.filter_map(|line| line.to_str().ok()))
}

/// Like [`client`], of headers that were not taken over yet.
pub(crate) fn client_of(
    trusted: &[Network],
    peer: SocketAddr,
    headers: &[httparse::Header<'_>],
) -> SocketAddr {
    let said = headers.iter().rev().filter(|header| header.name.eq_ignore_ascii_case(FORWARDED));
    speaks_for(trusted, peer, said.filter_map(|header| std::str::from_utf8(header.value).ok()))
}

/// Whether an address is one of our own proxies'.
pub(crate) fn is_ours(trusted: &[Network], address: IpAddr) -> bool {
    trusted.iter().any(|network| network.contains(address))
}

/// Of what was said the last line comes first.
fn speaks_for<'a>(
    trusted: &[Network],
    peer: SocketAddr,
    said: impl Iterator<Item = &'a str>,
) -> SocketAddr {
    if !is_ours(trusted, peer.ip()) {
        return peer;
    }
    let mut addresses = said
        .flat_map(|line| line.rsplit(','))
        .map_while(|address| address.trim().parse::<IpAddr>().ok());
    let client = addresses.find(|address| !is_ours(trusted, *address));
    client.map_or(peer, |client| SocketAddr::new(client, 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(peer: &str, said: &[&str]) -> String {
        let trusted = ["127.0.0.1", "10.0.0.0/8", "fd00::/8"].map(|it| it.parse().unwrap());
        let mut headers = HeaderMap::new();
        for line in said {
            headers.append("x-forwarded-for", line.parse().unwrap());
        }
        client(&trusted, SocketAddr::new(peer.parse().unwrap(), 7), &headers).ip().to_string()
    }

    #[test]
    fn only_our_own_proxies_say_who_asks() {
        assert_eq!(from("127.0.0.1", &["203.0.113.9"]), "203.0.113.9");
        assert_eq!(from("198.51.100.1", &["203.0.113.9"]), "198.51.100.1");
        assert_eq!(from("::ffff:127.0.0.1", &["203.0.113.9"]), "203.0.113.9");
        assert_eq!(from("10.1.2.3", &[]), "10.1.2.3");
    }

    #[test]
    fn what_the_client_wrote_itself_is_not_believed() {
        assert_eq!(from("127.0.0.1", &["1.1.1.1, 203.0.113.9, 10.0.0.2"]), "203.0.113.9");
        assert_eq!(from("127.0.0.1", &["1.1.1.1", "203.0.113.9"]), "203.0.113.9");
        assert_eq!(from("127.0.0.1", &["203.0.113.9, nonsense"]), "127.0.0.1");
    }

    #[test]
    fn a_range_is_read_to_its_last_bit() {
        let network: Network = "192.0.2.128/25".parse().unwrap();
        assert!(network.contains("192.0.2.200".parse().unwrap()));
        assert!(!network.contains("192.0.2.100".parse().unwrap()));
        assert!("192.0.2.1/33".parse::<Network>().is_err());
        assert!("proxy.example".parse::<Network>().is_err());
        assert_eq!("10.0.0.0/8".parse::<Network>().unwrap().to_string(), "10.0.0.0/8");
        let all: Network = "0.0.0.0/0".parse().unwrap();
        assert!(all.contains("203.0.113.9".parse().unwrap()));
    }
}
