//! `masthead check`

mod campaigns;

use std::collections::HashSet;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::Context;
use jiff::SignedDuration;
use media::Hash;
use store::{Clock, Miscounted, Store};
use story::Timestamp;

use crate::acme;
use crate::cli::Cli;
use crate::config::Config;
use crate::serve::desk_key::Found;
use crate::{paper, record_key, serve};

/// How to tell.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  masthead check
  masthead check --json
  masthead check --checkpoint checkpoint-of-last-month

It looks at the configuration, the database and its tables, the chain of every article's revisions, the
audit log, the public record with its signed heads against what readers got and get, what points nowhere, how many articles a month and views an article is said to have, the desk's key,
pictures without files, campaigns that nobody can see, certificates near their end, and jobs that hang. It changes
nothing. The exit code is 1 if something is wrong.")]
pub(crate) struct Args {
    /// For other programs.
    #[arg(long)]
    json: bool,
    /// A signed head of the public record that was kept elsewhere: a record that is not its continuation was rewritten.
    #[arg(long, value_name = "FILE")]
    checkpoint: Vec<PathBuf>,
}

/// Something that was found.
#[derive(Debug, serde::Serialize)]
struct Finding {
    /// Whether it is wrong, or only worth knowing.
    fault: bool,
    /// What it is about.
    object: String,
    /// What it is.
    what: String,
    /// What to do.
    advice: String,
}

#[derive(Debug, Default)]
struct Findings {
    list: Vec<Finding>,
}

impl Findings {
    fn fault(&mut self, object: impl Into<String>, what: impl Into<String>, advice: &str) {
        self.add(true, object.into(), what.into(), advice);
    }

    fn note(&mut self, object: impl Into<String>, what: impl Into<String>, advice: &str) {
        self.add(false, object.into(), what.into(), advice);
    }

    fn add(&mut self, fault: bool, object: String, what: String, advice: &str) {
        self.list.push(Finding { fault, object, what, advice: advice.to_owned() });
    }
}

/// A certificate that ends so soon is near its end.
const NEAR: SignedDuration = SignedDuration::from_hours(14 * 24);

/// A job that nobody finished so long after its lease was left by a worker that died.
const STUCK: Duration = Duration::from_secs(15 * 60);

