//! Mail: through a server, or into a folder.

use std::path::PathBuf;
use std::time::Duration;

use lettre::message::Mailbox;
use lettre::message::header::{ContentType, Header, HeaderName, HeaderValue};
use lettre::transport::smtp::AsyncSmtpTransportBuilder;
use lettre::transport::smtp::client::{Tls, TlsParameters};
use lettre::{AsyncFileTransport, AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use url::{Host, Url};

/// How long a server may take to answer.
const PATIENCE: Duration = Duration::from_secs(20);

/// What is written to somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// Their address.
    pub to: String,
    /// What it is about.
    pub subject: String,
    /// Plain text.
    pub text: String,
}

/// Sends letters.
#[derive(Clone, Debug)]
pub struct Mailer {
    from: Mailbox,
    way: Way,
}

#[derive(Clone, Debug)]
enum Way {
    /// How a connection is begun. Letters are few, and each gets one of its own.
    Server(AsyncSmtpTransportBuilder),
    Folder(PathBuf),
}

/// Why a letter was not sent, or cannot be.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The address of the server is none.
    #[error(
        "“{0}” is no mail server: write smtp://user:password@host:587, smtps://user:password@host, or file:FOLDER"
    )]
    NoServer(String),
    /// A password would be read by anybody on the way.
    #[error(
        "a password would be sent to {0} for everybody to read; leave ?tls=none away, or the password"
    )]
    OpenPassword(String),
    /// An address cannot be written to.
    #[error("“{0}” is no address that mail can have, such as “The Meridian <desk@paper.example>”")]
    NoAddress(String),
    /// The letter cannot be put into the form that servers take.
    #[error("the letter cannot be written: {0}")]
    Unwritable(String),
    /// The server does not take it.
    #[error("the mail server: {why}")]
    Server {
        /// What it says.
        why: String,
        /// Whether it will say so again.
        for_good: bool,
    },
    /// The folder does not take it.
    #[error("the letter could not be put into {folder}: {why}")]
    Folder {
        /// Which folder.
        folder: String,
        /// What the system says.
        why: String,
    },
}

impl Error {
    /// Whether trying again is in vain.
    pub fn is_for_good(&self) -> bool {
        match self {
            Error::NoServer(_) | Error::OpenPassword(_) => true,
            Error::NoAddress(_) | Error::Unwritable(_) => true,
            Error::Server { for_good, .. } => *for_good,
            Error::Folder { .. } => false,
        }
    }
}

/// Says that a program wrote it, so that no other program answers.
#[derive(Clone)]
struct AutoSubmitted;

impl Header for AutoSubmitted {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<AutoSubmitted, Box<dyn std::error::Error + Send + Sync>> {
        Ok(AutoSubmitted)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(AutoSubmitted::name(), "auto-generated".to_owned())
    }
}

impl Mailer {
    /// Sends through this server, or into this folder, in this name: `The Meridian <desk@paper.example>`.
    pub fn new(url: &str, from: &str) -> Result<Mailer, Error> {
        let from = mailbox(from)?;
        if let Some(folder) = url.strip_prefix("file:").filter(|folder| !folder.is_empty()) {
            return Ok(Mailer { from, way: Way::Folder(PathBuf::from(folder)) });
        }
        Ok(Mailer { from, way: Way::Server(server(url)?) })
    }

    /// Sends a letter; once it returns, the server or the folder has it.
    pub async fn send(&self, letter: &Letter) -> Result<(), Error> {
        let Letter { to, subject, text } = letter;
        let message = Message::builder()
            .from(self.from.clone())
            .to(mailbox(to)?)
            .subject(subject.clone())
            .message_id(None)
            .header(AutoSubmitted)
            .header(ContentType::TEXT_PLAIN)
            .body(text.clone())
            .map_err(|error| Error::Unwritable(error.to_string()))?;
        match &self.way {
            Way::Server(server) => {
                let server = server.clone().build::<Tokio1Executor>();
                server.send(message).await.map_err(|error| Error::Server {
                    for_good: error.is_permanent(),
                    why: error.to_string(),
                })?;
            }
            Way::Folder(folder) => {
                let refused =
                    |why: String| Error::Folder { folder: folder.display().to_string(), why };
                tokio::fs::create_dir_all(folder)
                    .await
                    .map_err(|error| refused(error.to_string()))?;
                let files = AsyncFileTransport::<Tokio1Executor>::new(folder);
                files.send(message).await.map_err(|error| refused(error.to_string()))?;
            }
        }
        Ok(())
    }
}

fn mailbox(text: &str) -> Result<Mailbox, Error> {
    text.parse().map_err(|_| Error::NoAddress(text.to_owned()))
}

