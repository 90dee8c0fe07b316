//! A theme, loaded: pages in, HTML out.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::{Duration, Instant};

use fluent_bundle::{FluentArgs, FluentResource};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment, Output, State, UndefinedBehavior};
use story::campaign::Slot;
use story::edition::Digits;
use story::{Kind, Language};

use crate::asset::{self, Asset};
use crate::catalogue::Catalogue;
use crate::embedded::HOUSE_THEME;
use crate::layers::{Layers, Stamp};
use crate::locale::{Locale, NoLocaleData};
use crate::manifest::BadManifest;
use crate::page::{ArticleText, Chrome, Page};
use crate::text::{self, Claims, Links};
use crate::voice::{self, VOICE, Voice};

/// How many steps a template may take: over fifty times what the longest sample page needs, and far under a second.
const FUEL: u64 = 1_000_000;

/// How often a theme in development looks for changed files.
const LOOK_EVERY: Duration = Duration::from_millis(200);

/// Which theme, and from where.
#[derive(Clone, Debug)]
pub struct Config {
    /// The theme's name. Default: `broadsheet`.
    pub name: String,
    /// The folder that holds themes by name. Default: none, only the house theme is there.
    pub themes: Option<PathBuf>,
    /// Folders whose `templates/`, `static/` and `locales/` go before the theme's, file by file, the first one first.
    pub overrides: Vec<PathBuf>,
    /// Development: files are read again once they change. Default: no.
    pub reload: bool,
    /// A template that asks for what is not there fails instead of printing nothing. Default: no.
    pub strict: bool,
}

impl Default for Config {
    fn default() -> Config {
        Config {
            name: HOUSE_THEME.to_owned(),
            themes: None,
            overrides: Vec::new(),
            reload: false,
            strict: false,
        }
    }
}

impl Config {
    /// The house theme, strict about its own mistakes.
    pub fn for_testing() -> Config {
        Config { strict: true, ..Config::default() }
    }
}

/// A theme that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// It is not there, or its `theme.toml` is not right.
    #[error(transparent)]
    Manifest(#[from] BadManifest),
    /// A template that is not one.
    #[error("The template {path} has a mistake{}: {problem}. Mend it, or remove it to use the theme's own.", in_line(*.line))]
    Template {
        /// Which one.
        path: String,
        /// In which line.
        line: Option<usize>,
        /// What is wrong.
        problem: String,
    },
    /// A catalogue that is not one.
    #[error(
        "The catalogue {path} has a mistake: {problem}. Mend it; masthead theme check shows all of them."
    )]
    Catalogue {
        /// Which one.
        path: String,
        /// What is wrong.
        problem: String,
    },
    /// A file that is not text where text is needed.
    #[error("{path} is not text in UTF-8; save it as such.")]
    NotText {
        /// Which one.
        path: String,
    },
    /// A file that would end the element that it is written into.
    #[error("{path} is written into pages and must not hold “</style” or “</script”.")]
    EndsElement {
        /// Which one.
        path: String,
    },
    /// A language without locale data.
    #[error(transparent)]
    Locale(#[from] NoLocaleData),
}

fn in_line(line: Option<usize>) -> String {
    line.map(|line| format!(" in line {line}")).unwrap_or_default()
}

/// A page that could not be rendered.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// A template failed.
    #[error(
        "The template {template} failed: {problem}. Mend it, or remove it to use the theme's own."
    )]
    Template {
        /// Which one was asked for.
        template: String,
        /// What went wrong, with the place.
        problem: String,
    },
    /// A language without locale data.
    #[error(transparent)]
    Locale(#[from] NoLocaleData),
}

/// What pages carry inside themselves, for a strict Content-Security-Policy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Csp {
    /// Sources for `style-src`: `'sha256-…'`.
    pub style: Vec<String>,
    /// Sources for `script-src`, besides `'self'`.
    pub script: Vec<String>,
}

