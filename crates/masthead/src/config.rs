//! How a paper is run: `masthead.toml`, variables over it, flags over both.

mod fault;
mod given;
mod keys;
mod print;

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::time::Duration;

use server::{Network, access_log};
use toml::de::{DeTable, DeValue};

pub use fault::{BadConfig, Fault};
use given::Given;
pub use keys::{KEYS, Key};
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
                max_connections: 4096,
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

/// A configuration, and where each value comes from.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The values, with paths as they were written.
    pub config: Config,
    /// Where each value that is not the default comes from.
    pub origins: BTreeMap<&'static str, Origin>,
}

/// What overrides what: the file's text, then variables, then flags as `(flag, key, value)`.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// The text of the file, if there is one.
    pub file: Option<String>,
    /// The variables of the process.
    pub variables: Vec<(String, String)>,
    /// What was said on the command line.
    pub flags: Vec<Flag>,
}

/// A value from the command line.
#[derive(Clone, Debug)]
pub struct Flag {
    /// The flag, such as `--listen`.
    pub name: &'static str,
    /// The key that it sets.
    pub key: String,
    /// The value.
    pub value: String,
}

/// Reads the configuration of a paper's folder, the variables of this process and these flags.
pub fn load(folder: &Path, flags: Vec<Flag>) -> anyhow::Result<Loaded> {
    use anyhow::Context;
    let path = folder.join(FILE);
    let file = match std::fs::read_to_string(&path) {
        Ok(text) => Some(text),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(error) => {
            return Err(error).with_context(|| format!("{} cannot be read.", path.display()));
        }
    };
    let variables = std::env::vars_os()
        .filter_map(|(name, value)| {
            Some((name.into_string().ok()?, value.to_string_lossy().into_owned()))
        })
        .collect();
    Ok(merge(&Sources { file, variables, flags })?)
}

/// Puts the sources over the defaults, or tells everything that is wrong with them.
pub fn merge(sources: &Sources) -> Result<Loaded, BadConfig> {
    let mut merge =
        Merge { config: Config::default(), origins: BTreeMap::new(), faults: Vec::new() };
    if let Some(file) = &sources.file {
        merge.file(file);
    }
    for (name, value) in &sources.variables {
        merge.variable(name, value);
    }
    for flag in &sources.flags {
        merge.flag(flag);
    }
    if !merge.origins.contains_key("site.url") {
        merge.config.site.url = merge.config.likely_url();
    }
    merge.tls();
    merge.cdn();
    merge.mail();
    merge.oidc();
    let Merge { config, origins, faults } = merge;
    if faults.is_empty() { Ok(Loaded { config, origins }) } else { Err(BadConfig { faults }) }
}

/// The address by which a browser on this machine reaches a socket.
pub(crate) fn reachable(address: SocketAddr) -> SocketAddr {
    match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => (Ipv4Addr::LOCALHOST, address.port()).into(),
        IpAddr::V6(ip) if ip.is_unspecified() => (Ipv6Addr::LOCALHOST, address.port()).into(),
        _ => address,
    }
}

struct Merge {
    config: Config,
    origins: BTreeMap<&'static str, Origin>,
    faults: Vec<Fault>,
}

impl Merge {
    fn file(&mut self, text: &str) {
        let (table, errors) = DeTable::parse_recoverable(text);
        for error in errors {
            let line = error.span().map_or(1, |span| line_of(text, span.start));
            let what = format!("this is not TOML: {}.", error.message().trim_end_matches('.'));
            self.faults.push(Fault { origin: Origin::File { line }, key: None, what });
        }
        for (section, value) in table.get_ref() {
            let line = line_of(text, section.span().start);
            match value.get_ref() {
                DeValue::Table(keys) if is_section(section.get_ref()) => {
                    for (key, value) in keys {
                        let line = line_of(text, key.span().start);
                        let name = format!("{}.{}", section.get_ref(), key.get_ref());
                        self.set(&name, Given::Toml(value.get_ref()), Origin::File { line });
                    }
                }
                DeValue::Table(_) => self.unknown_section(section.get_ref(), line),
                _ => self.unknown(section.get_ref(), Origin::File { line }),
            }
        }
        // A TOML table is read in the order of its names; people read from the top.
        self.faults.sort_by_key(|fault| match fault.origin {
            Origin::File { line } => line,
            Origin::Variable { .. } | Origin::Flag { .. } => usize::MAX,
        });
    }

