//! Who says so: the words that give a claim to somebody else.

use std::ops::Range;

use story::ItemId;
use story::coverage::{How, ItemKind as Kind};

use crate::pattern::Pattern;
use crate::quotation;
use crate::token::{Kind as Look, Token};
use crate::tongue::{Grammar, Tongue};
use crate::{Entity, Hop, Party, Read};

/// An attribution that was found.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) cue: Range<usize>,
    pub(crate) sentence: Range<usize>,
    pub(crate) chain: Vec<Hop>,
    /// What is claimed, in bytes.
    pub(crate) content: Option<Range<usize>>,
    pub(crate) confidence: u8,
}

impl Found {
    /// Whether it says whose words a quotation is.
    pub(crate) fn quotes(&self, quotation: &quotation::Found) -> bool {
        let near = self.sentence.start.saturating_sub(2)..self.sentence.end + 2;
        near.start < quotation.tokens.end && quotation.tokens.start < near.end
    }
}

/// The attributions of a passage, one for each sentence and cue.
pub(crate) fn find(read: &Read, tongue: &Tongue, quotations: &[quotation::Found]) -> Vec<Found> {
    if read.set_apart {
        return Vec::new();
    }
    let mut quoted = vec![false; read.tokens.len()];
    for quotation in quotations {
        quoted[quotation.tokens.clone()].fill(true);
    }
    let finder = Finder { read, tongue, grammar: tongue.grammar(), quoted: &quoted };
    let mut found: Vec<Found> = Vec::new();
    for sentence in sentences(read, &quoted) {
        let mut at = sentence.start;
        while at < sentence.end {
            let here = finder.preposed(at, &sentence).or_else(|| finder.verb(at, &sentence));
            match here.or_else(|| finder.postposed(at, &sentence)) {
                Some(attribution) => {
                    at = attribution.cue.end.max(at + 1);
                    found.push(attribution);
                }
                None => at += 1,
            }
        }
    }
    found
}

/// How long a sentence is at most; what goes on longer is a list, or made to keep us busy.
const LONGEST: usize = 400;

/// The sentences of a passage; a sentence inside a quotation ends none around it.
fn sentences(read: &Read, quoted: &[bool]) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (index, token) in read.tokens.iter().enumerate() {
        let inside = index >= 2 && quoted[index - 2..=index].iter().all(|quoted| *quoted);
        if index > start && ((token.opens && !inside) || index - start >= LONGEST) {
            sentences.push(start..index);
            start = index;
        }
    }
    if start < read.tokens.len() {
        sentences.push(start..read.tokens.len());
    }
    sentences
}

struct Finder<'a> {
    read: &'a Read,
    tongue: &'a Tongue,
    grammar: &'static Grammar,
    /// For each token whether it is inside a quotation.
    quoted: &'a [bool],
}

/// Words for somebody, with what is known of them.
#[derive(Clone, Debug)]
struct Source {
    tokens: Range<usize>,
    item: Option<ItemId>,
}

