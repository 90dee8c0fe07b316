//! The server that takes over: the same program anew, on the sockets of this one, so that nobody is refused meanwhile.

use std::ffi::OsString;
use std::os::fd::OwnedFd;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, anyhow, bail};
use command_fds::{CommandFdExt, FdMapping};
use tokio::net::UnixDatagram;

use super::ready;

/// How long a successor may take until it answers.
const PATIENCE: Duration = Duration::from_secs(60);

/// The first of the sockets that a process inherits, after its standard ones.
const FIRST: i32 = 3;

/// How this program was started, which is how it is started again.
#[derive(Debug)]
pub(super) struct Program {
    /// Its file. A new version may stand there meanwhile, which is the point.
    path: PathBuf,
    arguments: Vec<OsString>,
}

/// A socket to pass on, and what it is for.
#[derive(Debug)]
pub(super) struct Passed {
    pub(super) name: &'static str,
    pub(super) socket: OwnedFd,
}

impl Program {
    /// This one. To be asked at the start, while its file is still its own.
    pub(super) fn own() -> anyhow::Result<Program> {
        let path = std::env::current_exe().context("The program does not find its own file.")?;
        Ok(Program { path, arguments: std::env::args_os().skip(1).collect() })
    }

    /// Starts it anew on these sockets and waits until it answers. One that does not is ended, and all stays as it
    /// was.
    pub(super) async fn start(&self, sockets: &[Passed]) -> anyhow::Result<()> {
        let folder = Folder::new()?;
        let path = folder.0.join("ready");
        let hears = UnixDatagram::bind(&path)?;
        let mut successor = Successor(Some(self.spawn(sockets, &path)?));
        tracing::info!("started {} anew as process {}", self.path.display(), successor.pid());
        match tokio::time::timeout(PATIENCE, successor.answers(&hears)).await {
            Ok(Ok(())) => {
                // systemd follows the process that it is told is the main one.
                ready::handed_over(successor.pid());
                successor.0 = None;
                Ok(())
            }
            Ok(Err(error)) => Err(error),
            Err(_) => bail!("it was not ready after {} s and was ended", PATIENCE.as_secs()),
        }
    }

    fn spawn(&self, sockets: &[Passed], hears: &Path) -> anyhow::Result<Child> {
        let mut mappings = Vec::with_capacity(sockets.len());
        for (child_fd, passed) in (FIRST..).zip(sockets) {
            mappings.push(FdMapping { parent_fd: passed.socket.try_clone()?, child_fd });
        }
        let names: Vec<&str> = sockets.iter().map(|passed| passed.name).collect();
        let mut command = Command::new(&self.path);
        command
            .args(&self.arguments)
            .stdin(Stdio::null())
            .env("LISTEN_FDS", sockets.len().to_string())
            .env("LISTEN_FDNAMES", names.join(":"))
            // Its own number is not known before it runs; without one the sockets are for whoever is started.
            .env("LISTEN_PID", "")
            .env(ready::PREDECESSOR, hears);
        command.fd_mappings(mappings).map_err(|error| anyhow!("{error}"))?;
        command.spawn().with_context(|| format!("{} could not be started", self.path.display()))
    }
}

/// A server that is to take over; one that did not is ended.
struct Successor(Option<Child>);

impl Successor {
    fn pid(&self) -> u32 {
        self.0.as_ref().map_or(0, Child::id)
    }

    /// Waits until it says that it answers.
    async fn answers(&mut self, hears: &UnixDatagram) -> anyhow::Result<()> {
        let mut said = [0; 256];
        loop {
            tokio::select! {
                length = hears.recv(&mut said) => {
                    let mut lines = said[..length?].split(|byte| *byte == b'\n');
                    if lines.any(|line| line == ready::READY.as_bytes()) {
                        return Ok(());
                    }
                }
                () = tokio::time::sleep(Duration::from_millis(100)) => {
                    if let Some(child) = &mut self.0 && let Some(status) = child.try_wait()? {
                        bail!("it ended before it was ready: {status}");
                    }
                }
            }
        }
    }
}

impl Drop for Successor {
    fn drop(&mut self) {
        if let Some(child) = &mut self.0 {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// A folder that only this user may enter, gone afterwards.
struct Folder(PathBuf);

impl Folder {
    fn new() -> anyhow::Result<Folder> {
        let mut random = [0; 8];
        getrandom::fill(&mut random).map_err(|error| anyhow!("no random bytes: {error}"))?;
        let name = format!("masthead-{:016x}", u64::from_le_bytes(random));
        let path = std::env::temp_dir().join(name);
        std::fs::DirBuilder::new()
            .mode(0o700)
            .create(&path)
            .with_context(|| format!("The folder {} cannot be made.", path.display()))?;
        Ok(Folder(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
