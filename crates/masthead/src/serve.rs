//! Sockets and wiring: the public site, the desk and the worker over one store, until somebody says stop.

pub(crate) mod desk_key;
#[cfg(feature = "http3")]
mod http3;
mod https;
mod newsroom_search;
mod open_files;
mod ready;
mod stop;
mod successor;
mod weigh;

use std::borrow::Cow;
use std::io::IsTerminal;
use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::Context;
use axum::Router;
use axum::response::Redirect;
use axum::routing::get;
use server::{
    AccessLog, Counters, Door, Freshness, Front, Inherited, Keying, Listener, Notes, PageCache,
    Tls, access_log,
};
use store::Store;
use theme::Theme;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use crate::config::{Config, LogFormat, Oidc};
use crate::operations::{self, Panel, Tally};
use crate::worker::{Audience, For, Means, Pages, Search};
use crate::{paper, record_key, worker};
use https::Https;
use successor::Passed;

pub(crate) use https::{acme, certificate_file};
pub use stop::Stop;

/// How long connections are still answered after the server was told to stop.
const FAREWELL: std::time::Duration = std::time::Duration::from_millis(500);

/// What a socket is for, told to whoever takes it over.
const SITE: &str = "site";
const DESK: &str = "desk";
const TLS: &str = "tls";
const METRICS: &str = "metrics";

/// A paper that listens and does not answer yet.
#[derive(Debug)]
pub struct Server {
    config: Config,
    site: (Vec<TcpListener>, Front),
    desk: (Vec<TcpListener>, Front),
    tls: Vec<TcpListener>,
    https: Option<Https>,
    metrics: (Vec<TcpListener>, Front),
    pages: Option<Pages>,
    search: Vec<Search>,
    audience: Audience,
    means: Means,
    notes: Notes,
    stopping: CancellationToken,
    first_link: Option<String>,
    /// The desk, whose lines to browsers end when the server stops.
    editors: desk::Desk,
}

impl Server {
    /// Loads the theme, opens the sockets and puts everything together.
    pub async fn bind(mut config: Config, store: Store) -> anyhow::Result<Server> {
        config.server.max_connections = open_files::room_for(config.server.max_connections);
        // From here on SIGHUP ends nothing, whether or not anybody has a use for it: who listens comes later.
        drop(signal(SignalKind::hangup()));
        let mut inherited = Inherited::from_environment();
        let site_sockets = inherited.listen(SITE, &config.server.listen).await?;
        let desk_sockets = inherited.listen(DESK, &config.desk.listen).await?;
        let tls_sockets = inherited.listen(TLS, &config.tls.listen).await?;
        let metrics_sockets = inherited
            .listen(METRICS, &config.metrics.listen)
            .await
            .context("The figures of metrics.listen cannot be shown.")?;
        for address in inherited.left() {
            tracing::warn!(
                "nothing listens at {address}, a socket that this process was started with"
            );
        }
        let notes = notes(&config)?;
        let https = Https::of(&config, &store, &notes)?;
        #[cfg(feature = "http3")]
        let https = {
            let addresses = addresses(&tls_sockets)?;
            https.map(|https| https.and_http3_at(addresses.first()))
        };
        let stopping = CancellationToken::new();
        let files = paper::files(&config)?;
        let index = paper::index(&config);
        let newsroom = paper::newsroom_index(&config);
        let search = [(index.clone(), For::Readers), (newsroom.clone(), For::Newsroom)];
        let search = search
            .into_iter()
            .filter_map(|(index, whose)| Some(Search::new(store.reader(), index?, whose)))
            .collect();
        let audience = Audience::begin(store.clone(), &config.audience.countries).await?;
        let theme = theme(&config)?;
        let slots = theme.slots();
        let paper = {
            let desk_url = desk_config(&config, &desk_sockets)?.desk_url;
            let settings = site::Config {
                url: config.site.url.clone(),
                desk_url,
                search: index.clone(),
                counter: Some(audience.counter().clone()),
                live_lines: config.server.max_connections / 2,
            };
            site::Site::new(store.reader(), theme, files.clone(), settings)
        };
        let site = site::router(paper.clone());
        let desk = {
            let mut settings = desk_config(&config, &desk_sockets)?;
            settings.scale = Some(weigh::scale(site.clone()));
            settings.finder = newsroom.map(newsroom_search::finder);
            settings.slots = slots;
            settings.key = desk_key::open(&config.desk.key_file, &store).await?;
            desk::Desk::new(store.clone(), files.clone(), settings)
        };
        let record = record_key::open(&config, &store).await?.map(Arc::new);
        let first_link = desk.first_link().await?;
        let (editors, writer) = (desk.clone(), desk.clone());
        let desk = Router::new().nest_service("/desk", desk::router(desk));
        let (site, desk) = if desk_sockets.is_empty() {
            (site.merge(desk), Router::new())
        } else {
            (site, desk.route("/", get(async || Redirect::temporary("/desk/"))))
        };
        let cache = cache(&config);
        let means = Means {
            store: store.clone(),
            site: Some(paper.clone()),
            pages: cache.is_some().then(Arc::default),
            cdn: config.cdn.clone(),
            desk: writer.sends_mail().then_some(writer),
            files: Some(files),
            audience: Some(audience.clone()),
            record,
        };
        let panel = {
            let pages = cache.clone().map(|cache| (cache, config.pages.bytes));
            Arc::new(Panel::new(notes.clone(), pages, &means, stopping.clone()))
        };
        let site = site.merge(operations::for_strangers(Arc::clone(&panel)));
        let around = |router| {
            server::with_limits(router, config.server.max_body, config.server.request_timeout)
        };
        let hearing = audience.hearing(&config.site.url);
        let (site, pages) =
            front(&config, around(site), cache, paper, &means, &notes, hearing).await?;
        let desk = Front::without_cache(around(desk), notes.clone());
        let metrics = {
            let router = around(operations::for_operators(panel));
            Front::without_cache(router, Notes::counted(Arc::default()))
        };
        Ok(Server {
            site: (site_sockets, site),
            desk: (desk_sockets, desk),
            tls: tls_sockets,
            https,
            metrics: (metrics_sockets, metrics),
            pages,
            search,
            audience,
            means,
            notes,
            stopping,
            config,
            first_link,
            editors,
        })
    }

