//! `ads.txt`: who may sell the paper's advertising space, as the IAB's ads.txt 1.1 has it.

/// The setting that keeps the file.
pub const SETTING: &str = "site.ads_txt";

/// How long the file is at most, in bytes.
pub const MOST: usize = 64 * 1024;

/// The variables that the standard knows.
const VARIABLES: [&str; 5] =
    ["CONTACT", "SUBDOMAIN", "INVENTORYPARTNERDOMAIN", "OWNERDOMAIN", "MANAGERDOMAIN"];

/// A line that says nothing to those who read the file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadLine {
    /// More than such a file has.
    #[error("The file is longer than {} kB. Remove what is not needed.", MOST / 1024)]
    TooLong,
    /// Too few fields.
    #[error(
        "Line {line}: a seller has an advertising system, an account and DIRECT or RESELLER, with commas between them, such as “ads.example, 1234, DIRECT”."
    )]
    Fields {
        /// Which line.
        line: usize,
    },
    /// No host.
    #[error("Line {line}: “{found}” is no host name, such as “ads.example”.")]
    Host {
        /// Which line.
        line: usize,
        /// What stands there.
        found: String,
    },
    /// No account.
    #[error("Line {line}: the account is missing between the first comma and the second.")]
    Account {
        /// Which line.
        line: usize,
    },
    /// Neither of the two relations.
    #[error("Line {line}: “{found}” is neither DIRECT nor RESELLER.")]
    Relation {
        /// Which line.
        line: usize,
        /// What stands there.
        found: String,
    },
    /// A variable that the standard does not know.
    #[error("Line {line}: “{found}” is none of the variables of the standard: {}.", VARIABLES.join(", "))]
    Variable {
        /// Which line.
        line: usize,
        /// What stands there.
        found: String,
    },
    /// A variable that says nothing.
    #[error("Line {line}: {variable} says nothing. Write a value after the sign “=”.")]
    Value {
        /// Which line.
        line: usize,
        /// Which variable.
        variable: String,
    },
}

/// Finds the first line that is not as the standard wants it. An empty file says that there is none.
pub fn check(text: &str) -> Result<(), BadLine> {
    if text.len() > MOST {
        return Err(BadLine::TooLong);
    }
    (1..).zip(text.lines()).try_for_each(|(line, text)| check_line(line, text))
}

fn check_line(line: usize, text: &str) -> Result<(), BadLine> {
    let said = text.split('#').next().unwrap_or_default().trim();
    if said.is_empty() {
        return Ok(());
    }
    // A comma before any “=” makes it a seller: an account may hold that sign too.
    let comma = said.find(',').unwrap_or(usize::MAX);
    match said.split_once('=') {
        Some((name, value)) if name.len() < comma => {
            check_variable(line, name.trim(), value.trim())
        }
        _ => check_seller(line, said),
    }
}

fn check_variable(line: usize, name: &str, value: &str) -> Result<(), BadLine> {
    let known = name.to_ascii_uppercase();
    if !VARIABLES.contains(&known.as_str()) {
        return Err(BadLine::Variable { line, found: name.to_owned() });
    }
    if value.is_empty() {
        return Err(BadLine::Value { line, variable: known });
    }
    // A manager may be one of a single country: “ads.example, FR”.
    let host = value.split(',').next().unwrap_or_default().trim();
    if known != "CONTACT" && !is_host(host) {
        return Err(BadLine::Host { line, found: host.to_owned() });
    }
    Ok(())
}

fn check_seller(line: usize, said: &str) -> Result<(), BadLine> {
    // What follows a semicolon is for extensions.
    let record = said.split(';').next().unwrap_or_default();
    let fields: Vec<&str> = record.split(',').map(str::trim).collect();
    let [system, account, relation, authority @ ..] = fields.as_slice() else {
        return Err(BadLine::Fields { line });
    };
    if authority.len() > 1 {
        return Err(BadLine::Fields { line });
    }
    if !is_host(system) {
        return Err(BadLine::Host { line, found: (*system).to_owned() });
    }
    if account.is_empty() {
        return Err(BadLine::Account { line });
    }
    if !["DIRECT", "RESELLER"].contains(&relation.to_ascii_uppercase().as_str()) {
        return Err(BadLine::Relation { line, found: (*relation).to_owned() });
    }
    Ok(())
}

fn is_host(text: &str) -> bool {
    let part = |part: &str| {
        !part.is_empty()
            && part.len() <= 63
            && !part.starts_with('-')
            && !part.ends_with('-')
            && part.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-')
    };
    text.len() <= 253 && text.contains('.') && text.split('.').all(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_standard_shows_is_taken() {
        let file = "# ads.txt of The Meridian\n\nads.example, 12345, DIRECT, d75815a79\n\
                    Silver.Ads.example,account=7,reseller # sold on\nother.example, a b, RESELLER; ext=1\n\
                    contact=ads@meridian.example\nSUBDOMAIN=blog.meridian.example\n\
                    OWNERDOMAIN = meridian.example\nMANAGERDOMAIN=manager.example, FR\n";
        assert_eq!(check(file), Ok(()));
        assert_eq!(check(""), Ok(()));
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        for (text, line) in [
            ("ads.example, 1", "Line 1: a seller has"),
            ("#\nads.example, 1, DIRECT, x, y", "Line 2: a seller has"),
            ("https://ads.example/, 1, DIRECT", "is no host name"),
            ("localhost, 1, DIRECT", "“localhost” is no host name"),
            ("ads.example, , DIRECT", "Line 1: the account is missing"),
            ("ads.example, 1, FRIEND", "“FRIEND” is neither"),
            ("OWNER=meridian.example", "“OWNER” is none of the variables"),
            ("OWNERDOMAIN=", "OWNERDOMAIN says nothing"),
            ("OWNERDOMAIN=a b", "“a b” is no host name"),
            ("<script>", "Line 1: a seller has"),
        ] {
            let told = check(text).unwrap_err().to_string();
            assert!(told.contains(line), "{text}: {told}");
        }
        assert_eq!(check(&"#".repeat(MOST + 1)), Err(BadLine::TooLong));
    }
}
