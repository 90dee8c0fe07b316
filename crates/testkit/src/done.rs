//! How an act ended.

use std::fmt;

use story::Article;
use story::article::Refusal;

/// How an act ended: with the article as it is now, or with a sentence that says why not.
#[must_use = "say that it went well with `ok`, or why it must not with `refused`"]
#[derive(Debug)]
pub struct Done(Result<Article, NotDone>);

#[derive(Debug)]
enum NotDone {
    Refused(Refusal),
    Store(store::Error),
}

impl fmt::Display for NotDone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NotDone::Refused(refusal) => refusal.fmt(f),
            NotDone::Store(error) => error.fmt(f),
        }
    }
}

impl Done {
    pub(crate) fn well(article: Article) -> Done {
        Done(Ok(article))
    }

    pub(crate) fn refusal(refusal: Refusal) -> Done {
        Done(Err(NotDone::Refused(refusal)))
    }

    pub(crate) fn failed(error: store::Error) -> Done {
        Done(Err(NotDone::Store(error)))
    }

    /// The article as it is now; fails the test if the act was refused.
    #[track_caller]
    pub fn ok(self) -> Article {
        match self.0 {
            Ok(article) => article,
            Err(why) => panic!("refused: {why}"),
        }
    }

    /// The article as it is now, or why the act was refused, for tests that try everything.
    pub fn result(self) -> Result<Article, String> {
        self.0.map_err(|why| why.to_string())
    }

    /// Why the act was refused; fails the test if it was done.
    #[track_caller]
    pub fn refused(self) -> String {
        match self.0 {
            Ok(article) => panic!("done, and should have been refused: {article:?}"),
            Err(why) => why.to_string(),
        }
    }
}
