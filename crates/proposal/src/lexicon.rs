//! What the newsroom knows by name, and where a text names it.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use story::coverage::{Item, ItemKind as Kind};
use story::{ItemId, Language};

use crate::token::{self, Kind as Look, Token};
use crate::tongue::Tongue;
use crate::{Entity, Read, name};

/// An item with its names in one language, the first being the one that it goes by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// The item’s id.
    pub id: ItemId,
    /// What it is.
    pub kind: Kind,
    /// Its name and its aliases.
    pub names: Vec<String>,
}

impl Known {
    /// What the newsroom knows of an item in a language, if the language has a name for it. What was merged stands for
    /// the item that it turned out to be; claims are sentences that no text repeats.
    pub fn of(item: &Item, language: Language) -> Option<Known> {
        let kind = item.kind();
        let code = language.code();
        let name = item.names.get(code).into_iter();
        let names: Vec<String> =
            name.chain(item.aliases.get(code).into_iter().flatten()).cloned().collect();
        let known = kind != Kind::Claim && !names.is_empty();
        known.then(|| Known { id: item.merged_into.unwrap_or(item.id), kind, names })
    }
}

/// The items that the newsroom knows, by every form of their names in one language.
#[derive(Debug)]
pub struct Lexicon {
    names: Names,
    items: Vec<(ItemId, Kind)>,
    numbers: HashMap<ItemId, u32>,
    /// The surname of a person by the full name that it belongs to.
    surnames: HashMap<u32, Vec<String>>,
}

impl Lexicon {
    /// The lexicon of these items in this language.
    pub fn new(language: Language, known: impl IntoIterator<Item = Known>) -> Lexicon {
        let mut lexicon = Lexicon {
            names: Names::default(),
            items: Vec::new(),
            numbers: HashMap::new(),
            surnames: HashMap::new(),
        };
        let Some(tongue) = Tongue::of(language) else { return lexicon };
        for Known { id, kind, names } in known {
            let number = u32::try_from(lexicon.items.len()).unwrap_or(u32::MAX);
            for name in &names {
                lexicon.names.put(name, number, tongue);
                if kind == Kind::Person
                    && let Some(surname) = surname(name)
                {
                    lexicon.surnames.entry(number).or_default().push(surname.to_owned());
                }
            }
            lexicon.numbers.insert(id, number);
            lexicon.items.push((id, kind));
        }
        lexicon
    }

    /// The item whose name these tokens begin with, and how many of them.
    pub(crate) fn at(&self, tokens: &[Token], at: usize) -> Option<(ItemId, Kind, usize)> {
        let found = self.names.find(tokens, at)?;
        let (id, kind) = self.items.get(found.target as usize)?;
        Some((*id, *kind, found.end))
    }
}

/// The last of several words of a name: “Ag-Ghali”.
fn surname(name: &str) -> Option<&str> {
    let mut words = name.split_whitespace();
    let last = words.next_back()?;
    let letters = last.chars().filter(|letter| letter.is_alphabetic()).count();
    (words.next().is_some() && letters >= 3).then_some(last)
}

/// Names by the forms of their words.
#[derive(Debug, Default)]
pub(crate) struct Names {
    /// The words that a form may be of.
    words: HashMap<String, Vec<u32>>,
    /// Each word by its own spelling.
    numbers: HashMap<String, u32>,
    next: HashMap<(u32, u32), u32>,
    ends: HashMap<u32, Vec<End>>,
    nodes: u32,
}

#[derive(Debug)]
struct End {
    target: u32,
    /// For each word how it must look.
    looks: Vec<Look>,
}

/// A name that stands in a text.
pub(crate) struct Named {
    pub(crate) target: u32,
    pub(crate) end: usize,
    /// How many bytes of the first token do not belong to the name.
    pub(crate) prefix: usize,
}

impl Names {
    /// Keeps a name.
    pub(crate) fn put(&mut self, name: &str, target: u32, tongue: &Tongue) {
        let tokens: Vec<Token> =
            token::tokens(name, tongue).into_iter().filter(Token::is_word).collect();
        if tokens.is_empty() || tokens.len() > 16 {
            return;
        }
        // A single letter, or a number, names nothing.
        if let [only] = tokens.as_slice()
            && (only.folded.chars().count() < 2 || only.kind == Look::Number)
        {
            return;
        }
        let mut node = 0;
        for token in &tokens {
            let word = self.word(&token.folded, tongue);
            node = match self.next.get(&(node, word)) {
                Some(next) => *next,
                None => {
                    self.nodes += 1;
                    self.next.insert((node, word), self.nodes);
                    self.nodes
                }
            };
        }
        let looks = tokens.iter().map(|token| token.kind).collect();
        self.ends.entry(node).or_default().push(End { target, looks });
    }

