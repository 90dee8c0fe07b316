//! `masthead serve`

use std::process::ExitCode;

use crate::cli::Cli;
use crate::config::Flag;
use crate::paper::Paper;
use crate::serve::{self, Server, Stop};

/// Where to listen.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  masthead serve
  masthead serve --listen 127.0.0.1:9000
  masthead serve --listen 0.0.0.0:80 --listen [::]:80
  masthead serve --set theme.reload=true                 for work on a theme")]
pub(crate) struct Args {
    /// An address and port to listen at, instead of server.listen; repeat it for several.
    #[arg(long, value_name = "ADDRESS:PORT")]
    listen: Vec<String>,
}

pub(crate) async fn run(args: &Args, cli: &Cli) -> anyhow::Result<ExitCode> {
    let flags = if args.listen.is_empty() {
        Vec::new()
    } else {
        let value = args.listen.join(",");
        vec![Flag { name: "--listen", key: "server.listen".to_owned(), value }]
    };
    let Paper { config, store } = Paper::open_with(cli, flags).await?;
    serve::begin_log(&config);
    let title = {
        let editions = store.editions().await?;
        let leading = editions.iter().find(|edition| edition.default).or_else(|| editions.first());
        leading.map_or_else(|| "the paper".to_owned(), |edition| format!("“{}”", edition.title))
    };
    let stop = Stop::on_signals()?;
    let server = Server::bind(config, store).await?;
    greet(&server, &title)?;
    server.run(stop).await?;
    Ok(ExitCode::SUCCESS)
}

/// Says where everything is, once it is there.
pub(super) fn greet(server: &Server, title: &str) -> anyhow::Result<()> {
    let shown = |scheme: &str, addresses: &[std::net::SocketAddr], path: &str| {
        let addresses = addresses.iter().map(|address| format!("{scheme}://{address}/{path}"));
        addresses.collect::<Vec<_>>().join("  ")
    };
    let (plain, secret) = (server.addresses()?, server.tls_addresses()?);
    let desk = server.desk_addresses()?;
    let mut told = if secret.is_empty() {
        format!("{title} is at   {}\n", shown("http", &plain, ""))
    } else {
        let leading = shown("http", &plain, "");
        format!("{title} is at   {}\nLeading there   {leading}\n", shown("https", &secret, ""))
    };
    let desk = match (desk.is_empty(), secret.is_empty()) {
        (false, _) => shown("http", &desk, "desk/"),
        (true, false) => shown("https", &secret, "desk/"),
        (true, true) => shown("http", &plain, "desk/"),
    };
    let metrics = server.metrics_addresses()?;
    if !metrics.is_empty() {
        told.push_str(&format!("Its figures are at  {}\n", shown("http", &metrics, "metrics")));
    }
    told.push_str(&format!("The desk is at  {desk}\n"));
    super::print(&told)?;
    if let Some(link) = server.first_link() {
        super::print(&format!(
            "Nobody has an account yet. Who opens this link becomes the owner:\n  {link}\n"
        ))?;
    }
    Ok(())
}