impl Finder<'_> {
    fn tokens(&self) -> &[Token] {
        &self.read.tokens
    }

    fn is_quoted(&self, at: usize) -> bool {
        self.quoted.get(at).is_some_and(|quoted| *quoted)
    }

    fn entity_at(&self, at: usize) -> Option<&Entity> {
        self.read.entities_near(at..at + 1).iter().find(|entity| entity.tokens.contains(&at))
    }

    /// “according to Al Jazeera”.
    fn preposed(&self, at: usize, sentence: &Range<usize>) -> Option<Found> {
        let opens = self.tokens().get(at)?.is_in(&self.grammar.according_openings);
        if !opens || self.is_quoted(at) {
            return None;
        }
        let stands = |rows: &'static [(Pattern, How)]| {
            rows.iter().find_map(|(pattern, how)| {
                let (end, _) = pattern.find(self.tokens(), at, &self.grammar.calendar)?;
                (end <= sentence.end).then_some((end, *how))
            })
        };
        let (cue_end, how, source) = match stands(&self.grammar.according_own) {
            // “in her assessment” names its source in itself.
            Some((end, how)) => {
                let tokens = match self.tongue.code {
                    "hy" => at..end - 1,
                    _ => at + 1..end,
                };
                (end, how, Source { tokens, item: None })
            }
            None => {
                let (end, how) = stands(&self.grammar.according)?;
                (end, how, self.phrase(end, sentence.end)?)
            }
        };
        let end = source.tokens.end.max(cue_end);
        let chain = vec![self.hop(&source, how, sentence)];
        let content = self.content_around(&(at..end), sentence);
        Some(Found { cue: at..cue_end, sentence: sentence.clone(), chain, content, confidence: 85 })
    }

    /// «Լեսինգի խոսքով».
    fn postposed(&self, at: usize, sentence: &Range<usize>) -> Option<Found> {
        if self.is_quoted(at) {
            return None;
        }
        let (end, how) = self.grammar.according_after.iter().find_map(|(pattern, how)| {
            let (end, _) = pattern.find(self.tokens(), at, &self.grammar.calendar)?;
            Some((end, *how))
        })?;
        let start = self.clause_start(at, sentence).max(at.saturating_sub(8));
        let tokens = self.trimmed(start..at)?;
        let near = self.read.entities_near(tokens.clone());
        let item = near.iter().rev().find(|entity| within(&entity.tokens, &tokens));
        let source = Source { item: item.and_then(|entity| entity.item), tokens };
        let content = self.content_around(&(source.tokens.start..end), sentence);
        let chain = vec![self.hop(&source, how, sentence)];
        Some(Found { cue: at..end, sentence: sentence.clone(), chain, content, confidence: 80 })
    }

    /// “Laessing told Al Jazeera that”, “said the ministry”.
    fn verb(&self, at: usize, sentence: &Range<usize>) -> Option<Found> {
        let token = self.tokens().get(at)?;
        let noun = self.tongue.code == "en" && self.is_no_verb(at);
        if !token.is_word() || noun || self.is_quoted(at) || self.entity_at(at).is_some() {
            return None;
        }
        // Of what Arabic writes together with a verb, only “and” and “so” leave it a verb.
        let joined = token.folded.starts_with(['و', 'ف']);
        let plain = token.bare.iter().filter(|(length, _)| joined && *length <= 2);
        let (cue_end, how) = std::iter::once(token.folded.as_str())
            .chain(plain.map(|(_, bare)| bare.as_str()))
            .filter_map(|word| self.grammar.verbs.get(word))
            .flatten()
            .filter_map(|(pattern, how)| {
                let (end, _) = pattern.find(self.tokens(), at, &self.grammar.calendar)?;
                Some((end, *how))
            })
            .max_by_key(|(end, _)| *end)?;
        let (source, inverted) = match self.subject(at, cue_end, sentence) {
            Some(found) => found,
            None => return self.verb_alone(at..cue_end, sentence),
        };
        let after = if inverted { source.tokens.end } else { cue_end };
        let (addressee, after) = match self.addressee(after, how, sentence) {
            Some(addressee) => {
                let end = addressee.tokens.end;
                (Some(addressee), end)
            }
            None => (None, after),
        };
        let that = self.that(after, sentence);
        let quotes = self.has_a_quotation(sentence);
        let around = source.tokens.start.min(at)..after.max(cue_end);
        let content = match that {
            Some(that) => self.content(that + 1..sentence.end),
            None if inverted && self.tongue.code != "ar" => self.content_around(&around, sentence),
            None if self.follows_a_comma(source.tokens.start.min(at), sentence) => {
                self.content(sentence.start..source.tokens.start.min(at))
            }
            None => self.content(after.max(cue_end)..sentence.end),
        };
        // Without “that”, a quotation or a judgment, people who “say” or “add” may do anything else.
        let opinion = matches!(how, How::Assessed | How::Estimated | How::Reported);
        let aside = inverted || self.follows_a_comma(source.tokens.start.min(at), sentence);
        let confidence = match (that.is_some(), quotes, aside, opinion) {
            (true, ..) => 90,
            (_, true, ..) => 80,
            (_, _, true, _) => 75,
            (.., true) => 60,
            _ => 55,
        };
        // English leaves out its “that”, no other of our languages does.
        if confidence == 55 && self.tongue.code != "en" {
            return None;
        }
        let mut chain = vec![self.hop(&source, how, sentence)];
        if let Some(addressee) = addressee {
            chain[0].how = How::Told;
            chain.push(Hop { by: self.party(&addressee), on_behalf_of: None, how: How::Reported });
        }
        Some(Found { cue: at..cue_end, sentence: sentence.clone(), chain, content, confidence })
    }

    /// Whether an English word is no verb of saying here: behind “be” it is said of it, and “the reports” are a noun.
    fn is_no_verb(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).and_then(|before| self.tokens().get(before)) else {
            return false;
        };
        let nouns = [
            "report",
            "reports",
            "note",
            "notes",
            "claim",
            "claims",
            "charge",
            "charges",
            "estimate",
            "estimates",
            "forecast",
            "forecasts",
            "regard",
            "think",
            "see",
        ];
        let passive = ["be", "been", "being", "is", "are", "was", "were"];
        let word = &self.tokens()[at];
        let speaks = self.entity_at(at - 1).is_some()
            || before.is_in(&self.grammar.pronouns)
            || self.is_unnamed(before)
            || before.is_one_of(&["who", "that", "also", "has", "have"]);
        before.is_one_of(&passive) || (word.is_one_of(&nouns) && !speaks)
    }

    /// A verb that says by its form alone who speaks: «وقال إن».
    fn verb_alone(&self, cue: Range<usize>, sentence: &Range<usize>) -> Option<Found> {
        let says_who = matches!(self.tongue.code, "ar" | "hy" | "ru");
        let that = self.that(cue.end, sentence);
        let mut near = self.tokens().get(cue.end..sentence.end.min(cue.end + 3))?.iter();
        let quoted = near.any(|token| self.is_open_quote(token));
        if !says_who || (that.is_none() && !quoted) {
            return None;
        }
        let content = self.content(that.map_or(cue.end, |that| that + 1)..sentence.end);
        let sentence = sentence.clone();
        Some(Found { cue, sentence, chain: Vec::new(), content, confidence: 60 })
    }

    /// The word that opens what is said.
    fn that(&self, from: usize, sentence: &Range<usize>) -> Option<usize> {
        let near = from..sentence.end.min(from + 4);
        // Armenian has a sign for it: «նշեց՝».
        if self.tongue.code == "hy"
            && self.tokens().get(from).is_some_and(|token| token.is("՝") || token.is("`"))
        {
            return Some(from);
        }
        // “… said, that”, «նշեց նաև, որ»: one comma, soon.
        let comma = near.clone().take(3).find(|index| self.tokens()[*index].is(","));
        near.filter(|index| Some(*index) != comma)
            .take_while(|index| !self.is_end(*index))
            .find(|index| self.tokens()[*index].is_in(&self.grammar.that))
    }

    fn has_a_quotation(&self, sentence: &Range<usize>) -> bool {
        let near = sentence.start.saturating_sub(2)..sentence.end.saturating_add(2);
        near.into_iter().any(|at| self.is_quoted(at))
    }

    /// Who does what a verb says, and whether they stand behind it.
    fn subject(
        &self,
        verb: usize,
        cue_end: usize,
        sentence: &Range<usize>,
    ) -> Option<(Source, bool)> {
        let behind = || self.near_phrase(cue_end, sentence.end).map(|source| (source, true));
        let before = || self.subject_before(verb, sentence).map(|source| (source, false));
        if self.tongue.code == "ar" {
            return behind().or_else(before);
        }
        // A verb behind a comma or a quotation has its subject behind it: “…, said the ministry”.
        let inverted =
            verb.checked_sub(1).and_then(|at| self.tokens().get(at)).is_some_and(|token| {
                token.kind == Look::Sign && token.at.end > 0 && verb > sentence.start
            }) || verb == sentence.start;
        match inverted {
            true => behind().or_else(before),
            false => before().or_else(|| {
                // “As Laessing said” in Russian: «Как сообщил Лессинг».
                let alone = verb - self.clause_start(verb, sentence) <= 2;
                behind().filter(|(source, _)| alone && source.tokens.len() <= 4)
            }),
        }
    }

    fn subject_before(&self, verb: usize, sentence: &Range<usize>) -> Option<Source> {
        let clause = self.clause_start(verb, sentence);
        if let Some(source) = self.phrase_before(clause, verb) {
            return Some(source);
        }
        // “Beverly Ochieng, who follows the Sahel for Control Risks, reads …”.
        let aside_begins = self.clause_start(clause.checked_sub(1)?, sentence);
        if aside_begins <= sentence.start || clause - aside_begins > 14 {
            return None;
        }
        let main = self.clause_start(aside_begins.checked_sub(1)?, sentence);
        self.phrase_before(main, aside_begins - 1)
    }

    /// The last entity, pronoun or unnamed people between two tokens, with the words that belong to them.
    fn phrase_before(&self, from: usize, to: usize) -> Option<Source> {
        let reach = from.max(to.saturating_sub(12));
        // Before a verb the nearest noun that speaks is its subject; a place hardly ever does.
        let mut at = to;
        let mut place = None;
        while at > reach {
            at -= 1;
            if let Some(entity) = self.entity_at(at) {
                let entity = self.person_of(entity, from).unwrap_or(entity);
                let start = entity.tokens.start.max(from);
                let speaks = !matches!(entity.kind, Kind::Place | Kind::Topic | Kind::Event);
                if speaks && !self.is_inside_a_phrase(start, from) {
                    let tokens = self.with_title(start, from)..entity.tokens.end.min(to);
                    return Some(Source { tokens, item: entity.item });
                }
                place = place.or(Some(entity));
                at = start;
                continue;
            }
            let token = &self.tokens()[at];
            if token.is_in(&self.grammar.pronouns) && to - at <= 4 {
                return Some(Source { tokens: at..at + 1, item: None });
            }
            if self.is_unnamed(token) && to - at <= 6 {
                let tokens = self.with_description(at, from)..at + 1;
                return Some(Source { tokens, item: None });
            }
        }
        let place = place.filter(|place| place.tokens.end == to && place.tokens.start == from)?;
        Some(Source { tokens: place.tokens.clone(), item: place.item })
    }

    /// Who speaks for a body that is named right behind them: “Ulf Laessing of the Konrad Adenauer Stiftung”.
    fn person_of(&self, body: &Entity, from: usize) -> Option<&Entity> {
        let person =
            self.read.entities_near(from..body.tokens.start).iter().rev().find(|entity| {
                entity.tokens.end <= body.tokens.start && entity.tokens.start >= from
            })?;
        let near = body.tokens.start - person.tokens.end <= 5;
        let between = person.tokens.end..body.tokens.start;
        let apart = between.clone().any(|at| self.is_end(at) || self.is_verb(at));
        (body.kind == Kind::Organization && person.kind == Kind::Person && near && !apart)
            .then_some(person)
    }

    fn is_verb(&self, at: usize) -> bool {
        let word = self.tokens().get(at).map(|token| token.folded.as_str());
        word.is_some_and(|word| self.grammar.verbs.contains_key(word))
    }

    /// Whether a name only belongs to another noun before it: “the head of Gazprom”.
    fn is_inside_a_phrase(&self, start: usize, from: usize) -> bool {
        let article = |at: &usize| self.tokens()[*at].is_one_of(&["the", "a", "an"]);
        let joint = (from..start).rev().find(|at| !article(at)).filter(|joint| *joint > from);
        joint.and_then(|joint| self.tokens().get(joint)).is_some_and(|token| {
            matches!(
                token.folded.as_str(),
                "of" | "in" | "from" | "with" | "by" | "against" | "с" | "из" | "от"
            )
        })
    }

    /// Where the words begin that describe people without a name: “a senior official”.
    fn with_description(&self, noun: usize, from: usize) -> usize {
        let mut first = noun;
        while first > from && noun - first < 3 {
            let before = &self.tokens()[first - 1];
            let article =
                before.is_one_of(&["the", "a", "an", "le", "la", "les", "un", "une", "des"]);
            if article {
                return first - 1;
            }
            if !before.is_word() || before.folded.chars().count() <= 3 || self.is_verb(first - 1) {
                break;
            }
            first -= 1;
        }
        first
    }

    fn with_title(&self, start: usize, from: usize) -> usize {
        let mut first = start;
        while first > from {
            let before = &self.tokens()[first - 1];
            let title = self.grammar.titles.contains(&before.folded) || self.is_unnamed(before);
            if !title {
                break;
            }
            first -= 1;
        }
        first
    }

    fn is_unnamed(&self, token: &Token) -> bool {
        token.is_word() && token.spellings().any(|word| self.grammar.unnamed.contains(word))
    }

    /// The people that a phrase begins with or soon comes to.
    fn near_phrase(&self, from: usize, to: usize) -> Option<Source> {
        for at in from..to.min(from + 5) {
            let token = self.tokens().get(at)?;
            if let Some(entity) = self.entity_at(at) {
                let speaks = !matches!(entity.kind, Kind::Topic | Kind::Event)
                    && (entity.kind != Kind::Place || at == from);
                return speaks.then(|| Source {
                    tokens: from..entity.tokens.end.min(to),
                    item: entity.item,
                });
            }
            if token.kind == Look::Sign && !self.is_open_quote(token) && !token.is("-") {
                return None;
            }
            if token.is_in(&self.grammar.that) {
                return None;
            }
            if token.is_in(&self.grammar.pronouns) && at <= from + 1 {
                return Some(Source { tokens: at..at + 1, item: None });
            }
            if self.is_unnamed(token) {
                // What stands behind may name them after all: “the analyst Ulf Laessing”.
                let near = || (at + 1..to.min(at + 9)).take_while(|next| !self.is_end(*next));
                let person = near()
                    .filter_map(|next| self.entity_at(next))
                    .find(|entity| entity.kind == Kind::Person);
                let named = person.or_else(|| near().take(3).find_map(|next| self.entity_at(next)));
                let end = named.map_or(at + 1, |entity| entity.tokens.end.min(to));
                let item = named.and_then(|entity| entity.item);
                return Some(Source { tokens: from..end, item });
            }
        }
        None
    }

    fn is_open_quote(&self, token: &Token) -> bool {
        self.tongue.quotes.iter().any(|(open, _)| token.is(open))
    }

    /// The noun phrase that begins here, up to the end of its clause or the last name in it.
    fn phrase(&self, from: usize, to: usize) -> Option<Source> {
        if let Some(source) = self.near_phrase(from, to) {
            let more = self.more_of_a_phrase(source.tokens.end, to);
            return Some(Source { tokens: source.tokens.start..more, ..source });
        }
        let end = (from..to.min(from + 8)).find(|at| self.is_end(*at)).unwrap_or(to.min(from + 8));
        // “According to «On the Structure of Government»”: a law says nothing that is news.
        if self.tokens().get(from).is_some_and(|token| self.is_open_quote(token)) {
            return None;
        }
        let tokens = self.trimmed(from..end)?;
        (tokens.len() <= 6 || self.is_end(end)).then_some(Source { tokens, item: None })
    }

    /// Goes on to the next comma if that is near: “Laessing of the Konrad Adenauer Stiftung,”.
    fn more_of_a_phrase(&self, from: usize, to: usize) -> usize {
        (from..to.min(from + 4)).find(|at| self.is_end(*at)).unwrap_or(from)
    }

    /// Who was told, behind a verb.
    fn addressee(&self, from: usize, how: How, sentence: &Range<usize>) -> Option<Source> {
        let tokens = self.tokens();
        let word = self.grammar_addressed(from, sentence.end);
        let start = match (word, how) {
            (Some(next), _) => next,
            (None, How::Told) => from,
            _ => return None,
        };
        let near = start..sentence.end.min(start + 3);
        for at in near {
            if let Some(entity) = self.entity_at(at) {
                let listens = matches!(entity.kind, Kind::Organization | Kind::Person);
                return listens
                    .then(|| Source { tokens: entity.tokens.clone(), item: entity.item });
            }
            if self.is_unnamed(tokens.get(at)?) {
                return Some(Source { tokens: start..at + 1, item: None });
            }
            if self.is_end(at) {
                return None;
            }
        }
        None
    }

    fn grammar_addressed(&self, from: usize, to: usize) -> Option<usize> {
        let token = self.tokens().get(from).filter(|_| from < to)?;
        token.is_in(&self.grammar.addressed).then_some(from + 1)
    }

    fn hop(&self, source: &Source, how: How, sentence: &Range<usize>) -> Hop {
        Hop { by: self.party(source), on_behalf_of: self.behalf(source, sentence), how }
    }

    /// The body that stands right behind a person in the same breath.
    fn behalf(&self, source: &Source, sentence: &Range<usize>) -> Option<Party> {
        let person =
            self.read.entities_near(source.tokens.clone()).iter().find(|entity| {
                entity.kind == Kind::Person && within(&entity.tokens, &source.tokens)
            })?;
        let near = person.tokens.end..sentence.end.min(person.tokens.end + 12);
        let body = self.read.entities_near(near.clone()).iter().find(|entity| {
            entity.kind == Kind::Organization && near.contains(&entity.tokens.start)
        })?;
        let between = person.tokens.end..body.tokens.start;
        let commas = between.clone().filter(|at| self.is_end(*at)).count();
        let verb = between.clone().any(|at| {
            let token = &self.tokens()[at];
            self.grammar.verbs.contains_key(&token.folded)
                || token.is_in(&self.grammar.addressed)
                || token.is_in(&self.grammar.that)
        });
        let source = Source { tokens: body.tokens.clone(), item: body.item };
        (commas <= 1 && !verb).then(|| self.party(&source))
    }

    fn party(&self, source: &Source) -> Party {
        let span = self.read.span(&self.read.bytes(&source.tokens));
        Party { words: span.words.clone(), span: Some(span), item: source.item }
    }

    /// Where the clause begins in which a token stands.
    fn clause_start(&self, at: usize, sentence: &Range<usize>) -> usize {
        (sentence.start..at)
            .rev()
            .find(|index| self.is_end(*index))
            .map_or(sentence.start, |i| i + 1)
    }

    /// Whether a clause ends at this token.
    fn is_end(&self, at: usize) -> bool {
        self.tokens().get(at).is_none_or(|token| {
            matches!(
                token.folded.as_str(),
                "," | "،"
                    | ";"
                    | "؛"
                    | ":"
                    | "—"
                    | "–"
                    | "("
                    | ")"
                    | "."
                    | "!"
                    | "?"
                    | "։"
                    | "՝"
                    | "`"
                    | "…"
                    | "؟"
            ) && !(token.glued
                && matches!(token.folded.as_str(), "." | "–")
                && self.is_inside_a_word(at))
        })
    }

    fn is_inside_a_word(&self, at: usize) -> bool {
        self.tokens().get(at + 1).is_some_and(|next| next.is_word() && (next.glued || !next.opens))
    }

    fn follows_a_comma(&self, at: usize, sentence: &Range<usize>) -> bool {
        let closes = |at: usize| {
            self.tokens()
                .get(at)
                .is_some_and(|token| self.tongue.quotes.iter().any(|(_, close)| token.is(close)))
        };
        at > sentence.start + 2
            && at.checked_sub(1).is_some_and(|before| self.is_end(before) || closes(before))
    }

    /// Tokens without the signs at their ends.
    fn trimmed(&self, mut tokens: Range<usize>) -> Option<Range<usize>> {
        while tokens.start < tokens.end && !self.tokens().get(tokens.start)?.is_word() {
            tokens.start += 1;
        }
        while tokens.start < tokens.end && !self.tokens().get(tokens.end - 1)?.is_word() {
            tokens.end -= 1;
        }
        (!tokens.is_empty()).then_some(tokens)
    }

    /// A claim of at least three words.
    fn content(&self, tokens: Range<usize>) -> Option<Range<usize>> {
        let tokens = self.trimmed(tokens)?;
        let words = self.tokens()[tokens.clone()].iter().filter(|token| token.is_word()).count();
        (words >= 3).then(|| self.read.bytes(&tokens))
    }

    /// What a sentence says apart from who says it: what follows if the sentence begins with that, else what precedes.
    fn content_around(&self, who: &Range<usize>, sentence: &Range<usize>) -> Option<Range<usize>> {
        let before = self.content(sentence.start..who.start);
        let after = self.content(who.end..sentence.end);
        match (before, after) {
            // In the middle of what is claimed, it is the whole sentence.
            (Some(before), Some(after)) if who.start > sentence.start + 1 => {
                Some(before.start..after.end)
            }
            (Some(before), None) => Some(before),
            (_, after) => after,
        }
    }
}

fn within(inner: &Range<usize>, outer: &Range<usize>) -> bool {
    inner.start < outer.end && outer.start < inner.end
}
