//! A value as it was given, in TOML or as the text of a variable or flag.

use std::net::SocketAddr;
use std::ops::RangeInclusive;
use std::path::PathBuf;

use toml::de::DeValue;

/// A value as it was given.
#[derive(Clone, Copy, Debug)]
pub(super) enum Given<'a> {
    /// In the file.
    Toml(&'a DeValue<'a>),
    /// In a variable or behind a flag.
    Text(&'a str),
}

impl Given<'_> {
    /// A text that says something.
    pub(super) fn text(&self) -> Result<String, String> {
        let text = match self {
            Given::Text(text) => text,
            Given::Toml(DeValue::String(text)) => text.as_ref(),
            Given::Toml(other) => {
                return Err(format!("{} stands here; write a text in quotes.", kind(other)));
            }
        };
        if text.trim().is_empty() {
            return Err("it is empty; write a value, or take the line out.".to_owned());
        }
        Ok(text.to_owned())
    }

    /// A text, or nothing if it is empty.
    pub(super) fn text_or_nothing(&self) -> Result<Option<String>, String> {
        match self {
            Given::Text("") => Ok(None),
            Given::Toml(DeValue::String(text)) if text.is_empty() => Ok(None),
            _ => self.text().map(Some),
        }
    }

    /// The path of a file, or nothing if it is empty.
    pub(super) fn file_or_nothing(&self) -> Result<Option<PathBuf>, String> {
        Ok(self.text_or_nothing()?.map(PathBuf::from))
    }

    /// Names of hosts, as the domain name system writes them.
    pub(super) fn hosts(&self) -> Result<Vec<String>, String> {
        self.texts()?.iter().map(|text| host(text)).collect()
    }

    /// A whole number within limits.
    pub(super) fn whole(&self, limits: RangeInclusive<u64>) -> Result<u64, String> {
        let (text, radix) = match self {
            Given::Text(text) => (text.trim().to_owned(), 10),
            Given::Toml(DeValue::Integer(number)) => (number.as_str().to_owned(), number.radix()),
            Given::Toml(other) => {
                return Err(format!("{} stands here; write a whole number.", kind(other)));
            }
        };
        match u64::from_str_radix(&text, radix) {
            Ok(number) if limits.contains(&number) => Ok(number),
            _ => Err(format!(
                "“{text}” is not a whole number between {} and {}.",
                limits.start(),
                limits.end()
            )),
        }
    }

    /// Yes or no.
    pub(super) fn truth(&self) -> Result<bool, String> {
        match self {
            Given::Toml(DeValue::Boolean(truth)) => Ok(*truth),
            Given::Toml(other) => Err(format!("{} stands here; write true or false.", kind(other))),
            Given::Text(text) => match text.trim() {
                "true" | "1" | "yes" | "on" => Ok(true),
                "false" | "0" | "no" | "off" => Ok(false),
                other => Err(format!("“{other}” is neither true nor false.")),
            },
        }
    }

    /// Several texts: a list in TOML, commas elsewhere. One text alone is a list of one.
    pub(super) fn texts(&self) -> Result<Vec<String>, String> {
        match self {
            Given::Text(text) => Ok(text
                .split(',')
                .map(str::trim)
                .filter(|part| !part.is_empty())
                .map(str::to_owned)
                .collect()),
            Given::Toml(DeValue::Array(values)) => {
                values.iter().map(|value| Given::Toml(value.get_ref()).text()).collect()
            }
            Given::Toml(_) => self.text().map(|text| vec![text]),
        }
    }

    /// Addresses with ports.
    pub(super) fn addresses(&self) -> Result<Vec<SocketAddr>, String> {
        self.texts()?.iter().map(|text| address(text)).collect()
    }

    /// One of these words.
    pub(super) fn word<T: Copy>(&self, words: &[(&str, T)]) -> Result<T, String> {
        let text = self.text()?;
        words.iter().find(|(word, _)| *word == text).map(|(_, meaning)| *meaning).ok_or_else(|| {
            let words: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            format!("“{text}” is none of {}.", words.join(", "))
        })
    }

    /// A web address without a slash at the end.
    pub(super) fn web_address(&self) -> Result<String, String> {
        let text = self.text()?;
        let plain = text.trim().trim_end_matches('/');
        let url: http::Uri = plain.parse().map_err(|_| not_a_web_address(&text))?;
        let scheme_fits = matches!(url.scheme_str(), Some("http" | "https"));
        match url.authority() {
            Some(authority) if scheme_fits && !authority.as_str().contains('@') => {}
            _ => return Err(not_a_web_address(&text)),
        }
        if url.path_and_query().is_some_and(|rest| rest.as_str() != "/") {
            return Err(format!(
                "“{text}” has a path; a paper stands at the root of its host, such as https://paper.example."
            ));
        }
        Ok(plain.to_owned())
    }
}

/// An address such as `127.0.0.1:8000`, `[::1]:8000`, or `:8000` for every network of the machine.
fn address(text: &str) -> Result<SocketAddr, String> {
    let full = match text.strip_prefix(':') {
        Some(port) => format!("[::]:{port}"),
        None => text.replacen("localhost:", "127.0.0.1:", 1),
    };
    full.parse().map_err(|_| {
        format!("“{text}” is not an address with a port, such as 127.0.0.1:8000 or [::]:80.")
    })
}

/// A host that anybody may prove over HTTP to be theirs.
fn host(text: &str) -> Result<String, String> {
    match url::Host::parse(text) {
        Ok(url::Host::Domain(name)) if name.contains('*') => Err(format!(
            "“{text}” stands for many hosts, which cannot be proven over HTTP; name each one."
        )),
        Ok(url::Host::Domain(name)) if name.contains('.') => Ok(name),
        _ => Err(format!("“{text}” is not a public host, such as paper.example.")),
    }
}

fn not_a_web_address(text: &str) -> String {
    format!("“{text}” is not a web address, such as https://paper.example.")
}

fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a section",
    }
}
