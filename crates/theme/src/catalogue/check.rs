//! Compares every language's catalogue with the English one.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use fluent_syntax::ast::{
    CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement, Resource,
};
use story::Language;

use crate::embedded;

/// What is wrong with a message.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CatalogueFault {
    /// Whose catalogue.
    pub language: String,
    /// Which message; empty if the whole file is meant.
    pub key: String,
    /// What is wrong, as a sentence.
    pub problem: String,
}

impl fmt::Display for CatalogueFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.key.is_empty() {
            write!(f, "locales/{}.ftl: {}", self.language, self.problem)
        } else {
            write!(f, "locales/{}.ftl: “{}”: {}", self.language, self.key, self.problem)
        }
    }
}

/// Checks the catalogues that are in the binary: every language has every message of English, with the same
/// variables, none of them empty, none that refers to one that is not there.
pub fn check_catalogues() -> Result<(), Vec<CatalogueFault>> {
    let faults = check(&|language| embedded::catalogue(language.code()));
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

/// Checks the catalogues that `source` gives, one text per language.
pub(crate) fn check(source: &dyn Fn(Language) -> Option<String>) -> Vec<CatalogueFault> {
    let mut faults = Vec::new();
    let english = messages(Language::english(), source, &mut faults);
    for language in Language::all() {
        let theirs = messages(language, source, &mut faults);
        let mut fault = |key: &str, problem: String| {
            faults.push(CatalogueFault {
                language: language.code().to_owned(),
                key: key.to_owned(),
                problem,
            });
        };
        for (key, message) in &theirs {
            if message.empty {
                fault(key, "it is empty.".to_owned());
            }
            for reference in message.references.difference(&theirs.keys().cloned().collect()) {
                fault(key, format!("it refers to “{reference}”, which is not there."));
            }
            match english.get(key) {
                None => {
                    fault(key, "English does not have it; remove it or add it there.".to_owned());
                }
                // A language may leave a variable out, never ask for one that nobody gives.
                Some(original) => {
                    for variable in message.variables.difference(&original.variables) {
                        fault(key, format!("it asks for ${variable}, which English does not."));
                    }
                    for variable in original.variables.difference(&message.variables) {
                        fault(key, format!("it leaves out ${variable}, which English uses."));
                    }
                }
            }
        }
        for key in english.keys().filter(|key| !theirs.contains_key(*key)) {
            fault(key, "it is missing.".to_owned());
        }
    }
    faults.sort();
    faults.dedup();
    faults
}

#[derive(Default)]
struct Message {
    empty: bool,
    variables: BTreeSet<String>,
    references: BTreeSet<String>,
}

fn messages(
    language: Language,
    source: &dyn Fn(Language) -> Option<String>,
    faults: &mut Vec<CatalogueFault>,
) -> BTreeMap<String, Message> {
    let mut fault = |key: &str, problem: String| {
        faults.push(CatalogueFault {
            language: language.code().to_owned(),
            key: key.to_owned(),
            problem,
        });
    };
    let Some(text) = source(language) else {
        fault("", "there is no such file.".to_owned());
        return BTreeMap::new();
    };
    let resource: Resource<String> = match fluent_syntax::parser::parse(text) {
        Ok(resource) => resource,
        Err((resource, errors)) => {
            for error in errors {
                fault("", format!("it cannot be read at character {}: {error}.", error.pos.start));
            }
            resource
        }
    };
    let mut messages = BTreeMap::new();
    for entry in resource.body {
        let (key, pattern) = match entry {
            Entry::Message(message) => (message.id.name, message.value),
            Entry::Term(term) => (format!("-{}", term.id.name), Some(term.value)),
            _ => continue,
        };
        let mut message = Message { empty: true, ..Message::default() };
        if let Some(pattern) = pattern {
            read_pattern(&pattern, &mut message);
        }
        if messages.insert(key.clone(), message).is_some() {
            fault(&key, "it is there twice.".to_owned());
        }
    }
    follow_references(&mut messages);
    messages
}

/// Gives each message the variables of those that it refers to, which it asks for by them.
fn follow_references(messages: &mut BTreeMap<String, Message>) {
    loop {
        let mut found: Vec<(String, BTreeSet<String>)> = Vec::new();
        for (key, message) in &*messages {
            // A term sees only what it is handed, never what the message around it is given.
            let references = message.references.iter().filter(|other| !other.starts_with('-'));
            let theirs = references.filter_map(|other| messages.get(other));
            let more: BTreeSet<String> = theirs
                .flat_map(|other| other.variables.difference(&message.variables).cloned())
                .collect();
            if !more.is_empty() {
                found.push((key.clone(), more));
            }
        }
        if found.is_empty() {
            return;
        }
        for (key, mut more) in found {
            if let Some(message) = messages.get_mut(&key) {
                message.variables.append(&mut more);
            }
        }
    }
}

fn read_pattern(pattern: &Pattern<String>, message: &mut Message) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => message.empty &= value.trim().is_empty(),
            PatternElement::Placeable { expression } => read_expression(expression, message),
        }
    }
}

