//! Names that nobody told the newsroom of, by how they look and what stands around them.
//!
//! What is proposed here is often a new item, so a name is passed over rather than guessed wrongly.

use std::collections::HashSet;

use crate::token::{Kind as Look, Token};
use crate::tongue::{Grammar, Tongue};
use crate::{Entity, Kind, Read};

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
        let capitals = words.iter().filter(|word| word.is_capital()).count();
        let title = self.title_before(at);
        let alone = capitals == 1;
        let sure = words.iter().any(|word| self.habits.is_name(word));
        if has(&self.grammar.organization_words) {
            // An office alone, “the Ministry”, is no name.
            return (capitals >= 2).then_some((end, Kind::Organization, 75));
        }
        if self
            .before(at)
            .is_some_and(|word| self.grammar.organization_words.contains(&word.folded))
            && self.tongue.code != "en"
            && sure
        {
            return Some((end, Kind::Organization, 60));
        }
        let initials = words.iter().any(|word| word.folded.chars().count() == 1);
        if self.grammar.first_names.contains(&words.first()?.folded) && (capitals >= 2 || sure) {
            return Some((end, Kind::Person, if capitals >= 2 { 85 } else { 60 }));
        }
        if title && sure {
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
            return (like_a_surname && sure && !first.opens).then_some((end, Kind::Person, 60));
        }
        let persons = (2..=3).contains(&capitals) && words.len() == capitals && sure;
        persons.then_some((end, Kind::Person, 55))
    }

    /// “fondation Konrad-Adenauer”, «фонда Конрада Аденауэра», «компания „Вымпел“».
    fn small_before_capital(&self, at: usize) -> Option<(usize, Kind, u8)> {
        let first = self.token(at)?;
        if !self.grammar.organization_words.contains(&first.folded) {
            return None;
        }
        let mut next = at + 1;
        // French names it by “de” and an article.
        while self.token(next).is_some_and(|token| {
            (self.tongue.code == "fr"
                && token.is_one_of(&["de", "du", "des", "la", "l", "d", "le", "'"]))
                && next < at + 4
        }) {
            next += 1;
        }
        if let Some((_, end)) = self.quoted(next) {
            return Some((end, Kind::Organization, 70));
        }
        let name =
            self.token(next).filter(|token| token.is_capital() && !self.is_no_name(token))?;
        // “group of Russians”: what people are is no name of a body, and neither is a person after an office.
        let person = self.grammar.first_names.contains(&name.folded);
        let end = self.run(next);
        let joined = next > at + 1 || matches!(self.tongue.code, "fr" | "ru");
        (joined
            && (!person || self.tongue.code == "ru" && end - next >= 2 && self.in_genitive(next)))
        .then_some((end, Kind::Organization, 55))
    }

    fn in_genitive(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.folded.ends_with(['а', 'я']))
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
            let Some(next) = self.token(end) else { return end };
            let joined = next.glued && matches!(next.folded.as_str(), "-" | "‑" | "'" | "՚" | "&");
            let after = self.token(end + 1);
            if joined && after.is_some_and(|after| after.is_word() && after.glued) {
                let after_is_name = after
                    .is_some_and(|after| after.is_capital() || after.folded.chars().count() > 1);
                let possessive = after.is_some_and(|after| after.folded == "s");
                let ending = after.is_some_and(|after| after.is_one_of(self.tongue.name_endings));
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
            if next.is_capital() && !self.is_no_name(next) && !next.opens {
                // A new name begins where a title stands in the middle: “France’s President”.
                end += 1;
                continue;
            }
            let joints = self.tongue.name_joints;
            let joint = |token: Option<&Token>| {
                token.is_some_and(|token| token.kind == Look::Small && token.is_one_of(joints))
            };
            if joint(Some(next)) && self.joins(at, end) {
                let mut more = end + 1;
                while more < end + 3
                    && (joint(self.token(more)) || self.token(more).is_some_and(|t| t.is("'")))
                {
                    more += 1;
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

    /// Whether a place is likely here.
    fn stands_where(&self, at: usize, end: usize) -> bool {
        if self.tongue.code == "hy" {
            let last = &self.tokens[end - 1].folded;
            return last.ends_with("ում") && last.chars().count() > 5;
        }
        let Some(before) = self.before(at) else { return false };
        if !before.is_one_of(self.tongue.place_prepositions) {
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
            "fr" => before.is_one_of(&["à", "en", "près", "vers"]) || before.folded == "a",
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
        while end > from && self.tokens[end - 1].is_one_of(self.tongue.name_joints) {
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
            && !word.starts_with('و')
            && !(word.starts_with('ي') && word.chars().count() == 4)
            && !word.ends_with('ه')
    }
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

fn is_roman(word: &str) -> bool {
    word.chars().all(|letter| matches!(letter, 'i' | 'v' | 'x' | 'l' | 'c'))
}
