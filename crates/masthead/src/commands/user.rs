//! `masthead user`

use std::io::{IsTerminal, Read};
use std::process::ExitCode;

use anyhow::{Context, bail};
use story::account::{Account, Editor};
use story::permission::{Grant, Permission};
use story::{AccountId, EditionCode};

use super::act;
use super::who::Who;
use crate::cli::Cli;
use crate::paper::Paper;

/// Says who works in the newsroom.
#[derive(Debug, clap::Args)]
#[command(subcommand_required = true, arg_required_else_help = true)]
pub(crate) struct Args {
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, clap::Subcommand)]
enum Act {
    /// Lets somebody in, with a password and a role.
    #[command(after_help = "\
Examples:
  masthead user add ana@paper.example --name \"Ana Beridze\" --role publisher
  masthead user add nune@paper.example --name Nune --role translator --edition hy
  printf '%s' \"$PASSWORD\" | masthead user add ci@paper.example --name CI --role admin --password-stdin

Roles: reporter writes; editor also approves; publisher also publishes, withdraws and arranges fronts;
translator writes; legal closes articles; advertising runs campaigns; admin does everything.")]
    Add(AddArgs),
    /// Lists everybody.
    List {
        /// For other programs.
        #[arg(long)]
        json: bool,
    },
    /// Shuts somebody out; what they wrote stays theirs.
    #[command(after_help = "Example:\n  masthead user disable ana@paper.example")]
    Disable {
        /// The person's e-mail address.
        email: String,
        #[command(flatten)]
        who: Who,
    },
    /// Lets somebody in again who was shut out.
    #[command(after_help = "Example:\n  masthead user enable ana@paper.example")]
    Enable {
        /// The person's e-mail address.
        email: String,
        #[command(flatten)]
        who: Who,
    },
    /// Prints a link with which somebody chooses a new password within a day.
    #[command(after_help = "\
Example:
  masthead user reset-password ana@paper.example

For whoever forgot their password where no mail is sent, and for the owner above all. Where one-time codes are on, the
link asks for one; if the phone is gone too, use reset-factors first.")]
    ResetPassword {
        /// The person's e-mail address.
        email: String,
        #[command(flatten)]
        who: Who,
    },
    /// Forgets somebody's one-time codes, codes on paper and passkeys, and signs them out everywhere.
    #[command(after_help = "\
Example:
  masthead user reset-factors ana@paper.example

They sign in with their password alone then, and add what the paper requires anew.")]
    ResetFactors {
        /// The person's e-mail address.
        email: String,
        #[command(flatten)]
        who: Who,
    },
}

#[derive(Debug, clap::Args)]
struct AddArgs {
    /// What the person signs in with.
    email: String,
    /// What colleagues see.
    #[arg(long)]
    name: String,
    /// What they may do; repeat it for several roles.
    #[arg(long, required = true, value_parser = role)]
    role: Vec<story::permission::Role>,
    /// Only in this edition; repeat it for several. Without it, in all.
    #[arg(long, value_name = "CODE")]
    edition: Vec<String>,
    /// Reads the password from standard input instead of asking for it.
    #[arg(long)]
    password_stdin: bool,
}

fn role(text: &str) -> Result<story::permission::Role, String> {
    use story::permission::Role;
    Role::parse(text).ok_or_else(|| {
        let roles: Vec<&str> = Role::ALL.into_iter().map(Role::as_str).collect();
        format!("“{text}” is no role; there are {}", roles.join(", "))
    })
}

/// The shortest password in characters, as at the desk. Length is what keeps one from being guessed.
const SHORTEST: usize = 12;

/// The longest in bytes; the desk takes no longer one.
const LONGEST: usize = 1024;

pub(crate) async fn run(args: &Args, cli: &Cli) -> anyhow::Result<ExitCode> {
    let paper = Paper::open(cli).await?;
    match &args.act {
        Act::Add(add_args) => add(&paper, add_args).await?,
        Act::List { json } => list(&paper, *json).await?,
        Act::Disable { email, who } => disable(&paper, email, who).await?,
        Act::Enable { email, who } => enable(&paper, email, who).await?,
        Act::ResetPassword { email, who } => reset_password(&paper, email, who).await?,
        Act::ResetFactors { email, who } => reset_factors(&paper, email, who).await?,
    }
    Ok(ExitCode::SUCCESS)
}

async fn add(paper: &Paper, args: &AddArgs) -> anyhow::Result<()> {
    let email = email(&args.email)?;
    if args.name.trim().is_empty() {
        bail!("A colleague needs a name; the audit log is written with it.");
    }
    let mut editions: Vec<Option<EditionCode>> = Vec::new();
    for code in &args.edition {
        editions.push(Some(paper.edition(code).await?.code));
    }
    if editions.is_empty() {
        editions.push(None);
    }
    let store = &paper.store;
    if store.account_by_email(&email).await?.is_some() {
        bail!("{email} has an account already. `masthead user list` shows it.");
    }
    let grants = args.role.iter().flat_map(|role| {
        editions.iter().map(|edition| Grant {
            role: *role,
            edition: edition.clone(),
            section: None,
        })
    });
    let grants = grants.collect();
    let from_stdin = args.password_stdin;
    let hash = tokio::task::spawn_blocking(move || -> anyhow::Result<String> {
        let password = if from_stdin { password_from_stdin()? } else { password_asked()? };
        Ok(store::hash_password(&password)?)
    })
    .await??;
    let mut write = store.write().await?;
    let account = Account {
        id: AccountId::new(write.id()),
        email,
        name: args.name.trim().to_owned(),
        grants,
        disabled_at: None,
        created_at: store.clock().now(),
    };
    write.put_account(&account, Some(&hash), &Editor::operator("command line")).await?;
    write.commit().await?;
    super::print(&format!("{} can sign in at the desk as {}.\n", account.name, account.email))
}