fn read_expression(expression: &Expression<String>, message: &mut Message) {
    match expression {
        Expression::Inline(inline) => read_inline(inline, message),
        Expression::Select { selector, variants } => {
            read_inline(selector, message);
            // Every variant must say something; one that is empty would show nothing for some number.
            let mut empty = false;
            for variant in variants {
                let mut inner = Message { empty: true, ..Message::default() };
                read_pattern(&variant.value, &mut inner);
                empty |= inner.empty;
                message.variables.append(&mut inner.variables);
                message.references.append(&mut inner.references);
            }
            message.empty &= empty;
        }
    }
}

fn read_inline(inline: &InlineExpression<String>, message: &mut Message) {
    match inline {
        InlineExpression::StringLiteral { value } => message.empty &= value.is_empty(),
        InlineExpression::NumberLiteral { .. } => message.empty = false,
        InlineExpression::VariableReference { id } => {
            message.empty = false;
            message.variables.insert(id.name.clone());
        }
        InlineExpression::MessageReference { id, .. } => {
            message.empty = false;
            message.references.insert(id.name.clone());
        }
        InlineExpression::TermReference { id, arguments, .. } => {
            message.empty = false;
            message.references.insert(format!("-{}", id.name));
            if let Some(arguments) = arguments {
                read_arguments(arguments, message);
            }
        }
        InlineExpression::FunctionReference { arguments, .. } => {
            message.empty = false;
            read_arguments(arguments, message);
        }
        InlineExpression::Placeable { expression } => read_expression(expression, message),
    }
}

fn read_arguments(arguments: &CallArguments<String>, message: &mut Message) {
    arguments.positional.iter().for_each(|inline| read_inline(inline, message));
    arguments.named.iter().for_each(|named| read_inline(&named.value, message));
}

/// The keys that a template asks for word by word: `t("share")`.
pub(crate) fn literal_keys(template: &str) -> BTreeSet<String> {
    template
        .match_indices("t(\"")
        .filter(|(at, _)| {
            // `t(` and not the end of another word.
            !template[..*at].ends_with(|letter: char| letter.is_alphanumeric() || letter == '_')
        })
        .filter_map(|(at, opening)| {
            let rest = &template[at + opening.len()..];
            let (key, after) = rest.split_once('"')?;
            // A key that is put together, such as `t("kind-" ~ kind)`, is seen when it is rendered.
            (!after.trim_start().starts_with('~')).then(|| key.to_owned())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults(english: &str, russian: &str) -> Vec<String> {
        check(&|language| match language.code() {
            "ru" => Some(russian.to_owned()),
            _ => Some(english.to_owned()),
        })
        .iter()
        .map(ToString::to_string)
        .collect()
    }

    #[test]
    fn every_language_says_what_english_says() {
        assert_eq!(check_catalogues(), Ok(()));
    }

    #[test]
    fn a_catalogue_is_told_each_of_its_faults() {
        insta::assert_snapshot!(
            faults(
                "share = Share\nby = By { $name }\nread = Read { $count }\n",
                "share = { \"\" }\nby = { -nobody } { $names }\nextra = Ещё\n"
            )
            .join("\n"),
            @r"
            locales/ru.ftl: “by”: it asks for $names, which English does not.
            locales/ru.ftl: “by”: it leaves out $name, which English uses.
            locales/ru.ftl: “by”: it refers to “-nobody”, which is not there.
            locales/ru.ftl: “extra”: English does not have it; remove it or add it there.
            locales/ru.ftl: “read”: it is missing.
            locales/ru.ftl: “share”: it is empty.
            "
        );
    }

    #[test]
    fn a_message_may_ask_for_a_variable_by_another_message() {
        let english = "decade = { $year }s\nsince = since the { decade }\n";
        let told = |russian: &str| faults(english, russian).join("\n");
        assert_eq!(told("decade = { $year }-е\nsince = с { $year }-х\n"), "");
        assert_eq!(
            told("decade = { $year }-е\nsince = давно\n"),
            "locales/ru.ftl: “since”: it leaves out $year, which English uses."
        );
    }

    #[test]
    fn a_template_names_the_messages_that_it_needs() {
        let keys = literal_keys(
            r#"{{ t("share") }} {{ t("kind-" ~ kind) }} {{ split("x") }}{{ t("by", name=n) }}"#,
        );
        assert_eq!(keys.into_iter().collect::<Vec<_>>(), ["by", "share"]);
    }
}
