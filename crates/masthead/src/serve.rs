//! Sockets and wiring: the public site, the desk and the worker over one store, until somebody says stop.

mod https;
mod ready;
mod stop;
mod successor;

use std::io::IsTerminal;
use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::Context;
use axum::Router;
use axum::response::Redirect;
use axum::routing::get;
use server::{Counters, Door, Freshness, Front, Inherited, Keying, PageCache, Tls};
use store::Store;
use theme::Theme;
use tokio::net::TcpListener;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::config::{Config, LogFormat};
use crate::worker::Pages;
use crate::{paper, worker};
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

/// A paper that listens and does not answer yet.
#[derive(Debug)]
pub struct Server {
    config: Config,
    store: Store,
    site: (Vec<TcpListener>, Front),
    desk: (Vec<TcpListener>, Front),
    tls: Vec<TcpListener>,
    https: Option<Https>,
    pages: Option<Pages>,
    counters: Arc<Counters>,
    first_link: Option<String>,
}

impl Server {
    /// Loads the theme, opens the sockets and puts everything together.
    pub async fn bind(config: Config, store: Store) -> anyhow::Result<Server> {
        let mut inherited = Inherited::from_environment();
        let site_sockets = inherited.listen(SITE, &config.server.listen).await?;
        let desk_sockets = inherited.listen(DESK, &config.desk.listen).await?;
        let tls_sockets = inherited.listen(TLS, &config.tls.listen).await?;
        for address in inherited.left() {
            tracing::warn!(
                "nothing listens at {address}, a socket that this process was started with"
            );
        }
        let counters = Arc::new(Counters::default());
        let https = Https::of(&config, &store, &counters)?;
        let paper = {
            let theme = theme(&config)?;
            let files = paper::files(&config)?;
            let settings = site::Config { url: config.site.url.clone() };
            site::Site::new(store.reader(), theme, files, settings)
        };
        let site = site::router(paper.clone());
        let desk = {
            let settings = desk_config(&config, &desk_sockets)?;
            desk::Desk::new(store.clone(), settings)
        };
        let first_link = desk.first_link().await?;
        let desk = Router::new().nest_service("/desk", desk::router(desk));
        let (site, desk) = if desk_sockets.is_empty() {
            (site.merge(desk), Router::new())
        } else {
            (site, desk.route("/", get(async || Redirect::temporary("/desk/"))))
        };
        let around = |router| {
            server::with_limits(router, config.server.max_body, config.server.request_timeout)
        };
        let (site, pages) = front(&config, around(site), paper, &store, &counters).await?;
        let desk = Front::without_cache(around(desk), Arc::clone(&counters));
        Ok(Server {
            site: (site_sockets, site),
            desk: (desk_sockets, desk),
            tls: tls_sockets,
            https,
            pages,
            counters,
            config,
            store,
            first_link,
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

    /// The link with which the first person becomes the owner, while nobody has an account.
    pub fn first_link(&self) -> Option<&str> {
        self.first_link.as_deref()
    }

    /// Answers until it is told to stop; then finishes what it began.
    pub async fn run(self, stop: Stop) -> anyhow::Result<()> {
        let Server { config, store, site, desk, tls, https, pages, counters, first_link: _ } = self;
        let token = CancellationToken::new();
        let worker = config
            .worker
            .run
            .then(|| tokio::spawn(worker::run(store.clone(), token.child_token())));
        let following = pages.map(|pages| tokio::spawn(pages.run(token.child_token())));
        let mut loops = JoinSet::new();
        let door = Door::new(door_config(&config), counters);
        let mut passed = Vec::new();
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
        match &https {
            Some(https) => {
                open(SITE, site_sockets, &https.plain, None)?;
                open(TLS, tls, &site, Some(&https.tls))?;
            }
            None => open(SITE, site_sockets, &site, None)?,
        }
        let (desk_sockets, desk) = desk;
        open(DESK, desk_sockets, &desk, None)?;
        let certificates = https.map(|https| https.follow(&store, &token)).unwrap_or_default();
        ready::ready();
        stop.asked(passed).await;
        tracing::info!("stopping: requests that run may finish");
        token.cancel();
        let ended = async { while loops.join_next().await.is_some() {} };
        if tokio::time::timeout(config.server.stop_timeout, ended).await.is_err() {
            tracing::warn!("some requests did not finish in time and were cut off");
        }
        if let Some(following) = following {
            following.await.context("The pages were not followed to the end.")?;
        }
        https::ended(certificates).await?;
        if let Some(worker) = worker {
            worker.await.context("The worker ended badly.")?;
        }
        store.close().await;
        Ok(())
    }
}

/// The site with its pages at hand before it, and who keeps them true. A theme that is being worked on is shown as it
/// is at every moment, and so nothing is kept.
async fn front(
    config: &Config,
    router: Router,
    paper: site::Site,
    store: &Store,
    counters: &Arc<Counters>,
) -> anyhow::Result<(Front, Option<Pages>)> {
    if config.pages.bytes == 0 || config.theme.reload {
        return Ok((Front::without_cache(router, Arc::clone(counters)), None));
    }
    let freshness = Freshness { unconfirmed: config.pages.unconfirmed };
    let cache = PageCache::new(config.pages.bytes, freshness);
    let keying = Keying {
        address: |address| match address.starts_with("/desk") {
            true => None,
            false => Some(site::page_key::address(address)),
        },
        flavour: site::page_key::flavour,
        cookie: site::page_key::cookie,
        for_cdn: config.pages.for_cdn,
    };
    let front = Front::new(router, cache.clone(), keying, Arc::clone(counters));
    let pages = Pages::begin(paper, store.reader(), cache, front.clone());
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

fn desk_config(config: &Config, own: &[TcpListener]) -> anyhow::Result<desk::Config> {
    let mut settings = desk::Config::new(&config.site.url);
    if !config.desk.url.is_empty() {
        settings.desk_url = config.desk.url.clone();
    } else if let Some(address) = addresses(own)?.first() {
        settings.desk_url = format!("http://{address}");
    }
    Ok(settings)
}

fn addresses(sockets: &[TcpListener]) -> anyhow::Result<Vec<SocketAddr>> {
    Ok(sockets.iter().map(TcpListener::local_addr).collect::<Result<_, _>>()?)
}

/// Writes the log to standard error from now on.
pub(crate) fn begin_log(config: &Config) {
    let filter = tracing_subscriber::EnvFilter::new(&config.log.level);
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        // When nobody reads the log any more, complaining about it there would be a panic.
        .log_internal_errors(false)
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr);
    // A second log in one process, as tests may want, keeps the first.
    let _ = match config.log.format {
        LogFormat::Text => log.try_init(),
        LogFormat::Json => log.json().flatten_event(true).try_init(),
    };
}