impl Csp {
    /// The whole policy: everything from this site, nothing else inline, nothing from others.
    pub fn policy(&self) -> String {
        let script = self.script.join(" ");
        // A value that is missing would read as “any”; the keyword says “none”.
        let style = if self.style.is_empty() { "'none'".to_owned() } else { self.style.join(" ") };
        format!(
            "default-src 'none'; script-src 'self' {script}; style-src {style}; img-src 'self'; font-src 'self'; \
             connect-src 'self'; manifest-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        )
    }
}

/// A theme, ready to render pages. It is meant to be shared.
pub struct Theme {
    config: Config,
    loaded: RwLock<Arc<Loaded>>,
    seen: Mutex<Seen>,
}

impl std::fmt::Debug for Theme {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Theme").field("config", &self.config).finish_non_exhaustive()
    }
}

struct Seen {
    at: Instant,
    stamp: Stamp,
}

/// Everything that was read at one moment.
struct Loaded {
    layers: Layers,
    environment: Environment<'static>,
    catalogues: HashMap<(&'static str, bool), Arc<Catalogue>>,
    missed: Arc<Mutex<BTreeSet<String>>>,
    statics: Arc<Statics>,
    csp: Csp,
    slots: Vec<Slot>,
}

/// Static files by name, with the name of each under which it may be kept for ever.
#[derive(Default)]
struct Statics {
    files: HashMap<String, Asset>,
    /// What templates may write into pages, ready to be written.
    words: HashMap<String, Value>,
    kept: HashMap<String, String>,
}

impl Theme {
    /// Reads a theme whole: a mistake in any template or catalogue is found now and not by a reader.
    pub fn load(config: Config) -> Result<Theme, LoadError> {
        let loaded = Loaded::read(&config)?;
        let stamp = if config.reload { loaded.layers.stamp() } else { Stamp::new() };
        Ok(Theme {
            config,
            loaded: RwLock::new(Arc::new(loaded)),
            seen: Mutex::new(Seen { at: Instant::now(), stamp }),
        })
    }

    /// Renders a page.
    pub fn render<P: Page>(&self, page: &P) -> Result<String, RenderError> {
        self.current().render(
            P::TEMPLATE,
            Value::from(Serde(page)),
            page.paper(),
            page.article(),
            page.republish(),
        )
    }

    /// A message of the catalogues that needs nothing filled in, for what is no page: the title of a feed.
    pub fn message(&self, language: Language, key: &str) -> String {
        let loaded = self.current();
        let english = Language::english();
        let found = [language, english]
            .into_iter()
            .find_map(|language| loaded.catalogues.get(&(language.code(), false)));
        found.map_or_else(|| key.to_owned(), |catalogue| catalogue.message(key, &FluentArgs::new()))
    }

    /// A static file by what follows `/static/` in its address.
    pub fn asset(&self, path: &str) -> Option<Asset> {
        self.current().statics.find(path)
    }

    /// What pages carry inside themselves.
    pub fn csp(&self) -> Csp {
        self.current().csp.clone()
    }

    /// How wide photos are made, in pixels: as the nearest theme says that says so.
    pub fn picture_widths(&self) -> Vec<u32> {
        nearest(&self.layers(), crate::manifest::widths)
    }

    /// The places for advertisements: those of the nearest theme that names any.
    pub fn slots(&self) -> Vec<Slot> {
        self.current().slots.clone()
    }

    /// The messages that pages asked for so far and their language did not have.
    pub fn missed_messages(&self) -> Vec<String> {
        let loaded = self.current();
        let missed = loaded.missed.lock().unwrap_or_else(PoisonError::into_inner);
        missed.iter().cloned().collect()
    }

    pub(crate) fn layers(&self) -> Layers {
        self.current().layers.clone()
    }