    fn word(&mut self, word: &str, tongue: &Tongue) -> u32 {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let number = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
        self.numbers.insert(word.to_owned(), number);
        let forms: HashSet<String> = (tongue.forms)(word).into_iter().collect();
        for form in forms {
            self.words.entry(form).or_default().push(number);
        }
        number
    }

    /// The longest name that begins here.
    pub(crate) fn find(&self, tokens: &[Token], at: usize) -> Option<Named> {
        let first = tokens.get(at)?;
        if !first.is_word() {
            return None;
        }
        let plain = std::iter::once((0, first.folded.as_str()));
        let bare = first.bare.iter().map(|(length, word)| (*length, word.as_str()));
        let mut best: Option<Named> = None;
        for (prefix, word) in plain.chain(bare) {
            if let Some(named) = self.follow(tokens, at, prefix, word)
                && best.as_ref().is_none_or(|best| named.end > best.end)
            {
                best = Some(named);
            }
        }
        best
    }

    fn follow(&self, tokens: &[Token], at: usize, prefix: usize, first: &str) -> Option<Named> {
        let mut best = None;
        let mut waiting = vec![(0u32, at, first, Vec::new())];
        while let Some((node, index, spelling, path)) = waiting.pop() {
            for word in self.words.get(spelling).into_iter().flatten() {
                let Some(next) = self.next.get(&(node, *word)) else { continue };
                let mut path: Vec<usize> = path.clone();
                path.push(index);
                if let Some(target) = self.ends_at(*next, tokens, &path)
                    && best.as_ref().is_none_or(|best: &Named| index + 1 > best.end)
                {
                    best = Some(Named { target, end: index + 1, prefix });
                }
                if let Some(following) = next_word(tokens, index) {
                    waiting.push((*next, following, &tokens[following].folded, path));
                }
            }
        }
        best
    }

    fn ends_at(&self, node: u32, tokens: &[Token], path: &[usize]) -> Option<u32> {
        let ends = self.ends.get(&node)?;
        let looks_like = |end: &&End| {
            let alone = path.len() == 1;
            path.iter().zip(&end.looks).enumerate().all(|(place, (index, look))| {
                let token = &tokens[*index];
                match look {
                    // “US” is not “us”, and “Who” is not “WHO”.
                    Look::Capitals if alone => token.kind == Look::Capitals,
                    // The first of several words may be a common one: the “ministry of Defence”.
                    Look::Capital | Look::Capitals => token.is_capital() || (place == 0 && !alone),
                    Look::Small | Look::Number | Look::Sign => true,
                }
            })
        };
        ends.iter().find(looks_like).map(|end| end.target)
    }
}

/// The next word of the same name: behind nothing but a hyphen, an apostrophe or a mark of quotation.
fn next_word(tokens: &[Token], index: usize) -> Option<usize> {
    let next = tokens.get(index + 1)?;
    if next.is_word() {
        return Some(index + 1);
    }
    let joins = match next.folded.as_str() {
        "-" | "‑" | "'" | "." | "՚" => next.glued,
        "«" | "“" | "„" | "\"" => true,
        _ => false,
    };
    let after = tokens.get(index + 2)?;
    (joins && after.is_word() && (after.glued || next.is("."))).then_some(index + 2)
}

/// How many tokens the ending of a name takes that a hyphen joins to it: «ՋՆԻՄ-ը».
pub(crate) fn ending(tokens: &[Token], end: usize, tongue: &Tongue) -> usize {
    match (tokens.get(end), tokens.get(end + 1)) {
        (Some(hyphen), Some(ending))
            if hyphen.glued
                && ending.glued
                && matches!(hyphen.folded.as_str(), "-" | "‑")
                && ending.is_in(&tongue.grammar().name_endings) =>
        {
            2
        }
        _ => 0,
    }
}

/// A closing mark of quotation that belongs to a name because its opening one does: «РИА „Новости“».
fn closing(read: &Read, entity: &Entity, tongue: &Tongue) -> usize {
    let opens = |close: &str| {
        read.tokens[entity.tokens.clone()]
            .iter()
            .any(|token| tongue.quotes.iter().any(|(open, mark)| *mark == close && token.is(open)))
    };
    let closes = read.tokens.get(entity.tokens.end).is_some_and(|token| {
        tongue.quotes.iter().any(|(_, close)| token.is(close) && opens(close))
    });
    usize::from(closes)
}

/// Countries, cities and organizations that every newsroom writes of.
struct Commons {
    names: Names,
}

