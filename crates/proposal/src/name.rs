//! Names that nobody told the newsroom of, by how they look and what stands around them.
//!
//! What is proposed here is often a new item, so a name is passed over rather than guessed wrongly.

use std::collections::HashSet;

use story::coverage::ItemKind as Kind;

use crate::token::{Kind as Look, Token};
use crate::tongue::{Grammar, Tongue};
use crate::{Entity, Read};

/// How an article writes its words: what has a capital in the middle of a sentence, and what has none.
#[derive(Debug, Default)]
pub(crate) struct Habits {
    capital: HashSet<String>,
    small: HashSet<String>,
}

impl Habits {
    pub(crate) fn of(passages: &[Read], tongue: &Tongue) -> Habits {
        let mut habits = Habits::default();
        if tongue.code == "ar" {
            return habits;
        }
        for token in passages.iter().flat_map(|read| &read.tokens) {
            if token.kind == Look::Small {
                habits.small.insert(token.folded.clone());
            } else if token.is_capital() && !token.opens {
                habits.capital.insert(token.folded.clone());
            }
        }
        habits
    }

    /// Whether a word is a name although its capital may only be that of the sentence.
    fn is_name(&self, token: &Token) -> bool {
        !token.opens
            || token.kind == Look::Capitals
            || (self.capital.contains(&token.folded) && !self.small.contains(&token.folded))
    }
}

/// How many tokens a name that is guessed has at most.
const LONGEST: usize = 16;

/// How sure a guess is that only says where a name ends that is of no kind to be proposed.
pub(crate) const NOTHING: u8 = 0;

/// The name that begins here.
pub(crate) fn at(read: &Read, at: usize, tongue: &Tongue, habits: &Habits) -> Option<Entity> {
    let grammar = tongue.grammar();
    let finder = Finder { tokens: &read.tokens, tongue, grammar, habits };
    let (end, kind, confidence) = match tongue.code {
        "ar" => finder.arabic(at)?,
        _ => finder.capitals(at)?,
    };
    let first = &read.tokens[at];
    // An Arabic cue may carry a prefix that is no part of the name.
    let prefix = first
        .bare
        .iter()
        .find(|(_, word)| {
            !grammar.organization_words.contains(&first.folded)
                && !grammar.first_names.contains(&first.folded)
                && (grammar.organization_words.contains(word) || grammar.first_names.contains(word))
        })
        .map_or(0, |(length, _)| *length);
    Some(Entity { tokens: at..end, from: first.at.start + prefix, item: None, kind, confidence })
}

/// The index behind the words with capitals that begin here, if they can be a name.
pub(crate) fn run(read: &Read, at: usize, tongue: &Tongue) -> Option<usize> {
    let first = read.tokens.get(at)?;
    let grammar = tongue.grammar();
    let habits = Habits::default();
    let finder = Finder { tokens: &read.tokens, tongue, grammar, habits: &habits };
    (first.is_capital() && tongue.code != "ar" && !finder.is_no_name(first)).then(|| finder.run(at))
}

struct Finder<'a> {
    tokens: &'a [Token],
    tongue: &'a Tongue,
    grammar: &'static Grammar,
    habits: &'a Habits,
}

