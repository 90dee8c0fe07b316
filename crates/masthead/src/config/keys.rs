//! Every key: its name, what it is for, and how it is set and shown. A new one is a row here and a field above.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use instant_acme::LetsEncrypt;
use server::Network;
use server::access_log::{Addresses, Destination, Format};

use super::given::Given;
use super::{Config, LogFormat, Purge, Secret};

/// A key of the configuration.
#[derive(Debug)]
pub struct Key {
    /// Its section and name: `site.url`.
    pub name: &'static str,
    /// What it is for, in lines for a comment.
    pub doc: &'static str,
    pub(super) set: fn(&mut Config, &Given<'_>) -> Result<(), String>,
    pub(super) show: fn(&Config) -> String,
}

impl Key {
    /// The variable that sets it: `MASTHEAD_SITE_URL`.
    pub fn variable(&self) -> String {
        format!("MASTHEAD_{}", self.name.replace('.', "_").to_uppercase())
    }

    /// The section that it stands in.
    pub fn section(&self) -> &'static str {
        self.name.split_once('.').map_or("", |(section, _)| section)
    }

    /// Its name inside the section.
    pub fn leaf(&self) -> &'static str {
        self.name.split_once('.').map_or(self.name, |(_, leaf)| leaf)
    }
}

/// All keys, those of one section together.
pub const KEYS: &[Key] = &[
    Key {
        name: "site.url",
        doc: "The address under which readers know the paper; canonical links and feeds use it. Without it, the\nfirst address that the server listens at.",
        set: |config, given| given.web_address().map(|url| config.site.url = url),
        show: |config| text(&config.site.url),
    },
    Key {
        name: "server.listen",
        doc: "Where the server listens: one address with a port, or several in a list. Behind nginx or\nanother proxy keep 127.0.0.1; \"[::]:80\" listens on every network of the machine.",
        set: |config, given| {
            let addresses = given.addresses()?;
            if addresses.is_empty() {
                return Err(
                    "it is empty; write an address with a port, such as 127.0.0.1:8000.".to_owned()
                );
            }
            config.server.listen = addresses;
            Ok(())
        },
        show: |config| addresses(&config.server.listen),
    },
    Key {
        name: "server.max_connections",
        doc: "How many connections are held at once; further ones wait. Half of them may listen to live coverage.",
        set: |config, given| {
            given.whole(1..=1_000_000).map(|most| config.server.max_connections = small(most))
        },
        show: |config| config.server.max_connections.to_string(),
    },
    Key {
        name: "server.header_seconds",
        doc: "How long a client may take to send the head of a request.",
        set: |config, given| seconds(given, 300).map(|time| config.server.header_timeout = time),
        show: |config| config.server.header_timeout.as_secs().to_string(),
    },
    Key {
        name: "server.request_seconds",
        doc: "How long an answer may take before the client gets an error instead.",
        set: |config, given| seconds(given, 3600).map(|time| config.server.request_timeout = time),
        show: |config| config.server.request_timeout.as_secs().to_string(),
    },
    Key {
        name: "server.max_body_mib",
        doc: "The biggest request body in MiB; uploads of pictures must fit.",
        set: |config, given| {
            given.whole(1..=4096).map(|mib| config.server.max_body = small(mib << 20))
        },
        show: |config| (config.server.max_body >> 20).to_string(),
    },
    Key {
        name: "server.stop_seconds",
        doc: "How long requests that run may take to finish after the server was asked to stop.",
        set: |config, given| seconds(given, 3600).map(|time| config.server.stop_timeout = time),
        show: |config| config.server.stop_timeout.as_secs().to_string(),
    },
    Key {
        name: "server.max_connections_per_address",
        doc: "How many connections one address may have at once; this machine and trusted proxies may have all.",
        set: |config, given| {
            given.whole(1..=1_000_000).map(|most| config.server.max_per_address = small(most))
        },
        show: |config| config.server.max_per_address.to_string(),
    },
    Key {
        name: "server.idle_seconds",
        doc: "How long a connection may wait for its next request.",
        set: |config, given| seconds(given, 3600).map(|time| config.server.idle = time),
        show: |config| config.server.idle.as_secs().to_string(),
    },
    Key {
        name: "server.trusted_proxies",
        doc: "Addresses or ranges of the proxies in front, such as [\"127.0.0.1\", \"10.0.0.0/8\"]: they are\nbelieved when they say in X-Forwarded-For who asks. Strangers never are.",
        set: |config, given| {
            let networks = given.texts()?.into_iter().map(|text| text.parse::<Network>());
            let networks = networks.collect::<Result<_, _>>().map_err(|bad| format!("{bad}."))?;
            config.server.trusted_proxies = networks;
            Ok(())
        },
        show: |config| {
            let networks = config.server.trusted_proxies.iter().map(|it| text(&it.to_string()));
            format!("[{}]", networks.collect::<Vec<_>>().join(", "))
        },
    },
    Key {
        name: "tls.listen",
        doc: "Where the server listens for HTTPS, such as \"[::]:443\". The addresses of server.listen, such as\n\"[::]:80\", then only lead there and answer the ACME server.",
        set: |config, given| given.addresses().map(|addresses| config.tls.listen = addresses),
        show: |config| addresses(&config.tls.listen),
    },
    Key {
        name: "tls.acme",
        doc: "Who gives the certificate: \"letsencrypt\", \"letsencrypt-staging\" to try it out, or the address of\nanother ACME server's directory. It is ordered and renewed without you; setting this agrees to the\nserver's terms. Empty if the certificate comes in files.",
        set: |config, given| {
            config.tls.acme = match given.text_or_nothing()?.as_deref() {
                None => None,
                Some("letsencrypt") => Some(LetsEncrypt::Production.url().to_owned()),
                Some("letsencrypt-staging") => Some(LetsEncrypt::Staging.url().to_owned()),
                Some(url) if url.starts_with("https://") => Some(url.to_owned()),
                Some(other) => {
                    return Err(format!(
                        "“{other}” is neither letsencrypt nor the https:// address of an ACME directory."
                    ));
                }
            };
            Ok(())
        },
        show: |config| text(config.tls.acme.as_deref().unwrap_or_default()),
    },
    Key {
        name: "tls.domains",
        doc: "The hosts that the certificate is for: [\"paper.example\", \"www.paper.example\"]. Each must lead to\nthis server, at port 80.",
        set: |config, given| given.hosts().map(|hosts| config.tls.domains = hosts),
        show: |config| {
            let hosts: Vec<String> = config.tls.domains.iter().map(|host| text(host)).collect();
            format!("[{}]", hosts.join(", "))
        },
    },
    Key {
        name: "tls.acme_mail",
        doc: "Where the ACME server may write to when something is wrong with a certificate. Empty for nowhere.",
        set: |config, given| {
            given.text_or_nothing().map(|mail| config.tls.acme_mail = mail.unwrap_or_default())
        },
        show: |config| text(&config.tls.acme_mail),
    },
    Key {
        name: "tls.acme_roots",
        doc: "The root certificate, in PEM, of an ACME server of your own. Empty for those that this machine\ntrusts anyway.",
        set: |config, given| given.file_or_nothing().map(|file| config.tls.acme_roots = file),
        show: |config| file(config.tls.acme_roots.as_deref()),
    },
    Key {
        name: "tls.certificate",
        doc: "A certificate of your own: a file in PEM with the whole chain, the paper's first. It is read again\nwhen it changes, and on SIGHUP.",
        set: |config, given| given.file_or_nothing().map(|file| config.tls.certificate = file),
        show: |config| file(config.tls.certificate.as_deref()),
    },
    Key {
        name: "tls.key",
        doc: "Its private key, in PEM. Nobody but this program's user should be able to read it.",
        set: |config, given| given.file_or_nothing().map(|file| config.tls.key = file),
        show: |config| file(config.tls.key.as_deref()),
    },
    Key {
        name: "tls.hsts_days",
        doc: "For how many days browsers remember to come by HTTPS only (HSTS). Until then a paper without a\ngood certificate is out of their reach, so begin with few, and go to 365 when all is well. 0 makes\nthem forget it.",
        set: |config, given| {
            let days = given.whole(0..=3650)?;
            config.tls.hsts_days = u32::try_from(days).unwrap_or_default();
            Ok(())
        },
        show: |config| config.tls.hsts_days.to_string(),
    },
    Key {
        name: "pages.memory_mib",
        doc: "How many MiB of pages are kept ready. 0 makes every page anew for every reader.",
        set: |config, given| given.whole(0..=65_536).map(|mib| config.pages.bytes = mib << 20),
        show: |config| (config.pages.bytes >> 20).to_string(),
    },
    Key {
        name: "pages.unconfirmed_seconds",
        doc: "Of several servers on one database one may be cut off from it. After so many seconds without\nword from the database it hands out no page that may have been withdrawn meanwhile. 0 means that\nreaders go on getting what there was: right for a paper on one server.",
        set: |config, given| {
            let seconds = given.whole(0..=86_400)?;
            config.pages.unconfirmed = (seconds > 0).then(|| Duration::from_secs(seconds));
            Ok(())
        },
        show: |config| config.pages.unconfirmed.map_or(0, |time| time.as_secs()).to_string(),
    },
    Key {
        name: "pages.for_cdn",
        doc: "Whether answers say what is on a page (Surrogate-Key, Cache-Tag) and how long a CDN may keep it.\nOnly with a CDN in front that is told what changed, or readers see yesterday's paper.",
        set: |config, given| given.truth().map(|truth| config.pages.for_cdn = truth),
        show: |config| config.pages.for_cdn.to_string(),
    },
    Key {
        name: "cdn.purge",
        doc: "How the CDN in front is told what changed: \"fastly\", \"cloudflare\" or \"varnish\"; empty for nobody.\nIt needs pages.for_cdn.",
        set: |config, given| {
            config.cdn.purge = match given.text_or_nothing()? {
                None => None,
                Some(_) => Some(given.word(PURGES)?),
            };
            Ok(())
        },
        show: |config| text(config.cdn.purge.map_or("", |purge| word(PURGES, purge))),
    },
    Key {
        name: "cdn.url",
        doc: "Where it is told: \"https://api.fastly.com/service/ID\",\n\"https://api.cloudflare.com/client/v4/zones/ID\", or Varnish itself: \"http://127.0.0.1:6081\".",
        set: |config, given| {
            let given = given.text_or_nothing()?.unwrap_or_default();
            let url = given.trim().trim_end_matches('/');
            let is_one = url::Url::parse(url)
                .is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
            if !url.is_empty() && !is_one {
                return Err(format!(
                    "“{url}” is not a web address, such as https://api.fastly.com/service/ID."
                ));
            }
            config.cdn.url = url.to_owned();
            Ok(())
        },
        show: |config| text(&config.cdn.url),
    },
    Key {
        name: "cdn.token",
        doc: "The token that the CDN gave for it. Better set by its variable than written here.",
        set: |config, given| {
            let token = given.text_or_nothing()?.unwrap_or_default().trim().to_owned();
            if http::HeaderValue::from_str(&token).is_err() {
                return Err("it has letters that no token has.".to_owned());
            }
            config.cdn.token = Secret(token);
            Ok(())
        },
        show: |config| text(if config.cdn.token.0.is_empty() { "" } else { "…" }),
    },
    Key {
        name: "cdn.soft",
        doc: "Whether the CDN may show a changed page once more while it fetches the new one, where it knows\nhow to (Fastly, Varnish). A withdrawn article is never shown once more.",
        set: |config, given| given.truth().map(|soft| config.cdn.soft = soft),
        show: |config| config.cdn.soft.to_string(),
    },
    Key {
        name: "desk.listen",
        doc: "Addresses of its own for the newsroom's desk, such as \"10.0.0.5:8001\". With none the desk\nis at /desk on the addresses above.",
        set: |config, given| given.addresses().map(|addresses| config.desk.listen = addresses),
        show: |config| addresses(&config.desk.listen),
    },
    Key {
        name: "desk.url",
        doc: "How browsers reach the desk at its own addresses: \"https://desk.paper.example\".",
        set: |config, given| match given {
            Given::Toml(toml::de::DeValue::String(text)) if text.is_empty() => {
                config.desk.url = String::new();
                Ok(())
            }
            _ => given.web_address().map(|url| config.desk.url = url),
        },
        show: |config| text(&config.desk.url),
    },
    Key {
        name: "desk.files",
        doc: "A folder with the desk's screens, instead of those inside the program: for whoever works on them.",
        set: |config, given| {
            given.text_or_nothing().map(|path| config.desk.files = path.unwrap_or_default().into())
        },
        show: |config| text(&config.desk.files.display().to_string()),
    },
    Key {
        name: "desk.key_file",
        doc: "The key that the secrets of one-time codes are sealed with, so that a stolen database does not give\nthem away. It is made when it is missing. Keep a copy apart from those of the database, and give\nseveral servers the same. Empty keeps it in the database.",
        set: |config, given| {
            given
                .text_or_nothing()
                .map(|path| config.desk.key_file = path.unwrap_or_default().into())
        },
        show: |config| text(&config.desk.key_file.display().to_string()),
    },
    Key {
        name: "record.key_file",
        doc: "The key that signs the public record, so that readers can tell what the paper published. It is made\nwhen it is missing, and only its owner may read it. Keep a copy apart from those of the database, and\ngive several servers the same. Empty, and this server signs nothing.",
        set: |config, given| {
            given
                .text_or_nothing()
                .map(|path| config.record.key_file = path.unwrap_or_default().into())
        },
        show: |config| text(&config.record.key_file.display().to_string()),
    },
    Key {
        name: "mail.url",
        doc: "How letters leave the house: \"smtp://user:password@mail.paper.example:587\" (with STARTTLS),\n\"smtps://user:password@mail.paper.example\", or a folder to try it out: \"file:letters\". Empty for not\nat all. Better set by its variable than written here.",
        set: |config, given| {
            config.mail.url =
                Secret(given.text_or_nothing()?.unwrap_or_default().trim().to_owned());
            Ok(())
        },
        show: |config| {
            let url = &config.mail.url.0;
            match (url.split_once("://"), url.rsplit_once('@')) {
                (Some((scheme, _)), Some((_, host))) => text(&format!("{scheme}://…@{host}")),
                _ => text(url),
            }
        },
    },
    Key {
        name: "mail.from",
        doc: "In whose name: \"The Gazette <desk@gazette.example>\".",
        set: |config, given| {
            config.mail.from = given.text_or_nothing()?.unwrap_or_default();
            Ok(())
        },
        show: |config| text(&config.mail.from),
    },
    Key {
        name: "oidc.issuer",
        doc: "An identity provider of the house (OpenID Connect) that also signs people in, as it spells itself:\n\"https://login.paper.example\". Empty for none.",
        set: |config, given| {
            let issuer = given.text_or_nothing()?.unwrap_or_default().trim().to_owned();
            let is_one = url::Url::parse(&issuer).is_ok_and(|url| {
                let here = matches!(url.host_str(), Some("127.0.0.1" | "localhost" | "[::1]"));
                url.scheme() == "https" && url.has_host() || url.scheme() == "http" && here
            });
            if !issuer.is_empty() && !is_one {
                return Err(format!(
                    "“{issuer}” is not the https:// address of an identity provider."
                ));
            }
            config.oidc.issuer = issuer;
            Ok(())
        },
        show: |config| text(&config.oidc.issuer),
    },
    Key {
        name: "oidc.client",
        doc: "The name by which it knows this paper (client_id). Let it send people back to\n/desk/api/oidc/callback.",
        set: |config, given| {
            config.oidc.client = given.text_or_nothing()?.unwrap_or_default();
            Ok(())
        },
        show: |config| text(&config.oidc.client),
    },
    Key {
        name: "oidc.secret",
        doc: "The password that goes with it. Better set by its variable than written here.",
        set: |config, given| {
            config.oidc.secret = Secret(given.text_or_nothing()?.unwrap_or_default());
            Ok(())
        },
        show: |config| text(if config.oidc.secret.0.is_empty() { "" } else { "…" }),
    },
    Key {
        name: "oidc.name",
        doc: "What the button to it says. Without it, the provider's host.",
        set: |config, given| {
            config.oidc.name = given.text_or_nothing()?.unwrap_or_default();
            Ok(())
        },
        show: |config| text(&config.oidc.name),
    },
    Key {
        name: "database.url",
        doc: "An SQLite file, counted from this folder, or a PostgreSQL server:\n\"postgres://user:password@host/database\".",
        set: |config, given| {
            let url = given.text()?;
            match url.split_once("://") {
                Some(("postgres" | "postgresql", _)) => config.database.url = url,
                Some(("sqlite", path)) if !path.is_empty() => config.database.url = path.to_owned(),
                Some((scheme, _)) => {
                    return Err(format!(
                        "Masthead does not speak to “{scheme}://” databases; write the path of an SQLite file, or postgres://user:password@host/database."
                    ));
                }
                None => config.database.url = url,
            }
            Ok(())
        },
        show: |config| text(&config.database.shown()),
    },
    Key {
        name: "media.folder",
        doc: "Where pictures and other files are kept.",
        set: |config, given| given.text().map(|folder| config.media.folder = PathBuf::from(folder)),
        show: |config| text(&config.media.folder.to_string_lossy()),
    },
    Key {
        name: "media.store",
        doc: "S3-compatible storage for them instead of the folder: \"s3://bucket\" or \"s3://bucket/prefix\". Empty\nkeeps them in the folder.",
        set: |config, given| {
            let store = given.text_or_nothing()?.unwrap_or_default();
            let bucket = store.strip_prefix("s3://").unwrap_or_default();
            if !store.is_empty() && bucket.split('/').next().is_none_or(str::is_empty) {
                return Err("it is no storage; write s3://bucket or s3://bucket/prefix.".to_owned());
            }
            config.media.store = store;
            Ok(())
        },
        show: |config| text(&config.media.store),
    },
    Key {
        name: "media.s3_endpoint",
        doc: "The address of a storage that is not Amazon's, such as \"https://s3.example\".",
        set: |config, given| {
            let endpoint = given.text_or_nothing()?.unwrap_or_default();
            let web = endpoint.starts_with("https://") || endpoint.starts_with("http://");
            if !endpoint.is_empty() && !web {
                return Err("it is no web address; write https:// before the host.".to_owned());
            }
            config.media.s3_endpoint = endpoint;
            Ok(())
        },
        show: |config| text(&config.media.s3_endpoint),
    },
    Key {
        name: "media.s3_region",
        doc: "The region of the storage. Empty takes AWS_REGION, or us-east-1.",
        set: |config, given| {
            config.media.s3_region = given.text_or_nothing()?.unwrap_or_default();
            Ok(())
        },
        show: |config| text(&config.media.s3_region),
    },
    Key {
        name: "media.s3_key_id",
        doc: "The id of the key to the storage. Empty takes AWS_ACCESS_KEY_ID, or what the machine was given.",
        set: |config, given| {
            config.media.s3_key_id = given.text_or_nothing()?.unwrap_or_default();
            Ok(())
        },
        show: |config| text(&config.media.s3_key_id),
    },
    Key {
        name: "media.s3_key",
        doc: "The key itself. Better set by its variable than written here. Empty takes AWS_SECRET_ACCESS_KEY.",
        set: |config, given| {
            config.media.s3_key = Secret(given.text_or_nothing()?.unwrap_or_default());
            Ok(())
        },
        // What a secret is, nobody who prints the settings wants to know.
        show: |config| text(if config.media.s3_key.0.is_empty() { "" } else { "…" }),
    },
    Key {
        name: "media.max_mib",
        doc: "The biggest file in MiB.",
        set: |config, given| given.whole(1..=4096).map(|mib| config.media.max_bytes = mib << 20),
        show: |config| (config.media.max_bytes >> 20).to_string(),
    },
    Key {
        name: "media.max_megapixels",
        doc: "The biggest picture in millions of pixels.",
        set: |config, given| {
            given.whole(1..=1000).map(|most| config.media.max_pixels = most * 1_000_000)
        },
        show: |config| (config.media.max_pixels / 1_000_000).to_string(),
    },
    Key {
        name: "search.folder",
        doc: "Where this node's search index is kept; an empty text means no search. It can be deleted while the\nserver is stopped: it is made of the articles.",
        set: |config, given| {
            config.search.folder = PathBuf::from(given.text_or_nothing()?.unwrap_or_default());
            Ok(())
        },
        show: |config| text(&config.search.folder.to_string_lossy()),
    },
    Key {
        name: "audience.countries",
        doc: "A file that tells in which country an address is, in MaxMind's format (.mmdb): readers are then counted\nby country too, by the day and the section. A newer file in its place is read within the hour. Empty\ncounts nobody by country.",
        set: |config, given| {
            config.audience.countries = PathBuf::from(given.text_or_nothing()?.unwrap_or_default());
            Ok(())
        },
        show: |config| text(&config.audience.countries.to_string_lossy()),
    },
    Key {
        name: "theme.name",
        doc: "What the paper looks like. `masthead theme check NAME` tries a theme.",
        set: |config, given| given.text().map(|name| config.theme.name = name),
        show: |config| text(&config.theme.name),
    },
    Key {
        name: "theme.themes",
        doc: "The folder that holds themes by name, besides the one that is built in. It need not exist.",
        set: |config, given| given.text().map(|folder| config.theme.themes = PathBuf::from(folder)),
        show: |config| text(&config.theme.themes.to_string_lossy()),
    },
    Key {
        name: "theme.folder",
        doc: "A folder of your own: a template, style or message file in it wins over the theme's. It need\nnot exist.",
        set: |config, given| given.text().map(|folder| config.theme.folder = PathBuf::from(folder)),
        show: |config| text(&config.theme.folder.to_string_lossy()),
    },
    Key {
        name: "theme.reload",
        doc: "Whether changed templates, styles and messages are read again without a restart. For those who\nwork on a theme; it costs a little on every page.",
        set: |config, given| given.truth().map(|reload| config.theme.reload = reload),
        show: |config| config.theme.reload.to_string(),
    },
    Key {
        name: "worker.run",
        doc: "Whether this process also does what is due: scheduled publishing, and what follows a change.\nOf several servers on one database at least one must.",
        set: |config, given| given.truth().map(|run| config.worker.run = run),
        show: |config| config.worker.run.to_string(),
    },
    Key {
        name: "metrics.listen",
        doc: "Addresses of its own for those who run the paper, such as \"127.0.0.1:9100\": /metrics for\nPrometheus, /healthz, /readyz, and what `masthead top` shows. Never open to strangers.",
        set: |config, given| given.addresses().map(|addresses| config.metrics.listen = addresses),
        show: |config| addresses(&config.metrics.listen),
    },
    Key {
        name: "log.format",
        doc: "\"text\" for people or \"json\" for machines.",
        set: |config, given| {
            given
                .word(&[("text", LogFormat::Text), ("json", LogFormat::Json)])
                .map(|format| config.log.format = format)
        },
        show: |config| {
            text(match config.log.format {
                LogFormat::Text => "text",
                LogFormat::Json => "json",
            })
        },
    },
    Key {
        name: "log.level",
        doc: "How much is logged: error, warn, info, debug or trace, also for a part alone: \"site=debug,info\".",
        set: |config, given| {
            let level = given.text()?;
            match tracing_subscriber::EnvFilter::builder().parse(&level) {
                Ok(_) => config.log.level = level,
                Err(_) => {
                    return Err(format!(
                        "“{level}” is not a level such as info, nor a list such as site=debug,info."
                    ));
                }
            }
            Ok(())
        },
        show: |config| text(&config.log.level),
    },
    Key {
        name: "log.access",
        doc: "A line for every answer: a file, counted from this folder, or \"-\" for standard output; empty for\nnone. SIGHUP opens the file anew, for logrotate.",
        set: |config, given| {
            config.log.access = given.text_or_nothing()?.map(|text| match text.as_str() {
                "-" => Destination::Stdout,
                path => Destination::File(PathBuf::from(path)),
            });
            Ok(())
        },
        show: |config| match &config.log.access {
            None => text(""),
            Some(Destination::Stdout) => text("-"),
            Some(Destination::File(path)) => text(&path.to_string_lossy()),
        },
    },
    Key {
        name: "log.access_format",
        doc: "\"json\", or \"combined\" as Apache and nginx write it, without referrer and browser.",
        set: |config, given| given.word(FORMATS).map(|format| config.log.access_format = format),
        show: |config| text(word(FORMATS, config.log.access_format)),
    },
    Key {
        name: "log.addresses",
        doc: "How much of a reader's address such a line has: \"none\", \"network\" (the first 24 bits of IPv4, 48 of\nIPv6) or \"full\". What is not written nobody can take away.",
        set: |config, given| given.word(ADDRESSES).map(|how| config.log.addresses = how),
        show: |config| text(word(ADDRESSES, config.log.addresses)),
    },
];

const PURGES: &[(&str, Purge)] =
    &[("fastly", Purge::Fastly), ("cloudflare", Purge::Cloudflare), ("varnish", Purge::Varnish)];

const FORMATS: &[(&str, Format)] = &[("json", Format::Json), ("combined", Format::Combined)];

const ADDRESSES: &[(&str, Addresses)] =
    &[("none", Addresses::None), ("network", Addresses::Network), ("full", Addresses::Full)];

/// The word for a meaning.
fn word<T: PartialEq + Copy>(words: &[(&'static str, T)], meaning: T) -> &'static str {
    words.iter().find(|(_, one)| *one == meaning).map_or("", |(word, _)| word)
}

fn seconds(given: &Given<'_>, most: u64) -> Result<Duration, String> {
    given.whole(1..=most).map(Duration::from_secs)
}

fn small(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

fn text(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

fn file(path: Option<&Path>) -> String {
    text(&path.map(Path::to_string_lossy).unwrap_or_default())
}

fn addresses(addresses: &[SocketAddr]) -> String {
    let addresses: Vec<String> =
        addresses.iter().map(|address| text(&address.to_string())).collect();
    format!("[{}]", addresses.join(", "))
}
