//! Sockets, and what to do if one cannot be had.

use std::io::ErrorKind;
use std::net::SocketAddr;

use tokio::net::TcpListener;

/// An address that cannot be listened at, and what to do about it.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct CannotListen(String);

impl CannotListen {
    /// A socket that was open already, and cannot be used.
    pub(crate) fn inherited(address: SocketAddr, error: &std::io::Error) -> CannotListen {
        CannotListen(format!(
            "The socket at {address}, which was open already, cannot be used: {error}."
        ))
    }
}

/// Listens at all of these addresses.
pub async fn all(addresses: &[SocketAddr]) -> Result<Vec<TcpListener>, CannotListen> {
    let mut sockets = Vec::with_capacity(addresses.len());
    for address in addresses {
        match TcpListener::bind(address).await {
            Ok(socket) => sockets.push(socket),
            Err(error) => return Err(CannotListen(told(*address, &error))),
        }
    }
    Ok(sockets)
}

fn told(address: SocketAddr, error: &std::io::Error) -> String {
    let port = address.port();
    match error.kind() {
        ErrorKind::AddrInUse => format!(
            "Somebody already listens at {address}, perhaps another Masthead. Stop it, or choose another port with --listen {}:{}.",
            ip(address),
            port.checked_add(1).unwrap_or(8000)
        ),
        ErrorKind::PermissionDenied => format!(
            "This user may not listen at {address}: ports below 1024 are kept for root. Choose another with --listen {}:8080, or give the program the right with setcap cap_net_bind_service=+ep.",
            ip(address)
        ),
        ErrorKind::AddrNotAvailable => format!(
            "This machine has no address {}. 127.0.0.1 is for this machine alone, 0.0.0.0 or [::] for every network.",
            address.ip()
        ),
        _ => format!("The program cannot listen at {address}: {error}."),
    }
}

fn ip(address: SocketAddr) -> String {
    if address.is_ipv6() { format!("[{}]", address.ip()) } else { address.ip().to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_told_with_another_one() {
        let told = told("[::1]:8000".parse().unwrap(), &ErrorKind::AddrInUse.into());
        assert!(told.contains("[::1]:8000") && told.contains("--listen [::1]:8001"), "{told}");
    }
}