    fn variable(&mut self, name: &str, value: &str) {
        if let Some(key) = KEYS.iter().find(|key| key.variable() == name) {
            let origin = Origin::Variable { name: key.variable() };
            self.set(key.name, Given::Text(value), origin);
        } else if let Some(key) = misspelt_variable(name) {
            let what = format!("no such key. Did you mean {}?", key.variable());
            let origin = Origin::Variable { name: name.to_owned() };
            self.faults.push(Fault { origin, key: None, what });
        }
    }

    fn flag(&mut self, flag: &Flag) {
        self.set(&flag.key, Given::Text(&flag.value), Origin::Flag { name: flag.name });
    }

    fn set(&mut self, name: &str, given: Given<'_>, origin: Origin) {
        let Some(key) = KEYS.iter().find(|key| key.name == name) else {
            return self.unknown(name, origin);
        };
        match (key.set)(&mut self.config, &given) {
            Ok(()) => {
                self.origins.insert(key.name, origin);
            }
            Err(what) => self.faults.push(Fault { origin, key: Some(key.name.to_owned()), what }),
        }
    }

    /// What of TLS makes no sense together.
    fn tls(&mut self) {
        let Tls {
            listen,
            domains,
            acme,
            acme_mail: _,
            acme_roots: _,
            certificate,
            key,
            hsts_days: _,
        } = &self.config.tls;
        let mut wrong: Vec<(&'static str, &str)> = Vec::new();
        if !listen.is_empty() && acme.is_none() && certificate.is_none() {
            wrong.push(("tls.listen", "there is no certificate to serve; set tls.acme and tls.domains, or tls.certificate and tls.key."));
        }
        if acme.is_some() && domains.is_empty() {
            wrong.push(("tls.acme", "it does not say for which hosts; write them in tls.domains."));
        }
        if certificate.is_some() && key.is_none() {
            wrong
                .push(("tls.certificate", "its private key is missing; name its file in tls.key."));
        }
        if key.is_some() && certificate.is_none() {
            wrong
                .push(("tls.key", "its certificate is missing; name its file in tls.certificate."));
        }
        if !listen.is_empty() && !self.config.site.url.starts_with("https://") {
            let key = if self.origins.contains_key("site.url") { "site.url" } else { "tls.listen" };
            wrong.push((key, "readers are sent from http to the address in site.url, so with TLS it must begin with https://."));
        }
        for (key, what) in wrong {
            let Some(origin) = self.origins.get(key).cloned() else { continue };
            self.faults.push(Fault { origin, key: Some(key.to_owned()), what: what.to_owned() });
        }
    }

    /// What of the CDN makes no sense together.
    fn cdn(&mut self) {
        let Some(origin) = self.origins.get("cdn.purge").cloned() else { return };
        let Config { cdn, pages, .. } = &self.config;
        let what = match cdn.purge {
            None => return,
            Some(_) if cdn.url.is_empty() => {
                "cdn.url is missing: it says where the CDN is told what changed."
            }
            Some(Purge::Fastly | Purge::Cloudflare) if cdn.token.0.is_empty() => {
                "cdn.token is missing: without it the CDN listens to nobody."
            }
            Some(_) if !pages.for_cdn => {
                "pages.for_cdn is false, so no answer says what is on it. Set it to true."
            }
            Some(_) => return,
        };
        let key = Some("cdn.purge".to_owned());
        self.faults.push(Fault { origin, key, what: what.to_owned() });
    }

    /// What of the mail makes no sense together.
    fn mail(&mut self) {
        let Mail { url, from } = &self.config.mail;
        if url.0.is_empty() {
            return;
        }
        let (key, what) = match delivery::Mailer::new(&url.0, from) {
            Ok(_) => return,
            Err(_) if from.is_empty() => (
                "mail.url",
                "mail.from is missing: it says in whose name letters go out.".to_owned(),
            ),
            Err(error @ delivery::Error::NoAddress(_)) => ("mail.from", format!("{error}.")),
            Err(error) => ("mail.url", format!("{error}.")),
        };
        let Some(origin) = self.origins.get(key).cloned() else { return };
        self.faults.push(Fault { origin, key: Some(key.to_owned()), what });
    }

    /// What of the identity provider makes no sense together.
    fn oidc(&mut self) {
        let Some(origin) = self.origins.get("oidc.issuer").cloned() else { return };
        let Oidc { issuer, client, secret, name: _ } = &self.config.oidc;
        let what = if issuer.is_empty() {
            return;
        } else if client.is_empty() {
            "oidc.client is missing: the name by which the provider knows this paper."
        } else if secret.0.is_empty() {
            "oidc.secret is missing: the password that the provider gave for it."
        } else {
            return;
        };
        let key = Some("oidc.issuer".to_owned());
        self.faults.push(Fault { origin, key, what: what.to_owned() });
    }

    fn unknown(&mut self, name: &str, origin: Origin) {
        let what = match nearest(name, KEYS.iter().map(|key| key.name)) {
            Some(near) => format!("no such key. Did you mean {near}?"),
            None => "no such key. `masthead config` lists them all.".to_owned(),
        };
        self.faults.push(Fault { origin, key: Some(name.to_owned()), what });
    }

    fn unknown_section(&mut self, name: &str, line: usize) {
        let what = match nearest(name, sections()) {
            Some(near) => format!("no such section. Did you mean [{near}]?"),
            None => format!(
                "no such section; there are {}.",
                sections().map(|name| format!("[{name}]")).collect::<Vec<_>>().join(", ")
            ),
        };
        let key = Some(format!("[{name}]"));
        self.faults.push(Fault { origin: Origin::File { line }, key, what });
    }
}

fn sections() -> impl Iterator<Item = &'static str> {
    let mut last = "";
    KEYS.iter().map(Key::section).filter(move |section| {
        let fresh = *section != last;
        last = section;
        fresh
    })
}

