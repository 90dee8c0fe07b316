//! What is wrong with a body or a query, told to whoever wrote the program that sent it: where it is, what stands
//! there, what could.

/// A reader's complaint as a sentence. `said` is what axum says, with serde's words in it.
pub(crate) fn sentence(said: &str) -> String {
    let around = [
        "Failed to deserialize the JSON body into the target type: ",
        "Failed to deserialize query string: ",
    ];
    let said = around.iter().find_map(|around| said.strip_prefix(around)).unwrap_or(said);
    if let Some(json) = said.strip_prefix("Failed to parse the request body as JSON: ") {
        // The column helps here: nothing else says where.
        let json = json.rsplit_once(": ").map_or(json, |(_, json)| json);
        return format!("This is no JSON: {json}.");
    }
    let said = said.rfind(" at line ").map_or(said, |place| &said[..place]);
    let (place, problem) = match said.split_once(": ") {
        Some((place, problem)) if is_place(place) => (Some(place), problem),
        _ => (None, said),
    };
    known(place, problem).unwrap_or_else(|| as_it_is(place, problem))
}

/// Whether it is the path of a field, such as `content.body[0].type`, and no words.
fn is_place(text: &str) -> bool {
    !text.is_empty()
        && text.chars().all(|letter| letter.is_ascii_alphanumeric() || "._[]".contains(letter))
}

fn known(place: Option<&str>, problem: &str) -> Option<String> {
    let it = place.map_or_else(|| "It".to_owned(), |place| format!("The field “{place}”"));
    if let Some(rest) = problem.strip_prefix("missing field ") {
        let field = in_ticks(rest)?;
        // A field of what the place names; serde names the place of the field itself where it knows it.
        let field = match place {
            Some(place) if place != field && !place.ends_with(&format!(".{field}")) => {
                format!("{place}.{field}")
            }
            Some(place) => place.to_owned(),
            None => field.to_owned(),
        };
        return Some(format!("The field “{field}” is missing."));
    }
    if let Some(rest) = problem.strip_prefix("unknown field ") {
        let field = in_ticks(rest)?;
        return Some(match among(rest) {
            Some(fields) => format!("There is no field “{field}” here, but there are: {fields}."),
            None => format!("There is no field “{field}” here, and nothing more is needed."),
        });
    }
    if let Some(rest) = problem.strip_prefix("unknown variant ") {
        let word = in_ticks(rest)?;
        return Some(format!("{it} cannot be “{word}”. It can be: {}.", among(rest)?));
    }
    if let Some(rest) = problem.strip_prefix("invalid type: ") {
        let (found, expected) = rest.rsplit_once(", expected ")?;
        return Some(format!("{it} is {}, and should be {}.", kind(found)?, wanted(expected)?));
    }
    if problem == "number too large to fit in target type" {
        return Some(format!("{it} is a number that is too large."));
    }
    if problem == "number too small to fit in target type" || problem.starts_with("invalid digit") {
        return Some(format!("{it} is no whole number, or too small a one."));
    }
    // What jiff says of days and moments begins in one of these ways.
    if problem.starts_with("failed to parse") || problem.starts_with("failed to find") {
        return Some(format!(
            "{it} is no day or moment. Write a day as 2026-03-02, a moment as 2026-03-02T09:30:00Z."
        ));
    }
    None
}

/// The first word between backticks.
fn in_ticks(text: &str) -> Option<&str> {
    text.split('`').nth(1)
}

/// What serde expects, as a list.
fn among(text: &str) -> Option<String> {
    let (_, expected) = text.split_once(", expected ")?;
    let words: Vec<&str> = expected.split('`').skip(1).step_by(2).collect();
    (!words.is_empty()).then(|| words.join(", "))
}

/// What was found, as people call it.
fn kind(found: &str) -> Option<&'static str> {
    let kinds = [
        ("string", "text"),
        ("integer", "a whole number"),
        ("floating point", "a number with a fraction"),
        ("boolean", "true or false"),
        ("null", "null"),
        ("sequence", "a list"),
        ("map", "an object"),
    ];
    kinds.into_iter().find(|(word, _)| found.starts_with(word)).map(|(_, kind)| kind)
}

/// What should have been there, as people call it.
fn wanted(expected: &str) -> Option<&'static str> {
    let kinds = [
        ("a string", "text"),
        ("a borrowed string", "text"),
        ("a boolean", "true or false"),
        ("a sequence", "a list"),
        ("a map", "an object"),
        ("struct", "an object"),
        ("a block", "an object with a type"),
    ];
    match expected {
        "f32" | "f64" => Some("a number"),
        "i8" | "i16" | "i32" | "i64" | "isize" => Some("a whole number"),
        "u8" | "u16" | "u32" | "u64" | "usize" => Some("a whole number"),
        _ => kinds.into_iter().find(|(word, _)| expected.starts_with(word)).map(|(_, kind)| kind),
    }
}

/// The words of whoever complained, where nobody knows better ones.
fn as_it_is(place: Option<&str>, problem: &str) -> String {
    match place {
        Some(place) => format!("In “{place}”: {}", capital(problem)),
        None => capital(problem),
    }
}

/// Words as a sentence.
pub(crate) fn capital(text: &str) -> String {
    let text = text.trim_end_matches('.');
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => format!("{}{}.", first.to_uppercase(), letters.as_str()),
        None => "It cannot be read.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(said: &str, sentence_of_it: &str) {
        assert_eq!(sentence(said), sentence_of_it);
    }

    const BODY: &str = "Failed to deserialize the JSON body into the target type: ";

    #[test]
    fn what_is_wrong_is_told_with_its_place_and_what_would_do() {
        let body = |said: &str| format!("{BODY}{said} at line 1 column 30");
        check(&body("missing field `note`"), "The field “note” is missing.");
        check(
            &body("content: missing field `headline`"),
            "The field “content.headline” is missing.",
        );
        check(
            &body("unknown field `nte`, expected one of `note`, `at`"),
            "There is no field “nte” here, but there are: note, at.",
        );
        check(
            &body("unknown field `x`, there are no fields"),
            "There is no field “x” here, and nothing more is needed.",
        );
        check(
            &body("state: unknown variant `lost`, expected `live` or `draft`"),
            "The field “state” cannot be “lost”. It can be: live, draft.",
        );
        check(
            &body(
                "content.body[0].width: invalid type: string \"wide, expected more\", expected u16",
            ),
            "The field “content.body[0].width” is text, and should be a whole number.",
        );
        check(&body("invalid type: null, expected a string"), "It is null, and should be text.");
        check(
            &body("at: failed to parse four digit integer as year: invalid digit"),
            "The field “at” is no day or moment. Write a day as 2026-03-02, a moment as 2026-03-02T09:30:00Z.",
        );
        check(
            "Failed to parse the request body as JSON: key must be a string at line 1 column 2",
            "This is no JSON: key must be a string at line 1 column 2.",
        );
        check(
            "Failed to deserialize query string: width: number too large to fit in target type",
            "The field “width” is a number that is too large.",
        );
    }

    #[test]
    fn what_is_not_known_is_told_as_it_is() {
        check(
            &format!("{BODY}body: Lists are nested more than 12 deep."),
            "In “body”: Lists are nested more than 12 deep.",
        );
        check(
            "Expected request with `Content-Type: application/json`",
            "Expected request with `Content-Type: application/json`.",
        );
        check("", "It cannot be read.");
    }
}