    fn current(&self) -> Arc<Loaded> {
        if self.config.reload {
            self.look();
        }
        self.loaded.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Reads everything again if a file changed. A mistake is logged, and the last good state stays.
    fn look(&self) {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.at.elapsed() < LOOK_EVERY {
            return;
        }
        seen.at = Instant::now();
        let layers = match Layers::find(
            &self.config.overrides,
            self.config.themes.as_deref(),
            &self.config.name,
        ) {
            Ok(layers) => layers,
            Err(problem) => {
                tracing::warn!("The theme is used as it was before: {problem}");
                return;
            }
        };
        let stamp = layers.stamp();
        if stamp == seen.stamp {
            return;
        }
        seen.stamp = stamp;
        match Loaded::read(&self.config) {
            Ok(loaded) => {
                *self.loaded.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(loaded);
                tracing::info!("The theme was read again.");
            }
            Err(problem) => tracing::warn!("The theme is used as it was before: {problem}"),
        }
    }
}

/// What the nearest `theme.toml` says that says anything of it.
fn nearest<T>(layers: &Layers, read: fn(&str) -> Option<Vec<T>>) -> Vec<T> {
    let manifests = layers.every("theme.toml").into_iter().rev();
    let mut said = manifests.filter_map(|(_, text)| read(std::str::from_utf8(&text).ok()?));
    said.next().unwrap_or_default()
}

impl Loaded {
    fn read(config: &Config) -> Result<Loaded, LoadError> {
        let layers = Layers::find(&config.overrides, config.themes.as_deref(), &config.name)?;
        let statics = Arc::new(Statics::read(&layers)?);
        let mut environment = Environment::new();
        environment.set_fuel(Some(FUEL));
        environment.set_auto_reload(false);
        let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
        if let Ok(syntax) = syntax {
            environment.set_syntax(syntax);
        }
        if config.strict {
            environment.set_undefined_behavior(UndefinedBehavior::Strict);
        }
        environment.set_formatter(print);
        voice::teach(&mut environment);
        statics.teach(&mut environment);
        environment.add_filter("json_script", json_script);
        let csp = add_templates(&mut environment, &layers, &statics)?;
        let missed = Arc::default();
        let catalogues = catalogues(&layers, &missed)?;
        let slots = nearest(&layers, crate::manifest::slots);
        Ok(Loaded { layers, environment, catalogues, missed, statics, csp, slots })
    }

    fn render(
        &self,
        template: &str,
        page: Value,
        paper: &Chrome,
        article: Option<&ArticleText>,
        republish: bool,
    ) -> Result<String, RenderError> {
        let spoken = self.voice(paper)?;
        let locale = spoken.locale.clone();
        let voice = Value::from_object(spoken);
        let failed = |problem: minijinja::Error| RenderError::Template {
            template: template.to_owned(),
            problem: told(&problem),
        };
        let mut more = vec![(VOICE, voice.clone())];
        if let Some(article) = article {
            let sponsored = article.kind == Kind::Sponsored;
            let met = RefCell::default();
            let marks = &article.text.claims;
            let claims =
                (!marks.is_empty()).then_some(Claims { marks, met: &met, locale: &locale });
            let links = Links { base_url: &paper.base_url, sponsored, absolute: false, claims };
            let html = text::render(&self.environment, article, &voice, &links).map_err(failed)?;
            more.push(("text", Value::from_safe_string(html)));
            if republish {
                let html = text::plain(&article.text, &links);
                more.push(("republish_text", Value::from_safe_string(html)));
            }
        }
        let context = minijinja::context! { ..Value::from_pairs(more), ..page };
        self.environment
            .get_template(template)
            .and_then(|template| template.render(context))
            .map_err(failed)
    }