const PLACE: u32 = 0;
const ORGANIZATION: u32 = 1;

static COMMONS: LazyLock<Vec<(&'static str, Commons)>> = LazyLock::new(|| {
    let tongues = Language::all().filter_map(Tongue::of);
    let commons = tongues.map(|tongue| {
        let mut names = Names::default();
        tongue.places.iter().for_each(|name| names.put(name, PLACE, tongue));
        tongue.organizations.iter().for_each(|name| names.put(name, ORGANIZATION, tongue));
        (tongue.code, Commons { names })
    });
    commons.collect()
});

/// Who was named so far, so that a surname or an acronym alone is understood.
#[derive(Debug, Default)]
struct Memory {
    names: Names,
    targets: Vec<(Option<ItemId>, Kind, u8)>,
    put: HashSet<String>,
}

impl Memory {
    fn put(
        &mut self,
        name: &str,
        item: Option<ItemId>,
        kind: Kind,
        confidence: u8,
        tongue: &Tongue,
    ) {
        if !self.put.insert(name.to_owned()) {
            return;
        }
        let number = u32::try_from(self.targets.len()).unwrap_or(u32::MAX);
        self.targets.push((item, kind, confidence));
        self.names.put(name, number, tongue);
    }
}

/// Finds everything that the passages name, known or not, each passage after what was named before it.
pub(crate) fn find(passages: &mut [Read], tongue: &Tongue, lexicon: &Lexicon) {
    let commons = COMMONS.iter().find(|(code, _)| *code == tongue.code).map(|(_, commons)| commons);
    let mut namer = Namer {
        tongue,
        lexicon,
        commons,
        habits: name::Habits::of(passages, tongue),
        memory: Memory::default(),
        parts: Memory::default(),
    };
    for read in passages {
        let mut entities: Vec<Entity> = Vec::new();
        let mut at = 0;
        while at < read.tokens.len() {
            let Some(mut entity) = namer.entity(read, at) else {
                at += 1;
                continue;
            };
            if entity.confidence == name::NOTHING {
                at = entity.tokens.end.max(at + 1);
                continue;
            }
            remember(read, &entity, lexicon, &mut namer.memory, tongue);
            remember_parts(read, &entity, &mut namer.parts, tongue);
            nested(read, &entity, lexicon, &mut entities);
            entity.tokens.end += ending(&read.tokens, entity.tokens.end, tongue);
            entity.tokens.end += closing(read, &entity, tongue);
            at = entity.tokens.end.max(at + 1);
            entities.push(entity);
        }
        entities.sort_by_key(|entity| (entity.from, std::cmp::Reverse(entity.tokens.end)));
        read.entities = entities;
    }
}

/// Everything by which a name is understood.
struct Namer<'a> {
    tongue: &'a Tongue,
    lexicon: &'a Lexicon,
    commons: Option<&'static Commons>,
    habits: name::Habits,
    memory: Memory,
    /// A word alone of a longer name: less sure than what every newsroom knows.
    parts: Memory,
}

