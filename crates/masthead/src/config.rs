//! How a paper is run: `masthead.toml`, variables over it, flags over both.

mod fault;
mod given;
mod keys;
mod merge;
mod print;

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::time::Duration;

use server::{Network, access_log};

pub use fault::{BadConfig, Fault};
pub use keys::{KEYS, Key};
pub use merge::{Flag, Loaded, Sources, load, merge};
pub use print::{Origin, example, print};

/// The name of the file in the paper's folder.
pub const FILE: &str = "masthead.toml";

/// Everything that an operator can set.
#[derive(Clone, Debug, PartialEq)]
pub struct Config {
    /// How readers reach the paper.
    pub site: Site,
    /// Sockets and limits.
    pub server: Server,
    /// How readers reach it secretly.
    pub tls: Tls,
    /// The pages at hand.
    pub pages: Pages,
    /// The CDN in front.
    pub cdn: Cdn,
    /// Where the newsroom signs in.
    pub desk: Desk,
    /// The public record.
    pub record: Record,
    /// How letters leave the house.
    pub mail: Mail,
    /// Who says who somebody is, besides the paper itself.
    pub oidc: Oidc,
    /// Where everything is kept.
    pub database: Database,
    /// Where pictures are kept, and how big they may be.
    pub media: Media,
    /// Where readers' questions are answered from.
    pub search: Search,
    /// How readers are counted.
    pub audience: Audience,
    /// What the paper looks like.
    pub theme: Theme,
    /// What runs beside the server.
    pub worker: Worker,
    /// Where those who run it look how it does.
    pub metrics: Metrics,
    /// What is written down while it runs.
    pub log: Log,
}

/// How readers reach the paper.
#[derive(Clone, Debug, PartialEq)]
pub struct Site {
    /// The public address, without a slash at the end: `https://paper.example`.
    pub url: String,
}

/// Sockets and limits.
#[derive(Clone, Debug, PartialEq)]
pub struct Server {
    /// Where it listens.
    pub listen: Vec<SocketAddr>,
    /// How many connections it holds at once.
    pub max_connections: usize,
    /// How long a client may take to send the head of a request.
    pub header_timeout: Duration,
    /// How long an answer may take.
    pub request_timeout: Duration,
    /// The biggest request body.
    pub max_body: usize,
    /// How long requests may go on after the server was asked to stop.
    pub stop_timeout: Duration,
    /// How many of the connections one address may have.
    pub max_per_address: usize,
    /// How long a connection may wait for its next request.
    pub idle: Duration,
    /// The proxies in front that are believed when they say who asks.
    pub trusted_proxies: Vec<Network>,
}

/// How readers reach it secretly.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tls {
    /// Where it listens; none means that it does not.
    pub listen: Vec<SocketAddr>,
    /// The hosts for which it gets a certificate.
    pub domains: Vec<String>,
    /// The directory of the ACME server that gives it.
    pub acme: Option<String>,
    /// Where that server may write to; empty means nowhere.
    pub acme_mail: String,
    /// Who vouches for that server itself.
    pub acme_roots: Option<PathBuf>,
    /// A certificate of the paper's own.
    pub certificate: Option<PathBuf>,
    /// Its key.
    pub key: Option<PathBuf>,
    /// For how many days browsers remember to come this way.
    pub hsts_days: u32,
}

/// The pages at hand.
#[derive(Clone, Debug, PartialEq)]
pub struct Pages {
    /// How many bytes of them are kept; none means that every page is made anew for every reader.
    pub bytes: u64,
    /// After how long without word from the database no page is handed out; nothing means never.
    pub unconfirmed: Option<Duration>,
    /// Whether a CDN stands in front that is told what changed.
    pub for_cdn: bool,
}

/// The CDN in front, if it is to be told what changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Cdn {
    /// How it is spoken to; nothing means that nobody is told.
    pub purge: Option<Purge>,
    /// Where it is spoken to, without a slash at the end.
    pub url: String,
    /// What it knows us by.
    pub token: Secret,
    /// Whether it may show a page once more while it fetches the new one.
    pub soft: bool,
}

/// How a CDN is told what changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purge {
    /// As Fastly wants it.
    Fastly,
    /// As Cloudflare wants it.
    Cloudflare,
    /// As Varnish with the module xkey wants it.
    Varnish,
}

/// A word that is never printed.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Secret(pub String);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.0.is_empty() { "nothing" } else { "…" })
    }
}

