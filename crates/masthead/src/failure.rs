//! What went wrong, as one readable paragraph.

/// The sentence of what was tried, with the causes beneath it.
pub(crate) fn told(error: &anyhow::Error) -> String {
    let mut out = format!("masthead: {error}\n");
    let mut last = error.to_string();
    for cause in error.chain().skip(1) {
        let cause = cause.to_string();
        // Wrappers often repeat their cause word for word.
        if last.contains(&cause) {
            continue;
        }
        out.push_str(&format!("  because: {cause}\n"));
        last = cause;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::Context;

    #[test]
    fn a_cause_is_told_once() {
        let result: anyhow::Result<()> = Err(anyhow::anyhow!("the disk is full"));
        let error = result
            .context("The page was not kept: the disk is full")
            .context("The story was not published.")
            .unwrap_err();
        assert_eq!(
            told(&error),
            "masthead: The story was not published.\n  because: The page was not kept: the disk is full\n"
        );
    }
}
