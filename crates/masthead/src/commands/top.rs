//! `masthead top`

mod figures;
mod screen;

use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use console::{Key, Term};
use tokio::sync::mpsc;

use crate::cli::Cli;
use crate::config::{self, Config};
use crate::paper;
use figures::{Busiest, Figures};
use screen::{Moment, Size};

/// Where to look.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  masthead top                                     of the paper in the current folder
  masthead top --url http://10.0.0.5:9100          of any other
  masthead top | cat                               once, without a terminal

It shows what the paper's metrics.listen tells; set it first. q or Ctrl-C ends it.")]
pub(crate) struct Args {
    /// The address of the paper's figures, instead of metrics.listen.
    #[arg(long, value_name = "URL")]
    url: Option<String>,
}

/// How often it is drawn anew.
const PAUSE: Duration = Duration::from_secs(1);

/// How long the paper may take to tell.
const PATIENCE: Duration = Duration::from_secs(3);

/// Another screen, without a cursor; what was there before comes back in the end.
const BEGIN: &str = "\x1b[?1049h\x1b[?25l";
const END: &str = "\x1b[?25h\x1b[?1049l";

pub(crate) async fn run(args: &Args, cli: &Cli) -> anyhow::Result<ExitCode> {
    let watched = Watched {
        url: match &args.url {
            Some(url) => url.trim_end_matches('/').to_owned(),
            None => url(&paper::configuration(cli, Vec::new())?)?,
        },
        client: reqwest::Client::builder().timeout(PATIENCE).build()?,
    };
    let first = watched.look().await?;
    let term = Term::stdout();
    if !term.is_term() {
        tokio::time::sleep(PAUSE).await;
        let moment = watched.look().await?;
        let lines =
            screen::lines(&watched.url, Some(&first), &moment, Size { width: 80, height: 24 });
        super::print(&(lines.join("\n") + "\n"))?;
        return Ok(ExitCode::SUCCESS);
    }
    super::print(BEGIN)?;
    let ended = live(&watched, &term, first).await;
    super::print(END)?;
    ended?;
    Ok(ExitCode::SUCCESS)
}

/// Where the paper's own figures are.
fn url(config: &Config) -> anyhow::Result<String> {
    match config.metrics.listen.first() {
        Some(address) => Ok(format!("http://{}", config::reachable(*address))),
        None => bail!(
            "This paper tells its figures nowhere. Set listen = [\"127.0.0.1:9100\"] under [metrics] in masthead.toml and start it again, or name another paper's address with --url."
        ),
    }
}

async fn live(watched: &Watched, term: &Term, first: Moment) -> anyhow::Result<()> {
    let mut end = listen_for_the_end(term);
    let (mut before, mut now) = (None, first);
    let mut is_gone = false;
    loop {
        let (height, width) = term.size();
        let size = Size { width: usize::from(width), height: usize::from(height) };
        let mut lines = screen::lines(&watched.url, before.as_ref(), &now, size);
        if let Some(line) = lines.get_mut(1).filter(|_| is_gone) {
            line.push_str(" THE PAPER DOES NOT ANSWER; asking again every second");
        }
        draw(&lines)?;
        tokio::select! {
            _ = end.recv() => return Ok(()),
            () = tokio::time::sleep(PAUSE) => {}
        }
        match watched.look().await {
            Ok(moment) => {
                before = Some(std::mem::replace(&mut now, moment));
                is_gone = false;
            }
            // It may be starting again.
            Err(_) => is_gone = true,
        }
    }
}

fn draw(lines: &[String]) -> anyhow::Result<()> {
    let mut frame = String::from("\x1b[H");
    for (number, line) in lines.iter().enumerate() {
        let (on, off) = if number == 0 { ("\x1b[7m", "\x1b[0m") } else { ("", "") };
        let next = if number + 1 < lines.len() { "\r\n" } else { "" };
        frame.push_str(&format!("{on}{line}{off}\x1b[K{next}"));
    }
    frame.push_str("\x1b[J");
    super::print(&frame)
}

/// Reads keys until one of them means the end.
fn listen_for_the_end(term: &Term) -> mpsc::Receiver<()> {
    let (end, ended) = mpsc::channel(1);
    let term = term.clone();
    std::thread::spawn(move || {
        loop {
            match term.read_key_raw() {
                Ok(Key::Char('q' | 'Q') | Key::CtrlC | Key::Escape) => break,
                Ok(_) => {}
                // There is no keyboard; a signal ends the program.
                Err(_) => loop {
                    std::thread::park();
                },
            }
        }
        let _ = end.blocking_send(());
    });
    ended
}

/// The paper that is looked at.
struct Watched {
    url: String,
    client: reqwest::Client,
}

impl Watched {
    async fn look(&self) -> anyhow::Result<Moment> {
        let figures = Figures::parse(&self.text("metrics").await?);
        let busiest = self.text("top.json").await?;
        let busiest: Busiest = serde_json::from_str(&busiest)
            .with_context(|| format!("{}/top.json is not what a Masthead tells.", self.url))?;
        Ok(Moment { at: Instant::now(), figures, busiest })
    }

    async fn text(&self, what: &str) -> anyhow::Result<String> {
        let url = format!("{}/{what}", self.url);
        let answer = self.client.get(&url).send().await;
        let answer = match answer {
            Ok(answer) => answer,
            Err(error) if error.is_builder() => {
                bail!("“{}” is not a web address, such as http://127.0.0.1:9100.", self.url)
            }
            Err(error) if error.is_timeout() => {
                bail!("{} does not answer within {} s.", self.url, PATIENCE.as_secs())
            }
            Err(_) => bail!(
                "Nobody tells figures at {}. Is the paper running, and is metrics.listen set in its masthead.toml?",
                self.url
            ),
        };
        if !answer.status().is_success() {
            bail!(
                "{url} answered {}. It must be the address of metrics.listen, not the paper's own.",
                answer.status()
            );
        }
        answer.text().await.with_context(|| format!("{url} broke off."))
    }
}