    /// Where readers find it on this machine.
    pub fn addresses(&self) -> anyhow::Result<Vec<SocketAddr>> {
        addresses(&self.site.0)
    }

    /// Where readers find it on this machine over TLS. If there is such an address, the others only lead there.
    pub fn tls_addresses(&self) -> anyhow::Result<Vec<SocketAddr>> {
        addresses(&self.tls)
    }

    /// Where the newsroom finds the desk on this machine; nothing if it has no addresses of its own.
    pub fn desk_addresses(&self) -> anyhow::Result<Vec<SocketAddr>> {
        addresses(&self.desk.0)
    }

    /// Where operators find its figures on this machine.
    pub fn metrics_addresses(&self) -> anyhow::Result<Vec<SocketAddr>> {
        addresses(&self.metrics.0)
    }

    /// The link with which the first person becomes the owner, while nobody has an account.
    pub fn first_link(&self) -> Option<&str> {
        self.first_link.as_deref()
    }

    /// Answers until it is told to stop; then finishes what it began.
    pub async fn run(self, stop: Stop) -> anyhow::Result<()> {
        let Server {
            config,
            site,
            desk,
            tls,
            https,
            metrics,
            pages,
            search,
            audience,
            means,
            notes,
            stopping: token,
            first_link: _,
            editors,
        } = self;
        let store = means.store.clone();
        let readers = means.site.clone();
        let worker =
            config.worker.run.then(|| tokio::spawn(worker::run(means, token.child_token())));
        let following = pages.map(|pages| tokio::spawn(pages.run(token.child_token())));
        let mut finding = JoinSet::new();
        for search in search {
            finding.spawn(search.run(token.child_token()));
        }
        // Readers are counted until the last of them has an answer.
        let silence = CancellationToken::new();
        let counting = tokio::spawn(audience.run(config.worker.run, silence.clone()));
        if let Some(log) = &notes.log {
            tokio::spawn(reopen(log.clone(), token.child_token()));
        }
        let mut loops = JoinSet::new();
        let mut passed = Vec::new();
        // Whoever looks how it does is no reader, and is let in also when readers have taken all places.
        let operators = Door::new(door_config(&config), Arc::default());
        for socket in metrics.0 {
            passed.push(Passed { name: METRICS, socket: server::socket_handle(&socket)? });
            let (door, front) = (operators.clone(), metrics.1.clone());
            loops.spawn(door.accept(socket, front, token.child_token()));
        }
        let door = Door::new(door_config(&config), Arc::clone(&notes.counters));
        let mut open = |name, sockets, front: &Front, tls: Option<&Tls>| {
            for socket in sockets {
                passed.push(Passed { name, socket: server::socket_handle(&socket)? });
                let (door, front, stop) = (door.clone(), front.clone(), token.child_token());
                match tls {
                    Some(tls) => loops.spawn(door.accept_tls(socket, front, tls.clone(), stop)),
                    None => loops.spawn(door.accept(socket, front, stop)),
                };
            }
            anyhow::Ok(())
        };
        let (site_sockets, site) = site;
        #[cfg(feature = "http3")]
        let http3_addresses = addresses(&tls)?;
        match &https {
            Some(https) => {
                open(SITE, site_sockets, &https.plain, None)?;
                open(TLS, tls, &site, Some(&https.tls))?;
            }
            None => open(SITE, site_sockets, &site, None)?,
        }
        let (desk_sockets, desk) = desk;
        open(DESK, desk_sockets, &desk, None)?;
        #[cfg(feature = "http3")]
        if let Some(https) = &https {
            for address in http3_addresses {
                let (door, site, tls) = (door.clone(), site.clone(), https.tls.clone());
                let (certificates, stop) = (https.certificates.clone(), token.child_token());
                loops.spawn(http3::serve(address, door, site, tls, certificates, stop));
            }
        }
        let certificates = https.map(|https| https.follow(&store, &token)).unwrap_or_default();
        ready::ready();
        stop.asked(passed).await;
        tracing::info!("stopping: requests that run may finish");
        token.cancel();
        editors.close();
        if let Some(readers) = readers {
            readers.close();
        }
        let ended = async { while loops.join_next().await.is_some() {} };
        if tokio::time::timeout(config.server.stop_timeout, ended).await.is_err() {
            tracing::warn!("some requests did not finish in time and were cut off");
        }
        silence.cancel();
        counting.await.context("The counts of readers were not kept to the end.")?;
        if let Some(following) = following {
            following.await.context("The pages were not followed to the end.")?;
        }
        while let Some(found) = finding.join_next().await {
            found.context("A search index was not followed to the end.")?;
        }
        https::ended(certificates).await?;
        if let Some(worker) = worker {
            worker.await.context("The worker ended badly.")?;
        }
        if let Some(log) = notes.log {
            let ended = tokio::task::spawn_blocking(move || log.stop());
            ended.await.context("The access log ended badly.")?;
        }
        editors.closed().await;
        store.close().await;
        Ok(())
    }
}

