//! Sockets and wiring: the public site, the desk and the worker over one store, until somebody says stop.

mod connection;
mod limits;
mod listen;
mod patience;
mod stop;

use std::io::IsTerminal;
use std::net::SocketAddr;
use std::sync::Arc;

use anyhow::Context;
use axum::Router;
use axum::response::Redirect;
use axum::routing::get;
use hyper_util::server::graceful::GracefulShutdown;
use store::Store;
use theme::Theme;
use tokio::net::TcpListener;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::config::{Config, LogFormat};
use crate::{paper, worker};

pub use stop::Stop;

/// A paper that listens and does not answer yet.
#[derive(Debug)]
pub struct Server {
    config: Config,
    store: Store,
    site: (Vec<TcpListener>, Router),
    desk: (Vec<TcpListener>, Router),
    first_link: Option<String>,
}

impl Server {
    /// Loads the theme, opens the sockets and puts everything together.
    pub async fn bind(config: Config, store: Store) -> anyhow::Result<Server> {
        let site_sockets = listen::all(&config.server.listen).await?;
        let desk_sockets = listen::all(&config.desk.listen).await?;
        let site = {
            let theme = theme(&config)?;
            let files = paper::files(&config)?;
            let settings = site::Config { url: config.site.url.clone() };
            site::router(site::Site::new(store.reader(), theme, files, settings))
        };
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
        Ok(Server {
            site: (site_sockets, limits::around(site, &config.server)),
            desk: (desk_sockets, limits::around(desk, &config.server)),
            config,
            store,
            first_link,
        })
    }

    /// Where readers find it on this machine.
    pub fn addresses(&self) -> anyhow::Result<Vec<SocketAddr>> {
        addresses(&self.site.0)
    }

    /// Where the newsroom finds the desk on this machine.
    pub fn desk_addresses(&self) -> anyhow::Result<Vec<SocketAddr>> {
        addresses(if self.desk.0.is_empty() { &self.site.0 } else { &self.desk.0 })
    }

    /// The link with which the first person becomes the owner, while nobody has an account.
    pub fn first_link(&self) -> Option<&str> {
        self.first_link.as_deref()
    }

    /// Answers until it is told to stop; then finishes what it began.
    pub async fn run(self, stop: Stop) -> anyhow::Result<()> {
        let Server { config, store, site, desk, first_link: _ } = self;
        let token = CancellationToken::new();
        let worker = config
            .worker
            .run
            .then(|| tokio::spawn(worker::run(store.clone(), token.child_token())));
        let graceful = Arc::new(GracefulShutdown::new());
        let mut loops = JoinSet::new();
        let door = connection::Door::new(&config.server);
        for (sockets, router) in [site, desk] {
            for socket in sockets {
                let (door, router) = (door.clone(), router.clone());
                loops.spawn(door.accept(
                    socket,
                    router,
                    Arc::clone(&graceful),
                    token.child_token(),
                ));
            }
        }
        stop.asked().await;
        tracing::info!("stopping: requests that run may finish");
        token.cancel();
        while loops.join_next().await.is_some() {}
        // The loops have ended, so nobody else holds it.
        if let Some(graceful) = Arc::into_inner(graceful)
            && tokio::time::timeout(config.server.stop_timeout, graceful.shutdown()).await.is_err()
        {
            tracing::warn!("some requests did not finish in time and were cut off");
        }
        if let Some(worker) = worker {
            worker.await.context("The worker ended badly.")?;
        }
        store.close().await;
        Ok(())
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
    settings.behind_proxy = config.server.behind_proxy;
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
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr);
    // A second log in one process, as tests may want, keeps the first.
    let _ = match config.log.format {
        LogFormat::Text => log.try_init(),
        LogFormat::Json => log.json().flatten_event(true).try_init(),
    };
}
