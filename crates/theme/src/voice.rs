//! How one page speaks: its catalogue, its locale, its zone. Filters and functions of templates ask it.

use std::sync::Arc;

use fluent_bundle::FluentArgs;
use fluent_bundle::FluentValue;
use jiff::tz::TimeZone;
use minijinja::value::{Kwargs, Object, Serde, Value, ValueKind};
use minijinja::{Environment, Error, ErrorKind, State};
use serde::Deserialize;
use story::coverage::when::When;
use story::{Language, Timestamp};

use crate::catalogue::Catalogue;
use crate::locale::when::Teller;
use crate::locale::{self, Locale};
use crate::text::escaped;

/// The name under which templates carry it.
pub(crate) const VOICE: &str = "voice";

/// How one page speaks.
pub(crate) struct Voice {
    pub(crate) language: Language,
    pub(crate) catalogue: Arc<Catalogue>,
    pub(crate) locale: Arc<Locale>,
    pub(crate) zone: TimeZone,
    /// The day of the paper, for times told as shortly as it allows.
    pub(crate) today: Option<Timestamp>,
}

impl std::fmt::Debug for Voice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Voice")
    }
}

impl Object for Voice {}

/// Gives templates everything that a voice can say.
pub(crate) fn teach(environment: &mut Environment<'_>) {
    environment.add_function("t", |state: &State<'_, '_>, key: &str, args: Kwargs| {
        let voice = voice(state)?;
        message(&voice, key, &args)
    });
    environment.add_filter("weekday", |state: &State<'_, '_>, at: &str| {
        timed(state, at, |voice, at| voice.locale.weekday(at, &voice.zone))
    });
    environment.add_filter("date", |state: &State<'_, '_>, at: &str| {
        timed(state, at, |voice, at| voice.locale.date(at, &voice.zone))
    });
    environment.add_filter("moment", |state: &State<'_, '_>, at: &str| {
        timed(state, at, |voice, at| voice.locale.moment(at, &voice.zone))
    });
    environment.add_filter("clock", |state: &State<'_, '_>, at: &str| {
        timed(state, at, |voice, at| voice.locale.clock(at, &voice.zone))
    });
    environment.add_filter("when", |state: &State<'_, '_>, at: &str| {
        timed(state, at, |voice, at| voice.locale.when(at, &voice.zone, voice.today))
    });
    environment.add_filter("datetime", |state: &State<'_, '_>, at: &str| {
        timed(state, at, |voice, at| locale::datetime(at, &voice.zone))
    });
    environment.add_filter("day", |state: &State<'_, '_>, at: &str| {
        timed(state, at, |voice, at| locale::day_of(at, &voice.zone))
    });
    environment.add_filter("zone", |state: &State<'_, '_>, at: &str| {
        timed(state, at, |voice, at| match voice.locale.zone(at, &voice.zone) {
            (Some(city), offset) => {
                let args = FluentArgs::from_iter([("city", city), ("offset", offset)]);
                voice.catalogue.message("city-and-offset", &args)
            }
            (None, offset) => offset,
        })
    });
    environment.add_filter("date_known", |state: &State<'_, '_>, when: Value| {
        let when = When::deserialize(when).map_err(|problem| {
            Error::new(
                ErrorKind::InvalidOperation,
                format!("this is no date of an event: {problem}"),
            )
        })?;
        let voice = voice(state)?;
        let teller =
            Teller { language: voice.language, catalogue: &voice.catalogue, locale: &voice.locale };
        Ok::<_, Error>(Value::from(Serde(teller.tell(&when))))
    });
    environment.add_filter("number", |state: &State<'_, '_>, number: i64| {
        Ok::<_, Error>(voice(state)?.locale.number(number))
    });
    environment.add_filter("digits", |state: &State<'_, '_>, number: i64| {
        Ok::<_, Error>(voice(state)?.locale.digits(number))
    });
    environment.add_filter("list", |state: &State<'_, '_>, items: &Value| list(state, items));
    environment.add_filter("credits", |state: &State<'_, '_>, byline: &Value, role: &str| {
        credits(&*voice(state)?, byline, role)
    });
    // HTML as source, to be shown and not to be done.
    environment.add_filter("source", |html: &Value| html.to_string());
    environment.add_filter("open_graph", |language: &str| {
        Language::parse(language).unwrap_or(Language::english()).row().open_graph
    });
    environment.add_filter("alphabetical", |state: &State<'_, '_>, items: &Value, key: &str| {
        alphabetical(&*voice(state)?, items, key)
    });
}