/// What is noted of every answer.
fn notes(config: &Config) -> anyhow::Result<Notes> {
    let mut notes = Notes::counted(Arc::new(Counters::default()));
    notes.written = written;
    if !config.metrics.listen.is_empty() {
        notes.busiest = Some(Arc::default());
    }
    if let Some(destination) = &config.log.access {
        notes.log = Some(AccessLog::begin(access_log::Config {
            destination: destination.clone(),
            format: config.log.access_format,
            addresses: config.log.addresses,
            address: written,
        })?);
    }
    Ok(notes)
}

/// Opens the access log anew whenever SIGHUP says so.
async fn reopen(log: AccessLog, stop: CancellationToken) {
    let Ok(mut hangups) = signal(SignalKind::hangup()) else {
        tracing::error!(
            "SIGHUP cannot be heard; the access log notices itself when its file is moved"
        );
        return;
    };
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            heard = hangups.recv() => if heard.is_none() { return },
        }
        log.reopen();
    }
}

/// The pages at hand. A theme that is being worked on is shown as it is at every moment, and so nothing is kept.
fn cache(config: &Config) -> Option<PageCache> {
    let freshness = Freshness { unconfirmed: config.pages.unconfirmed };
    let keeps = config.pages.bytes > 0 && !config.theme.reload;
    keeps.then(|| PageCache::new(config.pages.bytes, freshness))
}

/// Under what address a page is kept.
fn keyed(address: &str) -> Option<Cow<'_, str>> {
    let is_for_one = address.starts_with("/desk")
        || address.starts_with("/preview/")
        || address.starts_with(site::TELLING)
        || site::page_key::is_a_question(address)
        || site::page_key::is_chosen_anew(address)
        || operations::is_reserved(address);
    (!is_for_one).then(|| site::page_key::address(address))
}

/// What logs say of an address: a page by its name, anything else by its path, without what is nobody else's.
fn written(address: &str) -> Cow<'_, str> {
    if let Some(page) = keyed(address) {
        return page;
    }
    Cow::Borrowed(site::hidden(address.split('?').next().unwrap_or_default()))
}