impl Namer<'_> {
    /// What is named here: what the newsroom knows first, what is guessed last.
    fn entity(&self, read: &Read, at: usize) -> Option<Entity> {
        if let Some(entity) = known(read, at, self.lexicon) {
            return Some(entity);
        }
        let guessed = || match self.guessed(read, at) {
            Some(entity) if entity.confidence > 60 => Some(entity),
            weak => self.before_a_place(read, at).or(weak),
        };
        let longer = |entity: Entity, kinds: &[Kind]| {
            let other = guessed().filter(|other| {
                // “России Гейдар Джемаль” is no body, whatever stands before it.
                let sure = other.kind != Kind::Organization || other.confidence >= 70;
                kinds.contains(&other.kind) && sure && other.tokens.end > entity.tokens.end
            });
            other.unwrap_or(entity)
        };
        let entity = if let Some(entity) = remembered(read, at, &self.memory) {
            longer(entity, &[Kind::Person, Kind::Organization])
        } else if let Some(entity) = self.common(read, at) {
            longer(entity, &[Kind::Organization])
        } else if let Some(entity) = remembered(read, at, &self.parts) {
            // “World” of a firm is not that of the World Cup.
            if let Some(nothing) = guessed().filter(|other| {
                other.confidence == name::NOTHING && other.tokens.end > entity.tokens.end
            }) {
                return Some(nothing);
            }
            longer(entity, &[Kind::Person, Kind::Organization, Kind::Place])
        } else {
            guessed()?
        };
        (!is_dated(read, &entity.tokens)).then_some(entity)
    }

    fn common(&self, read: &Read, at: usize) -> Option<Entity> {
        common(read, at, self.commons?)
    }

    /// A name that nobody told of, if nothing that is known better stands in it.
    fn guessed(&self, read: &Read, at: usize) -> Option<Entity> {
        let entity = name::at(read, at, self.tongue, &self.habits)?;
        let first = &read.tokens[at];
        // But for places: “University of Bamako”.
        let holds_another = (at + 1..entity.tokens.end).any(|inside| {
            known(read, inside, self.lexicon).is_some_and(|known| known.kind != Kind::Place)
        });
        // “Then JNIM”: what begins a sentence has a capital, and may be no part of the name behind it.
        let cased = matches!(self.tongue.code, "ru" | "hy");
        let named_so = remembered(read, at, &self.parts).is_some()
            || self.tongue.grammar().first_names.contains(&first.folded);
        let opened = first.opens
            && !named_so
            && entity.kind == Kind::Person
            && (remembered(read, at + 1, &self.memory).is_some()
                || (cased && self.common(read, at + 1).is_some()));
        // “armée du Mali” is no name, “université de Strasbourg” is one.
        let place_inside = (at + 1..entity.tokens.end).any(|inside| {
            known(read, inside, self.lexicon).is_some() || self.common(read, inside).is_some()
        });
        let place_alone = first.kind == Look::Small
            && place_inside
            && self.tongue.code == "fr"
            && !first.is_in(&self.tongue.grammar().named_by_place);
        (!holds_another && !opened && !place_alone).then(|| self.with_country(read, entity))
    }

    /// «Генеральная прокуратура ОАЭ»: a body that is told apart by its country.
    fn with_country(&self, read: &Read, entity: Entity) -> Entity {
        let small =
            read.tokens[entity.tokens.clone()].iter().any(|token| token.kind == Look::Small);
        if self.tongue.code != "ru" || entity.kind != Kind::Organization || !small {
            return entity;
        }
        match self.common(read, entity.tokens.end).filter(|place| place.kind == Kind::Place) {
            Some(place) => Entity { tokens: entity.tokens.start..place.tokens.end, ..entity },
            None => entity,
        }
    }

    /// A word with a capital before a comma and a place that is known: “Preston, Victoria, Australia”.
    fn before_a_place(&self, read: &Read, at: usize) -> Option<Entity> {
        let mut place = at;
        for _ in 0..2 {
            let end = name::run(read, place, self.tongue)?;
            if end > place + 3 || !read.tokens.get(end)?.is(",") {
                return None;
            }
            place = end + 1;
            let named = known(read, place, self.lexicon).or_else(|| self.common(read, place));
            if named.is_some_and(|entity| entity.kind == Kind::Place) {
                let end = name::run(read, at, self.tongue)?;
                let from = read.tokens[at].at.start;
                let (tokens, kind) = (at..end, Kind::Place);
                return Some(Entity { tokens, from, item: None, kind, confidence: 70 });
            }
        }
        None
    }
}

/// Finds what a known name of several words holds of the same kind: the branch of a group, and the group.
fn nested(read: &Read, outer: &Entity, lexicon: &Lexicon, entities: &mut Vec<Entity>) {
    if outer.item.is_none() {
        return;
    }
    let inside = (outer.tokens.start + 1..outer.tokens.end).find_map(|at| known(read, at, lexicon));
    if let Some(inner) = inside
        && inner.kind == outer.kind
        && inner.item != outer.item
        && inner.tokens.end <= outer.tokens.end
    {
        entities.push(inner);
    }
}

/// Keeps the first name of somebody, and the telling words of the name of a body.
fn remember_parts(read: &Read, entity: &Entity, parts: &mut Memory, tongue: &Tongue) {
    let words: Vec<&Token> =
        read.tokens[entity.tokens.clone()].iter().filter(|token| token.is_capital()).collect();
    if words.len() < 2 || tongue.code == "ar" {
        return;
    }
    let grammar = tongue.grammar();
    let item = entity.item;
    let confidence = entity.confidence.saturating_sub(15);
    let kept: &[&Token] = match entity.kind {
        Kind::Person => &words[..1],
        Kind::Organization => &words,
        _ => return,
    };
    for token in kept {
        let telling = token.folded.chars().count() >= 4
            && !grammar.no_names.contains(&token.folded)
            && !grammar.place_words.contains(&token.folded)
            && !grammar.titles.contains(&token.folded);
        // “Ministry” alone may be any.
        let person = entity.kind == Kind::Person || !grammar.first_names.contains(&token.folded);
        if telling && person {
            for base in bases(read.passage.words(&token.at), tongue) {
                parts.put(&base, item, entity.kind, confidence, tongue);
            }
        }
    }
}