fn is_section(name: &str) -> bool {
    sections().any(|section| section == name)
}

/// The one that somebody probably meant.
fn nearest(name: &str, known: impl Iterator<Item = &'static str>) -> Option<&'static str> {
    known
        .map(|one| (one, strsim::jaro_winkler(one, name)))
        .filter(|(_, likeness)| *likeness > 0.75)
        .max_by(|(_, one), (_, other)| one.total_cmp(other))
        .map(|(one, _)| one)
}

/// The key that a variable of ours was meant for. Others may begin with the same word for their own ends.
fn misspelt_variable(name: &str) -> Option<&'static Key> {
    let rest = name.strip_prefix("MASTHEAD_")?;
    if rest.starts_with("TEST_") {
        return None;
    }
    let ours = sections().any(|section| {
        rest.strip_prefix(&section.to_uppercase()).is_some_and(|rest| rest.starts_with('_'))
    });
    KEYS.iter()
        .map(|key| (key, strsim::jaro_winkler(&key.variable(), name)))
        .filter(|(_, likeness)| ours || *likeness > 0.95)
        .max_by(|(_, one), (_, other)| one.total_cmp(other))
        .map(|(key, _)| key)
}

fn line_of(text: &str, byte: usize) -> usize {
    text.bytes().take(byte).filter(|byte| *byte == b'\n').count() + 1
}

#[cfg(test)]
mod tests;