impl Finder<'_> {
    fn token(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    fn before(&self, at: usize) -> Option<&Token> {
        at.checked_sub(1).and_then(|before| self.tokens.get(before))
    }

    /// A name in a script that has capitals.
    fn capitals(&self, at: usize) -> Option<(usize, Kind, u8)> {
        let first = self.token(at)?;
        if first.kind == Look::Small {
            return self.small_before_capital(at);
        }
        if let Some(end) = self.quoted_name(at) {
            return Some((end, Kind::Organization, 70));
        }
        if !first.is_capital() || self.is_no_name(first) {
            return None;
        }
        // The inside of a name that is joined by hyphens begins no name.
        if self.before(at).is_some_and(|before| first.glued && before.folded == "-") {
            return None;
        }
        let end = self.run(at);
        let words: Vec<&Token> = self.tokens[at..end].iter().filter(|t| t.is_word()).collect();
        let has = |set: &HashSet<String>| words.iter().any(|word| set.contains(&word.folded));
        // A name in Latin letters is English in any text: “New York Times”.
        let english = || {
            let english = crate::tongue::english();
            words.iter().any(|word| english.organization_words.contains(&word.folded))
        };
        let capitals = words.iter().filter(|word| word.is_capital()).count();
        let title = self.title_before(at);
        let alone = capitals == 1;
        let sure = words.iter().any(|word| self.habits.is_name(word));
        if self.tongue.code == "hy"
            && self
                .token(end)
                .is_some_and(|word| self.grammar.organization_words.contains(&word.folded))
            && self.token(end).is_some_and(|word| word.kind == Look::Small)
        {
            return Some((end + 1, Kind::Organization, 60));
        }
        // “Home Secretary Yvette Cooper”: what somebody is secretary of.
        let of_a_title = self
            .token(end)
            .is_some_and(|next| next.is_capital() && self.grammar.titles.contains(&next.folded));
        if of_a_title && !next_opens(self.token(end)) && self.tongue.code == "en" {
            return Some((end, Kind::Event, NOTHING));
        }
        // The World Cup is nobody and nowhere, and neither are its words alone.
        let ends_as_occasion =
            self.token(end).is_some_and(|word| self.grammar.occasion_words.contains(&word.folded));
        if has(&self.grammar.occasion_words) || (ends_as_occasion && self.tongue.code == "hy") {
            return Some((end, Kind::Event, NOTHING));
        }
        // “Представитель Министерства”: what somebody is belongs to no name.
        if capitals >= 2 && self.grammar.titles.contains(&first.folded) {
            return None;
        }
        if has(&self.grammar.organization_words) || english() {
            // An office alone, “the Ministry”, is no name.
            return (capitals >= 2).then_some((end, Kind::Organization, 75));
        }
        let digits = words.iter().any(|word| word.folded.contains(|c: char| c.is_ascii_digit()));
        if digits || self.is_quoted_alone(at, end) {
            return None;
        }
        let described = self.tongue.code == "ru" && is_described(&first.folded);
        // «Национальный фронт», «Верховный суд».
        if described
            && alone
            && self.token(end).is_some_and(|word| {
                word.kind == Look::Small && self.grammar.organization_words.contains(&word.folded)
            })
        {
            return Some((end + 1, Kind::Organization, 65));
        }
        if described && alone {
            return None;
        }
        let initials = words.iter().any(|word| word.folded.chars().count() == 1);
        if self.is_first_name(&words.first()?.folded) && (capitals >= 2 || sure) {
            return Some((end, Kind::Person, if capitals >= 2 { 85 } else { 60 }));
        }
        if self
            .before(at)
            .is_some_and(|word| self.grammar.organization_words.contains(&word.folded))
            && self.tongue.code != "en"
            && sure
        {
            return Some((end, Kind::Organization, 60));
        }
        // “Minister of Education Stefania Giannini”: the name begins behind what she is minister of.
        if capitals >= 3 && self.title_of_before(at) {
            return None;
        }
        if title && sure && !has(&self.grammar.place_words) {
            return Some((end, Kind::Person, 80));
        }
        if has(&self.grammar.place_words) && capitals >= 2 {
            return Some((end, Kind::Place, 65));
        }
        if let Some(before) = self.before(at)
            && self.grammar.place_words.contains(&before.folded)
            && sure
        {
            return Some((end, Kind::Place, 70));
        }
        if words.iter().all(|word| word.kind == Look::Capitals) {
            // A byline in capitals.
            if capitals == 2 && words.last().is_some_and(|word| self.is_surname(&word.folded)) {
                return Some((end, Kind::Person, 70));
            }
            if !alone {
                return Some((end, Kind::Event, NOTHING));
            }
            let letters = first.folded.chars().count();
            let shouting = self.is_shouting(at);
            return (alone && !shouting && (2..=7).contains(&letters) && !is_roman(&first.folded))
                .then_some((end, Kind::Organization, 60));
        }
        if initials && capitals >= 2 {
            return Some((end, Kind::Person, 75));
        }
        let like_a_surname = words.last().is_some_and(|word| self.is_surname(&word.folded));
        if capitals >= 2 && like_a_surname && sure {
            return Some((end, Kind::Person, 80));
        }
        if self.stands_where(at, end) && sure {
            return Some((end, Kind::Place, if alone { 60 } else { 65 }));
        }
        if alone {
            let adjective = first.folded.contains("ск") && self.tongue.code == "ru";
            return (like_a_surname && !adjective && sure && !first.opens).then_some((
                end,
                Kind::Person,
                60,
            ));
        }
        // People have no article: “the Grand Mosque”.
        let article = self.before(at).is_some_and(|before| {
            matches!(
                before.folded.as_str(),
                "the" | "a" | "an" | "le" | "la" | "les" | "l" | "'" | "du" | "des"
            )
        });
        // «Южные Курилы», «Белый дом»: who is described is no person.
        if described {
            let where_to = [
                "южн",
                "северн",
                "восточн",
                "западн",
                "верхн",
                "нижн",
                "центральн",
                "ближн",
                "дальн",
            ];
            let place = where_to.iter().any(|stem| first.folded.starts_with(stem));
            return (place && sure).then_some((end, Kind::Place, 60));
        }
        // “PC World”, “Windows XP”: letters that stand for words stand in the names of bodies and goods.
        let letters = words.iter().any(|word| word.kind == Look::Capitals);
        let persons =
            (2..=3).contains(&capitals) && words.len() == capitals && sure && !article && !letters;
        persons.then_some((end, Kind::Person, 55))
    }

    /// “ministère des Finances”: French writes its offices small and what they are for with a capital.
    fn small_before_capital(&self, at: usize) -> Option<(usize, Kind, u8)> {
        let first = self.token(at)?;
        if self.tongue.code != "fr" || !self.grammar.organization_words.contains(&first.folded) {
            return None;
        }
        let mut next = at + 1;
        while next < at + 4
            && self.token(next)?.is_one_of(&["de", "du", "des", "la", "l", "d", "le", "'"])
        {
            next += 1;
        }
        let name =
            self.token(next).filter(|token| token.is_capital() && !self.is_no_name(token))?;
        let person = self.grammar.first_names.contains(&name.folded);
        let joined = next > at + 1;
        (joined && !person).then_some((self.run(next), Kind::Organization, 55))
    }

    /// A name in marks of quotation beside a word for what it is: «газета „Труд“», «„Իմ քայլը“ խմբակցություն».
    fn quoted_name(&self, at: usize) -> Option<usize> {
        let open = at.checked_sub(1)?;
        let (_, end) = self.quoted(open)?;
        let is_body = |token: Option<&Token>| {
            token.is_some_and(|token| self.grammar.organization_words.contains(&token.folded))
        };
        // Who writes and is quoted by name is a paper: «пишет „Gzt.Ru“».
        let verb = self.before(open).is_some_and(|before| {
            self.grammar.verbs.contains_key(&before.folded) || before.folded == "интервью"
        });
        if verb && end - open <= 6 {
            return Some(end - 1);
        }
        let ending = super::lexicon::ending(self.tokens, end, self.tongue);
        let beside = is_body(self.before(open))
            || (self.tongue.code == "hy" && is_body(self.token(end + ending)));
        // Without the closing mark.
        beside.then_some(end - 1)
    }

    /// Words in marks of quotation that look like a name, with the index behind the closing one.
    fn quoted(&self, at: usize) -> Option<(usize, usize)> {
        let open = self.token(at)?;
        let (_, close) = self.tongue.quotes.iter().find(|(mark, _)| open.is(mark))?;
        let rest = self.tokens.get(at + 1..)?;
        let length = rest.iter().take(8).position(|token| token.is(close))?;
        let words = rest[..length].iter().filter(|token| token.is_word()).count();
        let capital = rest.first()?.is_capital() || self.tongue.code == "ar";
        let plain = rest[..length]
            .iter()
            .all(|token| token.is_word() || matches!(token.folded.as_str(), "-" | "'" | "." | "&"));
        ((1..=5).contains(&words) && capital && plain).then_some((at + 1, at + 2 + length))
    }

    /// The index behind the words with capitals that belong together.
    fn run(&self, at: usize) -> usize {
        let mut end = at + 1;
        loop {
            let Some(next) = self.token(end).filter(|_| end < at + LONGEST) else { return end };
            let and = next.is("&") && self.token(end + 1).is_some_and(Token::is_capital);
            if and {
                end += 2;
                continue;
            }
            let joined = next.glued && matches!(next.folded.as_str(), "-" | "‑" | "'" | "՚" | "&");
            let after = self.token(end + 1);
            if joined && after.is_some_and(|after| after.is_word() && after.glued) {
                let goes_on = self.token(end + 2).is_some_and(|sign| sign.glued && sign.is("-"));
                let after_is_name = after.is_some_and(|after| {
                    after.is_capital() || after.folded.chars().count() > 1 || goes_on
                });
                let possessive = after.is_some_and(|after| after.folded == "s");
                let ending = after.is_some_and(|after| after.is_in(&self.grammar.name_endings));
                if !after_is_name || possessive || ending {
                    return end;
                }
                end += 2;
                continue;
            }
            // An initial keeps its period.
            let initial = next.is(".")
                && next.glued
                && self.tokens[end - 1].is_capital()
                && self.tokens[end - 1].folded.chars().count() == 1;
            if initial && after.is_some_and(Token::is_capital) {
                end += 2;
                continue;
            }
            // A new name begins where a title stands in the middle: “Education Mr. Toccafondi”.
            let title = self.grammar.titles.contains(&next.folded);
            if next.is_capital() && !self.is_no_name(next) && !next.opens && !title {
                end += 1;
                continue;
            }
            if let Some(more) = self.inside_a_body(at, end) {
                end = more;
                continue;
            }
            let joints = &self.grammar.name_joints;
            let joint = |token: Option<&Token>| {
                token.is_some_and(|token| token.kind == Look::Small && token.is_in(joints))
            };
            if joint(Some(next)) && self.joins(at, end) {
                let mut more = end + 1;
                while more < end + 3
                    && (joint(self.token(more)) || self.token(more).is_some_and(|t| t.is("'")))
                {
                    more += 1;
                }
                // “the University of Bamako and the Peace Party” are two.
                let and = next.is_one_of(&["and", "et", "и", "եւ", "ու"]);
                let two = and
                    && (more > end + 1
                        || self.tokens[more..self.tokens.len().min(more + 5)]
                            .iter()
                            .take_while(|token| token.is_word())
                            .any(|token| self.grammar.organization_words.contains(&token.folded)));
                if two {
                    return end;
                }
                let name = self.token(more).filter(|token| token.is_capital() && !token.opens);
                if name.is_some_and(|name| !self.is_no_name(name)) {
                    end = more + 1;
                    continue;
                }
            }
            return end;
        }
    }

    /// The index behind the next capital of an office, over the small words that say what it is for:
    /// «Министерство сельского хозяйства Германии», “Communauté économique des États”.
    fn inside_a_body(&self, at: usize, end: usize) -> Option<usize> {
        if end != at + 1 || !matches!(self.tongue.code, "ru" | "fr") {
            return None;
        }
        if !self.grammar.organization_words.contains(&self.tokens[at].folded) {
            return None;
        }
        let describes = |token: &Token| {
            let word = token.folded.as_str();
            let endings: &[&str] = match self.tongue.code {
                "ru" => &[
                    "ого",
                    "его",
                    "ой",
                    "ей",
                    "ых",
                    "их",
                    "ства",
                    "ния",
                    "ии",
                    "сти",
                    "ы",
                    "ов",
                    "ности",
                ],
                _ => &["ique", "iques", "al", "ale", "aux", "ales", "ien", "ienne", "ais", "aise"],
            };
            token.kind == Look::Small
                && (endings.iter().any(|ending| word.ends_with(ending))
                    || (self.tongue.code == "fr" && token.is_in(&self.grammar.name_joints)))
        };
        let mut next = end;
        while next < end + 5 {
            let token = self.token(next)?;
            if token.is_capital() && !token.opens {
                return (next > end && !self.is_no_name(token)).then_some(next + 1);
            }
            if !describes(token) && !token.is("'") {
                return None;
            }
            next += 1;
        }
        None
    }

    /// Whether a small word may go on a name: any in a person’s, “of” and “and” only in that of a body.
    fn joins(&self, at: usize, joint: usize) -> bool {
        let word = self.tokens[joint].folded.as_str();
        let body = self.tokens[at..joint]
            .iter()
            .any(|token| self.grammar.organization_words.contains(&token.folded));
        match word {
            "van" | "von" | "bin" | "ibn" | "al" | "el" | "dos" | "da" | "der" | "ben" | "аль"
            | "ад" | "ибн" | "фон" | "ван" | "дю" | "ալ" | "ադ" | "ագ" | "ֆոն" | "վան" => {
                true
            }
            "de" | "la" | "du" | "des" | "d" | "le" | "де" | "ла" | "да" if !body => {
                self.grammar.first_names.contains(&self.tokens[at].folded)
            }
            _ => body && joint < at + 6,
        }
    }

    fn is_no_name(&self, token: &Token) -> bool {
        self.grammar.no_names.contains(&token.folded)
    }

    /// Whether the words before say what somebody is.
    fn title_before(&self, at: usize) -> bool {
        let mut before = at;
        for _ in 0..2 {
            let Some(token) = self.before(before) else { return false };
            // “Mr. Hill”, “Dr. Ada”.
            if token.is(".") && token.glued {
                before -= 1;
                continue;
            }
            return self.grammar.titles.contains(&token.folded);
        }
        false
    }

    /// Whether people are called so, here or in English.
    fn is_first_name(&self, word: &str) -> bool {
        self.grammar.first_names.contains(word)
            || crate::tongue::english().first_names.contains(word)
    }

    /// Whether “minister of” or “secretary for” stands before.
    fn title_of_before(&self, at: usize) -> bool {
        let joint =
            self.before(at).is_some_and(|token| token.is_one_of(&["of", "for", "de", "des"]));
        let title = at.checked_sub(2).and_then(|at| self.token(at));
        joint && title.is_some_and(|title| self.grammar.titles.contains(&title.folded))
    }

    /// Whether a name stands between marks of quotation by itself: a title, a version, a nickname.
    fn is_quoted_alone(&self, at: usize, end: usize) -> bool {
        let opened = self
            .before(at)
            .is_some_and(|before| self.tongue.quotes.iter().any(|(open, _)| before.is(open)));
        let closed = self
            .token(end)
            .is_some_and(|after| self.tongue.quotes.iter().any(|(_, close)| after.is(close)));
        opened && closed && self.tongue.code != "hy"
    }

    /// Whether a place is likely here.
    fn stands_where(&self, at: usize, end: usize) -> bool {
        if self.tongue.code == "hy" {
            let last = &self.tokens[end - 1].folded;
            return last.ends_with("ում") && last.chars().count() > 5;
        }
        let Some(before) = self.before(at) else { return false };
        if !before.is_in(&self.grammar.place_prepositions) {
            return false;
        }
        match self.tongue.code {
            // “in” and “at” stand before much; “в” before cases that tell a place from a company.
            "ru" => {
                let last = &self.tokens[end - 1].folded;
                !before.is_one_of(&["в", "во"])
                    || last.ends_with(['е', 'и'])
                    || last.ends_with("ой")
            }
            "fr" => before.is_one_of(&["a", "en", "pres", "vers"]),
            _ => true,
        }
    }

    fn is_surname(&self, word: &str) -> bool {
        let long = word.chars().count() >= 5;
        let endings: &[&str] = match self.tongue.code {
            "ru" => &[
                "ов",
                "ова",
                "ову",
                "овым",
                "овой",
                "ове",
                "ев",
                "ева",
                "еву",
                "евым",
                "евой",
                "ин",
                "ина",
                "ину",
                "иным",
                "иной",
                "ский",
                "ского",
                "скому",
                "ским",
                "ская",
                "ской",
                "скую",
                "цкий",
                "цкого",
                "цким",
                "енко",
                "ян",
                "яна",
                "яну",
                "яном",
                "швили",
                "дзе",
                "ович",
                "евич",
                "овича",
                "евича",
                "овна",
                "евна",
                "чук",
                "чука",
                "юк",
                "юка",
                "манн",
                "штейн",
                "сон",
            ],
            "hy" => &[
                "յան",
                "յանը",
                "յանի",
                "յանին",
                "յանից",
                "յանն",
                "յանց",
                "եան",
                "եանի",
                "եանը",
                "ով",
                "ովի",
                "ովը",
                "ովա",
                "սկի",
                "սկին",
                "շվիլի",
                "իձե",
                "ունի",
                "ունին",
                "ունու",
                "ունյան",
            ],
            _ => &[],
        };
        long && endings.iter().any(|ending| word.ends_with(ending))
    }

    /// Whether the sentence is written in capitals altogether, so that they mean nothing.
    fn is_shouting(&self, at: usize) -> bool {
        let near = at.saturating_sub(2)..(at + 3).min(self.tokens.len());
        self.tokens[near].iter().filter(|token| token.kind == Look::Capitals).count() >= 3
    }

    /// A name in a script without capitals: only where a cue says so.
    fn arabic(&self, at: usize) -> Option<(usize, Kind, u8)> {
        let first = self.token(at)?;
        if !first.is_word() {
            return None;
        }
        let is = |set: &HashSet<String>| first.spellings().any(|word| set.contains(word));
        if is(&self.grammar.first_names) {
            let end = self.arabic_person(at + 1);
            return (end > at + 1).then_some((end, Kind::Person, 75));
        }
        let after_title = self.before(at).is_some_and(|before| self.is_arabic_title(before))
            || (at >= 2
                && is_adjective(&self.tokens[at - 1])
                && self.is_arabic_title(&self.tokens[at - 2]));
        if after_title && self.is_arabic_name(first) && !is_adjective(first) {
            let end = self.arabic_person(at + 1);
            return (end > at + 1).then_some((end, Kind::Person, 65));
        }
        let place = self.before(at).is_some_and(|before| {
            before.spellings().any(|word| self.grammar.place_words.contains(word))
        });
        if place && self.is_arabic_name(first) && !is_adjective(first) {
            return Some((at + 1, Kind::Place, 60));
        }
        if is(&self.grammar.organization_words) {
            if let Some((_, end)) = self.quoted(at + 1) {
                return Some((end, Kind::Organization, 75));
            }
            let mut end = at + 1;
            while end < at + 5 && self.token(end).is_some_and(is_definite) {
                end += 1;
            }
            return (end > at + 1).then_some((end, Kind::Organization, 55));
        }
        None
    }

    fn is_arabic_title(&self, token: &Token) -> bool {
        token.spellings().any(|word| self.grammar.titles.contains(word))
    }

    /// The index behind at most three words that may belong to a person’s name.
    fn arabic_person(&self, from: usize) -> usize {
        let mut end = from;
        while end < from + 3 && self.token(end).is_some_and(|token| self.is_arabic_name(token)) {
            end += 1;
        }
        // A joint at the end joins nothing.
        while end > from && self.tokens[end - 1].is_in(&self.grammar.name_joints) {
            end -= 1;
        }
        end
    }

    /// Whether a word can be a part of a foreign name: no small word, no verb of saying, nothing definite.
    fn is_arabic_name(&self, token: &Token) -> bool {
        let word = token.folded.as_str();
        let small = [
            "في",
            "من",
            "علي",
            "الي",
            "عن",
            "ان",
            "التي",
            "الذي",
            "الذين",
            "مع",
            "بعد",
            "قبل",
            "كان",
            "كانت",
            "هو",
            "هي",
            "هذا",
            "هذه",
            "ذلك",
            "تلك",
            "قد",
            "لم",
            "لن",
            "لا",
            "ما",
            "حيث",
            "عندما",
            "او",
            "ثم",
            "كل",
            "بين",
            "حتي",
            "منذ",
            "خلال",
            "عام",
            "سنة",
            "ايضا",
            "كما",
            "لكن",
            "ولكن",
            "بل",
            "اذا",
            "غير",
            "عند",
            "تم",
            "يوم",
            "وهو",
            "وهي",
            "انه",
            "انها",
            "الا",
            "بان",
            "اي",
            "لقد",
            "فقد",
            "وقد",
            "ليس",
            "ضد",
            "حول",
            "عبر",
            "نحو",
            "دون",
            "احد",
            "اول",
            "اكثر",
        ];
        token.is_word()
            && token.kind != Look::Number
            && word.chars().count() >= 2
            && !small.contains(&word)
            && !(word.starts_with("ال") && word.chars().count() > 3 && word != "الله")
            && !self.grammar.verbs.contains_key(word)
            && !self.grammar.place_words.contains(word)
            && !self.grammar.organization_words.contains(word)
            && !self.grammar.titles.contains(word)
            && !word.starts_with('و')
            && !(word.starts_with('ي') && word.chars().count() == 4)
            && !word.ends_with('ه')
    }
}

fn next_opens(token: Option<&Token>) -> bool {
    token.is_some_and(|token| token.opens)
}

/// “الأميركي”, “الألمانية”: what kind of minister.
fn is_adjective(token: &Token) -> bool {
    token.folded.starts_with("ال") && (token.folded.ends_with('ي') || token.folded.ends_with("ية"))
}

fn is_definite(token: &Token) -> bool {
    token.is_word()
        && token.folded.starts_with("ال")
        && token.folded.chars().count() > 3
        && !matches!(
            token.folded.as_str(),
            "التي" | "الذي" | "الذين" | "الي" | "الان" | "اليوم" | "الماضي"
        )
}

/// Whether a Russian word ends as an adjective does.
fn is_described(word: &str) -> bool {
    let endings = [
        "ая", "яя", "ой", "ей", "ый", "ий", "ое", "ее", "ые", "ие", "ых", "их", "ыми", "ими",
        "ого", "его", "ому", "ему", "ую", "юю", "ым", "им",
    ];
    word.chars().count() >= 5 && endings.iter().any(|ending| word.ends_with(ending))
}

fn is_roman(word: &str) -> bool {
    word.chars().all(|letter| matches!(letter, 'i' | 'v' | 'x' | 'l' | 'c'))
}
