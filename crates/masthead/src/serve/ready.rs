//! Saying that the server is ready: to the server before this one, or else to systemd (`sd_notify`).

use std::ffi::{OsStr, OsString};
use std::os::unix::net::UnixDatagram;

/// The variable in which a server names its socket to the one that takes over from it.
pub(super) const PREDECESSOR: &str = "MASTHEAD_READY_SOCKET";

/// The variable in which systemd names its socket.
const SYSTEMD: &str = "NOTIFY_SOCKET";

/// What is said by a server that answers from now on.
pub(super) const READY: &str = "READY=1";

/// Says that this server answers from now on, if somebody wants to hear it.
pub(super) fn ready() {
    if let Some(socket) = socket(PREDECESSOR).or_else(|| socket(SYSTEMD)) {
        say(&socket, READY);
    }
}

/// Says that another process is the server from now on.
pub(super) fn handed_over(pid: u32) {
    if let Some(socket) = socket(SYSTEMD) {
        say(&socket, &format!("MAINPID={pid}"));
    }
}

fn socket(variable: &str) -> Option<OsString> {
    std::env::var_os(variable).filter(|socket| !socket.is_empty())
}

fn say(socket: &OsStr, what: &str) {
    if let Err(error) = send(socket, what.as_bytes()) {
        tracing::warn!("“{what}” could not be said to {}: {error}", socket.display());
    }
}

fn send(path: &OsStr, what: &[u8]) -> std::io::Result<()> {
    let socket = UnixDatagram::unbound()?;
    // systemd may use a name that is no file.
    #[cfg(target_os = "linux")]
    if let Some(name) = path.as_encoded_bytes().strip_prefix(b"@") {
        use std::os::linux::net::SocketAddrExt;
        let address = std::os::unix::net::SocketAddr::from_abstract_name(name)?;
        return socket.send_to_addr(what, &address).map(drop);
    }
    socket.send_to(what, path).map(drop)
}