/// Where the newsroom signs in.
#[derive(Clone, Debug, PartialEq)]
pub struct Desk {
    /// Its own addresses; none means under `/desk` on the server's.
    pub listen: Vec<SocketAddr>,
    /// How browsers reach it at its own addresses; empty means by those addresses themselves.
    pub url: String,
    /// A folder with its screens instead of those inside the program; empty means none.
    pub files: PathBuf,
    /// The file with the key that one-time codes are sealed with; empty means that it lies in the database.
    pub key_file: PathBuf,
}

/// The public record.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// The file with the key that signs it; empty means that this server signs nothing.
    pub key_file: PathBuf,
}

/// How letters leave the house.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mail {
    /// The server with user and password, or a folder; empty means that none leave.
    pub url: Secret,
    /// In whose name.
    pub from: String,
}

/// An identity provider of the house.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Oidc {
    /// Its address; empty means that there is none.
    pub issuer: String,
    /// What it knows us by.
    pub client: String,
    /// The password that goes with it.
    pub secret: Secret,
    /// What people call it.
    pub name: String,
}

/// Where everything is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Database {
    /// A `postgres://` URL, or the path of an SQLite file.
    pub url: String,
}

/// Where pictures are kept, and how big they may be.
#[derive(Clone, Debug, PartialEq)]
pub struct Media {
    /// Their folder.
    pub folder: PathBuf,
    /// S3-compatible storage instead of the folder: `s3://bucket/prefix`; empty means the folder.
    pub store: String,
    /// The address of a storage that is not Amazon's.
    pub s3_endpoint: String,
    /// Its region.
    pub s3_region: String,
    /// The id of the key to it.
    pub s3_key_id: String,
    /// The key itself.
    pub s3_key: Secret,
    /// The biggest file, in bytes.
    pub max_bytes: u64,
    /// The biggest picture, in pixels.
    pub max_pixels: u64,
}

/// Where readers' questions are answered from.
#[derive(Clone, Debug, PartialEq)]
pub struct Search {
    /// The folder of the index; an empty path means no search.
    pub folder: PathBuf,
}

/// How readers are counted.
#[derive(Clone, Debug, PartialEq)]
pub struct Audience {
    /// A file that tells the country of an address; an empty path counts nobody by country.
    pub countries: PathBuf,
}

/// What the paper looks like.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    /// Which theme.
    pub name: String,
    /// The folder that holds themes by name.
    pub themes: PathBuf,
    /// A folder whose files win over the theme's.
    pub folder: PathBuf,
    /// Whether changed templates, styles and messages are read again at once.
    pub reload: bool,
}

/// What runs beside the server.
#[derive(Clone, Debug, PartialEq)]
pub struct Worker {
    /// Whether this process follows changes and does due jobs.
    pub run: bool,
}

/// Where those who run it look how it does.
#[derive(Clone, Debug, PartialEq)]
pub struct Metrics {
    /// Addresses of its own; none means nowhere.
    pub listen: Vec<SocketAddr>,
}

/// What is written down while it runs.
#[derive(Clone, Debug, PartialEq)]
pub struct Log {
    /// For people or for machines.
    pub format: LogFormat,
    /// How much, as a filter: `info`, `site=debug,info`.
    pub level: String,
    /// Where a line goes for every answer; nothing means nowhere.
    pub access: Option<access_log::Destination>,
    /// What such a line looks like.
    pub access_format: access_log::Format,
    /// How much of a reader's address stands in it.
    pub addresses: access_log::Addresses,
}

/// Who reads the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// People.
    Text,
    /// Machines.
    Json,
}

impl Default for Config {
    fn default() -> Config {
        Config {
            site: Site { url: "http://127.0.0.1:8000".to_owned() },
            server: Server {
                listen: vec![SocketAddr::from(([127, 0, 0, 1], 8000))],
                max_connections: 10_000,
                header_timeout: Duration::from_secs(10),
                request_timeout: Duration::from_secs(30),
                max_body: 64 << 20,
                stop_timeout: Duration::from_secs(20),
                max_per_address: 256,
                idle: Duration::from_secs(75),
                trusted_proxies: Vec::new(),
            },
            tls: Tls { hsts_days: 30, ..Tls::default() },
            pages: Pages { bytes: 128 << 20, unconfirmed: None, for_cdn: false },
            cdn: Cdn { purge: None, url: String::new(), token: Secret::default(), soft: true },
            desk: Desk {
                listen: Vec::new(),
                url: String::new(),
                files: PathBuf::new(),
                key_file: PathBuf::from("desk.key"),
            },
            record: Record { key_file: PathBuf::from("record.key") },
            mail: Mail::default(),
            oidc: Oidc::default(),
            database: Database { url: "paper.db".to_owned() },
            media: Media {
                folder: PathBuf::from("media"),
                store: String::new(),
                s3_endpoint: String::new(),
                s3_region: String::new(),
                s3_key_id: String::new(),
                s3_key: Secret::default(),
                max_bytes: 64 << 20,
                max_pixels: 100_000_000,
            },
            search: Search { folder: PathBuf::from("search") },
            audience: Audience { countries: PathBuf::new() },
            theme: Theme {
                name: "broadsheet".to_owned(),
                themes: PathBuf::from("themes"),
                folder: PathBuf::from("theme"),
                reload: false,
            },
            worker: Worker { run: true },
            metrics: Metrics { listen: Vec::new() },
            log: Log {
                format: LogFormat::Text,
                level: "info".to_owned(),
                access: None,
                access_format: access_log::Format::Json,
                addresses: access_log::Addresses::None,
            },
        }
    }
}