fn voice(state: &State<'_, '_>) -> Result<Arc<Voice>, Error> {
    state
        .lookup(VOICE)
        .and_then(|value| value.downcast_object::<Voice>())
        .ok_or_else(|| Error::new(ErrorKind::UndefinedError, "the page has lost its voice"))
}

fn timed(
    state: &State<'_, '_>,
    at: &str,
    say: impl FnOnce(&Voice, Timestamp) -> String,
) -> Result<String, Error> {
    let at: Timestamp = at.parse().map_err(|problem| {
        Error::new(ErrorKind::InvalidOperation, format!("“{at}” is not a moment: {problem}"))
    })?;
    Ok(say(&*voice(state)?, at))
}

/// Where HTML given to a message waits while the words around it are escaped; private use, so in no catalogue.
const HELD: char = '\u{F0000}';

/// A message. If one of its arguments is HTML, so is the message, and all else in it is escaped.
fn message(voice: &Voice, key: &str, kwargs: &Kwargs) -> Result<Value, Error> {
    let mut args = FluentArgs::new();
    let mut held: Vec<String> = Vec::new();
    for name in kwargs.args() {
        let value: Value = kwargs.get(name)?;
        let given = match value.kind() {
            ValueKind::Number => FluentValue::from(value.as_i64().unwrap_or_default()),
            _ if value.is_safe() => {
                let place =
                    u32::try_from(held.len()).ok().and_then(|n| char::from_u32(HELD as u32 + n));
                held.push(value.to_string());
                FluentValue::from(place.unwrap_or(HELD).to_string())
            }
            _ => FluentValue::from(value.to_string()),
        };
        args.set(name.to_owned(), given);
    }
    let text = voice.catalogue.message(key, &args);
    if held.is_empty() {
        return Ok(Value::from(text));
    }
    let mut html = escaped(&text);
    for (number, value) in held.iter().enumerate() {
        let place = u32::try_from(number).ok().and_then(|n| char::from_u32(HELD as u32 + n));
        html = html.replace(place.unwrap_or(HELD), value);
    }
    Ok(Value::from_safe_string(html))
}

/// Items joined as the language joins them; HTML if one of them is.
fn list(state: &State<'_, '_>, items: &Value) -> Result<Value, Error> {
    let voice = voice(state)?;
    let items: Vec<Value> = items.try_iter()?.collect();
    if !items.iter().any(Value::is_safe) {
        let items: Vec<String> = items.iter().map(Value::to_string).collect();
        return Ok(Value::from(voice.locale.list(&items)));
    }
    let items: Vec<String> = items
        .iter()
        .map(|item| if item.is_safe() { item.to_string() } else { escaped(&item.to_string()) })
        .collect();
    Ok(Value::from_safe_string(voice.locale.list(&items)))
}

/// The names of those who had this role, each with their page, joined as the language joins them; or nothing.
fn credits(voice: &Voice, byline: &Value, role: &str) -> Result<Value, Error> {
    let mut names = Vec::new();
    for credit in byline.try_iter()? {
        if credit.get_attr("role")?.as_str() != Some(role) {
            continue;
        }
        let name = credit.get_attr("name")?.to_string();
        let name = escaped(&name);
        let href = credit.get_attr("href")?;
        names.push(match href.as_str() {
            Some(href) => {
                format!("<a href=\"{}\" rel=\"author\"><bdi>{name}</bdi></a>", escaped(href))
            }
            None => format!("<b><bdi>{name}</bdi></b>"),
        });
    }
    Ok(if names.is_empty() {
        Value::from("")
    } else {
        Value::from_safe_string(voice.locale.list(&names))
    })
}

fn alphabetical(voice: &Voice, items: &Value, key: &str) -> Result<Value, Error> {
    let mut keyed: Vec<(String, Value)> = items
        .try_iter()?
        .map(|item| Ok((item.get_attr(key)?.to_string(), item)))
        .collect::<Result<_, Error>>()?;
    match voice.locale.collator() {
        Some(collator) => keyed.sort_by(|(one, _), (other, _)| collator.compare(one, other)),
        None => keyed.sort_by(|(one, _), (other, _)| one.cmp(other)),
    }
    Ok(keyed.into_iter().map(|(_, item)| item).collect())
}