fn server(text: &str) -> Result<AsyncSmtpTransportBuilder, Error> {
    // Without the password, which such an address may have.
    let shown = || match text.split_once('@') {
        Some((_, host)) => format!("…@{host}"),
        None => text.to_owned(),
    };
    let no_server = || Error::NoServer(shown());
    let mut url = Url::parse(text).map_err(|_| no_server())?;
    let host = url.host_str().filter(|host| !host.is_empty()).ok_or_else(no_server)?.to_owned();
    let secured = match (url.scheme(), url.query()) {
        ("smtps", None) => Secured::FromTheStart,
        ("smtp", Some("tls=none")) => Secured::Not,
        ("smtp", None) if is_here(&url) => Secured::Not,
        ("smtp", None | Some("tls=starttls")) => Secured::AfterStarttls,
        _ => return Err(no_server()),
    };
    if secured == Secured::Not && url.password().is_some() && !is_here(&url) {
        return Err(Error::OpenPassword(host));
    }
    url.set_query(None);
    let builder =
        AsyncSmtpTransport::<Tokio1Executor>::from_url(url.as_str()).map_err(|_| no_server())?;
    let tls = |host: &str| {
        TlsParameters::new(host.trim_matches(['[', ']']).to_owned()).map_err(|_| no_server())
    };
    let builder = match secured {
        Secured::FromTheStart => builder.tls(Tls::Wrapper(tls(&host)?)),
        Secured::AfterStarttls => {
            builder.port(url.port().unwrap_or(587)).tls(Tls::Required(tls(&host)?))
        }
        Secured::Not => builder.port(url.port().unwrap_or(25)).tls(Tls::None),
    };
    Ok(builder.timeout(Some(PATIENCE)))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Secured {
    FromTheStart,
    AfterStarttls,
    Not,
}

fn is_here(url: &Url) -> bool {
    // The scheme is none of the web's, so an IPv4 address is read as a name.
    match url.host() {
        Some(Host::Domain(name)) => {
            name == "localhost"
                || name.parse::<std::net::Ipv4Addr>().is_ok_and(|address| address.is_loopback())
        }
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DESK: &str = "The Meridian <desk@paper.example>";

    #[test]
    fn a_server_is_spoken_to_secretly_unless_it_is_this_machine() {
        for (url, is) in [
            ("smtp://mail.paper.example", Ok(())),
            ("smtp://ana%40paper.example:p%3Ass@mail.paper.example:587", Ok(())),
            ("smtps://user:pass@mail.paper.example", Ok(())),
            ("smtp://127.0.0.1:2525", Ok(())),
            ("smtp://user:pass@localhost:2525", Ok(())),
            ("smtp://relay.paper.example:25?tls=none", Ok(())),
            ("file:letters", Ok(())),
            ("smtp://user:pass@relay.paper.example?tls=none", Err("everybody")),
            ("smtp://mail.paper.example?tls=maybe", Err("no mail server")),
            ("smtp://", Err("no mail server")),
            ("https://mail.paper.example", Err("no mail server")),
            ("mail.paper.example", Err("no mail server")),
            ("file:", Err("no mail server")),
            ("", Err("no mail server")),
        ] {
            match (Mailer::new(url, DESK), is) {
                (Ok(_), Ok(())) => {}
                (Err(error), Err(why)) => {
                    assert!(error.to_string().contains(why), "{url}: {error}");
                }
                (other, _) => panic!("{url}: {other:?}"),
            }
        }
        let here = |url| is_here(&Url::parse(url).unwrap());
        assert!(here("smtp://127.0.0.1") && here("smtp://[::1]:25") && here("smtp://localhost"));
        assert!(!here("smtp://127.0.0.1.evil.example") && !here("smtp://10.0.0.1"));
    }

    #[test]
    fn a_password_is_not_repeated_in_an_error() {
        let error = Mailer::new("smtp://ana:hush@mail.paper.example?x", DESK).unwrap_err();
        assert!(!error.to_string().contains("hush"), "{error}");
    }

    #[test]
    fn a_sender_is_an_address() {
        assert!(Mailer::new("file:letters", "desk@paper.example").is_ok());
        for wrong in ["", "desk", "desk@", "a@b.example\r\nBcc: c@d.example"] {
            assert!(Mailer::new("file:letters", wrong).is_err(), "{wrong}");
        }
    }

    #[tokio::test]
    async fn a_letter_in_a_folder_is_a_whole_mail() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("file:{}/letters", folder.path().display());
        let mailer = Mailer::new(&url, DESK).unwrap();
        let letter = Letter {
            to: "Ана <ana@paper.example>".into(),
            subject: "Новый пароль".into(),
            text: "Здравствуйте!\n".into(),
        };
        mailer.send(&letter).await.unwrap();
        let mut files = std::fs::read_dir(folder.path().join("letters")).unwrap();
        let file = files.next().unwrap().unwrap().path();
        let text = std::fs::read_to_string(file).unwrap();
        for line in [
            "From: \"The Meridian\" <desk@paper.example>",
            "Subject: =?utf-8?b?",
            "Auto-Submitted: auto-generated",
            "Content-Type: text/plain; charset=utf-8",
            "Message-ID: <",
            "Date: ",
        ] {
            assert!(text.contains(line), "{line} is not in {text}");
        }
    }

    #[tokio::test]
    async fn a_server_that_is_not_there_is_a_matter_of_time() {
        let mailer = Mailer::new("smtp://127.0.0.1:1", DESK).unwrap();
        let letter = |to: &str| Letter { to: to.into(), subject: "x".into(), text: "x".into() };
        let error = mailer.send(&letter("ana@paper.example")).await.unwrap_err();
        assert!(!error.is_for_good(), "{error}");
        let error = mailer.send(&letter("nobody")).await.unwrap_err();
        assert!(error.is_for_good(), "{error}");
    }
}
