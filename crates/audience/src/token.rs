//! Proof that somebody had the page in hand, and since when.

use jiff::Timestamp;

use crate::What;

/// How long a page is looked at before it counts is five seconds; clocks of several nodes may be one apart.
const SOONEST: i64 = 4;

/// A page that was opened longer ago than a day and an hour asks for a new token before it tells of a view.
const LATEST: i64 = 25 * 60 * 60;

/// Makes tokens and looks at them. Readers of one page at one moment have the same one: it says nothing of them.
#[derive(Clone)]
pub struct Tokens {
    secret: [u8; 32],
}

/// What is wrong with a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wrong {
    /// It is none of ours.
    Forged,
    /// It was made a moment ago.
    TooFast,
    /// It was made long ago.
    Stale,
}

impl Tokens {
    /// Tokens that only this secret makes; all nodes of a paper share it.
    pub fn new(secret: [u8; 32]) -> Tokens {
        Tokens { secret }
    }

    /// A token for a view of this thing, made now.
    pub fn make(&self, what: What, now: Timestamp) -> String {
        let second = now.as_second();
        format!("{second:x}.{:016x}", self.seal(what, second))
    }

    pub(crate) fn look(&self, token: &str, what: What, now: Timestamp) -> Result<(), Wrong> {
        let (second, seal) = token.split_once('.').ok_or(Wrong::Forged)?;
        let second = i64::from_str_radix(second, 16).map_err(|_| Wrong::Forged)?;
        let seal = u64::from_str_radix(seal, 16).map_err(|_| Wrong::Forged)?;
        // Nothing is won by guessing byte for byte: whoever wants a good one reads the page.
        if self.seal(what, second) != seal {
            return Err(Wrong::Forged);
        }
        match now.as_second().saturating_sub(second) {
            ..SOONEST => Err(Wrong::TooFast),
            SOONEST..=LATEST => Ok(()),
            _ => Err(Wrong::Stale),
        }
    }

    fn seal(&self, what: What, second: i64) -> u64 {
        let mut told = [0; 32];
        let kind = what.kind().as_bytes();
        told[..kind.len()].copy_from_slice(kind);
        told[16..24].copy_from_slice(&what.object().to_le_bytes());
        told[24..].copy_from_slice(&second.to_le_bytes());
        crate::counter::number(&blake3::keyed_hash(&self.secret, &told))
    }
}

impl std::fmt::Debug for Tokens {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tokens").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::ToSpan;
    use story::ArticleId;

    #[test]
    fn a_token_is_good_for_its_article_after_a_while_and_for_a_day() {
        let tokens = Tokens::new([7; 32]);
        let what = What::View(ArticleId::new(9));
        let made: Timestamp = "2026-03-04T23:59:58Z".parse().unwrap();
        let token = tokens.make(what, made);
        let after = |seconds: i64| made + seconds.seconds();
        assert_eq!(tokens.look(&token, what, after(5)), Ok(()));
        assert_eq!(tokens.look(&token, what, after(24 * 3600)), Ok(()));
        assert_eq!(tokens.look(&token, what, after(3)), Err(Wrong::TooFast));
        assert_eq!(tokens.look(&token, what, after(26 * 3600)), Err(Wrong::Stale));
        let other = What::View(ArticleId::new(10));
        assert_eq!(tokens.look(&token, other, after(5)), Err(Wrong::Forged));
        assert_eq!(tokens.look(&token, What::Click(9), after(5)), Err(Wrong::Forged));
        let strange = Tokens::new([8; 32]);
        assert_eq!(strange.look(&token, what, after(5)), Err(Wrong::Forged));
        for text in ["", ".", "x.y", "7fffffffffffffff.0", "-8000000000000000.0", "é.é", "1.1.1"]
        {
            assert_eq!(tokens.look(text, what, after(5)), Err(Wrong::Forged), "{text}");
        }
    }
}