    fn voice(&self, paper: &Chrome) -> Result<Voice, NoLocaleData> {
        let edition = &paper.edition;
        let key = (edition.language.code(), edition.digits == Digits::Arab);
        let english = (Language::english().code(), false);
        let catalogue = self.catalogues.get(&key).or_else(|| self.catalogues.get(&english));
        let catalogue = catalogue.cloned().unwrap_or_else(|| {
            Arc::new(Catalogue::new(
                edition.language,
                edition.digits,
                &[],
                None,
                self.missed.clone(),
            ))
        });
        Ok(Voice {
            language: edition.language,
            catalogue,
            locale: Locale::of(edition.language, edition.digits)?,
            zone: jiff::tz::TimeZone::get(&edition.timezone).unwrap_or(jiff::tz::TimeZone::UTC),
            today: paper.date,
        })
    }
}

/// Prints a value into a page. Words are escaped by our own rule: the engine's also escapes every slash, which makes
/// addresses unreadable and pages longer.
fn print(
    out: &mut Output<'_>,
    state: &mut State<'_, '_>,
    value: &Value,
) -> Result<(), minijinja::Error> {
    match value.as_str() {
        Some(words) if !value.is_safe() && matches!(state.auto_escape(), AutoEscape::Html) => {
            text::write_escaped(out, words).map_err(minijinja::Error::from)
        }
        _ => minijinja::escape_formatter(out, state, value),
    }
}

/// An error of a template with its causes and its place.
fn told(problem: &minijinja::Error) -> String {
    let mut told = problem.to_string();
    let mut cause = std::error::Error::source(problem);
    while let Some(inner) = cause {
        told.push_str(&format!(": {inner}"));
        cause = inner.source();
    }
    told
}

fn add_templates(
    environment: &mut Environment<'static>,
    layers: &Layers,
    statics: &Statics,
) -> Result<Csp, LoadError> {
    let mut inlined = BTreeSet::new();
    for path in layers.paths("templates") {
        let Some(name) = path.strip_prefix("templates/") else { continue };
        let every = layers.every(&path);
        let nearest = every.len() - 1;
        for (place, (layer, bytes)) in every.into_iter().enumerate() {
            let source = String::from_utf8(bytes.into_owned())
                .map_err(|_| LoadError::NotText { path: path.clone() })?;
            inlined.extend(inline_names(&source));
            let mut add = |name: String, source: String| {
                environment.add_template_owned(name, source).map_err(|problem| {
                    LoadError::Template {
                        path: path.clone(),
                        line: problem.line(),
                        problem: problem.detail().unwrap_or("it cannot be read").to_owned(),
                    }
                })
            };
            if place == nearest {
                add(name.to_owned(), source)?;
            } else if !layer.is_empty() {
                // A nearer template can extend the one that it replaces: `broadsheet/base.html`.
                add(format!("{layer}/{name}"), source)?;
            }
        }
    }
    let mut csp = Csp::default();
    for name in inlined {
        let Some(asset) = statics.files.get(&name) else { continue };
        let words = String::from_utf8_lossy(&asset.bytes).to_ascii_lowercase();
        if words.contains("</style") || words.contains("</script") {
            return Err(LoadError::EndsElement { path: format!("static/{name}") });
        }
        let source = asset::csp_source(&asset.bytes);
        if name.ends_with(".css") { csp.style.push(source) } else { csp.script.push(source) }
    }
    Ok(csp)
}

/// The static files that a template writes into the page: `inline("paper.css")`.
fn inline_names(template: &str) -> Vec<String> {
    template
        .match_indices("inline(\"")
        .filter_map(|(at, opening)| template[at + opening.len()..].split_once('"'))
        .map(|(name, _)| name.to_owned())
        .collect()
}

fn catalogues(
    layers: &Layers,
    missed: &Arc<Mutex<BTreeSet<String>>>,
) -> Result<HashMap<(&'static str, bool), Arc<Catalogue>>, LoadError> {
    let mut catalogues: HashMap<(&'static str, bool), Arc<Catalogue>> = HashMap::new();
    // English is the first row, so it is there when the others ask for it.
    for language in Language::all() {
        let path = format!("locales/{}.ftl", language.code());
        let mut resources = Vec::new();
        for (_, bytes) in layers.every(&path) {
            let source = String::from_utf8(bytes.into_owned())
                .map_err(|_| LoadError::NotText { path: path.clone() })?;
            let resource =
                FluentResource::try_new(source).map_err(|(_, errors)| LoadError::Catalogue {
                    path: path.clone(),
                    problem: errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "),
                })?;
            resources.push(Arc::new(resource));
        }
        for digits in [Digits::Latn, Digits::Arab] {
            let arab = digits == Digits::Arab;
            let english = catalogues.get(&(Language::english().code(), arab)).cloned();
            let catalogue = Catalogue::new(language, digits, &resources, english, missed.clone());
            catalogues.insert((language.code(), arab), Arc::new(catalogue));
        }
    }
    Ok(catalogues)
}

impl Statics {
    fn read(layers: &Layers) -> Result<Statics, LoadError> {
        let mut statics = Statics::default();
        for path in layers.paths("static") {
            let Some(name) = path.strip_prefix("static/") else { continue };
            let (Some(content_type), Some(bytes)) = (asset::content_type(name), layers.file(&path))
            else {
                continue;
            };
            let bytes = if name.ends_with(".css") {
                let css = String::from_utf8(bytes.into_owned())
                    .map_err(|_| LoadError::NotText { path: path.clone() })?;
                asset::minified(&css).into_bytes().into()
            } else {
                bytes
            };
            let fingerprint = asset::fingerprint(&bytes);
            statics.kept.insert(name.to_owned(), asset::fingerprinted(name, &fingerprint));
            let etag = format!("\"{fingerprint}\"");
            if content_type.starts_with("text/") || name.ends_with(".svg") {
                let words = String::from_utf8_lossy(&bytes).into_owned();
                statics.words.insert(name.to_owned(), Value::from_safe_string(words));
            }
            statics
                .files
                .insert(name.to_owned(), Asset { bytes, content_type, etag, immutable: false });
        }
        Ok(statics)
    }

    fn find(&self, path: &str) -> Option<Asset> {
        if let Some(asset) = self.files.get(path) {
            return Some(asset.clone());
        }
        // A page from before a change asks for an address of before: it gets the file as it is now.
        let (stem, ending) = path.rsplit_once('.')?;
        let (stem, _) = stem.rsplit_once('.')?;
        let name = format!("{stem}.{ending}");
        let asset = self.files.get(&name)?.clone();
        let immutable = self.kept.get(&name).is_some_and(|kept| kept == path);
        Some(Asset { immutable, ..asset })
    }

    /// Gives templates `asset("paper.js")`, an address, and `inline("paper.css")`, the words themselves.
    fn teach(self: &Arc<Self>, environment: &mut Environment<'_>) {
        let statics = self.clone();
        environment.add_function("asset", move |name: &str| match statics.kept.get(name) {
            Some(kept) => Ok(format!("/static/{kept}")),
            None => Err(no_such_file(name)),
        });
        let statics = self.clone();
        environment.add_function("inline", move |name: &str| {
            statics.words.get(name).cloned().ok_or_else(|| no_such_file(name))
        });
    }
}

fn no_such_file(name: &str) -> minijinja::Error {
    let problem = format!("the theme has no static file “{name}”");
    minijinja::Error::new(minijinja::ErrorKind::InvalidOperation, problem)
}

/// JSON that cannot end the script element that it stands in.
fn json_script(json: &str) -> Value {
    let mut safe = String::with_capacity(json.len());
    for letter in json.chars() {
        match letter {
            '<' => safe.push_str("\\u003c"),
            '>' => safe.push_str("\\u003e"),
            '&' => safe.push_str("\\u0026"),
            letter => safe.push(letter),
        }
    }
    Value::from_safe_string(safe)
}