fn is_dated(read: &Read, tokens: &Range<usize>) -> bool {
    // Dates do not overlap, so the last that begins before the end is the only one to ask.
    let before = read.dates.partition_point(|date| date.tokens.start < tokens.end);
    let last = before.checked_sub(1).and_then(|last| read.dates.get(last));
    last.is_some_and(|date| tokens.start < date.tokens.end)
}

fn known(read: &Read, at: usize, lexicon: &Lexicon) -> Option<Entity> {
    let named = lexicon.names.find(&read.tokens, at)?;
    let (id, kind) = lexicon.items.get(named.target as usize)?;
    Some(entity(read, at, &named, Some(*id), *kind, 95))
}

fn remembered(read: &Read, at: usize, memory: &Memory) -> Option<Entity> {
    let named = memory.names.find(&read.tokens, at)?;
    let (item, kind, confidence) = memory.targets.get(named.target as usize)?;
    Some(entity(read, at, &named, *item, *kind, *confidence))
}

fn common(read: &Read, at: usize, commons: &Commons) -> Option<Entity> {
    let named = commons.names.find(&read.tokens, at)?;
    let kind = if named.target == PLACE { Kind::Place } else { Kind::Organization };
    Some(entity(read, at, &named, None, kind, 85))
}

fn entity(
    read: &Read,
    at: usize,
    named: &Named,
    item: Option<ItemId>,
    kind: Kind,
    confidence: u8,
) -> Entity {
    let from = read.tokens[at].at.start + named.prefix;
    Entity { tokens: at..named.end, from, item, kind, confidence }
}

/// Keeps the surname of somebody who was named in full, and the letters in brackets behind a name.
fn remember(read: &Read, entity: &Entity, lexicon: &Lexicon, memory: &mut Memory, tongue: &Tongue) {
    let words = read.passage.words(&(entity.from..read.bytes(&entity.tokens).end));
    let confidence = entity.confidence.saturating_sub(5);
    if entity.kind == Kind::Person {
        let item = entity.item;
        let by_name = item.and_then(|item| lexicon.surnames.get(lexicon.numbers.get(&item)?));
        match by_name {
            Some(surnames) => {
                for surname in surnames {
                    memory.put(surname, item, entity.kind, confidence, tongue);
                }
            }
            // The surname as it stands is taken for its first form, which is right often enough.
            None => {
                if let Some(surname) = surname(words) {
                    for base in bases(surname, tongue) {
                        memory.put(&base, item, entity.kind, confidence, tongue);
                    }
                }
            }
        }
    }
    let after = entity.tokens.end + ending(&read.tokens, entity.tokens.end, tongue);
    let closing = usize::from(
        read.tokens
            .get(after)
            .is_some_and(|token| tongue.quotes.iter().any(|(_, close)| token.is(close))),
    );
    if let Some([open, letters, close]) = read.tokens.get(after + closing..after + closing + 3)
        && open.is("(")
        && close.is(")")
        && letters.kind == Look::Capitals
        && letters.folded.chars().count() <= 8
        && letters.folded.chars().next() == first_letter(read, entity)
        && letters.folded.chars().count() <= words_of(read, entity) + 2
    {
        let acronym = read.passage.words(&letters.at);
        memory.put(acronym, entity.item, entity.kind, entity.confidence, tongue);
    }
}

fn words_of(read: &Read, entity: &Entity) -> usize {
    read.tokens[entity.tokens.clone()].iter().filter(|token| token.is_word()).count()
}

/// The first letter of a name behind its descriptions: that of its acronym too.
fn first_letter(read: &Read, entity: &Entity) -> Option<char> {
    let words = &read.tokens[entity.tokens.clone()];
    words.iter().find(|token| token.is_capital())?.folded.chars().next()
}

/// The words that a form may be of, so that other forms of the same name are found too.
fn bases(word: &str, tongue: &Tongue) -> Vec<String> {
    let mut bases = vec![word.to_owned()];
    let letters: Vec<(usize, char)> = word.char_indices().collect();
    for cut in 1..=3 {
        let Some((at, _)) = letters.len().checked_sub(cut).and_then(|at| letters.get(at)) else {
            break;
        };
        let base = &word[..*at];
        let folded = token::fold(word);
        let is_base = base.chars().count() >= 4
            && (tongue.forms)(&token::fold(base)).contains(&folded)
            && tongue.code != "en"
            && tongue.code != "fr";
        if is_base {
            bases.push(base.to_owned());
        }
    }
    bases
}
