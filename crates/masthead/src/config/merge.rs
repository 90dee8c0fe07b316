//! What overrides what: the file, variables over it, flags over both; and what is wrong with them.

use std::collections::BTreeMap;
use std::path::Path;

use toml::de::{DeTable, DeValue};

use super::given::Given;
use super::{BadConfig, Config, FILE, Fault, KEYS, Key, Mail, Oidc, Origin, Purge, Tls};

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