impl Config {
    /// Small limits and any free port, with everything in this folder.
    pub fn for_testing(folder: &Path) -> Config {
        let mut config = Config::default();
        config.server.listen = vec![SocketAddr::from(([127, 0, 0, 1], 0))];
        config.server.header_timeout = Duration::from_millis(300);
        config.server.request_timeout = Duration::from_secs(2);
        config.server.stop_timeout = Duration::from_secs(2);
        config.server.max_body = 64 << 10;
        config.server.max_connections = 16;
        config.pages.bytes = 8 << 20;
        // An index for every paper of every test would be a lot of threads for nothing.
        config.search.folder = PathBuf::new();
        config.under(folder)
    }

    /// The same with paths that count from this folder.
    pub fn under(mut self, folder: &Path) -> Config {
        self.media.folder = folder.join(&self.media.folder);
        if !self.search.folder.as_os_str().is_empty() {
            self.search.folder = folder.join(&self.search.folder);
        }
        if !self.audience.countries.as_os_str().is_empty() {
            self.audience.countries = folder.join(&self.audience.countries);
        }
        if !self.desk.key_file.as_os_str().is_empty() {
            self.desk.key_file = folder.join(&self.desk.key_file);
        }
        if !self.record.key_file.as_os_str().is_empty() {
            self.record.key_file = folder.join(&self.record.key_file);
        }
        if let Some(letters) = self.mail.url.0.strip_prefix("file:") {
            self.mail.url = Secret(format!("file:{}", folder.join(letters).display()));
        }
        self.theme.themes = folder.join(&self.theme.themes);
        self.theme.folder = folder.join(&self.theme.folder);
        for file in [&mut self.tls.certificate, &mut self.tls.key, &mut self.tls.acme_roots] {
            *file = file.take().map(|file| folder.join(file));
        }
        if let Some(access_log::Destination::File(path)) = &mut self.log.access {
            *path = folder.join(&path);
        }
        if !self.database.is_postgres() {
            self.database.url = folder.join(&self.database.url).to_string_lossy().into_owned();
        }
        self
    }
}

impl Config {
    /// The public address of a paper that was told none.
    fn likely_url(&self) -> String {
        match (self.tls.listen.first(), self.tls.domains.first(), self.server.listen.first()) {
            (Some(address), Some(domain), _) if address.port() == 443 => {
                format!("https://{domain}")
            }
            (Some(address), Some(domain), _) => format!("https://{domain}:{}", address.port()),
            (_, _, Some(address)) => format!("http://{}", reachable(*address)),
            (_, _, None) => self.site.url.clone(),
        }
    }
}

impl Database {
    /// Whether it is a server's address rather than a file's path.
    pub fn is_postgres(&self) -> bool {
        self.url.starts_with("postgres://") || self.url.starts_with("postgresql://")
    }

    /// The address without its password, for people and logs.
    pub fn shown(&self) -> String {
        let Some((scheme, rest)) = self.url.split_once("://") else { return self.url.clone() };
        match rest.split_once('@').and_then(|(who, where_)| Some((who.split_once(':')?.0, where_)))
        {
            Some((user, where_)) => format!("{scheme}://{user}:…@{where_}"),
            None => self.url.clone(),
        }
    }
}

/// The address by which a browser on this machine reaches a socket.
pub(crate) fn reachable(address: SocketAddr) -> SocketAddr {
    match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => (Ipv4Addr::LOCALHOST, address.port()).into(),
        IpAddr::V6(ip) if ip.is_unspecified() => (Ipv6Addr::LOCALHOST, address.port()).into(),
        _ => address,
    }
}

#[cfg(test)]
mod tests;