pub(crate) async fn run(args: &Args, cli: &Cli) -> anyhow::Result<ExitCode> {
    // Wrong configuration has its own list of what is wrong, and nothing can be looked at without one.
    let config = paper::configuration(cli, Vec::new())?;
    paper::must_be_there(&config.database, &cli.folder())?;
    let mut findings = Findings::default();
    look(&config, args, &mut findings).await?;
    super::print(&if args.json { json(&findings)? } else { text(&findings) })?;
    let faulty = findings.list.iter().any(|finding| finding.fault);
    Ok(if faulty { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

async fn look(config: &Config, args: &Args, findings: &mut Findings) -> anyhow::Result<()> {
    settings(config, findings);
    let address = config.database.shown();
    let opened = Store::open_as_is(&paper::store_config(&config.database), Clock::system()).await;
    let (store, migrated) = match opened {
        Ok(opened) => opened,
        Err(error) => {
            let advice = "See that the database is there and may be read, and look at database.url in masthead.toml.";
            findings.fault(address, error.to_string(), advice);
            return Ok(());
        }
    };
    if !migrated.missing.is_empty() {
        let what =
            format!("its tables are not up to date: {} is missing.", migrated.missing.join(", "));
        findings.fault(address, what, "Run `masthead migrate`.");
        return Ok(());
    }
    editions(&store, findings).await?;
    for fault in store.inspect().await? {
        let advice = "Somebody or something changed the database behind Masthead's back. Compare with a copy from before.";
        findings.fault(fault.object, format!("{}.", fault.what), advice);
    }
    public_record(&store, config, args, findings).await?;
    months(&store, findings).await?;
    views(&store, findings).await?;
    desk_key(&store, config, findings).await?;
    pictures(&store, config, findings).await?;
    campaigns::look(&store, config, findings).await?;
    certificates(&store, config, findings).await?;
    jobs(&store, findings).await?;
    store.close().await;
    Ok(())
}

fn settings(config: &Config, findings: &mut Findings) {
    let public = config.server.listen.iter().any(|address| !address.ip().is_loopback());
    if public && config.site.url.starts_with("http://127.") {
        findings.note(
            "site.url",
            format!("readers are sent to {}, which only this machine knows.", config.site.url),
            "Set site.url in masthead.toml to the paper's public address.",
        );
    }
    if config.metrics.listen.iter().any(|address| !address.ip().is_loopback()) {
        findings.note(
            "metrics.listen",
            "the paper's figures are told to other machines than this one.",
            "Fine inside a network of your own; see that strangers do not reach it.",
        );
    }
    let countries = &config.audience.countries;
    if !countries.as_os_str().is_empty()
        && let Err(error) = crate::worker::country_file::read(countries)
    {
        findings.fault(
            "audience.countries",
            format!("nobody is counted by country: {error:#}."),
            "Put a file in MaxMind's format there, or empty the key; docs/how-to says where to get one.",
        );
    }
    if config.theme.reload {
        findings.note(
            "theme.reload",
            "every page looks for changed templates.",
            "Fine for work on a theme; turn it off for readers.",
        );
    }
}

async fn editions(store: &Store, findings: &mut Findings) -> anyhow::Result<()> {
    let editions = store.editions().await?;
    if editions.is_empty() {
        findings.fault(
            "editions",
            "there is none, so there is no page to show.",
            "Make one with `masthead edition apply FILE.toml`.",
        );
    }
    let defaults = editions.iter().filter(|edition| edition.default).count();
    if !editions.is_empty() && defaults != 1 {
        findings.fault(
            "editions",
            format!("{defaults} of them say that / leads to them; one must."),
            "Set default in one of them with `masthead edition apply`.",
        );
    }
    for edition in &editions {
        if let Err(error) = edition.check() {
            findings.fault(
                format!("edition {}", edition.code),
                error.to_string(),
                "Mend it with `masthead edition show` and `masthead edition apply`.",
            );
        }
    }
    if store.accounts().await?.is_empty() {
        findings.note("people", "nobody can sign in at the desk.", "Run `masthead user add`.");
    }
    Ok(())
}

/// Compares the public record with itself, with what was signed, with the public history and with the paper.
async fn public_record(
    store: &Store,
    config: &Config,
    args: &Args,
    findings: &mut Findings,
) -> anyhow::Result<()> {
    let path = &config.record.key_file;
    let object = path.display().to_string();
    let trust = match record_key::found(path, store).await {
        Ok(None) => None,
        Ok(Some((trust, mode))) => {
            if mode & 0o077 != 0 {
                findings.fault(
                    object.as_str(),
                    format!(
                        "others than its owner may use the key of the public record (mode {:o}).",
                        mode & 0o777
                    ),
                    &format!("Run `chmod 600 {object}`."),
                );
            }
            Some(trust)
        }
        Err(error) => {
            let advice = "Copy it from the paper's other server or from its backup; if it is lost, make another with `masthead key rotate`.";
            findings.fault(object, error.to_string(), advice);
            None
        }
    };
    let mut kept = Vec::new();
    for file in &args.checkpoint {
        let note = std::fs::read_to_string(file)
            .with_context(|| format!("{} cannot be read.", file.display()))?;
        let head = match &trust {
            Some(trust) => trust.checkpoint(&note)?,
            None => record::Checkpoint::parse(record::Note::parse(&note)?.unchecked())?,
        };
        kept.push(head);
    }
    for fault in store.inspect_record(trust.as_ref(), &kept).await? {
        let advice = "Somebody or something changed the database behind Masthead's back. Compare with a mirror, or with a copy from before. Only if an older Masthead ran beside this one, let `masthead migrate` write down what that did.";
        findings.fault(fault.object, format!("{}.", fault.what.trim_end_matches('.')), advice);
    }
    Ok(())
}

async fn months(store: &Store, findings: &mut Findings) -> anyhow::Result<()> {
    for Miscounted { edition, first_day, kept, counted } in store.miscounted_months().await? {
        findings.fault(
            format!("month {} of edition {edition}", first_day.strftime("%Y-%m")),
            format!(
                "{counted} articles went live in it, and {kept} are counted; sitemaps go by that."
            ),
            "Run `masthead migrate`, which counts them anew.",
        );
    }
    Ok(())
}

async fn views(store: &Store, findings: &mut Findings) -> anyhow::Result<()> {
    for (kind, object) in store.miscounted_views().await? {
        findings.fault(
            format!("{kind} {object}"),
            "the sum of its views is not that of its hours, or there is no such article.",
            "Run `masthead migrate`, which adds them up anew.",
        );
    }
    Ok(())
}

/// Looks at the key that one-time codes are sealed with: whether it is there, the right one, and its owner's alone.
async fn desk_key(store: &Store, config: &Config, findings: &mut Findings) -> anyhow::Result<()> {
    let path = &config.desk.key_file;
    let object = path.display().to_string();
    let restore = "Copy it from the paper's other server or from its backup. Until then nobody's one-time codes can be checked.";
    match serve::desk_key::found(path, store).await? {
        Found::Nowhere | Found::NotYet => {}
        Found::Lost => findings.fault(object, "the desk's key is missing.", restore),
        Found::Unreadable(why) => {
            let advice = "See that the user who runs Masthead may read it.";
            findings.fault(object, format!("the desk's key cannot be read: {why}."), advice);
        }
        Found::NoKey => findings.fault(object, "this is no key of a desk.", restore),
        Found::Another => findings.fault(
            object,
            "this is not the key that the paper's one-time codes were kept with.",
            restore,
        ),
        Found::Kept { mode } if mode & 0o077 != 0 => findings.fault(
            object.as_str(),
            format!("others than its owner may use the desk's key (mode {:o}).", mode & 0o777),
            &format!("Run `chmod 600 {object}`."),
        ),
        Found::Kept { .. } => findings.note(
            object,
            "the desk's key is there, and only its owner may use it.",
            "Keep a copy of it apart from the database's: whoever has both can read the secrets of one-time codes.",
        ),
    }
    Ok(())
}

async fn pictures(store: &Store, config: &Config, findings: &mut Findings) -> anyhow::Result<()> {
    let files = paper::files(config)?;
    let mut known: HashSet<String> = HashSet::new();
    let mut after = None;
    loop {
        let page = store.all_media(after, 500).await?;
        let Some(last) = page.last() else { break };
        after = Some(last.id);
        for media in page {
            let object = format!("picture {} ({})", media.id, media.file_name);
            let restore = "Put the media folder back from a copy, or replace the picture.";
            match Hash::from_hex(&media.hash) {
                None => findings.fault(object, "its row names no file.", restore),
                Some(hash) => {
                    if known.insert(media.hash)
                        && let Err(error) = files.verify(&hash).await
                    {
                        findings.fault(object, error.to_string(), restore);
                    }
                }
            }
        }
    }
    for (picture, hash) in store.all_renditions().await? {
        let whole = match Hash::from_hex(&hash) {
            Some(readable) if known.insert(hash.clone()) => files.verify(&readable).await,
            _ => Ok(()),
        };
        if let Err(error) = whole {
            let advice =
                "Save the picture's credit at the desk once more: its files are then made anew.";
            findings.fault(format!("picture {picture}"), error.to_string(), advice);
        }
    }
    let strangers =
        files.all().await?.into_iter().filter(|hash| !known.contains(&hash.to_string())).count();
    if strangers > 0 {
        // A file is kept before the row that names it, so a program that was killed leaves some.
        findings.note(
            files.place(),
            format!("{strangers} files in it belong to no picture."),
            "They only take room. The next import of the same files takes them up.",
        );
    }
    Ok(())
}

async fn certificates(
    store: &Store,
    config: &Config,
    findings: &mut Findings,
) -> anyhow::Result<()> {
    let now = store.clock().now();
    if let Some(file) = serve::certificate_file(config) {
        let object = file.chain.display().to_string();
        match file.read() {
            Err(error) => {
                let advice = "Look at tls.certificate and tls.key in masthead.toml.";
                findings.fault(object, format!("{error:#}"), advice);
            }
            Ok(certificate) => {
                let advice =
                    "Get a new one and write it over the files; the server takes it up by itself.";
                let ends = Timestamp::try_from(certificate.not_after())?;
                certificate_ends(object, ends, now, advice, findings);
            }
        }
    }
    let Some(acme) = serve::acme(config) else { return Ok(()) };
    let object = format!("certificate for {}", acme.names.join(", "));
    let trouble = store.certificate_order(&acme.names).await?.and_then(|order| order.trouble);
    let advice = match &trouble {
        Some(trouble) => {
            format!("The last order failed: {trouble}. Every host must lead here, at port 80.")
        }
        None => "Run `masthead serve`, which orders and renews it, and look at its log.".to_owned(),
    };
    match store.certificate(&acme.names).await? {
        None => findings.note(object, "there is none yet.", &advice),
        Some(certificate) if now >= acme::renew_at(&certificate) => {
            certificate_ends(object.clone(), certificate.not_after, now, &advice, findings);
            if let Some(trouble) = trouble {
                findings.note(object, format!("it was not renewed: {trouble}."), &advice);
            }
        }
        Some(_) => {}
    }
    Ok(())
}

/// Tells of a certificate that is at its end, or near it.
fn certificate_ends(
    object: String,
    ends: Timestamp,
    now: Timestamp,
    advice: &str,
    findings: &mut Findings,
) {
    if ends <= now {
        findings.fault(object, format!("it ended at {ends}; browsers refuse it."), advice);
    } else if ends.duration_since(now) < NEAR {
        findings.note(object, format!("it ends at {ends}."), advice);
    }
}

async fn jobs(store: &Store, findings: &mut Findings) -> anyhow::Result<()> {
    let now = store.clock().now();
    let since = now.checked_sub(STUCK).unwrap_or(now);
    for (id, kind, tries) in store.stuck_jobs(since).await? {
        findings.fault(
            format!("job {id}"),
            format!("{kind} was begun {tries} times and never finished."),
            "Run `masthead serve`, which takes it up again, and look at its log.",
        );
    }
    if let Some(due) = store.next_job_at().await?
        && due < since
    {
        findings.note(
            "jobs",
            format!("one has been due since {due}."),
            "Run `masthead serve`, which does what is due.",
        );
    }
    let newest = store.newest_change().await?;
    for listener in crate::worker::LISTENERS {
        let place = store.listener_place(listener.name).await?;
        if place > newest {
            findings.fault(
                format!("listener {}", listener.name),
                format!("it has followed {place} changes, and there are only {newest}."),
                "The database is older than what follows it. Was an old copy put back?",
            );
        }
    }
    Ok(())
}

fn json(findings: &Findings) -> anyhow::Result<String> {
    Ok(serde_json::to_string_pretty(&findings.list)? + "\n")
}

fn text(findings: &Findings) -> String {
    let mut out = String::new();
    for Finding { fault, object, what, advice } in &findings.list {
        let mark = if *fault { "WRONG" } else { "note " };
        out.push_str(&format!("{mark}  {object}: {what}\n       {advice}\n"));
    }
    let faults = findings.list.iter().filter(|finding| finding.fault).count();
    out.push_str(&match faults {
        0 => "Everything is in order.\n".to_owned(),
        1 => "One thing is wrong.\n".to_owned(),
        _ => format!("{faults} things are wrong.\n"),
    });
    out
}