/// The site with its pages at hand before it, and who keeps them true.
async fn front(
    config: &Config,
    router: Router,
    cache: Option<PageCache>,
    paper: site::Site,
    means: &Means,
    notes: &Notes,
    hearing: Arc<dyn Listener>,
) -> anyhow::Result<(Front, Option<Pages>)> {
    let (Some(cache), Some(followed)) = (cache, &means.pages) else {
        let front = Front::without_cache(router, notes.clone());
        return Ok((front.told(site::TELLING, hearing), None));
    };
    let keying = Keying {
        address: keyed,
        flavour: site::page_key::flavour,
        cookie: site::page_key::cookie,
        for_cdn: config.pages.for_cdn,
    };
    let front = Front::new(router, cache.clone(), keying, notes.clone());
    let front = front.told(site::TELLING, hearing);
    let followed = Arc::clone(followed);
    let pages = Pages::begin(paper, means.store.reader(), cache, front.clone(), followed);
    Ok((front, Some(pages.await.context("The paper cannot be read.")?)))
}

fn door_config(config: &Config) -> server::Config {
    let config = &config.server;
    server::Config {
        max_connections: config.max_connections,
        max_per_address: config.max_per_address,
        header_timeout: config.header_timeout,
        request_timeout: config.request_timeout,
        idle: config.idle,
        farewell: FAREWELL,
        trusted_proxies: config.trusted_proxies.clone(),
    }
}

/// The theme in effect, with the paper's own files over it.
pub(crate) fn theme(config: &Config) -> anyhow::Result<Theme> {
    Theme::load(theme_config(config))
        .with_context(|| format!("The theme “{}” cannot be used.", config.theme.name))
}

/// The theme's own settings.
pub(crate) fn theme_config(config: &Config) -> theme::Config {
    let there = |folder: &std::path::PathBuf| folder.is_dir().then(|| folder.clone());
    theme::Config {
        name: config.theme.name.clone(),
        themes: there(&config.theme.themes),
        overrides: there(&config.theme.folder).into_iter().collect(),
        reload: config.theme.reload,
        ..theme::Config::default()
    }
}

/// The desk's own settings.
pub(crate) fn desk_config(config: &Config, own: &[TcpListener]) -> anyhow::Result<desk::Config> {
    let mut settings = desk::Config::new(&config.site.url);
    if !config.desk.url.is_empty() {
        settings.desk_url = config.desk.url.clone();
    } else if let Some(address) = addresses(own)?.first() {
        settings.desk_url = format!("http://{address}");
    }
    settings.files = Some(config.desk.files.clone()).filter(|files| !files.as_os_str().is_empty());
    let mail = &config.mail;
    if !mail.url.0.is_empty() {
        settings.mail = Some(delivery::Mailer::new(&mail.url.0, &mail.from)?);
    }
    let Oidc { issuer, client, secret, name } = &config.oidc;
    if !issuer.is_empty() {
        let host = issuer.split_once("://").map_or(&**issuer, |(_, host)| host);
        settings.oidc = Some(desk::Oidc {
            name: if name.is_empty() { host.to_owned() } else { name.clone() },
            settings: identity::oidc::Settings {
                issuer: issuer.clone(),
                client: client.clone(),
                secret: secret.0.clone(),
            },
        });
    }
    Ok(settings)
}

fn addresses(sockets: &[TcpListener]) -> anyhow::Result<Vec<SocketAddr>> {
    Ok(sockets.iter().map(TcpListener::local_addr).collect::<Result<_, _>>()?)
}

/// Writes the log to standard error from now on.
pub(crate) fn begin_log(config: &Config) {
    // rustls warns of what strangers send it, which is their business, and tantivy of parts of the index that were gone
    // before it came to merge them; who wants to see it sets rustls=warn.
    let level = format!("rustls=error,tantivy=error,{}", config.log.level);
    let filter = tracing_subscriber::EnvFilter::new(level);
    let log = tracing_subscriber::fmt::layer()
        // When nobody reads the log any more, complaining about it there would be a panic.
        .log_internal_errors(false)
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr);
    let counted = tracing_subscriber::registry().with(filter).with(Tally);
    // A second log in one process, as tests may want, keeps the first.
    let _ = match config.log.format {
        LogFormat::Text => counted.with(log).try_init(),
        LogFormat::Json => counted.with(log.json().flatten_event(true)).try_init(),
    };
}