async fn list(paper: &Paper, json: bool) -> anyhow::Result<()> {
    let accounts = paper.store.accounts().await?;
    if json {
        let lines: Vec<_> = accounts
            .iter()
            .map(|Account { id, email, name, grants, disabled_at, created_at }| {
                serde_json::json!({
                    "id": id, "email": email, "name": name, "grants": grants,
                    "disabled_at": disabled_at, "created_at": created_at,
                })
            })
            .collect();
        return super::print(&(serde_json::to_string_pretty(&lines)? + "\n"));
    }
    if accounts.is_empty() {
        return super::print("Nobody yet. `masthead user add` lets somebody in.\n");
    }
    for account in accounts {
        let roles: Vec<String> = account
            .grants
            .iter()
            .map(|grant| match &grant.edition {
                Some(edition) => format!("{} in {edition}", grant.role.as_str()),
                None => grant.role.as_str().to_owned(),
            })
            .collect();
        let disabled = if account.disabled_at.is_some() { "  (disabled)" } else { "" };
        let Account { name, email, .. } = &account;
        super::print(&format!("{name}  <{email}>  {}{disabled}\n", roles.join(", ")))?;
    }
    Ok(())
}

async fn disable(paper: &Paper, email: &str, who: &Who) -> anyhow::Result<()> {
    let store = &paper.store;
    let by = admin(paper, who).await?;
    let account = somebody(paper, email).await?;
    if account.disabled_at.is_some() {
        return super::print(&format!("{email} is disabled already.\n"));
    }
    let account = Account { disabled_at: Some(store.clock().now()), ..account };
    let mut write = store.write().await?;
    write.put_account(&account, None, &by).await?;
    write.commit().await?;
    super::print(&format!("{email} can no longer sign in, and is signed out everywhere.\n"))
}

async fn enable(paper: &Paper, email: &str, who: &Who) -> anyhow::Result<()> {
    let by = admin(paper, who).await?;
    let account = somebody(paper, email).await?;
    if account.disabled_at.is_none() {
        return super::print(&format!("{email} can sign in already.\n"));
    }
    let account = Account { disabled_at: None, ..account };
    let mut write = paper.store.write().await?;
    write.put_account(&account, None, &by).await?;
    write.commit().await?;
    super::print(&format!("{email} can sign in again.\n"))
}

async fn reset_password(paper: &Paper, email: &str, who: &Who) -> anyhow::Result<()> {
    let by = admin(paper, who).await?;
    let account = somebody(paper, email).await?;
    if account.disabled_at.is_some() {
        bail!("{email} is disabled. `masthead user enable {email}` lets them in again.");
    }
    let files = crate::paper::files(&paper.config)?;
    let settings = crate::serve::desk_config(&paper.config, &[])?;
    let desk = desk::Desk::new(paper.store.clone(), files, settings);
    let link = desk.reset_link(account.id, &by).await?;
    super::print(&format!(
        "{name} chooses a new password here within a day, once:\n{link}\n",
        name = account.name
    ))
}

async fn reset_factors(paper: &Paper, email: &str, who: &Who) -> anyhow::Result<()> {
    let by = admin(paper, who).await?;
    let account = somebody(paper, email).await?;
    let mut write = paper.store.write().await?;
    write.forget_factors(account.id, &by).await?;
    write.end_sessions(account.id).await?;
    write.commit().await?;
    super::print(&format!(
        "{email} signs in with the password alone now, and is signed out everywhere.\n"
    ))
}

async fn admin(paper: &Paper, who: &Who) -> anyhow::Result<Editor> {
    let by = act::editor(&paper.store, who).await?;
    if !by.may_everywhere(Permission::Administer) {
        bail!("{} may not change people. Somebody with the admin role can.", by.name);
    }
    Ok(by)
}

async fn somebody(paper: &Paper, email: &str) -> anyhow::Result<Account> {
    match paper.store.account_by_email(email).await? {
        Some((account, _)) => Ok(account),
        None => bail!("Nobody has the address {email}. `masthead user list` shows who there is."),
    }
}

fn email(text: &str) -> anyhow::Result<String> {
    let text = text.trim().to_lowercase();
    let sound = text.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty()
            && !host.is_empty()
            && !host.contains('@')
            && !text.contains(char::is_whitespace)
    });
    if !sound || text.len() > 254 {
        bail!("“{text}” is not an e-mail address, such as ana@paper.example.");
    }
    Ok(text)
}

fn password_from_stdin() -> anyhow::Result<String> {
    let mut password = String::new();
    std::io::stdin()
        .lock()
        .take(4096)
        .read_to_string(&mut password)
        .context("The password could not be read from standard input.")?;
    let password = password.trim_end_matches(['\r', '\n']).to_owned();
    long_enough(&password)?;
    Ok(password)
}

fn password_asked() -> anyhow::Result<String> {
    if !std::io::stdin().is_terminal() {
        bail!("There is no terminal to ask for a password. Pipe it in, and say --password-stdin.");
    }
    let unread = "The password could not be read from the terminal.";
    let password = rpassword::prompt_password("Password: ").context(unread)?;
    long_enough(&password)?;
    if rpassword::prompt_password("The same again: ").context(unread)? != password {
        bail!("The two passwords differ. Nothing was changed.");
    }
    Ok(password)
}

fn long_enough(password: &str) -> anyhow::Result<()> {
    if password.len() > LONGEST {
        bail!("The password is longer than {LONGEST} bytes.");
    }
    if password.chars().count() < SHORTEST {
        bail!(
            "A password has at least {SHORTEST} characters; a few words in a row are easy to remember."
        );
    }
    Ok(())
}
